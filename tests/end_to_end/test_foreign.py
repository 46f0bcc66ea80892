"""Articles in languages without a pack, through the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import lines, run
from tests.tables import rows


@pytest.mark.parametrize("row", rows("foreign_articles"))
def test_extract_says_which_pack_read_a_mention(row: Any, tmp_path: Path) -> None:
    article = {"id": "a", "language": row["language"], "published": "2021-12-10", "text": row["text"]}
    done = run(
        ["extract", "--from", "jsonl", "--format", "jsonl", "-"], tmp_path, stdin=json.dumps(article).encode()
    )
    assert done.returncode == 0, done.stderr
    mentions = [json.loads(line) for line in lines(done.stdout)]
    assert [
        f"{m['pack']} {m['text']} = {m['value'] if m['type'] == 'date' else m['low']}" for m in mentions
    ] == row["finds"]
