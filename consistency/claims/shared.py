"""Figures that stand together share what only one of them says: the noun, what happened, the unit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from consistency.claims.coordinated import coordinated
from consistency.claims.ellipsis import converted
from consistency.claims.figure import Figure
from consistency.claims.former import had_been, told_next, went_from, went_to
from consistency.claims.happened import by_so_many
from consistency.claims.noun import head_last
from consistency.claims.parts import bare, comparable, is_count, listed, of_rival, one_of, out_of
from consistency.claims.scene import Scene
from consistency.claims.taken_over import at_its_rate, goes_on, in_its_terms, of_the_same, says_otherwise
from consistency.claims.whose import belongs, named_owner
from consistency.model.claim import Claim, Counted

# "By 14%, from 640": how far one figure stands behind another with one word between.
_SECOND = 2
# "From 131,000 at the end of 2009 to zero": the second figure stands within so many tokens.
_FROM_TO = 6
# A figure set beside another without its noun stands so far behind it.
_BESIDE = 14
# "Of the about 110 lawmakers": the whole stands within so many tokens of its part.
_OF_THE = 5
# Kinds of role that befall people and things together.
_TOGETHER = {"casualty", "damage", "movement"}
# A whole is looked for behind so many of its parts at the most.
_PARTS = 5


def shared(scene: Scene, stated: Sequence[Claim], figures: Sequence[Figure]) -> list[Claim]:
    """Figures of one sentence share what only one of them says.

    Coordinated: "8 soldiers killed and 13 injured", "900 in Syria". A part: "30 died, including eight children".
    A change: "from 11 to 8 percent". A part told before its whole: "58 of the 110 lawmakers".
    """
    claims: list[Claim] = []
    for position, (claim, item) in enumerate(zip(stated, figures, strict=True)):
        last = position - 1
        if last > 0 and converted(scene, figures[last - 1].mention, figures[last].mention):
            last -= 1  # what stands in brackets is said before them
        before = _whole_before(claims[: last + 1])
        if before is not None and before.sentence == claim.sentence:
            if claims[last] is before and had_been(scene, before, claim, figures[last], item):
                claims[last], claim = went_from(scene, before, claim, figures[last], item)
            elif claims[last] is before and _stands_for(scene, figures[last], item):
                claim = _parallel(before, claim)
            elif _changed_to(scene, figures[last], item):
                if by_so_many(figures[last]) or _by_a_share(scene, figures[last], item):
                    claim = _after_change(before, claim)
                elif _was_from(scene, figures[last]):
                    claims[last], claim = went_to(scene, claims[last], claim, figures[last], item)
            elif _from_level(scene, before, claim, figures[last], item):
                claim = replace(claim, counted=before.counted)
            elif listed(scene, before, claim, item) or out_of(scene, before, claim, figures[last], item):
                claim = one_of(before, claim)
            elif of_rival(scene, before, claim, item):
                claim = _parallel(before, claim)
            claim = _completed(scene, claim, before, figures[last], item)
            if claims[last] is before and _on_one_day(scene, before, claim, figures[last], item):
                claims[last], claim = _dated_together(before, claim)
            told = claim.part_of is not None or (claim.time is not None and claim.time.past)
            if item.elliptic and told and not claim.counted.concept:
                role = claim.counted.role or claims[last].counted.role
                claim = replace(claim, counted=replace(claims[last].counted, role=role))
        elif (index := told_next(scene, claims, claim, item)) is not None:
            claims[index], claim = went_from(scene, claims[index], claim, figures[index], item)
        if claims and (says_otherwise(claims[-1], claim) or goes_on(scene, claims[-1], claim, item)):
            claim = of_the_same(claims[-1], claim)
        if claims and in_its_terms(claims[-1], claim):
            claim = at_its_rate(claims[-1], claim)
        if claims and _is_part_of_next(scene, claims[-1], claim, figures[position - 1], item):
            share = item.former >= 0 and figures[position - 1].kind == "share"
            what = replace(claim.counted, role=None) if share else _with_own_role(scene, claims[-1], claim)
            claims[-1] = replace(claims[-1], counted=what, part_of=None if share else "subset")
        claims.append(claim)
    claims = coordinated(scene, claims, figures)
    return [
        _owned(scene, claim, item, figures[position - 1] if position else None)
        for position, (claim, item) in enumerate(zip(claims, figures, strict=True))
    ]


def _owned(scene: Scene, claim: Claim, item: Figure, previous: Figure | None) -> Claim:
    """Votes and seats with the one who won them, by the name that no pack knows."""
    row = scene.packs.table("counted").get(claim.counted.concept, {})
    if claim.subjects or not row.get("won") or claim.part_of is not None:
        return claim
    behind = max(previous.last, previous.phrase.last) + 1 if previous is not None else 0
    name = named_owner(scene, item, behind, alone=bare(scene, item))
    return replace(claim, subjects=(f"text:{name}",)) if name else claim


def _completed(scene: Scene, claim: Claim, before: Claim, previous: Figure, item: Figure) -> Claim:
    """A claim with what the one before it in its sentence says for both."""
    unnamed = not claim.counted.text and claim.counted.concept in ("", "person")
    counts = is_count(claim) and is_count(before)
    if claim.part_of == "subset" and counts:
        befell = bool(item.phrase.role and item.phrase.generic and not item.phrase.beyond)
        what = before.counted if unnamed or (befell and before.counted.concept) else claim.counted
        role = claim.counted.role or before.counted.role
        return replace(claim, counted=replace(what, role=role, qualifiers=claim.counted.qualifiers))
    if _changed_to(scene, previous, item):
        if not (unnamed or _measures_same(claim, before)):
            return claim
        places, owners = claim.places or before.places, claim.subjects or before.subjects
        return replace(claim, counted=before.counted, places=places, subjects=owners)
    if not (counts and _joined(scene, previous, item)):
        return claim
    same = claim.counted.concept == before.counted.concept
    if unnamed or (bare(scene, item) and same and not claim.counted.role):
        what = replace(before.counted, role=claim.counted.role or before.counted.role)
        claim = replace(claim, counted=replace(what, qualifiers=claim.counted.qualifiers))
    if not claim.counted.role and _shares_verb(scene, claim, before, item):
        claim = replace(claim, counted=replace(claim.counted, role=before.counted.role))
    same = claim.counted.concept == before.counted.concept
    if same and not claim.subjects and belongs(scene, claim.counted):
        claim = replace(claim, subjects=before.subjects)
    return claim


def _on_one_day(scene: Scene, before: Claim, claim: Claim, previous: Figure, item: Figure) -> bool:
    """Whether what is told of two figures that "and" joins happened together: "killed 3 and injured 5 on Saturday"."""
    kinds = {scene.packs.table("roles").get(c.counted.role or "", {}).get("kind") for c in (before, claim)}
    return kinds <= _TOGETHER and _joined(scene, previous, item)


def _dated_together(before: Claim, claim: Claim) -> tuple[Claim, Claim]:
    """Both with the date that is told of one of them."""
    one, two = before.time, claim.time
    if one is None or two is None or (one.mention is None) == (two.mention is None):
        return before, claim
    if two.mention is None:
        return before, replace(claim, time=one)
    return (replace(before, time=two) if two.mention > claim.span else before), claim


def _shares_verb(scene: Scene, claim: Claim, before: Claim, item: Figure) -> bool:
    """Whether a figure that "and" joins on is told of by the verb before both: "the storm destroyed 40 houses and
    12 schools", where verbs come first."""
    opening = scene.hit(item.first)
    joined = opening is not None and bool(opening.forms[0].conjunction)
    joined = joined or (
        item.first > 0 and scene.plain(item.first - 1) in scene.language.get("conjunctions", [])
    )
    if not joined or scene.language.get("verb_order") != "verb-first" or claim.part_of is not None:
        return False
    row = scene.packs.table("counted").get(claim.counted.concept)
    classes = scene.packs.table("roles").get(before.counted.role or "", {}).get("classes", ())
    unknown = claim.counted.concept.startswith("text:")  # what a pack does not know does not end a list
    return (row is not None and row["class"] in classes) or (unknown and bool(classes))


