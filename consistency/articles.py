"""Articles from wherever they lie - files, folders, a lake, documents made elsewhere - as one reading."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from consistency.batch import spill
from consistency.config.patterns import chosen
from consistency.config.settings import Settings
from consistency.engines.corridor import packs_of
from consistency.errors import InputError
from consistency.model.document import Document
from consistency.packs.ruleset import Packs
from consistency.text.cues import commonest_words
from consistency.text.documents import Reading, ReadOptions, read_paths
from consistency.text.sources import shown_name

AnyPath: TypeAlias = "str | os.PathLike[str]"
Articles: TypeAlias = "AnyPath | Document | Iterable[AnyPath | Document] | Reading"


def read(
    paths: Iterable[AnyPath],
    settings: Settings | None = None,
    *,
    base: AnyPath | None = None,
    kind: str | None = None,
    metadata: AnyPath | None = None,
    language: str | None = None,
    published: str | None = None,
    keep_going: bool | None = None,
    allow_empty: bool | None = None,
    stdin: bytes = b"",
    stdin_name: str | None = None,
    encoding: str | None = None,
    max_size: int | None = None,
    only: Collection[str] | None = None,
) -> Reading:
    """Read articles from files, folders and globs. Ids are relative to `base` (default: the current folder).

    settings: how to read; what is given beside them outweighs them.
    kind: `auto` (by suffix), `text`, `markdown`, `html`, `jsonl` or `csv`. metadata: CSV of what plain files lack.
    language, published: for articles that give none. stdin: the bytes of `-`, and the name they shall have.
    encoding: of files that are not UTF-8 and carry no mark. max_size: megabytes that an article may have.
    only: of the files found, those of these names.
    Raises: InputError, unless `keep_going`: then the reading lists what could not be read.
    """
    settings = settings_with(
        settings,
        base=Path(base) if base is not None else None,
        reads=kind,
        metadata=Path(metadata) if metadata is not None else None,
        language=language,
        encoding=encoding,
        max_size=max_size,
        keep_going=keep_going,
        allow_empty=allow_empty,
    )
    folder = settings.base or Path.cwd()
    packs = packs_of(settings.rules)
    options = ReadOptions(
        base=folder,
        kind=settings.reads,
        metadata=settings.metadata,
        language=settings.language,
        published=published,
        keep_going=settings.keep_going,
        allow_empty=settings.allow_empty,
        commonest=commonest_words(packs),
        stdin=stdin,
        stdin_name=stdin_name,
        encoding=settings.encoding,
        largest=settings.max_size * 1_000_000,
        wanted=_wanted(settings, folder, only),
        gathered=spill.Spilled,
    )
    if settings.engine == "spark":
        return _read_with_spark(list(paths), packs, options, settings)
    paths = list(paths)
    for path in map(str, paths):
        if "://" in path:
            raise InputError("only Spark reads this path", place=path, advice="add --engine spark")
    return read_paths(paths, options)


def reading_of(articles: Articles, settings: Settings) -> Reading:
    """Articles however they are given, in the order of their ids. Raises: InputError for two of one id."""
    if isinstance(articles, Reading):
        return articles
    if isinstance(articles, (str, os.PathLike, Document)):
        articles = (articles,)
    given = list(articles)
    documents = [article for article in given if isinstance(article, Document)]
    paths = [article for article in given if not isinstance(article, Document)]
    found = read(paths, settings) if paths else Reading((), (), ())
    if not documents:
        return found
    everything = sorted((*documents, *found.documents), key=lambda document: document.id)
    for before, after in pairwise(everything):
        if before.id == after.id:
            raise InputError(f"two articles with the id {after.id!r}", advice="give each an id of its own")
    return Reading(tuple(everything), found.skipped, found.problems)


def together(new: Reading, old: Reading) -> Reading:
    """Both readings as one; an article of both is one. Raises: InputError for two articles of one id."""
    documents = {document.id: document for document in old.documents}
    for document in new.documents:
        if documents.setdefault(document.id, document).sha256 != document.sha256:
            raise InputError(
                "two articles of one name, or one that changed while it was read",
                place=document.id,
                advice="give each an id of its own, or check again",
            )
    return Reading(
        tuple(documents[ident] for ident in sorted(documents)),
        tuple(dict.fromkeys((*new.skipped, *old.skipped))),
        (*new.problems, *old.problems),
    )


def settings_with(settings: Settings | None, **given: object) -> Settings:
    """The settings with those that are given (not None) in their place."""
    return replace(settings or Settings(), **{key: item for key, item in given.items() if item is not None})


def _read_with_spark(
    paths: Sequence[AnyPath], packs: Packs, options: ReadOptions, settings: Settings
) -> Reading:
    """What lies on this machine is read here, the rest by Spark."""
    from consistency.cluster.job import read_here
    from consistency.cluster.lake import in_lake

    named = [os.fspath(path) for path in paths]
    far = [path for path in named if in_lake(path)]
    near = read_paths([path for path in named if not in_lake(path)], options)
    return together(near, read_here(far, packs, options, settings.jobs)) if far else near


def _wanted(settings: Settings, folder: Path, only: Collection[str] | None = None) -> Callable[[str], bool]:
    """Whether to read a file of that name: as included and excluded, and none that the check itself writes."""
    own = [
        settings.baseline,
        settings.waivers,
        *(Path(f.partition("=")[2]) for f in settings.format if "=" in f),
    ]
    names = {shown_name(Path.cwd() / path, folder) for path in own if path is not None}
    among = chosen(settings.include, settings.exclude)
    folders = tuple(f"{name}/" for name in names)  # a report may be a folder of pages

    def wanted(name: str) -> bool:
        ours = name in names or name.startswith(folders)
        return not ours and (only is None or name in only) and among(name)

    return wanted
