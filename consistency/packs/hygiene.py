"""The pack linter: what a newcomer's entry gets wrong, each with its place and what to do about it.

The compiler stops at what it cannot read. The linter goes on to what can be read and is still wrong: letters
of another alphabet, words listed twice, words that two kinds claim, ids that no table knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from consistency.errors import PackError
from consistency.packs.compile import compile_packs
from consistency.packs.folding import DROPPED, Folding
from consistency.packs.language import NO_TERMS
from consistency.packs.marks import Trail, all_places
from consistency.packs.strict_yaml import Plain, read_yaml

# Kinds whose words must mean one thing in a language, unless pack.yaml lists the word under `shared_words`.
SINGLE = frozenset({"place", "subject", "unit", "currency"})
# Kinds that may claim the words of the single ones: a nationality is often spelt like its country.
BESIDE = frozenset({("place", "demonym")})
# Where the ids of a kind are kept: tables of the compiled packs.
TABLES = {
    "concept": ("counted",),
    "role": ("roles",),
    "subject": ("subjects",),
    "actor": ("subjects",),
    "place": ("places",),
    "demonym": ("places",),
    "unit": ("units",),
    "currency": ("currencies", "families"),
}
# Kinds in which a word stands for one id; towns share names, and a verb tells more than one role.
_ONE_ID = TABLES.keys() - {"place", "role"}
# Ids that need no entry: peoples without a country of their own.
_FREE = ("group:",)


class Problem(Struct, frozen=True, order=True):
    """place: path:line:column. message: what is wrong. advice: what to do."""

    place: str
    message: str
    advice: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}; {self.advice}"


class _Term(Struct, frozen=True):
    kind: str
    id: str
    word: str
    folded: str
    data: tuple[tuple[str, str], ...]
    place: str
    own: bool


class _Language(Struct):
    """A language's folder while it is looked through."""

    tag: str
    folding: Folding
    letters: frozenset[str]
    variants: Mapping[str, str]
    shared: frozenset[str]
    terms: list[_Term] = field(default_factory=list)
    common: list[_Term] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def lint(root: Path, shown: str = "rules", base: Path | None = None) -> list[Problem]:
    """Every problem of the folder `root` (a `rules/`), in order of place.

    base: our own folder, where `root` is one of somebody's that is read after it; only problems of `root` are told.
    What the compiler refuses is one problem, and hides those behind it.
    """
    roots = [(root, shown, True)] if base is None else [(base, "rules", False), (root, shown, True)]
    try:
        packs = compile_packs(roots[0][0], [folder for folder, _, _ in roots[1:]])
    except PackError as error:
        return [
            Problem(_renamed(error.place or shown, root, shown), error.message, error.advice or "mend it")
        ]
    problems: list[Problem] = []
    used: dict[str, set[str]] = {}
    for tag in sorted(packs["languages"]):
        language = _read_language(roots, tag, packs)
        problems += language.problems
        problems += _letters(language)
        problems += _repeated(language)
        problems += _claimed_twice(language)
        problems += _unknown_ids(language, packs)
        for term in language.terms:
            used.setdefault(term.kind, set()).add(term.id)
    problems += _unnamed(packs, used, shown)
    return sorted(set(problems))


def _renamed(place: str, root: Path, shown: str) -> str:
    """A place as the compiler names it, by the name that the folder is shown by."""
    inside = place.removeprefix(root.as_posix().rstrip("/") + "/")
    return place if inside == place else f"{shown.rstrip('/')}/{inside}"


def _read_language(roots: Sequence[tuple[Path, str, bool]], tag: str, packs: Mapping[str, Any]) -> _Language:
    """Its words from every root. roots: folder, its name, and whether it is the one to complain about."""
    settings = packs["languages"][tag]["settings"]
    variants = settings.get("letters") or {}
    script = packs["scripts"].get(settings.get("script"), {})
    language = _Language(
        tag,
        Folding.of(variants),
        frozenset(script.get("letters", "")),
        variants,
        frozenset(settings.get("shared_words", [])),
    )
    files = [
        (path, f"{shown}/languages/{tag}/{path.name}", own)
        for root, shown, own in roots
        for path in sorted((root / "languages" / tag).glob("*.yaml"))
    ]
    for path, name, own in files:
        content = read_yaml(path, name)
        if own and isinstance(content, dict) and "source" not in content:
            language.problems.append(
                Problem(
                    f"{name}:1:1",
                    "the file says no source",
                    "begin with `source:` and where its words come from",
                )
            )
        if path.name not in NO_TERMS and isinstance(content, dict):
            places = all_places(path, name) if own else None
            language.terms += _terms(content, places, language.folding)
        if path.name == "common.yaml" and isinstance(content, dict) and own:
            language.common += _common(content, all_places(path, name), language.folding)
    return language


def _common(content: Mapping[str, Plain], places: Mapping[Trail, str], folding: Folding) -> Iterator[_Term]:
    for key, words in content.items():
        for number, word in enumerate(words if isinstance(words, list) else ()):
            yield _Term("common", key, str(word), folding.fold(str(word)), (), places[key, number], own=True)


