"""Whether a word is in the plural, and whether it can be no noun: what tells the noun that several are."""

from __future__ import annotations

from consistency.claims.scene import Scene
from consistency.model.words import Hit


def is_plural(hit: Hit) -> bool:
    form = hit.form("concept")
    return form is not None and form.ending == "plural"


def plural_word(scene: Scene, index: int) -> bool:
    """Whether a word has the ending of a plural, as far as its letters tell."""
    word = scene.tokens.words[index]
    endings = tuple(e["add"] for e in scene.language.get("endings", ()) if e["name"] == "plural")
    others = tuple(scene.language.get("no_plurals", ()))
    return bool(endings) and word.islower() and word.endswith(endings) and not word.endswith(others)


def before_article(scene: Scene, index: int) -> bool:
    after = index + 1
    if after >= len(scene.tokens.words) or scene.breaks(after):
        return False
    return scene.plain(after) in scene.language.get("articles", ())
