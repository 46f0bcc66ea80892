"""In what sense a figure is stated: asserted or denied, planned or possible, a level or a change."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.claims.antecedents import is_size
from consistency.claims.figure import Figure
from consistency.claims.former import earlier_count
from consistency.claims.headlines import is_to
from consistency.claims.passage import Passage
from consistency.claims.scene import Clause, Scene
from consistency.model.words import Hit

# A cue binds a figure that follows within this many tokens.
_NEAR = 12
# "Rejected the ministry's claim": the word stands within so many tokens.
_CLAIM = 5
# "On the day of the opening alone": the day stands this near before.
_DAY_OF = 3


def modality(scene: Scene, figure: Figure) -> str:
    """`asserted`, `denied`, `planned` or `possible`, by the nearest cue before the figure in its sentence.

    What "will remain" is there now: a word of remaining undoes a future.
    """
    clause, passage = figure.clause, figure.passage
    before = modality_before(scene, figure.first, clause, passage)
    if before == "asserted" and scene.language.get("verb_order") != "verb-first":
        # English puts the verb behind: "200 people could be trapped".
        last = figure.phrase.last
        for hit in passage.of_any(("plan", "possible"), last + 1, min(clause.last, last + 2)):
            if _planned(scene, hit):
                return "planned"
            if _possible(scene, hit):
                return "possible"
        if is_to(scene, figure):
            return "planned"
    return before


def modality_before(scene: Scene, token: int, clause: Clause, passage: Passage) -> str:
    """The same for whatever begins at a token."""
    moods = passage.moods
    if not moods:
        return "asserted"
    if "deny" in passage.of_kind:  # what is said after that may be said, not denied
        firsts = {hit.first for hit in moods}
        moods = [hit for hit in passage.hits if hit.first in firsts or "say" in hit.kinds]
    future = scene.language.get("clitics", {}).get("future")
    denied = found = ""
    for hit in moods:
        if not token - 3 * _NEAR <= hit.first < token:
            continue
        if _denies(scene, hit):
            denied = "denied"
        elif denied and hit.kinds.get("say") and _joined_on(scene, hit):
            denied = ""  # "denied ... and said that N": what follows is said
        if hit.first < clause.first and not denied:
            sense = hit.kinds.get("possible")
            if sense is not None and sense.get("reach") == "sentence":
                found = "possible"  # "if the dam broke, 9,000 people ..."
            continue
        if hit.kinds.get("remain"):
            found = ""
        elif hit.first < clause.first:
            continue
        elif _planned(scene, hit) or (future and _has(hit, future)):
            found = "planned"
        elif _possible(scene, hit):
            found = "possible"
    return denied or found or "asserted"


def _denies(scene: Scene, hit: Hit) -> bool:
    """Whether a word tells a denial; some do only of what somebody says: "rejected reports that", not "an offer"."""
    sense = hit.kinds.get("deny")
    if sense is None or sense.get("needs") != "claim":
        return sense is not None
    return bool(
        scene.hits_of(hit.last + 1, hit.last + _CLAIM, "say", "report", "tally", "numberof", "clause")
    )


def _joined_on(scene: Scene, hit: Hit) -> bool:
    """Whether a word is joined on by "and", or opens a clause of its own."""
    if hit.forms[0].conjunction or scene.breaks(hit.first):
        return True
    joins = scene.language.get("conjunctions", [])
    return hit.first > 0 and scene.plain(hit.first - 1) in joins


def _planned(scene: Scene, hit: Hit) -> bool:
    """Whether a word tells a plan; some do only before a verb."""
    sense, after = hit.kinds.get("plan"), hit.last + 1
    if sense is None or sense.get("needs") != "verb" or after >= len(scene.tokens.words):
        return sense is not None
    if scene.plain(after) in scene.language.get("verbs", ()):
        return True
    follow = scene.hit(after)
    return follow is not None and follow.sense("role", "event", "change") is not None


def _possible(scene: Scene, hit: Hit) -> bool:
    """Whether a word tells a possibility; some do only before the imperfect."""
    sense, form = hit.kinds.get("possible"), hit.form("possible")
    if sense is None or form is None:
        return False
    if sense.get("needs") != "imperfect":
        return True
    letters = tuple(scene.language.get("imperfect", ()))
    following = scene.tokens.words[hit.last + 1] if hit.last + 1 < len(scene.tokens.words) else ""
    told_before = scene.hits_of(max(hit.first - 5, 0), hit.first - 1, "was")
    return not form.conjunction and not told_before and following.startswith(letters)


def _has(hit: Hit, clitic: str) -> bool:
    """Whether a word carries a clitic, such as the one of the future."""
    return any(form.preposition == clitic for form in hit.forms)


def changes(scene: Scene, figure: Figure) -> Sequence[Hit]:
    """The words of rising and falling before the figure in its clause."""
    first = max(figure.clause.first, figure.first - _NEAR)
    told = figure.passage.of("change", first, figure.first - 1)
    return told if figure.kind != "count" else [hit for hit in told if not _ends_verb(scene, hit)]


def _ends_verb(scene: Scene, hit: Hit) -> bool:
    """Whether "up" or "down" belongs to the verb before it: "900 signed up", "dug up 12 mines"."""
    if scene.plain(hit.first) not in scene.language.get("verb_particles", ()) or scene.breaks(hit.first):
        return False
    before, after = scene.hit(hit.first - 1) if hit.first else None, scene.hit(hit.last + 1)
    if after is not None and after.sense("by", "from", "to"):
        return False
    if before is None:
        return hit.first > 0 and scene.tokens.words[hit.first - 1].islower()
    return before.kinds.get("role") is not None and before.sense("was", "concept") is None


def change(scene: Scene, figure: Figure, cues: Sequence[Hit]) -> str:
    """`rise` or `fall` for what something changed by; `level` for what it changed to, from, or simply is.

    "rose by 500", "a rise of 500" and "rose 12 percent" are changes, "rose to 2,500" is a level; what comes on top
    ("seven more bodies") is a rise. cues: see `changes`.
    """
    if figure.phrase.more:
        return "rise"
    if not cues:
        return _changed(scene, figure) or "level"
    direction, cue_at = cues[-1].kinds["change"].id, cues[-1].last
    between = figure.passage.between(cue_at + 1, figure.first - 1)
    if figure.kind == "money" and cues[-1].kinds["change"].get("sum") and _hedged(figure, cue_at, between):
        return "level"  # "the charity raised $120m"
    marks = set(scene.language.get("change_clitics", []))
    start = scene.hit(figure.first)
    led = start is not None and any(form.preposition in marks for form in start.forms)
    if led and not any(hit.sense("say", "to", "from") for hit in between):
        return direction  # "تراجع سعر البنزين بأربعين سنتيما"
    for hit in reversed(between):
        if hit.first <= figure.former:
            break  # "rose by 40 cm within 48 hours"
        if hit.kinds.get("by"):
            return direction
        if hit.sense("to", "from") or (hit.sense("concept") and not _by_nature(scene, figure)):
            return "level"
    form_prepositions = {form.preposition for hit in between[-1:] for form in hit.forms}
    if marks & (form_prepositions | {scene.plain(figure.first - 1)}):
        return direction
    if led:
        return direction
    return direction if figure.first - cue_at <= 2 or _by_nature(scene, figure) else "level"


def _hedged(figure: Figure, cue_at: int, between: Sequence[Hit]) -> bool:
    """Whether nothing but hedges stands between a word and its figure."""
    told = sum(hit.last - hit.first + 1 for hit in between if hit.kinds.get("hedge"))
    return told == figure.first - cue_at - 1


def _changed(scene: Scene, figure: Figure) -> str | None:
    """ "a 12% rise", "4.1% higher": a share that a word of rising or falling straight behind it takes as its own."""
    if scene.packs.units.dimension(figure.mention.quantity.unit) not in ("share", "points"):
        return None
    after = None if scene.breaks(figure.last + 1) else scene.hit(figure.last + 1)
    sense = after.kinds.get("changed") if after is not None else None
    return sense.id if sense is not None else None


def _by_nature(scene: Scene, figure: Figure) -> bool:
    """Whether a figure behind a word of change is what something changed by, wherever the noun stands between.

    So are points, and, where verbs come first, a share of nothing: "صعد النفط 1.3 في المئة إلى 83 دولارا"; and an
    amount right behind a noun with its article: "زاد سعر البنزين 120 مليما".
    """
    dimension = scene.packs.units.dimension(figure.mention.quantity.unit)
    if dimension == "points":
        return True
    if scene.language.get("verb_order") != "verb-first":
        return False
    if figure.kind in ("money", "measure"):
        beside = scene.hit(figure.first - 1)
        noun = beside is not None and beside.forms[0].definite and "concept" in beside.kinds
        return noun and dimension != "time" and not scene.breaks(figure.first)
    if dimension != "share":
        return False
    follow = scene.hit(figure.last + 1)
    if follow is None:
        return True
    return follow.kinds.get("from") is None and "role" not in follow.kinds


def moved(cues: Sequence[Hit]) -> str | None:
    """`rise` or `fall` where the text says that the figure has come to this ("rose to 2,500"), else None."""
    return cues[-1].kinds["change"].id if cues else None


def bounded(scene: Scene, figure: Figure) -> str | None:
    """The modifier that a verb before its subject gives a figure ("the number of cases topped 400"), or None.

    What is `before` of its sense must stand right before the figure: "لا يقل عدد الناجين عن 30".
    """
    if figure.mention.quantity.modifier != "exact" or figure.kind == "rank":
        return None
    passage, last = figure.passage, figure.first - 1
    cues = passage.of("exceed", max(figure.clause.first, figure.first - _NEAR), last)
    if not cues or passage.of_any(("digits", "number", "say", "to"), cues[-1].last + 1, last):
        return None
    if not all(is_size(scene, hit) for hit in passage.of("role", cues[-1].last + 1, last)):
        return None
    sense = cues[-1].kinds["exceed"]
    before = sense.get("before")
    return None if before and scene.plain(last) not in before.split() else sense.id


def several(figure: Figure) -> bool:
    """Whether the sentence tells of several events in one ("weekend shootings").

    What the figure counts is none of them: "19 attacks" tells of them one by one.
    """
    near = range(figure.first - _NEAR, figure.last + _NEAR + 1)
    return any(
        hit.first in near and not figure.first <= hit.first <= figure.phrase.last
        for hit in figure.passage.events
    )


def scope(scene: Scene, figure: Figure) -> str | None:
    """`day` for a daily figure, `cumulative` where the text says so, `alone` for one place alone, `quarter` for a part
    of a town that no pack knows by name, else None.

    "On the opening day alone" is a daily figure, "in the city alone" one of a place.
    """
    if figure.mention.quantity.per == "d":
        return "day"
    passage, clause = figure.passage, figure.clause
    for hit in passage.of("scope", max(clause.first, figure.first - 4), min(clause.last, figure.last + 6)):
        told = hit.kinds["scope"].id
        if told == "day" and (figure.former < hit.first < figure.first) and figure.former >= clause.first:
            continue  # "480 million cubic feet a day to four power stations"
        if told != "alone":
            return told
        before = passage.between(max(hit.first - _DAY_OF, clause.first), hit.first - 1)
        return "day" if any(h.sense("weekday", "day", "timeunit", "rate") for h in before) else "alone"
    kinds = passage.of("placekind", clause.first, clause.last)
    return (
        "quarter"
        if any(hit.kinds["placekind"].id == "quarter" and _named(scene, hit) for hit in kinds)
        else None
    )


def _named(scene: Scene, hit: Hit) -> bool:
    """Whether a name that no pack knows follows: "the ward of Upper Lossim"."""
    index = hit.last + 1
    return index < len(scene.tokens.words) and scene.hit(index) is None and not scene.breaks(index)


def told_as_past(scene: Scene, figure: Figure) -> bool:
    """Whether the sentence tells the figure as history ("once", "at the time").

    What somebody once was ("Smith, who once ran it, sold 30") tells nothing of the figure.
    """
    near = figure.passage.of("past", figure.first - _NEAR, figure.last + _NEAR)
    if any(not _of_somebody(scene, hit) for hit in near):
        return True
    return earlier_count(scene, max(figure.first - _NEAR, figure.clause.first), figure.first - 1)


def _of_somebody(scene: Scene, hit: Hit) -> bool:
    before = scene.hit(hit.first - 1) if hit.first else None
    return before is not None and before.kinds.get("relative") is not None
