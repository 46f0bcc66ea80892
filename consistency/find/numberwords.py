"""What a known word is worth in a number."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from consistency.model.words import Form

# Kinds of sense that are worth something in a number.
KINDS = frozenset({"digits", "number", "scale", "fraction", "vague"})
# Endings that can only be a dual's.
DUALS = ("dual", "dual-or-plural")
_DUAL = frozenset({"dual", "dual-or-plural", "construct-dual", "construct"})


class Word(Struct, frozen=True):
    """What a hit is worth in a number. scale, fraction, vague: None where it is none.

    twice: a dual; maybe_twice: an ending that is a dual or an accusative.
    """

    digits: bool = False
    number: int | None = None
    scale: Decimal | None = None
    fraction: tuple[int, int] | None = None
    vague: tuple[int, int] | None = None
    many: tuple[int, int] | None = None
    conjunction: bool = False
    definite: bool = False
    plural: bool = False
    twice: bool = False
    maybe_twice: bool = False
    compound: bool = False
    teen: bool = False
    glued: bool = False
    ordinal: bool = False
    before_scale: bool = False
    fold: bool = False
    hides_and: bool = False
    like: str = ""


def word_of(forms: tuple[Form, ...]) -> Word | None:
    for form in forms:
        kinds = {sense.kind for sense in form.senses}
        if "phrase" in kinds:
            return None
        if kinds & KINDS:
            return _worth(form)
    return None


def _worth(form: Form) -> Word:
    word = Word(
        conjunction=bool(form.conjunction),
        definite=form.definite,
        plural=form.ending == "plural",
        twice=form.ending in _DUAL,
        maybe_twice=form.ending == "accusative-or-dual",
    )
    for sense in form.senses:
        if sense.kind == "digits":
            word = replace(word, digits=True)
        elif sense.kind == "number" and form.ending in ("", "accusative-or-dual", "fold"):
            word = replace(
                word,
                number=int(sense.id),
                compound=sense.get("only") == "compound",
                teen=sense.get("teen") == "yes",
                fold=form.ending == "fold" or sense.get("fold") == "yes",
                hides_and=sense.get("hides") == "and" and not form.conjunction,
                like=sense.get("like"),
            )
        elif sense.kind == "scale":
            plural = word.plural or sense.get("plural") == "yes"
            many = _range(sense.get("many")) if plural and sense.get("many") else None
            word = replace(
                word, scale=Decimal(sense.id), glued=sense.get("glued") == "yes", plural=plural, many=many
            )
        elif sense.kind == "fraction":
            over, _, under = sense.id.partition("/")
            plural = word.plural or sense.get("plural") == "yes"
            word = replace(
                word, fraction=(int(over), int(under)), plural=plural, ordinal=sense.get("rank") == "yes"
            )
        elif sense.kind == "vague":
            word = replace(word, vague=_range(sense.id), before_scale=sense.get("before") == "scale")
    return word


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.partition("..")
    return int(low), int(high)
