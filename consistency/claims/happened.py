"""What happened to the counted: killed, delivered, destroyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from consistency.claims.ages import is_age, whose
from consistency.claims.figure import Figure
from consistency.claims.noun import head_last, hedges_behind, is_of
from consistency.claims.scene import Scene
from consistency.claims.sizes import fits
from consistency.claims.verb_behind import against, is_object, of_following, verb_beyond
from consistency.claims.verbs import (
    Suffers,
    behind_aside,
    common_role,
    completed,
    done_by,
    has_subject,
    opening,
    outdone,
    own_behind,
    suffers,
    tells_of,
    told_by,
)
from consistency.claims.wholes import of_none
from consistency.model.claim import AGE, Counted
from consistency.model.words import Hit

# A verb that says what happened to the counted stands within so many tokens after its noun, or before its figure.
_VERB_AFTER = 5
_VERB_BEFORE = 8
# ... and before what it was changed to, within so many.
_CHANGED = 14
# A verb this close behind another figure says what happened to that one ("3 soldiers died and 31 were hurt").
_VERB_OF_OTHER = 4
# Kinds of word behind which another phrase or clause stands.
_ENDS = frozenset(("clause", "relative", "from", "in", "whole"))
# "Of her cargo": the noun stands within so many tokens.
_OF_HER = 4
# A word that so begins tells when something else happened.
_TIMES = frozenset(("after", "before", "since"))
# Classes of what makes things.
_MAKERS = ("place", "building", "organisation", "person")
# "The end of the year": the time stands within so many tokens.
_TIME = 3
# Kinds of role that happen to money and goods.
_OF_AMOUNTS = frozenset({"money", "trade", "aid", "damage"})
# ... as do roles that happen to these classes.
# What befalls nothing: how strong, how hot or how fast something was.
_STRENGTHS = ("magnitude", "temperature", "speed")
_AMOUNTED = {"money": frozenset({"money"}), "measure": frozenset({"goods", "energy", "area", "time"})}


def happened(scene: Scene, figure: Figure, what: Counted) -> Counted:
    """The counted with what happened to it, if it can; a toll without a noun counts people."""
    kind = figure.kind
    if kind == "count" and _how_often(scene, figure):
        return Counted("", "")
    if of_none(scene, figure):
        return _with_role(what, None)
    if is_age(scene, figure):
        return replace(what, role=AGE, qualifiers=whose(scene, figure))
    if attributive(scene, figure):
        return _with_role(what, _sized(scene, figure, what))
    role = None if kind == "count" and _of_money(scene, what.role) else what.role
    trailing = role == figure.phrase.role and figure.phrase.trailing and head_last(scene)
    if role is None or trailing:
        role = _role(scene, figure, what) or role
    elif (next_ := scene.packs.table("roles")[role]["next"]) and tells_of(figure, next_):
        latest = _role(scene, figure, what)  # their noun says what had happened: "40 detainees were freed"
        role = latest if latest in next_ else role
    row = scene.packs.table("roles").get(role or "")
    if row is not None and what.concept in row["of"]:
        what = replace(what, concept=row["makes"])
    if row is not None and kind == "measure":
        what = _as_told(scene, figure, what, row)
    if row is not None and (concept := row.get(kind)) is not None and _leaves_open(scene, what, kind):
        what = replace(what, concept=concept)  # what cost $3 is a price, 64 % who voted a turnout
    if row is None or kind in ("share", "multiple", "rank"):
        return _with_role(what, None)
    if kind != "count":
        priced = kind == "money" or not row["of_subject"]  # what costs so much is no 1,500 MW
        told = (row["kind"] in _OF_AMOUNTS and priced) or not _AMOUNTED[kind].isdisjoint(row["classes"])
        told = told and scene.packs.units.dimension(figure.mention.quantity.unit) not in _STRENGTHS
        if row["measures"]:
            told = fits(scene, figure.mention, role or "")
        return _with_role(what, role if told else None)
    classes = row["classes"]
    if row["measures"] and not classes:
        return _with_role(what, None)  # "took 12 planes" tells no duration
    if not what.concept and "person" in classes:
        return replace(what, concept="person", role=role)
    known = scene.packs.table("counted").get(what.concept)
    if known is not None and known["class"] == "vote" and row["by"] and by_so_many(figure):
        if against(scene, figure):
            return _with_role(what, role)
        return replace(what, concept=row["by"], role=None)  # "won by 12 votes"
    if known is not None and known.get("cut") and row.get("ends"):
        return _with_role(what, known["cut"])
    return _with_role(what, role if known is None or not classes or known["class"] in classes else None)


def is_cut(scene: Scene, what: Counted, change: str) -> bool:
    """Whether a fall is the end of what is counted, and so one event: "cut 600 jobs"."""
    return change == "fall" and bool(scene.packs.table("counted").get(what.concept, {}).get("cut"))


def cut(scene: Scene, what: Counted) -> Counted:
    """What is counted, cut: jobs are as many people dismissed."""
    return replace(what, role=scene.packs.table("counted")[what.concept]["cut"])


def attributive(scene: Scene, figure: Figure) -> bool:
    """Whether a hyphen ties a figure to its noun or unit, so that no verb is told of it: "the 12-storey block"; that
    of "thirty-eight seats" does not."""
    tied = figure.last + (figure.kind == "count")
    gaps = scene.tokens.gaps
    return (
        scene.language.get("noun_order") == "head-last"
        and tied > figure.first
        and "-" in gaps[tied : tied + 1]
        and not hedges_behind(scene, tied)
    )


def _sized(scene: Scene, figure: Figure, what: Counted) -> str | None:
    """The size that a length tied to its noun is: "the 183-metre ship", "a 60-metre tower"."""
    if scene.packs.units.dimension(figure.mention.quantity.unit) != "length":
        return what.role if what.role and is_told_size(scene, what.role) else None
    sized: str | None = scene.packs.table("counted").get(what.concept, {}).get("sized")
    return what.role or sized


def is_told_size(scene: Scene, role: str) -> bool:
    return bool(scene.packs.table("roles")[role]["measures"])


def _how_often(scene: Scene, figure: Figure) -> bool:
    """Whether a figure counts how often something happened: "he was shot four times"."""
    behind = None if scene.breaks(figure.last + 1) else scene.hit(figure.last + 1)
    return behind is not None and behind.kinds.get("multiple") is not None


def _as_told(scene: Scene, figure: Figure, what: Counted, row: Mapping[str, Any]) -> Counted:
    """An amount without the noun of who makes it ("the field produced 300 million cubic feet"), or of how long it is
    told with ("jailed for nine years")."""
    class_ = scene.packs.table("counted").get(what.concept, {}).get("class")
    made = row["kind"] == "trade" and class_ in _MAKERS and class_ not in row["classes"]
    lasting = "time" in row["classes"] and scene.packs.units.dimension(figure.mention.quantity.unit) == "time"
    return replace(what, text="", concept="") if made or lasting else what


def by_so_many(figure: Figure) -> bool:
    """Whether "by" stands before the figure, or before its hedge."""
    return bool(figure.passage.of("by", figure.first - 2, figure.first - 1))


def _leaves_open(scene: Scene, what: Counted, kind: str) -> bool:
    """Whether no noun tells what an amount is; who they are of whom a share is told says nothing of it."""
    known = scene.packs.table("counted").get(what.concept)
    return not what.concept or (kind == "share" and known is not None and known["class"] == "person")


def _with_role(what: Counted, role: str | None) -> Counted:
    return what if what.role == role else replace(what, role=role)


def _role(scene: Scene, figure: Figure, what: Counted) -> str | None:
    """What happened to the counted: a verb right after its noun, else the last before the figure in its clause.

    A verb beyond another figure belongs to that one. English puts the verb after ("12 people were killed"),
    Arabic before, as does English where the figure is the object ("killed 12 people").
    """
    passage, clause = figure.passage, figure.clause
    if "role" not in passage.of_kind:
        return None
    end = _noun_end(scene, figure)
    verb_first = scene.language.get("verb_order") == "verb-first"
    until = min(clause.last, figure.following - 1, end + _VERB_AFTER)
    whom = suffers(scene, figure, what)
    behind = passage.between(end + 1, until)
    if verb_first and behind and figure.following <= clause.last:
        behind = own_behind(scene, behind, figure.following)
    after = _verb_after(scene, behind, whom)
    if after is None and (rest := figure.rest) is not None:
        told = passage.between(rest.first, min(rest.last, rest.first + _VERB_AFTER))
        after = _verb_after(scene, told, whom)
    if figure.kind == "share":
        if verb_first and (done := done_by(scene, figure)) is not None:
            return done
        return None if after is None or passage.of("concept", end + 1, until) else after
    if figure.kind != "money" and _of_money(scene, after):
        after = None  # "ordered 45 aircraft worth $5 billion"
    first = max(clause.first, figure.behind, _verb_from(scene, figure))
    if scene.packs.units.dimension(figure.mention.quantity.unit) == "time":
        lasting = _lasting(scene, passage.of("role", first, figure.first - 1))
        if lasting is not None:
            return lasting  # "was jailed for nine years for stealing $84 million"
    told = [hit for hit in passage.between(first, figure.first - 1) if hit.first not in figure.aside]
    own = figure.former + _VERB_OF_OTHER if figure.former >= passage.first else passage.first - 1
    before = _verb_before(scene, told, own, figure.first, whom)
    if verb_first:
        before = before or opening(scene, figure, whom)
        after = after or behind_aside(scene, figure, end, whom)
        befell = before or after
        return completed(scene, befell, behind, whom) or befell
    if before is None or after is None:
        return after or before or verb_beyond(scene, figure, end, whom)
    return before if of_following(figure, behind) or is_object(scene, figure, before, after) else after


def _noun_end(scene: Scene, figure: Figure) -> int:
    """The last token of what a figure counts, also behind "of her": "6,000 tonnes of her cargo"."""
    end = index = max(figure.phrase.last, figure.last)
    of = scene.hit(index + 1)
    if of is None or not is_of(scene, of):
        return end
    for hit in figure.passage.between(index + 2, index + _OF_HER):
        if hit.first != of.last + 1 or not (hit.kinds.get("stop") or hit.kinds.get("concept")):
            break
        if hit.kinds.get("concept"):
            return hit.last
        of = hit
    return end


def _verb_from(scene: Scene, figure: Figure) -> int:
    """From where a verb is looked for; "raised its appeal for ... to N": from the word of changing on."""
    nearest = scene.hit(figure.first - 1) if figure.first else None
    if figure.mention.quantity.unit != "1" and nearest is not None and nearest.kinds.get("to"):
        first = max(figure.clause.first, figure.first - _CHANGED)
        if figure.passage.of("change", first, figure.first - 1):
            return figure.first - _CHANGED
    return figure.first - (_CHANGED if by_so_many(figure) else _VERB_BEFORE)


def _verb_after(scene: Scene, hits: Sequence[Hit], whom: Suffers) -> str | None:
    """The first role among the terms behind a figure's noun, unless another clause or phrase begins before it."""
    joins = scene.language.get("conjunctions", [])
    for hit in hits:
        sense = hit.kinds.get("role")
        if sense is not None and (_sizes(scene, sense.id) or _is_noun(scene, hit)):
            continue
        completes = sense is not None and sense.get("completes")
        if hit.forms[0].conjunction or completes or _dates_another(hit) or _opens_aim(scene, hit):
            return None
        if sense is not None:
            return None if _of_them(scene, hit.last + 1) else told_by(scene, hit, whom)
        if not _ENDS.isdisjoint(hit.kinds) or scene.plain(hit.first) in joins:
            return None
    return None