def _terms(
    content: Mapping[str, Plain], places: Mapping[Trail, str] | None, folding: Folding
) -> Iterator[_Term]:
    """places: where each word stands; None for words of ours, which others' are held against."""
    for kind, entries in content.items():
        if kind in ("source", "note") or not isinstance(entries, list):
            continue
        for number, entry in enumerate(entries):
            if not isinstance(entry, dict) or not isinstance(entry.get("words"), list):
                continue
            data = tuple(
                sorted((k, str(v)) for k, v in entry.items() if k not in ("id", "words", "note", "source"))
            )
            for position, word in enumerate(entry["words"]):
                folded = " ".join(folding.fold(part) for part in str(word).replace("-", " ").split())
                trail = (kind, number, "words", position)
                place = "our rules/" if places is None else places[trail]
                yield _Term(kind, str(entry["id"]), str(word), folded, data, place, places is not None)


def _letters(language: _Language) -> Iterator[Problem]:
    """Letters that the script does not list, and marks that a word is never looked up with."""
    for term in (*language.terms, *language.common):
        if term.word.isascii() or not term.own:
            continue
        for char in dict.fromkeys(term.word.lower()):
            name = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
            if char in DROPPED or unicodedata.combining(char):
                yield Problem(
                    term.place, f"{term.word!r} holds {name}, which look-up drops", "write it without"
                )
            elif "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefe":
                plain = unicodedata.normalize("NFKC", char)
                yield Problem(
                    term.place, f"{term.word!r} holds the presentation form {name}", f"write {plain}"
                )
            elif char.isalpha() and not char.isascii() and char not in language.letters:
                instead = language.variants.get(char)
                yield Problem(
                    term.place,
                    f"{term.word!r} holds {name}, which the script of {language.tag!r} does not list",
                    f"write {instead} (U+{ord(instead[0]):04X})"
                    if instead
                    else "write it in the language's letters",
                )


def _repeated(language: _Language) -> Iterator[Problem]:
    """A word twice under one kind: under one id it is idle, under two it is a guess."""
    seen: dict[tuple[str, str], _Term] = {}
    for term in language.terms:
        first = seen.setdefault((term.kind, term.folded), term)
        if first is term or not term.own:
            continue
        if (first.id, first.data) == (term.id, term.data):
            yield Problem(
                term.place, f"{term.word!r} stands twice for {term.kind} {term.id!r}", f"see {first.place}"
            )
        elif first.id != term.id and term.kind in _ONE_ID and term.folded not in _folded(language):
            yield Problem(
                term.place,
                f"{term.word!r} is {term.kind} {first.id!r} and {term.id!r}",
                f"keep one, or list the word under shared_words of pack.yaml; see {first.place}",
            )


def _claimed_twice(language: _Language) -> Iterator[Problem]:
    """A word of a kind that must be certain, which another kind claims too."""
    by_word: dict[str, dict[str, _Term]] = {}
    for term in language.terms:
        by_word.setdefault(term.folded, {}).setdefault(term.kind, term)
    for folded, kinds in by_word.items():
        for kind in sorted(SINGLE & kinds.keys()):
            for other in sorted(kinds.keys() - {kind}):
                if (kind, other) in BESIDE or (other, kind) in BESIDE or folded in _folded(language):
                    continue
                term, beside = kinds[kind], kinds[other]
                if not term.own and not beside.own:
                    continue
                if term.data and ("case", "upper") in term.data:
                    continue  # capitals tell it from the other
                here, there = (term, beside) if term.own else (beside, term)
                yield Problem(
                    here.place,
                    f"{here.word!r} is a {here.kind} here and a {there.kind} at {there.place}",
                    "drop one, or list the word under shared_words of pack.yaml",
                )


def _unknown_ids(language: _Language, packs: Mapping[str, Any]) -> Iterator[Problem]:
    for term in language.terms:
        if not term.own:
            continue
        tables = TABLES.get(term.kind)
        if tables and not term.id.startswith(_FREE):
            ident = term.id.removeprefix("family:") if term.kind == "currency" else term.id
            if not any(ident in packs[table] for table in tables):
                yield Problem(
                    term.place,
                    f"no table knows the {term.kind} {term.id!r}",
                    f"add it to rules/{'units' if term.kind == 'currency' else tables[0]}, or mend the id",
                )
        role = dict(term.data).get("role")
        if role and role not in packs["roles"]:
            yield Problem(
                term.place, f"no table knows the role {role!r}", "add it to rules/counted/roles.yaml"
            )


def _unnamed(packs: Mapping[str, Any], used: Mapping[str, set[str]], shown: str) -> Iterator[Problem]:
    """Concepts, subjects and roles that no language has a word for, and that nothing lies within."""
    for table, kinds, name in (
        ("counted", ("concept",), "concept"),
        ("roles", ("role",), "role"),
        ("subjects", ("subject", "actor"), "subject"),
    ):
        known = set().union(*(used.get(kind, set()) for kind in kinds))
        above = {up for row in packs[table].values() for up in row["within"][1:]}
        for ident in packs[table]:
            if ident not in known and ident not in above:
                yield Problem(
                    f"{shown}/{'counted' if table == 'roles' else table}",
                    f"no language has a word for the {name} {ident!r}",
                    "add a word, or delete it",
                )


def _folded(language: _Language) -> frozenset[str]:
    return frozenset(" ".join(map(language.folding.fold, word.split())) for word in language.shared)
