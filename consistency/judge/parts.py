"""Which figures of a sentence are parts of one told before them: "52 people, 30 in Lyon and 27 in Marseille"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# A total and at least so many parts; a longer list than this is none of parts.
LEAST_PARTS, MOST_PARTS = 2, 40
# Behind such a mark stand the parts of what stands before it.
_SHOWS = frozenset(":–—(")
# Where both are told of, people are told apart by what each of them is.
_ALL = frozenset(("man", "woman"))
_COMMAS = frozenset(",،;؛")
# Between two parts of a list stand at most so many words, after the last figure of a total so many code points.
_WORDS_BETWEEN, _ASIDE, _BEHIND = 7, 20, 120
# What tells a part from its total stands within so many code points behind its figure.
_REACH = 40


class Parts(Struct, frozen=True):
    """A total with its parts. whole: whether the text says that there are no others."""

    total: Claim
    parts: tuple[Claim, ...]
    whole: bool


def parts_of(told: Sequence[Claim], n: int, packs: Packs) -> Parts | None:
    """The n-th figure of a sentence with the parts that stand behind it, or None.

    Parts are told apart in one way: by places, by nations, by who or what they are. What is told apart so itself is
    no total: "12 in Gao, eight in Kidal".
    """
    total = told[n]
    named = total.counted.text or total.counted.concept
    if total.part_of == "subset" or not named or n + LEAST_PARTS >= len(told):
        return None
    words = packs.settings(total.provenance.language)
    table = packs.table("counted")
    parts = _list(told, n, words)
    shown = _shown(total, parts[0], words, leads=not n) if parts else ""
    if not shown:
        return None
    how, alike = _alike(parts, words) if shown in ("of", "comma") else ("", parts)
    if len(alike) < LEAST_PARTS or not _FITS[shown](total, alike, how, table, words):
        return None
    return Parts(total, tuple(alike), whole=shown == "whole" and _nothing_else(alike, words))


def _alike(parts: Sequence[Claim], words: Any) -> tuple[str, Sequence[Claim]]:
    """How parts are told apart, and those at the beginning of a list that are told so."""
    how = [_told_apart(part, words) for part in parts]
    first, second = how[0], how[min(1, len(how) - 1)]
    if first != second and second.endswith("...") and len(parts) > 1:
        told = between(parts[0], parts[1]).casefold().split()  # "44 were handed to Mali and 31 to Niger"
        first = second if any(_lead(word, words) == second for word in told) else first
    alike = list(takewhile(lambda n: n == 0 or how[n] == first, range(len(parts))))
    return first, parts[: len(alike)]


def _list(told: Sequence[Claim], n: int, words: Any) -> list[Claim]:
    """The figures behind the n-th that stand in a list; what was before is none of them."""
    found: list[Claim] = []
    for part in map(told.__getitem__, range(n + 1, min(n + 1 + MOST_PARTS, len(told)))):
        if _is_past(part) and not _is_past(told[n]):
            continue
        gap = between(found[-1] if found else told[n], part)
        if len(gap) > _BEHIND or (found and not _goes_on(gap, words, beyond=found[0].part_of == "subset")):
            break
        found.append(part)
    return found


def _is_past(claim: Claim) -> bool:
    return claim.time is not None and claim.time.past


def _goes_on(gap: str, words: Any, *, beyond: bool) -> bool:
    """Whether words between two figures are those of a list that goes on: few, with a comma or "and".

    beyond: behind the first part of a known whole a clause may stand aside, between commas.
    """
    ands = words.get("conjunctions", ())
    told = gap.split()
    listed = bool(_COMMAS & set(gap)) or any(word in ands for word in told)
    aside = beyond and sum(map(gap.count, _COMMAS)) > 1 and any(word in ands for word in told[-1:])
    return listed and len(told) <= (_ASIDE if aside else _WORDS_BETWEEN)


def _shown(total: Claim, first: Claim, words: Any, *, leads: bool) -> str:
    """How the first part shows that it is one: `whole`, `mark`, `of`, `comma`, or "" where it does not.

    What is told to be among them need not be all of them, and may overlap: such parts are not added up. leads: whether
    no figure stands before the total.
    """
    gap = between(total, first)
    told = gap.casefold().split()
    if any(word.strip("،,") in words.get("among_others", ()) for word in told):
        return ""
    openings = (opening.split() for opening in words.get("made_up_of", ()))
    if any(told[-len(opening) :] == opening for opening in openings):
        return "whole"
    if not _SHOWS.isdisjoint(gap):
        return "mark"
    if first.part_of == "subset" or (leads and _before(total) in words.get("out_of", ())):
        return "of"
    return "comma" if _COMMAS & set(gap.rstrip()[-1:]) else ""


def _before(claim: Claim) -> str:
    """The word before a figure."""
    return "".join(claim.quote[: claim.span.start - claim.quote_start].casefold().split()[-1:])


def _told_apart(part: Claim, words: Any) -> str:
    """What tells a part from the others: `in ...` for the word that leads on from it, `nation`, `noun`, or ""."""
    behind = part.quote[part.span.end - part.quote_start :][:_REACH].casefold()
    told, passed = behind.split(), 0
    while told and told[0] in words.get("passed_over", ()):
        passed += len(told.pop(0)) + 1
    if told and behind[:1].isspace() and (lead := _lead(told[0], words)):
        return lead
    if part.phrase is None or part.phrase.end <= part.span.end + passed:
        return ""
    return "nation" if part.counted.concept == "person" and part.subjects else "noun"


def _leads(claim: Claim, words: Any) -> str:
    """The word that leads on from a total and its noun, if there is one."""
    if claim.phrase is None:
        return ""
    behind = claim.quote[claim.phrase.end - claim.quote_start :][:_REACH].casefold()
    told = behind.split()
    if not told or not behind[:1].isspace():
        return ""
    return _lead(told[0], words)


def _lead(word: str, words: Any) -> str:
    """ "in ..." for a word that leads on to what tells a figure from others, else ""."""
    for lead in words.get("leads", ()):
        if word == lead or (lead.endswith("-") and word.startswith(lead[:-1])):
            return f"{lead} ..."
    return ""


def _any(total: Claim, parts: Sequence[Claim], how: str, table: Any, words: Any) -> bool:
    return True


def _behind_mark(total: Claim, parts: Sequence[Claim], how: str, table: Any, words: Any) -> bool:
    """Behind a colon stand parts, unless they are of another kind than what stands before it."""
    named = [part for part in parts if not _told_apart(part, words).endswith("...")]
    return _of_class(total, named, table) and _of_role(total, parts) and _of_holder(total, parts)


def _out_of(total: Claim, parts: Sequence[Claim], how: str, table: Any, words: Any) -> bool:
    """Of a whole that is known to be one, whatever tells its parts apart."""
    if not (how and _of_role(total, parts) and _of_holder(total, parts)):
        return False
    if how == "nation" and total.subjects:
        return False
    ways = {bool(table.get(part.counted.concept, {}).get("across")) for part in parts}
    return how != "noun" or (_of_class(total, parts, table) and len(ways) == 1)  # women may be pilgrims


def _listed(total: Claim, parts: Sequence[Claim], how: str, table: Any, words: Any) -> bool:
    """Behind a comma alone, parts must be told by what cannot be said of the total itself."""
    if not (_of_role(total, parts) and _of_holder(total, parts)):
        return False
    if how.endswith("..."):
        return _leads(total, words) != how
    if how == "nation":
        return not total.subjects and len({p.subjects for p in parts}) == len(parts)
    told = {part.counted.concept for part in parts}
    person = table.get(total.counted.concept, {}).get("class") == "person"
    within = all(total.counted.concept in table.get(concept, {}).get("within", ()) for concept in told)
    return how == "noun" and (within or (person and told >= _ALL and _people(told, table)))


def _people(concepts: Iterable[str], table: Any) -> bool:
    return all(table.get(concept, {}).get("class") == "person" for concept in concepts)


def _of_class(total: Claim, parts: Iterable[Claim], table: Any) -> bool:
    """Whether parts that a pack knows are of their total's kind."""
    whole = table.get(total.counted.concept)
    known = (table[part.counted.concept] for part in parts if part.counted.concept in table)
    return whole is None or all(row["class"] == whole["class"] for row in known)


