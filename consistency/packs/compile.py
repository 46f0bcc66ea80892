"""`rules/` to one plain table (strings, lists, mappings), ready for JSON.

Only this and what it calls read YAML or a data library; the check of an article reads the cached result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from consistency.packs.language import compile_language


def compile_packs(root: Path) -> dict[str, Any]:
    """Every table of the folder `root` (a `rules/`). Raises: PackError with path:line:column."""
    languages = {
        folder.name: compile_language(folder, f"rules/languages/{folder.name}")
        for folder in sorted((root / "languages").iterdir())
        if folder.is_dir() and not folder.name.startswith(("_", "."))
    }
    return {"languages": languages}
