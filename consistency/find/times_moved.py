"""Days from which and to which something is put off, and "last" where it is a verb."""

from __future__ import annotations

from consistency.find.times_reader import Reader


def lasts(r: Reader, i: int) -> bool:
    """Whether "last" is a verb here: "expected to last six months"."""
    if "final" not in r.roles(i) or not i or not r.near(i):
        return False
    following = r.single(i + 1)
    numbered = following.number is not None or following.digits
    return bool(numbered and (r.roles(i - 1) & {"to", "future"}))


def moved(r: Reader, first: int) -> bool:
    """Whether a word before says that something was put off: what follows is from which day to which."""
    return any("moved" in word.roles for word in r.of_clause(first, first))


def moved_to(r: Reader, first: int) -> bool:
    """Whether a date is one to which something was put off."""
    return first > 0 and r.near(first) and "to" in r.roles(first - 1) and moved(r, first)
