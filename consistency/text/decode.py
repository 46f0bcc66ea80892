"""Bytes to text: line ends kept as they are, a byte order mark dropped, nothing guessed in silence.

The order: the byte order mark, UTF-8 where the bytes are that, UTF-16 where they can be nothing else, the encoding
that `--encoding` names, the one that a page declares. What is none of these is an error that says what it looks like.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from consistency.errors import ConfigError, InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# What a page may call its encoding; Python's other codecs are no encodings of pages (idna, unicode-escape).
_OF_PAGES = re.compile(
    r"utf-(?:8|16|16-le|16-be)|cp\d+|iso8859-\d+|mac-\w+|koi8-[rtu]|tis-620|gb\w+|big5\w*|euc_\w+|shift_jis\w*|ascii"
)
# The HTML standard reads these names as the wider encoding of Windows (https://encoding.spec.whatwg.org).
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,1000}?\bcharset|\?xml\b[^>]{0,1000}?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.I,
)
# A declaration stands in the first 1,024 bytes by the standard; real pages need more.
_DECLARED_WITHIN = 8192

# UTF-16 without its mark is told by these bytes: the upper halves of ASCII, Arabic, punctuation, Arabic forms.
_UPPER_HALVES = frozenset(b"\x00\x06\x20\xfb\xfc\xfd\xfe")
_SAMPLE = 4096
# Bytes of a file that is looked at piece by piece.
_AT_ONCE = 1 << 20

# Tried in this order to tell a user what his bytes look like.
_LIKELY = ("windows-1256", "iso-8859-6")
_ARABIC = re.compile("[\u0621-\u064a]")
_ACCENTED = re.compile("[\u00c0-\u00ff]")
_LETTER = re.compile(r"[^\W\d_]")

# Of a page's characters, at most this share may be unreadable before its declaration counts as wrong. A stray byte
# of a copied quotation, or a letter cut in half, must not lose the article.
MOST_UNREADABLE = 0.01


def checked_encoding(name: str) -> str:
    """The encoding's name as Python knows it. Raises: ConfigError for a name that it does not know."""
    known = _known(name)
    if not known:
        raise ConfigError(
            f"unknown encoding {name[:40]!r}",
            place="--encoding",
            advice="name one such as windows-1256, iso-8859-6 or utf-16",
        )
    return known


def decode(data: bytes, shown: str, encoding: str | None = None) -> str:
    """The text of a file. encoding: of files that are not UTF-8 and have no mark.

    Raises: InputError that names the line and column of the first byte that cannot be read.
    """
    name, start = _told(data, encoding)
    return _strictly(data, start, name, shown)


def is_plain(path: Path) -> bool:
    """Whether a whole file is UTF-8, so that it can be read line by line. Raises: OSError."""
    reader = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        data = file.read(_AT_ONCE)
        if _told(data[:_SAMPLE], None)[0] != "utf-8":
            return False
        try:
            while data:
                reader.decode(data)
                data = file.read(_AT_ONCE)
            reader.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def decode_page(data: bytes, shown: str, encoding: str | None = None) -> str:
    """The text of a page. A character that cannot be read is U+FFFD, as in a browser.

    Raises: InputError where too many cannot.
    """
    name, start = _told(data, encoding)
    if name == "utf-8" and encoding is None and start == 0:
        name = _declared(data) or name
    text = data[start:].decode(name, "replace")
    if text.count("\ufffd") > max(1, len(text) * MOST_UNREADABLE):
        _strictly(data, start, name, shown)
    if name == "cp1252" and encoding is None:
        _refuse_garbled(data, text, shown)
    return text


def _refuse_garbled(data: bytes, text: str, shown: str) -> None:
    """Raises: InputError for Arabic under a Western declaration, which is read without an error, as ÇáãÏíäÉ."""
    letters = len(_LETTER.findall(text))
    if len(_ACCENTED.findall(text)) * 5 > letters and (name := _arabic(data, "cp1252")):
        raise InputError(
            "the page declares a Western encoding, in which its letters make no words",
            place=shown,
            advice=f"it looks like {name}: add --encoding {name}",
        )


def _told(data: bytes, encoding: str | None) -> tuple[str, int]:
    """By what encoding to read the bytes, and where the text begins."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    if without_mark := _utf16(data):
        return without_mark, 0
    return ("utf-8" if encoding is None or _is_utf8(data) else encoding), 0


def _strictly(data: bytes, start: int, name: str, shown: str) -> str:
    try:
        return data[start:].decode(name)
    except UnicodeDecodeError as error:
        good = data[start : start + error.start].decode(name, "replace")
        line = good.count("\n") + 1
        column = len(good) - good.rfind("\n")
        upper = "UTF-8" if name == "utf-8" else name
        raise InputError(
            f"byte 0x{data[start + error.start]:02x} is no {upper}",
            place=f"{shown}:{line}:{column}",
            advice=_advice(data, name),
        ) from None


def _advice(data: bytes, tried: str) -> str:
    if name := _arabic(data, tried):
        return f"it looks like {name}: add --encoding {name}, or save the file as UTF-8"
    return "save the file as UTF-8, or name its encoding with --encoding"


def _arabic(data: bytes, tried: str) -> str | None:
    """The encoding in which what is no ASCII reads as Arabic, if there is one."""
    sample = data[: 16 * _SAMPLE].translate(None, bytes(range(128)))
    for name in _LIKELY:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        letters = len(_LETTER.findall(text))
        if _known(name) != tried and letters and len(_ARABIC.findall(text)) * 10 > 9 * letters:
            return name
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str | None:
    """The encoding that a page that is no UTF-8 declares, if it is one of pages."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if found is None or _is_utf8(data):
        return None
    name = _known(found[1].decode("ascii", "replace"))
    # A page whose declaration could be read is no UTF-16.
    return None if name is None or name.startswith("utf-16") else name


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(re.sub(r"(?i)^(iso-8859-[68])-[ei]$", r"\1", name.strip())).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(found, found) if _OF_PAGES.fullmatch(found) else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: a NUL for each space, and in every pair of bytes the same one is an upper half."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return None
    upper = [sum(byte in _UPPER_HALVES for byte in sample[order::2]) for order in (0, 1)]
    pairs = len(sample) // 2
    for order, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if upper[order] >= 0.95 * pairs and upper[1 - order] < 0.5 * pairs:
            return name
    return None
