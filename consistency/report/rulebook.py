"""Rules for people who want to know what a code means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.model.rows import rule_row
from consistency.model.rule import Example, Rule
from consistency.report.json_text import write_tables
from consistency.report.plain import ISOLATE, POP, is_rtl, isolated, markdown, visible, with_isolates
from consistency.report.style import Style


def render_rules(rules: Sequence[Rule], name: str, style: Style) -> Iterator[str]:
    """Every rule: code, severity, name and what it is about."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    if name == "json":
        yield from write_tables({"rules": [rule_row(rule) for rule in ordered]}, ascii_only=style.ascii_only)
        return
    words = style.words
    if name == "markdown":
        yield f"| {words('label.code')} | {words('label.severity')} | {words('label.name')} | |\n"
        yield "|---|---|---|---|\n"
        for rule in ordered:
            severity = words(f"severity.{rule.severity}")
            yield f"| {rule.code} | {severity} | `{rule.name}` | {markdown(_told(rule.about, style))} |\n"
        return
    if not ordered:
        yield f"{words('none.rules')}\n"
    for rule in ordered:
        severity = style.paint(f"{words(f'severity.{rule.severity}'):8}", rule.severity)
        yield f"{rule.code}  {severity} {rule.name:34} {_shown(_told(rule.about, style), style)}\n"


def render_rule(rule: Rule, name: str, style: Style) -> Iterator[str]:
    """One rule with its message, conditions and examples."""
    if name == "json":
        yield from write_tables(rule_row(rule), ascii_only=style.ascii_only)
    elif name == "markdown":
        yield from _rule_markdown(rule, style)
    else:
        yield from _rule_text(rule, style)


def _rule_text(rule: Rule, style: Style) -> Iterator[str]:
    words = style.words
    severity = style.paint(words(f"severity.{rule.severity}"), rule.severity)
    verdict = words(f"verdict.{rule.verdict}")
    yield f"{style.paint(rule.code, 'strong')} {rule.name} · {severity} · {verdict}\n\n"
    yield f"{_shown(_told(rule.about, style), style)}\n\n"
    yield f"{words('label.message')}: {_shown(_told(rule.says, style), style)}\n"
    for label, names in (("label.when", rule.when), ("label.unless", rule.unless)):
        if names:
            yield f"{words(label)}: {', '.join(names)}\n"
    for label, finds in (("label.fires", True), ("label.silent", False)):
        examples = [example for example in rule.examples if example.finds is finds]
        if examples:
            yield f"\n{style.paint(words(label), 'strong')}\n"
        for number, example in enumerate(examples):
            yield "\n" if number else ""
            yield from _example(example, style)


def _example(example: Example, style: Style) -> Iterator[str]:
    for index, text in enumerate(example.texts):
        mark = "ABCDEFGH"[index] if index < 8 else "+"
        day = example.published[index] if index < len(example.published) else ""
        yield f"  {mark}{f' ({day})' if day else ''}  {isolated(text, style.isolates)}\n"


def _rule_markdown(rule: Rule, style: Style) -> Iterator[str]:
    words = style.words
    yield f"# {rule.code} {markdown(rule.name)}\n\n"
    yield f"{words(f'severity.{rule.severity}')} · {words(f'verdict.{rule.verdict}')}\n\n"
    yield f"{markdown(_told(rule.about, style))}\n\n> {markdown(_told(rule.says, style))}\n"
    for label, finds in (("label.fires", True), ("label.silent", False)):
        examples = [example for example in rule.examples if example.finds is finds]
        if examples:
            yield f"\n## {words(label)}\n\n"
        for number, example in enumerate(examples, 1):
            for index, text in enumerate(example.texts):
                shown = markdown(text)
                marked = f"{ISOLATE}{shown}{POP}" if is_rtl(shown) else shown
                yield f"{number}. {marked}\n" if index == 0 else f"   - {marked}\n"


def _told(texts: tuple[tuple[str, str], ...], style: Style) -> str:
    by_language = dict(texts)
    return by_language.get(style.words.language) or by_language.get("en", "")


def _shown(text: str, style: Style) -> str:
    return visible(text) if style.words.rtl else with_isolates(text, style.isolates)
