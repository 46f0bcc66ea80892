"""Two articles side by side, claim by claim and facet by facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consistency.model.claim import Claim
from consistency.model.comparison import Comparison, Pair
from consistency.model.rows import comparison_row
from consistency.report.json_text import write_lines, write_tables
from consistency.report.lines import snippet
from consistency.report.plain import ISOLATE, POP, dates_apart, is_rtl, isolated, markdown
from consistency.report.style import FULL, Style
from consistency.report.values import MOST_FACETS, claim_value, told_why


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


def facets(claim: Claim) -> list[tuple[str, str]]:
    """What a claim says of itself, facet by facet."""
    time = claim.time
    held = f"{time.relation} {time.interval.named}" if time else ""
    return [
        ("counted", " ".join(filter(None, (claim.counted.concept, claim.counted.role)))),
        ("event", claim.event or ""),
        ("subjects", ", ".join(claim.subjects)),
        ("places", ", ".join(claim.places)),
        ("time", held),
        ("holder", (claim.attribution.holder or claim.attribution.text) if claim.attribution else ""),
        ("modality", "" if claim.modality == "asserted" else claim.modality),
        ("change", "" if claim.change == "level" else claim.change),
        ("part", claim.part_of or ""),
        ("scope", claim.scope or ""),
        ("zone", "" if claim.zone == "body" else claim.zone),
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
        for name, a, b in _rows(pair):
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
        for name, a, b in (values, texts, *_rows(pair)):
            yield f"| {markdown(words.known(f'facet.{name}', name))} | {_cell(a)} | {_cell(b)} |\n"
        yield "\n"


def _rows(pair: Pair) -> list[tuple[str, str, str]]:
    """Facets that at least one side has."""
    sides = zip(facets(pair.a), facets(pair.b), strict=True)
    return [(name, a, b) for (name, a), (_, b) in sides if a or b]


def _sentence(claim: Claim) -> str:
    start = claim.span.start - claim.quote_start
    return "".join(snippet(claim.quote, start, start + len(claim.text)))


def _cell(text: str) -> str:
    shown = markdown(text)
    return f"{ISOLATE}{shown}{POP}" if is_rtl(shown) else shown
