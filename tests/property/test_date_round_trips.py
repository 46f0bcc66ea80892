"""Every day from 1925 to 2076, however it is written, reads back; a wrong weekday or gloss is always told."""

from __future__ import annotations

from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.claims.anchor import anchor_times
from consistency.find.times import read_times
from consistency.find.tokens import tokenize
from consistency.model.document import Document, Moment
from consistency.model.layout import Layout, SentenceList
from consistency.model.timex import Interval, Timex
from consistency.packs.cache import load_packs

PACKS = load_packs()
DAYS = st.dates(date(1925, 1, 1), date(2076, 12, 31))
DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
ARABIC = [
    "ar",
    "ar_EG",
    "ar_SA",
    "ar_LY",
    "ar_IQ",
    "ar_SY",
    "ar_LB",
    "ar_JO",
    "ar_PS",
    "ar_DZ",
    "ar_TN",
    "ar_MA",
    "ar_MR",
]
ENGLISH = ["en", "en_US", "en_GB", "en_AU", "en_IE", "en_ZA"]
MARKS = st.sampled_from(["", "\u200f", "\u202b", "\u0640", "\u064e"])
# Naming systems of Arabic months that share no name.
EGYPT, LEVANT = (Locale.parse(name).months["format"]["wide"] for name in ("ar_EG", "ar_IQ"))
WEEKDAYS = Locale.parse("ar").days["format"]["wide"]
GLOSSES = st.sampled_from(
    ["{day} {a}/{b} {year}", "{day} {a} / {b} {year}", "{day} {a} ({b}) {year}", "{day} {a}({b}) {year}"]
)


def read(text: str, language: str = "ar", day: date | None = None) -> list[tuple[str, Timex]]:
    document = Document("text", text, language, "")
    moment = Moment(day) if day else None
    tokens = tokenize(text, PACKS.lexicon(language))
    phrases = read_times(tokens, PACKS, language)
    sentences = SentenceList()
    sentences.add(((0, len(text)),), "body", 0, 0)
    layout = Layout(sentences, ())
    return [(text[slice(*m.span)], m.timex) for m in anchor_times(phrases, layout, document, moment, PACKS)]


def one_day(day: date) -> Interval:
    return Interval(day, day + timedelta(days=1))


def reads_as(text: str, day: date, language: str = "ar") -> None:
    found = read(text, language)
    assert [(t.interval, t.problem, t.value) for _, t in found] == [(one_day(day), None, day.isoformat())], (
        text
    )


