"""Every rule fires on its firing examples and is silent on the others."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from consistency.model.rule import Example, Rule
from consistency.prove import trials
from tests.articles import PACKS
from tests.known_gaps import settle

EXAMPLES = [
    pytest.param(rule, example, f"{rule.code}-{number}", id=f"{rule.code}-{number}")
    for rule in PACKS.rules
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example", "name"), EXAMPLES)
def test_example(rule: Rule, example: Example, name: str) -> None:
    (trial,) = trials([replace(rule, examples=(example,))])
    settle("rules", name, [trial.problem] if trial.problem else [])


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in PACKS.rules])
def test_both_sides_are_shown(rule: Rule) -> None:
    assert {example.finds for example in rule.examples} == {True, False}
