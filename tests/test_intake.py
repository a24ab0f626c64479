"""`goodword intake`: hostile issues are refused and write nothing; honest ones become files.

Each folder of tests/intake has the event of an issue. Below refused/ `said.txt` is what its sender
is told, below accepted/ `files.txt` is what was written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.intake_program import DAY, FILES, body, event, lay, written
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from tests.conftest import Golden

INTAKE = Path(__file__).parent / "intake"
REFUSED = sorted(each.name for each in (INTAKE / "refused").iterdir())
ACCEPTED = sorted(each.name for each in (INTAKE / "accepted").iterdir())
TWICE = body("claim", mission="write-a-guide", evidence="https://example.org/guide")


def take(root: Path, file: Path) -> int:
    return main(["--root", str(root), "intake", str(file), "--write", "--as-of", DAY])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "program")


def test_there_are_fewer_than_was_promised() -> None:
    assert len(REFUSED) >= 40
    assert len(ACCEPTED) >= 20


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_issue_is_taken_in(
    name: str, root: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    before = everything(root)
    assert take(root, INTAKE / "refused" / name / "event.json") == 1
    said = capsys.readouterr()
    golden(INTAKE / "refused" / name / "said.txt", said.out)
    assert said.err == "nothing was written\n"
    assert everything(root) == before


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_honest_issue_becomes_other_files(
    name: str, root: Path, capsys: pytest.CaptureFixture[str], golden: Golden
) -> None:
    file = INTAKE / "accepted" / name / "event.json"
    assert take(root, file) == 0, capsys.readouterr()
    there = everything(root)
    made = [
        f"{path}\n{data.decode()}"
        for path, data in sorted(there.items())
        if not path.startswith("schemas/") and data.decode() != FILES.get(path)
    ]
    golden(INTAKE / "accepted" / name / "files.txt", "\n".join(made))
    capsys.readouterr()
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0, capsys.readouterr()
    # The same event once more, as when the label is given twice.
    code = take(root, file)
    assert everything(root) == there, capsys.readouterr()
    assert code == 0, capsys.readouterr()


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a": "' + b"a" * (1 << 20) + b'"}'])
def test_an_event_that_is_too_large_or_too_deep_ends_in_a_traceback(
    data: bytes, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(data)
    assert take(root, file) == 1
    assert capsys.readouterr().out.startswith("refused: the event ")


def test_a_program_without_issues_takes_them(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = root / "program" / "program.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  issues: https://github.com/Acme/champions\n", ""))
    file = tmp_path / "event.json"
    file.write_bytes(written(event(TWICE)))
    assert take(root, file) == 1
    assert "takes nothing in by issues" in capsys.readouterr().out


def test_a_dry_run_writes(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(written(event(TWICE)))
    before = everything(root)
    assert main(["--root", str(root), "intake", str(file), "--as-of", DAY]) == 0
    assert "+evidence: https://example.org/guide" in capsys.readouterr().out
    assert everything(root) == before


def test_two_ways_are_taken_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--root", str(root), "intake", "--as-of", DAY]
    assert main(given) == 2
    file = str(root / "program" / "program.yml")
    assert main([*given, "--eml", file]) == 2
    assert main([*given, "--csv", file]) == 2
    assert main([*given, file, "--jsonl", file]) == 2
    capsys.readouterr()


def counting(root: Path) -> None:
    """Let a mission count guides, and deals."""
    file = root / "missions/write-a-guide/mission.yml"
    text = file.read_text(encoding="utf-8")
    points = "points: {value: 3, unit: {one: guide, many: guides}, per: {key: deal, claims: 1}}"
    file.write_text(re.sub(r"^points: .*$", points, text, flags=re.MULTILINE), encoding="utf-8")


def test_how_many_and_of_what_cannot_be_handed_in(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counting(root)
    assert main(["--root", str(root), "forms", "--write"]) == 0
    shown = (root / ".github/ISSUE_TEMPLATE/claim.yml").read_text(encoding="utf-8")
    assert "id: quantity" in shown
    assert "id: key" in shown
    file = tmp_path / "event.json"
    said = {"mission": "write-a-guide", "evidence": "https://example.org/guide"}
    file.write_bytes(written(event(body("claim", **said, quantity="8", key="deal-1"))))
    assert take(root, file) == 0, capsys.readouterr()
    (path,) = (root / "missions/write-a-guide/claims").glob("*-ana.yml")
    assert "\nquantity: 8\nkey: deal-1\n" in path.read_text(encoding="utf-8")


def test_a_quantity_of_nothing_that_counts_is_taken_in(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "event.json"
    said = {"mission": "write-a-guide", "evidence": "https://example.org/guide"}
    file.write_bytes(written(event(body("claim", **said, quantity="8"))))
    assert take(root, file) == 1
    assert "has no unit" in capsys.readouterr().out
