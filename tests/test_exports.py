"""What `goodword export` writes, and where; other programs judge it in test_referees."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.cli.main import main
from goodword.exports.beancount import account, beancount, quoted, standing
from goodword.exports.journal import journal, plain
from goodword.ledger import compute
from goodword.model.paths import ID
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.ledger import Ledger
    from tests.conftest import Golden

SIGNED = {"date": "2026-02-12", "by": "maya"}
FILES: dict[str, Any] = {
    **person("ana"),
    **person("ben"),
    **mission(),
    **claim(
        "ana",
        "2026-01-05",
        decision=approved("2026-01-06"),
        reversals=[
            {
                "date": "2026-03-02",
                "by": "jon",
                "shares": {"ana": 100},
                "reason_code": "fraud",
                "second": {"date": "2026-03-02", "by": "maya"},
            }
        ],
    ),
    **claim(
        "ben",
        "2026-03-20",
        together=["ana"],
        decision=approved("2026-04-01", 100, shares={"ben": 50, "ana": 50}),
    ),
    "influencers/ana/redemptions/2026-02-10-mug.yml": {"points": 60, "fulfilled": SIGNED},
    "influencers/ben/touchpoints/2026-02-01-sorry.yml": {
        "kind": "adjustment",
        "points": 5,
        "reason_code": "goodwill",
        "standing": False,
        "by": "maya",
    },
}
CLOSED = {"2026-Q1": b"statement,2026-Q1,2026-04-20,maya,1,,\n"}


def ledger() -> Ledger:
    shared = replace(program(FILES, points={"maturation_days": 3}), statements=CLOSED)
    return compute(shared, day("2026-05-01"))


def test_an_export_that_reads_otherwise(golden: Golden) -> None:
    golden("export/points.beancount", "".join(beancount(ledger(), "Acme")))
    golden("export/standing.journal", "".join(journal(ledger(), "Acme")))


IDS = st.from_regex(re.compile(ID), fullmatch=True)


@given(st.sets(IDS, min_size=2, max_size=20))
def test_two_people_who_share_an_account(people: set[str]) -> None:
    names = {account(each, place) for each in people for place in ("active", "held", "awarded")}
    names |= {standing(each, cycle) for each in people for cycle in (None, "2026-Q1")}
    assert len(names) == 5 * len(people)
    part = re.compile(r"[A-Z0-9][A-Za-z0-9-]*")
    assert all(part.fullmatch(each) for name in names for each in name.split(":"))


@given(st.text())
def test_a_text_that_leaves_its_quotation_marks_or_its_line(text: str) -> None:
    inside = quoted(text)
    assert re.fullmatch(r'(?:[^"\\]|\\.)*', inside, re.DOTALL)
    assert re.sub(r"\\(.)", r"\1", inside) == " ".join(text.split())
    for line in (inside, plain(text)):
        assert len(line.splitlines()) <= 1
    assert not {";", "|"} & set(plain(text))


def export(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "export", *arguments])


@pytest.mark.parametrize("form", ["beancount", "ledger"])
def test_a_file_that_differs_from_what_is_shown(
    form: str, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(small, form, "--as-of", "2026-11-15") == 0
    shown = capsys.readouterr().out
    target = tmp_path / "points.txt"
    for _ in range(2):
        assert export(small, form, "--as-of", "2026-11-15", "--into", str(target)) == 0
    assert target.read_text(encoding="utf-8") == shown
    assert "2026-11-15" in shown
    assert [each.name for each in tmp_path.iterdir()] == ["points.txt"]


def test_a_file_that_cannot_be_written(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(small, "ledger", "--into", str(tmp_path / "nowhere" / "a.journal")) == 3
    assert "no such file" in capsys.readouterr().err
    assert export(small, "ledger", "--into", str(tmp_path)) == 2
    assert list(tmp_path.iterdir()) == []
