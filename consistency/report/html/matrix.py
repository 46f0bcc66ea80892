"""The source agreement matrix: for every two articles, how often they agree, fit, follow or contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup
from consistency.model.ranges import relation
from consistency.model.timepair import compare
from consistency.report.html.key import Key, Source

# Rows and columns of a picture; of more articles, those with the most conflicts are shown.
MOST_SOURCES = 24
# Claims of one group that are set side by side: a group of hundreds says nothing more to a picture.
_MOST_CLAIMS = 120

SHOWN = ("agree", "compatible", "update", "conflict")
_FIGURES = {"equal": "agree", "compatible": "compatible"}
_DATES = {"equal": "agree", "contained": "compatible", "vague": "compatible"}

_Pair = tuple[str, str]


class Cell(Struct, frozen=True):
    """Two articles that speak of one thing, below the diagonal. counts: things, in the order of SHOWN."""

    row: int
    column: int
    a: Source
    b: Source
    counts: tuple[tuple[str, int], ...]

    @property
    def gravest(self) -> str:
        return next((name for name, count in reversed(self.counts) if count), "")

    @property
    def told(self) -> tuple[tuple[str, int], ...]:
        return tuple((name, count) for name, count in self.counts if count)

    def places(self, cell: int) -> tuple[tuple[float, float], ...]:
        """Where the counts stand in a cell of that many pixels: in the middle, side by side, or two by two."""
        middle, near, far = cell / 2, cell * 0.27, cell * 0.7
        if len(self.told) < 3:
            return ((middle, middle),) if len(self.told) == 1 else ((middle, near), (middle, far))
        return ((near, near), (far, near), (near, far), (far, far))


class Matrix(Struct, frozen=True):
    """sources: rows and columns, grouped by origin. more: articles left out."""

    sources: tuple[Source, ...]
    cells: tuple[Cell, ...]
    more: int

    @property
    def size(self) -> int:
        return len(self.sources)

    @property
    def verdicts(self) -> tuple[str, ...]:
        return SHOWN

    def x(self, column: int, cell: int, width: int, rtl: bool) -> int:
        """The left edge of a column; columns run the way the interface is read."""
        return width - (column + 1) * cell if rtl else column * cell


def matrix(
    groups: Iterable[ClaimGroup], findings: Sequence[Finding], verdicts: Mapping[str, str], key: Key
) -> Matrix | None:
    """None where no two articles speak of one thing."""
    told = _told(findings)
    pairs: dict[_Pair, Counter[str]] = {}
    for group in groups:
        for pair, verdict in sorted(set(_within(group, told, verdicts))):
            pairs.setdefault(pair, Counter())[verdict] += 1
    for pair, verdict in _beyond(findings):
        pairs.setdefault(pair, Counter())[verdict] += 1
    if not pairs:
        return None
    kept, more = _kept(pairs, key)
    place = {source.index: number for number, source in enumerate(kept)}
    cells = []
    for (one, other), counts in pairs.items():
        ends = sorted((place.get(key[ident].index, -1) for ident in (one, other)), reverse=True)
        if ends[1] >= 0:
            row, column = ends
            shown = tuple((name, counts[name]) for name in SHOWN)
            cells.append(Cell(row, column, kept[row], kept[column], shown))
    return Matrix(kept, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), more)


def _told(findings: Iterable[Finding]) -> dict[frozenset[tuple[str, int]], str]:
    """The verdict on two places that a finding has set side by side."""
    found: dict[frozenset[tuple[str, int]], str] = {}
    for finding in findings:
        sides = [item for item in finding.evidence if item.role in ("a", "b")]
        if len(sides) == 2:
            places = frozenset((item.document, item.span.start) for item in sides)
            found.setdefault(places, finding.verdict)
    return found


def _within(
    group: ClaimGroup, told: Mapping[frozenset[tuple[str, int]], str], verdicts: Mapping[str, str]
) -> Iterator[tuple[_Pair, str]]:
    for a, b in combinations(group.claims[:_MOST_CLAIMS], 2):
        if a.document != b.document:
            places = frozenset(((a.document, a.span.start), (b.document, b.span.start)))
            verdict = told.get(places) or _verdict(a, b, verdicts.get(group.id, ""))
            if verdict in SHOWN:
                yield _pair(a.document, b.document), verdict


def _verdict(a: Claim, b: Claim, of_group: str) -> str:
    """Two values that fit say so themselves; of two that differ, the rules have judged the group."""
    fit = ""
    if a.quantity and b.quantity:
        fit = _FIGURES.get(relation(a.quantity, b.quantity), "")
    elif a.timex and b.timex:
        fit = _DATES.get(compare(a.timex, b.timex), "")
    return fit or (of_group if of_group in ("update", "conflict") else "")


def _beyond(findings: Iterable[Finding]) -> Iterator[tuple[_Pair, str]]:
    """Findings between articles that belong to no group, such as one figure of two scopes."""
    for finding in findings:
        sides = [item.document for item in finding.evidence if item.role in ("a", "b")]
        if finding.group is None and len(set(sides)) == 2 and finding.verdict in SHOWN:
            yield _pair(*sides), finding.verdict


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _kept(pairs: Mapping[_Pair, Counter[str]], key: Key) -> tuple[tuple[Source, ...], int]:
    """The articles to show, grouped by origin, and how many are left out."""
    weight: Counter[str] = Counter()
    for pair, counts in pairs.items():
        for ident in pair:
            weight[ident] += 10_000 * counts["conflict"] + 100 * counts["update"] + counts.total()
    ranked = sorted(weight, key=lambda ident: (-weight[ident], ident))[:MOST_SOURCES]
    kept = sorted((key[ident] for ident in ranked), key=lambda source: (source.origin, source.index))
    return tuple(kept), len(weight) - len(kept)
