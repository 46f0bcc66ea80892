"""The rules applied: a verdict for every pair of a group, one finding for every rule and pair of differing values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from consistency.judge import times
from consistency.judge.conditions import CONDITIONS, Facts
from consistency.judge.confidence import confidence
from consistency.judge.explain import finding, fingerprint, value_key
from consistency.judge.pair import Pair
from consistency.model import ranges
from consistency.model.claim import PUT_OFF, Claim
from consistency.model.finding import Finding, Judgement
from consistency.model.group import ClaimGroup, Link
from consistency.model.rule import Rule
from consistency.model.timex import Interval
from consistency.model.turn import in_turn, put_off
from consistency.model.verdicts import SEVERITIES
from consistency.packs.ruleset import Packs

# A group's verdict is the gravest of its pairs'.
GRAVITY = ("conflict", "update", "undecided", "incomparable", "compatible", "agree")
# Zones that say in short what the text says.
_ABOVE = ("headline", "caption")
# Pairs compared in one group; a larger group is judged on its links alone.
_ALL_PAIRS = 2000


class Decision(Struct, frozen=True):
    """What the rules say of one pair. rule: None when only the verdict follows."""

    pair: Pair
    verdict: str
    rule: Rule | None
    link: Link | None


def decide(
    a: Claim,
    b: Claim,
    link: Link | None,
    check: str,
    origins: Mapping[str, str],
    packs: Packs,
    answered: bool = False,
) -> Decision:
    """The verdict on two claims: the gravest rule of this check that fires, else what the values say."""
    pair = Pair(a, b, origins, packs, answered, link.score if link else 0)
    known = Facts(pair)
    for rule in _gravest_first(check, packs):
        if _fires(rule, known):
            return Decision(pair, rule.verdict, rule, link)
    return Decision(pair, _plain_verdict(pair), None, link)


def _fires(rule: Rule, known: Facts) -> bool:
    """Whether all conditions under `when` hold and none under `unless`. Plain loops: most rules end at the first."""
    for name in rule.when:
        if not known[name]:
            return False
    for name in rule.unless:  # noqa: SIM110
        if known[name]:
            return False
    return True


def _gravest_first(check: str, packs: Packs) -> Sequence[Rule]:
    """The rules of a check, in the order in which they outweigh one another."""
    known: dict[str, list[Rule]] = packs.memo("rules by gravity")
    if check not in known:
        known[check] = sorted(
            (rule for rule in packs.rules if rule.check == check),
            key=lambda rule: (SEVERITIES.index(rule.severity), rule.code),
        )
    return known[check]


def _plain_verdict(pair: Pair) -> str:
    if pair.a.quantity is None or pair.b.quantity is None:
        x, y = pair.a.timex, pair.b.timex
        same = x is not None and y is not None and x.interval.known and x.interval == y.interval
        return "agree" if same else "compatible"
    relation = pair.relation
    if relation == "equal":
        return "agree"
    if relation == "compatible":
        return "compatible"
    if CONDITIONS["modality-differs"](pair):
        return "incomparable"
    return "compatible" if CONDITIONS["narrower"](pair) else "undecided"


def judge(
    group: ClaimGroup, origins: Mapping[str, str], packs: Packs, focus: Set[str] | None = None
) -> Judgement:
    """Verdict and findings of one group. focus: findings on claims of these articles only."""
    group = _moved_together(group, packs)
    check = "dates" if group.claims[0].timex is not None else "pair"
    by_id = {claim.id: claim for claim in group.claims}
    given = answers(((by_id[x.a], by_id[x.b], x.score) for x in group.links), packs) | in_parts(group.claims)
    moves = moves_told(group.claims, packs)
    decisions = []
    verdict = GRAVITY[-1]
    for link in group.links:
        x, y = by_id[link.a], by_id[link.b]
        decision = decide(
            x, y, link, check, origins, packs, answered(x, y, given) or moved_on(x, y, moves, packs)
        )
        verdict = min(verdict, decision.verdict, key=GRAVITY.index)
        if decision.rule is not None:  # the others show nothing, and of a large group they are most
            decisions.append(decision)
    if GRAVITY.index(verdict) > GRAVITY.index("undecided") and len(by_id) ** 2 <= _ALL_PAIRS:
        verdict = min(verdict, _unlinked(group, origins, packs), key=GRAVITY.index)
    return Judgement(group.id, verdict, tuple(findings(decisions, group, packs, focus=focus)))


def _unlinked(group: ClaimGroup, origins: Mapping[str, str], packs: Packs) -> str:
    """The gravest verdict on two claims of other values that no link joins: undecided at most."""
    by_id = {claim.id: (claim, value_key(claim, packs)) for claim in group.claims}
    linked = {(x.a, x.b) for x in group.links}
    gravest = GRAVITY[-1]
    for x, y in combinations(sorted(by_id), 2):
        (a, one), (b, two) = by_id[x], by_id[y]
        if (x, y) not in linked and one != two:
            verdict = _plain_verdict(Pair(a, b, origins, packs))
            if verdict in ("agree", "undecided"):
                return "undecided"
            gravest = min(gravest, verdict, key=GRAVITY.index)
    return gravest


def _moved_together(group: ClaimGroup, packs: Packs) -> ClaimGroup:
    """What an article says once ("has risen to 1,020") holds of the same figure elsewhere in it; where it says from
    what, in articles that come after it too."""
    told = [(c, value_key(c, packs)) for c in group.claims if c.quantity is not None and c.moved]
    if not told:
        return group
    here = {(c.document, value): c.moved for c, value in told}
    since: dict[str, tuple[date, str]] = {}
    for c, value in told:
        if c.was is not None and c.moved is not None and c.provenance.published is not None:
            first = c.provenance.published.day, c.moved
            since[value] = min(since.get(value, first), first)

    def with_move(c: Claim) -> Claim:
        if c.quantity is None or c.moved:
            return c
        value, published = value_key(c, packs), c.provenance.published
        moved = here.get((c.document, value))
        if moved is None and value in since and published is not None:
            day, told_then = since[value]
            moved = told_then if published.day >= day else None
        return replace(c, moved=moved) if moved else c

    return replace(group, claims=tuple(map(with_move, group.claims)))


def answers(links: Iterable[tuple[Claim, Claim, int]], packs: Packs) -> frozenset[tuple[str, str]]:
    """(claim id, document) for every claim whose figure, or whose day, a linked claim of that document gives too.

    links: each with its points; those with few say too little for that.
    """
    given = set()
    least = int(packs.table("alignment")["levels"]["figures"]["answers"])
    for a, b, score in links:
        if score < least or (a.part_of == "whole") != (b.part_of == "whole"):
            continue  # "among the seven injured" is said in passing
        if a.timex is not None and b.timex is not None and a.timex.interval == b.timex.interval:
            given |= {(a.id, b.document), (b.id, a.document)}
        if a.quantity is None or b.quantity is None:
            continue
        x, y = ranges.point(a.quantity), packs.units.quantity(b.quantity, a.quantity.unit)
        same = x is not None and y is not None and x == ranges.point(y)
        # A headline says in short what its text says: "dozens" is told by "more than 30".
        if same or (y is not None and _in_short(a, b) and ranges.relation(a.quantity, y) == "compatible"):
            given |= {(a.id, b.document), (b.id, a.document)}
    return frozenset(given)


def in_parts(claims: Iterable[Claim]) -> frozenset[tuple[str, str]]:
    """(claim id, document) for every headline or caption whose figure two or more figures of one sentence of its text
    add up to: "six hurt" above "two children and four others"."""
    claims = tuple(claims)
    if not any(c.zone in _ABOVE for c in claims):
        return frozenset()
    told: dict[tuple[str, int], Decimal] = {}
    sums = set()
    above = []
    for c in sorted(claims, key=lambda c: (c.document, c.span)):
        number = ranges.point(c.quantity) if c.quantity is not None and c.quantity.kind == "count" else None
        if number is None:
            continue
        if c.zone in _ABOVE:
            above.append((c, number))
            continue
        place = c.document, c.sentence.start
        if place in told:
            sums.add((c.document, told[place] + number))
        told[place] = told.get(place, Decimal(0)) + number
    return frozenset((c.id, c.document) for c, number in above if (c.document, number) in sums)


def _in_short(a: Claim, b: Claim) -> bool:
    return a.document == b.document and (a.zone in _ABOVE) != (b.zone in _ABOVE)


def answered(a: Claim, b: Claim, given: frozenset[tuple[str, str]]) -> bool:
    """Whether the article of one of the two gives the other's figure as well; of a headline, its own article."""
    if a.document == b.document:
        return any((c.id, c.document) in given for c in (a, b) if c.zone in _ABOVE and a.zone != b.zone)
    return (a.id, b.document) in given or (b.id, a.document) in given


