"""Language tags: checked where they are given, guessed from the letters and the commonest words where not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from consistency.errors import InputError

UNKNOWN = "und"

# ISO 639-1, the two-letter codes.
TWO_LETTERS = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
        "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
        "ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
        "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi "
        "pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti "
        "tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    ).split()
)

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,6}")
_ARABIC, _LATIN = re.compile("[\u0620-\u06d3]+"), re.compile("[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u064b-\u0652\u0640][^\W\d_]+)*")

# Letters are counted in this many code points, from the start: a page's language shows early.
SAMPLE = 4000
# Of the words of running news, at least this share are among a language's commonest. Measured on a dozen
# articles each: Arabic .17 to .28, English .29 to .41; German has .14 of the English ones, French and Persian
# next to none. Single letters, which languages share, do not count.
LEAST_COMMON = 0.15


def checked_tag(given: str, place: str) -> str:
    """A BCP 47 tag in lower case. Raises: InputError for what names no language."""
    tag = given.strip().lower().replace("_", "-")
    primary = tag.split("-", 1)[0]
    if tag == UNKNOWN or (_TAG.fullmatch(tag) and (len(primary) == 3 or primary in TWO_LETTERS)):
        return tag
    raise InputError(
        f"unknown language {given[:40]!r}",
        place=place,
        advice="write a tag such as ar, en or ar-iq, or leave it out to have it guessed",
    )


def written_alike(tag: str | None, text: str, commonest: Mapping[str, tuple[str, frozenset[str]]]) -> bool:
    """Whether a text can be in the language: False only for a known one whose script its letters are not."""
    known = commonest.get(tag.split("-", 1)[0]) if tag else None
    return known is None or known[0] == _script(text[:SAMPLE])


def _script(sample: str) -> str | None:
    arabic, latin = (len("".join(letters.findall(sample))) for letters in (_ARABIC, _LATIN))
    return "arab" if arabic >= latin and arabic else "latn" if latin else None


def guess_language(text: str, commonest: Mapping[str, tuple[str, frozenset[str]]]) -> str:
    """The tag of the language a text is written in, `und` when none of the known ones fits.

    commonest: by tag, the script (`arab`, `latn`) and the commonest words, as they are written.
    Short texts count too: a single common word decides, and letters alone do where one language has them.
    """
    sample = text[:SAMPLE]
    script = _script(sample)
    here = {tag: words for tag, (written, words) in commonest.items() if written == script}
    if not here:
        return UNKNOWN
    words = [word.lower() for word in _WORD.findall(sample) if len(word) > 1]
    shares = {tag: sum(map(common.__contains__, words)) / max(1, len(words)) for tag, common in here.items()}
    best = max(sorted(shares), key=lambda tag: shares[tag])
    if shares[best] >= LEAST_COMMON or len(words) < 12:
        return best
    return UNKNOWN
