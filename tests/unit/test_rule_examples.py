"""Every rule fires on its firing examples and is silent on the others."""

from __future__ import annotations

import pytest

from consistency.model.rule import Example, Rule
from tests.articles import PACKS, article, checked
from tests.known_gaps import settle

EXAMPLES = [
    pytest.param(rule, example, f"{rule.code}-{number}", id=f"{rule.code}-{number}")
    for rule in PACKS.rules
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example", "name"), EXAMPLES)
def test_example(rule: Rule, example: Example, name: str) -> None:
    articles = [
        article(
            text,
            "abcdefgh"[index],
            example.languages[index] if example.languages else None,
            example.published[index] if example.published else None,
        )
        for index, text in enumerate(example.texts)
    ]
    found = sorted({finding.code for finding in checked(articles).findings})
    if example.finds:
        problems = [] if rule.code in found else [f"{rule.code} does not fire; fired: {found}"]
    else:
        problems = [f"{rule.code} fires"] if rule.code in found else []
    settle("rules", name, problems)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in PACKS.rules])
def test_both_sides_are_shown(rule: Rule) -> None:
    assert {example.finds for example in rule.examples} == {True, False}
