"""Who says so: the holder of a claim, and the report it rests on."""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress
from operator import attrgetter

from msgspec import Struct

from consistency.claims.figure import Figure
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.claims.whose import antecedent
from consistency.model.claim import Attribution
from consistency.model.document import Span
from consistency.model.timex import TimexMention
from consistency.model.words import Hit

# Kinds of term that a holder is named by, and that what is said may begin with.
_NAMES = frozenset(("actor", "subject", "demonym", "anaphor"))
_OPENING = frozenset(("stop", "clause"))
# Who made a report stands so many tokens before its word or behind it, named by such a kind of term.
_MAKER = (3, 4)
_MAKERS = frozenset(("subject", "actor"))
# The holder's name is looked for this many tokens from the word of saying.
_NAME = 9
# Classes of what can say something; it stands so many tokens before its word, and is called by so many more.
_SPEAKERS = ("person", "organisation")
_SPEAKER, _CALLED = 4, 3
# "The metalworkers' union at 5,000": the holder begins so many tokens behind the comma at the most.
_WHOSE = 3
# "The report" points back over this many reports at most.
_BACK = 20


class Source(Struct, frozen=True):
    """A report or statement told of in the text: who made it, and the date beside it."""

    token: int
    kind: str
    holder: str | None
    text: str
    span: Span
    date: TimexMention | None


def sources(scene: Scene, times: tuple[TimexMention, ...]) -> tuple[Source, ...]:
    """Reports that the text introduces with their maker or date ("a UN report published in February")."""
    terms, reporting = scene.tokens.terms, map(attrgetter("report"), map(scene.told.__getitem__, scene.terms))
    reports = set(compress(scene.terms, reporting))
    if not reports:
        return ()
    found = []
    for hit in scene.tokens.hits(list(compress(range(len(terms)), map(reports.__contains__, terms)))):
        position = bisect_right(times, hit.last, key=lambda t: t.first)
        dated = position < len(times) and times[position].first <= hit.last + _NAME
        if not dated and not _may_have_maker(scene, hit):
            continue
        sense = hit.kinds["report"]
        clause = scene.clause(scene.passage(hit.start), hit.first, hit.last)
        form = hit.form("report")
        near = dated and times[position].first <= clause.last
        date = times[position] if near else None
        if form is not None and form.definite and date is None:
            continue  # "the report": it points back
        holder, last = _named(scene, hit.last + 1, min(clause.last, hit.last + _MAKER[1]))
        if holder is None:
            holder, _ = _named(scene, max(clause.first, hit.first - _MAKER[0]), hit.first - 1)
        if holder is not None or date is not None:
            text = scene.text(hit.first, max(last, hit.last))
            found.append(
                Source(hit.first, sense.id, holder, text, Span(hit.start, scene.tokens.end(last)), date)
            )
    return tuple(found)


def _may_have_maker(scene: Scene, hit: Hit) -> bool:
    """Whether somebody is named near a word for a report that does not point back, whatever stands between."""
    form, (before, behind) = hit.form("report"), _MAKER
    if form is not None and form.definite:
        return False
    near = range(max(hit.first - before, 0), min(hit.last + behind + 1, len(scene.tokens.terms)))
    return any(not _MAKERS.isdisjoint(other.kinds) for other in scene.tokens.hits(near))


def attribution(
    scene: Scene, figure: Figure, known: tuple[Source, ...]
) -> tuple[Attribution | None, Source | None]:
    """Who gives a figure, and the report behind it, if one was introduced.

    A word of saying in the sentence counts, the nearest before the figure first; a bare "the report" stands for
    the one introduced before.
    """
    bounds = figure.passage
    told = bounds.of_any(("say", "according"), bounds.first, bounds.last)
    cues = [hit for hit in told if _says(scene, hit, bounds)]
    if not cues:
        return None, None
    if (gapped := _without_verb(scene, figure)) is not None:
        return gapped, None
    before = [h for h in cues if h.last < figure.first]
    later = (h for h in cues if h.first > figure.last and not _warns(h))
    behind = (h for h in later if not _opens_another(scene, figure, h))
    for cue in [*reversed(before), *behind]:
        holder, name_first, name_last = _holder(scene, cue, bounds)
        source = _pointed_at(scene, cue, bounds, known)
        if holder is None and source is not None:
            return Attribution(source.text, source.holder, source.span), source
        if holder is not None or source is not None:
            span = Span(scene.tokens.starts[name_first], scene.tokens.end(name_last))
            text = scene.tokens.text[span.start : span.end]
            return Attribution(text, holder, span), source
        if (speaker := _speaker(scene, cue, bounds)) is not None and not _of_figure(scene, figure, speaker):
            return Attribution(scene.tokens.text[speaker.start : speaker.end], None, speaker), None
    return None, None


