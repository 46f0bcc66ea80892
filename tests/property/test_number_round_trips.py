"""Every whole number below 10^12, however it is written, reads back; marks never change a value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st
from num2words import num2words

from consistency.find.quantities import read_quantities
from consistency.find.tokens import tokenize
from consistency.packs.cache import load_packs
from consistency.packs.strict_yaml import read_yaml
from tests.tables import CASES

PACKS = load_packs()
SPELLING: Any = read_yaml(CASES / "ar" / "spelling.yaml")
BELOW_1000 = st.integers(0, 999)
WHOLE = st.one_of(
    st.integers(0, 10**12 - 1),
    st.integers(0, 9999),
    st.tuples(BELOW_1000, st.sampled_from([10**3, 10**6, 10**9])).map(lambda pair: pair[0] * pair[1]),
)
SEPARATORS = st.sampled_from(["", ",", "٬", " ", "\u00a0", "\u202f"])
MARKS = st.sampled_from(["\u0640", "\u064e", "\u0651", "\u200f", "\u202b", "\u2069"])


def values(text: str, language: str) -> list[Decimal | None]:
    tokens = tokenize(text, PACKS.lexicon(language))
    mentions, _ = read_quantities(tokens, (), PACKS, language)
    assert all(m.quantity.low == m.quantity.high for m in mentions)
    return [m.quantity.low for m in mentions]


def spell(number: int, case: int, gender: int, old: int, split: bool) -> str:
    """An Arabic number. case: 1 is oblique; gender: 0 has ta marbuta; old: 1 spells the hundred with alef."""
    parts = []
    for scale, forms in sorted(((int(k), v) for k, v in SPELLING["scales"].items()), reverse=True):
        count, number = divmod(number, scale)
        if count == 1:
            parts.append(forms[0])
        elif count == 2:
            parts.append(forms[1 + case])
        elif count:
            below = count % 100
            form = forms[3] if 3 <= below <= 10 else forms[4] if below else forms[0]
            parts.append(f"{_below_1000(count, case, 0, old, split)} {form}")
    if number or not parts:
        parts.append(_below_1000(number, case, gender, old, split))
    return " و".join(parts)


def _below_1000(number: int, case: int, gender: int, old: int, split: bool) -> str:
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds == 1:
        parts.append(SPELLING["hundred"][old])
    elif hundreds == 2:
        parts.append(SPELLING["two_hundred"][old][case])
    elif hundreds:
        parts.append(SPELLING["hundreds"][str(hundreds)] + " " * split + SPELLING["hundred"][old])
    if rest or not parts:
        parts.append(_below_100(rest, case, gender))
    return " و".join(parts)


def _below_100(number: int, case: int, gender: int) -> str:
    tens, unit = divmod(number, 10)
    if number == 10:
        return str(SPELLING["units"]["10"][gender])
    if number == 11:
        return str(SPELLING["eleven"][gender])
    if number == 12:
        return str(SPELLING["twelve"][case][gender])
    small = {0: "", 1: SPELLING["one"][gender], 2: SPELLING["two"][case][gender]}
    said = small.get(unit) if unit < 3 else SPELLING["units"][str(unit)][gender]
    if tens == 0:
        return str(said)
    if tens == 1:
        return f"{said} {SPELLING['ten_behind'][gender]}"
    ten = SPELLING["tens"][str(tens)][case]
    return f"{said} و{ten}" if unit else str(ten)


def sayable(number: int) -> bool:
    """Whether the small generator says it as people do: no zero, no "hundred and one thousand"."""
    counts = [number // scale % 1000 for scale in (10**3, 10**6, 10**9)]
    return number > 2 and all(count < 100 or count % 100 not in (1, 2) for count in counts)


@given(WHOLE)
@example(345_216)
def test_arabic_as_num2words_spells_it(number: int) -> None:
    # It spells an isolated 2,000 "ألفا", which stands before a noun; alone it reads as an accusative 1,000.
    # And it says "hundred and a thousand thousand" for 101,000.
    assume(number not in (2 * 10**3, 2 * 10**6, 2 * 10**9))
    assume(all(number // scale % 100 != 1 or number // scale % 1000 == 1 for scale in (10**3, 10**6, 10**9)))
    assert values(num2words(number, lang="ar"), "ar") == [number]


@given(WHOLE)
def test_english_as_num2words_spells_it(number: int) -> None:
    assert values(num2words(number, lang="en"), "en") == [number]


@given(WHOLE.filter(sayable), st.integers(0, 1), st.integers(0, 1), st.integers(0, 1), st.booleans())
def test_arabic_in_every_case_gender_and_spelling(
    number: int, case: int, gender: int, old: int, split: bool
) -> None:
    said = spell(number, case, gender, old, split)
    assert values(f"{said} {SPELLING['counted']}", "ar") == [number]


@given(WHOLE.filter(sayable), st.sampled_from(SPELLING["clitics"]))
def test_arabic_words_with_clitics(number: int, clitic: str) -> None:
    said = spell(number, 1, 0, 0, False)
    # With the article these are Sunday, Monday, "the one that", percent and per mille.
    others = (SPELLING["eleven"][0][:3], SPELLING["two"][1][0], SPELLING["one"][0], SPELLING["hundred"][0])
    assume(not clitic.endswith("ال") or not said.startswith((*others, SPELLING["scales"]["1000"][0])))
    assert values(f"{clitic}{said} {SPELLING['counted']}", "ar") == [number]


@given(
    st.integers(0, 10**12),
    st.sampled_from(["0٠", "0۰", "00"]),
    SEPARATORS,
)
def test_digits_in_every_script_and_separator(number: int, zeros: str, separator: str) -> None:
    written = _digits(f"{number:,}".replace(",", separator), zeros[1])
    # A bare number from 1900 to 2099 is taken for a year.
    assume(separator or not 1900 <= number <= 2099)
    for text in (written, f"و{written}", f"بـ{written}", f"ال{written}"):
        assert values(f"{text} {SPELLING['counted']}", "ar") == [number]
    if zeros[1] == "0":
        assert values(f"{written} tents", "en") == [number]


@given(
    st.integers(1, 999),
    st.integers(1, 9),
    st.sampled_from(["0", "٠", "۰"]),
    st.sampled_from([".", ",", "٫"]),
    st.sampled_from(sorted(SPELLING["scales"])),
)
def test_digits_with_scale_words(whole: int, tenth: int, zero: str, point: str, scale: str) -> None:
    word = SPELLING["scales"][scale][0]
    written = _digits(f"{whole}{point}{tenth}", zero)
    assert values(f"{written} {word}", "ar") == [Decimal(f"{whole}.{tenth}") * int(scale)]


@given(WHOLE.filter(sayable), st.lists(st.tuples(st.integers(0, 200), MARKS), max_size=12))
def test_marks_never_change_a_value(number: int, marks: list[tuple[int, str]]) -> None:
    text = f"{spell(number, 0, 0, 0, False)} {SPELLING['counted']}"
    for place, mark in marks:
        at = place % len(text)
        # A mark belongs to a letter: between two letters, as writers put it.
        if at and text[at - 1].isalpha() and text[at].isalpha():
            text = text[:at] + mark + text[at:]
    assert values(text, "ar") == [number]


@given(WHOLE.filter(sayable))
def test_hamza_and_ta_marbuta_never_change_a_value(number: int) -> None:
    text = f"{spell(number, 0, 0, 0, False)} {SPELLING['counted']}"
    plain = text.translate(str.maketrans("أإآةى", "اااهي"))
    assert values(plain, "ar") == values(text, "ar") == [number]


def _digits(written: str, zero: str) -> str:
    return written.translate({ord("0") + i: chr(ord(zero) + i) for i in range(10)})
