"""Random edits of what was laid: whatever somebody wrote is still there, or is named and shown."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.edits.edit import digest
from goodword.resources import former_files, starter_files
from goodword.source.laid import recorded
from goodword.source.merging import merged
from goodword.starter.former import Former
from goodword.starter.laid import same_everywhere
from goodword.starter.three_ways import (
    APART,
    MERGED,
    MOVED,
    SAME,
    YOURS,
    newest_actions,
    outcome,
)
from tests.former_program import NAMES, beside, commit, laid, run
from tests.git_person import as_maya

if TYPE_CHECKING:
    from pathlib import Path

MARK = "ours-%d"
ROUNDS = 3


@pytest.mark.parametrize("name", NAMES)
def test_a_line_of_somebody_is_lost_without_a_word(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_maya(monkeypatch)
    for number in range(ROUNDS):
        chance = random.Random(number)  # noqa: S311 - which lines are edited
        root = laid(tmp_path / f"{number}", name)
        mine: dict[str, list[str]] = {}
        for path, data in sorted(beside(root).items()):
            lines = data.decode().splitlines()
            for each in range(chance.choice((0, 1, 1, 2, 5))):
                at = chance.randrange(len(lines) + 1)
                text = MARK % (1000 * number + 10 * len(mine) + each)
                text = f"# {text}" if not path.endswith(".json") else f'"{text}": 1'
                if chance.random() < 0.3 and at < len(lines):
                    lines[at] = text
                else:
                    lines.insert(at, text)
                mine.setdefault(path, []).append(text)
            if path in mine:
                mine[path] = [each for each in mine[path] if each in lines]
                (root / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert mine
        commit(root)
        capsys.readouterr()
        assert run(root, "upgrade", "--write") in (0, 1)
        said = capsys.readouterr().out.splitlines()
        for path, texts in mine.items():
            now = (root / path).read_text(encoding="utf-8").splitlines()
            for text in texts:
                assert text in now or f"-{text}" in said, (path, text)
        shutil.rmtree(root)


FORMER = Former.read(former_files())
PATHS = sorted(path for path, texts in FORMER.texts.items() if len(texts) > 1)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_merge_of_three_loses_or_doubles_lines(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PATHS))
    wanted = same_everywhere(starter_files())[path]
    old = data.draw(st.sampled_from(FORMER.texts[path]))
    lines = old.decode().splitlines(keepends=True)
    own = data.draw(st.lists(st.integers(0, len(lines)), max_size=4))
    for number, at in enumerate(own):
        lines.insert(at, f"# {MARK % number}\n")
    windows = data.draw(st.booleans())
    here = "".join(lines).encode()
    here = here.replace(b"\n", b"\r\n") if windows else here
    stated = data.draw(st.booleans())
    found = outcome(
        path,
        here,
        wanted,
        untouched=lambda short: FORMER.laid(path, short),
        texts=lambda: FORMER.texts[path],
        stated=digest(old) if stated else None,
        merge=merged,
    )
    new = (found.new or b"").replace(b"\r\n", b"\n")
    for number in range(len(own)):
        assert new.count(f"# {MARK % number}\n".encode()) == 1
    if not own:
        assert found.state in (SAME, MOVED)
        assert new == wanted
    elif found.state == MERGED:
        rest = "".join(
            line for line in new.decode().splitlines(keepends=True) if "ours-" not in line
        )
        assert rest == wanted.decode()
    else:
        assert found.state in (YOURS, APART)
        assert found.new == here
    assert (b"\r\n" in (found.new or b"")) == windows


def test_the_newer_of_two_pins_clashes_or_is_lost() -> None:
    a, b, c = ("a" * 40, "b" * 40, "c" * 40)
    before = f"      - uses: actions/checkout@{a} # v6.0.2\n        with: {{depth: 0}}\n"
    theirs = f"      - uses: actions/checkout@{b} # v6.1.0\n        with: {{depth: 0}}\n"
    new = f"      - uses: actions/checkout@{c} # v6.0.10\n        with: {{depth: 1}}\n"
    base, mine, wanted = newest_actions(*(each.encode() for each in (before, theirs, new)))
    assert mine == base == theirs.encode()
    assert merged(mine, base, wanted) == new.replace(f"{c} # v6.0.10", f"{b} # v6.1.0").encode()
    assert newest_actions(b"run: uses\n", b"x\n") == (b"run: uses\n", b"x\n")


def test_texts_that_are_none_are_merged() -> None:
    assert merged(b"a\nb\n", b"a\n", b"a\n") == b"a\nb\n"
    assert merged(b"x\n", b"a\n", b"y\n") is None
    assert merged(b"\0\n", b"a\n", b"y\n") is None


@pytest.mark.parametrize(
    "path",
    [
        *("influencers/ana/profile.yml", "program/program.yml", "../victim", "./../victim"),
        *("/victim", ".git/config", ".GIT/config", "sub/.git/config", "a\\..\\victim", "x//y"),
    ],
)
def test_a_record_that_was_planted_deletes_what_nobody_laid(path: str) -> None:
    other = ".github/workflows/old.yml"
    lines = f"# goodword 0.0.1\n{'0' * 64}  {path}\n{'1' * 64}  {other}\n"
    assert recorded(lines.encode()) == {other: "1" * 64}


@pytest.mark.parametrize(
    "path",
    [".gitlab-ci.yml", "emea/schemas/claim.schema.json", "program/schemas/claim.schema.json"],
)
def test_a_record_of_what_was_laid_is_not_read(path: str) -> None:
    lines = f"# goodword 0.0.1\n{'1' * 64}  {path}\n"
    assert recorded(lines.encode()) == {path: "1" * 64}
