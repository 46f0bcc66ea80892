"""Figures that are parts of one told before them, or that another holds of the same thing."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from msgspec.structs import replace

from consistency.claims.figure import Figure
from consistency.claims.noun import is_of
from consistency.claims.scene import Scene
from consistency.model.claim import Claim

# Figures that stand for one another differ by less than this factor.
_SIZE = 10


def of_rival(scene: Scene, former: Claim, latter: Claim, item: Figure) -> bool:
    """Whether a bare figure is what somebody else won in the same sentence, or another share of what is told in them.

    "With 192,640 ballots she beat Muriithi, who got 178,905", "turnout was 61 percent, far from the 68% of 2022".
    """
    one, two, table = former.quantity, latter.quantity, scene.packs.table("counted")
    row = table.get(former.counted.concept)
    if one is None or two is None or row is None or latter.counted.concept or latter.counted.role:
        return False
    if two.kind == "share":
        if scene.plain(item.first - 1) not in scene.language.get("articles", ()):
            return False  # "the 68% of 2022" points back
        return bool(row["class"] == "share") and one.unit == two.unit and latter.change == "level"
    return bool(row["won"]) and is_count(former) and is_count(latter) and bare(scene, item)


def listed(scene: Scene, whole: Claim, part: Claim, item: Figure) -> bool:
    """Whether a figure without a noun, or one of a nation, stands where the parts of a named one are listed.

    "5,081 ballots were spoilt: 3,240 were blank ...", "a crew of 24, made up of 15 Filipinos ...".
    """
    if not (is_count(whole) and is_count(part)) or not whole.counted.text:
        return False
    if not (bare(scene, item) or (_of_a_nation(item) and not whole.subjects)):
        return False
    one, two = whole.quantity, part.quantity
    if one is None or two is None or one.low is None or two.low is None or two.low > one.low:
        return False
    if ":" in scene.tokens.text[whole.span.end : part.span.start]:
        return True
    behind = bisect_left(scene.tokens.starts, whole.span.end)
    return bool(_of_a_nation(item) and item.passage.of("comprise", behind, item.first - 1))


def out_of(scene: Scene, whole: Claim, part: Claim, a: Figure, b: Figure) -> bool:
    """Whether a bare figure is of the one that "of" opened before it, or of one in the clause before a semicolon.

    "Of the 60 generators promised, 41 have turned up", "promised 60 generators; 29 had been delivered".
    """
    one, two, table = whole.quantity, part.quantity, scene.packs.table("counted")
    row = table.get(whole.counted.concept)
    if not (is_count(whole) and is_count(part)) or not bare(scene, b) or part.counted.text:
        return False
    if one is None or two is None or one.low is None or two.low is None or two.low > one.low:
        return False
    opening = scene.hit(a.first - 1)
    if opening is not None and scene.plain(opening.first) in scene.language.get("articles", ()):
        opening = scene.hit(opening.first - 1)
    if opening is not None and is_of(scene, opening) and opening.first == a.passage.first:
        return True
    role = scene.packs.table("roles").get(part.counted.role or "")
    fits = role is not None and row is not None and row["class"] in role["classes"]
    return fits and row is not None and row["class"] != "person" and ";" in scene.tokens.gaps[b.first]


def _of_a_nation(item: Figure) -> bool:
    """Whether a nationality stands for the noun: "15 Filipinos"."""
    heads = (hit for hit in item.phrase.owners if hit.first == item.phrase.head)
    return any(hit.kinds.get("demonym") for hit in heads)


def one_of(whole: Claim, part: Claim) -> Claim:
    what = replace(whole.counted, role=part.counted.role or whole.counted.role)
    return replace(
        part, counted=replace(what, qualifiers=part.counted.qualifiers), part_of=part.part_of or "subset"
    )


def bare(scene: Scene, item: Figure) -> bool:
    """Whether a figure has no noun beside it; a word that no pack knows and that is no plural is its verb.

    "3,240 were blank and 2,410 bore two crosses".
    """
    phrase = item.phrase
    if phrase.concept is not None or phrase.head is None:
        return phrase.concept is None
    plurals = tuple(e["add"] for e in scene.language.get("endings", ()) if e["name"] == "plural")
    word = scene.tokens.words[phrase.head]
    return bool(plurals) and word.islower() and not word.endswith(plurals)


def comparable(x: Decimal | None, y: Decimal | None) -> bool:
    """Whether two figures are of one size."""
    return x is not None and y is not None and 0 < x < _SIZE * y and y < _SIZE * x


def is_count(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.kind == "count"
