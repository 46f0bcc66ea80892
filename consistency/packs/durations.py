"""Names of durations and forms of lists for messages, from CLDR: its rules are applied here, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consistency.packs.told_units import cldr_told

# A message never counts further: what is longer is told in a larger unit.
MOST = 120


def compile_durations(settings: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """By language: `day`, `month`, `year` as lists of "3 years" by number, and the pack's `durations` shapes;
    `list`: CLDR's patterns by which a list of names is told ("Iraq and Jordan").

    settings: `pack.yaml` by language. Source of names and plural rules: CLDR through Babel.
    """
    from babel import Locale

    table: dict[str, dict[str, Any]] = {}
    for language, pack in sorted(settings.items()):
        shapes = pack.get("durations")
        if not isinstance(shapes, dict):
            continue
        table[language] = {**shapes, "list": dict(Locale.parse(language).list_patterns["standard"])}
        for unit in ("day", "month", "year"):
            table[language][unit] = [
                cldr_told(number, f"duration-{unit}", language) for number in range(MOST + 1)
            ]
    return table
