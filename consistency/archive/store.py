"""The archive's file: SQLite, of which only our own tables are ever read, with errors that say what to do.

Writing is in transactions: whoever is killed loses what he had not committed, and nothing else. One process writes
at a time, others wait for it; readers read what was last committed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from consistency.archive.press import Press
from consistency.errors import ConfigError, ConsistencyError, InputError

# "CONS", in the file's head: what tells our files from other programs' SQLite files.
APPLICATION = 0x434F4E53
FORMAT = 3
# A writer waits so long for another (in seconds).
PATIENCE = 60
# Rows of about two thousand bytes fill such a page well.
PAGE = 16_384
# What a writer holds of the file in memory: the pages of the keys of a year.
CACHE = 64 << 20
# The log beside the file is written back when it has grown to this.
LOG = 4 << 20

# readings: what was read of a document, by everything that this depends on. readers: the rules and the code that read.
# texts: the document of each reading as it was given. dictionaries: what readings and texts are compressed with.
# articles: each version of each article; replaced: the number of the version that came after it. told: what of it
# shows that two articles may tell of one event. day: of its publication (proleptic ordinal, 0 where it is unknown).
# keys: under which an article is found; shelves: the same keys, so that they are found again, eight bytes each.
# results: what a check of several articles found, by everything that this depends on.
TABLES = (
    "CREATE TABLE readers (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE readings (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, reader INTEGER NOT NULL,
    content BLOB NOT NULL)""",
    "CREATE TABLE texts (reading INTEGER PRIMARY KEY, document BLOB NOT NULL)",
    """CREATE TABLE dictionaries (number INTEGER PRIMARY KEY, sum INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL,
    content BLOB NOT NULL)""",
    """CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL, url TEXT, reading INTEGER NOT NULL,
    reader INTEGER NOT NULL, day INTEGER NOT NULL, claims INTEGER NOT NULL, told BLOB NOT NULL,
    shelves BLOB NOT NULL, replaced INTEGER)""",
    "CREATE UNIQUE INDEX articles_now ON articles (id) WHERE replaced IS NULL",
    "CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL",
    "CREATE INDEX articles_by_reading ON articles (reading)",
    "CREATE INDEX articles_by_newer ON articles (replaced) WHERE replaced IS NOT NULL",
    "CREATE INDEX articles_by_reader ON articles (reader) WHERE replaced IS NULL",
    """CREATE TABLE keys (key INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (key, day, article)) WITHOUT ROWID""",
    "CREATE TABLE results (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, content BLOB NOT NULL)",
)


class Store:
    """An open file. path: for messages. claims, texts, results: how its readings, documents and results are pressed.

    All that others need: `connection` to ask, `writing` to change.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.claims, self.texts, self.results = (
            Press(connection, kind) for kind in ("claims", "texts", "results")
        )

    def reader(self, name: str) -> int:
        """The number of a reader, within a transaction; it gets one if it has none."""
        self.connection.execute("INSERT OR IGNORE INTO readers (name) VALUES (?)", (name,))
        return self.known_reader(name)

    def known_reader(self, name: str) -> int:
        """The number of a reader; 0 for one that has read nothing."""
        row = self.connection.execute("SELECT number FROM readers WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing."""
        with telling(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                for press in (self.claims, self.texts, self.results):
                    press.forget()  # a dictionary that is not kept after all
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the archive for several questions, whatever others write meanwhile."""
        with telling(self.path):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("COMMIT")


@contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[Store]:
    """The archive at a path. make: begin one where there is none.

    Raises: ConfigError where there is none, InputError for a file that is no archive of ours, is damaged, or cannot
    be read or written.
    """
    if path.is_dir():
        raise ConfigError("is a folder", place=str(path), advice="name a file")
    if not make and not path.is_file():
        raise ConfigError(
            "there is no such archive", place=str(path), advice="make one: consistency archive add"
        )
    with telling(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            _begin(connection, path, make)
            yield Store(path, connection)
        finally:
            connection.close()


@contextmanager
def temporary() -> Iterator[Store]:
    """An archive in a folder of its own that goes when it is closed. Raises: InputError, as `opened`."""
    from tempfile import TemporaryDirectory

    with (
        TemporaryDirectory(prefix="consistency-", ignore_cleanup_errors=True) as folder,
        opened(Path(folder) / "readings.db", make=True) as store,
    ):
        store.connection.execute("PRAGMA synchronous = OFF")  # nobody opens it again
        yield store


def _begin(connection: sqlite3.Connection, path: Path, make: bool) -> None:
    # One view of the file: another may begin the same archive between two questions.
    connection.execute("BEGIN")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    # What SQLite makes for itself has no text.
    found = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    connection.execute("COMMIT")
    if not found and application in (0, APPLICATION) and make:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():  # nobody was faster
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    elif application != APPLICATION:
        raise InputError("is no archive of this program", place=str(path), advice="name another file")
    elif form != FORMAT:
        raise InputError(
            f"is an archive of format {form}, and this version reads {FORMAT}",
            place=str(path),
            advice="make it anew from the articles: consistency archive add",
        )
    elif found != set(TABLES):
        raise InputError(
            "is an archive with foreign tables", place=str(path), advice="make it anew from the articles"
        )
    # Whoever is killed loses nothing that was committed; what a power cut loses of the last moment is whole articles.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE >> 10}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG // PAGE}")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except ConsistencyError:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        advice = next(advice for begins, advice in _ADVICE if name.startswith(begins))
        raise InputError(f"the archive cannot be used: {error}", place=str(path), advice=advice) from None


_ADVICE = (
    ("SQLITE_NOTADB", "name a file that `consistency archive add` made"),
    ("SQLITE_CORRUPT", "the file is damaged: make it anew from the articles"),
    ("SQLITE_READONLY", "give yourself the right to write the file and its folder"),
    ("SQLITE_CANTOPEN", "check the name, and the rights of its folder"),
    ("SQLITE_FULL", "make room on the disk and do it again; nothing that was kept is lost"),
    ("SQLITE_IOERR", "check the disk and do it again; nothing that was kept is lost"),
    ("SQLITE_BUSY", "another process is writing: try again when it has ended"),
    ("", "run: consistency archive verify"),
)