def _of_them(scene: Scene, index: int) -> bool:
    """Whether "of them" stands behind a verb, which is then of some of them: "52 شخصا نجا منهم تسعة"."""
    hit = scene.hit(index)
    sense = hit.kinds.get("whole") if hit is not None else None
    return sense is not None and sense.id == "of-them" and scene.language.get("verb_order") == "verb-first"


def _verb_before(scene: Scene, hits: Sequence[Hit], own: int, first: int, whom: Suffers) -> str | None:
    """The last role among the terms before a figure. own: up to this token a verb may be another figure's.

    first: the first token of the figure. whom: what it may have happened to.
    """
    found: tuple[str, Hit] | None = None
    for hit in hits:
        sense = hit.kinds.get("role")
        if sense is not None and found is not None and found[0] in sense.get("completes").split():
            found = (sense.id, hit)  # "أخلت النيابة سبيل ستة محتجين"
        if sense is None or _sizes(scene, sense.id) or _is_noun(scene, hit) or sense.get("completes"):
            continue
        if (
            (
                found is not None and hit.forms[0].definite
            )  # "قتل الانهيار شخصين": the subject of the verb before
            or has_subject(scene, hit, first)
            or _left_behind(scene, hit, first)
            or _is_deed(scene, hit)
            or (hit.forms[0].definite and _of_people(scene, sense.id))
        ):
            continue  # "in the rescue 120 took part": nobody was rescued
        adds = found is not None and hit.first == found[1].last + 1 and hit.forms[0].conjunction
        if found is not None and adds and found[1].first > own and not found[1].kinds["role"].get("behind"):
            return common_role(scene, found[0], sense.id)  # "killed and injured 12": one sum
        told = told_by(scene, hit, whom)
        if told is not None and (found is None or not outdone(scene, found[0], told, whom)):
            found = (told, hit)
    return found[0] if found else None


