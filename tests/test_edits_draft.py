"""Several changes of files made together, and lists of versions that only grow."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.edits.draft import Draft
from goodword.edits.edit import digest
from goodword.edits.versions import add_version, newest
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from pathlib import Path


def test_a_draft_forgets_what_it_was_made_for(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.yml").write_text("a: 1\nb: [1]\n")
    (tmp_path / "program" / "l.yml").write_text("- 1\n")
    draft = Draft(DiskTree(tmp_path))
    assert "program/a.yml" in draft
    assert "program/z.yml" not in draft
    assert 5 not in draft
    assert draft.says("program/l.yml") == {}
    draft.set_value("program/a.yml", ("c",), "x", ())
    draft.append_item("program/a.yml", ("b",), 2, ())
    draft.remove_entry("program/a.yml", ("a",))
    assert draft.says("program/a.yml") == {"b": [1, 2], "c": "x"}
    assert draft.create("program/a.yml", "community", {"name": "A"}, "Why.") == "program/a.2.yml"
    assert draft.create("program/a.yml", "community", {"name": "B"}) == "program/a.3.yml"
    old = digest(b"a: 1\nb: [1]\n")
    assert [(each.path, each.expected) for each in draft.edits] == [
        *(("program/a.2.yml", None), ("program/a.3.yml", None), ("program/a.yml", old)),
    ], "what was only looked at is not written"
    assert b"# Why.\nname: A\n" in draft.content("program/a.2.yml")
    with pytest.raises(Failure, match=r"^program/z.yml: "):
        draft.content("program/z.yml")


@pytest.mark.parametrize(
    ("text", "expected", "last"),
    [
        ("a: 1\n", 'a: 1\nv:\n  - from: "2026-02-01"\n    x: 2\n', {}),
        (
            "v: 5\n",
            'v:\n  - from: "2026-01-01"\n    p: 5\n  - from: "2026-02-01"\n    x: 2\n',
            {"p": 5},
        ),
        (
            "v: {q: 5}\n",
            'v: [{from: "2026-01-01", q: 5}, {from: "2026-02-01", x: 2}]\n',
            {"q": 5},
        ),
        (
            'v:\n  - {from: "2026-01-01", announced: before, q: 5}\n',
            (
                'v:\n  - {from: "2026-01-01", announced: before, q: 5}\n'
                '  - from: "2026-02-01"\n    x: 2\n'
            ),
            {"q": 5},
        ),
        ("v: []\n", 'v: [{from: "2026-02-01", x: 2}]\n', {}),
    ],
)
def test_a_version_is_added_otherwise(
    tmp_path: Path, text: str, expected: str, last: dict[str, Any]
) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "a.yml").write_text(text)
    draft = Draft(DiskTree(tmp_path))
    assert newest(draft, "program/a.yml", "v", "p") == last
    entry = {"from": "2026-02-01", "x": 2}
    add_version(draft, "program/a.yml", "v", entry, ("v",), since=date(2026, 1, 1), plain="p")
    assert draft.content("program/a.yml").decode() == expected
    assert newest(draft, "program/a.yml", "v", "p") == {"x": 2}
