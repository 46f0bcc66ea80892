"""A check on a cluster, as the library and the command line ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial
from typing import Any, NamedTuple

from consistency.cluster import corridor, lake, reading
from consistency.cluster.judging import finding_of
from consistency.config.settings import Settings
from consistency.engines.spark import Frame, Spark, running
from consistency.errors import ConfigError
from consistency.model.document import Document, Skipped
from consistency.model.rows import finding_row
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, Result, too_large
from consistency.report.json_text import write_json
from consistency.sift.selection import select
from consistency.text.documents import Reading, ReadOptions

Row = tuple[Any, ...]

# A finding as a row of a table. finding: as `--format json` has it.
TABLE = (
    "code string, severity string, verdict string, confidence double, message string, fingerprint string, "
    "group string, documents array<string>, finding string"
)


class Table(NamedTuple):
    """findings: TABLE. skipped: what was not read or not compared whole. whole: whether every article was read."""

    findings: Frame
    skipped: tuple[Skipped, ...]
    whole: bool


def check_documents(
    documents: Sequence[Document], packs: Packs, focus: Set[str] | None, jobs: int
) -> tuple[list[Extraction], Result]:
    """What one machine gives of these documents (`read_all`, then `pipeline.check`), worked out by Spark."""
    spark = running(jobs)
    articles = spark.frame(reading.packed_articles(documents), reading.ARTICLES)
    try:
        made = corridor.check(spark, articles, packs, focus)
        return corridor.brought_here(spark, made, documents)
    finally:
        spark.let_go()


def read_here(paths: Sequence[str], packs: Packs, options: ReadOptions, jobs: int) -> Reading:
    """The articles that lie at a lake's paths, brought to this process. Raises: InputError."""
    spark = running(jobs)
    try:
        found = lake.articles(spark, paths, packs, options)
        return lake.brought_here(spark, found, options.keep_going)
    finally:
        spark.let_go()


def check_table(spark: Spark, found: Frame, packs: Packs, settings: Settings) -> Table:
    """The findings on lake.FOUND as a table that stays on the cluster, and what was not read or not compared whole.

    Nothing is set aside: waivers, baselines and comments in articles are of a report.
    Raises: InputError for what cannot be read, unless the settings say to keep going.
    """
    skipped, problems = lake.notes(spark, found, settings.keep_going)
    made = corridor.check(spark, lake.read_of(spark, found), packs)
    content = spark.sql("SELECT content FROM {findings}", findings=made.findings)
    table = spark.mapped(content, partial(table_rows, settings), TABLE)
    return Table(table, (*skipped, *too_large(made.capped)), not problems)


def table_rows(settings: Settings, rows: Iterable[Row]) -> Iterator[Row]:
    """Packed findings to rows of TABLE, as far as the settings let them through."""
    for (content,) in rows:
        for item in select([finding_of(content)], settings):
            yield (
                item.code,
                item.severity,
                item.verdict,
                float(item.confidence),
                item.says(settings.ui),
                item.fingerprint,
                item.group,
                list(item.documents),
                write_json(finding_row(item, settings.ui)),
            )


def refuse_one_machine(settings: Settings) -> None:
    """Raises: ConfigError for settings that keep a file of one machine, which no cluster shares."""
    for key, value in (("archive", settings.archive), ("cache", settings.cache)):
        if value is not None:
            raise ConfigError(
                f"{key!r} and the engine spark together",
                place=settings.sources.get(key, f"--{key}"),
                advice="leave out either: an archive is a file of one machine",
            )