def _sizes(scene: Scene, role: str) -> bool:
    """Whether a role is a size of things: in "along a length of the road 12 cars" it is none of theirs."""
    return bool(scene.packs.table("roles")[role]["measures"]) and not _of_people(scene, role)


def _is_noun(scene: Scene, hit: Hit) -> bool:
    """Whether a word tells the end of a time ("by the end of the year"), or has an article ("followed the vote")."""
    if hit.kinds.get("concept") and hit.first:
        return scene.plain(hit.first - 1) in scene.language.get("articles", ())
    follow = scene.hits_between(hit.last + 1, hit.last + _TIME)
    if not follow or follow[0].first != hit.last + 1 or not is_of(scene, follow[0]):
        return False
    return any(h.sense("timeunit", "month", "weekday", "period", "season") for h in follow)


def _left_behind(scene: Scene, hit: Hit, first: int) -> bool:
    """Whether the figure is the object of a verb that happens to who does it: "left 12 people with burns"."""
    beside = scene.language.get("verb_order") != "verb-first" and first == hit.last + 1
    return beside and bool(scene.packs.table("roles")[hit.kinds["role"].id]["doer"])


def _dates_another(hit: Hit) -> bool:
    """Whether a word tells when something else happened: "$41 million after the sale of the house"."""
    link = hit.kinds.get("timelink")
    return link is not None and link.id in _TIMES


