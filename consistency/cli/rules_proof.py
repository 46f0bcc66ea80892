"""`consistency rules lint` and `rules test`: what is wrong in folders of rules, and whether their examples hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.cli.options import emit, settings_of
from consistency.errors import ConfigError

if TYPE_CHECKING:
    from consistency.packs.hygiene import Problem
    from consistency.prove import Trial
    from consistency.report.style import Style


def run_lint(arguments: argparse.Namespace) -> int:
    """0 nothing wrong, 1 something."""
    from consistency.errors import PackError
    from consistency.judge.vocabulary import unknown_names
    from consistency.packs.cache import load_packs
    from consistency.packs.hygiene import Problem, lint
    from consistency.packs.locate import rules_root

    problems: list[Problem] = []
    for folder in _folders(arguments):
        ours = folder.resolve() == rules_root().resolve()
        shown = "rules" if ours else _shown(folder)
        found = lint(folder, shown, None if ours else rules_root())
        if not found:
            try:
                rules = load_packs(() if ours else (folder,)).rules
            except PackError as error:
                found = [Problem(error.place or shown, error.message, error.advice or "mend it")]
            else:
                mine = [rule for rule in rules if ours or rule.place.startswith(folder.as_posix())]
                wrong = [error for rule in mine for error in unknown_names(rule)]
                found = [_placed(error, folder, shown) for error in wrong]
        problems += found
    emit(arguments, lambda name, style: _problems(problems, name, style))
    return 1 if problems else 0


def run_test(arguments: argparse.Namespace) -> int:
    """0 every example holds, 1 one does not, 2 there is none."""
    from consistency.judge.vocabulary import refuse_unknown_names
    from consistency.packs.cache import load_packs
    from consistency.packs.locate import rules_root
    from consistency.prove import trials

    folders = [folder for folder in _folders(arguments) if folder.resolve() != rules_root().resolve()]
    extra = tuple(folders)
    rules = load_packs(extra).rules
    refuse_unknown_names(rules)
    mine = [
        rule
        for rule in rules
        if not extra or any(rule.place.startswith(f"{folder.as_posix()}/") for folder in extra)
    ]
    if not mine:
        raise ConfigError(
            "there are no rules to test",
            place=_shown(_folders(arguments)[0]),
            advice="put them in conflicts/*.yaml",
        )
    run = list(trials(mine, extra))
    emit(arguments, lambda name, style: _trials(run, name, style))
    return 1 if any(trial.problem for trial in run) else 0


def _folders(arguments: argparse.Namespace) -> Sequence[Path]:
    """The folders to look at, absolute. Raises: ConfigError for one that is none."""
    from consistency.packs.locate import rules_root

    found = [Path.cwd() / folder for folder in arguments.folders]
    found = found or list(settings_of(arguments).rules) or [rules_root()]
    for folder in found:
        if not folder.is_dir():
            raise ConfigError(
                "no such folder of rules", place=_shown(folder), advice="give one laid out like rules/"
            )
    return found


def _problems(problems: Sequence[Problem], name: str, style: Style) -> Iterator[str]:
    """Each with its line, and what to do."""
    from consistency.report.json_text import write_tables
    from consistency.report.plain import isolated, visible, with_isolates

    if name == "json":
        rows = [{"place": p.place, "message": p.message, "advice": p.advice} for p in problems]
        yield from write_tables({"problems": rows}, ascii_only=style.ascii_only)
        return
    for problem in problems:
        yield f"{visible(problem.place)}: {with_isolates(problem.message, style.isolates)}\n"
        if line := _line_at(problem.place):
            yield f"     {isolated(line, style.isolates)}\n"
        yield f"     {with_isolates(problem.advice, style.isolates)}\n"
    if not problems:
        yield "nothing is wrong\n"


def _line_at(place: str) -> str:
    """The line that `path:line:column` names, without its indentation; "" where there is none to show."""
    path, _, rest = place.partition(".yaml:")
    number = rest.partition(":")[0]
    if not number.isdigit():
        return ""
    try:
        lines = Path(f"{path}.yaml").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[int(number) - 1].strip() if int(number) <= len(lines) else ""


def _trials(run: Sequence[Trial], name: str, style: Style) -> Iterator[str]:
    from consistency.report.json_text import write_tables
    from consistency.report.plain import visible

    if name == "json":
        rows = [
            {"code": t.rule.code, "example": t.number, "fired": list(t.fired), "problem": t.problem or None}
            for t in run
        ]
        yield from write_tables({"examples": rows}, ascii_only=style.ascii_only)
        return
    wrong = [trial for trial in run if trial.problem]
    for trial in wrong:
        place = visible(_relative(trial.rule.place))
        yield f"{place}: example {trial.number} of {trial.rule.code}: {trial.problem}\n"
    rules = len({trial.rule.code for trial in run})
    yield f"{len(run)} examples of {rules} rules, {len(wrong)} of them do not hold\n"


def _placed(error: Exception, folder: Path, shown: str) -> Problem:
    from consistency.errors import PackError
    from consistency.packs.hygiene import Problem

    assert isinstance(error, PackError)
    place = (error.place or shown).replace(folder.as_posix(), shown, 1)
    return Problem(place, error.message, error.advice or "mend it")


def _relative(place: str) -> str:
    return place.removeprefix(f"{Path.cwd().as_posix()}/")


def _shown(path: Path) -> str:
    from consistency.text.sources import shown_name

    return shown_name(path, Path.cwd())
