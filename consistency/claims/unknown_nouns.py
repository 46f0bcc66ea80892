"""Words of a figure's noun phrase that no pack knows: its noun, or what qualifies it."""

from __future__ import annotations

from consistency.claims.noun import NounPhrase, head_last
from consistency.claims.plurals import before_article, plural_word
from consistency.claims.scene import Scene


def reads_on(scene: Scene, found: NounPhrase, unknown: list[int], index: int) -> bool:
    """Whether an unknown word may belong to the phrase: before a known head, or as its qualifier."""
    if found.head is None and found.other and not _leads_noun(scene, index):
        return False  # "13 others": whoever they are was named before
    if found.head is None and found.owners and not head_last(scene):
        return False  # "12 Palestinians": they are the noun
    if scene.tokens.lexicon.is_led(scene.tokens.words[index]):
        return False  # "and ...", "by ...": another phrase
    if found.head is not None and found.concept is None:
        return False
    if found.concept is not None:
        behind = index == found.tail + 1 and found.several and not found.plural and head_last(scene)
        if behind and plural_word(scene, index):
            found.take_unknown(index, scene.tokens.words[index])  # "12 oil rigs"
            return True
        if len(found.qualifiers) < 2:
            found.qualifiers.append(scene.plain(index))
            found.last = index
            return True
        return False
    unknown.append(index)
    return len(unknown) <= 4


# Between a noun and its amount may stand words of these kinds.
_BETWEEN = ("hedge", "stop", "to", "by", "from", "in", "change", "numberof")
# A shorter word that no pack knows is a particle.
_SHORTEST = 3


def noun_before(scene: Scene, first: int, last: int) -> int | None:
    """The token of an unknown noun right before an amount, where heads come first: "بلغت الأقساط 3.4 مليون".

    None for a verb, what a preposition stands before, and in English, where the word before is a verb.
    """
    index = last
    while index >= first and not head_last(scene):
        hit = scene.hit(index)
        if hit is None:
            if _is_adjective(scene, first, index):
                index -= 1
                continue
            return index if _may_be_noun(scene, first, index) else None
        if (link := hit.kinds.get("stop")) is not None and link.id == "exchange":
            return None  # "انتقل إلى النادي مقابل 25 مليون يورو"
        if not hit.sense(*_BETWEEN):
            return None
        index -= 1
    return None


def _may_be_noun(scene: Scene, first: int, index: int) -> bool:
    word = scene.tokens.words[index]
    if len(scene.plain(index)) < _SHORTEST or scene.tokens.lexicon.is_led(word) or finite_verb(scene, index):
        return False  # "تعهد المانحون بتقديم 2 مليار": the sum is of nothing that stands before
    before = scene.hit(index - 1) if index > first and not scene.breaks(index) else None
    link = before.kinds.get("stop") if before is not None else None
    return link is None or link.id != "preposition"


def _is_adjective(scene: Scene, first: int, index: int) -> bool:
    """Whether a word with the article stands behind another with it: "الأقساط المكتتبة"."""
    if index == first or scene.breaks(index) or scene.hit(index - 1) is not None:
        return False
    article = scene.language.get("clitics", {}).get("article", "")
    words = scene.tokens.words
    return bool(article) and words[index].startswith(article) and words[index - 1].startswith(article)


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a verb stands behind a figure that has no noun: "أصيب 100 يعالجون في المستشفيات"."""
    shapes = scene.language.get("verb_shapes", {})
    ends = tuple(shapes.get("plural", ()))
    return finite_verb(scene, index) and scene.tokens.words[index].endswith(ends)


def finite_verb(scene: Scene, index: int) -> bool:
    """Whether a word that no pack knows has the shape of a verb with its subject ("يعيشون", "مكثوا", "رصدت")."""
    word, shapes = scene.tokens.words[index], scene.language.get("verb_shapes", {})
    article = scene.language.get("clitics", {}).get("article", "")
    if not shapes or word.startswith(article):
        return False
    ends = word.endswith(tuple(shapes["ends"])) and not word.endswith(tuple(shapes["but"]))
    return ends or word.startswith(tuple(shapes["begins"]))


def _leads_noun(scene: Scene, index: int) -> bool:
    """Whether a noun stands right behind a word that no pack knows: "two other male suspects"."""
    follow = None if scene.breaks(index + 1) else scene.hit(index + 1)
    return follow is not None and head_last(scene) and follow.kinds.get("concept") is not None


def settle_unknown(scene: Scene, found: NounPhrase, unknown: list[int], beside: int) -> None:
    """Unknown words before a known head qualify it; without one, they hold the head themselves."""
    if found.concept is not None and not head_last(scene) and unknown[0] == beside:
        found.head, found.concept, found.role = unknown[0], None, None  # "14 عمود كهرباء" are posts
        found.text, found.qualifiers, found.beyond = scene.tokens.words[unknown[0]], [], True
        return
    if found.concept is not None and found.concept.get("generic") != "yes":
        found.qualifiers[:0] = [scene.plain(i) for i in unknown if found.head is not None and i < found.head][
            :2
        ]
        return
    if found.head is not None:
        return
    reversed_ = head_last(scene)
    words = [i for i in unknown if len(scene.plain(i)) > 1]
    if not words or (not reversed_ and _goes_on(scene, words[0])):
        return
    named = [i for i in words if found.several and plural_word(scene, i)] if reversed_ else []
    head = named[-1] if named else words[-1] if reversed_ else words[0]
    if (
        reversed_
        and len(words) == 1
        and (
            scene.plain(head).endswith(tuple(scene.language.get("verb_endings", ())))
            or scene.plain(head) in scene.language.get("bare_verbs", ())
        )
    ):
        return  # "three escaped": a verb, and nobody counted by name
    if reversed_ and found.several and not named and before_article(scene, head):
        return  # "96,000 got the jab"
    found.head, found.text = head, scene.tokens.words[head]
    found.qualifiers = [scene.plain(i) for i in words if i != head][:2]
    found.tail, found.last = head, max(found.last, words[-1])
