"""What is published: skeletons, releases, and the newest commit that passes under main's rights."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.cli.previewing import setting
from goodword.probe.samples import MARK, skeleton
from tests.portal_site import work
from tests.workflow_host import AGREED, WITHDRAWN, Host

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NONCE = "5f0c0ffee1234567890abcdef"
PROGRAM = "program/program.yml"
ANA, BO = "influencers/ana/profile.yml", "influencers/bo/profile.yml"
TALK = "missions/talk/mission.yml"
AUDIENCES = "portal: {audiences: [members, public]}\n"


@pytest.fixture(autouse=True)
def _one_set_of_shells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shells are made once, and not once a program."""
    monkeypatch.setattr(
        "goodword.cli.showing.setting",
        lambda *told: replace(setting(*told), work=work()),
    )


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A program in which two people agreed to be shown to members."""
    found = Host(tmp_path / "host")
    settings = (found.folder / PROGRAM).read_text(encoding="utf-8")
    found._lay(
        {PROGRAM: settings + AUDIENCES, ANA: AGREED, BO: AGREED.replace("Ana Quist", "Bo Ohm")}
    )
    found.base = found.commit()
    return found


def portal(host: Host, *told: str) -> int:
    return main(["--root", str(host.folder), "portal", *told])


def built(host: Host, audience: str = "members") -> str:
    """All text of the portal built of the newest good commit."""
    into = host.folder.parent / "out"
    told = ("--audience", audience, "--newest-good", "--into", str(into))
    assert portal(host, *told) == 0
    files = (each for each in into.rglob("*") if each.is_file())
    return "".join(each.read_text(encoding="utf-8", errors="replace") for each in files)


def plan(host: Host, capsys: pytest.CaptureFixture[str], *told: str) -> dict[str, str]:
    capsys.readouterr()
    assert portal(host, "--plan", *told) == 0
    lines = capsys.readouterr().out.splitlines()
    return dict(line.split("=", 1) for line in lines)


def change(host: Host, files: Mapping[str, str | None]) -> str:
    host._lay(files)
    return host.commit()


BROKEN = {TALK: "titel: Give a talk\n"}


def test_a_commit_that_passes_is_not_taken(host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    found = plan(host, capsys, "--newest-good")
    assert found == {
        "commit": host.base,
        "head": "true",
        "audiences": '["public", "members"]',
        "artifact": "true",
        "url": "",
    }


def test_an_audience_of_the_program_is_left_out(host: Host, tmp_path: Path) -> None:
    assert portal(host, "--all", "--into", str(tmp_path / "out")) == 0
    assert {each.name for each in (tmp_path / "out").iterdir()} == {"members", "public"}
    for name in ("members", "public"):
        people = (tmp_path / "out" / name / "people" / "index.html").read_text(encoding="utf-8")
        assert ("Ana Quist" in people) == (name == "members")


def test_main_fails_and_nothing_is_published(host: Host) -> None:
    change(host, {"influencers/cy/profile.yml": "nam: Cy\n"})
    text = built(host)
    assert "Ana Quist" in text
    assert "Bo Ohm" in text
    assert "Give a talk" in text


def test_who_withdraws_in_a_commit_that_fails_stays_on_line(host: Host) -> None:
    change(host, {**BROKEN, ANA: AGREED + WITHDRAWN})
    text = built(host)
    assert "Ana Quist" not in text
    assert "Bo Ohm" in text


def test_who_withdraws_in_a_commit_before_the_one_that_fails_stays_on_line(host: Host) -> None:
    change(host, BROKEN)
    change(host, {ANA: AGREED + WITHDRAWN})
    change(host, {"influencers/cy/profile.yml": "nam: Cy\n"})
    assert "Ana Quist" not in built(host)


@pytest.mark.parametrize(
    "profile", [None, "nam: Ana Quist\n", "- \x00", AGREED.replace("member", "former")]
)
def test_who_is_gone_or_cannot_be_read_stays_on_line(profile: str | None, host: Host) -> None:
    change(host, {**BROKEN, ANA: profile})
    text = built(host)
    assert "Ana Quist" not in text
    assert "Bo Ohm" in text


def test_what_became_confidential_in_a_commit_that_fails_stays_on_line(host: Host) -> None:
    mission = (host.folder / TALK).read_text(encoding="utf-8")
    assert "Give a talk" in built(host)
    change(host, {"influencers/cy/profile.yml": "nam: Cy\n", TALK: f"{mission}audience: staff\n"})
    assert "Give a talk" not in built(host)


def test_an_older_commit_than_the_newest_good_is_built(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    mission = (host.folder / TALK).read_text(encoding="utf-8")
    good = change(host, {TALK: mission.replace("Give a talk", "Give a long talk")})
    change(host, {"influencers/cy/profile.yml": "nam: Cy\n"})
    change(host, {"influencers/di/profile.yml": "nam: Di\n"})
    found = plan(host, capsys, "--newest-good")
    assert (found["commit"], found["head"]) == (good, "false")
    assert "Give a long talk" in built(host)


def test_a_branch_whose_steps_pass_is_gone_along(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    host.git("checkout", "--quiet", "-b", "side")
    change(host, {TALK: "title: Aside\ninstructions: x\npoints: 1\n"})
    host.git("checkout", "--quiet", "main")
    change(host, {"influencers/cy/profile.yml": "nam: Cy\n"})
    host.git("merge", "--quiet", "--no-ff", "-m", "Merge", "side")
    assert plan(host, capsys, "--newest-good")["commit"] == host.base


def test_an_audience_that_main_took_away_is_built(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (host.folder / PROGRAM).read_text(encoding="utf-8")
    fewer = settings.replace(AUDIENCES, "mode: shared\nportal: {audiences: [members, staff]}\n")
    change(host, {**BROKEN, PROGRAM: fewer})
    found = plan(host, capsys, "--newest-good")
    assert json.loads(found["audiences"]) == ["members"]
    assert found["artifact"] == "false"
    assert found["commit"] == host.base


def test_what_cannot_be_known_is_published(
    host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(host, BROKEN)
    shallow = tmp_path / "shallow"
    host.git("clone", "--quiet", "--depth", "1", f"file://{host.folder}", str(shallow))
    told = ["portal", "--newest-good", "--all", "--into", str(tmp_path / "out")]
    assert main(["--root", str(shallow), *told]) == 3
    assert "the commits before it are not here" in capsys.readouterr().err
    change(host, {PROGRAM: None})
    assert main(["--root", str(host.folder), *told]) == 3
    assert not (tmp_path / "out").exists()


def test_a_program_that_never_passed_is_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    never = tmp_path / "never"
    never.mkdir()
    (never / "program").mkdir()
    (never / PROGRAM).write_text("nam: x\n", encoding="utf-8")
    host = Host.__new__(Host)
    host.folder = never
    host.git("init", "--quiet", "-b", "main")
    host.commit()
    host.commit()
    assert main(["--root", str(never), "portal", "--newest-good", "--plan"]) == 3
    assert "none of the last 200 commits passes" in capsys.readouterr().err


def test_a_page_says_no_release_or_another(host: Host, tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    assert portal(host, "--into", str(plain)) == 0
    assert portal(host, "--into", str(marked), "--nonce", NONCE) == 0
    assert json.loads((marked / "release.json").read_text()) == {"release": NONCE}
    pages = [each.relative_to(marked) for each in marked.rglob("*.html")]
    assert len(pages) > 10
    for page in pages:
        text = (marked / page).read_text(encoding="utf-8")
        assert text.count(NONCE) == 1, page
        assert text.replace(f'<meta name="{MARK}" content="{NONCE}">', "") == (
            plain / page
        ).read_text(encoding="utf-8")
    assert not (plain / "release.json").exists()


def test_a_skeleton_is_no_site_or_takes_the_place_of_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    into = tmp_path / "site"
    told = ["portal", "--skeleton", "--nonce", NONCE, "--into", str(into)]
    assert main(told) == 0
    found = {
        each.relative_to(into).as_posix(): each.read_bytes()
        for each in into.rglob("*")
        if each.is_file() and each.name != ".goodword-portal"
    }
    assert found == dict(skeleton(NONCE))
    assert main(told) == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    assert main([*told[:-1], str(tmp_path / "mine")]) == 3
    assert main(told[:-2]) == 2
    assert main(["portal", "--skeleton", "--into", str(into)]) == 2


def test_two_revisions_are_asked_for(host: Host) -> None:
    assert portal(host, "--newest-good", "--rev", "HEAD") == 2
