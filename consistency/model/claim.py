"""What is counted or dated, how much, whose, where, when, and who says so."""

from __future__ import annotations

from msgspec import Struct

from consistency.model.document import Moment, Span
from consistency.model.quantity import Quantity
from consistency.model.timex import Interval, Timex

MODALITIES = ("asserted", "denied", "planned", "possible")
CHANGES = ("level", "rise", "fall")


# The role of a figure that tells how old somebody or something is.
AGE = "age"
# What `moved` says of a date.
PUT_OFF = "put-off"


class Counted(Struct, frozen=True):
    """What a figure counts: the words of the text, and the concept's id (`text:...` when no pack knows it).

    role: what happened to it (`killed`, `deployed` ...), from the noun or the verb; None when nothing says.
    qualifiers: normalised words beside the noun that no pack knows ("light", "of the second line").
    """

    text: str
    concept: str
    role: str | None = None
    qualifiers: tuple[str, ...] = ()

    def is_short_for(self, other: Counted) -> bool:
        """Whether this is the other's noun cut short: "stations" beside "polling stations"."""
        short, words = self.text.casefold(), other.text.casefold().split()
        return len(words) > 1 and short in (words[0], words[-1]) and self.concept != other.concept


class Attribution(Struct, frozen=True):
    """Who says so: the words of the text and the holder's id, None where no pack knows who that is."""

    text: str
    holder: str | None
    span: Span

    def is_another(self, other: Attribution, *, beside: bool = False) -> bool:
        """Whether two holders are not one: a ministry may be told with its country or without.

        beside: one sentence tells of them, so that also one whom no pack knows is another; elsewhere "the agency" may
        well be a ministry named before.
        """
        if self.holder is None or other.holder is None:
            x, y = self.text.casefold(), other.text.casefold()
            return beside and x not in y and y not in x
        if self.holder == other.holder:
            return False
        (x, _, of), (y, _, by) = self.holder.partition("@"), other.holder.partition("@")
        return x != y or bool(of and by)


class ClaimTime(Struct, frozen=True):
    """When a claim holds. relation: `as-of`, `during`, `since`, `until` or `by`.

    past: the text tells it as history ("once", "at the end of 2009"), not as current.
    mention: span of the date that says so; None when the publication date does.
    months: the calendar months it names where the year is unknown.
    """

    interval: Interval
    fuzzy: Interval
    relation: str
    past: bool = False
    mention: Span | None = None
    months: tuple[int, ...] = ()


class Provenance(Struct, frozen=True):
    """The article a claim stands in, as far as comparing claims needs it."""

    document: str
    source: str | None
    agency: str | None
    published: Moment | None
    language: str
    byline: str
    url: str | None = None


class Claim(Struct, frozen=True):
    """A figure, or the date of an event, with everything that says what it is a claim about.

    id: `document:start-end`. Exactly one of quantity and timex is set.
    event: for a date, what happened then (a role or `text:...`); for a figure of an event, likewise, if told.
    moved: `rise` or `fall` where the text says that a level has come to this ("rose to 2,500"); of a date, `put-off`
        where it is a day to which something was put off.
    was, was_on: the figure, or the days, that the text says it was before.
    part_of: cue that makes it a part of a whole ("including", "of whom") or the whole itself, else None.
    scope: `day`, `cumulative`, `alone`, `quarter` or None: see `claims.force.scope`.
    quote: the words round it within its sentence, as written; quote_start: where in the text they begin.
    phrase: the figure with its hedge and its noun, as a reader would quote it.
    with_attacker: the text says that the figure counts the attacker too, or one of them.
    several: the sentence tells of several events together ("weekend shootings"); for a date, the document dates
        events of this kind on several days.
    position: which sentence of its section it stands in, from 0; headlines count as 0.
    keywords: normalised content words of the clause, without the claim's own figure; for alignment.
    home: the countries that the document speaks of most, three at the most.
    names: words of the document that no pack knows, cut short; proper names, mostly. common: likewise, of words that a
        pack lists as common without giving them a meaning.
    sounds, name_sounds: the consonants of the names in the sentence and in the document, free of script.
    figures: the document's figures of two digits or more, with what they measure.
    setting: ids of the document as a whole (places, subjects, events), for telling events apart.
    topic: the concepts that the document names, without those that any article may name.
    pack: who read the figure or the date: a language's pack, `digits`, or `dateparser:<language>`.
    """

    id: str
    span: Span
    text: str
    sentence: Span
    zone: str
    section: int
    provenance: Provenance
    counted: Counted
    subjects: tuple[str, ...]
    places: tuple[str, ...]
    time: ClaimTime | None
    attribution: Attribution | None
    modality: str
    change: str
    quantity: Quantity | None = None
    timex: Timex | None = None
    event: str | None = None
    moved: str | None = None
    was: Quantity | None = None
    was_on: Interval | None = None
    position: int = 0
    with_attacker: bool = False
    several: bool = False
    part_of: str | None = None
    scope: str | None = None
    quote: str = ""
    quote_start: int = 0
    phrase: Span | None = None
    keywords: frozenset[str] = frozenset()
    setting: frozenset[str] = frozenset()
    home: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    sounds: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    name_sounds: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    pack: str = "digits"

    @property
    def document(self) -> str:
        return self.provenance.document