def in_script(text: str, digits: str) -> str:
    return text.translate(str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", digits * 2))


@given(DAYS, st.sampled_from(ARABIC), st.sampled_from(["full", "long", "medium"]), DIGITS)
@settings(max_examples=400)
def test_arabic_locales(day: date, locale: str, form: str, digits: str) -> None:
    reads_as("وصلت السفينة في " + in_script(format_date(day, form, locale), digits) + " إلى الميناء", day)


@given(DAYS, st.sampled_from(ENGLISH), st.sampled_from(["full", "long"]))
@settings(max_examples=300)
def test_english_locales(day: date, locale: str, form: str) -> None:
    reads_as(f"The ship arrived on {format_date(day, form, locale)} in the port.", day, "en")


@given(
    DAYS,
    st.sampled_from(
        ["{d} {m} {y}", "{d}{o} of {m}, {y}", "{m} {d}, {y}", "{m}. {d} {y}", "the {d}{o} of {m} {y}"]
    ),
    st.booleans(),
)
def test_english_forms(day: date, form: str, short: bool) -> None:
    names = Locale.parse("en").months["format"]["abbreviated" if short else "wide"]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    reads_as("on " + form.format(d=day.day, o=ending, m=names[day.month], y=day.year), day, "en")


@given(DAYS, st.sampled_from(["هـ", " هـ", "", " هجرية"]), DIGITS)
@settings(max_examples=300)
def test_hijri(day: date, era: str, digits: str) -> None:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    text = in_script(f"في {hijri.day} {hijri.month_name('ar')} {hijri.year}{era}", digits)
    reads_as(text, day)
    both = f"{text} الموافق {format_date(day, 'long', 'ar_EG')}"
    reads_as(both, day)


@given(DAYS, st.integers(2, 300))
def test_a_wrong_hijri_date_is_told(day: date, days: int) -> None:
    other = day - timedelta(days=days)
    hijri = Gregorian(other.year, other.month, other.day).to_hijri() if other >= date(1924, 8, 1) else None
    if hijri is None:
        return
    text = f"{hijri.day} {hijri.month_name('ar')} {hijri.year} هـ الموافق {format_date(day, 'long', 'ar_EG')}"
    ((_, timex),) = read(text)
    assert timex.problem == "month-pair"
    assert timex.alternatives == (one_day(other), one_day(day))


@given(DAYS, GLOSSES, st.booleans(), DIGITS, MARKS)
@settings(max_examples=300)
def test_a_right_gloss(day: date, form: str, turned: bool, digits: str, mark: str) -> None:
    first, second = (LEVANT, EGYPT) if turned else (EGYPT, LEVANT)
    a = first[day.month][0] + mark + first[day.month][1:]
    text = form.format(day=day.day, a=a, b=second[day.month], year=day.year)
    reads_as("أعلن في " + in_script(text, digits), day)


@given(DAYS, GLOSSES, st.booleans(), st.integers(1, 11))
@settings(max_examples=300)
def test_a_wrong_gloss_is_told(day: date, form: str, turned: bool, shift: int) -> None:
    first, second = (LEVANT, EGYPT) if turned else (EGYPT, LEVANT)
    other = (day.month - 1 + shift) % 12 + 1
    ((_, timex),) = read(
        "أعلن في " + form.format(day=day.day, a=first[day.month], b=second[other], year=day.year)
    )
    assert timex.problem == "month-pair"
    assert one_day(day) in timex.alternatives
    assert timex.interval.contains(one_day(day))


@given(
    DAYS,
    st.integers(0, 6),
    st.sampled_from(["{w} {d}", "يوم {w} {d}", "{w}، {d}", "يوم {w} الموافق {d}", "{d} ({w})"]),
    st.sampled_from(ARABIC),
)
@settings(max_examples=400)
def test_weekdays(day: date, shift: int, form: str, locale: str) -> None:
    weekday = WEEKDAYS[(day.weekday() + shift) % 7]
    ((words, timex),) = read(
        "التقيا " + form.format(w=weekday, d=format_date(day, "long", locale)) + "، وتحدثا"
    )
    assert timex.value == day.isoformat()
    assert timex.problem == ("weekday" if shift else None)
    assert weekday in words
    assert not shift or one_day(day) in timex.alternatives


@given(
    DAYS, st.integers(0, 6), st.sampled_from(["{w}, {d}", "{w} {d}", "{d} ({w})"]), st.sampled_from(ENGLISH)
)
@settings(max_examples=300)
def test_english_weekdays(day: date, shift: int, form: str, locale: str) -> None:
    weekday = (day + timedelta(days=shift)).strftime("%A")
    ((_, timex),) = read(
        "They met on " + form.format(w=weekday, d=format_date(day, "long", locale)) + ".", "en"
    )
    assert timex.value == day.isoformat()
    assert timex.problem == ("weekday" if shift else None)


@given(st.integers(1900, 2099), st.integers(1900, 2099), DIGITS)
def test_ranges_of_years_turned_by_the_direction_of_writing(first: int, last: int, digits: str) -> None:
    if first == last:
        return
    ((_, timex),) = read("خلال الفترة " + in_script(f"{first}-{last}", digits))
    early, late = min(first, last), max(first, last)
    assert timex.interval == Interval(date(early, 1, 1), date(late + 1, 1, 1))
    assert timex.value == f"{early}/{late}"


@given(st.text(alphabet=st.sampled_from("في 12/-–،.()م هـ مارس 2020الأحد يوم من إلى\n"), max_size=60))
@settings(max_examples=400)
def test_any_text_gives_spans_in_order(text: str) -> None:
    tokens = tokenize(text, PACKS.lexicon("ar"))
    after = 0
    for phrase in read_times(tokens, PACKS, "ar"):
        assert after <= phrase.span.start < phrase.span.end <= len(text)
        after = phrase.span.end
    read(text)


OPEN_DATES = [
    "yesterday",
    "tomorrow",
    "last week",
    "next month",
    "three years ago",
    "in 9999 years",
    "for 20 days",
    "last winter",
    "in winter",
    "the next two weeks",
    "the last three decades",
    "the third week of May",
    "29 February",
    "Monday 31",
    "Easter",
    "next Christmas",
    "last Friday",
    "Friday",
    "next decade",
    "the weekend",
    "by March",
    "last May",
    "week 53",
    "the end of the year",
    "early next quarter",
    "the previous day",
    "two days later",
    "in March last year",
    "on the 31st",
    "from May to March",
    "the 20th of last month",
    "Q4",
    "the first half of next year",
    "Friday 31 April",
]


@given(st.lists(st.sampled_from(OPEN_DATES), min_size=1, max_size=4), st.dates())
@settings(max_examples=400)
def test_open_dates_are_read_on_any_day(words: list[str], day: date) -> None:
    for _, timex in read(", then on ".join(words), "en", day):
        start, end = timex.interval.start, timex.interval.end
        assert (start is None) == (end is None)
        assert start is None or end is None or start <= end
