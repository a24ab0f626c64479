"""`goodword points ID --explain` for ten people of the example: lines that a person can add up."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli.main import main
from goodword.days import Cycles
from goodword.ledger.entries import FIGURES, MOVES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Golden

TODAY = "2026-11-15"
TEN = (
    "bohdan-tkach",
    "eleni-vlachou",
    "gaspard-delorme",
    "hazel-ashdown",
    "joerg-brueckner",
    "lucia-ibanez",
    "luis-ferrer",
    "oksana-melnyk",
    "vikram-rathore",
    "wanjiru-mwangi",
)
"""Between them: shares, appeals, reversals, adjustments, an extension, releases, a return."""
CYCLES = Cycles(())


def points(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["--root", str(ROOT), "points", *arguments, "--as-of", TODAY]) == 0
    return capsys.readouterr().out


def explained(capsys: pytest.CaptureFixture[str], who: str) -> dict[str, Any]:
    found = json.loads(points(capsys, who, "--explain", "--format", "json"))
    (member,) = found["members"]
    assert isinstance(member, dict)
    return member


@pytest.mark.parametrize("who", TEN)
def test_an_explanation_that_reads_otherwise(
    who: str, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    text = points(capsys, who) + "\n" + points(capsys, who, "--explain")
    golden(f"points/{who}.txt", text)


@pytest.mark.parametrize("who", TEN)
def test_a_figure_that_the_lines_do_not_come_to(
    who: str, capsys: pytest.CaptureFixture[str]
) -> None:
    member = explained(capsys, who)
    found = dict.fromkeys(FIGURES, 0)
    cycles: Counter[str] = Counter()
    for line in member["entries"]:
        for figure, factor in MOVES[line["kind"]].items():
            found[figure] += factor * line["points"]
        assert line["balance"] == found["spendable"], line
        if "standing" in MOVES[line["kind"]]:
            stated = re.search(r"(?:counts for|falls in|rises in) (\S+?)(?:,|$)", line["reason"])
            name = stated[1] if stated else CYCLES.of(date.fromisoformat(line["date"])).name
            cycles[name] += line["points"]
    assert {figure: member[figure] for figure in FIGURES} == found
    now = CYCLES.of(date.fromisoformat(TODAY))
    assert member["standing_cycle"] == cycles[now.name]
    assert member["standing_window"] == cycles[now.name] + cycles[CYCLES.before(now).name]
    tiers = [line["reason"] for line in member["entries"] if line["kind"] == "tier"]
    last = re.match(r"tier ([a-z-]+)", tiers[-1]) if tiers else None
    assert member["tier"] == (last[1] if last else None)


@pytest.mark.parametrize("who", TEN)
def test_a_line_that_needs_another_file(who: str, capsys: pytest.CaptureFixture[str]) -> None:
    member = explained(capsys, who)
    assert len(member["entries"]) > 5
    for line in member["entries"]:
        assert list(line) == ["date", "kind", "points", "balance", "reason", "path", "line"]
        date.fromisoformat(line["date"])
        text = (ROOT / line["path"]).read_text(encoding="utf-8").splitlines()
        assert 1 <= line["line"] <= len(text)
        assert text[line["line"] - 1].strip()
        parts = line["path"][:-4].split("/")
        if "/claims/" in line["path"]:
            # What was done and when, not only the name of its file.
            assert f"{parts[1]} of {parts[-1][:10]}" in line["reason"], line
        elif "/redemptions/" in line["path"]:
            assert re.sub(r"\.\d+$", "", parts[-1][11:]) in line["reason"], line
        elif line["kind"] == "tier":
            assert re.search(r"needs \d+ in two cycles|neither member", line["reason"]), line
        else:
            assert len(line["reason"].split()) > 3, line
