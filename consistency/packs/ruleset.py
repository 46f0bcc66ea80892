"""All packs as one frozen value, compiled from `rules/` once and then read from a plain cache."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from consistency.model.rule import Example, Rule
from consistency.packs.language import load_lexicon
from consistency.packs.lexicon import Lexicon
from consistency.packs.units import Units


class Packs(Struct, frozen=True, eq=False):
    """What `rules/` holds true. plain: the compiled tables; digest: of every file they came from."""

    digest: str
    plain: Mapping[str, Any]
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)
    _made: dict[str, Any] = field(default_factory=dict)
    _memos: dict[str, dict[Any, Any]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(self.plain["languages"]))

    def has(self, language: str) -> bool:
        """Whether a pack reads this BCP 47 tag (`ar-iq` is read by `ar`)."""
        return _base(language) in self.plain["languages"]

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon for a language tag; an empty one, which reads digits only, where no pack knows it."""
        base = _base(language)
        if base not in self._lexicons:
            plain = self.plain["languages"].get(base, {"settings": {}, "terms": {}, "phrases": {}})
            self._lexicons[base] = load_lexicon(base if self.has(base) else "und", plain)
        return self._lexicons[base]

    def settings(self, language: str) -> Mapping[str, Any]:
        """`pack.yaml` of a language, empty where there is none."""
        found: Mapping[str, Any] = self.plain["languages"].get(_base(language), {}).get("settings", {})
        return found

    def layout(self, language: str) -> Mapping[str, Any]:
        """`layout.yaml` of a language, empty where there is none."""
        found: Mapping[str, Any] = self.plain["languages"].get(_base(language), {}).get("layout", {})
        return found

    def table(self, name: str) -> Mapping[str, Any]:
        """A compiled table by its folder's name: `counted`, `roles`, `subjects`, `places`, `units` ..."""
        found: Mapping[str, Any] = self.plain.get(name, {})
        return found

    def standing(self, concept: str) -> bool:
        """Whether a concept's figure stands until something changes it (troops, prices), by `rules/counted`."""
        return bool(self.table("counted").get(concept, {}).get("standing"))

    def countries(self, place: str) -> tuple[str, ...]:
        """The countries that a place lies in, or the one that it is; none for an id that no table knows."""
        known: dict[str, tuple[str, ...]] = self._made.setdefault("countries", {})
        if place not in known:
            table = self.table("places")
            within = table.get(place, {}).get("within", ())
            known[place] = tuple(ident for ident in within if table[ident]["kind"] == "country")
        return known[place]

    def memo(self, name: str) -> dict[Any, Any]:
        """Answers of one question about these packs, kept by whoever asks it so that it is worked out once."""
        found = self._memos.get(name)
        if found is None:
            found = self._memos[name] = {}
        return found

    def name(self, kind: str, ident: str, language: str) -> str:
        """What an id is called in an interface language: the first word of its term, else the id itself."""
        for tag in (_base(language), "en"):
            names = self.plain["languages"].get(tag, {}).get("names", {})
            if found := names.get(f"{kind}:{ident}"):
                return str(found)
        return ident

    @property
    def units(self) -> Units:
        """Units and currencies as questions: dimension, conversion, which currency a bare word means."""
        if "units" not in self._made:
            self._made["units"] = Units(self.table("units"), self.table("currencies"), self.table("families"))
        found: Units = self._made["units"]
        return found

    def without_preview(self) -> Packs:
        """The same packs without the rules that are still being tried."""
        rows = self.plain.get("rules", [])
        kept = [row for row in rows if not row.get("preview")]
        return (
            self
            if len(kept) == len(rows)
            else Packs(self.digest, {**self.plain, "rules": kept}, self._lexicons)
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of `rules/conflicts/`, by code."""
        if "rules" not in self._made:
            self._made["rules"] = tuple(_rule(row) for row in self.plain.get("rules", []))
        found: tuple[Rule, ...] = self._made["rules"]
        return found


def _base(language: str) -> str:
    return language.lower().partition("-")[0]


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        code=row["code"],
        name=row["name"],
        severity=row["severity"],
        verdict=row["verdict"],
        check=row["check"],
        when=tuple(row["when"]),
        unless=tuple(row["unless"]),
        says=tuple(sorted(row["says"].items())),
        about=tuple(sorted(row["about"].items())),
        examples=tuple(
            Example(e["finds"], tuple(e["texts"]), tuple(e["published"]), tuple(e["languages"]), e["today"])
            for e in row["examples"]
        ),
        place=row["place"],
        preview=bool(row.get("preview")),
    )
