"""Figures to claims: every quantity with what it counts, whose, where, when, who says so, and in what sense."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from consistency.claims import force
from consistency.claims.about import About
from consistency.claims.antecedents import is_size
from consistency.claims.counted import NounPhrase, counted, noun_phrase
from consistency.claims.currency import settled
from consistency.claims.ellipsis import with_unit
from consistency.claims.frame import frame, provenance
from consistency.claims.said import attribution, sources
from consistency.claims.scene import Clause, Scene
from consistency.claims.sizes import fits
from consistency.claims.when import claim_time
from consistency.claims.where import places
from consistency.claims.whose import belongs, subjects
from consistency.model.claim import Claim, Counted
from consistency.model.document import Moment, Span
from consistency.model.quantity import QuantityMention
from consistency.model.timex import TimexMention
from consistency.model.words import Hit

# A verb that says what happened to the counted stands within so many tokens after its noun, or before its figure.
_VERB_AFTER = 5
_VERB_BEFORE = 8
# ... and before what it was changed to, within so many.
_CHANGED = 14
# "From 131,000 at the end of 2009 to zero": the second figure stands within so many tokens.
_FROM_TO = 6
# "... to 1,020, after it had been 390": so far behind the first figure's noun.
_HAD_BEEN = 14
# A verb this close behind another figure says what happened to that one ("3 soldiers died and 31 were hurt").
_VERB_OF_OTHER = 4
# "Of the about 110 lawmakers": the whole stands within so many tokens of its part.
_OF_THE = 5
# A sentence that goes on about an amount has its figure within so many tokens.
_OPENING = 6
# Kinds of role that happen to money and goods.
_OF_AMOUNTS = frozenset({"money", "trade", "aid", "damage"})
# ... as do roles that happen to these classes.
_AMOUNTED = {"money": frozenset({"money"}), "measure": frozenset({"goods", "energy", "area", "time"})}


class _Bound(Struct):
    claim: Claim
    mention: QuantityMention
    phrase: NounPhrase
    clause: Clause
    elliptic: bool  # its unit is that of the figure before it


def bind(
    scene: Scene,
    quantities: Sequence[QuantityMention],
    times: tuple[TimexMention, ...],
    published: Moment | None,
    theme: About,
) -> tuple[Claim, ...]:
    """A claim for every quantity, in text order."""
    firsts = [q.first for q in quantities]
    taken = {*firsts, *(t.first for t in times)}
    known = sources(scene, times)
    origin = provenance(scene.document, published)
    bound = []
    before: QuantityMention | None = None
    for mention in quantities:
        phrase = noun_phrase(scene, mention, taken)
        bare = mention
        mention = before = with_unit(scene, bare, before, phrase.head is not None)
        clause = scene.clause(mention.first, max(mention.last, phrase.last))
        what = counted(scene, mention, phrase, clause, firsts)
        said, source = attribution(scene, mention.first, mention.last, clause, known)
        past = force.told_as_past(scene, mention)
        role = what.role or _role(scene, mention, phrase, clause, firsts)
        what = _happened(scene, what, role, mention)
        owners = subjects(scene, mention, phrase, what, clause)
        standing = scene.packs.standing(what.concept)
        cues = force.changes(scene, mention, clause)
        claim = Claim(
            **frame(scene, mention.span, mention.span, origin, theme, mention.pack),
            counted=what,
            subjects=owners,
            places=places(scene, mention, phrase, what, clause, firsts, owners),
            time=claim_time(scene, mention, clause, times, firsts, source, published, past, standing),
            attribution=said,
            modality=force.modality(scene, mention, clause, phrase.last),
            change=force.change(scene, mention, cues, phrase.more),
            quantity=replace(mention.quantity, modifier="more-than", high=None)
            if force.exceeded(scene, mention, clause)
            else mention.quantity,
            moved=force.moved(cues),
            with_attacker=force.with_attacker(scene, mention),
            several=force.several(scene, mention, phrase.last),
            part_of=force.part_of(scene, mention, clause),
            scope=force.scope(scene, mention, clause),
            phrase=_quotable(scene, mention, phrase),
        )
        bound.append(_Bound(claim, mention, phrase, clause, mention is not bare))
    return tuple(settled(scene, _shared(scene, bound), theme.countries))


def _quotable(scene: Scene, mention: QuantityMention, phrase: NounPhrase) -> Span:
    """From the hedge to the end of the noun phrase."""
    start = min(mention.span.start, mention.hedge.start if mention.hedge else mention.span.start)
    end = max(mention.span.end, mention.hedge.end if mention.hedge else 0, scene.tokens.end(phrase.last))
    return Span(start, end)


def _happened(scene: Scene, what: Counted, role: str | None, mention: QuantityMention) -> Counted:
    """The counted with what happened to it, if it can; a toll without a noun counts people."""
    row, kind = scene.packs.table("roles").get(role or ""), mention.quantity.kind
    if row is None or kind in ("share", "multiple", "rank"):
        return _with_role(what, None)
    if kind != "count":
        told = row["kind"] in _OF_AMOUNTS or not _AMOUNTED[kind].isdisjoint(row["classes"])
        if row["measures"]:
            told = fits(scene, mention, role or "")
        return _with_role(what, role if told else None)
    classes = row["classes"]
    if not what.concept and "person" in classes:
        return replace(what, concept="person", role=role)
    known = scene.packs.table("counted").get(what.concept)
    return _with_role(what, role if known is None or not classes or known["class"] in classes else None)


def _with_role(what: Counted, role: str | None) -> Counted:
    return what if what.role == role else replace(what, role=role)


def _role(
    scene: Scene, mention: QuantityMention, phrase: NounPhrase, clause: Clause, firsts: Sequence[int]
) -> str | None:
    """What happened to the counted: a verb right after its noun, else the last before the figure in its clause.

    A verb beyond another figure belongs to that one. English puts the verb after ("12 people were killed"),
    Arabic before, as does English where the figure is the object ("killed 12 people").
    """
    position = bisect_left(firsts, mention.first)
    last_other = firsts[position - 1] if position else -1
    next_other = firsts[position + 1] if position + 1 < len(firsts) else clause.last + 1
    end = max(phrase.last, mention.last)
    verb_first = scene.language.get("verb_order") == "verb-first"
    after = _verb(scene, end + 1, min(clause.last, next_other - 1, end + _VERB_AFTER))
    first = max(clause.first, last_other + 1, _verb_from(scene, mention, clause))
    before = _verb(scene, first, mention.first - 1, last_one=True, own=last_other + _VERB_OF_OTHER)
    return (before or after) if verb_first else (after or before)


def _verb_from(scene: Scene, mention: QuantityMention, clause: Clause) -> int:
    """From where a verb is looked for; "raised its appeal for ... to N": from the word of changing on."""
    nearest = scene.hit(mention.first - 1) if mention.first else None
    if mention.quantity.unit != "1" and nearest is not None and nearest.sense("to"):
        told = scene.hits_of(max(clause.first, mention.first - _CHANGED), mention.first - 1, "change")
        if told:
            return mention.first - _CHANGED
    return mention.first - _VERB_BEFORE


def _verb(scene: Scene, first: int, last: int, *, last_one: bool = False, own: int = -1) -> str | None:
    """The first role between two tokens, or the last one. own: up to this token a verb may be another figure's."""
    joins = scene.language.get("conjunctions", [])
    found: tuple[str, Hit] | None = None
    for hit in scene.hits_between(first, last):
        sense = hit.sense("role")
        if sense is not None and is_size(scene, hit) and not _of_people(scene, sense.id):
            continue  # "along a length of the road 12 cars": a length is none of theirs
        if sense is not None and last_one and hit.forms[0].definite and _of_people(scene, sense.id):
            continue  # "in the rescue 120 took part": nobody was rescued
        if sense is not None and (last_one or not hit.forms[0].conjunction):
            adds = found is not None and hit.first == found[1].last + 1 and hit.forms[0].conjunction
            if found is not None and adds and found[1].first > own:
                return common_role(scene, found[0], sense.id)  # "killed and injured 12": one sum
            found = (sense.id, hit)
            if not last_one:
                break
        if not last_one and hit.forms[0].conjunction:
            return None
        if not last_one and (
            hit.sense("clause", "relative", "from", "in", "whole") or scene.plain(hit.first) in joins
        ):
            break
    return found[0] if found else None


