"""What every worker needs and no row holds: sent along with the job, unpacked once in each process."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from consistency.archive.nouns import pack, unpack
from consistency.packs.ruleset import Packs

Value = TypeVar("Value", covariant=True)
Noun = TypeVar("Noun")


class Carried(Protocol[Value]):
    """Something sent to the workers once. `Held` is one that never left this process."""

    @property
    def value(self) -> Value: ...


class Held(Generic[Value]):
    """What stays here."""

    def __init__(self, value: Value) -> None:
        self.value = value


def packed(noun: object) -> bytes:
    """A noun as bytes that travel. The same noun gives the same bytes."""
    return zlib.compress(pack(noun), 1)


def unpacked(kind: type[Noun], content: bytes) -> Noun:
    """The noun that `packed` wrote."""
    return unpack(kind, zlib.decompress(content), "a row of a job")


def packed_rules(packs: Packs) -> bytes:
    """The rules in force, also those of a user's own folders: a worker needs neither the folders nor a cache."""
    plain = {"digest": packs.digest, "plain": packs.plain}
    # A language is a mapping that reads its parts when they are asked for.
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"), default=dict).encode("ascii")


@lru_cache(maxsize=2)
def rules_of(content: bytes) -> Packs:
    """The packs that `packed_rules` wrote, made once in each process."""
    found = json.loads(content)
    return Packs(found["digest"], found["plain"])