def _stands_for(scene: Scene, a: Figure, b: Figure) -> bool:
    """Whether a figure without a noun is set beside the one before it: "158,200, against 147,400", "or 621,400"."""
    links = scene.language.get("parallels", [])
    start = min(b.mention.span.start, b.mention.hedge.start if b.mention.hedge else b.mention.span.start)
    word = bisect_left(scene.tokens.starts, start) - 1
    if scene.hit(word) is not None and scene.plain(word) in scene.language.get("articles", []):
        word -= 1
    near = max(a.phrase.last, a.last) < word and b.first - a.last <= _BESIDE
    return near and scene.plain(word) in links and bare(scene, b)


def _parallel(former: Claim, latter: Claim) -> Claim:
    """The second of two figures, with the noun and the unit of the first."""
    one, two = former.quantity, latter.quantity
    if one is not None and two is not None and (one.kind, one.unit) == ("share", two.unit):
        open_ = not latter.counted.concept
        return replace(latter, counted=former.counted) if open_ else latter  # "54% of the vote, against 39%"
    if one is None or two is None or two.kind != "count" or two.per or not former.counted.concept:
        return latter
    if one.kind not in ("count", "money", "measure") or not comparable(one.low, two.low):
        return latter
    what = replace(former.counted, role=latter.counted.role or former.counted.role)
    return replace(
        latter,
        counted=replace(what, qualifiers=latter.counted.qualifiers),
        quantity=replace(two, kind=one.kind, unit=one.unit, per=one.per),
        modality=former.modality,
        scope=latter.scope or former.scope,
    )


