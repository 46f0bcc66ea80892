"""The tables under `tests/cases/`: a test is a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from consistency.packs.strict_yaml import read_yaml

CASES = Path(__file__).parent / "cases"


def rows(name: str, table: str | None = None) -> list[ParameterSet]:
    """The rows of `cases/<name>.yaml`, or of one of its tables, as pytest parameters."""
    content: Any = read_yaml(CASES / f"{name}.yaml")
    found = content if table is None else content[table]
    assert isinstance(found, list)
    return [
        pytest.param(row, id=str(row.get("name", f"{table or name}-{number}")))
        for number, row in enumerate(found, 1)
    ]
