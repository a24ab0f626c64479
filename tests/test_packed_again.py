"""What comes in again is found where it lies in a packed line, as it is in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.cli import main
from goodword.relation.candidates import candidates
from goodword.source.trees import DiskTree
from tests.intake_program import DAY, body, eml, signature
from tests.packing import world
from tests.test_claim_commands import everything
from tests.test_import_claims import room as room  # noqa: PLC0414 - a fixture
from tests.test_import_claims import run
from tests.test_intake_again import FORMS, mailed
from tests.test_intake_again import root as root  # noqa: PLC0414 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def packed(root: Path, cycle: str, day: str, by: str = "maya") -> None:
    """Close a cycle with those before it, and pack all of them."""
    on = ("--root", str(root), "cycle")
    close = ("close", cycle, "--with-earlier", "--carry", "--by", by, "--write", "--as-of", day)
    assert main((*on, *close)) == 0
    cycles = sorted(each.stem for each in (root / "program/statements").glob("*.csv"))
    before = world(DiskTree(root))
    assert main((*on, "pack", *cycles, "--write", "--as-of", day)) == 0
    after = world(DiskTree(root))
    assert after.loaded.program.packed
    assert candidates(after.snapshot.relation) == candidates(before.snapshot.relation)


def test_an_export_is_brought_over_twice_where_its_claims_are_packed(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(room, "--write") == 0
    packed(room / "program", "2025-Q1", "2026-09-01")
    there = everything(room / "program")
    capsys.readouterr()
    assert run(room, "--write") == 0, capsys.readouterr()
    assert everything(room / "program") == there
    # A row without an event's name is known by its link, its day and its person.
    text = (room / "map.yml").read_text(encoding="utf-8").replace("  event: id\n", "")
    (room / "map.yml").write_text(text, encoding="utf-8")
    assert run(room, "--write") == 0, capsys.readouterr()
    assert everything(room / "program") == there


def test_a_mail_comes_in_twice_where_what_it_became_is_packed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = eml(
        body("claim", **FORMS["claim"]), **{"DKIM-Signature": signature("lopes.example", "mine")}
    )
    assert mailed(root, tmp_path / "a.eml", mail) == 0, capsys.readouterr()
    claims = list((root / "missions").rglob("claims/*.yml"))
    new = max(claims, key=lambda each: each.stat().st_mtime_ns)
    decline = ("claim", "decline", str(new.relative_to(root)), "--by", "maya")
    why = ("--reason", "It is gone.", "--write", "--as-of", DAY)
    assert main(("--root", str(root), *decline, *why)) == 0, capsys.readouterr()
    packed(root, "2026-Q4", "2027-03-01")
    assert not new.exists()
    there = everything(root)
    capsys.readouterr()
    assert mailed(root, tmp_path / "a.eml", mail, "2027-03-02") == 0, capsys.readouterr()
    assert f"is there as {new.relative_to(root)}" in capsys.readouterr().out
    assert everything(root) == there
