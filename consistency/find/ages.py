"""Which figures are somebody's years of age."""

from __future__ import annotations

from consistency.find.figures import Figure, Neighbours
from consistency.find.numbers import gap_kind
from consistency.model.words import Hit


def attach_age(figure: Figure, around: Neighbours) -> None:
    """ "aged 34", "in his fifties year of life", ", 34,": years of age."""
    if figure.kind != "count" or figure.low is None or not 0 < figure.low < 130:
        return
    before, after = around.before(figure), around.after(figure)
    if before and before.sense("hedge"):
        if figure.number.definite and _is_age(figure, before, after):
            figure.unit, figure.kind = "a", "measure"
            return
        before = around.hit_before(around.index_before(before.start, figure.left) + 1, before.first)
    if (before and _tells_age(figure, before, around)) or (
        after and (s := after.sense("age")) and s.id == "of-age"
    ):
        figure.unit, figure.kind = "a", "measure"
        return
    tokens, first, last = around.tokens, figure.first, figure.last
    if (
        figure.number.plain
        and first > 0
        and tokens.gaps[first] == ", "
        and tokens.gaps[last + 1]
        and (tokens.gaps[last + 1][:1] in (",", ";") or _ends_name(figure, around))
        and (tokens.words[first - 1][0].isupper() or _is_somebody(figure, around))
    ):
        figure.unit, figure.kind = "a", "measure"


def _tells_age(figure: Figure, before: Hit, around: Neighbours) -> bool:
    """Whether a word before a number says that it is an age; "was" does so behind somebody, at the end of a clause."""
    if before.sense("age"):
        return True
    sense = before.sense("attained")
    if sense is None or sense.id != "is" or not _ends_clause(figure, around):
        return False
    who = around.hit_before(around.index_before(before.start, figure.left) + 1, before.first)
    told = who.sense("attained") if who is not None else None
    if told is not None and told.id == "somebody":
        return True
    form, noun = (who.form("concept"), who.sense("concept")) if who is not None else (None, None)
    if form is None or noun is None or form.ending:
        return False
    return bool(around.counted.get(noun.id, {}).get("class") == "person")


def _ends_clause(figure: Figure, around: Neighbours) -> bool:
    """Whether a mark ends what is told right behind a figure: "another victim was 16."."""
    return around.tokens.gaps[figure.last + 1][:1] in (".", ",", ";", "")


def share_name(former: Figure, figure: Figure, around: Neighbours) -> None:
    """ "Ann, 10; and Jonah, 6.": behind an age, a number behind a name and a comma is another."""
    tokens, first = around.tokens, figure.first
    named = first > 0 and tokens.gaps[first] == ", " and tokens.words[first - 1][0].isupper()
    if former.unit != "a" or figure.kind != "count" or not figure.number.plain or not named:
        return
    if _ends_clause(figure, around) and figure.low is not None and 0 < figure.low < 130:
        figure.unit, figure.kind = "a", "measure"


def _ends_name(figure: Figure, around: Neighbours) -> bool:
    """ "The mayor, Duarte Penedo, 58.": a name of two words before the comma, and the sentence ends."""
    tokens, first = around.tokens, figure.first
    ends = tokens.gaps[figure.last + 1][:1] == "." and first > 1 and tokens.gaps[first - 1] == " "
    return ends and all(tokens.words[i][0].isupper() for i in (first - 1, first - 2))


def _is_somebody(figure: Figure, around: Neighbours) -> bool:
    """Whether a noun before the comma names one person: "a lorry driver, 44,"."""
    hit = around.hits[figure.left - 1] if figure.left else None
    if hit is None or hit.last != figure.first - 1:
        return False
    form, sense = hit.form("concept"), hit.sense("concept")
    if form is None or sense is None or form.ending or sense.get("generic"):
        return False
    return bool(around.counted.get(sense.id, {}).get("class") == "person")


def _is_age(figure: Figure, hedge: Hit, after: Hit | None) -> bool:
    """ "الشباب دون الثلاثين": tens with the article behind "under" or "over", and nothing that they count."""
    sense = hedge.sense("hedge")
    bound = sense is not None and sense.id in ("less-than", "more-than") and hedge.first == hedge.last
    low = figure.low
    tens = low is not None and low >= 20 and low % 10 == 0 and not figure.number.plain
    return bound and tens and (after is None or after.sense("concept") is None)


def share_age(former: Figure, figure: Figure, around: Neighbours) -> None:
    """ "25 و48 من العمر": two ages, told once."""
    link = around.before(figure)
    tokens = figure.lead - former.last - 1
    joined = tokens == 0 or (tokens == 1 and link is not None and link.sense("join") is not None)
    bare = former.kind == "count" and former.unit == "1" and not former.vague and not former.noun
    gap = gap_kind(around.tokens.gaps[former.last + 1])
    if joined and gap == "space" and bare and former.low is not None and 0 < former.low < 130:
        former.unit, former.kind = figure.unit, figure.kind
