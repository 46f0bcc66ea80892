"""How two dates of events compare, facet by facet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from consistency.align.shared_facets import figures, names, on_one_topic, overlap, place, sets, subject, words
from consistency.model.claim import Claim
from consistency.model.timex import Timex
from consistency.model.turn import put_off
from consistency.packs.ruleset import Packs

# Levels of value at which one day can satisfy both claims.
SAME_TIME = ("same", "same-apart", "overlap")
# Days around its publication that an article is likely to name whatever it tells.
_NEWS = timedelta(days=2)
# Days between two dates of one event, of which one is wrong.
_FORTNIGHT = timedelta(days=14)
# Relations of the last day for something.
_LIMITS = ("until", "by", "before")
# Classes of what is there from one day on.
_LASTING = ("building", "place", "vehicle", "organisation")
# Events of a last day: "until 18 August" is told of it as well as "on 18 August".
_LAST = ("deadline", "end")


def date_facets(a: Claim, b: Claim, packs: Packs) -> Iterator[tuple[str, str]]:
    """Facet by facet, so that who asks can end where one rules the rest out; the event comes first."""
    moved = put_off(a, b)
    happened = event(a, b, packs)
    yield "event", (moved or happened) if happened == "different" else happened
    yield "counted", _objects(a, b, packs)
    related = relation(a, b)
    yield "relation", "same" if moved and related == "different" else related
    yield "subject", subject(a.subjects, b.subjects, packs)
    yield "place", place(a.places, b.places, packs)
    yield "words", _words(a, b)
    yield "setting", _setting(a, b, packs, moved=bool(moved))
    yield "names", names(a, b, packs)
    yield "figures", figures(a, b, fits=False)
    yield "value", {"put-off-from": "was", "put-off": "put-off"}.get(moved) or _dates(a, b, packs)
    yield "article", "from-to" if moved and a.sentence == b.sentence else _article(a, b)


def event(a: Claim, b: Claim, packs: Packs) -> str:
    """What the two dates are of. A date whose event no word tells is only ever compared with its like."""
    if a.event is None or b.event is None:
        return "unnamed" if one_time(a, b) else "different"
    if a.event != b.event:
        return "different"
    rare = a.event in packs.table("alignment")["events"]["rare"]
    if a.several or b.several or a.document == b.document:
        return "same-rare" if rare else "same"
    return "once-rare" if rare else "once"


def _setting(a: Claim, b: Claim, packs: Packs, *, moved: bool) -> str:
    """As of figures. moved: something was put off, by an article that may share little but names with the other."""
    if a.document == b.document:
        return "same"
    level = overlap(a.setting, b.setting)
    one_story = (moved and names(a, b, packs) == "many") or on_one_topic(a.topic, b.topic)
    return "some" if level == "other" and one_story else level


def _words(a: Claim, b: Claim) -> str:
    """What the two sentences share; the word of the event, at the least."""
    shared = words(a, b)
    return "one" if shared == "none" and a.event is not None and a.event == b.event else shared


def _objects(a: Claim, b: Claim, packs: Packs) -> str:
    """What the two events happened to: talks that resume are not schools that do."""
    if a.event is None or a.event != b.event:
        return "none"
    told = sets(a.counted.qualifiers, b.counted.qualifiers)
    rare = a.event in packs.table("alignment")["events"]["rare"]
    return "shared-rare" if told == "shared" and rare else told


def one_time(a: Claim, b: Claim) -> bool:
    """Whether two dates name one time: the same days, or of two vague ones ("summer", "mid-2020") mostly the same."""
    assert a.timex is not None and b.timex is not None
    if not (a.timex.interval.known and b.timex.interval.known):
        return False
    if a.timex.interval == b.timex.interval:
        return True
    x, y = a.timex.fuzzy, b.timex.fuzzy
    if x.start is None or x.end is None or y.start is None or y.end is None:
        return False
    shared = min(x.end, y.end) - max(x.start, y.start)
    return 3 * shared >= 2 * max(x.end - x.start, y.end - y.start)


def relation(a: Claim, b: Claim) -> str:
    one, two = _relation(a), _relation(b)
    if one == two:
        return "same-limit" if one in _LIMITS and a.event is not None else "same"
    if one_time(a, b):
        return "one-time"
    if a.event == b.event and a.event in _LAST and {one, two} <= {"on", "until", "by"}:
        return "same"
    return "different"


def _relation(claim: Claim) -> str:
    relation = claim.timex.relation if claim.timex else None
    return relation if relation in ("since", "until", "by", "before", "after") else "on"


def _dates(a: Claim, b: Claim, packs: Packs) -> str:
    assert a.timex is not None and b.timex is not None
    x, y = a.timex.interval, b.timex.interval
    everyday = a.event in packs.table("alignment")["events"]["everyday"]
    if not x.known or not y.known:
        return "everyday" if everyday else "near"
    if one_time(a, b):
        return "same-apart" if _apart_from_news(a) and _apart_from_news(b) else "same"
    if x.overlaps(y):
        return "overlap"
    if (_today(a) and _today(b)) or _not_yet(a, b) or _not_yet(b, a):
        return "own-days"
    if _founded(a, b, packs):
        return "founded"
    near = _near(a.timex, b.timex)
    if not near and _other_year(a.timex, b.timex):
        return "other-year"
    if everyday:
        return "everyday"
    if near and (written := _written_out(a, b, packs)):
        return written
    return "one-part" if _one_part(x.start, y.start, a.timex.grain, b.timex.grain) else "different"


def _apart_from_news(claim: Claim) -> bool:
    """Whether an article dates something to a day that is not one of its own news."""
    published = claim.provenance.published
    start = claim.timex.interval.start if claim.timex is not None and claim.timex.grain == "day" else None
    return published is not None and start is not None and abs(start - published.day) > _NEWS


def _today(claim: Claim) -> bool:
    """Whether an article dates something to the day on which it was published: it is its own news."""
    published = claim.provenance.published
    assert claim.timex is not None
    day = claim.timex.interval
    return published is not None and day.days == 1 and day.start == published.day


def _not_yet(told: Claim, other: Claim) -> bool:
    """Whether an article tells that something happened before it did by the other, of which it is that day's news: on
    "Saturday", told on Sunday, and on the "Thursday" after. A day named by its number may be a slip of the hand."""
    published = told.provenance.published
    assert told.timex is not None and other.timex is not None
    start = other.timex.interval.start
    if published is None or start is None or start <= published.day + _NEWS:
        return False
    if _written(told.timex) or _written(other.timex) or "planned" in (told.modality, other.modality):
        return False
    return not (_apart_from_news(told) or _apart_from_news(other))


def _near(a: Timex, b: Timex) -> bool:
    """Whether two dates are days of one fortnight."""
    x, y = a.interval.start, b.interval.start
    return a.grain == b.grain == "day" and x is not None and y is not None and abs(x - y) <= _FORTNIGHT


def _written_out(a: Claim, b: Claim, packs: Packs) -> str:
    """Whether one text names its day by the number, or both do, which says more where the event is that of one thing
    and none of a series; empty where neither does."""
    assert a.timex is not None and b.timex is not None
    written = _written(a.timex) + _written(b.timex)
    events = packs.table("alignment")["events"]
    if written < 2 or a.event in events["series"]:
        return "one-written" if written else ""
    unsaid = a.event in events["open"] and sets(a.counted.qualifiers, b.counted.qualifiers) != "shared"
    return "both-written-open" if unsaid else "both-written"


def _written(timex: Timex) -> bool:
    """Whether a text names a day by its number, rather than as one before or after its own."""
    return timex.grain == "day" and timex.anchor in ("none", "year")


def _founded(a: Claim, b: Claim, packs: Packs) -> bool:
    """Whether two articles tell, both as history, since when one thing has been there: it was opened or built once."""
    if a.several or b.several or a.event not in packs.table("alignment")["events"]["founding"]:
        return False
    shared = set(a.counted.qualifiers).intersection(b.counted.qualifiers)
    table = packs.table("counted")
    stands = any(table.get(noun, {}).get("class") in _LASTING for noun in shared)
    return stands and _of_former_year(a) and _of_former_year(b)


def _of_former_year(claim: Claim) -> bool:
    last = claim.timex.interval.last if claim.timex is not None else None
    published = claim.provenance.published
    return last is not None and published is not None and last.year < published.day.year


def _other_year(a: Timex, b: Timex) -> bool:
    """Whether two dates differ in more than the year, and in that too: articles look back on events of a kind."""
    x, y = a.interval.start, b.interval.start
    if x is None or y is None or x.year == y.year or a.grain == b.grain == "year":
        return False
    return x.month != y.month or (a.grain == b.grain == "day" and x.day != y.day)


def _article(a: Claim, b: Claim) -> str:
    """An article dates one event once, or to one day."""
    if a.document != b.document:
        return "another"
    return "same" if one_time(a, b) else "differs"


def _one_part(x: date | None, y: date | None, a: str | None, b: str | None) -> bool:
    """Whether two days of one year differ in the day or in the month alone, as slips do."""
    if x is None or y is None or x.year != y.year or not a == b == "day":
        return False
    return (x.month == y.month) != (x.day == y.day)
