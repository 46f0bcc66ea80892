"""Files to documents: what is read, what it is called, where its keys come from."""

from __future__ import annotations

import datetime
import json
from hashlib import sha256
from pathlib import Path

import pytest

import consistency
from consistency.articles import read
from consistency.errors import ConsistencyError, InputError
from consistency.model.document import Document

TEXT = "Two people were hurt on Monday in Oakvale, police said."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / ".hidden").mkdir()
    for name in (
        "in/b.txt",
        "in/a.md",
        "in/deep/c.text",
        "in/.hidden/d.txt",
        "in/e.pdf",
        "in/f.csv",
        "top.txt",
    ):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(*paths: str, **options: object) -> list[str]:
    return [document.id for document in read(paths, **options).documents]  # type: ignore[arg-type]


def test_folders_globs_and_files_each_once(folder: Path) -> None:
    assert ids("in") == ["in/a.md", "in/b.txt", "in/deep/c.text"]
    assert ids("in/*.txt", "in/b.txt", "./in/b.txt") == ["in/b.txt"]
    assert {"in/b.txt", "top.txt"} <= set(ids("**/*.txt"))
    assert ids(str(folder / "top.txt")) == ["top.txt"]
    assert ids("../" + folder.name + "/top.txt") == ["top.txt"]


def test_folders_leave_out_what_gitignore_does(folder: Path) -> None:
    for name, content in {
        "in/.gitignore": "/b.txt\ndeep/*\n!deep/kept.txt\n",
        ".gitignore": "# not ours\n*.md\nout/\n",
        "in/deep/kept.txt": TEXT,
        "out/a.txt": TEXT,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    everything = ["in/a.md", "in/b.txt", "in/deep/c.text", "in/deep/kept.txt", "out/a.txt", "top.txt"]
    assert ids(".") == everything  # no repository: nobody ignores anything
    (folder / ".git").mkdir()
    assert ids(".") == ["in/deep/kept.txt", "top.txt"]
    assert ids("in") == ["in/deep/kept.txt"]
    assert ids("out", "in/b.txt", "in/*.md") == ["in/a.md", "in/b.txt", "out/a.txt"]  # named, so wanted


def test_text_is_kept_as_it_is(folder: Path) -> None:
    (folder / "x.txt").write_bytes(b"\xef\xbb\xbfOne\r\n\r\nTwo \xf0\x9f\x98\x80\r")
    (document,) = read(["x.txt"]).documents
    assert document.text == "One\r\n\r\nTwo 😀\r"
    assert document.sha256 == sha256((folder / "x.txt").read_bytes()).hexdigest()


def test_front_matter_and_targets_are_blanked_in_place(folder: Path) -> None:
    text = (
        '---\ntitle: "Flood: day 2"\ndate: 2024-01-26T08:00:00+03:00\nlang: EN\n'
        "outlet: The Post # ours\ntags:\n  - 5\n---\n"
        "He paid [40](http://x/5000). <!-- 77 -->\n"
    )
    (folder / "x.md").write_text(text, encoding="utf-8", newline="")
    (document,) = read(["x.md"]).documents
    assert len(document.text) == len(text)
    assert document.text.split() == ["He", "paid", "[40]", "."]
    assert text.index("[40]") == document.text.index("[40]")
    assert (document.title, document.source, document.language) == ("Flood: day 2", "The Post", "en")
    assert document.published is not None
    assert str(document.published) == "2024-01-26T05:00:00Z"
    assert document.published.day == datetime.date(2024, 1, 26)
    assert document.extra == (("tags", '"- 5"'),)


def test_comments_to_the_program_are_kept_with_their_place(folder: Path) -> None:
    text = "Two died.\n\n<!-- consistency: ignore NUM101 told wrongly -->\nThree died. <!-- mine --> Four.\n"
    (folder / "x.md").write_text(text, encoding="utf-8", newline="")
    (document,) = read(["x.md"]).documents
    (comment,) = document.comments
    assert comment.text == "consistency: ignore NUM101 told wrongly"
    assert document.text[comment.at :].split()[:2] == ["Three", "died."]


def test_metadata_fills_what_an_article_lacks(folder: Path) -> None:
    (folder / "own.md").write_text("---\noutlet: Own\n---\n" + TEXT, encoding="utf-8")
    rows = "b.txt,Post,AFP,2024-01-26,en\n../own.md,Other,AP,,\nnobody.txt,X,,,\n"
    rows = f"file,outlet,agency,published,language\n{rows}"
    (folder / "in" / "meta.csv").write_text(rows, encoding="utf-8")
    found = {d.id: d for d in read(["in", "own.md"], metadata="in/meta.csv").documents}
    assert (found["in/b.txt"].source, found["in/b.txt"].agency) == ("Post", "AFP")
    assert str(found["in/b.txt"].published) == "2024-01-26"
    assert found["own.md"].source == "Own"
    assert found["in/a.md"].source is None
    assert found["in/a.md"].published is None


def test_metadata_that_names_no_article_is_told(folder: Path) -> None:
    (folder / "meta.csv").write_text("file,outlet\nother.txt,X\n", encoding="utf-8")
    (told,) = read(["top.txt"], metadata="meta.csv").skipped
    assert (told.document, "no row" in told.reason) == ("meta.csv", True)


def test_tables_and_lines(folder: Path) -> None:
    (folder / "a.csv").write_bytes(
        b'id,text,outlet\r\nx,"Two died,\r\nhe said.",Post\r\n\r\n,Three died.,\r\n'
    )
    first, second = read(["a.csv"]).documents
    assert (second.id, second.text, second.source) == ("x", "Two died,\r\nhe said.", "Post")
    assert first.id == "a.csv:5"
    (folder / "b.jsonl").write_text(
        '{"id": 7, "text": "Two\\u2028died", "mine": {"b": 1}}\n\n', encoding="utf-8"
    )
    (third,) = read(["b.jsonl"]).documents
    assert (third.id, third.text, third.extra) == ("7", "Two\u2028died", (("mine", '{"b": 1}'),))


def test_options_for_articles_that_give_none(folder: Path) -> None:
    (document,) = read(["top.txt"], published="2024-01-26", language="en-GB").documents
    assert (str(document.published), document.language) == ("2024-01-26", "en-gb")
    (document,) = read(["-"], stdin=TEXT.encode()).documents
    assert (document.id, document.published) == ("stdin", None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two people were hurt on Monday in the village, the police said, and a third is missing.", "en"),
        ("أصيب شخصان يوم الاثنين في القرية، بحسب ما قالت الشرطة التي أضافت أن ثالثا مفقود.", "ar"),
        (
            "Deux personnes ont été blessées lundi dans le village, a indiqué la police, une a disparu.",
            "und",
        ),
        (
            "روز دوشنبه دو نفر در روستا زخمی شدند و پلیس می‌گوید که نفر سوم ناپدید شده است.",
            "und",
        ),
        ("12345 !!", "und"),
        ("12 killed", "en"),
    ],
)
def test_guessed_language(text: str, language: str, folder: Path) -> None:
    (folder / "g.txt").write_text(text, encoding="utf-8")
    assert read(["g.txt"]).documents[0].language == language


