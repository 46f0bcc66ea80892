"""What an article as a whole is about, from how often each term stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import not_

from msgspec import Struct

from consistency.claims.names import names, places_named
from consistency.claims.scene import Scene
from consistency.model.quantity import QuantityMention

# A document is at home in so many countries at the most.
_HOME = 3
# Figures of fewer digits ("ten", "300") are those of many stories.
_TOLD = 2


class About(Struct, frozen=True):
    """What a document as a whole is about, asked once: see Claim.setting, topic, names, common, name_sounds, figures,
    home.

    countries: how often each is named, as a noun, an adjective or by what lies in it.
    """

    setting: frozenset[str]
    topic: frozenset[str]
    names: frozenset[str]
    common: frozenset[str]
    name_sounds: frozenset[str]
    figures: frozenset[str]
    countries: Mapping[str, int]
    home: tuple[str, ...]


def about(scene: Scene, quantities: Sequence[QuantityMention]) -> About:
    tokens, known = scene.tokens, scene.told
    setting: set[str] = set()
    topic: set[str] = set()
    countries: dict[str, int] = {}
    for term, times in scene.terms.items():
        tells = known[term]
        if tells.topic:
            topic.add(tells.topic)
        if tells.setting:
            setting.update(tells.setting)
            for country in tells.countries:
                countries[country] = countries.get(country, 0) + times
    unknown = set(compress(tokens.words, map(not_, tokens.terms)))
    named = list(map(names(scene.packs, scene.document.language).__getitem__, unknown))
    named += places_named(tokens, scene.packs)
    return About(
        setting=frozenset(setting),
        topic=frozenset(topic),
        names=frozenset([one.name for one in named if one.name and not one.common]),
        common=frozenset([one.name for one in named if one.name and one.common]),
        name_sounds=frozenset([one.sound for one in named if one.sound]),
        figures=figures(scene, quantities),
        countries=countries,
        home=home(countries),
    )


def home(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The countries that the document names most; sorted."""
    return tuple(sorted(sorted(counts, key=lambda c: (-counts[c], c))[:_HOME]))


def figures(scene: Scene, quantities: Sequence[QuantityMention]) -> frozenset[str]:
    """The document's figures of two digits or more, free of language: what two texts on one matter share."""
    found = set()
    for mention in quantities:
        quantity = mention.quantity
        value = quantity.low if quantity.low is not None else quantity.high
        if value is None or quantity.vague or quantity.kind in ("rank", "multiple"):
            continue
        value, unit = scene.packs.units.in_base(value, quantity.unit)
        value = value.normalize()
        if len(value.as_tuple().digits) >= _TOLD:
            found.add(f"{value:f} {unit}")
    return frozenset(found)