def _says(scene: Scene, cue: Hit, bounds: Passage) -> bool:
    """Whether a word says something here: "نقل عن", not "نقل 66 شخصا"; "بين أن", not "المواجهات بين".

    A word of saying that is a preposition or a verb of something else too says something only with what its
    `with` names behind it.
    """
    sense = cue.kinds.get("say")
    needed = sense.get("with") if sense is not None and not cue.kinds.get("according") else None
    if not needed:
        return True
    words = range(cue.last + 1, min(bounds.last, cue.last + _NAME) + 1)
    return any(needed in (scene.plain(index), scene.tokens.fold(index)) for index in words)


def _warns(cue: Hit) -> bool:
    """Whether a word tells of a warning, which gives no figure that stands before it."""
    sense = cue.kinds.get("say")
    return sense is not None and sense.id == "warn" and not cue.kinds.get("according")


def _of_figure(scene: Scene, figure: Figure, speaker: Span) -> bool:
    """Whether the noun is what the figure counts: "300 ألف جندي بحسب تقديرات غربية"."""
    return scene.tokens.starts[figure.first] <= speaker.start < scene.tokens.end(figure.phrase.last)


def _without_verb(scene: Scene, figure: Figure) -> Attribution | None:
    """Whoever stands right before a figure, whose verb of saying is that of the clause before.

    "The police put the crowd at 3,000, the organisers at 15,000".
    """
    first = figure.clause.first
    if first == figure.passage.first or not figure.passage.of_any(
        ("say", "according"), figure.passage.first, first - 1
    ):
        return None
    opening = scene.hits_between(first, figure.first - 1)
    named = [hit for hit in opening if hit.sense("actor", "subject") or _may_speak(scene, hit)]
    reach = _WHOSE if scene.language.get("noun_order") == "head-last" else 1
    if len(named) != 1 or named[0].first - first > reach or named[0].forms[0].preposition:
        return None
    behind = figure.first - 1 - named[0].last
    glue = [
        hit for hit in opening if hit.first > named[0].last and hit.sense("hedge", "in", "stop", "clause")
    ]
    if behind != sum(hit.last - hit.first + 1 for hit in glue):
        return None
    sense, span = named[0].sense("subject", "actor"), Span(named[0].start, named[0].end)
    return Attribution(scene.tokens.text[span.start : span.end], sense.id if sense else None, span)


def _opens_another(scene: Scene, figure: Figure, cue: Hit) -> bool:
    """Whether a word of saying behind a figure says something of its own: "..., but a source said that 43 ..." """
    joined = cue.forms[0].conjunction and scene.language.get("verb_order") == "verb-first"
    if not joined and not any(scene.breaks(index) for index in range(figure.last + 1, cue.first + 1)):
        return False
    for hit in scene.hits_between(cue.last + 1, cue.last + _NAME):
        if scene.breaks(hit.first):
            return False
        if _opens_speech(scene, hit):
            return True
    return False


def _holder(scene: Scene, cue: Hit, bounds: Passage) -> tuple[str | None, int, int]:
    said = range(cue.last + 1, min(bounds.last, cue.last + _NAME) + 1)
    colon = next((index for index in said if ":" in scene.tokens.gaps[index]), said.stop)
    after = _name_run(scene, said.start, colon - 1)  # behind a colon stands what is said
    before = _name_run(scene, max(bounds.first, cue.first - 6), cue.first - 1)
    verb_first = scene.language.get("verb_order") == "verb-first"
    order = (after, before) if verb_first or cue.kinds.get("according") else (before, after)
    for holder, first, last in order:
        if holder is not None:
            return holder, first, last
    return None, cue.first, cue.last


