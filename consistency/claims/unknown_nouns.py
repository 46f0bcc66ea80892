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
    if not words:
        return
    named = [i for i in words if found.several and plural_word(scene, i)] if reversed_ else []
    head = named[-1] if named else words[-1] if reversed_ else words[0]
    if (
        reversed_
        and len(words) == 1
        and scene.plain(head).endswith(tuple(scene.language.get("verb_endings", ())))
    ):
        return  # "three escaped": a verb, and nobody counted by name
    if reversed_ and found.several and not named and before_article(scene, head):
        return  # "96,000 got the jab"
    found.head, found.text = head, scene.tokens.words[head]
    found.qualifiers = [scene.plain(i) for i in words if i != head][:2]
    found.tail, found.last = head, max(found.last, words[-1])
