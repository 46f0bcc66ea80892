"""Where a claim holds: the places it names, the most exact of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from consistency.claims.figure import Figure
from consistency.claims.noun import NounPhrase, is_of
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.claims.whose import PLACE_CLASSES, is_country, of_a_strike
from consistency.model.claim import Counted
from consistency.model.words import Hit

# Classes of things that a country has, unless something happened to them.
_OWNED = ("weapon", "vehicle", "building", "area", "goods", "energy")
# Kinds of role that tell what befell somebody somewhere.
_BEFELL = ("casualty", "custody", "damage", "movement")
_STRUCK = ("attacked", "bombed")
# Kinds of word that say that a place follows, that say that none does, and that stand between two.
_LEADS = frozenset(("in", "from"))
_OTHERS = frozenset(("say", "role", "concept", "change"))
_BETWEEN = frozenset(("in", "placekind", "from"))
# Kinds of place that are part of a country and hold others.
_WIDE = ("area", "region")
# Between a preposition and its place there may be a noun or two ("in the city of ...").
_STEP = 3


def places(scene: Scene, figure: Figure, counted: Counted, owners: Collection[str]) -> tuple[str, ...]:
    """Place ids, sorted. owners: ids of whose the counted are.

    Other figures keep what stands nearer to them. Order of search: in the clause, after the noun and before the next
    figure, then before the noun; then the places further on that several figures share; then what the sentence names
    before.
    """
    phrase, clause, passage = figure.phrase, figure.clause, figure.passage
    own = _of_adjectives(scene, phrase, counted) if phrase.owners else ()
    if "place" not in passage.of_kind:
        return own or _of_the_state(scene, passage, counted, owners)
    # A place that modifies the noun ("Gaza residents", "US soldiers") is not looked for: it is `own`, or whose.
    after = max([figure.last, *(hit.last for hit in phrase.owners if hit.kinds.get("place"))]) + 1
    end = _until_included(passage, after, clause.last)
    before = figure.first - 1
    for first, last, strict, backward in (
        (after, min(end, figure.following - 1), True, False),
        (max(clause.first, figure.former + 1), before, True, True),
        (after, min(end, figure.following - 1), False, False),
    ):
        found = _phrase(scene, passage, first, last, strict, backward)
        if found:
            return found
    if figure.rest is not None:
        found = _phrase(scene, passage, *figure.rest, True, False)
        if found:
            return found
    if own:
        return own
    for first, last, strict, backward in (
        (after, end, True, False),
        (passage.first, before, True, True),
        (clause.first, before, False, True),
    ):
        found = _phrase(scene, passage, first, last, strict, backward)
        if found:
            return found
    return _further_on(scene, passage, end + 1, counted) or _of_the_state(scene, passage, counted, owners)


def _further_on(scene: Scene, passage: Passage, first: int, counted: Counted) -> tuple[str, ...]:
    """Where a sentence goes on to say that it was: "12 died and 30 were hurt, after rains that struck northern Peru".

    Up to where somebody is told to say more, and only of what befell somebody somewhere.
    """
    role = scene.packs.table("roles").get(counted.role or "", {})
    if role.get("kind") not in _BEFELL and counted.role not in _STRUCK:
        return ()
    said = passage.of("say", first, passage.last)
    until = next((hit.first for hit in said if not hit.kinds.get("according")), passage.last + 1)
    named = [hit for hit in passage.of("place", first, until - 1) if not hit.kinds.get("concept")]
    if not named or not _introduced(scene, named[0], first):
        return ()  # "... and raids on Gaza, after rockets on the south of Israel"
    return _phrase(scene, passage, first, until - 1, strict=True, backward=False)


def _of_the_state(
    scene: Scene, passage: Passage, counted: Counted, owners: Collection[str]
) -> tuple[str, ...]:
    """For a standing figure without a place: the one country whose adjective its sentence has.

    "The Iraqi government ... 4.2 million small arms": the country is where, unless it is whose they are.
    """
    row = scene.packs.table("counted").get(counted.concept, {})
    if not row.get("standing") and (counted.role or row.get("class") not in _OWNED):
        return ()
    told = passage.of_kind.get("demonym", ())
    named = {hit.kinds["demonym"].id for hit in told if not of_a_strike(scene, hit)}
    if len(named) != 1 or f"country:{next(iter(named))}" in owners:
        return ()
    return tuple(named) if named <= scene.packs.table("places").keys() else ()


def _until_included(passage: Passage, first: int, last: int) -> int:
    """The last token before a word such as "including", after which parts are named, not places."""
    including = passage.of("whole", first, last)
    return including[0].first - 1 if including else last


def _of_adjectives(scene: Scene, phrase: NounPhrase, counted: Counted) -> tuple[str, ...]:
    """ "three Iraqi bases": for what stands on the ground the nationality tells where. A town always does."""
    row = scene.packs.table("counted").get(counted.concept, {})
    grounded = row.get("class") in PLACE_CLASSES
    named = (hit.sense("demonym", "place") for hit in phrase.owners)
    return tuple(sorted({s.id for s in named if s is not None and (grounded or not is_country(scene, s))}))


def _phrase(
    scene: Scene, passage: Passage, first: int, last: int, strict: bool, backward: bool
) -> tuple[str, ...]:
    """The places named together, nearest to the figure. strict: only after a word such as "in" or "from"."""
    hits = [hit for hit in passage.of("place", first, last) if not _tells_which(scene, hit)]
    if not hits:
        return ()
    if not strict:  # "led by Washington" names a government, not a place
        table = scene.packs.table("places")
        hits = [h for h in hits if table.get(h.kinds["place"].id, {}).get("kind") != "capital"]
    runs = _runs(scene, hits)
    if strict:
        runs = [run for run in runs if _introduced(scene, run[0], first)]
    if not runs:
        return ()
    run = runs[-1] if backward else runs[0]
    told = [hit for place, hit in enumerate(run) if not place or not _in(scene, hit.first - 1)]
    ids = [sense.id for hit in told if (sense := hit.kinds.get("place")) is not None]
    return _within_named(scene, run[-1], ids, last) or most_exact(scene, ids)


def _tells_which(scene: Scene, hit: Hit) -> bool:
    """Whether a hyphen ties a place to a word behind it: "the London-based group" counts nothing in London."""
    after = hit.last + 1
    tied = after < len(scene.tokens.words) and scene.tokens.gaps[after] == "-"
    return tied and scene.hit(after) is None


def _within_named(scene: Scene, hit: Hit, ids: Sequence[str], last: int) -> tuple[str, ...]:
    """ "The Salah al-Din district of Aleppo": a name told to lie in a place it does not lie in is another's name."""
    index = hit.last + 1
    while index <= min(last, hit.last + _STEP):
        other = scene.hit(index)
        if other is None or scene.breaks(index):
            return ()
        if place := other.kinds.get("place"):
            table = scene.packs.table("places")
            inside = any(place.id in table.get(ident, {}).get("within", ()) for ident in ids)
            part = table.get(place.id, {}).get("kind") in _WIDE  # "إدلب شمال غربي سوريا" lies in it
            return () if inside or part or place.id in ids else (place.id,)
        if (_BETWEEN.isdisjoint(other.kinds) and not is_of(scene, other)) or _near(other):
            return ()
        index = other.last + 1
    return ()