def _speaker(scene: Scene, cue: Hit, bounds: Passage) -> Span | None:
    """The noun that a word of saying belongs to, where no pack knows the holder: "a guard told", "قالت شركة"."""
    if cue.sense("in", "stop"):
        return None  # also a word for "between"
    verb_first = scene.language.get("verb_order") == "verb-first"
    beside = bounds.at.get(cue.last + 1)
    if (verb_first or cue.kinds.get("according")) and beside is not None and _may_speak(scene, beside):
        if not scene.breaks(beside.first):
            return Span(beside.start, scene.tokens.end(_name_end(scene, beside.last, bounds)))
        return None
    if verb_first and beside is None and _is_definite(scene, cue.last + 1, bounds):
        return Span(
            scene.tokens.starts[cue.last + 1], scene.tokens.end(_name_end(scene, cue.last + 1, bounds))
        )
    for hit in reversed(bounds.between(max(bounds.first, cue.first - _SPEAKER), cue.first - 1)):
        if any(scene.breaks(index) for index in range(hit.last + 1, cue.first + 1)):
            return None
        return Span(hit.start, scene.tokens.end(hit.last)) if _may_speak(scene, hit) else None
    return None


def _may_speak(scene: Scene, hit: Hit) -> bool:
    sense = hit.kinds.get("concept")
    if sense is None or sense.get("role") or sense.get("generic"):
        return False
    return scene.packs.table("counted")[sense.id]["class"] in _SPEAKERS


def _is_definite(scene: Scene, index: int, bounds: Passage) -> bool:
    """Whether a word that no pack knows has the article, as no person's first name has: "قال الاتحاد"."""
    if index > bounds.last or scene.breaks(index):
        return False
    article = scene.language.get("clitics", {}).get("article", "")
    return bool(article) and scene.tokens.fold(index).startswith(article)


def _name_end(scene: Scene, noun: int, bounds: Passage) -> int:
    """The last token of what a speaker is called, up to what is said."""
    last = noun
    while last < min(bounds.last, noun + _CALLED) and not scene.breaks(last + 1):
        hit = bounds.at.get(last + 1)
        if hit is not None and (
            _opens_speech(scene, hit) or not hit.sense("concept", "subject", "place", "demonym")
        ):
            break
        last = hit.last if hit is not None else last + 1
    return last


def _name_run(scene: Scene, first: int, last: int) -> tuple[str | None, int, int]:
    """The first holder named between two tokens; an organisation goes before the office of who speaks for it.

    To whom it was said ("قال المتحدث لرويترز") goes last.
    """
    run: list[Hit] = []
    for hit in scene.hits_between(first, last):
        if run and _ends_name(scene, hit, run[-1]):
            break
        if not _NAMES.isdisjoint(hit.kinds):
            run.append(hit)
        elif not _OPENING.isdisjoint(hit.kinds) and _opens_speech(scene, hit):
            break
    if not run:
        return None, first, last
    hearers = scene.language.get("told_to", ())
    heard = [hit for hit in run if hit.forms[0].preposition in hearers]
    run = [hit for hit in run if hit not in heard] or heard
    for kinds in (("subject",), ("actor",)):
        for hit in run:
            if sense := hit.sense(*kinds):
                country = (
                    next((f"@{d.id}" for h in run if (d := h.kinds.get("demonym"))), "")
                    if kinds == ("actor",)
                    else ""
                )
                return sense.id + country, run[0].first, run[-1].last
    for hit in run:
        if sense := hit.kinds.get("anaphor"):
            named = antecedent(scene, sense.id, hit.first)
            if named:
                return named[0], hit.first, hit.last
    return None, first, last


def _ends_name(scene: Scene, hit: Hit, before: Hit) -> bool:
    return (
        hit.first > before.last + 3
        or hit.sense("digits", "number", "say") is not None
        or scene.breaks(hit.first)
    )


def _opens_speech(scene: Scene, hit: Hit) -> bool:
    """Whether a word such as "that" opens what is said, so that no name after it is the speaker's."""
    words = scene.language.get("opens_speech", ())
    return scene.plain(hit.last) in words or scene.tokens.fold(hit.last) in words


def _named(scene: Scene, first: int, last: int) -> tuple[str | None, int]:
    for hit in scene.hits_between(first, last):
        if sense := hit.sense("subject", "actor"):
            return sense.id, hit.last
        if not _OPENING.isdisjoint(hit.kinds) and _opens_speech(scene, hit):
            break
    return None, first - 1


def _pointed_at(scene: Scene, cue: Hit, bounds: Passage, known: tuple[Source, ...]) -> Source | None:
    """The report a word of saying speaks of: the one beside it, or the last introduced of its kind."""
    for hit in bounds.of("report", cue.first - 4, cue.last + 4):
        sense = hit.kinds["report"]
        end = bisect_right(known, hit.first, key=lambda s: s.token)
        for source in reversed(known[max(end - _BACK, 0) : end]):
            if source.token == hit.first or source.kind == sense.id:
                return source
    return None
