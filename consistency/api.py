"""The program as a library: articles in, a report out.

import consistency
report = consistency.check(["articles/a.txt", "articles/b.txt"], metadata="sources.csv")
print(report.to_frame("findings"))
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from consistency import __version__
from consistency.articles import AnyPath, Articles, reading_of, settings_with, together
from consistency.batch import spill
from consistency.config.baseline import read_baseline
from consistency.config.settings import Settings
from consistency.config.waivers import read_waivers
from consistency.engines.corridor import packs_of, part_by_part, read_all
from consistency.errors import ConfigError, InputError
from consistency.model.comparison import Comparison
from consistency.model.document import Document, Skipped, Span
from consistency.model.finding import Finding
from consistency.model.report import Report, Tool
from consistency.model.rule import RuleTold
from consistency.packs.locate import reports_root
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, Result, compare_two
from consistency.pipeline import check as judge_all
from consistency.sift.aside import Kept, marked, set_aside
from consistency.sift.selection import refuse_unknown_codes, select, selected
from consistency.text.decode import decode
from consistency.text.documents import Reading
from consistency.text.sources import shown_name


def load_rules(*folders: AnyPath) -> Packs:
    """What the program holds true, with further folders laid out like `rules/` read after it.

    Raises: PackError for an entry that breaks the rules for rules.
    """
    return packs_of(tuple(Path(folder) for folder in folders))


def check(
    articles: Articles,
    settings: Settings | None = None,
    *,
    metadata: AnyPath | None = None,
    jobs: int | None = None,
    today: date | None = None,
    rules: Sequence[AnyPath] | None = None,
    against: Articles | None = None,
    archive: AnyPath | None = None,
    cache: AnyPath | None = None,
    engine: str | None = None,
    audit: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Find where articles differ. The order of the articles and the number of jobs change nothing.

    articles: paths, documents, or what `read` gave. settings: as a configuration file has them; what is given
    beside them outweighs them. today: the day to judge the expiry of waivers by.
    against: articles that are compared too, of which findings that touch none of the others are left out.
    archive: a file of `consistency archive add`, whose articles are compared likewise, as far as they may tell of the
    same events or give standing figures of the same kind. cache: such a file, made where there is none, that keeps
    what is read of each article, so that none is read twice by the same rules.
    engine: `spark` has the work done by Spark, with the same result.
    audit: set nothing aside, whatever baseline, waivers and comments say.
    progress: told how many articles more have been read; a `Watcher` is told what is being done, too.
    More than `batch.spill.MOST_HELD` articles are checked on the disk, in bounded memory, with the same result: the
    report's sequences are then read from there. With an archive all is held.
    Raises: InputError for what cannot be read, ConfigError for settings that make no sense.
    """
    settings = settings_with(
        settings,
        metadata=Path(metadata) if metadata is not None else None,
        jobs=jobs,
        rules=tuple(Path(folder) for folder in rules) if rules is not None else None,
        archive=Path(archive) if archive is not None else None,
        cache=Path(cache) if cache is not None else None,
        engine=engine,
    )
    packs = packs_of(settings.rules)
    if settings.rules:  # ours are tested
        from consistency.judge.vocabulary import refuse_unknown_names

        refuse_unknown_names(packs.rules)
    refuse_unknown_codes(settings, packs.rules)
    if not settings.preview:
        packs = packs.without_preview()
    reading = reading_of(articles, settings)
    focus = None
    if against is not None:
        focus = frozenset(document.id for document in reading.documents)
        reading = together(reading, reading_of(against, settings))
    kept = kept_aside(settings)
    if settings.engine == "spark":
        from consistency.cluster.job import check_documents, refuse_one_machine

        refuse_one_machine(settings)
    elif len(reading.documents) > spill.MOST_HELD and settings.archive is None:
        return _check_large(reading, settings, packs, focus, None if audit else kept, today, progress)
    result: Result | None = None
    if settings.engine == "spark":
        extractions, result = check_documents(reading.documents, packs, focus, settings.jobs)
    else:
        extractions = _extractions(reading.documents, settings, progress)
    unread: tuple[Skipped, ...] = ()
    if settings.archive is not None:
        new = frozenset(document.id for document in reading.documents) if focus is None else focus
        focus = new
        extractions, unread = _with_archive(extractions, new, settings.archive, packs)
    documents = sorted((extraction.document for extraction in extractions), key=lambda d: d.id)
    if result is None:
        result = _result(reading.documents, extractions, settings, packs, focus)
    found: Sequence[Finding] = result.findings
    if not audit:
        found = set_aside(found, documents, kept, packs.rules, today, focus)
    claims = (claim for extraction in extractions for claim in extraction.claims)
    return Report(
        tool=Tool("claim-consistency", __version__, packs.digest, today.isoformat() if today else ""),
        documents=tuple(documents),
        claims=tuple(sorted(claims, key=lambda claim: (claim.document, claim.span, claim.id))),
        groups=result.groups,
        findings=select(found, settings),
        skipped=tuple(sorted({*reading.skipped, *unread, *result.skipped}, key=_skipped_order)),
        verdicts=result.verdicts,
        origins=result.origins,
        rules=_rules_of({finding.code for finding in found}, packs),
        new=focus,
    )


