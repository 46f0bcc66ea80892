"""Who acts and who says so: organisations, armed groups, agencies, and generic actors."""

from __future__ import annotations

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
