"""Spark: rows spread over the machines of a cluster, or the cores of one. The only file that imports it.

It holds no word of the domain: verbs take rows and give rows, and what needs no Python is said in SQL.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from consistency.errors import ConfigError, InputError

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import DataFrame, SparkSession

Row = tuple[Any, ...]
Frame: TypeAlias = "DataFrame"
# Rows of one partition, or of one key, to rows.
Verb = Callable[[Iterable[Row]], Iterable[Row]]

INSTALL = "pip install 'claim-consistency[spark]'"
JAVA = "install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME"
# A task is tried so often before the job fails: plain `local[*]` would try once.
TRIES = 4
# Keys are handed to Python in so many portions for each partition of a shuffle: a call for each key would cost more
# than the key's own work.
_PORTIONS = 4
_ROWS = 512
_BUCKET = "bucket of keys"
_LEVEL = "ERROR"
# PySpark 4 warns of pandas 3, with which every test of ours passes.
_NEW_PANDAS = "PySpark does not yet fully support pandas"


def missing() -> str | None:
    """What Spark lacks here, as advice; None where nothing does."""
    if not installed():
        return INSTALL
    return None if java() else JAVA


def installed() -> bool:
    """Whether PySpark is; it is not loaded."""
    return find_spec("pyspark") is not None


def java() -> str | None:
    """The Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


class Spark:
    """A running session, and what is done with it."""

    def __init__(self, session: SparkSession) -> None:
        self.session = session
        self._kept: list[DataFrame] = []
        session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ROWS))

    def carried(self, value: object) -> Any:
        """A value sent to every worker once: it has it as `value`."""
        return self.session.sparkContext.broadcast(value)

    def frame(self, rows: Iterable[Row], schema: str) -> DataFrame:
        """Rows of this process as a frame. schema: as SQL declares columns."""
        import pandas

        names = _names(schema)
        with _quiet():
            table = pandas.DataFrame(list(rows), columns=names, dtype=object)
            return self.session.createDataFrame(table, schema)

    def table(self, path: str) -> DataFrame:
        """A table of Parquet. Raises: InputError for a path that leads to none."""
        with _telling(path):
            return self.session.read.parquet(path)

    def files(self, path: str) -> DataFrame:
        """The files at a path, below a folder or of a pattern, each whole: `path`, `content` and more.

        Raises: InputError for a path that leads nowhere.
        """
        with _telling(path):
            reader = self.session.read.format("binaryFile").option("recursiveFileLookup", "true")
            return reader.load(path)

    def write(self, frame: DataFrame, path: str) -> None:
        """Write a frame as Parquet, in place of what is there. Raises: ConsistencyError where that is not possible."""
        with _telling(path):
            frame.write.mode("overwrite").parquet(path)

    def sql(self, query: str, **frames: DataFrame) -> DataFrame:
        """A query over frames, named in it with braces."""
        return self.session.sql(query, **frames)

    def mapped(self, frame: DataFrame, verb: Verb, schema: str) -> DataFrame:
        """What the verb makes of the rows of each partition, which it reads one after another."""
        names = _names(schema)

        def run(tables: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
            rows = (row for table in tables for row in _rows(table))
            yield from _tables(verb(rows), names)

        with _quiet():
            return frame.mapInPandas(run, schema)

    def applied(
        self, frame: DataFrame, keys: Sequence[str], verb: Verb, schema: str, order: Sequence[str] = ()
    ) -> DataFrame:
        """What the verb makes of the rows of each key, which it gets together, many keys to a call.

        keys, then order: the frame's first columns. The rows of a call are sorted by them.
        """
        names = _names(schema)
        first = len(keys) + len(order)
        portions = _PORTIONS * int(self.session.conf.get("spark.sql.shuffle.partitions") or 1)
        bucket = f"pmod(xxhash64({', '.join(keys)}), {portions}) AS `{_BUCKET}`"

        def run(table: pandas.DataFrame) -> pandas.DataFrame:
            import pandas

            rows = sorted(_rows(table.drop(columns=_BUCKET)), key=lambda row: row[:first])
            return pandas.DataFrame(list(verb(rows)), columns=names, dtype=object)

        with _quiet():
            return frame.selectExpr("*", bucket).groupBy(f"`{_BUCKET}`").applyInPandas(run, schema)

    def kept(self, frame: DataFrame) -> DataFrame:
        """The frame, worked out once and for all, so that what is made of it is planned without it.

        On one machine it lies in memory, and on disk where that is too small; on a cluster with a checkpoint folder
        in that, and without one where its parts were made: what is lost with a machine is made again.
        """
        context = self.session.sparkContext
        if context.getCheckpointDir() is not None:
            return frame.checkpoint()
        if context.master.startswith("local"):
            return frame.localCheckpoint()
        self._kept.append(frame.persist())
        return self._kept[-1]

    def rows(self, frame: DataFrame) -> Iterator[Row]:
        """The rows, brought here."""
        table = frame.toArrow()
        return zip(*(column.to_pylist() for column in table.columns), strict=True)

    def let_go(self) -> None:
        """Give back what was kept."""
        for frame in self._kept:
            frame.unpersist()
        self._kept.clear()


def running(jobs: int = 1) -> Spark:
    """The session of whoever submitted this program, else one on this machine, which ends with the process.

    jobs: cores of this machine to use; 1 for all of them. The environment variable MASTER names another cluster, as
    it does for Spark's own shells.
    Raises: ConfigError where Spark or Java is missing, or Spark does not start.
    """
    advice = missing()
    if advice is not None:
        raise ConfigError("Spark cannot run here", place="--engine", advice=advice)
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    if session is not None:
        return of(session)
    builder = SparkSession.builder.appName("consistency")
    if not _submitted():
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        known = [str(_PACKAGE.parent), os.environ.get("PYTHONPATH", "")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, known))
        cores = jobs if jobs > 1 else os.cpu_count() or 1
        builder = builder.master(os.environ.get("MASTER") or f"local[{cores},{TRIES}]")
        for key, value in {**_ALONE, "spark.sql.shuffle.partitions": str(2 * cores)}.items():
            builder = builder.config(key, value)
    try:
        with _quiet():
            session = builder.getOrCreate()
    except Exception as error:  # noqa: BLE001 -- py4j and Java have no common error
        raise ConfigError(
            f"Spark does not start: {_first_line(error)}", place="--engine", advice=JAVA
        ) from None
    session.sparkContext.setLogLevel(_LEVEL)
    return of(session)


