"""How two claims compare in what figures and dates both have: whose, where, and the words and articles round them."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from consistency.align.keys import is_standing
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# An article with fewer unknown words than this tells too little by those it does not share.
_FEW_NAMES = 6
# Without capitals some of these words are no names, and it must have more.
_FEW_UNCASED = 10
# Unknown words that two articles share, from which they are taken to speak of the same people and places.
_MANY_NAMES, _SOME_NAMES = 4, 2
# Of the names of two articles in two scripts so large a part sounds alike by chance.
_CHANCE = 0.1
# Letters to which the words of a sentence are cut.
_STEM = 5
# Figures that two articles share, from which they are taken to tell one story.
_MANY_FIGURES, _SOME_FIGURES = 4, 2
# So many concepts in common, and so great a part of the shorter article's, tell of one matter.
_TOPIC, _TOPIC_PART = 3, 0.25


def subject(x: tuple[str, ...], y: tuple[str, ...], packs: Packs) -> str:
    if not x and not y:
        return "none"
    if not x or not y:
        return "unknown"
    known = packs.memo("subjects beside subjects")
    if (x, y) not in known:
        known[x, y] = _named_subjects(x, y, packs)
    level: str = known[x, y]
    return level


def _named_subjects(x: Collection[str], y: Collection[str], packs: Packs) -> str:
    if set(x) == set(y):
        return "same"
    table = packs.table("subjects")

    def chain(ids: Collection[str]) -> set[str]:
        rows = {ident: table.get(ident, {}) for ident in ids}
        wider = {up for row in rows.values() for up in (*row.get("within", ()), *row.get("member-of", ()))}
        return {*ids, *wider, *(f"country:{row['country']}" for row in rows.values() if row.get("country"))}

    return "part" if set(x) & chain(y) or set(y) & chain(x) else "different"


def place(x: tuple[str, ...], y: tuple[str, ...], packs: Packs) -> str:
    if not x and not y:
        return "none"
    if not x or not y:
        return "unknown"
    known = packs.memo("places beside places")
    if (x, y) not in known:
        known[x, y] = _named_places(x, y, packs)
    level: str = known[x, y]
    return level


def _named_places(x: Collection[str], y: Collection[str], packs: Packs) -> str:
    if set(x) == set(y):
        return "same"
    if set(x) < set(y) or set(y) < set(x):
        return "list-within"
    if set(x) & set(y):
        return "overlap"
    table = packs.table("places")

    def inside(inner: Collection[str], outer: Collection[str]) -> bool:
        return all(set(table.get(p, {}).get("within", ())) & set(outer) for p in inner)

    if not (inside(x, y) or inside(y, x)):
        near = _countries(x, packs) & _countries(y, packs) or any(
            set(table.get(p, {}).get("overlaps", ())) & set(y) for p in x
        )
        return "one-country" if near else "different"
    return "within" if len(x) == 1 and len(y) == 1 else "list-within"


def _countries(places: Collection[str], packs: Packs) -> set[str]:
    return {country for place in places for country in packs.countries(place)}


def sets(x: Collection[str], y: Collection[str]) -> str:
    if not x and not y:
        return "none"
    if not x or not y:
        return "unknown"
    return "shared" if set(x) & set(y) else "apart"


def words(a: Claim, b: Claim) -> str:
    beside = a.keywords & b.keywords
    if beside:
        beside -= _as_words(a.counted.concept, a.counted.role, a.places, a.subjects)
        beside -= _as_words(b.counted.concept, b.counted.role, b.places, b.subjects)
    shared = len(beside)
    if a.provenance.language != b.provenance.language:  # ids and the sounds of names can be shared
        shared += len(a.sounds & b.sounds)
        return "many" if shared >= 4 else "some" if shared >= 2 else "one"
    few, many = (2, 5) if a.quantity is not None else (3, 6)
    return "many" if shared >= many else "some" if shared >= few else "one" if shared else "none"


def named(claim: Claim) -> frozenset[str]:
    """The names in a claim's sentence, cut short as its keywords are."""
    return claim.keywords.intersection([name[:_STEM] for name in claim.names])


@lru_cache(maxsize=10_000)
def _as_words(
    concept: str, role: str | None, places: tuple[str, ...], subjects: tuple[str, ...]
) -> frozenset[str]:
    """What other facets compare, as it stands among the keywords."""
    named = [*(f"place:{place}" for place in places), *(f"subject:{subject}" for subject in subjects)]
    return frozenset([f"concept:{concept}", f"role:{role}", *named])


def setting(a: Claim, b: Claim, packs: Packs) -> str:
    if a.document == b.document:
        return "same"
    if is_standing(a, packs) and is_standing(b, packs) and (a.places or a.subjects):
        return "standing"
    level = overlap(a.setting, b.setting)
    if level == "other" and (
        figures(a, b, fits=False) != "few" or names(a, b, packs) == "many" or on_one_topic(a.topic, b.topic)
    ):
        return "some"  # they tell one story, in which one of them speaks of more
    return level


def on_one_topic(x: frozenset[str], y: frozenset[str]) -> bool:
    """Whether two articles share so many of the concepts that they name that they are on one matter."""
    shared = len(x & y)
    return shared >= _TOPIC and shared >= _TOPIC_PART * min(len(x), len(y))


def names(a: Claim, b: Claim, packs: Packs) -> str:
    """What two articles share of the words that no pack knows: names, mostly."""
    if a.document == b.document:
        return "one-article"
    if is_standing(a, packs) and is_standing(b, packs) and (a.places or a.subjects):
        return "standing"
    if a.provenance.language != b.provenance.language:
        shared = len(a.name_sounds & b.name_sounds)
        fewer = min(len(a.name_sounds), len(b.name_sounds))
        if fewer >= _FEW_NAMES and shared < _CHANCE * fewer:
            return "few"
        return "many" if shared >= _MANY_NAMES else "some" if shared >= _SOME_NAMES else "unknown"
    shared = len(a.names & b.names)
    fewer = min(len(a.names), len(b.names))
    cased = packs.settings(a.provenance.language).get("capitals")
    if (shared >= _MANY_NAMES and shared >= 0.3 * fewer) or _told_alike(a, b, shared):
        return "many"
    if fewer < (_FEW_NAMES if cased else _FEW_UNCASED):
        return "unknown"
    if shared >= _SOME_NAMES and shared >= 0.15 * fewer:
        return "some"
    # Without capitals the unknown words are verbs and adjectives too, and say less.
    return "none" if cased else "few"


def _told_alike(a: Claim, b: Claim, shared: int) -> bool:
    """Whether the words that no pack gives a meaning, names and common ones together, are largely the same."""
    shared += len(a.common & b.common)
    fewer = min(len(a.names) + len(a.common), len(b.names) + len(b.common))
    return fewer >= _FEW_NAMES and shared >= _MANY_NAMES and shared >= 0.3 * fewer


def overlap(x: frozenset[str], y: frozenset[str]) -> str:
    if not x or not y:
        return "some"
    share = len(x & y) / min(len(x), len(y))
    return "same" if share >= 0.5 else "some" if share >= 0.25 else "other"


def figures(a: Claim, b: Claim, *, fits: bool) -> str:
    """How many figures two articles share besides the one at hand (which they do where it fits both)."""
    if a.document == b.document:
        return "one-article"
    shared = len(a.figures & b.figures) - fits
    return "many" if shared >= _MANY_FIGURES else "some" if shared >= _SOME_FIGURES else "few"