def _opens_aim(scene: Scene, hit: Hit) -> bool:
    """Whether a word opens what somebody does with them: "used 19 companies to carry off ...", not "to be sent"."""
    if hit.kinds.get("to") is None or not head_last(scene):
        return False
    after = hit.last + 1
    return after < len(scene.tokens.words) and scene.plain(after) not in scene.language.get("passives", ())


def _is_deed(scene: Scene, hit: Hit) -> bool:
    """Whether a word with an article is a deed of its own: "after the sale", but not "the sale of 12 ships"."""
    if not hit.first or scene.plain(hit.first - 1) not in scene.language.get("articles", ()):
        return False
    of = scene.hit(hit.last + 1)
    genitives = scene.language.get("genitives", ())
    return scene.plain(hit.last) not in genitives and (of is None or not is_of(scene, of))


def _lasting(scene: Scene, hits: Sequence[Hit]) -> str | None:
    """The last role that is told with how long it is: a sentence, a ban."""
    table = scene.packs.table("roles")
    told = (role for hit in reversed(hits) if "time" in table[role := hit.kinds["role"].id]["classes"])
    return next(told, None)


def _of_money(scene: Scene, role: str | None) -> bool:
    """Whether a role happens to money alone."""
    return bool(scene.packs.table("roles").get(role or "", {}).get("classes") == ["money"])


def _of_people(scene: Scene, role: str) -> bool:
    return "person" in scene.packs.table("roles").get(role, {}).get("classes", ())
