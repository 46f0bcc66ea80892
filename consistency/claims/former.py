"""What a figure was before, told beside it: "to 326 from 187", "down from 840", "21 and not 24"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from consistency.claims.figure import Figure
from consistency.claims.noun import head_last
from consistency.claims.parts import bare, comparable
from consistency.claims.scene import Scene
from consistency.model.claim import Claim, ClaimTime, Counted
from consistency.model.timex import Interval
from consistency.model.words import Hit

# "... to 1,020, after it had been 390": so far behind the first figure's noun, and so near behind the words.
_HAD_BEEN, _SINCE = 24, 12
# What dates an earlier figure, or says that it is one, stands within so many tokens behind it.
_BEHIND = 4
# "After the ministry had said": the verb stands within so many tokens.
_SAID = 4
# The count that a next sentence goes back to is one of so many figures before it.
_NEXT = 4
# "Instead of the 48": between the word and its figure stand so many tokens at the most (an article, a hedge).
_LED = 2


def had_been(scene: Scene, latter: Claim, former: Claim, a: Figure, b: Figure) -> bool:
    """Whether words round the second of two figures say that the first was that before, or was said to be."""
    last = max(a.phrase.last, a.last)
    if not 0 < b.first - last <= _HAD_BEEN or a.passage is not b.passage or latter.change != "level":
        return False
    first = max(last + 1, b.first - _SINCE)
    if any(_tells(scene, hit, a, b, former) for hit in scene.hits_of(first, b.first - 1, "former")):
        return True
    if earlier_count(scene, first, b.first - 1) or _led_by_earlier(scene, b):
        return True
    if _said_before(scene, first, b):
        return True
    if _told_earlier(scene, latter, former, b):
        return True
    nearest = scene.hit(b.first - 1)  # "cut to 3.5 rials from 4.5"
    if nearest is None or nearest.sense("from") is None:
        return False
    to = scene.hit(a.first - 1)
    shifted = to is not None and to.sense("to") and scene.hits_of(a.clause.first, a.first - 1, "shift")
    if b.elliptic or latter.moved is not None or shifted:
        return True  # "revised to 254 from 210"
    return _is_from(scene, latter, former, b)


def _tells(scene: Scene, hit: Hit, a: Figure, b: Figure, former: Claim) -> bool:
    """Whether a word between two figures says that the second was before."""
    sense = hit.kinds["former"]
    if sense.get("dated") and not _dated(scene, b):
        return False
    if sense.id == "instead":
        return _led(scene, hit, b) and (not sense.get("ends") or _ends(scene, b))
    if sense.id == "again":
        return former.part_of == "subset" and _same_verb(scene, hit, a, b)
    if sense.id != "compared":
        return True
    to = scene.hit(b.first - 1)
    return to is None or to.sense("to") is None  # "compared with spring, to reach 62,000"


def earlier_count(scene: Scene, first: int, last: int) -> bool:
    """Whether a former count is spoken of between two tokens: "an earlier count", "الحصيلة السابقة"."""
    for hit in scene.hits_of(first, last, "earlier"):
        beside = scene.hits_of(hit.first - _LED, hit.last + _LED, "tally")
        spoken = any(first <= other.first and other.last <= last for other in beside)
        if spoken and (hit.kinds["earlier"].id == "earlier" or _gone(scene, hit)):
            return True
    return False


def _gone(scene: Scene, hit: Hit) -> bool:
    """Whether a first count is one that no longer holds: "وكانت حصيلة أولية"; without such a word it is the latest."""
    told = scene.hits_of(hit.first - _SAID, hit.first - 1, "former", "was", "from")
    return any(other.sense("was", "from") or _goes_back(other) for other in told)


def _said_before(scene: Scene, first: int, b: Figure) -> bool:
    """Whether somebody is said to have told a figure before: "it had put it at 180", "بعد أن أعلنت إغلاق 180"."""
    told = scene.hits_of(first, b.first - 1, "former", "was")
    perfect = (
        scene.language.get("verb_order") == "verb-first"
    )  # "كانت قد تحدثت عن 12"; English "was" tells no such thing
    pluperfect = [hit.last for hit in told if _goes_back(hit) or (perfect and hit.kinds.get("was"))]
    return any(scene.hits_of(last + 1, last + _SAID, "say") for last in pluperfect)


def _goes_back(hit: Hit) -> bool:
    """Whether a word tells of what was before something else: "after", "had"."""
    was, former = hit.kinds.get("was"), hit.kinds.get("former")
    return (former is not None and former.id == "again") or (was is not None and was.id != "was")


def _led_by_earlier(scene: Scene, b: Figure) -> bool:
    """Whether a figure is itself called an earlier one: "down from an earlier 40"."""
    if not head_last(scene):
        return False  # "من الدرجة الأولى و12 تهمة"
    hit = scene.hit(b.first - 1)
    sense = hit.kinds.get("earlier") if hit is not None and not scene.breaks(b.first) else None
    return sense is not None and hit is not None and (sense.id == "earlier" or _gone(scene, hit))


def _led(scene: Scene, hit: Hit, b: Figure) -> bool:
    """Whether a word stands right before a figure, but for an article or a hedge."""
    return b.first - hit.last - 1 <= _LED and not any(map(scene.breaks, range(hit.last + 1, b.first + 1)))


def _ends(scene: Scene, b: Figure) -> bool:
    """Whether nothing of its own follows a figure and its noun: "not 24, it said", "not 24 as first said"."""
    index = max(b.last, b.phrase.last) + 1
    if index > b.passage.last or scene.breaks(index):
        return True
    return bool(scene.hits_of(b.last + 1, index + 1, "formerly"))


def _same_verb(scene: Scene, hit: Hit, a: Figure, b: Figure) -> bool:
    """Whether a clause goes back to the verb before it: "received 23, after it had received 17 of them"."""
    before, behind = (
        scene.hits_between(a.clause.first, a.first - 1),
        scene.hits_between(hit.last + 1, b.first - 1),
    )
    words = {scene.plain(told.first) for told in before}
    roles = {told.kinds["role"].id for told in before if "role" in told.kinds}
    return any(
        scene.plain(told.first) in words or ("role" in told.kinds and told.kinds["role"].id in roles)
        for told in behind
    )


def _told_earlier(scene: Scene, latter: Claim, former: Claim, b: Figure) -> bool:
    """Whether words behind a bare figure say that it was told before: "more than the 50 first reported"."""
    if not bare(scene, b) or not _alike_in_size(latter, former):
        return False
    joins = scene.language.get("conjunctions", ())
    opening = scene.hit(b.first)
    joined = opening is not None and opening.forms[0].conjunction
    if joined or any(scene.plain(index) in joins for index in range(b.first - _LED, b.first)):
        return False  # "12 dead and 15 reported missing earlier"
    behind = scene.hits_of(b.last + 1, b.last + _BEHIND, "formerly")
    told = (hit for hit in behind if hit.kinds["formerly"].id == "told")
    return any(not any(map(scene.breaks, range(b.last + 1, hit.first + 1))) for hit in told)


def _is_from(scene: Scene, latter: Claim, former: Claim, b: Figure) -> bool:
    """Whether a bare figure behind a comma and "from" is what another was: "39 are ill, from 43 on Tuesday"."""
    index = b.last + 1
    ends = index > b.passage.last or scene.breaks(index) or _dated(scene, b)
    return (
        ends
        and scene.tokens.gaps[b.first - 1].strip() in (",", "،")
        and bare(scene, b)
        and _alike_in_size(latter, former)
    )


def _alike_in_size(latter: Claim, former: Claim) -> bool:
    one, two = latter.quantity, former.quantity
    return one is not None and two is not None and comparable(one.low, two.low)


def _dated(scene: Scene, item: Figure) -> bool:
    """Whether a figure without a noun is told with a time right behind it: "17 في المئة قبل أسبوع"."""
    count, near = item.kind == "count", min(item.last + _BEHIND, item.clause.last)
    if count and not bare(scene, item):
        return False
    if item.later is not None and item.later.first <= near:
        return True
    behind = scene.hit(item.last + 1)
    linked = behind is not None and behind.sense("timelink") is not None
    if linked and not count and not scene.breaks(item.last + 1):
        return True
    return bool(scene.hits_of(item.last + 1, near, "formerly"))


def told_next(scene: Scene, claims: Sequence[Claim], former: Claim, item: Figure) -> int | None:
    """Which of the claims before is what the former count of a next sentence has come to, or None.

    "The toll is 23. The previous count was 17."
    """
    first = item.passage.first
    if item.former >= first or not earlier_count(scene, max(first, item.first - _SINCE), item.first - 1):
        return None
    last = None
    for index in range(len(claims) - 1, max(-1, len(claims) - 1 - _NEXT), -1):
        latter = claims[index]
        if latter.section != former.section or former.position - latter.position != 1:
            break
        role = former.counted.role
        fits = latter.part_of != "subset" and latter.change == "level" and _alike_in_size(latter, former)
        if fits and (role is None or role == latter.counted.role):
            last = index
    return last


def went_from(scene: Scene, latter: Claim, former: Claim, a: Figure, b: Figure) -> tuple[Claim, Claim]:
    """ "Reached 138, after it had been 46": the second is what was, and of what the first is."""
    if former.part_of == "subset":
        former = replace(former, part_of=None)
    pair = alike(scene, latter, former, a, b)
    if pair is None:
        return latter, former
    latter, former = pair
    if not a.passage.of("past", a.clause.first, a.first - 1):
        latter = _told_now(latter)
    former, latter = _from_to(former, latter)
    return latter, former


def went_to(scene: Scene, former: Claim, latter: Claim, a: Figure, b: Figure) -> tuple[Claim, Claim]:
    """ "From 11 to 8 percent": the first is what was, the second what it has come to, or will."""
    pair = alike(scene, former, latter, a, b)
    if pair is None:
        return former, latter
    former, latter = pair
    if former.modality == "planned":
        former = replace(former, modality="asserted")  # "will rise from 40 to 60": 40 it is now
    if not a.passage.of("past", a.clause.first, a.first - 1):
        latter = _told_now(latter)
    return _from_to(former, latter)


def _told_now(claim: Claim) -> Claim:
    """A claim that words tell as past, where they tell it of another: "the toll is 17, an earlier one was 12"."""
    time = claim.time
    if time is None or not time.past or time.mention is not None:
        return claim
    return replace(claim, time=replace(time, past=False))


def _from_to(former: Claim, latter: Claim) -> tuple[Claim, Claim]:
    """What was told as past, and what it has come to as a level that has moved."""
    if former.quantity is None or latter.quantity is None:
        return former, latter
    x, y = former.quantity.low, latter.quantity.low
    if x is None or y is None or x == y:
        return former, latter
    nowhen = ClaimTime(Interval(None, None), Interval(None, None), "as-of")
    former = replace(former, time=replace(former.time or nowhen, past=True), moved=None, change="level")
    moved = "rise" if y > x else "fall"
    return former, replace(latter, moved=moved, was=former.quantity, change="level")


def alike(scene: Scene, first: Claim, second: Claim, a: Figure, b: Figure) -> tuple[Claim, Claim] | None:
    """Two figures of one thing, each with the unit and the noun that only the other is told with; None where they
    count different things."""
    one, two = _of_unit(first, second, scene, a), _of_unit(second, first, scene, b)
    if one.quantity is None or two.quantity is None:
        return None
    if (one.quantity.kind, one.quantity.unit) != (two.quantity.kind, two.quantity.unit):
        return None
    what = _named(scene, one.counted, two.counted, bare(scene, a), bare(scene, b))
    role = two.counted.role or one.counted.role
    if one.counted.role and role != one.counted.role:
        if not bare(scene, b) or b.phrase.role or scene.hits_of(a.last + 1, b.first - 1, "role"):
            return None  # "12 were killed, compared with 30 injured"
        role = one.counted.role  # "up from 38,000 on opening night"
    if what is None:
        return None
    places, owners = one.places or two.places, one.subjects or two.subjects
    first_role = role if bare(scene, a) else one.counted.role
    return (
        replace(
            one, counted=replace(what, role=first_role, qualifiers=one.counted.qualifiers),
            places=places, subjects=owners, scope=one.scope or two.scope,
        ),
        replace(
            two, counted=replace(what, role=role, qualifiers=two.counted.qualifiers),
            places=two.places or places, subjects=two.subjects or owners, scope=two.scope or one.scope,
        ),
    )  # fmt: skip


def _of_unit(claim: Claim, other: Claim, scene: Scene, figure: Figure) -> Claim:
    """A claim with the unit and the rate of the other, where it is told with none of its own."""
    one, two = claim.quantity, other.quantity
    if one is None or two is None or two.kind == "rank":
        return claim
    if one.kind == "count" != two.kind and figure.phrase.concept is None:
        one = replace(one, kind=two.kind, unit=two.unit)
    if one.unit != two.unit and scene.packs.units.kin(two.unit) == one.unit:
        one = replace(one, unit=two.unit)  # "from 2,000 dinars to 5,000 Tunisian dinars"
    if one.unit == two.unit and one.per is None:
        one = replace(one, per=two.per)  # "480 tonnes a day, down from 840"
    return claim if one is claim.quantity else replace(claim, quantity=one)


def _named(scene: Scene, one: Counted, two: Counted, first_bare: bool, second_bare: bool) -> Counted | None:
    """The noun of two figures, told with one of them or before both; None where each has one of its own."""
    if one.concept == two.concept:
        return one if one.role or not two.role else two
    if not two.concept or _fits_in(scene, two, one):
        return one
    if not one.concept or (first_bare and not second_bare):
        return two
    if second_bare:
        return one
    return two if _fits_in(scene, one, two) else None


def _fits_in(scene: Scene, general: Counted, what: Counted) -> bool:
    """Whether a noun says less of what another counts: people, of those arrested."""
    row = scene.packs.table("counted").get(what.concept, {})
    return general.concept == "person" and row.get("class") == "person"
