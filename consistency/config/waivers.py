"""`consistency-waivers.toml`: findings that somebody has set aside, each with a reason.

[[waiver]]
fingerprint = "3f0a5c1e9d7b2a44"
reason = "the ministry corrected the figure by phone"
who = "Huda"
until = 2026-12-31
code = "NUM101"
documents = ["a.txt", "b.txt"]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from consistency.config.file import parse, read_text
from consistency.config.kinds import told
from consistency.config.places import Trail, key_places
from consistency.errors import ConfigError

FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_KEYS = ("fingerprint", "reason", "who", "until", "code", "documents")
_TABLE = "waiver"


class Waiver(Struct, frozen=True):
    """One finding set aside. until: the last day on which it holds; None is for good.

    code, documents: what the finding was on, to tell whether it could be found again; empty where nobody says.
    place: `path:line:column`.
    """

    fingerprint: str
    reason: str
    who: str | None = None
    until: date | None = None
    code: str = ""
    documents: tuple[str, ...] = ()
    place: str = ""

    def written(self, says: str) -> str:
        """Its table for the file. says: what the finding says, as a comment."""
        rows: list[tuple[str, object]] = [("fingerprint", self.fingerprint), ("reason", self.reason)]
        rows += [("who", self.who)] if self.who else []
        lines = [f"{key} = {told(value)}" for key, value in rows]
        lines += [f"until = {self.until.isoformat()}"] if self.until else []
        lines += [f"code = {told(self.code)}", f"documents = {told(self.documents)}"]
        return "\n".join((f"[[{_TABLE}]]  # {says}" if says else f"[[{_TABLE}]]", *lines)) + "\n"


def read_waivers(path: Path, shown: str) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order. shown: its name in errors.

    Raises: ConfigError for a file that cannot be read, an unknown key, a missing reason, or a fingerprint twice.
    """
    text = read_text(path, shown, "the waivers cannot be read")
    places = key_places(text)
    reader = _Reader(shown, places)
    table = parse(text, shown)
    for key in table:
        if key != _TABLE:
            raise reader.wrong((key,), f"unknown key {key!r}", "begin each waiver with [[waiver]]")
    entries = table.get(_TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise reader.wrong((_TABLE,), "waivers are tables", "begin each with [[waiver]]")
    made: dict[str, Waiver] = {}
    for number, entry in enumerate(entries):
        waiver = reader.waiver(entry, number)
        if waiver.fingerprint in made:
            first = made[waiver.fingerprint].place
            raise reader.wrong(
                (_TABLE, number), f"{waiver.fingerprint} is waived twice", f"the first is {first}"
            )
        made[waiver.fingerprint] = waiver
    return tuple(made.values())


class _Reader:
    def __init__(self, shown: str, places: Mapping[Trail, tuple[int, int]]) -> None:
        self.shown, self.places = shown, places

    def place(self, trail: Trail) -> str:
        while trail and trail not in self.places:
            trail = trail[:-1]
        line, column = self.places.get(trail, (1, 1))
        return f"{self.shown}:{line}:{column}"

    def wrong(self, trail: Trail, message: str, advice: str) -> ConfigError:
        return ConfigError(message, place=self.place(trail), advice=advice)

    def waiver(self, entry: Mapping[str, object], number: int) -> Waiver:
        trail: Trail = (_TABLE, number)
        for key in entry:
            if key not in _KEYS:
                raise self.wrong((*trail, key), f"unknown key {key!r}", f"use {', '.join(_KEYS)}")
        words = {key: self.text(entry, key, trail) for key in ("fingerprint", "reason", "who", "code")}
        if not FINGERPRINT.fullmatch(words["fingerprint"]):
            raise self.wrong(
                (*trail, "fingerprint"), "a waiver needs a fingerprint", "copy its 16 digits from a report"
            )
        if not words["reason"]:
            raise self.wrong((*trail, "reason"), "a waiver needs a reason", "say why: reason = ...")
        return Waiver(
            fingerprint=words["fingerprint"],
            reason=words["reason"],
            who=words["who"] or None,
            until=self.day(entry.get("until"), (*trail, "until")),
            code=words["code"],
            documents=self.names(entry.get("documents", []), (*trail, "documents")),
            place=self.place(trail),
        )

    def text(self, entry: Mapping[str, object], key: str, trail: Trail) -> str:
        value = entry.get(key, "")
        if not isinstance(value, str):
            raise self.wrong((*trail, key), f"{key!r} must be text", "put it in quotes")
        return " ".join(value.split())

    def names(self, value: object, trail: Trail) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(trail, "'documents' must be a list of names", 'write ["a.txt", "b.txt"]')
        return tuple(value)

    def day(self, value: object, trail: Trail) -> date | None:
        try:
            if isinstance(value, str):
                return date.fromisoformat(value)
        except ValueError:
            value = 0
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self.wrong(trail, "'until' is no day", "write until = 2026-12-31")
