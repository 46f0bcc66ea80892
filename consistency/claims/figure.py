"""A figure with what stands round it, as the rules of binding ask about it."""

from __future__ import annotations

from msgspec import Struct

from consistency.claims.noun import NounPhrase
from consistency.claims.passage import Passage
from consistency.claims.scene import Clause
from consistency.model.quantity import QuantityMention
from consistency.model.timex import TimexMention


class Figure(Struct, frozen=True):
    """Tokens `first` to `last` (inclusive) of a mention, the noun phrase it opens, its clause and its passage.

    former, following: the first tokens of the figures before and after it; -1 and a token beyond all where there are
        none. behind: the first token after the figure before and its noun. elliptic: its unit is that of the
        figure before it. earlier, later: the dates before and after it. aside: the tokens of its clause that stand
        between commas before it and are told beside ("أصيب في الحريق، الذي اندلع فجرا، 11 عاملا").
    rest: the clause that goes on with the verb of its noun behind an aside ("Five people, two of them children, were
    hurt"), where verbs do not come first.
    """

    mention: QuantityMention
    first: int
    last: int
    passage: Passage
    phrase: NounPhrase
    clause: Clause
    former: int
    following: int
    behind: int
    elliptic: bool
    earlier: TimexMention | None
    later: TimexMention | None
    aside: range = range(0)
    rest: Clause | None = None

    @property
    def kind(self) -> str:
        return self.mention.quantity.kind
