"""Changes to a page's tree without which words of the article are lost or run together.

trafilatura reads paragraphs best where they are `<p>`. What it does with other markup was found by trying each
element of HTML inside a sentence (version 2.3).
"""

from __future__ import annotations

from typing import Any

# Struck out: what the page itself takes back is no claim of it.
_STRUCK = ("del", "s", "strike")
# A block that holds one of these is no paragraph.
_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
# Code points of its own from which a block without `<p>` reads as a paragraph, and not as a label or byline; fewer
# where it ends like a sentence.
SHORTEST_PARAGRAPH = 60
SHORTEST_SENTENCE = 25
_STOPS = (".", "!", "?", "؟", "…", "»", "”", '"')


def mend(tree: Any) -> None:
    """Take out what is struck, give `<q>` its marks, make blocks of bare text paragraphs. Time: linear."""
    for element in list(tree.iter(*_STRUCK)):
        if element.getparent() is not None:
            tail = element.tail
            element.clear()
            element.tag, element.tail = "span", tail
    for element in tree.iter("q"):
        element.tag = "span"
        element.text = f"“{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}”"
        else:
            element.text += "”"
    for element in tree.iter("div"):
        pieces = [piece.strip() for piece in (element.text, *(child.tail for child in element)) if piece]
        own = sum(map(len, pieces))
        least = SHORTEST_SENTENCE if pieces and pieces[-1].endswith(_STOPS) else SHORTEST_PARAGRAPH
        if own >= least and not any(child.tag in _BLOCKS for child in element.iterdescendants()):
            element.tag = "p"


def mend_for_reading(tree: Any, times: tuple[Any, ...]) -> None:
    """Drop comments, behind which a paragraph would end, and keep `<time>` within sentences: "on Thursday"."""
    from lxml import etree

    etree.strip_tags(tree, etree.Comment)
    for element in times:
        element.tag = "span"
