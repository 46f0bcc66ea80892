"""What the noun phrase of a figure holds, and how a language builds one."""

from __future__ import annotations

from msgspec import Struct, field

from consistency.claims.plurals import is_plural
from consistency.claims.scene import Scene
from consistency.model.words import Hit, Sense

# Tokens within which a place stands behind "of": its article and its name may come first.
_OF_NAME = 6


class NounPhrase(Struct):
    """The words after (or round) a figure, sorted. last: its last token. Filled while it is read.

    beyond: another noun stands behind the one that is counted. tail: the last token of the noun itself.
    plural: whether that is in the plural. trailing: the role is told by a word behind the noun. several: whether the
    figure counts more than one.
    """

    last: int
    several: bool = False
    head: int | None = None
    tail: int = -1
    plural: bool = False
    concept: Sense | None = None
    role: str | None = None
    text: str = ""
    qualifiers: list[str] = field(default_factory=list)
    owners: list[Hit] = field(default_factory=list)
    other: bool = False
    more: bool = False
    trailing: bool = False
    beyond: bool = False

    @property
    def generic(self) -> bool:
        return self.concept is None or self.concept.get("generic") == "yes"

    def take(self, hit: Hit, sense: Sense, text: str) -> None:
        self.head, self.tail, self.concept, self.text = hit.first, hit.last, sense, text
        self.plural = is_plural(hit)
        self.role = sense.get("role") or self.role

    def take_unknown(self, index: int, word: str) -> None:
        """A noun that no pack knows, which what was read so far qualifies."""
        if self.concept is not None:
            self.qualifiers.append(self.concept.id)
        self.head = self.tail = self.last = index
        self.concept, self.text, self.plural = None, word, True


def head_last(scene: Scene) -> bool:
    order = scene.language.get("noun_order", "head-last")
    return bool(order == "head-last")


def hedges_behind(scene: Scene, index: int) -> bool:
    """Whether a hedge stands between a figure and its noun: "40 or so houses", "40-odd houses"."""
    hit = scene.hit(index)
    hedge = hit.kinds.get("hedge") if hit is not None else None
    return hedge is not None and hedge.get("side") == "after" and head_last(scene)


def is_of(scene: Scene, hit: Hit) -> bool:
    """Whether a term joins a noun to what it is of, in languages that have a word for that alone."""
    return hit.first == hit.last and scene.plain(hit.first) in scene.language.get("genitives", ())


def people_of(scene: Scene, hit: Hit, first: int) -> Hit | None:
    """Those who belong to a place: "the population of Upper Lossim island reached 41,200"."""
    for index in range(hit.first - 1, max(hit.first - _OF_NAME, first), -1):
        of = scene.hit(index)
        if scene.breaks(index + 1) or (of is not None and not of.kinds.get("stop")):
            return None
        if of is not None and is_of(scene, of):
            people = scene.hit(index - 1)
            sense = people.kinds.get("concept") if people is not None else None
            row = scene.packs.table("counted").get(sense.id, {}) if sense is not None else {}
            return people if row.get("class") == "person" and not scene.breaks(index) else None
    return None


def possesses(scene: Scene, hit: Hit) -> bool:
    """Whether a term is the owner of what follows: "the county's"; where heads come first it is what is owned."""
    return hit.forms[0].ending == "possessed" and head_last(scene)


def narrows(scene: Scene, classifier: str, concept: str) -> bool:
    """Whether a noun says more exactly what a classifier counts: "pieces of artillery", not "people of the city"."""
    table = scene.packs.table("counted")
    kind = table.get(classifier, {}).get("class")
    return bool(kind) and kind in ("thing", table.get(concept, {}).get("class"))
