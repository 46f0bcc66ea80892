"""Articles that lie where Spark reads: rows of a table, and files of any format on any path that Hadoop knows.

A row is read as a line of JSON Lines, a file as on one machine: by the same readers, with the same errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from consistency.cluster.carried import Carried, packed, packed_rules, rules_of, unpacked
from consistency.cluster.reading import ARTICLES
from consistency.engines.spark import Frame, Spark
from consistency.errors import InputError
from consistency.model.document import Document, Skipped
from consistency.packs.ruleset import Packs
from consistency.text.cues import commonest_words
from consistency.text.documents import Reading, ReadOptions, read_paths

Row = tuple[Any, ...]

# name: of a file, or the id of a row, in which case `record` is true.
GIVEN = "name string, record boolean, content binary"
# An article (its id and itself), what was skipped (its name and why), or a problem (its place, what, and what to do).
FOUND = "kind string, id string, content binary, told string, advice string"
ARTICLE, SKIPPED, PROBLEM = "article", "skipped", "problem"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_TABLE = ".parquet"


def in_lake(path: str) -> bool:
    """Whether Spark reads this path: one with a scheme (`hdfs://`, `s3a://`, `file:///`), or a table of Parquet."""
    return _SCHEME.match(path) is not None or path.rstrip("/").endswith(_TABLE)


def articles(spark: Spark, paths: Sequence[str], packs: Packs, options: ReadOptions) -> Frame:
    """What lies at the paths: FOUND. Raises: InputError for a path that leads nowhere."""
    given = [
        table_rows(spark, spark.table(path)) if path.rstrip("/").endswith(_TABLE) else
        spark.sql("SELECT path AS name, false AS record, content FROM {files}", files=spark.files(path))
        for path in paths
    ]  # fmt: skip
    return found(spark, given, packs, options)


def table_rows(spark: Spark, table: Frame) -> Frame:
    """Rows of a table with the columns of JSON Lines, as GIVEN. Raises: InputError where `id` or `text` lacks."""
    for name in ("id", "text"):
        if name not in table.columns:
            raise InputError(
                f"the table has no column {name!r}",
                place=", ".join(table.columns)[:80],
                advice="name its columns as the keys of JSON Lines: id, text, published, source, language",
            )
    return spark.sql(
        "SELECT coalesce(CAST(id AS string), '') AS name, true AS record, "
        "CAST(to_json(struct(*)) AS binary) AS content FROM {table}",
        table=table,
    )


def found(spark: Spark, given: Sequence[Frame], packs: Packs, options: ReadOptions) -> Frame:
    """Rows of GIVEN to FOUND, which is kept."""
    everything = given[0]
    for more in given[1:]:
        everything = spark.sql("SELECT * FROM {one} UNION ALL SELECT * FROM {two}", one=everything, two=more)
    bare = replace(options, wanted=None, commonest=None, metadata=None, stdin=b"", keep_going=True)
    verb = partial(read_given, spark.carried(packed_rules(packs)), bare)
    return spark.kept(spark.mapped(everything, verb, FOUND))


def read_given(rules: Carried[bytes], options: ReadOptions, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of GIVEN to FOUND."""
    options = replace(options, commonest=commonest_words(rules_of(rules.value)))
    for name, record, content in rows:
        kind = "jsonl" if record else options.kind
        reading = read_paths(["-"], replace(options, stdin=content, stdin_name=name or "row", kind=kind))
        for document in reading.documents:
            yield (ARTICLE, document.id, packed(_placed(document, record)), "", "")
        for item in reading.skipped:
            yield (SKIPPED, item.document, b"", item.reason, "")
        for problem in reading.problems:
            yield (PROBLEM, problem.place or name, b"", problem.message, problem.advice or "")


def _placed(document: Document, record: bool) -> Document:
    """A row of a table has no line."""
    return replace(document, file=None, record=None) if record else document


def read_of(spark: Spark, frame: Frame) -> Frame:
    """The articles among FOUND: reading.ARTICLES."""
    names = ", ".join(column.split()[0] for column in ARTICLES.split(", "))
    return spark.sql(f"SELECT {names} FROM {{frame}} WHERE kind = '{ARTICLE}'", frame=frame)


def notes(spark: Spark, frame: Frame, keep_going: bool) -> tuple[tuple[Skipped, ...], tuple[InputError, ...]]:
    """What was skipped, and the problems. Raises: InputError for the first problem, unless `keep_going`."""
    told = sorted(
        spark.rows(spark.sql(f"SELECT kind, id, told, advice FROM {{f}} WHERE kind <> '{ARTICLE}'", f=frame))
    )
    problems = tuple(
        InputError(message, place=place, advice=advice or None)
        for kind, place, message, advice in told
        if kind == PROBLEM
    )
    if problems and not keep_going:
        raise problems[0]
    skipped = tuple(Skipped(name, None, why) for kind, name, why, _ in told if kind == SKIPPED)
    return skipped, problems


def brought_here(spark: Spark, frame: Frame, keep_going: bool) -> Reading:
    """The articles and what was not read, as on one machine. Raises: InputError."""
    skipped, problems = notes(spark, frame, keep_going)
    documents = (unpacked(Document, content) for ident, content in spark.rows(read_of(spark, frame)))
    return Reading(tuple(sorted(documents, key=lambda document: document.id)), skipped, problems)
