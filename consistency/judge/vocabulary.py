"""What rules may say: checks, the conditions of each, the fields of their messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from consistency.errors import PackError
from consistency.judge.conditions import CONDITIONS
from consistency.model.rule import Rule
from consistency.model.timex import ODDS, PROBLEMS

_SIDE = ("source", "text", "figure", "value", "places", "holder", "day", "window", "readings")
_A = tuple(f"a.{name}" for name in _SIDE)
_B = tuple(f"b.{name}" for name in _SIDE)
_PAIR = (*_A, *_B, "gap", "what")
_WAIVER = ("waiver.place", "waiver.of", "waiver.reason", "waiver.until")

# Check -> the names that may stand under `when` and `unless`, the fields that a message may hold.
CHECKS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "pair": (tuple(CONDITIONS), _PAIR),
    "dates": (tuple(CONDITIONS), _PAIR),
    "wider": (tuple(CONDITIONS), _PAIR),
    "mention": ((*PROBLEMS, *ODDS), (*_A, "what")),
    "sum": (("parts-differ",), (*_A, "what", "sum")),
    "document": (("unpublished",), ("a.source",)),
    "waiver": (("lapsed", "unused", "unexplained", "unreadable"), _WAIVER),
}


def refuse_unknown_names(rules: Iterable[Rule]) -> None:
    """Raises: PackError for the first rule that names a check, a condition or a field there is none of."""
    for rule in rules:
        for problem in unknown_names(rule):
            raise problem


def unknown_names(rule: Rule) -> Iterator[PackError]:
    """What a rule names that there is none of."""
    if rule.check not in CHECKS:
        yield _problem(rule, "check", rule.check, tuple(CHECKS))
        return
    conditions, fields = CHECKS[rule.check]
    for name in (*rule.when, *rule.unless):
        if name not in conditions:
            yield _problem(rule, "condition", name, conditions)
    for _, text in rule.says:
        for part in text.split("{")[1:]:
            name, closed, _ = part.partition("}")
            if not closed or name not in fields:
                yield _problem(rule, "field", name, fields)


def _problem(rule: Rule, kind: str, name: str, known: Sequence[str]) -> PackError:
    close = get_close_matches(name, known, n=1)
    return PackError(
        f"{rule.code}: unknown {kind} {name[:40]!r}",
        place=rule.place,
        advice=f"did you mean {close[0]!r}?" if close else f"use {', '.join(sorted(known))}",
    )
