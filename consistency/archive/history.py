"""Corrections: what a newer version of an article gives otherwise than the version that was kept before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from consistency.archive.index import versions
from consistency.archive.readings import kept
from consistency.archive.store import Store
from consistency.model.document import Skipped
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, compare_two

# Verdicts on two figures of one thing that are not the same.
_OTHER = ("conflict", "update")


def of_new(store: Store, new: Extraction, packs: Packs, reader: int) -> Iterator[Skipped]:
    """Told when an earlier version of a new article stands in the archive, with the figures that have changed."""
    for _, _, reading, by in versions(store, new.document):
        if by != reader:
            continue
        before = kept(store, reading)[1]
        if before.document.sha256 != new.document.sha256:
            reason = "an earlier version of this article is in the archive"
            yield Skipped(new.document.id, None, reason + _told(before, new, packs))


def of_kept(store: Store, number: int, now: Extraction, packs: Packs) -> Iterator[Skipped]:
    """Told when an archived article replaced an earlier version in which figures were others."""
    rows = store.connection.execute(
        "SELECT reading FROM articles WHERE replaced = ? AND reader = (SELECT reader FROM articles WHERE number = ?)",
        (number, number),
    ).fetchall()
    for (reading,) in rows:
        told = _told(kept(store, reading)[1], now, packs)
        if told:
            yield Skipped(now.document.id, None, "this archived article has been corrected" + told)


def _told(before: Extraction, now: Extraction, packs: Packs) -> str:
    changed = corrected(before, now, packs)
    return "".join(f"; {old} is now {new}" for old, new in changed)


def corrected(before: Extraction, now: Extraction, packs: Packs) -> tuple[tuple[str, str], ...]:
    """The figures and dates of an earlier version that the newer one does not give any more, each with its own."""
    old, new = ({claim.text for claim in version.claims} for version in (before, now))
    pairs = compare_two("", _renamed(before), now, packs).pairs
    changed = (
        (pair.a.text, pair.b.text)
        for pair in sorted(pairs, key=lambda pair: (pair.a.span, pair.b.span))
        if pair.verdict in _OTHER and pair.a.text not in new and pair.b.text not in old
    )
    return tuple(dict.fromkeys(changed))


def _renamed(before: Extraction) -> Extraction:
    """An earlier version under another id: two versions are compared as two articles are."""
    ident = f"{before.document.id} (earlier)"
    claims = (
        replace(claim, id=f"{claim.id} (earlier)", provenance=replace(claim.provenance, document=ident))
        for claim in before.claims
    )
    return replace(before, document=replace(before.document, id=ident), claims=tuple(claims))
