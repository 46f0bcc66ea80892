"""A run of digits with its separators, read as an exact decimal.

Separators by position: ٬ ’ and spaces group; ٫ is a decimal point; `.` and `,` (and ،) are told apart by how
many digits follow and by the language's habit.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from consistency.packs.folding import DIGITS, DROPPED

# Enough for every figure of the news; more digits are an identifier or an attack.
MOST_DIGITS = 30
# Spellings kept: the years, days and round figures that come again and again.
MOST_REMEMBERED = 4096
# Marks and separators included: a longer token is not even looked at.
LONGEST = 120

_ASCII = str.maketrans({**DIGITS, **dict.fromkeys(DROPPED, ""), "،": ",", "’": "'"})
_ONE = Decimal(1)


class Digits(Struct, frozen=True):
    """value: exact; None where the run is no number, then `problem` says why.

    decimals: digits after the point. plain: the digits as ASCII, without separators that group.
    grouped: it held separators of thousands. loose: `2,125` might be 2125 or 2 and an eighth.
    """

    value: Decimal | None
    decimals: int = 0
    plain: str = ""
    grouped: bool = False
    loose: Decimal | None = None
    problem: str = ""


@lru_cache(maxsize=MOST_REMEMBERED)
def read_digits(word: str, dot_groups: bool) -> Digits:
    """A token of digits. dot_groups: whether `2.500` is two thousand five hundred in this language."""
    if len(word) > LONGEST:
        return Digits(None, problem=f"more than {MOST_DIGITS} digits")
    plain = word if word.isascii() else word.translate(_ASCII)
    if plain.isdigit():
        if len(plain) > MOST_DIGITS:
            return Digits(None, problem=f"more than {MOST_DIGITS} digits")
        return Digits(Decimal(plain), plain=plain)
    marks = "".join(sorted({char for char in plain if not char.isdigit()}))
    if sum(map(str.isdigit, plain)) > MOST_DIGITS:
        return Digits(None, problem=f"more than {MOST_DIGITS} digits")
    if "٫" in marks:
        return _decimal(plain, "٫", marks.replace("٫", ""))
    if len(marks) == 1:
        return _one_mark(plain, marks, dot_groups)
    last = max(marks, key=plain.rfind)
    if plain.count(last) == 1 and last in ".,":
        return _decimal(plain, last, marks.replace(last, ""))
    return Digits(None, problem="separators that fit no number")


def _one_mark(plain: str, mark: str, dot_groups: bool) -> Digits:
    parts = plain.split(mark)
    grouped = _grouped(parts)
    if mark in "٬'":
        if grouped:
            return _whole(parts)
        return Digits(None, problem="separators that fit no number")
    if len(parts) > 2:
        if grouped or (mark == "," and _indian(parts)):
            return _whole(parts)
        return Digits(None, problem="several numbers, a version or a date in one word")
    if not grouped or parts[0] == "0":
        return _decimal(plain, mark, "")
    if mark == "," and (not dot_groups or plain.endswith("0")):
        # "12,500 million" is no twelve and a half: nobody writes a decimal's last noughts.
        return _whole(parts)
    if dot_groups:
        return replace(_whole(parts), loose=Decimal(f"{parts[0]}.{parts[1]}"))
    return _decimal(plain, mark, "")


def _decimal(plain: str, point: str, groups: str) -> Digits:
    if plain.count(point) != 1 or len(groups) > 1:
        return Digits(None, problem="separators that fit no number")
    whole, _, rest = plain.partition(point)
    if groups:
        parts = whole.split(groups)
        if groups in rest or not (_grouped(parts) or _indian(parts)):
            return Digits(None, problem="separators that fit no number")
        whole = "".join(parts)
    return Digits(Decimal(f"{whole}.{rest}"), len(rest), f"{whole}.{rest}", bool(groups))


def _whole(parts: list[str]) -> Digits:
    plain = "".join(parts)
    return Digits(Decimal(plain), plain=plain, grouped=True)


def _grouped(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= 3 and len(parts) > 1 and all(len(part) == 3 for part in parts[1:])


def _indian(parts: list[str]) -> bool:
    return len(parts[-1]) == 3 and len(parts) > 2 and all(1 <= len(part) <= 2 for part in parts[:-1])


@lru_cache(maxsize=MOST_REMEMBERED)
def written_step(value: Decimal, decimals: int) -> Decimal:
    """The precision a figure is told to: its last decimal, or its trailing zeros, but two digits at least.

    "2,500" is told to 100, "2,483" to 1, "12" to 1, "100" to 10, "4.2" to 0.1.
    """
    if decimals:
        return _ONE.scaleb(-decimals)
    digits = str(abs(int(value)))
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    return _ONE.scaleb(max(0, min(zeros, len(digits) - 2)))