def _submitted() -> bool:
    """Whether spark-submit or a notebook's kernel started this process: then the cluster is theirs to name."""
    return "PYSPARK_GATEWAY_PORT" in os.environ or "--master" in os.environ.get("PYSPARK_SUBMIT_ARGS", "")


# On one machine: no page to look at, no address but this machine's own.
_ALONE = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.driver.maxResultSize": "0",
    "spark.ui.showConsoleProgress": "false",
}


def of(session: SparkSession) -> Spark:
    """A session that is running, whose workers are given this program once."""
    context = session.sparkContext
    if context.applicationId not in _GIVEN:
        _GIVEN.add(context.applicationId)
        if str(_PACKAGE.parent) not in os.environ.get("PYTHONPATH", "").split(os.pathsep):
            archive = Path(tempfile.mkdtemp(prefix="consistency-")) / "claim_consistency.zip"
            _zip(_PACKAGE, archive)
            context.addPyFile(str(archive))
    return Spark(session)


_PACKAGE = Path(__file__).parents[1]
# Sessions whose workers have this program.
_GIVEN: set[str] = set()


def _zip(package: Path, archive: Path) -> None:
    """The code of a package as a file that workers import from."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(package.glob("**/*.py")):
            file.write(path, path.relative_to(package.parent).as_posix())


def _names(schema: str) -> list[str]:
    return [column.split()[0] for column in schema.split(", ")]


def _rows(table: pandas.DataFrame) -> Iterator[Row]:
    """The rows of a table; what is missing is None, whatever pandas writes for it."""
    columns = [table[name].astype(object) for name in table.columns]
    cleaned = (column.where(column.notna(), None).tolist() for column in columns)
    return zip(*cleaned, strict=True)


def _tables(rows: Iterable[Row], names: Sequence[str]) -> Iterator[pandas.DataFrame]:
    import pandas

    left = iter(rows)
    while some := list(islice(left, _ROWS)):
        yield pandas.DataFrame(some, columns=list(names), dtype=object)


@contextmanager
def _telling(path: str) -> Iterator[None]:
    """What Spark says of a path, as an error of ours."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise InputError(
            f"Spark cannot use this path: {_first_line(error)}",
            place=path,
            advice="check its name, your rights, and that Spark has the library of its scheme",
        ) from None


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=_NEW_PANDAS)
        yield


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
