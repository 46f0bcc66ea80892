"""`rules/conflicts/`: each rule with its message, its reason and the examples that prove it.

source: why there is such a rule
rules:
  - code: NUM101
    name: quantity.disjoint-ranges
    severity: error
    verdict: conflict
    check: disjoint
    when: [same-event]
    unless: [later-count]
    preview: yes        # still being tried: applied only where somebody asks for it
    says: {en: ..., ar: ...}
    about: {en: ..., ar: ...}
    examples:
      - {finds: yes, a: ..., b: ..., published: ["2024-01-02", "2024-01-02"]}
      - {finds: no, texts: [..., ...], languages: [ar, en]}
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from consistency.errors import PackError
from consistency.model.verdicts import SEVERITIES, VERDICTS
from consistency.packs.marks import Trail, fail, place_of
from consistency.packs.strict_yaml import Plain, read_yaml
from consistency.packs.tables import Roots

_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_NEEDED = ("code", "name", "severity", "verdict", "check", "says", "about", "examples")
_KNOWN = (*_NEEDED, "when", "unless", "preview", "note", "source")
_EXAMPLE = ("finds", "texts", "a", "b", "published", "languages", "today", "note")
_INTERFACE = ("en", "ar")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


class _Reader:
    """One file: what is wrong is told with its place."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path, self.shown = path, shown

    def wrong(self, trail: Trail, message: str, advice: str) -> Exception:
        return fail(self.path, self.shown, trail, message, advice)

    def rules(self) -> list[dict[str, Any]]:
        content = read_yaml(self.path, self.shown)
        start: Trail = ()
        if isinstance(content, dict):
            for key in content:
                if key not in ("source", "note", "rules"):
                    raise self.wrong((key,), f"unknown key {key!r}", "use source, note and rules")
            content, start = content.get("rules", []), ("rules",)
        if not isinstance(content, list):
            raise self.wrong(start, "rules are a list", "begin each rule with `- code:`")
        return [self.rule(entry, (*start, number)) for number, entry in enumerate(content)]

    def rule(self, entry: Plain, trail: Trail) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise self.wrong(trail, "a rule is a mapping", "begin it with `- code:`")
        self.keys(entry, trail, _KNOWN, _NEEDED)
        code = self.word(entry, "code", trail)
        if not _CODE.fullmatch(code):
            raise self.wrong(
                (*trail, "code"), f"{code!r} is no code", "write three capitals and three digits"
            )
        for key, allowed in (("severity", SEVERITIES), ("verdict", VERDICTS)):
            if entry[key] not in allowed:
                raise self.wrong((*trail, key), f"unknown {key} {entry[key]!r}", f"use {', '.join(allowed)}")
        examples = entry["examples"]
        if not isinstance(examples, list) or not examples:
            raise self.wrong(
                (*trail, "examples"), f"{code} has no examples", "add one that fires, one silent"
            )
        return {
            "code": code,
            **{key: self.word(entry, key, trail) for key in ("name", "severity", "verdict", "check")},
            **{key: self.words(entry.get(key, []), (*trail, key)) for key in ("when", "unless")},
            **{key: self.texts(entry[key], (*trail, key)) for key in ("says", "about")},
            "preview": self.flag(entry, "preview", trail) if "preview" in entry else False,
            "examples": [self.example(e, (*trail, "examples", n)) for n, e in enumerate(examples)],
            "place": self.place(trail),
        }

    def example(self, entry: Plain, trail: Trail) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise self.wrong(trail, "an example is a mapping", "write `finds:` and the texts")
        self.keys(entry, trail, _EXAMPLE, ("finds",))
        finds = self.flag(entry, "finds", trail)
        texts = self.words(entry.get("texts", []), (*trail, "texts"))
        texts += [self.word(entry, key, trail) for key in ("a", "b") if key in entry]
        if not texts:
            raise self.wrong(trail, "the example has no text", "write `a` and `b`, or `texts`")
        today = self.word(entry, "today", trail) if "today" in entry else ""
        row: dict[str, Any] = {"finds": finds, "texts": texts, "today": today}
        for key in ("published", "languages"):
            row[key] = self.words(entry.get(key, []), (*trail, key))
            if row[key] and len(row[key]) != len(texts):
                raise self.wrong(
                    (*trail, key), f"{len(texts)} texts, {len(row[key])} {key}", "give one for each text"
                )
        return row

    def keys(
        self, entry: dict[str, Plain], trail: Trail, known: tuple[str, ...], needed: tuple[str, ...]
    ) -> None:
        for key in entry:
            if key not in known:
                raise self.wrong((*trail, key), f"unknown key {key!r}", f"use {', '.join(known)}")
        for key in needed:
            if key not in entry:
                raise self.wrong(trail, f"the key {key!r} is missing", f"add `{key}:`")

    def word(self, entry: dict[str, Plain], key: str, trail: Trail) -> str:
        value = entry[key]
        if not isinstance(value, str):
            raise self.wrong((*trail, key), f"{key!r} must be text", "write one line of text")
        return value

    def flag(self, entry: dict[str, Plain], key: str, trail: Trail) -> bool:
        value = _FLAGS.get(self.word(entry, key, trail))
        if value is None:
            raise self.wrong((*trail, key), f"`{key}` is yes or no", "write yes or no")
        return value

    def words(self, value: Plain, trail: Trail) -> list[str]:
        if isinstance(value, str):
            return [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(trail, "this must be a list of words", "write [one, another]")
        return [str(item) for item in value]

    def texts(self, value: Plain, trail: Trail) -> dict[str, str]:
        if not isinstance(value, dict) or any(not isinstance(text, str) for text in value.values()):
            raise self.wrong(trail, "this must hold a text for each language", "write {en: ..., ar: ...}")
        for language in _INTERFACE:
            if not value.get(language):
                raise self.wrong(trail, f"no text in {language!r}", f"add `{language}:`")
        return {language: str(text) for language, text in sorted(value.items())}

    def place(self, trail: Trail) -> str:
        return place_of(self.path, self.shown, (*trail, "code"))


def compile_conflicts(roots: Roots) -> list[dict[str, Any]]:
    """The rules by code; a later root's rule of the same code replaces. Raises: PackError."""
    rules: dict[str, dict[str, Any]] = {}
    for root, shown in roots:
        here: set[str] = set()
        for path in sorted((root / "conflicts").glob("*.yaml")):
            reader = _Reader(path, f"{shown}/conflicts/{path.name}")
            for rule in reader.rules():
                if rule["code"] in here:
                    raise PackError(
                        f"the code {rule['code']} stands twice", place=rule["place"], advice="number it anew"
                    )
                here.add(rule["code"])
                rules[rule["code"]] = rule
    return [rules[code] for code in sorted(rules)]
