"""Requests for rewards by command: asked for, granted, refused, given, returned."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.actions.asked import order
from goodword.cli import main
from tests.test_claim_commands import CLAIM, FILES, SCHEMAS, TODAY, everything, put, timeless

if TYPE_CHECKING:
    from pathlib import Path

MUG = "influencers/ana/redemptions/2025-06-10-mug.yml"
APPROVED = FILES[CLAIM] + (
    'decision: {outcome: approved, by: maya, date: "2025-05-05", points: 101}\n'
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in {**FILES, CLAIM: APPROVED}.items():
        put(tmp_path, path, text)
    put(tmp_path, "program/rewards/mug.yml", "name: Mug\nkind: merchandise\ncost: 60\n")
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "reward", *arguments, "--by", "maya", "--as-of", TODAY])


def clean(root: Path) -> bool:
    return main(["--root", str(root), "check", "--strict", "--as-of", TODAY]) == 0


def test_a_request_goes_another_way_than_asked_granted_given_returned(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(program)
    assert run(program, "redeem", "ana", "--reward", "mug") == 0
    dry = capsys.readouterr().out
    assert everything(program) == before
    assert "+points: 60\n" in dry
    assert "ana: 60 held, 41 left to spend\n" in dry
    assert run(program, "redeem", "ana", "--reward", "mug", "--write") == 0
    assert timeless((program / MUG).read_text(encoding="utf-8")) == (
        "# yaml-language-server: $schema=../../../schemas/redemption.schema.json\npoints: 60\n"
    )
    capsys.readouterr()
    for step, words in (
        ("approve", "\nana: mug approved; its 60 points stay held until it is given\n"),
        ("fulfil", "ana: 60 spent\n"),
        ("return", "ana: 60 free again, 101 left to spend\n"),
    ):
        assert run(program, step, "ana/2025-06-10-mug", "--write") == 0
        assert words in capsys.readouterr().out
        assert clean(program)
        capsys.readouterr()
    assert timeless((program / MUG).read_text(encoding="utf-8")).splitlines()[2:] == [
        *("approved:", f'  date: "{TODAY}"', "  by: maya"),
        *("fulfilled:", f'  date: "{TODAY}"', "  by: maya"),
        *("returned:", f'  date: "{TODAY}"', "  by: maya"),
    ]


@pytest.mark.parametrize(
    ("reward", "arguments", "words"),
    [
        ("cost: 60\n", ("--quantity", "2"), "120 points for mug on 2025-06-10 are not covered"),
        ("cost: 60\nstock: [{date: '2025-01-01', quantity: 0}]\n", (), "the stock of that day"),
        ("cost: 60\nredeemable: {to: '2025-06-09'}\n", (), "could not be redeemed [price]"),
        ("cost: {points: 1, per_influencer: {limit: 1}}\n", ("--quantity", "2"), "limit 1 ever"),
        ("cost: {points: 1, nda: true}\n", (), "has no agreement (NDA) in force"),
        ("cost: {points: 1, regions: [PT]}\n", (), "has region none, needed is PT"),
        ("cost: {points: 1, tiers: [gold]}\n", (), "has tier silver on 2025-06-10, needed is gold"),
        ("cost: {points: 1, from: '2025-07-01'}\n", (), "mug has no price on 2025-06-10"),
        ("cost: 60\n", ("--on", "2025-05-04"), "0 were spendable"),
    ],
)
def test_a_request_that_is_not_allowed_is_written(
    program: Path,
    capsys: pytest.CaptureFixture[str],
    reward: str,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    put(program, "program/rewards/mug.yml", f"name: Mug\nkind: merchandise\n{reward}")
    put(
        program,
        "program/tiers.yml",
        "versions: [{from: '2025-01-01', tiers: [{id: silver, name: Silver, standing_at_least: 9},"
        " {id: gold, name: Gold, standing_at_least: 999}]}]\n",
    )
    before = everything(program)
    assert run(program, "redeem", "ana", "--reward", "mug", *arguments, "--write") == 1
    out, err = capsys.readouterr()
    assert words in out
    assert err == "nothing was written\n"
    assert everything(program) == before


def test_what_was_judged_is_not_kept(program: Path) -> None:
    put(
        program,
        "program/rewards/mug.yml",
        "name: Mug\nkind: merchandise\ncost: {points: 10, regions: [PT, ES]}\n",
    )
    profile = FILES["influencers/ana/profile.yml"]
    put(program, "influencers/ana/profile.yml", profile + "region: PT\n")
    assert run(program, "redeem", "ana", "--reward", "mug", "--write") == 0
    assert (
        (program / MUG)
        .read_text(encoding="utf-8")
        .endswith("judged:\n  region: PT\n  regions:\n    - PT\n    - ES\n")
    )
    put(program, "influencers/ana/profile.yml", profile)
    assert clean(program)


def test_two_requests_of_a_day_are_one_file_or_spend_the_same_points(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "program/rewards/pen.yml", "name: Pen\nkind: merchandise\ncost: 30\n")
    assert run(program, "redeem", "ana", "ana", "--reward", "pen", "--write") == 0
    assert (program / "influencers/ana/redemptions/2025-06-10-pen.2.yml").is_file()
    assert clean(program)
    rows = program / "rows.csv"
    rows.write_text("influencer,reward\nana,pen\nana,mug\n", encoding="utf-8")
    before = everything(program)
    capsys.readouterr()
    assert run(program, "redeem", "--from", str(rows), "--write") == 1
    assert "not covered" in capsys.readouterr().out
    assert everything(program) == before


def test_an_end_is_written_under_another_name(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, MUG, "points: 60\n")
    assert run(program, "decline", MUG, "--as", "out_of_funds") == 1
    assert "its points cover it" in capsys.readouterr().out
    for arguments, key in (
        (("decline",), "declined"),
        (("decline", "--as", "out_of_stock"), "out_of_stock"),
        (("cancel",), "cancelled"),
    ):
        assert run(program, arguments[0], MUG, *arguments[1:]) == 0
        assert re.search(rf"^\+{key}:$", capsys.readouterr().out, re.MULTILINE)
    later = "influencers/ana/redemptions/2025-06-10-mug.2.yml"
    put(program, later, "points: 60\n")
    assert run(program, "approve", later) == 1
    assert "are not covered: 41 were spendable" in capsys.readouterr().out
    assert run(program, "decline", later, "--as", "out_of_funds", "--write") == 0
    assert clean(program)


@pytest.mark.parametrize(
    ("step", "text", "words"),
    [
        ("fulfil", "", "not approved yet"),
        ("return", "", "not fulfilled, so it cannot come back"),
        ("approve", "approved: {date: '2025-06-10', by: jon}\n", "already approved on 2025-06-10"),
        ("cancel", "fulfilled: {date: '2025-06-10', by: jon}\n", "already fulfilled on 2025-06-10"),
        ("approve", "declined: {date: '2025-06-10', by: jon}\n", "already declined on 2025-06-10"),
        (
            "return",
            "fulfilled: {date: '2025-06-10', by: jon}\nreturned: {date: '2025-06-10', by: jon}\n",
            "already returned on 2025-06-10",
        ),
    ],
)
def test_a_step_that_cannot_follow_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], step: str, text: str, words: str
) -> None:
    put(program, MUG, f"points: 60\n{text}")
    assert run(program, step, MUG, "--write") == 1
    assert words in capsys.readouterr().out
    assert (program / MUG).read_text(encoding="utf-8") == f"points: 60\n{text}"


def test_what_is_handed_out_at_once_waits(program: Path) -> None:
    put(
        program,
        "program/rewards/mug.yml",
        "name: Mug\nkind: access\ncost: 60\nfulfilment: automatic\n",
    )
    put(program, MUG, "points: 60\n")
    assert run(program, "approve", MUG, "--write") == 0
    assert "\nfulfilled:\n" in (program / MUG).read_text(encoding="utf-8")
    assert clean(program)


def test_what_came_back_is_not_on_the_shelf(program: Path) -> None:
    put(
        program,
        "program/rewards/mug.yml",
        "name: Mug\nkind: merchandise\ncost: 60\nstock: [{date: '2025-01-01', quantity: 1}]\n",
    )
    given = MUG.replace("06-10", "06-01")
    put(program, given, "points: 60\nfulfilled: {date: '2025-06-02', by: jon}\n")
    asked = ("redeem", "ana", "--reward", "mug")
    assert run(program, *asked) == 1
    assert run(program, "return", given, "--restocked", "--on", "2025-06-05", "--write") == 0
    assert "  restocked: true\n" in (program / given).read_text(encoding="utf-8")
    assert run(program, *asked) == 0


def test_an_earlier_request_of_a_day_is_called_uncovered(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("cap", "mug"):
        put(program, f"program/rewards/{name}.yml", f"name: {name}\nkind: access\ncost: 60\n")
    asked = ("redeem", "ana", "--on", "2025-06-02", "--write", "--reward")
    assert run(program, *asked, "mug") == 0
    capsys.readouterr()
    assert run(program, *asked, "cap") == 1
    out = capsys.readouterr().out
    assert "2025-06-02-cap.yml" in out
    assert "2025-06-02-mug.yml" not in out


def test_two_of_a_table_share_a_moment(program: Path, tmp_path: Path) -> None:
    for name in ("cap", "mug"):
        put(program, f"program/rewards/{name}.yml", f"name: {name}\nkind: access\ncost: 20\n")
    put(tmp_path, "rows.csv", "influencer,reward,on\nana,mug,2025-06-02\nana,cap,2025-06-02\n")
    assert run(program, "redeem", "--from", str(tmp_path / "rows.csv"), "--write") == 0
    folder = program / "influencers/ana/redemptions"
    first, second = (
        next(
            line
            for line in (folder / f"2025-06-02-{name}.yml").read_text().splitlines()
            if line.startswith("at:")
        )
        for name in ("mug", "cap")
    )
    assert first < second or first == 'at: "23:59:59"'


def test_nothing_follows_a_request_without_a_moment(program: Path) -> None:
    put(program, "influencers/tomo/redemptions/2025-06-02-mug.yml", "points: 0\n")
    put(program, "program/rewards/mug.yml", "name: Mug\nkind: access\ncost: 0\n")
    asked = ("redeem", "ana", "--reward", "mug", "--on", "2025-06-02", "--write")
    assert run(program, *asked) == 0
    path = program / "influencers/ana/redemptions/2025-06-02-mug.yml"
    assert "at:" not in path.read_text(encoding="utf-8")


def test_a_request_of_now_has_no_moment(program: Path) -> None:
    put(program, "program/rewards/mug.yml", "name: Mug\nkind: access\ncost: 0\n")
    arguments = ["--root", str(program), "reward", "redeem", "ana", "--reward", "mug", "--write"]
    assert main(arguments) == 0
    (path,) = (program / "influencers/ana/redemptions").glob("*.yml")
    assert re.search(r'^at: "[0-9]{2}:[0-9]{2}:[0-9]{2}"$', path.read_text(), re.MULTILINE)


def test_names_that_are_not_there_are_taken(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, words in (
        (("redeem", "anna", "--reward", "mug"), 'did you mean "ana"?'),
        (("redeem", "ana", "--reward", "mugg"), 'did you mean "mug"?'),
        (("redeem", "ana"), "--reward is needed"),
        (("redeem", "--reward", "mug"), "name an influencer"),
        (("approve",), "name a request"),
        (("approve", "ana/2025-06-10-mug"), "there is no request"),
    ):
        assert run(program, *arguments) == 2
        assert words in capsys.readouterr().err


def test_keys_of_a_redemption_are_unknown_to_the_order() -> None:
    assert order("redemption") == tuple(SCHEMAS.documents["redemption"]["properties"])


def test_two_branches_that_spend_the_same_points_are_both_good(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(program), *arguments], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "All")
    for branch, day, reward in (("one", "2025-06-08", "mug"), ("two", "2025-06-09", "cup")):
        put(program, f"program/rewards/{reward}.yml", "name: It\nkind: merchandise\ncost: 60\n")
        git("switch", "-q", "-c", branch, "main")
        assert run(program, "redeem", "ana", "--reward", reward, "--on", day, "--write") == 0
        git("add", ".")
        git("commit", "-q", "-m", branch)
    git("switch", "-q", "one")
    assert clean(program)
    git("merge", "-q", "--no-edit", "two")
    capsys.readouterr()
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 1
    out = capsys.readouterr().out
    assert out.startswith("influencers/ana/redemptions/2025-06-09-cup.yml:2:9: error: 60 points")
    assert out.count("error:") == 1
