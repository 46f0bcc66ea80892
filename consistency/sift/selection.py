"""Findings as the settings want them: some rules left out, some graver or milder, uncertain ones quiet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from consistency.config.patterns import matcher
from consistency.config.settings import PerPath, Settings
from consistency.errors import ConfigError
from consistency.model.finding import Finding
from consistency.model.rule import Rule


def select(findings: Iterable[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings that the settings let through, with the severities they give, in the usual order."""
    return tuple(sorted(selected(findings, settings), key=Finding.order))


def selected(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The same one by one, in the order they come."""
    scopes = [
        (matcher(scope.files, settings.sources.get("per-path", "per-path")), scope)
        for scope in settings.per_path
    ]
    for finding in findings:
        fitting = [scope for matches, scope in scopes if any(map(matches, finding.sides))]
        if _wanted(finding.code, settings, fitting):
            yield _weighed(finding, settings, fitting)


def refuse_unknown_codes(settings: Settings, rules: Sequence[Rule]) -> None:
    """Raises: ConfigError for a code, or beginning of one, that no rule has: it would do nothing, unnoticed."""
    codes = [rule.code for rule in rules]
    for key, prefixes in (
        ("select", settings.select),
        ("ignore", settings.ignore),
        ("severity", [code for code, _ in settings.severity]),
        *(
            ("per-path", (*scope.select, *scope.ignore, *(code for code, _ in scope.severity)))
            for scope in settings.per_path
        ),
    ):
        for prefix in prefixes:
            if not any(code.startswith(prefix) for code in codes):
                raise ConfigError(
                    f"no rule's code begins with {prefix!r}",
                    place=settings.sources.get(key, key),
                    advice=_advice(prefix, codes),
                )


def _advice(prefix: str, codes: Sequence[str]) -> str:
    from difflib import get_close_matches

    families = {code[:3] for code in codes}
    close = get_close_matches(prefix, sorted({*codes, *families}), n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else "see them all with: consistency rules"


def _wanted(code: str, settings: Settings, scopes: Sequence[PerPath]) -> bool:
    """Selected everywhere it is asked, and ignored nowhere; a longer beginning outweighs a shorter one."""
    return _chosen(code, settings.select, settings.ignore) and all(
        _chosen(code, scope.select, scope.ignore) for scope in scopes
    )


def _chosen(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    chosen = max((len(prefix) for prefix in select if code.startswith(prefix)), default=-1 if select else 0)
    ignored = max((len(prefix) for prefix in ignore if code.startswith(prefix)), default=-1)
    return chosen > ignored


def _weighed(finding: Finding, settings: Settings, scopes: Sequence[PerPath]) -> Finding:
    """Later tables outweigh earlier ones, and those outweigh what holds for all articles."""
    severity = finding.severity
    for pairs in (settings.severity, *(scope.severity for scope in scopes)):
        severity = _longest(finding.code, pairs) or severity
    least = settings.min_confidence
    for scope in scopes:
        least = least if scope.min_confidence is None else scope.min_confidence
    if severity != "info" and Decimal(finding.confidence) < least:
        return replace(finding, severity="info", lowered_from=severity)
    return finding if severity == finding.severity else replace(finding, severity=severity)


def _longest(code: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    fitting = [(len(prefix), level) for prefix, level in pairs if code.startswith(prefix)]
    return max(fitting)[1] if fitting else None
