"""What stands between two tokens."""

from __future__ import annotations

from consistency.packs.folding import DROPPED

SPACES = " \u00a0\u2009\u202f\t\r\n" + "".join(DROPPED)
HYPHENS = "-‐‑–"
# A longer gap joins nothing.
LONGEST = 8


def gap_kind(gap: str) -> str:
    """`tight` for nothing, `space` (one line break at most), `hyphen`, else ""."""
    if gap == " ":
        return "space"
    if gap == "":
        return "tight"
    if len(gap) > LONGEST:
        return ""
    bare = gap.strip(SPACES)
    if bare == "":
        visible = gap.strip("".join(DROPPED))
        if visible == "":
            return "tight"
        return "space" if gap.count("\n") < 2 else ""
    if bare in HYPHENS and "\n" not in gap:
        return "hyphen"
    return ""