def _of_people(scene: Scene, role: str) -> bool:
    return "person" in scene.packs.table("roles").get(role, {}).get("classes", ())


def common_role(scene: Scene, a: str, b: str) -> str:
    """What two roles have in common ("killed" and "injured" are casualties); the second where they share nothing."""
    table = scene.packs.table("roles")
    if a in table and b in table and a != b and table[a]["kind"] == table[b]["kind"]:
        kind = table[a]["kind"]
        return kind if kind in table else b
    return b


def _shared(scene: Scene, bound: Sequence[_Bound]) -> list[Claim]:
    """Figures of one sentence share what only one of them says.

    Coordinated: "8 soldiers killed and 13 injured", "900 in Syria". A part: "30 died, including eight children".
    A change: "from 11 to 8 percent". A part told before its whole: "58 of the 110 lawmakers".
    """
    claims: list[Claim] = []
    for position, item in enumerate(bound):
        claim = item.claim
        before = _whole_before(claims)
        if before is not None and before.sentence == claim.sentence:
            if claims[-1] is before and _had_been(scene, bound[position - 1], item):
                claims[-1], claim = _went_from(before, claim)
            elif _changed_to(scene, bound[position - 1], item):
                claims[-1], claim = _from_to(claims[-1], claim)
            claim = _completed(scene, claim, before, bound[position - 1], item)
            if item.elliptic and not claim.counted.concept:
                role = claim.counted.role or claims[-1].counted.role
                claim = replace(claim, counted=replace(claims[-1].counted, role=role))
        if claims and (_says_otherwise(claims[-1], claim) or _goes_on(scene, claims[-1], claim, item)):
            claim = _of_the_same(claims[-1], claim)
        if claims and _is_part_of_next(claims[-1], claim, bound[position - 1], item):
            claims[-1] = replace(claims[-1], counted=claim.counted, part_of="subset")
            claim = replace(claim, part_of="whole")
        claims.append(claim)
    return claims


