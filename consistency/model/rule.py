"""A rule of `rules/conflicts/`, as plain data."""

from __future__ import annotations

from msgspec import Struct


class Example(Struct, frozen=True):
    """Articles in which the rule fires (`finds` true) or stays silent.

    texts: one or two (or more) texts; published: their publication dates, "" for unknown.
    today: the day on which they are checked, "" where that does not matter.
    """

    finds: bool
    texts: tuple[str, ...]
    published: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    today: str = ""


class RuleTold(Struct, frozen=True):
    """A rule as a report carries it, for whoever reads the report without the program.

    severity: the rule's own, which a configuration may change. about: what it is for, by interface language.
    """

    code: str
    name: str
    severity: str
    verdict: str
    about: tuple[tuple[str, str], ...]

    def explains(self, language: str) -> str:
        """What it is for in an interface language, English where there is none."""
        texts = dict(self.about)
        return texts.get(language) or texts.get("en", "")


class Rule(Struct, frozen=True):
    """code `NUM101`, name `quantity.disjoint-ranges` (reads after "ignore ..."), severity, verdict.

    check: the name of a comparison in `consistency/judge/checks.py`; when, unless: names of conditions.
    preview: still being tried; applied only where somebody asks for it.
    says: message template by interface language. about: what it is for, by interface language.
    """

    code: str
    name: str
    severity: str
    verdict: str
    check: str
    when: tuple[str, ...]
    unless: tuple[str, ...]
    says: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]
    place: str
    preview: bool = False

    @property
    def told(self) -> RuleTold:
        return RuleTold(self.code, self.name, self.severity, self.verdict, self.about)