def _check_large(
    reading: Reading,
    settings: Settings,
    packs: Packs,
    focus: frozenset[str] | None,
    kept: Kept | None,
    today: date | None,
    progress: Callable[[int], None] | None,
) -> Report:
    """The same check by way of the disk. kept: None sets nothing aside."""
    import weakref

    from consistency.archive.store import opened, temporary
    from consistency.batch.check import Watcher
    from consistency.batch.check import check as check_large
    from consistency.batch.told import told

    with ExitStack() as stack:
        store = stack.enter_context(
            temporary() if settings.cache is None else opened(settings.cache, make=True)
        )
        watch = progress if isinstance(progress, Watcher) else None
        read = part_by_part(settings.rules, settings.jobs, None if watch else progress)
        found = check_large(reading.documents, packs, read, store, focus, watch)
        codes: set[str] = set()
        findings: Iterable[Finding] = found.findings
        if kept is not None:
            read_ids = frozenset(found.articles.ids)
            findings = marked(findings, found.commented, read_ids, kept, packs.rules, today, focus)
        shelves = told(found, selected(_noting(findings, codes), settings))
        # The report reads from the store for as long as anybody has it.
        weakref.finalize(found.articles, stack.pop_all().close)
    return Report(
        tool=Tool("claim-consistency", __version__, packs.digest, today.isoformat() if today else ""),
        documents=shelves.documents,
        claims=shelves.claims,
        groups=shelves.groups,
        findings=shelves.findings,
        skipped=tuple(sorted({*reading.skipped, *found.skipped}, key=_skipped_order)),
        verdicts=found.verdicts,
        origins=found.origins,
        rules=_rules_of(codes, packs),
        new=focus,
        large=shelves.large,
    )


def _noting(findings: Iterable[Finding], codes: set[str]) -> Iterator[Finding]:
    for finding in findings:
        codes.add(finding.code)
        yield finding


def _extractions(
    documents: Sequence[Document],
    settings: Settings,
    progress: Callable[[int], None] | None = None,
) -> list[Extraction]:
    def read(some: Sequence[Document]) -> list[Extraction]:
        return read_all(some, settings.rules, settings.jobs, progress)

    if settings.cache is None:
        return read(documents)
    from consistency.archive.readings import extractions
    from consistency.archive.store import opened

    with opened(settings.cache, make=True) as store:
        return extractions(store, documents, packs_of(settings.rules), read)


def _result(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    settings: Settings,
    packs: Packs,
    focus: frozenset[str] | None,
) -> Result:
    """What the articles show together; from the cache, if there is one that has seen just these articles before."""
    if settings.cache is None or settings.archive is not None:
        return judge_all(extractions, packs, focus, alone=settings.archive is not None)
    from consistency.archive.results import result, result_key
    from consistency.archive.store import opened

    with opened(settings.cache, make=True) as store:
        key = result_key(documents, packs, focus)
        return result(store, key, lambda: judge_all(extractions, packs, focus))


def _with_archive(
    read: Sequence[Extraction], new: frozenset[str], archive: Path, packs: Packs
) -> tuple[list[Extraction], tuple[Skipped, ...]]:
    """What was read, with the archived articles to compare the new ones with."""
    from consistency.archive.lookup import beside
    from consistency.archive.store import opened

    with opened(archive) as store, store.reading():
        found, unread = beside(store, [e for e in read if e.document.id in new], packs)
    here = {e.document.id for e in read}
    return [*read, *(e for e in found if e.document.id not in here)], unread


def kept_aside(settings: Settings) -> Kept:
    """What the baseline and the file of waivers hold. Raises: ConfigError for one that cannot be read."""
    folder = settings.base or Path.cwd()
    baseline, waivers = settings.baseline, settings.waivers
    return Kept(
        () if baseline is None else read_baseline(folder / baseline, shown_name(folder / baseline, folder)),
        () if waivers is None else read_waivers(folder / waivers, shown_name(folder / waivers, folder)),
    )


def extract(
    articles: Articles,
    settings: Settings | None = None,
    *,
    metadata: AnyPath | None = None,
    jobs: int | None = None,
) -> list[Extraction]:
    """Every figure and date of each article, in the order of their ids."""
    settings = settings_with(settings, metadata=Path(metadata) if metadata is not None else None, jobs=jobs)
    return read_all(reading_of(articles, settings).documents, settings.rules, settings.jobs)


def compare(
    a: AnyPath | Document,
    b: AnyPath | Document,
    *,
    focus: tuple[Span | None, Span | None] = (None, None),
) -> Comparison:
    """Every two claims of two articles that are about one thing. focus: only claims that overlap it."""
    packs = packs_of(())
    first, second = (_extraction(article, packs) for article in (a, b))
    return compare_two(f"{first.document.id} {second.document.id}", first, second, packs, focus)


def read_report(path: AnyPath, *, stdin: bytes = b"") -> Report:
    """The report that a file holds, as `check --format json` wrote it. path: `-` is `stdin`.

    Raises: InputError for a file that is none.
    """
    from consistency.report.saved import read_report as parse_report  # here: a check reads none

    shown = "stdin" if os.fspath(path) == "-" else shown_name(Path(path), Path.cwd())
    try:
        data = stdin if os.fspath(path) == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=shown, advice="check the name") from None
    return parse_report(decode(data, shown), shown)


def demo_story() -> Path:
    """The folder of the bundled story."""
    return reports_root() / "samples" / "demo"


def _extraction(article: AnyPath | Document, packs: Packs) -> Extraction:
    documents = reading_of(article, Settings()).documents
    if len(documents) != 1:
        raise ConfigError(f"{article} holds {len(documents)} articles", advice="give a file with one")
    return read_all(documents, (), jobs=1)[0]


def _rules_of(codes: Set[str], packs: Packs) -> tuple[RuleTold, ...]:
    """The rules of these codes, in their order."""
    return tuple(
        sorted((rule.told for rule in packs.rules if rule.code in codes), key=lambda rule: rule.code)
    )


def _skipped_order(item: Skipped) -> tuple[str, Span, str]:
    return item.document, item.span or Span(-1, -1), item.reason
