"""The interface's words, from `reports/messages/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from consistency.errors import ConfigError
from consistency.packs.locate import reports_root
from consistency.packs.told_units import plural_category

LANGUAGES = ("en", "ar")


class Words(Struct, frozen=True):
    """The messages of one interface language, by key."""

    language: str
    texts: Mapping[str, str]

    @property
    def rtl(self) -> bool:
        return self.language == "ar"

    @property
    def comma(self) -> str:
        return "، " if self.rtl else ", "

    @property
    def semicolon(self) -> str:
        return "؛ " if self.rtl else "; "

    def __call__(self, key: str, **values: object) -> str:
        """The message with its values put in. Raises: KeyError for a key that the messages lack."""
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def count(self, key: str, number: int) -> str:
        """`5 articles`, in the form that the language has for the number."""
        text = self.texts.get(f"count.{key}.{plural_category(self.language, number)}")
        return (text or self.texts[f"count.{key}.other"]).replace("{n}", f"{number:,}")

    def known(self, key: str, otherwise: str) -> str:
        """The message, or `otherwise` where there is none."""
        return self.texts.get(key, otherwise)


@lru_cache(maxsize=len(LANGUAGES))
def load_words(language: str) -> Words:
    """Raises: ConfigError for a language the interface does not speak."""
    if language not in LANGUAGES:
        raise ConfigError(
            f"the interface does not speak {language!r}", place="--ui", advice=f"use {' or '.join(LANGUAGES)}"
        )
    path = reports_root() / "messages" / f"{language}.yaml"
    texts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, colon, text = line.partition(":")
        if colon and not line.startswith("#"):
            text = text.strip()
            texts[key.strip()] = text[1:-1] if text.startswith('"') else text
    return Words(language, texts)
