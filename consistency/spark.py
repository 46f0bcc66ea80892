"""A check of articles that lie in a Spark DataFrame.

    import consistency.spark
    articles = session.read.parquet("s3a://news/articles")
    consistency.spark.check(articles).write.parquet("s3a://news/findings")

The columns have the names of JSON Lines' keys: `id` and `text`, and as far as there are such `title`, `source`,
`agency`, `url`, `published` (ISO 8601 text, a timestamp or a date) and `language`.

The same from the command line, on this machine or, with a file `job.py` that calls `consistency.cli.main.main()`, on
a cluster:

    consistency check articles.parquet --engine spark --format html=report.html
    spark-submit --master yarn job.py check s3a://news/articles.parquet --engine spark \
        --format parquet=s3a://news/findings

The first brings articles and findings here and writes any report; the second leaves both where they are. A path with
a scheme that does not end in `.parquet` is read as files, each whole, by the readers of one machine.

Workers need Python of the driver's version with the libraries of this program, pandas and pyarrow (an image, or
`--archives` with an environment made by venv-pack); the program itself and the rules in force, also those of a user's
own folders, travel with the job. The driver holds the names of the claims that are linked, and no texts. With a
checkpoint folder (`sparkContext.setCheckpointDir`) lost machines cost less, and plans stay small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from consistency.cluster.job import check_table
from consistency.cluster.lake import articles, found, table_rows
from consistency.config.settings import Settings
from consistency.engines.corridor import packs_of
from consistency.engines.spark import Frame, of, running
from consistency.judge.vocabulary import refuse_unknown_names
from consistency.packs.ruleset import Packs
from consistency.sift.selection import refuse_unknown_codes
from consistency.text.documents import ReadOptions

if TYPE_CHECKING:
    from consistency.model.document import Skipped


def check(
    dataframe: Frame,
    settings: Settings | None = None,
    *,
    rules: Sequence[str | Path] | None = None,
    skipped: Callable[[Skipped], None] | None = None,
) -> Frame:
    """Find where the articles of a DataFrame differ.

    settings: rules, codes, severities and confidence as `consistency.check` takes them; baselines, waivers and
    comments in articles set nothing aside here. rules: folders of your own, read after ours.
    skipped: told what was not understood at the beginning, and which keys were too large to compare whole.
    Returns: a row a finding: `code`, `severity`, `verdict`, `confidence`, `message`, `fingerprint`, `group`,
    `documents` (ids), and `finding`, the whole of it as JSON, as `--format json` writes it.
    Raises: InputError for an article that cannot be read (none, with `Settings(keep_going=True)`), or two of one id.
    """
    settings = settings or Settings()
    if rules is not None:
        settings = replace(settings, rules=tuple(Path(folder) for folder in rules))
    packs = _packs(settings)
    spark = of(dataframe.sparkSession)
    given = found(spark, [table_rows(spark, dataframe)], packs, _options(settings))
    table = check_table(spark, given, packs, settings)
    for item in table.skipped:
        if skipped is not None:
            skipped(item)
    return table.findings


def check_paths(
    paths: Sequence[str], output: str, settings: Settings, *, published: str | None = None
) -> tuple[dict[str, int], tuple[Skipped, ...], bool]:
    """Find where the articles at some paths differ, and write the findings as Parquet; all of it by Spark.

    paths, output: on this machine or on any path of Hadoop. published: of articles that give no date.
    Returns: findings by severity, what was not read or not compared whole, and whether every article was read.
    Raises: InputError as `check` does, and for paths that lead nowhere.
    """
    packs = _packs(settings)
    spark = running(settings.jobs)
    try:
        found_there = articles(spark, paths, packs, replace(_options(settings), published=published))
        table = check_table(spark, found_there, packs, settings)
        spark.write(table.findings, output)
        counted = spark.sql(
            "SELECT severity, count(*) AS size FROM {written} GROUP BY severity", written=spark.table(output)
        )
        return dict(spark.rows(counted)), table.skipped, table.whole
    finally:
        spark.let_go()


def _packs(settings: Settings) -> Packs:
    packs = packs_of(settings.rules)
    if settings.rules:  # ours are tested
        refuse_unknown_names(packs.rules)
    refuse_unknown_codes(settings, packs.rules)
    return packs if settings.preview else packs.without_preview()


def _options(settings: Settings) -> ReadOptions:
    return ReadOptions(
        settings.base or Path(),
        kind=settings.reads,
        language=settings.language,
        encoding=settings.encoding,
        largest=settings.max_size * 1_000_000,
        allow_empty=settings.allow_empty,
    )