def _completed(scene: Scene, claim: Claim, before: Claim, previous: _Bound, item: _Bound) -> Claim:
    """A claim with what the one before it in its sentence says for both."""
    unnamed = not claim.counted.text and claim.counted.concept in ("", "person")
    counts = _is_count(claim) and _is_count(before)
    if claim.part_of == "subset" and counts:
        what = before.counted if unnamed else claim.counted
        role = claim.counted.role or before.counted.role
        return replace(claim, counted=replace(what, role=role, qualifiers=claim.counted.qualifiers))
    if _changed_to(scene, previous, item):
        if not (unnamed or _measures_same(claim, before)):
            return claim
        places, owners = claim.places or before.places, claim.subjects or before.subjects
        return replace(claim, counted=before.counted, places=places, subjects=owners)
    if not (counts and _joined(scene, previous, item)):
        return claim
    if unnamed:
        what = replace(before.counted, role=claim.counted.role or before.counted.role)
        claim = replace(claim, counted=replace(what, qualifiers=claim.counted.qualifiers))
    same = claim.counted.concept == before.counted.concept
    if same and not claim.subjects and belongs(scene, claim.counted):
        claim = replace(claim, subjects=before.subjects)
    return claim


def _says_otherwise(former: Claim, latter: Claim) -> bool:
    """Whether somebody else gives, right after, a figure that says of nothing else what it counts.

    "About 6,200 people marched, the police said. The union spoke of 15,000."
    """
    one, two = former.quantity, latter.quantity
    if one is None or two is None or (one.kind, one.unit) != (two.kind, two.unit) or latter.counted.concept:
        return False
    near = former.section == latter.section and 0 <= latter.position - former.position <= 1
    x, y = (claim.attribution.holder if claim.attribution else None for claim in (former, latter))
    return near and y is not None and x != y and not latter.counted.role and latter.part_of is None


def _goes_on(scene: Scene, former: Claim, latter: Claim, item: _Bound) -> bool:
    """Whether a sentence names nothing that its amount could be of: "It is at 61 %. In 2022 it was 93 %." """
    one, two = former.quantity, latter.quantity
    if one is None or two is None or one.unit != two.unit or two.unit == "1" or latter.counted.concept:
        return False
    if former.section != latter.section or latter.position - former.position != 1 or latter.counted.role:
        return False
    first = scene.passage(latter.span.start).first
    last = item.mention.first - 1
    if last - first >= _OPENING or scene.unknown(first, last):
        return False
    named = ("concept", "role", "subject", "actor", "demonym", "place", "say")
    return not scene.hits_of(first, item.mention.last + 1, *named)