def test_two_articles_of_one_id() -> None:
    twin = Document("a", TEXT, "en", "0" * 64)
    with pytest.raises(InputError, match="two articles with the id 'a'"):
        consistency.check([twin, twin])


def test_errors_travel_between_processes() -> None:
    import pickle

    error = InputError("wrong", place="a:1", advice="mend it")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), type(again)) == ("a:1: wrong; mend it", InputError)
    assert isinstance(again, ConsistencyError)


def test_the_public_names() -> None:
    assert sorted(consistency.__all__) == [name for name in dir(consistency) if name in consistency.__all__]
    for name in consistency.__all__:
        assert getattr(consistency, name) is not None
    with pytest.raises(AttributeError):
        _ = consistency.nothing


def test_frames() -> None:
    report = consistency.check([Document("a", TEXT, "en", "0" * 64)])
    assert list(report.to_frame("documents")["id"]) == ["a"]
    assert set(report.to_frame("claims")["type"]) <= {"quantity", "date"}
    with pytest.raises(ValueError, match="no table"):
        report.to_frame("nothing")


def test_articles_larger_than_allowed_are_refused_unread(folder: Path) -> None:
    (folder / "a.jsonl").write_text(json.dumps({"id": "a", "text": "word " * 250_000}), encoding="utf-8")
    (folder / "a.txt").write_text("word " * 250_000, encoding="utf-8")
    for name in ("a.txt", "a.jsonl"):
        with pytest.raises(InputError, match=f"^{name}.* more than 1 MB; split it"):
            read([name], max_size=1)
        assert read([name], max_size=2).documents


def test_where_an_article_stands_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = [json.dumps({"id": name, "text": TEXT}) for name in "bc"]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    found = read(["."], base=tmp_path).documents
    assert [(document.id, document.file, document.record) for document in found] == [
        ("a.txt", None, None),
        ("b", "rows.jsonl", 1),
        ("c", "rows.jsonl", 2),
    ]
