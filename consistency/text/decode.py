"""Bytes to text: UTF-8, byte order mark dropped, line ends kept as they are."""

from __future__ import annotations

from consistency.errors import InputError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, shown: str) -> str:
    """Raises: InputError that names the line and column of the first byte that is no UTF-8."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16):
            raise InputError("the text is UTF-16", place=shown, advice="save it as UTF-8") from None
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise InputError(
            f"byte 0x{data[error.start]:02x} is no UTF-8",
            place=f"{shown}:{line}:{column}",
            advice="save the file as UTF-8",
        ) from None
