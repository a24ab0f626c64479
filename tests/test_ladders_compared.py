"""What a change does to tiers, and what rules that are tried would, on every ladder."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from goodword.audience.gate import audience_view
from goodword.changes.moves import changed as moved
from goodword.cli import main
from goodword.formats import table
from goodword.model import shape
from goodword.portal.page import Desk, Reader
from goodword.portal.pages import people
from goodword.reports.desk import desk_figures
from goodword.reports.diff import Side, diff_report
from goodword.reports.effect import effect
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.docs_program import DAY, FILES, LADDERS, PAGES
from tests.ledger_program import day, person
from tests.test_ladders import MEMBERS, done, ladders, on

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from goodword.reports.report import Report

FLOOR = [{"from": "2026-01-01", "tier": "experts/gold", "by": "maya", "reason": "Known for it"}]
WHEN = "2026-03-01"


SHOWN = {
    "consent": [
        {"from": "2025-01-01", "version": "1", "recognition": "members", "points": "members"}
    ]
}
CONSENT = {"program/policies.yml": {"consents": [{"version": "1", "from": "2020-01-01"}]}}


def compared(before: Snapshot, after: Snapshot) -> Report:
    return diff_report(Side("base", before), Side("head", after), day(WHEN))


def test_a_tier_of_another_ladder_moves_and_nobody_says_so() -> None:
    first = done("2026-02-01")
    found = compared(on(WHEN, first), on(WHEN, first, tier_floor=FLOOR))
    (row,) = found.value["moves"]
    assert row["tier"] == {"from": "silver", "to": "silver"}
    assert row["ladders"] == [{"ladder": "experts", "from": "experts/new", "to": "experts/gold"}]
    assert [each["where"].path for each in row["why"]] == ["influencers/ana/profile.yml"]
    text = table.report(found, table.WHOLE)
    assert "experts/new → experts/gold" in text
    assert "1 tier changed" in text


def test_members_are_told_of_the_first_ladder_alone() -> None:
    """The report on a pull request that members read, and the page of a person on the portal."""
    first = {**done("2026-02-01"), **CONSENT}
    before, after = (
        Snapshot(
            replace(x.program, settings=shape.replace(x.program.settings, mode="shared")), x.as_of
        )
        for x in (on(WHEN, first, **SHOWN), on(WHEN, first, tier_floor=FLOOR, **SHOWN))
    )
    found = compared(before, after)
    assert found.value["audience"] == "members"
    (row,) = found.value["moves"]
    assert row["tier"] == {"from": "silver", "to": "silver"}
    assert row["ladders"] == [{"ladder": "experts", "from": "experts/new", "to": "experts/gold"}]
    assert found.value["promises"] == []
    (lower,) = compared(after, before).value["promises"]
    assert (lower["what"], lower["people"]) == ("lower tier", ["ana"])
    view = audience_view(after, "members", day(WHEN))
    desk = desk_figures(after, (), lambda _: None)
    _, own = people.pages(view, Reader(Texts("en"), str, Desk(**desk)))
    assert people.Fact("Experts", "gold") in cast("list[people.Fact]", own.values["facts"])


def test_who_shows_no_points_shows_a_tier_of_another_ladder() -> None:
    shown = {"consent": [{**SHOWN["consent"][0], "points": "staff"}]}
    view = audience_view(on(WHEN, CONSENT, tier_floor=FLOOR, **shown), "members", day(WHEN))
    (ana,) = view.people
    assert (ana.tier, ana.others) == (None, ())


def test_an_approval_says_nothing_of_another_ladder() -> None:
    before, after = on(WHEN), on(WHEN, done("2026-02-01"), tier_floor=FLOOR)
    (told,) = effect(before, after, ["ana"])
    assert told.startswith("+100 points for ana, ")
    assert ", now silver, now gold (Experts)" in told


def test_a_ladder_that_is_the_only_one_has_a_column_of_others() -> None:
    alone = ladders(MEMBERS)
    found = compared(on(WHEN, alone), on(WHEN, alone, done("2026-02-01")))
    (row,) = found.value["moves"]
    assert row["tier"] == {"from": "base", "to": "silver"}
    assert "ladders" not in row
    assert "Other ladders" not in table.report(found, table.WHOLE)


def test_a_ladder_that_is_new_touches_who_is_no_member() -> None:
    candidate = person("zoe", stage="candidate", since="2026-01-01")
    before = on(WHEN, ladders(MEMBERS), candidate)
    assert moved(before, on(WHEN, ladders(), candidate)) == ("ana",)


def tried(
    root: Path, capsys: pytest.CaptureFixture[str], was: str, now: str
) -> tuple[dict[str, Any], ...]:
    """What the rules of the page of ladders would come to with a tier that asks otherwise."""
    assert was in LADDERS
    files = {**FILES, **PAGES["ladders.md"], "drafts/tiers.yml": LADDERS.replace(was, now)}
    for path, text in files.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    rules = ("--rules", str(root / "drafts/tiers.yml"), "--format", "json", "--as-of", DAY)
    assert main(["--root", str(root), "simulate", *rules]) == 0, capsys.readouterr()
    found = json.loads(capsys.readouterr().out)
    (moves,), (touched,) = found["moves"], found["touched"]
    return moves, touched, {each["what"]: each["people"] for each in found["promises"]}


def test_a_trial_raises_somebody_on_another_ladder_unseen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "[{claims: 5}, {days: 3}, {since_days: 180}]"
    row, touched, broken = tried(tmp_path, capsys, asked, "[{claims: 1}, {since_days: 180}]")
    assert row["tier"] == {"from": "member", "to": "member"}
    assert row["ladders"] == [
        {"ladder": "authors", "from": "authors/author", "to": "authors/editor"},
        {"ladder": "lifetime", "from": "lifetime/friend", "to": "lifetime/friend"},
    ]
    assert (touched["up"], touched["down"], broken) == (["ana"], [], {})


def test_a_trial_lowers_somebody_on_another_ladder_and_no_promise_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    least = "{id: friend, name: Friend, standing_at_least: 100}"
    row, touched, broken = tried(tmp_path, capsys, least, least.replace("100", "101"))
    assert row["ladders"][1] == {"ladder": "lifetime", "from": "lifetime/friend", "to": None}
    assert (touched["up"], touched["down"]) == ([], ["ana"])
    assert broken == {"lower tier without a decision": ["ana"]}
