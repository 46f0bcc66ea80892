"""Every setting: its name, what it may be, and what it is where nobody sets it. The one table of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from consistency.config import kinds
from consistency.config.kinds import Kind

PREFIX = "CONSISTENCY_"
# Variables of ours that are no settings: the folder of compiled packs, and the file of settings.
OTHERS = ("CONSISTENCY_CACHE", "CONSISTENCY_CONFIG")

# Who runs a check: this machine, or Spark.
ENGINES = ("local", "spark")

# Found beside the configuration (or where the command runs) without being named.
BASELINE = "consistency-baseline.jsonl"
WAIVERS = "consistency-waivers.toml"


class PerPath(Struct, frozen=True):
    """What holds for findings with a side in one of these articles. files: patterns as in a .gitignore.

    severity: pairs of a code's beginning and a severity. min_confidence: None leaves it as it is elsewhere.
    """

    files: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    min_confidence: Decimal | None = None


class Settings(Struct, frozen=True):
    """How to check. The meaning of each is told by `consistency config list`.

    base: the folder that ids of articles and relative paths count from; None is the current one.
    sources: where each came from, by its name in the file; absent means that it is the default.
    """

    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    reads: str = "auto"
    metadata: Path | None = None
    language: str | None = None
    encoding: str | None = None
    max_size: int = 16
    keep_going: bool = False
    allow_empty: bool = False
    rules: tuple[Path, ...] = ()
    preview: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    min_confidence: Decimal = Decimal(0)
    per_path: tuple[PerPath, ...] = ()
    fail_on: str = "error"
    baseline: Path | None = None
    waivers: Path | None = None
    format: tuple[str, ...] = ("text",)
    ui: str = "en"
    jobs: int = 1
    engine: str = "local"
    archive: Path | None = None
    cache: Path | None = None
    base: Path | None = None
    sources: Mapping[str, str] = field(default_factory=dict)


class Setting(Struct, frozen=True):
    """A row of the table. key: as the file writes it. flag: what sets it on the command line, "" for nothing."""

    key: str
    kind: Kind
    flag: str = ""

    @property
    def name(self) -> str:
        """The field of Settings."""
        return "reads" if self.key == "from" else self.key.replace("-", "_")

    @property
    def variable(self) -> str:
        """The environment variable that sets it; "" where none can."""
        name = f"{PREFIX}{self.key.upper().replace('-', '_')}"
        return name if self.kind.from_text and name not in OTHERS else ""

    @property
    def default(self) -> object:
        return getattr(Settings(), self.name)


_PER_PATH = kinds.table_list(
    PerPath,
    {
        "files": kinds.WORDS,
        "select": kinds.CODES,
        "ignore": kinds.CODES,
        "severity": kinds.SEVERITIES,
        "min-confidence": kinds.SHARE,
    },
    needed="files",
)

TABLE = (
    Setting("paths", kinds.PLACES, "PATH"),
    Setting("include", kinds.WORDS, "--include"),
    Setting("exclude", kinds.WORDS, "--exclude"),
    Setting("from", kinds.WORD, "--from"),
    Setting("metadata", kinds.PATH, "--metadata"),
    Setting("language", kinds.WORD, "--language"),
    Setting("encoding", kinds.WORD, "--encoding"),
    Setting("max-size", kinds.MEGABYTES, "--max-size"),
    Setting("keep-going", kinds.FLAG, "--keep-going"),
    Setting("allow-empty", kinds.FLAG, "--allow-empty"),
    Setting("rules", kinds.PATHS, "--rules"),
    Setting("preview", kinds.FLAG, "--preview"),
    Setting("select", kinds.CODES, "--select"),
    Setting("ignore", kinds.CODES, "--ignore"),
    Setting("severity", kinds.SEVERITIES, "--severity"),
    Setting("min-confidence", kinds.SHARE, "--min-confidence"),
    Setting("per-path", _PER_PATH),
    Setting("fail-on", kinds.one_of("error", "warning", "info", "never"), "--fail-on"),
    Setting("baseline", kinds.PATH, "--baseline"),
    Setting("waivers", kinds.PATH, "--waivers"),
    Setting("format", kinds.FORMATS, "--format"),
    Setting("ui", kinds.one_of("en", "ar"), "--ui"),
    Setting("jobs", kinds.JOBS, "--jobs"),
    Setting("engine", kinds.one_of(*ENGINES), "--engine"),
    Setting("archive", kinds.PATH, "--archive"),
    Setting("cache", kinds.PATH, "--cache"),
)
BY_KEY = {row.key: row for row in TABLE}

assert {row.name for row in TABLE} == set(Settings.__struct_fields__) - {"base", "sources"}
