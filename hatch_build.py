"""Puts the compiled packs into the wheel, so that the first check on a machine is as quick as any other."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPacks(BuildHookInterface[Any]):
    """Compiles `rules/` at build time. An editable install compiles when it first runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from consistency.packs.cache import SHIPPED, compiled
        finally:
            sys.path.remove(self.root)
        folder = Path(tempfile.mkdtemp(prefix="claim-consistency-"))
        file = folder / SHIPPED.name
        file.write_bytes(compiled())
        self.file = file
        build_data["force_include"][str(file)] = f"consistency/packs/{SHIPPED.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.file.unlink()
            self.file.parent.rmdir()