def moves_told(claims: Iterable[Claim], packs: Packs) -> Mapping[str, Sequence[Claim]]:
    """By the day to which something was put off, who tells so: for each day from which it was, the latest article."""
    last: dict[tuple[str, Interval | None], Claim] = {}
    for claim in claims:
        if claim.timex is not None and claim.moved == PUT_OFF:
            key = value_key(claim, packs), claim.was_on
            if key not in last or in_turn(last[key], claim) == (last[key], claim):
                last[key] = claim
    told: dict[str, list[Claim]] = {}
    for (value, _), claim in last.items():
        told.setdefault(value, []).append(claim)
    return told


def moved_on(a: Claim, b: Claim, moves: Mapping[str, Sequence[Claim]], packs: Packs) -> bool:
    """Whether a third article tells that something was put off from the day of one of the two, told before, to that
    of the other. moves: see `moves_told`."""
    return bool(moves) and any(
        put_off(former, told)
        for former, latter in ((a, b), (b, a))
        for told in moves.get(value_key(latter, packs), ())
    )


def findings(
    decisions: Iterable[Decision],
    group: ClaimGroup | None,
    packs: Packs,
    beside: Callable[[Claim, Claim], Sequence[Claim]] = lambda a, b: (),
    focus: Set[str] | None = None,
) -> list[Finding]:
    """One finding for every rule and pair of values, on the two claims that show it best.

    group: None for pairs across groups, of which figures show themselves alone. beside: further claims to show.
    focus: only findings that a claim of these articles shows, and then it is shown.
    """
    by_values: dict[tuple[str, ...], list[Decision]] = {}
    for decision in decisions:
        if decision.rule is not None:
            by_values.setdefault(_values(decision, packs), []).append(decision)
    made = []
    for _, same in sorted(by_values.items()):
        new = [d for d in same if focus is None or not focus.isdisjoint(_documents(d))]
        if not new:
            continue
        best = min(new, key=_showing)
        assert best.rule is not None and best.link is not None
        a, b = oriented(best.pair)
        also = list(beside(a, b))
        if group is not None or a.timex is not None:
            also += _also(best, same, group.claims if group is not None else (), packs)
        at_time = "windows-differ" in best.rule.when
        shown = finding(
            best.rule,
            a,
            b,
            also,
            group=group.id if group else None,
            confidence=confidence(best.verdict, best.link, a.quantity is not None, packs),
            why=best.link.levels,
            packs=packs,
            at_time=at_time,
        )
        pairs = _pairs(best.rule.code, same, packs, at_time)
        # The first by name, not the one shown: which shows it best may change with words elsewhere.
        made.append(replace(shown, fingerprint=pairs[0][0], pairs=pairs))
    return made


