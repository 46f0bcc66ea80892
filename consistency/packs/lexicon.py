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
from consistency.packs.morphology import Clitics, Ending, Endings, Morphology

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
        self._clitics = Clitics(morphology)
        self._endings = Endings(morphology.endings)
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
        return self.morphology.plain(self.fold(surface))

    def _begins(self, surface: str) -> bool:
        meaning = self[surface]
        return meaning is not None and bool(meaning.seconds)

    def _is_led(self, surface: str) -> bool:
        return len(surface) <= LONGEST_WORD and self._leads(self.fold(surface))

    def _leads(self, folded: str) -> bool:
        words = self._common.words
        if folded in words or self.morphology.plain(folded) in words:
            return False
        for conjunction, preposition, stem, definite, _ in self._clitics.peel(folded):
            if (conjunction or preposition) and (
                (definite and len(stem) > _SHORT) or stem in words or stem in self._terms
            ):
                return True
        return False

    def _commonly(self, folded: str) -> bool:
        for conjunction, preposition, stem, definite, _ in self._clitics.peel(folded):
            # A short word behind these may be a name of its own: فيصل is not "so he arrives".
            peeled = {conjunction, preposition}
            if len(stem) <= _SHORT and not definite and not peeled.isdisjoint(self._common.initials):
                continue
            if stem in self._common.words or self._imperfect(stem) in self._common.words:
                return True
            for ending, bare in self._endings.undone(stem):
                if _COMMON in ending.kinds and (
                    bare in self._common.words or self._imperfect(bare) in self._common.words
                ):
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
                for rest, senses in self.ways(start, second, surface):
                    forms = (replace(start.form, senses=senses),)
                    found.append((rest, Meaning(forms, (), kinds_of(forms), start.form.skip, frozenset())))
            # Of two of one length the way to begin that takes off less comes first, as they stand.
            known = tuple(sorted(found, key=lambda phrase: -len(phrase[0])))
            if len(self._longer) < MOST_REMEMBERED:
                self._longer[key] = known
        return known

    def ways(
        self, start: PhraseStart, second: str, surface: str
    ) -> list[tuple[tuple[str, ...], tuple[Sense, ...]]]:
        """The longer terms that go on with a canonical second word, longest first: what is left, and the senses."""
        grouped: dict[str, list[str]] = {}
        for line in start.follow.lines.get(second, ()):
            rest, _, sense = line.partition("\t")
            grouped.setdefault(rest, []).append(sense)
        found = [
            (tuple(map(self.morphology.plain, rest.split(" ")[1:])), self._senses("\n".join(lines), surface))
            for rest, lines in grouped.items()
        ]
        return sorted(found, key=lambda way: (-len(way[0]), way[0]))

    def _read(self, surface: str) -> Meaning | None:
        folded = self.fold(surface)
        forms: list[Form] = []
        light: list[Form] = []
        starts: list[PhraseStart] = []
        whole = False
        for conjunction, preposition, stem, definite, letters in self._clitics.peel(folded):
            undone = self._endings.undone(stem)
            rests = self._begun(stem, undone)
            # A whole word that the pack knows is taken apart only as the start of a phrase.
            meant = [] if whole else self._meant(stem, undone, surface, preposition, definite)
            if not rests and not meant:
                continue
            skip = self.folding.taken(surface, letters) if letters else 0
            if rests:
                start = self._phrase_start(rests, Form((), skip, conjunction, preposition, definite), surface)
                if start.follow.lines:
                    starts.append(start)
            for senses, ending in meant:
                form = Form(senses, skip, conjunction, preposition, definite, ending)
                if all(sense.kind in self.morphology.light for sense in senses):
                    light.append(form)  # "الرحلة" is the trip, before a number its label
                    continue
                forms.append(form)
                whole = whole or not (ending or conjunction or preposition)
        forms += light
        if not forms and not starts:
            return None
        found = tuple(forms)
        seconds = frozenset(word for start in starts for word in start.follow.lines)
        return Meaning(found, tuple(starts), kinds_of(found), found[0].skip if found else 0, seconds)

    def _begun(self, stem: str, undone: Sequence[tuple[Ending, str]]) -> str:
        """The phrases that begin with a word, with the word without its loose ending, or with a verb of which it is
        another person ("they obtained" for "he obtained")."""
        loose, phrases = self.morphology.loose, self._phrases
        found = [phrases[stem]] if stem in phrases else []
        if loose and stem.endswith(loose) and len(stem) > len(loose) + 2:
            found += [phrases[bare]] if (bare := stem[: -len(loose)]) in phrases else []
        for ending, bare in undone:
            if bare in phrases and ending.name == _VERB and len(stem) > len(ending.add) + 2:
                lines = phrases[bare].splitlines()
                found += [line for line in lines if line.split("\t")[1] in ending.kinds]
        return "\n".join(found)

    def _meant(
        self, stem: str, undone: Sequence[tuple[Ending, str]], surface: str, preposition: str, definite: bool
    ) -> list[tuple[tuple[Sense, ...], str]]:
        """The senses of a word behind its clitics, each time with the ending that was undone, "" for none."""
        future = bool(preposition) and preposition == self.morphology.future
        senses = self._senses(self._terms.get(stem, ""), surface)
        if senses and future:
            senses = tuple(s for s in senses if s.kind in self.morphology.verbs)
        if senses and definite:
            senses = tuple(s for s in senses if s.kind not in self.morphology.bare)
        if not senses:
            return [] if future else self._inflected(undone, surface)
        if all(sense.kind in self.morphology.light for sense in senses):
            return [(senses, ""), *self._inflected(undone, surface)]
        return [(senses, "")]

    def _inflected(
        self, undone: Sequence[tuple[Ending, str]], surface: str
    ) -> list[tuple[tuple[Sense, ...], str]]:
        found = []
        for ending, bare in undone:
            if raw := self._terms.get(bare):
                senses = tuple(s for s in self._senses(raw, surface) if s.kind in ending.kinds)
                if senses:
                    found.append((senses, ending.name))
        return found

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
        lines: dict[str, list[str]] = {}
        for line in raw.splitlines():
            if "\tcase=" not in line or self._senses(line.partition("\t")[2], surface):
                second = line[: line.index("\t")].partition(" ")[0]
                lines.setdefault(self.morphology.plain(second), []).append(line)
        kinds = {
            second: frozenset(line.split("\t", 2)[1] for line in found) for second, found in lines.items()
        }
        return Follow(lines, kinds)


def raw_sense(kind: str, ident: str, data: Sequence[tuple[str, str]]) -> str:
    """A sense as one line of the compiled packs."""
    return "\t".join((kind, ident, *(f"{key}={value}" for key, value in data)))


def _cased(case: str, capital: bool, upper: bool) -> bool:
    """Whether a word so written can have a sense that asks for capitals, or for none."""
    return (case != "capital" or capital) and (case != "upper" or upper) and (case != "lower" or not capital)


def _sense(raw: str) -> Sense:
    kind, ident, *data = raw.split("\t")
    pairs = tuple((key, value) for key, _, value in (item.partition("=") for item in data))
    return Sense(kind, ident, pairs)