def most_exact(scene: Scene, ids: Sequence[str]) -> tuple[str, ...]:
    """Without the places that contain another one named: Aleppo, not Aleppo and Syria."""
    table = scene.packs.table("places")
    wider = {outer for ident in ids for outer in table.get(ident, {}).get("within", []) if outer != ident}
    return tuple(sorted(set(ids) - wider))


def _runs(scene: Scene, hits: Sequence[Hit]) -> list[list[Hit]]:
    """Places that stand together ("in Iraq and Syria") as one run."""
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and _continues(scene, runs[-1][-1], hit):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _continues(scene: Scene, before: Hit, hit: Hit) -> bool:
    between = range(before.last + 1, hit.first)
    if len(between) > 2:
        return False
    form = hit.form("place")
    if not between:
        joined = scene.tokens.gaps[hit.first].strip() in ("،", ",") or (form is not None and form.conjunction)
        return bool(joined) or _lies_in(scene, before, hit)  # "Aleppo Syria", but not "in Syria Moscow AFP"
    words = [scene.tokens.fold(i) for i in between]
    if len(words) == 1 and words[0] in scene.language.get("borders_with", ()) and _at_border(scene, before):
        return True
    joined = form is not None and bool(form.conjunction)
    return joined or words == ["and"] or all(_in(scene, i) for i in between)


def _lies_in(scene: Scene, inner: Hit, outer: Hit) -> bool:
    x, y = inner.kinds.get("place"), outer.kinds.get("place")
    return (
        x is not None
        and y is not None
        and y.id in scene.packs.table("places").get(x.id, {}).get("within", ())
    )


def _at_border(scene: Scene, place: Hit) -> bool:
    """Whether something is near a border of a place, which two places have: "قرب حدود غزة مع إسرائيل"."""
    return any(_near(hit) for hit in scene.hits_of(place.first - _STEP, place.first - 1, "in"))


def _in(scene: Scene, index: int) -> bool:
    """Whether a word says that the next place is where it is; "near" does not ("in Douma near Damascus")."""
    hit = scene.hit(index)
    return hit is not None and hit.kinds.get("in") is not None and not _near(hit)


def _near(hit: Hit) -> bool:
    sense = hit.kinds.get("in")
    return sense is not None and sense.id == "near"


def _introduced(scene: Scene, hit: Hit, first: int) -> bool:
    form = hit.form("place")
    if form is not None and form.preposition:
        return True
    if hit.first == scene.passage(hit.start).first and scene.tokens.gaps[hit.last + 1].strip() == ":":
        return True  # "Peru: 12 dead in floods"
    for index in range(hit.first - 1, max(first - 2, hit.first - 1 - _STEP), -1):
        if index < 0 or scene.breaks(index + 1):
            return False
        before = scene.hit(index)
        if before is not None and not _LEADS.isdisjoint(before.kinds):
            return True
        if before is not None and not _OTHERS.isdisjoint(before.kinds):
            return False
    return False
