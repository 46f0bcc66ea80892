"""A language's folder in `rules/languages/` as lexicon tables.

`pack.yaml` holds the settings and operators (letters, clitics, endings), `layout.yaml` the marks by which an
article is taken apart (abbreviations, photo credits, page furniture), `common.yaml` common words that mean nothing to
the program and yet are no names. Every other file holds terms:

    source: where the words come from
    month:                       # a kind of sense
      - id: "7"                  # which one
        words: [تموز, يوليو]     # one or several words each; clitics and endings by operator, never listed
        case: capital            # any further key is data of the sense

Words are stored folded; a word of several parts is a phrase, found by its first part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from consistency.errors import PackError
from consistency.packs.folding import Folding
from consistency.packs.lexicon import Common, Lexicon, raw_sense
from consistency.packs.morphology import Ending, Morphology
from consistency.packs.strict_yaml import Plain, read_yaml

PlainSense = list[Any]  # [kind, id, [[key, value], ...]]

NO_TERMS = ("pack.yaml", "layout.yaml", "common.yaml")
# Kinds whose first word is their name in messages.
_NAMED = ("concept", "subject", "place", "actor", "role", "event")
_NOT_DATA = ("id", "words", "source", "note")


def compile_language(
    folder: Path,
    shown: str,
    extra: Iterable[tuple[str, PlainSense]] = (),
    others: Iterable[tuple[Path, str]] = (),
) -> dict[str, Any]:
    """The folder's files as a plain table: settings, terms, phrases, settings of further files.

    extra: (word, sense) pairs from elsewhere (country names of CLDR, names of `rules/places`).
    others: folders of the language that are read beside this one, for their common words.
    """
    settings = read_yaml(folder / "pack.yaml", f"{shown}/pack.yaml")
    if not isinstance(settings, dict) or settings.get("language") != folder.name:
        raise PackError(
            "pack.yaml must name its language",
            place=f"{shown}/pack.yaml:1:1",
            advice=f"write `language: {folder.name}`",
        )
    folding = Folding.of(_table(settings.get("letters")))
    terms: dict[str, list[PlainSense]] = {}
    phrases: dict[str, list[list[Any]]] = {}
    names: dict[str, str] = {}
    own = [
        term
        for path in sorted(folder.glob("*.yaml"))
        if path.name not in NO_TERMS
        for term in file_terms(read_yaml(path, f"{shown}/{path.name}"), f"{shown}/{path.name}")
    ]
    further = list(extra)
    for word, sense in (*own, *further):
        _add(terms, phrases, folding, word, sense)
    for word, sense in (*further, *own):  # CLDR's name of a country goes before our variants
        if sense[0] in _NAMED:
            names.setdefault(f"{sense[0]}:{sense[1]}", word)
    layout = folder / "layout.yaml"
    return {
        "settings": settings,
        "layout": read_yaml(layout, f"{shown}/layout.yaml") if layout.is_file() else {},
        "terms": {word: _lines("", senses) for word, senses in terms.items()},
        "phrases": {
            first: "\n".join(_lines(" ".join(rest) + "\t", senses) for rest, senses in follow)
            for first, follow in phrases.items()
        },
        "names": names,
        "common": " ".join(
            sorted({w for f, s in ((folder, shown), *others) for w in _common(f, s, folding)})
        ),
    }


def _common(folder: Path, shown: str, folding: Folding) -> Iterable[str]:
    """The words of `common.yaml`, folded; none where there is no such file. Raises: PackError."""
    path = folder / "common.yaml"
    content = read_yaml(path, f"{shown}/common.yaml") if path.is_file() else {}
    if not isinstance(content, dict):
        raise PackError(
            "common words stand in lists", place=f"{shown}/common.yaml:1:1", advice="write `nouns: [...]`"
        )
    lists = [words for words in content.values() if isinstance(words, list)]
    return (folding.fold(str(word)) for words in lists for word in words)


def file_terms(content: Plain, shown: str) -> Iterable[tuple[str, PlainSense]]:
    """(word, sense) for every word of a terms file. Raises: PackError."""
    if not isinstance(content, dict):
        raise PackError(
            "a terms file is a mapping from kinds to lists", place=shown, advice="see rules/README.md"
        )
    for kind, entries in content.items():
        if kind == "source":
            continue
        if not isinstance(entries, list):
            raise PackError(
                f"{kind!r} must hold a list of terms", place=shown, advice="begin each term with `- id:`"
            )
        for entry in entries:
            if not isinstance(entry, dict) or not isinstance(entry.get("words"), list) or "id" not in entry:
                raise PackError(
                    f"a term of {kind!r} lacks `id` or `words`", place=shown, advice=f"mend {entry!r}"
                )
            data = [[key, _flat(value)] for key, value in sorted(entry.items()) if key not in _NOT_DATA]
            for word in entry["words"]:
                yield str(word), [kind, str(entry["id"]), data]


def _lines(before: str, senses: Iterable[PlainSense]) -> str:
    return "\n".join(before + raw_sense(kind, ident, data) for kind, ident, data in senses)


def _flat(value: Plain) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    raise PackError(f"a term's data must be words, not {value!r}", advice="write a word or a list of words")


def _add(
    terms: dict[str, list[PlainSense]],
    phrases: dict[str, list[list[Any]]],
    folding: Folding,
    word: str,
    sense: PlainSense,
) -> None:
    parts = [folding.fold(part) for part in word.replace("-", " ").split()]
    if not parts or not all(parts):
        raise PackError(
            f"the word {word!r} of {sense[0]}:{sense[1]} is empty", advice="write the word or delete it"
        )
    if len(parts) == 1:
        senses = terms.setdefault(parts[0], [])
        if sense not in senses:
            senses.append(sense)
        return
    follow = phrases.setdefault(parts[0], [])
    for rest, senses in follow:
        if rest == parts[1:]:
            if sense not in senses:
                senses.append(sense)
            return
    follow.append([parts[1:], [sense]])


def load_lexicon(language: str, plain: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a compiled language."""
    settings = plain["settings"]
    folding = Folding.of(_table(settings.get("letters")))
    clitics = _table(settings.get("clitics"))

    def folded(words: object) -> tuple[str, ...]:
        return tuple(folding.fold(str(word)) for word in words) if isinstance(words, list) else ()

    contracted = clitics.get("contracted") or {}
    endings = tuple(
        Ending(folding.fold(e["add"]), folding.fold(e.get("instead", "")), e["name"], frozenset(e["kinds"]))
        for e in settings.get("endings", [])
    )
    morphology = Morphology(
        conjunctions=folded(clitics.get("conjunctions")),
        prepositions=folded(clitics.get("prepositions")),
        article=folding.fold(str(clitics.get("article", ""))),
        contracted=tuple((folding.fold(w), folding.fold(p)) for w, p in _table(contracted).items()),
        endings=endings,
        loose=folding.fold(str(clitics.get("loose", ""))),
        future=folding.fold(str(clitics.get("future", ""))),
        verbs=frozenset(clitics.get("verbs", [])),
        bare=frozenset(clitics.get("bare", [])),
        light=frozenset(clitics.get("light", [])),
    )
    common = Common(
        words=frozenset(plain.get("common", "").split()),
        imperfect=folded(settings.get("imperfect")),
        initials=frozenset(folded(clitics.get("initials"))),
    )
    return Lexicon(language, folding, morphology, plain["terms"], plain["phrases"], common)


def _table(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
