"""From a word of the text to what it can mean: clitics peeled, endings undone, once per distinct word.

A lexicon is a dictionary that fills itself: the first look-up of a surface form takes it apart, later ones
cost one hash. Word forms are never listed; the pack states its clitics and endings once, as operators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from consistency.model.tokens import DIGIT_CHARS
from consistency.model.words import Follow, Form, Meaning, Phrase, PhraseStart, Sense, kinds_of
from consistency.packs.folding import Folding
from consistency.packs.memo import MOST_REMEMBERED, Memo

# No inflected word of a language is longer; what is longer is not looked at.
LONGEST_WORD = 64
# Digits that are kept: years, days and what else comes again and again.
LONGEST_DIGITS = 4

_DIGITS_FORM = (Form((Sense("digits", ""),)),)
# What every run of digits means.
DIGITS = Meaning(_DIGITS_FORM, (), kinds_of(_DIGITS_FORM), 0, frozenset())
# What endings of common words say in the packs' `kinds`.
_COMMON = "common"
# Letters of a word that is too short to be taken apart behind one that may belong to it.
_SHORT = 3
# The name of endings that tell the person of a verb.
_VERB = "verb"

# A sense as the compiled packs keep it: kind, id and `key=value` data, tabs between. The senses of a word
# stand in one text, a line each, and are taken apart when the word is met: most words of a pack never are.


class Ending(Struct, frozen=True):
    """An operator on the end of a word: take `add` off, put `instead` on, and call the result `name`.

    kinds: the kinds of term that take it.
    """

    add: str
    instead: str
    name: str
    kinds: frozenset[str]


class Morphology(Struct, frozen=True):
    """A language's clitics and endings, all in folded spelling.

    contracted: a preposition and article written as one, as (written, preposition).
    loose: an ending that the later words of a phrase may carry or not (the Arabic accusative, the English
        plural and possessive).
    bare: kinds of name that never take an article unless it belongs to them ("Seoul" is not "the floods").
    light: kinds that only help to read others: such a word may be an inflected form of a fuller one too.
    future: a proclitic of verbs alone, reported as their preposition; verbs: the kinds that take it.
    """

    conjunctions: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    article: str = ""
    contracted: tuple[tuple[str, str], ...] = ()
    endings: tuple[Ending, ...] = ()
    loose: str = ""
    future: str = ""
    verbs: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()

    def clitics(self) -> frozenset[str]:
        """Every run of clitics that can stand before a number: "و", "بال", "ولل"."""
        articles = ("", self.article) if self.article else ("",)
        middles = {p + a for p in ("", *self.prepositions) for a in articles}
        middles |= {written for written, _ in self.contracted}
        return frozenset(c + m for c in ("", *self.conjunctions) for m in middles) - {""}


class Common(Struct, frozen=True):
    """Words that no pack gives a sense and yet are no names, folded.

    imperfect: the letters that a verb in the imperfect begins with, as the words are listed with the first of them.
    initials: clitics that are letters of names oftener than clitics before a short word.
    """

    words: frozenset[str] = frozenset()
    imperfect: tuple[str, ...] = ()
    initials: frozenset[str] = frozenset()


class Lexicon(dict[str, "Meaning | None"]):
    """surface form -> Meaning, or None for a word the packs do not know; digits mean DIGITS.

    terms: folded word -> its senses, a line each; phrases: folded first word -> a line for each longer term,
        the rest of its words before the sense. See `raw_sense`.
    """

    def __init__(
        self,
        language: str,
        folding: Folding,
        morphology: Morphology,
        terms: Mapping[str, str],
        phrases: Mapping[str, str],
        common: Common | None = None,
    ) -> None:
        super().__init__()
        self.language = language
        self._common = common or Common()
        self.folding = folding
        self.morphology = morphology
        self.clitics = morphology.clitics()
        self._terms = terms
        self._phrases = phrases
        # surface form -> the word without article and loose ending
        self.canonicals = Memo(self._canonical)
        # surface form -> whether it can begin a longer term
        self.beginners = Memo(self._begins)
        self._longer: dict[tuple[str, str], tuple[Phrase, ...]] = {}
        self._folded = Memo(folding.fold)
        self._led = Memo(self._is_led)
        self._endings = _by_letters(morphology.endings)
        # By the compiled packs' text and the case of the word: words with different clitics share them.
        self._known_senses: dict[tuple[str, bool, bool], tuple[Sense, ...]] = {}
        self._known_follow: dict[tuple[str, bool, bool], Follow] = {}

    def __missing__(self, surface: str) -> Meaning | None:
        if surface[:1] in DIGIT_CHARS:
            if len(surface) <= LONGEST_DIGITS and len(self) < MOST_REMEMBERED:
                self[surface] = DIGITS
            return DIGITS
        meaning = self._read(surface) if len(surface) <= LONGEST_WORD else None
        if len(self) < MOST_REMEMBERED:
            self[surface] = meaning
        return meaning

    def fold(self, surface: str) -> str:
        return self._folded[surface]

    def canonical(self, surface: str) -> str:
        """A word without article and loose ending, as the later words of a phrase are compared."""
        return self.canonicals[surface]

    def is_common(self, surface: str) -> bool:
        """Whether a word that no pack knows is a common one, in any of its forms, and so no name."""
        return (
            bool(self._common.words) and len(surface) <= LONGEST_WORD and self._commonly(self.fold(surface))
        )

    def is_led(self, surface: str) -> bool:
        """Whether a word that no pack knows begins with "and" or a preposition, as far as can be told.

        So it does where the article stands behind one of these, or a common word does that is none with it.
        """
        return self._led[surface]

    def _canonical(self, surface: str) -> str:
        return self.bare(self.fold(surface))

    def _begins(self, surface: str) -> bool:
        meaning = self[surface]
        return meaning is not None and bool(meaning.seconds)

    def _is_led(self, surface: str) -> bool:
        return len(surface) <= LONGEST_WORD and self._leads(self.fold(surface))

    def _leads(self, folded: str) -> bool:
        words = self._common.words
        if folded in words or self.bare(folded) in words:
            return False
        for conjunction, preposition, stem, definite, _ in self._peel(folded):
            if (conjunction or preposition) and (
                (definite and len(stem) > _SHORT) or stem in words or stem in self._terms
            ):
                return True
        return False

    def _commonly(self, folded: str) -> bool:
        for conjunction, preposition, stem, definite, _ in self._peel(folded):
            # A short word behind these may be a name of its own: فيصل is not "so he arrives".
            peeled = {conjunction, preposition}
            if len(stem) <= _SHORT and not definite and not peeled.isdisjoint(self._common.initials):
                continue
            if stem in self._common.words or self._imperfect(stem) in self._common.words:
                return True
            for length, by in self._endings:
                for _, ending in by.get(stem[len(stem) - length :], ()) if len(stem) > length + 1 else ():
                    if _COMMON in ending.kinds:
                        bare = stem[: len(stem) - length] + ending.instead
                        if bare in self._common.words or self._imperfect(bare) in self._common.words:
                            return True
        return False

    def _imperfect(self, stem: str) -> str:
        """A verb in the person in which common words are listed ("she visits" as "he visits")."""
        letters = self._common.imperfect
        return letters[0] + stem[1:] if letters and stem.startswith(letters) else stem

    def longer(self, surface: str, second: str) -> tuple[Phrase, ...]:
        """The longer terms that a word can begin and a canonical second word goes on with, longest first."""
        key = (surface, second)
        known = self._longer.get(key)
        if known is None:
            meaning = self[surface]
            found: list[Phrase] = []
            for start in meaning.starts if meaning is not None else ():
                for rest, senses in start.follow.get(second, ()):
                    forms = (replace(start.form, senses=senses),)
                    found.append((rest, Meaning(forms, (), kinds_of(forms), start.form.skip, frozenset())))
            # Of two of one length the way to begin that takes off less comes first, as they stand.
            known = tuple(sorted(found, key=lambda phrase: -len(phrase[0])))
            if len(self._longer) < MOST_REMEMBERED:
                self._longer[key] = known
        return known

    def bare(self, folded: str) -> str:
        article, loose = self.morphology.article, self.morphology.loose
        if article and folded.startswith(article) and len(folded) > len(article) + 1:
            folded = folded[len(article) :]
        if loose and folded.endswith(loose) and len(folded) > len(loose) + 2:
            folded = folded[: -len(loose)].rstrip("'")
        return folded

    def _read(self, surface: str) -> Meaning | None:
        folded = self.fold(surface)
        forms: list[Form] = []
        starts: list[PhraseStart] = []
        whole = False
        for conjunction, preposition, stem, definite, peeled in self._peel(folded):
            skip = self.folding.taken(surface, peeled) if peeled else 0
            shape = (skip, conjunction, preposition, definite)
            if rests := self._begun(stem):
                start = self._phrase_start(rests, Form((), *shape, ""), surface)
                if start.follow:
                    starts.append(start)
            if whole:
                continue  # a whole word that the pack knows is taken apart only as the start of a phrase
            senses = self._senses(self._terms.get(stem, ""), surface)
            if preposition and preposition == self.morphology.future:
                senses = tuple(s for s in senses if s.kind in self.morphology.verbs)
            if definite:
                senses = tuple(s for s in senses if s.kind not in self.morphology.bare)
            if senses:
                forms.append(Form(senses, *shape, ""))
                whole = not conjunction and not preposition
                if all(sense.kind in self.morphology.light for sense in senses):
                    forms.extend(self._inflected(stem, surface, shape))
            elif not preposition or preposition != self.morphology.future:
                forms.extend(self._inflected(stem, surface, shape))
        if not forms and not starts:
            return None
        found = tuple(forms)
        seconds = frozenset(word for start in starts for word in start.follow)
        return Meaning(found, tuple(starts), kinds_of(found), found[0].skip if found else 0, seconds)

    def _begun(self, stem: str) -> str:
        """The phrases that begin with a word, or with the word without its loose ending."""
        loose = self.morphology.loose
        found = self._phrases.get(stem, "")
        if loose and stem.endswith(loose) and len(stem) > len(loose) + 2:
            found = f"{found}\n{self._phrases.get(stem[: -len(loose)], '')}".strip("\n")
        return f"{found}\n{self._begun_by_verb(stem)}".strip("\n")

    def _begun_by_verb(self, stem: str) -> str:
        """The phrases that begin with a verb of which this is another person ("they obtained" for "he obtained")."""
        found = []
        for length, by in self._endings if self._phrases else ():
            for _, ending in by.get(stem[len(stem) - length :], ()) if len(stem) > length + 2 else ():
                if ending.name == _VERB:
                    lines = self._phrases.get(stem[: len(stem) - length] + ending.instead, "").splitlines()
                    found += [line for line in lines if line.split("\t")[1] in ending.kinds]
        return "\n".join(found)

    def _peel(self, folded: str) -> list[tuple[str, str, str, bool, int]]:
        """(conjunction, preposition, stem, definite, letters peeled), fewest clitics first."""
        shape = self.morphology
        found: list[tuple[str, str, str, bool, int]] = []
        rests = [("", folded)]
        rests += [
            (c, folded[len(c) :])
            for c in shape.conjunctions
            if folded.startswith(c) and len(folded) > len(c) + 1
        ]
        for conjunction, rest in rests:
            used = len(conjunction)
            tries = [("", rest, used)]
            tries += [
                (p, rest[len(p) :], used + len(p))
                for p in shape.prepositions
                if rest.startswith(p) and len(rest) > len(p) + 1
            ]
            for preposition, stem, peeled in tries:
                found.append((conjunction, preposition, stem, False, peeled))
                if shape.article and stem.startswith(shape.article) and len(stem) > len(shape.article) + 1:
                    found.append((conjunction, preposition, stem[len(shape.article) :], True, peeled))
            if shape.future and rest.startswith(shape.future) and len(rest) > len(shape.future) + 1:
                found.append(
                    (conjunction, shape.future, rest[len(shape.future) :], False, used + len(shape.future))
                )
            for written, preposition in shape.contracted:
                if rest.startswith(written) and len(rest) > len(written) + 1:
                    stem, peeled = rest[len(written) :], used + len(preposition)
                    found.append((conjunction, preposition, shape.article + stem, False, peeled))
                    found.append((conjunction, preposition, stem, True, peeled))
        return found

    def _inflected(self, stem: str, surface: str, shape: tuple[int, str, str, bool]) -> list[Form]:
        forms = []
        size = len(stem)
        fit = [
            e for length, by in self._endings if size > length + 1 for e in by.get(stem[size - length :], ())
        ]
        for _, ending in sorted(fit) if len(fit) > 1 else fit:
            raw = self._terms.get(stem[: len(stem) - len(ending.add)] + ending.instead)
            if raw:
                senses = tuple(s for s in self._senses(raw, surface) if s.kind in ending.kinds)
                if senses:
                    forms.append(Form(senses, *shape, ending.name))
        return forms

    def _senses(self, raw: str, surface: str) -> tuple[Sense, ...]:
        if not raw:
            return ()
        key = (raw, surface[0].isupper(), surface.isupper())
        known = self._known_senses.get(key)
        if known is None:
            known = self._known_senses[key] = tuple(
                sense for sense in map(_sense, raw.splitlines()) if _cased(sense.get("case"), *key[1:])
            )
        return known

    def _phrase_start(self, raw: str, form: Form, surface: str) -> PhraseStart:
        key = (raw, surface[0].isupper(), surface.isupper())
        known = self._known_follow.get(key)
        if known is None:
            known = self._known_follow[key] = self._follow(raw, surface)
        return PhraseStart(form, known)

    def _follow(self, raw: str, surface: str) -> Follow:
        grouped: dict[str, list[str]] = {}
        for line in raw.splitlines():
            rest, _, sense = line.partition("\t")
            grouped.setdefault(rest, []).append(sense)
        follow: dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]] = {}
        for rest, lines in grouped.items():
            first, *more = map(self.bare, rest.split(" "))
            if senses := self._senses("\n".join(lines), surface):
                follow.setdefault(first, []).append((tuple(more), senses))
        return {k: tuple(sorted(v, key=lambda f: (-len(f[0]), f[0]))) for k, v in follow.items()}


def raw_sense(kind: str, ident: str, data: Sequence[tuple[str, str]]) -> str:
    """A sense as one line of the compiled packs."""
    return "\t".join((kind, ident, *(f"{key}={value}" for key, value in data)))


def _by_letters(endings: Sequence[Ending]) -> list[tuple[int, dict[str, list[tuple[int, Ending]]]]]:
    """The endings, with their place in the pack's order, by how many letters they add and which."""
    found: dict[int, dict[str, list[tuple[int, Ending]]]] = {}
    for place, ending in enumerate(endings):
        found.setdefault(len(ending.add), {}).setdefault(ending.add, []).append((place, ending))
    return sorted(found.items())


def _cased(case: str, capital: bool, upper: bool) -> bool:
    """Whether a word so written can have a sense that asks for capitals."""
    return (case != "capital" or capital) and (case != "upper" or upper)


def _sense(raw: str) -> Sense:
    kind, ident, *data = raw.split("\t")
    pairs = tuple((key, value) for key, _, value in (item.partition("=") for item in data))
    return Sense(kind, ident, pairs)