def _of_role(total: Claim, parts: Iterable[Claim]) -> bool:
    return all(p.counted.role in (None, total.counted.role) for p in parts)


def _of_holder(total: Claim, parts: Iterable[Claim]) -> bool:
    return all(p.attribution == total.attribution for p in parts)


_FITS: dict[str, Callable[[Claim, Sequence[Claim], str, Any, Any], bool]] = {
    "whole": _any, "mark": _behind_mark, "of": _out_of, "comma": _listed,
}  # fmt: skip


def _nothing_else(parts: Sequence[Claim], words: Any) -> bool:
    """Whether a list holds nothing but figures with their nouns, to the end of the clause."""
    ands = words.get("conjunctions", ())
    for a, b in pairwise(parts):
        gap = _after(a)[: b.span.start - max(a.span.end, a.phrase.end if a.phrase else 0)]
        if any(word not in ands for word in gap.replace("،", " ").replace(",", " ").split()):
            return False
    behind = _after(parts[-1]).strip()
    opening = behind.lstrip("،, ").split()[:1]
    joined = any(word.startswith(tuple(ands)) for word in opening)
    return behind[:1] in ("", ".", "،", ",") and not joined


def _after(claim: Claim) -> str:
    end = max(claim.span.end, claim.phrase.end if claim.phrase is not None else 0)
    return claim.quote[end - claim.quote_start :]


def between(a: Claim, b: Claim) -> str:
    """The text between two figures of one sentence, as far as it is quoted."""
    return a.quote[a.span.end - a.quote_start : b.span.start - a.quote_start]


def to_the_rest(told: Sequence[Claim]) -> Iterator[Parts]:
    """A sentence's total and parts, where they go down to the rest."""
    rest = next((n for n, claim in enumerate(told) if claim.part_of == "rest"), None)
    if rest is not None and rest >= LEAST_PARTS:
        yield Parts(told[0], tuple(told[1 : rest + 1]), whole=True)
