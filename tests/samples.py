"""The demo in every format, and a page for every rule. `python -m tests.samples` writes them anew.

The samples stand in `reports/samples/`, the pages beside the rules.
"""

from __future__ import annotations

import io
from pathlib import Path

from msgspec.structs import replace

from consistency.api import check, demo_story, load_rules
from consistency.articles import read
from consistency.model.report import Report, Tool
from consistency.report.render import render_any
from consistency.report.rulebook import render_rule, render_rules
from consistency.report.style import Style
from consistency.report.words import LANGUAGES, load_words

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "reports" / "samples"
PAGES = ROOT / "rules" / "conflicts" / "pages"

# File, format, interface language.
SAMPLES = (
    ("report.txt", "text", "en"),
    ("report.ar.txt", "text", "ar"),
    ("report.md", "markdown", "en"),
    ("report.ar.md", "markdown", "ar"),
    ("report.html", "html", "en"),
    ("report.ar.html", "html", "ar"),
    ("report.json", "json", "en"),
    ("report.jsonl", "jsonl", "en"),
    ("report.sarif", "sarif", "en"),
    ("junit.xml", "junit", "en"),
    ("github.txt", "github", "en"),
    ("gitlab.json", "gitlab", "en"),
    ("findings.csv", "csv", "en"),
    ("claims.csv", "csv:claims", "en"),
    ("groups.csv", "csv:groups", "en"),
    ("documents.csv", "csv:documents", "en"),
    ("findings.parquet", "parquet", "en"),
    ("claims.parquet", "parquet:claims", "en"),
)


def demo_report() -> Report:
    """The demo's report, as if made by a program and by rules that never change."""
    report = check(read(["."], base=demo_story(), metadata="sources.csv"))
    return replace(report, tool=Tool(report.tool.name, "0", "0" * 32, ""))


def sample(report: Report, form: str, language: str) -> bytes:
    """The file that holds the report in a format."""
    pieces = render_any(report, form, Style(load_words(language)))
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def content(name: str, data: bytes) -> object:
    """What two samples of this name must have in common: their bytes, or a binary table's cells."""
    if not name.endswith(".parquet"):
        return data
    import pandas

    return pandas.read_parquet(io.BytesIO(data)).to_csv(lineterminator="\n")


def pages() -> dict[str, str]:
    """The page of each rule in both languages, as `explain` writes it, and their list."""
    rules = sorted(load_rules().rules, key=lambda rule: rule.code)
    styles = [Style(load_words(language)) for language in LANGUAGES]
    made = {
        f"{rule.code}.md": "\n".join("".join(render_rule(rule, "markdown", style)) for style in styles)
        for rule in rules
    }
    listed = "".join(render_rules(rules, "markdown", styles[0]))
    for rule in rules:
        listed = listed.replace(f"| {rule.code} |", f"| [{rule.code}]({rule.code}.md) |")
    about = "Made by `python -m tests.samples` from the entries beside this folder."
    return {**made, "README.md": f"# The rules\n\n{about}\n\n{listed}"}


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    made = pages()
    for path in PAGES.iterdir():
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    report = demo_report()
    for name, form, language in SAMPLES:
        data = sample(report, form, language)
        path = FOLDER / name
        if not path.exists() or content(name, path.read_bytes()) != content(name, data):
            path.write_bytes(data)


if __name__ == "__main__":
    main()
