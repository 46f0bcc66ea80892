"""Of conflicts told with more confidence, more are right; the numbers are what was measured."""

from __future__ import annotations

import pytest

from consistency.engines.corridor import packs_of
from tests.calibration.confidence import conflict_rows
from tests.quality.measured import SHARED

SHARES = packs_of(()).table("alignment")["confidence"]
# So far a confidence may lie from the share that was right before the steps are to be made anew.
NEAR = 0.15


@pytest.mark.parametrize("sort", ["figures", "dates"])
@pytest.mark.parametrize("kind", ["conflict", "one-thing"])
def test_confidence_rises_with_points(sort: str, kind: str) -> None:
    steps = sorted((int(points), float(share)) for points, share in SHARES[sort][kind].items())
    assert steps[0][0] == 0
    assert [share for _, share in steps] == sorted({share for _, share in steps})


@pytest.mark.skipif(not SHARED, reason="CONSISTENCY_SHARED names no folder of labelled data")
def test_precision_rises_with_confidence() -> None:
    told = []
    for name, counted in conflict_rows(SHARES["figures"]["conflict"]):
        right, number = (sum(part) for part in zip(*counted, strict=True))
        if number:
            told.append((float(name.split(",")[0]), right / number))
    assert [precision for _, precision in told] == sorted(precision for _, precision in told)
    far = [(share, precision) for share, precision in told if abs(share - precision) > NEAR]
    assert not far, "make the steps anew: python -m tests.calibration.confidence"
