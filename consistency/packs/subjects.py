"""Who acts and who says so: organisations, armed groups, agencies, and generic actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consistency.errors import PackError
from consistency.packs.counted import ancestry
from consistency.packs.tables import WORD, WORDS, Field, Roots, Row, one_of, read_tables

KINDS = (
    "international",
    "agency",
    "armed",
    "party",
    "government",
    "institute",
    "ngo",
    "company",
    "union",
    "court",
    "body",
    "actor",
)

_SUBJECT = {
    "kind": Field(one_of(*KINDS), f"one of {', '.join(KINDS)}", needed=True),
    "country": WORD,
    # the concept its people are, where a figure names none ("the coalition was cut to 9,000")
    "members": WORD,
    "part-of": WORD,
    "member-of": WORDS,
}


def compile_subjects(roots: Roots) -> dict[str, Row]:
    """The subjects by id, each with `within`: itself and all it is part of. Raises: PackError."""
    subjects = read_tables(roots, "subjects", {"subjects": _SUBJECT})["subjects"]
    for ident, row in subjects.items():
        row["within"] = ancestry(subjects, ident, "part-of", "rules/subjects")
        for other in row.get("member-of", []):
            if other not in subjects:
                raise PackError(
                    f"{ident!r} is a member of unknown {other!r}",
                    place="rules/subjects",
                    advice="add it, or mend the name",
                )
    return subjects


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects as questions; an id that no table knows is within itself only."""

    subjects: Mapping[str, Mapping[str, Any]]

    def kind(self, subject: str) -> str | None:
        row = self.subjects.get(subject)
        return str(row["kind"]) if row else None

    def within(self, subject: str) -> tuple[str, ...]:
        """The subject and all it is part of, nearest first."""
        row = self.subjects.get(subject)
        return tuple(row["within"]) if row else (subject,)

    def country(self, subject: str) -> str | None:
        """ISO 3166 code of the country it belongs to, if to one."""
        for step in self.within(subject):
            found = self.subjects.get(step, {}).get("country")
            if found:
                return str(found)
        return None
