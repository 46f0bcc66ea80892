"""Findings that somebody has set aside, by a comment, a waiver or the baseline: marked, not removed.

What sets nothing aside any more is a finding itself: else a file of waivers only ever grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from consistency.config.baseline import Known
from consistency.config.waivers import Waiver
from consistency.judge.confidence import CERTAIN
from consistency.judge.explain import fill
from consistency.model.document import Document
from consistency.model.finding import Finding, Suppression
from consistency.model.rule import Rule
from consistency.sift.comments import Ignore, ignores

# The rules of rules/conflicts/ that are about waivers say so by their `check`.
CHECK = "waiver"


class Kept(Struct, frozen=True):
    """What is set aside outside the articles."""

    baseline: tuple[Known, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class _Notice(Struct, frozen=True):
    """A comment or waiver that deserves a finding. when: the condition of the rule that tells it."""

    when: str
    place: str
    document: str
    what: str
    reason: str
    until: date | None


def set_aside(
    findings: Iterable[Finding],
    documents: Sequence[Document],
    kept: Kept,
    rules: Sequence[Rule],
    today: date | None,
    focus: Set[str] | None = None,
) -> list[Finding]:
    """The same as `marked`, of articles that are at hand."""
    read = frozenset(document.id for document in documents)
    return list(marked(findings, documents, read, kept, rules, today, focus))


def marked(
    findings: Iterable[Finding],
    documents: Iterable[Document],
    read: frozenset[str],
    kept: Kept,
    rules: Sequence[Rule],
    today: date | None,
    focus: Set[str] | None = None,
) -> Iterator[Finding]:
    """The findings, marked where something sets them aside, and one for each comment or waiver that does not.

    documents: those with comments at least. read: the ids of all.
    today: the day to judge expiry by; None judges none. focus: the articles that the check keeps to, whose comments
    and waivers alone can be told to be idle.
    """
    active = {rule.code for rule in rules}
    asked = ignores(documents, [(rule.code, rule.name) for rule in rules if rule.check != CHECK])
    by_mark = {waiver.fingerprint: waiver for waiver in kept.waivers}
    lines = {entry.fingerprint: entry for entry in kept.baseline}
    used: set[int] = set()
    asides: list[Ignore | Waiver]
    notices: dict[int, _Notice] = {}
    for finding in findings:
        comments = [item for item in asked if item.fits(finding)]
        waivers = [by_mark[mark] for mark in _marks(finding) if mark in by_mark]
        asides = [*comments, *waivers]
        used.update(map(id, asides))
        for aside in asides:
            if _over(aside.until, today):
                notices.setdefault(id(aside), _notice("lapsed", aside))
        comments = [item for item in comments if not _over(item.until, today)]
        waivers = [item for item in waivers if not _over(item.until, today)]
        yield replace(finding, suppressed=_suppression(finding, comments, waivers, lines))
    for item in asked:
        if item.problem:
            notices[id(item)] = _notice(item.problem, item)
        elif id(item) not in used and (focus is None or item.document in focus):
            notices[id(item)] = _notice("unused", item)
    for waiver in kept.waivers:
        judged = read.issuperset(waiver.documents) and (not waiver.code or waiver.code in active)
        touched = focus is None or not focus.isdisjoint(waiver.documents)
        if id(waiver) not in used and judged and touched:
            notices[id(waiver)] = _notice("unused", waiver)
    told = {name: rule for rule in rules if rule.check == CHECK for name in rule.when}
    yield from (_finding(told[n.when], n) for n in notices.values() if n.when in told)


def _marks(finding: Finding) -> Mapping[str, tuple[str, ...]]:
    return dict(finding.pairs) or {finding.fingerprint: finding.sides}


def _over(until: date | None, today: date | None) -> bool:
    return until is not None and today is not None and until < today


def _suppression(
    finding: Finding, comments: Sequence[Ignore], waivers: Sequence[Waiver], lines: Mapping[str, Known]
) -> Suppression | None:
    """A comment sets aside what has a side in its paragraph. Waivers and the baseline set aside what they knew.

    A finding that has come to involve an article that none of them names counts again: that article is news.
    """
    beside = [item for item in comments if item.shows(finding)]
    if beside:
        return Suppression("comment", beside[0].reason, _day(beside[0].until))
    known = [lines[mark] for mark in _marks(finding) if mark in lines]
    entries = [*(waiver.documents for waiver in waivers), *(line.documents for line in known)]
    named = {name for documents in entries for name in documents}
    if all(entries) and not named.issuperset(finding.parties):
        return None
    if waivers:
        first = waivers[0]
        return Suppression("waiver", first.reason, _day(first.until), first.who)
    return Suppression("baseline") if known else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _notice(when: str, item: Ignore | Waiver) -> _Notice:
    if isinstance(item, Waiver):
        name = item.place.partition(":")[0]
        return _Notice(when, item.place, name, item.fingerprint, item.reason, item.until)
    place = f"{item.document}:{item.line}"
    return _Notice(when, place, item.document, ", ".join(item.codes) or "?", item.reason, item.until)


def _finding(rule: Rule, notice: _Notice) -> Finding:
    fields = {
        "waiver.place": notice.place,
        "waiver.of": notice.what,
        "waiver.reason": notice.reason,
        "waiver.until": _day(notice.until) or "",
    }
    identity = "\x1e".join((rule.code, notice.document, notice.what, notice.reason))
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        verdict=rule.verdict,
        confidence=CERTAIN,
        message=tuple((language, fill(text, fields)) for language, text in rule.says),
        fingerprint=blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        group=None,
        documents=(notice.document,),
        evidence=(),
    )