def _documents(decision: Decision) -> Set[str]:
    return {decision.pair.a.document, decision.pair.b.document}


def _pairs(
    code: str, same: Sequence[Decision], packs: Packs, at_time: bool
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fingerprint and the articles of every pair, by the names of the articles."""
    told = {
        (tuple(sorted(_documents(d))), fingerprint(code, d.pair.a, d.pair.b, packs, at_time)) for d in same
    }
    return tuple((mark, documents) for documents, mark in sorted(told))


def _values(decision: Decision, packs: Packs) -> tuple[str, ...]:
    rule, pair = decision.rule, decision.pair
    assert rule is not None
    if "windows-differ" in rule.when:
        keys = [str(c.time.fuzzy.start) if c.time else "" for c in (pair.a, pair.b)]
    elif "place-wider" in rule.when:
        keys = [",".join(c.places) + "|" + value_key(c, packs) for c in (pair.a, pair.b)]
    else:
        keys = [value_key(c, packs) for c in (pair.a, pair.b)]
    return (rule.code, *sorted(keys))


def _showing(decision: Decision) -> tuple[int, int, int, str, str]:
    """How well a pair shows its finding: one article first, exact times, many points."""
    pair, link = decision.pair, decision.link
    assert link is not None
    apart = 0 if pair.a.document == pair.b.document else 1
    return apart, times.width(pair.a) + times.width(pair.b), -link.score, link.a, link.b


def oriented(pair: Pair) -> tuple[Claim, Claim]:
    """The earlier claim first, and the day to which something was put off last; else in the order of documents."""
    if (pair.a.moved == PUT_OFF) != (pair.b.moved == PUT_OFF):
        return (pair.b, pair.a) if pair.a.moved == PUT_OFF else (pair.a, pair.b)
    order = times.order(pair.a, pair.b)
    first, second = sorted((pair.a, pair.b), key=lambda c: (c.document, c.span))
    if order in (None, 0):
        return first, second
    return (pair.a, pair.b) if order == -1 else (pair.b, pair.a)


def _also(best: Decision, same: Sequence[Decision], group: Sequence[Claim], packs: Packs) -> list[Claim]:
    """The other claims of the pairs that show the same, and behind them, where nothing loud follows, who else in the
    group gives one of the two values; each once."""
    a, b, rule = best.pair.a, best.pair.b, best.rule
    shown = {c.id: c for d in same for c in (d.pair.a, d.pair.b)}
    claims = dict(sorted(shown.items()))
    if rule is not None and rule.severity == SEVERITIES[-1]:
        values = {value_key(a, packs), value_key(b, packs)}
        claims |= {c.id: c for c in sorted(group, key=lambda c: c.id) if value_key(c, packs) in values}
    return [claim for ident, claim in claims.items() if ident not in (a.id, b.id)]
