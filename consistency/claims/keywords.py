"""The content words of a sentence and the ids of a document: what two texts on one matter share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

from msgspec import Struct

from consistency.claims.scene import Clause, Scene
from consistency.claims.sounds import sounds
from consistency.model.quantity import QuantityMention
from consistency.model.words import Hit
from consistency.packs.lexicon import Lexicon
from consistency.packs.memo import Memo

# Kinds whose ids carry meaning across languages.
_IDS = ("concept", "subject", "place", "demonym", "role", "event", "actor")
# Kinds that carry none: function words and what is compared elsewhere.
_EMPTY = frozenset((
    "stop", "in", "say", "according", "digits", "number", "scale", "hedge", "clause", "to", "from", "by", "month",
    "weekday", "timeunit", "currency", "unit", "whole", "other", "possible", "plan", "remain", "change", "comprise",
))  # fmt: skip
# Stands for the word that carries none; no word has a space.
_NOTHING = " "
_MOST_KEPT = 50_000
# Shorter words are particles more often than names.
_SHORTEST = 3
# Letters of a name that are kept.
_NAME = 6
# A document is at home in so many countries at the most.
_HOME = 3
# Figures of fewer digits ("ten", "300") are those of many stories.
_TOLD = 2
# Kinds of term that tell what a document is about; a country is the same as a noun or as an adjective.
_SETTING = {"place": "place", "demonym": "place", "subject": "subject", "event": "event"}


def keywords(scene: Scene, bounds: Clause) -> frozenset[str]:
    """Ids of known words and plain forms of unknown ones between two tokens; figures and dates are none."""
    known = scene.keywords.get(bounds)
    if known is None:
        plain = scene.tokens.lexicon.canonical
        first = scene.hit(bounds.first)
        terms = scene.hits_between(first.first if first else bounds.first, bounds.last)
        found = {_told(hit) or stem(plain(scene.tokens.words[hit.first])) for hit in terms}
        unknown = map(plain, scene.unknown(bounds.first, bounds.last))
        found.update(stem(word) for word in unknown if len(word) >= _SHORTEST)
        found.discard(_NOTHING)
        known = scene.keywords[bounds] = frozenset(found)
    return known


def _told(hit: Hit) -> str:
    """What a known term says in any language, _NOTHING if nothing; "" for one that only its own language has."""
    kinds = hit.kinds
    for kind in _IDS:
        if kind in kinds:
            # A country is the same word whether as a noun or as an adjective.
            return _marked("place" if kind == "demonym" else kind, kinds[kind].id)
    return "" if _EMPTY.isdisjoint(kinds) else _NOTHING


# Kept, so that the claims of a long text share their strings.
@lru_cache(maxsize=_MOST_KEPT)
def _marked(kind: str, ident: str) -> str:
    return f"{kind}:{ident}"


@lru_cache(maxsize=_MOST_KEPT)
def stem(word: str) -> str:
    """A word cut to its first five letters: enough to bring inflected forms together, in either language."""
    return word[:5]


def unknown_words(scene: Scene) -> tuple[frozenset[str], frozenset[str]]:
    """Words of the document that no pack knows, cut to six letters, and those of them that are common.

    Where the script has capitals, only words that begin with one.
    """
    naming = _naming(scene)
    told = set(map(naming.__getitem__, scene.unknown(0, len(scene.tokens.words) - 1)))
    names = frozenset(word for word, common in told if word and not common)
    return names, frozenset(word for word, common in told if common)


def _naming(scene: Scene) -> Memo[tuple[str, bool]]:
    lexicon, memos = scene.packs.lexicon(scene.document.language), scene.packs.memo("names")
    if lexicon.language not in memos:
        memos[lexicon.language] = Memo(partial(_name, lexicon, bool(scene.language.get("capitals"))))
    found: Memo[tuple[str, bool]] = memos[lexicon.language]
    return found


def _name(lexicon: Lexicon, cased: bool, word: str) -> tuple[str, bool]:
    """A word as a name, and whether it is a common word; "" for one that a pack knows."""
    if len(word) < _SHORTEST or lexicon[word] is not None or (cased and not word[0].isupper()):
        return "", False
    return lexicon.canonical(word)[:_NAME], lexicon.is_common(word)


def countries(scene: Scene, telling: Iterable[Hit]) -> Counter[str]:
    """How often the document names each country, as a noun, an adjective or by what lies in it."""
    counts = Counter[str]()
    for hit in telling:
        sense = hit.sense("place", "demonym")
        for country in scene.packs.countries(sense.id) if sense is not None else ():
            counts[country] += 1
    return counts


def home(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The countries that the document names most; sorted."""
    return tuple(sorted(sorted(counts, key=lambda c: (-counts[c], c))[:_HOME]))


class About(Struct, frozen=True):
    """What a document as a whole is about, asked once: see Claim.setting, names, common, name_sounds, figures, home.

    countries: how often each is named.
    """

    setting: frozenset[str]
    names: frozenset[str]
    common: frozenset[str]
    name_sounds: frozenset[str]
    figures: frozenset[str]
    countries: Mapping[str, int]
    home: tuple[str, ...]


def about(scene: Scene, quantities: Sequence[QuantityMention]) -> About:
    everywhere = sounds(scene, Clause(0, len(scene.tokens.words) - 1))
    telling = scene.all_of(*_SETTING)
    named = countries(scene, telling)
    told = figures(scene, quantities)
    names, common = unknown_words(scene)
    return About(setting(scene, telling), names, common, everywhere, told, named, home(named))


def figures(scene: Scene, quantities: Sequence[QuantityMention]) -> frozenset[str]:
    """The document's figures of two digits or more, free of language: what two texts on one matter share."""
    told = set()
    for mention in quantities:
        quantity = mention.quantity
        value = quantity.low if quantity.low is not None else quantity.high
        if value is None or quantity.vague or quantity.kind in ("rank", "multiple"):
            continue
        value, unit = scene.packs.units.in_base(value, quantity.unit)
        value = value.normalize()
        if len(value.as_tuple().digits) >= _TOLD:
            told.add(f"{value:f} {unit}")
    return frozenset(told)


def setting(scene: Scene, telling: Iterable[Hit]) -> frozenset[str]:
    """Ids of the places, subjects and events that the document speaks of."""
    places = scene.packs.table("places")
    passing = scene.packs.table("alignment")["events"]["passing"]
    named = {(kind, sense.id) for hit in telling for kind, sense in hit.kinds.items() if kind in _SETTING}
    named = {(kind, ident) for kind, ident in named if kind != "event" or ident not in passing}
    found = {_marked(_SETTING[kind], ident) for kind, ident in named}
    for kind, ident in named:
        if kind == "place":  # a city, its province and its country
            found.update(_marked(kind, up) for up in places.get(ident, {}).get("within", ()))
    return frozenset(found)
