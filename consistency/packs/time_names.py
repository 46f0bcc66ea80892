"""Month and weekday names from CLDR, as terms of a language's lexicon.

Read when the packs are built; what CLDR lacks (spelling variants, Hijri months, seasons) stands in
`rules/languages/*/times.yaml`.
"""

from __future__ import annotations

from consistency.packs.language import PlainSense

# Per language: CLDR locales and how their sets of month names are called; the first one names the weekdays.
# Arabic countries fall into these five sets (CLDR 44 and later).
LOCALES = {
    "ar": (
        ("ar_EG", "egypt"),
        ("ar_IQ", "levant"),
        ("ar_DZ", "french"),
        ("ar_MA", "maghreb"),
        ("ar_MR", "mauritania"),
    ),
    "en": (("en", "english"), ("en_GB", "english")),
}


def time_terms(language: str) -> list[tuple[str, PlainSense]]:
    """(word, sense) for every month and weekday name of a language; ISO numbers, Monday is 1."""
    from babel import Locale

    systems: dict[tuple[str, int], list[str]] = {}
    terms: list[tuple[str, PlainSense]] = []
    for place, (locale, system) in enumerate(LOCALES.get(language, ())):
        names = Locale.parse(locale)
        for width in ("wide", "abbreviated"):
            for number, name in names.months["format"][width].items():
                known = systems.setdefault((name.rstrip("."), int(number)), [])
                if system not in known:
                    known.append(system)
            if place == 0:
                for number, name in names.days["format"][width].items():
                    sense: PlainSense = ["weekday", str(int(number) + 1), []]
                    if (name, sense) not in terms:
                        terms.append((name, sense))
    for (name, number), used in sorted(systems.items(), key=lambda item: (item[0][1], item[0][0])):
        terms.append((name, ["month", str(number), [["system", " ".join(used)]]]))
    return terms
