"""Which figures are multiples: "five-fold", "three times as many"."""

from __future__ import annotations

from consistency.find.figures import REACH, Figure, Neighbours
from consistency.model.words import Hit


def multiple(figure: Figure, hit: Hit, around: Neighbours) -> bool:
    """ "ثلاثة أضعاف", "five-fold", "three times"."""
    sense = hit.sense("multiple")
    if sense is None or figure.kind != "count":
        return False
    if sense.get("before") == "comparison":
        reader, after = around.reader, figure.right + 1
        if not (reader.kind(after, "comparison") and reader.link(after)):
            return False
    elif sense.get("after") == "change" and not _compares(figure, around):
        return False
    figure.kind = "multiple"
    figure.last, figure.end = hit.last, hit.end
    figure.right += 1
    return True


def _compares(figure: Figure, around: Neighbours) -> bool:
    """Whether a verb of change or a comparison stands shortly before: "تضاعف ثلاث مرات"."""
    nearby = around.hits[max(0, figure.left - REACH) : figure.left]
    return any(hit.sense("change", "elative") and hit.first >= figure.first - 2 * REACH for hit in nearby)
