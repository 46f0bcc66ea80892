"""What news counts (concepts) and what happens to it (roles): facts, and how they relate."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.errors import PackError
from consistency.packs.tables import (
    DECIMAL,
    DURATION,
    FLAG,
    WORD,
    WORDS,
    Field,
    Roots,
    Row,
    one_of,
    read_tables,
)

CLASSES = (
    "person",
    "animal",
    "vehicle",
    "weapon",
    "building",
    "event",
    "money",
    "vote",
    "area",
    "goods",
    "energy",
    "organisation",
    "place",
    "thing",
    "share",
    "time",
)

_CONCEPT = {
    "broader": WORD,
    "class": Field(one_of(*CLASSES), f"one of {', '.join(CLASSES)}"),
    "standing": FLAG,
    "validity": DURATION,
    "monotone": FLAG,
    "tolerance": DECIMAL,
    # somebody's by its nature (soldiers, seats): it looks for an owner beyond its own noun phrase
    "belongs": FLAG,
    "across": FLAG,
    # somebody wins them (votes, seats): they are told apart by whose they are
    "won": FLAG,
    # what such people do by what they are (protesters demonstrate), where the other claim says so
    "does": WORD,
    # the event that a date of it dates, where a word says no more than that it happened ("a fire broke out")
    "event": WORD,
    # the size that a length tied to it tells ("the 183-metre ship", "a 60-metre tower")
    "sized": WORD,
    # the dimensions of units that it is told in: a speed of 120 kilometres is so many an hour
    "measures": WORDS,
    # the role that cutting it is ("cut 600 jobs": people dismissed)
    "cut": WORD,
    # of sport: two of them make a story one of sport; and what a word counts in such a story
    "sport": FLAG,
    "in_sport": WORD,
}
_ROLE = {
    "kind": Field(str, "a word", needed=True),
    "broader": WORD,
    "monotone": FLAG,
    # the figure goes either way by the hour (the missing): two of them an hour apart contradict nothing
    "moves": FLAG,
    "opposite": WORDS,
    # what had happened to those to whom this happens next: the detained are released, bodies identified
    "after": WORDS,
    # what may be told of the same people instead: an equal figure of either is likely one of them
    "alike": WORDS,
    # one word for either of several (إصابة): whoever says it means one of them, not all together
    "either": FLAG,
    # what it happens to is no more
    "ends": FLAG,
    "classes": Field(one_of(*CLASSES), f"a list out of {', '.join(CLASSES)}", many=True),
    # the amount belongs to the verb's subject ("the bridge cost 5 million"), where it comes first in the clause
    "of_subject": FLAG,
    # of a size (length, flow): the dimensions of units that it is told in
    "measures": WORDS,
    # the concept of an amount to which this happened, and of a share of people who did it: what cost $3 is a price
    "money": WORD,
    "share": WORD,
    # what these concepts are when it happens to them: a target that is scored is a goal
    "of": WORDS,
    "makes": WORD,
    # whoever it happens to does it, so that what stands behind the verb is something else ("left 12 people hurt")
    "doer": FLAG,
    # the concept of what it happened by: who won by 12 votes had a majority of 12
    "by": WORD,
}

# A concept that says nothing itself has what its broader concept has; the top has these.
_TOP: Row = {
    "standing": False,
    "validity": None,
    "monotone": False,
    "tolerance": "0",
    "belongs": False,
    "won": False,
    "does": None,
    "event": None,
    "sized": None,
    "measures": [],
}


def compile_counted(roots: Roots) -> tuple[dict[str, Row], dict[str, Row]]:
    """(concepts, roles) by id; concepts with every field filled in and `within`: themselves and all broader.

    Raises: PackError.
    """
    tables = read_tables(roots, "counted", {"concepts": _CONCEPT, "roles": _ROLE})
    concepts, roles = tables["concepts"], tables["roles"]
    filled = {ident: _filled(concepts, ident) for ident in concepts}
    for ident, row in filled.items():
        if row["does"] is not None and row["does"] not in roles:
            raise PackError(
                f"concept {ident!r} does an unknown {row['does']!r}",
                place="rules/counted",
                advice="add the role, or mend the name",
            )
        if row["sized"] is not None and row["sized"] not in roles:
            raise PackError(
                f"concept {ident!r} is sized by an unknown {row['sized']!r}",
                place="rules/counted",
                advice="add the role, or mend the name",
            )
    for ident in roles:
        roles[ident]["next"] = [other for other, row in roles.items() if ident in row.get("after", ())]
    for ident, row in roles.items():
        row["within"] = ancestry(roles, ident, "broader", "rules/counted")
        row.setdefault("monotone", False)
        row.setdefault("moves", False)
        row.setdefault("either", False)
        row.setdefault("opposite", [])
        row.setdefault("after", [])
        row.setdefault("alike", [])
        row.setdefault("classes", [])
        row.setdefault("measures", [])
        row.setdefault("of_subject", False)
        row.setdefault("doer", False)
        row.setdefault("of", [])
        for kind in ("money", "share", "by", "makes"):
            if row.setdefault(kind, None) not in (None, *filled):
                raise PackError(
                    f"role {ident!r} makes an unknown {row[kind]!r}",
                    place="rules/counted",
                    advice="add the concept, or mend the name",
                )
        for other in (*row["opposite"], *row["after"], *row["alike"]):
            if other not in roles:
                raise PackError(
                    f"role {ident!r} names an unknown role {other!r}",
                    place="rules/counted",
                    advice="add the role, or mend the name",
                )
    return filled, roles


def _filled(concepts: Mapping[str, Row], ident: str) -> Row:
    within = ancestry(concepts, ident, "broader", "rules/counted")
    row: Row = dict(_TOP)
    for step in reversed(within):
        row.update({k: v for k, v in concepts[step].items() if k != "broader"})
    if "class" not in row:
        raise PackError(
            f"concept {ident!r} has no class",
            place="rules/counted",
            advice=f"add class: one of {', '.join(CLASSES)}",
        )
    return row | {"within": within}


def ancestry(table: Mapping[str, Row], ident: str, field: str, shown: str) -> list[str]:
    """An id and all that it lies within, nearest first. Raises: PackError for an unknown id or a ring."""
    within = [ident]
    while up := table[within[-1]].get(field):
        if up not in table:
            raise PackError(
                f"{within[-1]!r} is in unknown {up!r}", place=shown, advice="add it, or mend the name"
            )
        if up in within:
            raise PackError(
                f"{up!r} lies within itself", place=shown, advice=f"break the ring at `{field}: {up}`"
            )
        within.append(up)
    return within
