"""Where the page of a rule is found."""

from __future__ import annotations

# The address under which the pages of `rules/conflicts/pages/` are published, ending in a slash. Empty while there
# is none: then reports name the command that explains a rule, and link to nothing.
PUBLISHED_AT: str = ""


def page_address(code: str) -> str | None:
    """The address of a rule's page; None where the pages are not published."""
    return f"{PUBLISHED_AT}{code}.md" if PUBLISHED_AT else None
