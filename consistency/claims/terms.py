"""What a known term tells wherever it stands, worked out once for each; and which of them are ones in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache, partial
from itertools import compress
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from consistency.model.tokens import Tokens
from consistency.model.words import COVERED, Form, Kinds, Meaning, Sense
from consistency.packs.memo import Memo
from consistency.packs.ruleset import Packs

# Stands for a keyword where a word carries no meaning; no word has a space.
NO_KEYWORD = " "
# Kinds whose ids carry meaning across languages.
_IDS = ("concept", "subject", "place", "demonym", "role", "event", "actor")
# Kinds that carry none: function words and what is compared elsewhere.
_EMPTY = frozenset((
    "stop", "in", "say", "according", "digits", "number", "scale", "hedge", "clause", "to", "from", "by", "month",
    "weekday", "timeunit", "currency", "unit", "whole", "other", "possible", "plan", "remain", "change", "comprise",
))  # fmt: skip
# Kinds of term that tell what a document is about; a country is the same as a noun or as an adjective.
_SETTING = {"place": "place", "demonym": "place", "subject": "subject", "event": "event"}
# Kinds that tell in what sense something is stated.
_MOODS = frozenset(("deny", "possible", "remain", "plan"))
# Said in the packs of a name that is an ordinary word too.
_AFTER = ("after", "preposition")
_MOST_KEPT = 50_000
_HOMOGRAPH = attrgetter("homograph")


class Told(Struct, frozen=True):
    """What a term tells. keyword: its id in any language, NO_KEYWORD if it means nothing, "" if only its own has it.

    setting: the places, with what they lie in, subjects and events that it names. topic: the concept that it names, ""
        for one that any article may name. countries: those that it names.
    report: whether it is a word for a report. homograph: a name that is an ordinary word too.
    mood: whether it may tell that something is denied, planned or possible, or undo that. events: whether it names
        events in the plural.
    """

    keyword: str
    setting: tuple[str, ...]
    topic: str
    countries: tuple[str, ...]
    report: bool
    homograph: bool
    mood: bool
    events: bool


TellTale = Memo["Meaning | None", Told]


def told(packs: Packs, language: str) -> TellTale:
    """What each term of a language tells; nothing where there is none."""
    known, base = packs.memo("what terms tell"), packs.lexicon(language).language
    if base not in known:
        known[base] = Memo(partial(_told, packs, packs.settings(language).get("clitics", {})))
    found: TellTale = known[base]
    return found


def _told(packs: Packs, clitics: Mapping[str, Any], term: Meaning | None) -> Told:
    if term is None:
        term = COVERED
    kinds, forms = term.kinds, term.forms
    place, concept = kinds.get("place") or kinds.get("demonym"), kinds.get("concept")
    everyday = packs.table("alignment")["stories"]["everyday"]
    happens = concept is not None and packs.table("counted").get(concept.id, {}).get("class") == "event"
    counting = next((f for f in forms if any(sense.kind == "concept" for sense in f.senses)), None)
    future, verbs = clitics.get("future"), clitics.get("verbs", ())
    coming = bool(future) and any(form.preposition == future for form in forms)
    return Told(
        keyword=_keyword(kinds),
        setting=_setting(packs, kinds),
        topic=concept.id if concept is not None and concept.id not in everyday else "",
        countries=packs.countries(place.id) if place is not None else (),
        report="report" in kinds,
        homograph=bool(forms) and _AFTER in forms[0].senses[0].data,
        mood=not _MOODS.isdisjoint(kinds) or (coming and not kinds.keys().isdisjoint(verbs)),
        events=happens and counting is not None and _in_plural(counting, concept),
    )


def _in_plural(form: Form, sense: Sense | None) -> bool:
    """Whether a noun tells of several: by its ending, or as a plural that no ending makes ("هجمات")."""
    return form.ending in ("plural", "dual", "dual-or-plural") or (
        sense is not None and sense.get("plural") == "yes"
    )


def _keyword(kinds: Kinds) -> str:
    for kind in _IDS:
        if kind in kinds and not _says_nothing_alone(kinds[kind]):
            # A country is the same word whether as a noun or as an adjective.
            return _marked("place" if kind == "demonym" else kind, kinds[kind].id)
    return "" if _EMPTY.isdisjoint(kinds) else NO_KEYWORD


def _says_nothing_alone(sense: Sense) -> bool:
    """Whether a word tells an event with certain nouns alone: "reached" an agreement, or 500."""
    return sense.kind == "event" and bool(sense.get("light") or sense.get("of"))


def _setting(packs: Packs, kinds: Kinds) -> tuple[str, ...]:
    places, passing = packs.table("places"), packs.table("alignment")["events"]["passing"]
    found = []
    for kind in _SETTING.keys() & kinds.keys():
        ident = kinds[kind].id
        if kind != "event" or not (ident in passing or _says_nothing_alone(kinds[kind])):
            found.append(_marked(_SETTING[kind], ident))
        if kind == "place":  # a city, its province and its country
            found += (_marked(kind, up) for up in places.get(ident, {}).get("within", ()))
    return tuple(sorted(found))


# Kept, so that the claims of a long text share their strings.
@lru_cache(maxsize=_MOST_KEPT)
def _marked(kind: str, ident: str) -> str:
    return f"{kind}:{ident}"


def standing(tokens: Tokens, known: TellTale) -> tuple[Tokens, Counter[Meaning | None]]:
    """The tokens without names that are ordinary words too, where no preposition shows that they are names here.

    known: see `told`. Returns them and how often each term stands among them, in the order of the text.
    """
    counts = Counter(tokens.terms)
    doubtful = set(compress(counts, map(_HOMOGRAPH, map(known.__getitem__, counts))))
    if not doubtful:
        return tokens, counts
    terms = tokens.terms.copy()
    for first in [first for first, term in enumerate(terms) if term in doubtful]:
        if not _introduced(tokens, first):
            last = tokens.lasts.get(first, first)
            terms[first : last + 1] = [None] * (last + 1 - first)
    return replace(tokens, terms=terms), Counter(terms)


def _introduced(tokens: Tokens, first: int) -> bool:
    before = tokens.covering(first - 1) if first else None
    return before is not None and before.sense("in", "from", "to") is not None
