"""Date expressions in their article: what each is counted from, and what it then means.

The order: the day of speech inside a quotation, the date told in the sentence, the date of the section
(a page can hold two articles), the publication date. Where none is known the date stays unknown, with its
reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from consistency.claims.anchor_context import Context
from consistency.claims.anchor_odds import with_odds
from consistency.claims.anchor_resolve import resolve
from consistency.model.document import Document, Moment, Span
from consistency.model.layout import Layout, Sentence
from consistency.model.timephrase import (
    Civil,
    DayAway,
    Nth,
    Pair,
    Part,
    Range,
    Relative,
    Shift,
    TimePhrase,
    When,
    Window,
)
from consistency.model.timex import Timex, TimexMention
from consistency.packs.calendars import next_day
from consistency.packs.ruleset import Packs

# How many dates before and after one are looked at for what it points to; a sentence has fewer.
_NEAR = 12
# A dateline stands this near the beginning of its line ("Kyiv, 26 January 2024 -").
_DATELINE_WITHIN = 80
_TEXT = ("body", "dateline")


class _Place(Struct, frozen=True):
    """Where a phrase stands. outside: it is in no quotation."""

    sentence: int
    section: int
    zone: str
    quote: Span | None


def anchor_times(
    phrases: tuple[TimePhrase, ...],
    layout: Layout,
    document: Document,
    published: Moment | None,
    packs: Packs,
) -> tuple[TimexMention, ...]:
    """Every phrase as a mention, in order; linear in phrases and sentences."""
    if not phrases:
        return ()
    places = _places(phrases, layout)
    first = _first_section(layout)
    sections = _section_days(phrases, places, document, first)
    tables: Mapping[str, Any] = packs.table("calendars")
    feasts: Mapping[str, str] = tables.get("holidays", {})
    order = _order(phrases, document, tables.get("orders", {}))
    done: list[Timex | None] = [None] * len(phrases)

    def context(index: int) -> Context:
        place, ahead = places[index], phrases[index].ahead
        if place.zone == "comment":
            day, name, reason = None, "unknown", "in a reader's comment, whose day is unknown"
        elif place.section != first:
            day, name = sections.get(place.section), "section"
            reason = "in another story of the page, which has no date"
        else:
            day, name = published.day if published else None, "publication"
            reason = "the article has no publication date"
        return Context(day, name, ahead=ahead, order=order, reason=None if day else reason)

    for late in (False, True):
        for index, phrase in enumerate(phrases):
            if done[index] is not None or (not late and _told(phrase.when)):
                continue
            now = context(index)
            beside = _beside(index, places)
            if late:
                same = _same(phrase.when)
                told = _same_time(index, same, done) if same else _nearest_day(index, phrases, beside, done)
                now = replace(now, told=told)
                if same and told is None:
                    now = replace(now, day=None, reason="the date it points back to was not found")
            elif places[index].quote is not None and _said(phrase.when):
                said = _speech_day(index, phrases, places, done, now, feasts)
                if said is not None:
                    now = replace(now, day=said, name="speech")
            if _yearless(phrase.when):
                now.near = _year_giver(index, phrases, beside, done)
            done[index] = _finished(phrase, resolve(phrase.when, now, feasts), now.day)
    with_odds(phrases, [place.sentence for place in places], done, published.day if published else None)
    return tuple(
        TimexMention(phrase.span, phrase.first, phrase.last, timex, phrase.pack)
        for phrase, timex in zip(phrases, done, strict=True)
        if timex is not None
    )


def dateline_moment(phrases: tuple[TimePhrase, ...], layout: Layout, document: Document) -> Moment | None:
    """The publication day that the article's own dateline states: "Kyiv, 26 January 2024 –".

    None where there is none: a date without its year, or in the middle of the text, dates no article.
    """
    whole = tuple(phrase for phrase in phrases if phrase.relation is None and _full_day(phrase.when))
    if not whole:
        return None
    first = _first_section(layout)
    opening = next((s.span.start for s in layout.sentences if s.section == first and s.zone in _TEXT), None)
    for phrase, place in zip(whole, _places(whole, layout), strict=True):
        if place.section == first and (day := _dateline(phrase, place, document.text, opening)):
            return Moment(day)
    return None


def _finished(phrase: TimePhrase, timex: Timex, today: date | None) -> Timex:
    planned = _planned(phrase, timex, today)
    if phrase.relation is None and not phrase.approx and not planned:
        return timex
    mod = timex.mod or ("APPROX" if phrase.approx else None)
    return replace(timex, relation=phrase.relation, mod=mod, planned=planned)


def _planned(phrase: TimePhrase, timex: Timex, today: date | None) -> bool:
    """Whether a date is told as lying ahead: it does, or a word says that it did."""
    start, end = timex.interval.start, timex.interval.end
    if isinstance(phrase.when, DayAway) and phrase.when.days > 0:
        return True
    # A day later can be the day of another time zone, or of print.
    if today is not None and start is not None and start > next_day(today) and not _told(phrase.when):
        return True
    over = today is not None and end is not None and end <= today
    return phrase.planned == "due" or (phrase.planned == "ahead" and not over)


def _places(phrases: tuple[TimePhrase, ...], layout: Layout) -> list[_Place]:
    starts = layout.sentences.starts
    quotes = sorted(layout.quotes)
    opens = [q.start for q in quotes]
    places = []
    for phrase in phrases:
        at = max(0, bisect_right(starts, phrase.span.start) - 1)
        sentence = layout.sentences[at] if layout.sentences else Sentence(Span(0, 0), "body", 0, 0)
        before = bisect_right(opens, phrase.span.start) - 1
        quote = quotes[before] if before >= 0 and phrase.span.end <= quotes[before].end else None
        places.append(_Place(at, sentence.section, sentence.zone, quote))
    return places


def _first_section(layout: Layout) -> int:
    return layout.sentences[0].section if layout.sentences else 0


def _section_days(
    phrases: tuple[TimePhrase, ...], places: list[_Place], document: Document, first: int
) -> dict[int, date]:
    found: dict[int, date] = {}
    starts: dict[int, int] = {}
    for phrase, place in zip(phrases, places, strict=True):
        starts.setdefault(place.section, phrase.span.start)
        if place.section != first and place.section not in found:
            opening = starts[place.section]
            day = _dateline(phrase, place, document.text, opening)
            if day is not None:
                found[place.section] = day
    return found


def _dateline(phrase: TimePhrase, place: _Place, text: str, opening: int | None) -> date | None:
    """The day of a phrase that dates its article, or None."""
    if phrase.relation is not None or place.quote is not None:
        return None
    if place.zone != "dateline" and not _opens_line(phrase.span, text, opening):
        return None
    return _full_day(phrase.when)


def _opens_line(span: Span, text: str, opening: int | None) -> bool:
    """Whether a date stands alone in its line, or near its beginning before a dash."""
    line = text.rfind("\n", max(0, span.start - _DATELINE_WITHIN - 1), span.start) + 1
    if span.start - line > _DATELINE_WITHIN or (opening is not None and line > opening + 2):
        return False
    after = text[span.end : span.end + 3].strip(" \u00a0)")
    alone = text[line : span.start].strip() == "" and (not after or after[0] == "\n")
    return alone or (after != "" and after[0] in "-–—:")


def _full_day(when: When) -> date | None:
    if isinstance(when, Pair):
        return _full_day(when.second) or _full_day(when.first)
    if (
        isinstance(when, Civil)
        and when.year
        and when.month
        and when.day
        and not when.other
        and not when.either
    ):
        timex = resolve(when, Context(None, "unknown"), {})
        return timex.interval.start if timex.problem is None else None
    return None


def _order(phrases: tuple[TimePhrase, ...], document: Document, orders: Mapping[str, Any]) -> str:
    """How the article orders a date of numbers: as its region or its other dates do, else as its language."""
    language, _, region = document.language.lower().partition("-")
    regions: Mapping[str, str] = orders.get("regions", {})
    languages: Mapping[str, str] = orders.get("languages", {})
    if region[-2:] in regions and len(region) >= 2:
        return regions[region[-2:]]
    styles = {
        p.when.style for p in phrases if isinstance(p.when, Civil) and p.when.style and not p.when.either
    }
    if len(styles) == 1:
        return styles.pop()
    return languages.get(language, "")


def _told(when: When) -> bool:
    """Whether an expression is counted from the date told beside it."""
    if isinstance(when, Relative):
        return when.turn in ("prev", "foll", "same")
    if isinstance(when, Shift):
        return when.told
    if isinstance(when, Civil):
        return when.turn in ("prev", "foll")
    if isinstance(when, Window):
        return when.turn in ("prev", "foll")
    if isinstance(when, (Part, Nth)):
        return _told(when.of)
    return False


def _beside(index: int, places: list[_Place], before: int = 0) -> range:
    """The phrases near one in its sentence, or `before` sentences ahead of it."""
    sentence = places[index].sentence
    first = last = index
    while first > 0 and index - first < _NEAR and places[first - 1].sentence >= sentence - before:
        first -= 1
    while last + 1 < len(places) and last - index < _NEAR and places[last + 1].sentence == sentence:
        last += 1
    return range(first, last + 1)


def _same(when: When) -> str:
    """The unit of "the same day", else ""."""
    base = when.of if isinstance(when, (Part, Nth)) else when
    return base.unit if isinstance(base, Relative) and base.turn == "same" else ""


def _same_time(index: int, unit: str, done: list[Timex | None]) -> date | None:
    """The last date before it that is as fine as the unit."""
    fine = {"d": ("day",), "wk": ("day", "week"), "mo": ("day", "week", "month")}.get(unit)
    for timex in reversed(done[max(0, index - 5) : index]):
        if timex is not None and timex.interval.start is not None and (fine is None or timex.grain in fine):
            return timex.interval.start
    return None


def _said(when: When) -> bool:
    """Whether an expression is counted from the very day it is said."""
    if isinstance(when, (DayAway, Shift, Pair)):
        return True
    if isinstance(when, Relative):
        return when.unit in ("d", "wk", "weekend")
    return isinstance(when, Civil) and when.weekday is not None and when.day is None


def _yearless(when: When) -> bool:
    if isinstance(when, Part):
        return _yearless(when.of)
    return isinstance(when, Civil) and when.year is None and when.month is not None and not when.turn


def _year_giver(
    index: int, phrases: tuple[TimePhrase, ...], beside: range, done: list[Timex | None]
) -> date | None:
    """The nearest date before it in the sentence that names its own year and month."""
    for other in reversed(beside):
        when, timex = phrases[other].when, done[other]
        base = when.of if isinstance(when, Part) else when
        if other < index and isinstance(base, Civil) and base.year and base.month and timex is not None:
            return timex.interval.start
    return None


def _nearest_day(
    index: int, phrases: tuple[TimePhrase, ...], beside: range, done: list[Timex | None]
) -> date | None:
    """The day told nearest in the sentence."""
    at = phrases[index].span.start
    found: tuple[int, date] | None = None
    for other in beside:
        timex = done[other]
        if (
            other == index
            or timex is None
            or timex.grain != "day"
            or timex.interval.start is None
            or timex.problem
        ):
            continue
        if isinstance(phrases[other].when, Range):
            continue
        distance = abs(phrases[other].span.start - at)
        if found is None or distance < found[0]:
            found = (distance, timex.interval.start)
    return found[1] if found else None


def _speech_day(
    index: int,
    phrases: tuple[TimePhrase, ...],
    places: list[_Place],
    done: list[Timex | None],
    now: Context,
    feasts: Mapping[str, str],
) -> date | None:
    """The day a quotation was spoken: a day named outside of it, in its sentence or the one before."""
    quote, here = places[index].quote, places[index].sentence
    around = _beside(index, places, before=1)
    for sentence in (here, here - 1):
        for other in reversed(around):
            if other == index or places[other].sentence != sentence or places[other].quote is not None:
                continue
            when = phrases[other].when
            day_like = isinstance(when, DayAway) or (isinstance(when, Civil) and (when.weekday or when.day))
            if (
                not day_like
                or phrases[other].ahead
                or (quote and sentence < places[index].sentence and other > index)
            ):
                continue
            timex = done[other] or resolve(when, replace(now, ahead=False), feasts)
            if timex.problem is None and timex.interval.start is not None:
                return timex.interval.start
    return None