def _of_the_same(former: Claim, latter: Claim) -> Claim:
    places, owners = latter.places or former.places, latter.subjects or former.subjects
    return replace(latter, counted=former.counted, places=places, subjects=owners)


def _from_to(former: Claim, latter: Claim) -> tuple[Claim, Claim]:
    """ "From 11 to 8 percent": the first is what was, the second what it has come to."""
    if former.quantity is None or latter.quantity is None or former.quantity.unit != latter.quantity.unit:
        return former, latter
    x, y = former.quantity.low, latter.quantity.low
    if x is None or y is None or x == y:
        return former, latter
    time = replace(former.time, past=True) if former.time is not None else None
    return replace(former, time=time), replace(latter, moved="rise" if y > x else "fall", change="level")


def _had_been(scene: Scene, a: _Bound, b: _Bound) -> bool:
    """Whether words between two figures say that the second was before ("... after it had been 46")."""
    last = max(a.phrase.last, a.mention.last)
    if b.mention.first - last > _HAD_BEEN:
        return False
    return bool(scene.hits_of(last + 1, b.mention.first - 1, "former"))


def _went_from(latter: Claim, former: Claim) -> tuple[Claim, Claim]:
    """ "Reached 138, after it had been 46": the second is what was, and of what the first is."""
    one, two = latter.quantity, former.quantity
    if one is not None and two is not None and two.unit == "1" != one.unit and not former.counted.text:
        two = replace(
            two, unit=one.unit, kind=one.kind
        )  # "to 138 million dollars, after it had been 76 million"
        former = replace(former, quantity=two)
    unnamed = former.counted.concept in ("", latter.counted.concept) or not former.counted.text
    if one is None or two is None or (one.kind, one.unit) != (two.kind, two.unit) or not unnamed:
        return latter, former
    former, latter = _from_to(former, latter)
    what = former.counted if former.counted.concept else latter.counted
    return latter, replace(former, counted=what, subjects=former.subjects or latter.subjects)


def _measures_same(a: Claim, b: Claim) -> bool:
    return a.quantity is not None and b.quantity is not None and a.quantity.unit == b.quantity.unit != "1"


def _changed_to(scene: Scene, a: _Bound, b: _Bound) -> bool:
    """Whether only a word such as "to" stands between two figures ("from 11 percent to 8 percent")."""
    before = scene.hit(b.mention.first - 1)
    if before is None or not before.sense("to") or b.mention.first - a.mention.last > _FROM_TO:
        return False
    return not any(scene.breaks(index) for index in range(a.mention.last + 1, b.mention.first + 1))


def _is_part_of_next(part: Claim, whole: Claim, a: _Bound, b: _Bound) -> bool:
    """Whether a figure without a noun is followed by the whole it is taken from: "58 of the 110 lawmakers"."""
    near = b.mention.first - max(a.mention.last, a.phrase.last) <= _OF_THE and part.sentence == whole.sentence
    if not near or part.counted.text or not whole.counted.text or not (_is_count(part) and _is_count(whole)):
        return False
    return part.part_of == "subset" or whole.part_of == "whole"


def _whole_before(claims: Sequence[Claim]) -> Claim | None:
    """The last claim that is not itself a part ("among them two children") of the one before."""
    for claim in reversed(claims[-3:]):
        if claim.part_of != "subset":
            return claim
    return None


def _is_count(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.kind == "count"


def _joined(scene: Scene, a: _Bound, b: _Bound) -> bool:
    """Whether "and" stands between two figures, with nothing in the way that starts a new clause."""
    words = range(max(a.phrase.last, a.mention.last) + 1, b.mention.first + 1)
    if len(words) > 12:
        return False
    clitic = any(
        form.conjunction
        for index in words
        if (hit := scene.hit(index)) is not None and hit.first == index
        for form in hit.forms[:1]
    )
    language = scene.language
    return clitic or any(scene.plain(i) in language.get("conjunctions", []) for i in words)
