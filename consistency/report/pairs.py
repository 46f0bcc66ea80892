"""Two articles side by side, claim by claim and facet by facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consistency.model.claim import Claim
from consistency.model.comparison import Comparison, Pair
from consistency.model.rows import comparison_row
from consistency.report import names
from consistency.report.json_text import write_lines, write_tables
from consistency.report.lines import snippet
from consistency.report.plain import ISOLATE, POP, dates_apart, is_rtl, isolated, markdown
from consistency.report.style import FULL, Style
from consistency.report.values import MOST_FACETS, claim_value, told_why
from consistency.report.words import Words


def render_comparisons(comparisons: Iterable[Comparison], name: str, style: Style) -> Iterator[str]:
    """A record per comparison, or its pairs with their facets for people."""
    if name == "jsonl":
        yield from write_lines(map(comparison_row, comparisons), ascii_only=style.ascii_only)
    elif name == "json":
        rows = [comparison_row(comparison) for comparison in comparisons]
        yield from write_tables({"comparisons": rows}, ascii_only=style.ascii_only)
    else:
        for comparison in comparisons:
            yield from (_markdown if name == "markdown" else _text)(comparison, style)


def facets(claim: Claim, words: Words) -> list[tuple[str, str]]:
    """What a claim says of itself, facet by facet, in the interface language."""
    packs = names.installed()
    what = names.counted(claim, packs, words) if claim.quantity else ""
    done = names.role(claim.counted.role, packs, words) if claim.counted.role else ""
    found = [
        ("counted", words.comma.join(filter(None, (what, done)))),
        ("event", names.event(claim.event, packs, words) if claim.event else ""),
        ("subjects", names.subjects(claim, packs, words)),
        ("places", names.places(claim, packs, words)),
        ("time", names.as_of(claim, words)),
        ("holder", names.holder(claim.attribution, packs, words) if claim.attribution else ""),
    ]
    marks = (
        ("modality", claim.modality, "asserted"),
        ("change", claim.change, "level"),
        ("part", claim.part_of, None),
        ("scope", claim.scope, None),
        ("zone", claim.zone, "body"),
    )
    return found + [
        (name, words.known(f"page.{name}.{mark}", mark) if mark and mark != plain else "")
        for name, mark, plain in marks
    ]


def _text(comparison: Comparison, style: Style) -> Iterator[str]:
    words = style.words
    if not comparison.pairs:
        yield f"{words('none.pairs')}\n"
        return
    for pair in comparison.pairs:
        code = f" {pair.code}" if pair.code else ""
        verdict = style.paint(words(f"verdict.{pair.verdict}"), "strong")
        yield f"{verdict}{code} · {words('label.confidence')} {pair.confidence}\n"
        for mark, claim in (("A", pair.a), ("B", pair.b)):
            value = dates_apart(claim_value(claim, words), style.isolates)
            yield f'  {mark}  {value}  "{isolated(claim.text, style.isolates)}"\n'
            yield f"     {isolated(_sentence(claim), style.isolates)}\n"
        for name, a, b in _rows(pair, words):
            sides = f"{isolated(a or '–', style.isolates)} | {isolated(b or '–', style.isolates)}"
            yield f"     {words.known(f'facet.{name}', name)}: {sides}\n"
        if pair.why:
            most = None if style.detail == FULL else MOST_FACETS
            yield f"     {words('label.why')}: {told_why(pair.why, words, most)}\n"
        for reason in pair.reasons:
            yield f"     {words('label.reason')}: {isolated(reason, style.isolates)}\n"
        yield "\n"
    yield f"{words.count('pairs', len(comparison.pairs))}: {words(f'verdict.{comparison.verdict}')}\n"


def _markdown(comparison: Comparison, style: Style) -> Iterator[str]:
    words = style.words
    yield f"# {words('heading.comparison')}\n\n"
    if not comparison.pairs:
        yield f"{markdown(words('none.pairs'))}\n"
    for pair in comparison.pairs:
        code = f" {pair.code}" if pair.code else ""
        yield f"## {words(f'verdict.{pair.verdict}')}{code}\n\n"
        yield f"| {words('label.facet')} | A | B |\n|---|---|---|\n"
        values = (words("label.value"), claim_value(pair.a, words), claim_value(pair.b, words))
        texts = (words("label.sentence"), _sentence(pair.a), _sentence(pair.b))
        for name, a, b in (values, texts, *_rows(pair, words)):
            yield f"| {markdown(words.known(f'facet.{name}', name))} | {_cell(a)} | {_cell(b)} |\n"
        yield "\n"


def _rows(pair: Pair, words: Words) -> list[tuple[str, str, str]]:
    """Facets that at least one side has."""
    sides = zip(facets(pair.a, words), facets(pair.b, words), strict=True)
    return [(name, a, b) for (name, a), (_, b) in sides if a or b]


def _sentence(claim: Claim) -> str:
    start = claim.span.start - claim.quote_start
    return "".join(snippet(claim.quote, start, start + len(claim.text)))


def _cell(text: str) -> str:
    shown = markdown(text)
    return f"{ISOLATE}{shown}{POP}" if is_rtl(shown) else shown
