"""A report as a folder: an overview, and a page for each thing on which something was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from consistency.model.finding import Finding
from consistency.model.report import Report
from consistency.packs.cache import load_packs
from consistency.report.html.compose import part, whole
from consistency.report.html.story import Story
from consistency.report.style import Style

HOME = "index.html"
_PAGE = re.compile(r"thing-[0-9a-f]{16}\.html")


def pages(report: Report, style: Style) -> Iterator[tuple[str, str]]:
    """Names of files and what stands in them, the overview first. The same report gives the same files."""
    story = Story(report, style.words, load_packs())
    things: dict[str, list[Finding]] = {}
    for finding in report.findings:
        things.setdefault(_file(finding), []).append(finding)
    files = {finding.fingerprint: name for name, findings in things.items() for finding in findings}
    yield HOME, whole(story, files).render()
    for name, findings in things.items():
        yield name, part(story, findings, HOME).render()


def is_page(name: str) -> bool:
    """Whether a file of this name is a page about a thing, of this report or another."""
    return _PAGE.fullmatch(name) is not None


def _file(finding: Finding) -> str:
    """Findings of one group share a page. Ids are hashed: a name of a file is no place for what others wrote."""
    thing = f"group {finding.group}" if finding.group else f"finding {finding.fingerprint}"
    return f"thing-{blake2b(thing.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}.html"
