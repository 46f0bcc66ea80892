"""Rules for people who want to know what a code means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.model.rows import rule_row
from consistency.model.rule import Example, Rule
from consistency.report.json_text import write_tables
from consistency.report.plain import is_rtl, isolated, markdown, visible, with_isolates
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
            yield f"\n{style.paint(words(label), 'strong')}\n"
        for name in names:
            yield f"  {words.known(f'condition.{name}', name)}\n"
    for label, finds in (("label.fires", True), ("label.silent", False)):
        examples = [example for example in rule.examples if example.finds is finds]
        if examples:
            yield f"\n{style.paint(words(label), 'strong')}\n"
        for number, example in enumerate(examples):
            yield "\n" if number else ""
            yield from _example(example, style)


def _example(example: Example, style: Style) -> Iterator[str]:
    for index, text in enumerate(example.texts):
        day = example.published[index] if index < len(example.published) else ""
        yield f"  {_mark(index)}{f' ({day})' if day else ''}  {isolated(text, style.isolates)}\n"


def _rule_markdown(rule: Rule, style: Style) -> Iterator[str]:
    """A page of its own, in the direction of the interface."""
    words = style.words
    yield '<div dir="rtl">\n\n' if words.rtl else ""
    yield f"# {rule.code} {markdown(rule.name)}\n\n"
    yield f"**{words(f'severity.{rule.severity}')}** · {words(f'verdict.{rule.verdict}')}\n\n"
    yield f"{markdown(_told(rule.about, style))}\n\n> {markdown(_told(rule.says, style))}\n\n"
    for label, names in (("label.when", rule.when), ("label.unless", rule.unless)):
        if names:
            yield f"{_capital(words(label))}:\n\n"
            yield from (f"- {markdown(words.known(f'condition.{name}', name))}\n" for name in names)
            yield "\n"
    for label, finds in (("label.fires", True), ("label.silent", False)):
        examples = [example for example in rule.examples if example.finds is finds]
        if examples:
            yield f"## {_capital(words(label))}\n\n"
        for number, example in enumerate(examples):
            yield "---\n\n" if number else ""
            yield from _example_markdown(example, words.rtl)
    yield "</div>\n" if words.rtl else ""


def _example_markdown(example: Example, rtl: bool) -> Iterator[str]:
    """Each text in a block of its own direction, with its publication date."""
    for index, text in enumerate(example.texts):
        day = f"**{_mark(index)}** {example.published[index]}" if index < len(example.published) else ""
        yield f"{day.strip() or f'**{_mark(index)}**'}\n\n"
        shown = f"> {markdown(text)}\n\n"
        if is_rtl(text) == rtl:
            yield shown
        else:
            yield f'<div dir="{"ltr" if rtl else "rtl"}">\n\n{shown}</div>\n\n'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mark(index: int) -> str:
    return "ABCDEFGH"[index] if index < 8 else "+"


def _told(texts: tuple[tuple[str, str], ...], style: Style) -> str:
    by_language = dict(texts)
    return by_language.get(style.words.language) or by_language.get("en", "")


def _shown(text: str, style: Style) -> str:
    return visible(text) if style.words.rtl else with_isolates(text, style.isolates)