def _after_change(change: Claim, level: Claim) -> Claim:
    """What something has come to, where what it changed by stands before: "fell by a fifth to 412"."""
    moved = change.change if change.change != "level" else level.moved
    counted = level.counted if level.counted.concept else change.counted
    return replace(level, counted=counted, moved=moved, change="level")


def _was_from(scene: Scene, a: Figure) -> bool:
    """Whether the first of two figures with "to" between them is what was: "from 11 to 8", "rose 3 to 9"."""
    before = scene.hit(a.first - 1)
    if before is not None and before.sense("from", "former"):
        return True  # "went up from $5m to $8m"
    if before is not None and before.sense("to"):
        return False  # "the dead rose to 30 and the injured to 45"
    return bool(scene.hits_of(a.clause.first, a.first - 1, "from", "change"))


def _by_a_share(scene: Scene, a: Figure, b: Figure) -> bool:
    """Whether a share is what something changed by before it came to a figure that is none: "fell 8% to 1,624"."""
    before = scene.hit(a.first - 1)
    return a.kind == "share" and b.kind != "share" and (before is None or not before.sense("from", "former"))


def _from_level(scene: Scene, before: Claim, claim: Claim, a: Figure, b: Figure) -> bool:
    """Whether a figure is what something was before it changed by a share: "fell by 14%, from 640 to 550"."""
    opening = scene.hit(b.first - 1)
    behind = opening is not None and opening.kinds.get("from") is not None and b.first - a.last == _SECOND
    changed = before.change != "level" and a.kind == "share" != b.kind
    return behind and changed and not claim.counted.concept and bare(scene, b) and head_last(scene)


def _measures_same(a: Claim, b: Claim) -> bool:
    return a.quantity is not None and b.quantity is not None and a.quantity.unit == b.quantity.unit != "1"


def _changed_to(scene: Scene, a: Figure, b: Figure) -> bool:
    """Whether only a word such as "to" stands between two figures ("from 11 percent to 8 percent")."""
    before = scene.hit(b.first - 1)
    if before is None or not before.sense("to") or b.first - a.last > _FROM_TO:
        return False
    return not any(scene.breaks(index) for index in range(a.last + 1, b.first + 1))


def _is_part_of_next(scene: Scene, part: Claim, whole: Claim, a: Figure, b: Figure) -> bool:
    """Whether a figure without a noun is followed by the whole it is taken from: "58 of the 110 lawmakers"."""
    near = b.first - max(a.last, a.phrase.last) <= _OF_THE and part.sentence == whole.sentence
    named = a.phrase.concept is not None or a.phrase.head is not None
    if not near or named or not whole.counted.text or not is_count(whole):
        return False
    if a.kind == "share" and not part.counted.concept:
        return bool([scene.plain(a.last + 1)] == scene.language.get("part_of_known", [])[:1])
    if not is_count(part):
        return False
    opening = scene.language.get("part_of_known", [])[:1]
    return part.part_of == "subset" or whole.part_of == "whole" or [scene.plain(a.last + 1)] == opening


def _with_own_role(scene: Scene, part: Claim, whole: Claim) -> Counted:
    """What the whole counts, with what is told of the part alone: "freed 12 of the 30 hostages"."""
    row = scene.packs.table("counted").get(whole.counted.concept)
    role = scene.packs.table("roles").get(part.counted.role or "")
    fits = role is not None and (row is None or not role["classes"] or row["class"] in role["classes"])
    own = fits and whole.counted.role is None
    return replace(whole.counted, role=part.counted.role) if own else whole.counted


def _whole_before(claims: Sequence[Claim]) -> Claim | None:
    """The last claim that is not itself a part ("among them two children") of the one before."""
    for claim in reversed(claims[-_PARTS:]):
        if claim.part_of != "subset":
            return claim
    return None


def _joined(scene: Scene, a: Figure, b: Figure) -> bool:
    """Whether "and" stands between two figures, with nothing in the way that starts a new clause."""
    words = range(max(a.phrase.last, a.last) + 1, b.first + 1)
    if len(words) > 12 or scene.hits_of(words.start, b.first - 1, "numberof"):
        return False  # "1,080 stations, and her tally had climbed to 158,200"
    clitic = any(
        form.conjunction
        for index in words
        if (hit := scene.hit(index)) is not None and hit.first == index
        for form in hit.forms[:1]
    )
    language = scene.language
    if clitic or any(scene.plain(i) in language.get("conjunctions", []) for i in words):
        return True
    where = scene.hit(b.last + 1)  # "380 in Kenya, 140 in Uganda and 120 in Tanzania"
    listed = scene.tokens.gaps[b.first].strip() == "," and bare(scene, b) and where is not None
    return bool(listed and where is not None and where.kinds.get("in") and head_last(scene))
