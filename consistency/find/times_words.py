"""What each word of a text can be in a date: looked at once per distinct spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from consistency.model.tokens import DIGIT_CHARS
from consistency.model.words import Form, Meaning, PhraseStart, Sense
from consistency.packs.lexicon import LONGEST_DIGITS, Lexicon
from consistency.packs.memo import MOST_REMEMBERED

# Kinds of term that a date can be found by; a date holds at least one of them, or digits.
TRIGGERS = frozenset(
    ("month", "hijri", "weekday", "bareday", "timeunit", "period", "season", "decade", "day", "holiday")
)
_MINE = TRIGGERS | {"homograph", "habit", "timepart", "which", "timelink", "number", "ordinal", "scale"}
# Which rules of the grammar a word can begin, by the kinds of its senses and by its roles.
_BEGINS = {
    "timepart": ("part",),
    "day": ("day",),
    "weekday": ("weekday",),
    "bareday": ("weekday",),
    "period": ("nth", "ago", "window", "turned", "week", "unit"),
    "number": ("nth", "date", "year", "ago", "window"),
    "ordinal": ("nth", "date", "year", "ago", "window"),
    "scale": ("year", "ago", "window"),
    "month": ("date",),
    "hijri": ("date",),
    "season": ("season",),
    "decade": ("decade",),
    "holiday": ("holiday",),
}
_ROLES_BEGIN = {
    "daypart": ("day", "weekday"),
    "one": ("ago",),
    "final": ("nth",),
    **dict.fromkeys(("last", "next", "this", "prev", "foll"), ("weekday", "window", "turned")),
}
_BY_A_UNIT = frozenset(("day", "weekday", "nth", "date", "year", "ago", "window", "turned", "week", "unit"))
# Units that nothing is dated by ("the first hour of"), and those that dates are counted in.
TOO_SHORT = frozenset(("s", "min", "h"))
COUNTED_UNITS = frozenset(("d", "wk", "mo", "a", "decade"))
# What a number before it counts: then the number is no year and no day.
_COUNTED = frozenset(("concept", "unit", "currency", "scale", "timeunit", "percent", "clock"))
# Words that make a number with a preposition after them a count ("more than 2000").
_HEDGING = frozenset(("hedge", "elative", "numberof"))
_TOLD = _MINE | _COUNTED | _HEDGING | {"part"}
_NONE: frozenset[str] = frozenset()


class TimeWord(Struct, frozen=True):
    """A word as part of a date.

    hedges, things: the second words of longer terms that hedge a number or are counted by it.
    roles: ids of its link and turn words. senses: by kind, with their form. begins: the rules of the grammar
    that can begin with it. size: its tokens. trigger: a date can be found by it; needs: the second words of longer
    terms by which alone it is one.
    """

    roles: frozenset[str] = _NONE
    senses: dict[str, tuple[Sense, Form]] = field(default_factory=dict)
    systems: frozenset[str] = _NONE
    number: int | None = None
    ordinal: int | None = None
    scale: int | None = None
    digits: bool = False
    counted: bool = False
    future: bool = False
    over: bool = False
    hedging: bool = False
    hedges: frozenset[str] = _NONE
    things: frozenset[str] = _NONE
    conjunction: bool = False
    preposition: bool = False
    definite: bool = False
    skip: int = 0
    starts: tuple[PhraseStart, ...] = ()
    trigger: bool = False
    needs: frozenset[str] = _NONE
    size: int = 1
    begins: frozenset[str] = _NONE

    def id(self, kind: str) -> str:
        found = self.senses.get(kind)
        return found[0].id if found else ""


NOTHING = TimeWord()
DIGITS = TimeWord(digits=True, trigger=True)


# A longer term of a date: its canonical words after the second, and what it means.
Longer = tuple[tuple[str, ...], TimeWord]


class Vocabulary(dict[str, TimeWord]):
    """surface form -> TimeWord; NOTHING for a word that no date holds.

    events: the concepts that happen. named: the year of days known by their date alone (`09-11`).
    """

    def __init__(
        self, lexicon: Lexicon, events: frozenset[str] = _NONE, named: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.events = events
        self.named = named or {}
        self._longer: dict[tuple[str, str], tuple[Longer, ...]] = {}

    def __missing__(self, surface: str) -> TimeWord:
        if surface[0] in DIGIT_CHARS:
            if len(surface) <= LONGEST_DIGITS and len(self) < MOST_REMEMBERED:
                self[surface] = DIGITS
            return DIGITS
        meaning = self.lexicon[surface]
        word = self._word(meaning) if meaning is not None else None
        if meaning is not None and (word is None or not word.senses):
            word = self._bare(surface) or word
        word = word or NOTHING
        if len(self) < MOST_REMEMBERED:
            self[surface] = word
        return word

    def longer(self, surface: str, second: str) -> tuple[Longer, ...]:
        """The longer terms of dates that a word can begin and a canonical second word goes on with, longest first."""
        key = (surface, second)
        known = self._longer.get(key)
        if known is None:
            found: list[Longer] = []
            for start in self[surface].starts:
                for rest, senses in self.lexicon.ways(start, second, surface):
                    forms = (replace(start.form, senses=senses),)
                    term = time_word(forms, size=len(rest) + 2) if is_mine(senses) else None
                    if term is not None:
                        found.append((rest, term))
            known = tuple(sorted(found, key=lambda term: -term[1].size))
            if len(self._longer) < MOST_REMEMBERED:
                self._longer[key] = known
        return known

    def _bare(self, surface: str) -> TimeWord | None:
        """The word without its article, where another pack lists the word with it as something else."""
        article = self.lexicon.morphology.article
        folded = self.lexicon.fold(surface)
        if not article or not folded.startswith(article) or len(folded) <= len(article) + 1:
            return None
        meaning = self.lexicon[folded[len(article) :]]
        word = self._word(meaning) if meaning is not None else None
        if word is None or not word.senses:
            return None
        begins = _begins(word.senses, word.roles, word.size, True)
        return replace(word, definite=True, begins=begins)

    def _word(self, meaning: Meaning) -> TimeWord | None:
        future = self.lexicon.morphology.future
        ahead = future and any(form.preposition == future for form in meaning.forms)
        if not (meaning.starts or ahead) and _TOLD.isdisjoint(meaning.kinds):
            return None
        word = time_word(meaning.forms, future)
        if not meaning.starts:
            return word
        starts = tuple(start for start in meaning.starts if start.follow.seconds(_MINE))
        things = _seconds(meaning, _COUNTED)
        if word is None and not starts and not things:
            return None
        word = word or NOTHING
        needs = _NONE if word.trigger else _seconds(meaning, TRIGGERS)
        trigger = word.trigger or bool(needs)
        hedges = _seconds(meaning, _HEDGING)
        return replace(word, starts=starts, trigger=trigger, needs=needs, hedges=hedges, things=things)


def _seconds(meaning: Meaning, kinds: frozenset[str]) -> frozenset[str]:
    """The second words of the longer terms of some kinds that a word can begin."""
    return frozenset(second for start in meaning.starts for second in start.follow.seconds(kinds))


def is_mine(senses: tuple[Sense, ...]) -> bool:
    """Whether a term can be part of a date."""
    return any(sense.kind in _MINE for sense in senses)


def time_word(forms: tuple[Form, ...], future: str = "", size: int = 1) -> TimeWord | None:
    """What the forms of a word mean in a date, or None."""
    roles: set[str] = set()
    systems: set[str] = set()
    senses: dict[str, tuple[Sense, Form]] = {}
    counted = ahead = hedging = False
    shape: Form | None = None
    for form in forms:
        if future and form.preposition == future:
            ahead = True
            continue
        for sense in form.senses:
            if sense.kind in _COUNTED:
                counted = True
            if sense.kind in _HEDGING or (sense.kind == "part" and sense.id == "total"):
                hedging = True
            if sense.kind not in _MINE:
                continue
            shape = shape or form
            if sense.kind in ("timelink", "which"):
                roles.add(sense.id)
            if sense.kind == "month" and sense.id == senses.get("month", (sense, form))[0].id:
                systems.update(sense.get("system").split())
            senses.setdefault(sense.kind, (sense, form))
    if shape is None:
        useful = counted or ahead or hedging
        return TimeWord(counted=counted, future=ahead, hedging=hedging) if useful else None
    return TimeWord(
        roles=frozenset(roles),
        senses=senses,
        systems=frozenset(systems),
        number=_int(senses, "number"),
        ordinal=_int(senses, "ordinal"),
        scale=_int(senses, "scale"),
        counted=counted,
        future=ahead or "future" in roles,
        over="over" in roles,
        hedging=hedging,
        conjunction=bool(shape.conjunction),
        preposition=bool(shape.preposition),
        definite=shape.definite,
        skip=shape.skip,
        trigger=not TRIGGERS.isdisjoint(senses) or _century(senses),
        size=size,
        begins=_begins(senses, roles, size, shape.definite),
    )


def _begins(
    senses: Mapping[str, tuple[Sense, Form]], roles: Iterable[str], size: int, definite: bool
) -> frozenset[str]:
    """The rules of the grammar that a word can begin."""
    found = {rule for name in senses for rule in _BEGINS.get(name, ())}
    found |= {rule for name in roles for rule in _ROLES_BEGIN.get(name, ())}
    if "timeunit" in senses:
        found |= _BY_A_UNIT if size > 1 else _unit_begins(*senses["timeunit"], definite)
    return frozenset(found)


def _unit_begins(sense: Sense, form: Form, definite: bool) -> set[str]:
    """Those that a word for a unit of time can begin, by what each asks of the unit first."""
    unit, ending = sense.id, form.ending
    plural, alone = bool(sense.get("plural")), bool(sense.get("alone"))
    one = not (plural or ending or sense.get("times"))
    counted = unit in COUNTED_UNITS
    fits = {
        "day": unit == "d",
        "weekday": unit == "d",
        "nth": plural or (one and unit not in TOO_SHORT),
        "date": unit == "mo" and not plural and not ending,
        "year": unit == "a" and not plural,
        "ago": counted and not (definite or plural or alone) and ending not in ("plural", "possessed"),
        "window": counted and (definite or alone) and (plural or "dual" in ending),
        "turned": one and unit in ("wk", "mo", "a"),
        "week": one and unit == "wk",
        "unit": one and unit not in TOO_SHORT and (definite or alone),
    }
    return {rule for rule, fit in fits.items() if fit}


def _century(senses: dict[str, tuple[Sense, Form]]) -> bool:
    """Whether a number word can begin or hold a year in words: nineteen, twenty, thousand."""
    return ("number" in senses and senses["number"][0].id in ("17", "18", "19", "20")) or (
        "scale" in senses and senses["scale"][0].id == "1000"
    )


def _int(senses: dict[str, tuple[Sense, Form]], kind: str) -> int | None:
    found = senses.get(kind)
    return int(found[0].id) if found and found[0].id.isdigit() else None
