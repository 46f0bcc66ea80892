"""`rules/` to one plain table (strings, lists, mappings), ready for JSON.

Only this and what it calls read YAML or a data library; the check of an article reads the cached result.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from consistency.packs.conflicts import compile_conflicts
from consistency.packs.counted import compile_counted
from consistency.packs.currencies import currency_terms
from consistency.packs.durations import compile_durations
from consistency.packs.language import NO_TERMS, PlainSense, compile_language, file_terms
from consistency.packs.places import compile_places, country_terms
from consistency.packs.strict_yaml import Plain, read_yaml
from consistency.packs.subjects import compile_subjects
from consistency.packs.time_names import time_terms
from consistency.packs.told_units import compile_told
from consistency.packs.units import compile_units

# Tables that their readers take as they are written, file by file.
AS_WRITTEN = ("alignment", "calendars", "scripts")


def compile_packs(root: Path, extra: Sequence[Path] = ()) -> dict[str, Any]:
    """Every table of the folder `root` (a `rules/`) and of further folders of its layout, read after it.

    Raises: PackError with path:line:column.
    """
    roots = ((root, "rules"), *((folder, folder.as_posix()) for folder in extra))
    plain: dict[str, Any] = {"languages": _languages(roots)}
    plain["counted"], plain["roles"] = compile_counted(roots)
    plain["subjects"] = compile_subjects(roots)
    plain["places"] = compile_places(roots)
    plain["units"], plain["currencies"], plain["families"] = compile_units(roots)
    plain["told"] = compile_told(roots, plain["languages"], plain["units"], plain["currencies"])
    plain["rules"] = compile_conflicts(roots)
    plain["durations"] = compile_durations(
        {tag: table["settings"] for tag, table in plain["languages"].items()}
    )
    for name in AS_WRITTEN:
        plain[name] = _as_written(roots, name)
    return plain


def _languages(roots: Sequence[tuple[Path, str]]) -> dict[str, Any]:
    """The languages of every root: the first folder with a `pack.yaml` sets one up, later ones add terms."""
    languages: dict[str, Any] = {}
    for name, folders in sorted(_language_folders(roots).items()):
        folder, shown = next(((f, s) for f, s in folders if (f / "pack.yaml").is_file()), folders[0])
        further: list[tuple[str, PlainSense]] = [
            *country_terms(name, _omitted(folder, shown, "not_places")),
            *currency_terms(name, _omitted(folder, shown, "not_currencies")),
            *time_terms(name),
        ]
        for other, other_shown in folders:
            if other != folder:
                for path in sorted(p for p in other.glob("*.yaml") if p.name not in NO_TERMS):
                    further += file_terms(
                        read_yaml(path, f"{other_shown}/{path.name}"), f"{other_shown}/{path.name}"
                    )
        languages[name] = compile_language(folder, shown, further, [f for f in folders if f[0] != folder])
    return languages


def _omitted(folder: Path, shown: str, key: str) -> Sequence[str]:
    path = folder / "pack.yaml"
    settings = read_yaml(path, f"{shown}/pack.yaml") if path.is_file() else {}
    names = settings.get(key, []) if isinstance(settings, dict) else []
    return [str(name) for name in names] if isinstance(names, list) else []


def _language_folders(roots: Sequence[tuple[Path, str]]) -> dict[str, list[tuple[Path, str]]]:
    found: dict[str, list[tuple[Path, str]]] = {}
    for root, shown in roots:
        if (root / "languages").is_dir():
            for folder in sorted((root / "languages").iterdir()):
                if folder.is_dir() and not folder.name.startswith(("_", ".")) and any(folder.glob("*.yaml")):
                    found.setdefault(folder.name, []).append((folder, f"{shown}/languages/{folder.name}"))
    return found


def _as_written(roots: Sequence[tuple[Path, str]], name: str) -> dict[str, Plain]:
    """The files of a folder by their stem; a later root's file of the same stem replaces the earlier one."""
    return {
        path.stem: read_yaml(path, f"{shown}/{name}/{path.name}")
        for root, shown in roots
        for path in sorted((root / name).glob("*.yaml"))
    }
