"""Whom a claim names is known by an account: asked, never assumed; nobody by an id or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.intake.sheet import address_hash
from tests.intake_program import ADDRESS, DAY, FILES, KEY, SERVER, body, eml, event, lay, written
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "missions/write-a-guide/claims/2026-11-28-ana.yml"
GUIDE = "https://example.org/guide"
PEOPLE = {
    "influencers/bo/profile.yml": (
        "name: Bo\nstage: member\nsince: '2026-01-05'\n"
        "accounts: {github: {login: Bo-B, id: 12}, forum: bosun}\n"
    ),
    "influencers/cy/profile.yml": (
        "name: Cy\nstage: member\nsince: '2026-01-05'\naccounts: {forum: ana-l, mastodon: bosun}\n"
    ),
    "influencers/ed/profile.yml": (
        "name: Ed\nstage: candidate\nsince: '2026-01-05'\naccounts: {github: ed-e}\n"
    ),
    "influencers/di/profile.yml": (
        "name: Di\nstage: member\nsince: '2026-01-05'\naccounts: {mail: MAIL, mastodon: di}\n"
    ),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    files = {**FILES, **PEOPLE}
    files["program/program.yml"] = files["program/program.yml"].replace(
        "    name: Jon Reyes\n", "    name: Jon Reyes\n    github: Jon-R\n"
    )
    known = {
        "7e1b7a5f3c": address_hash(ADDRESS, KEY),
        "MAIL": address_hash("di@x.example", KEY),
    }
    for mark, found in known.items():
        files = {path: text.replace(mark, found) for path, text in files.items()}
    return lay(tmp_path / "p", files)


def take(root: Path, file: Path, **fields: str) -> int:
    text = body("claim", mission="write-a-guide", evidence=GUIDE, **fields)
    file.write_bytes(written(event(text)))
    return main(["--root", str(root), "intake", str(file), "--write", "--as-of", DAY])


@pytest.mark.parametrize(
    ("handles", "people"),
    [
        ("@bo-b", ["bo"]),
        ("BO-B", ["bo"]),
        ("github:Bo-B\nforum:ana-l", ["bo", "cy"]),
        ("- @bo-b\n- @di", ["bo", "di"]),
        ("@bo-b, di@x.example, forum:bosun", ["bo", "di"]),
        ("mail:DI@X.example", ["di"]),
    ],
)
def test_who_took_part_is_somebody_else(
    handles: str,
    people: list[str],
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert take(root, tmp_path / "e.json", **{"with": handles}) == 0, capsys.readouterr()
    made = everything(root)[CLAIM].decode()
    listed = "".join(f"  - {each}\n" for each in people)
    assert f"\nwith:\n{listed}" in made
    assert b"di@x.example" not in b"".join(everything(root).values())
    capsys.readouterr()
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0, capsys.readouterr()
    agenda = ["--root", str(root), "agenda", "--as-of", DAY, "--all"]
    assert main(agenda) == 0
    said = capsys.readouterr().out
    for each in people:
        assert f"goodword influencer contact {each} --about write-a-guide/2026-11-28-ana" in said
    asked = ["influencer", "contact", people[0], "--about", "write-a-guide/2026-11-28-ana"]
    told = ["--summary", "Did you?", "--by", "maya", "--write", "--as-of", DAY]
    assert main(["--root", str(root), *asked, *told]) == 0, capsys.readouterr()
    capsys.readouterr()
    assert main(agenda) == 0
    assert f"contact {people[0]} --about" not in capsys.readouterr().out


@pytest.mark.parametrize("said", ["@bo-b 40 %, @di 25%", "- @bo-b: 40%\n- @di\t25 %"])
def test_percents_that_are_said_are_lost(
    said: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(root, tmp_path / "e.json", **{"with": said}) == 0, capsys.readouterr()
    listed = "with:\n  - id: bo\n    percent: 40\n  - id: di\n    percent: 25\n"
    assert f"\n{listed}" in everything(root)[CLAIM].decode()
    capsys.readouterr()
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0, capsys.readouterr()
    assert main(["--root", str(root), "agenda", "--as-of", DAY, "--all"]) == 0
    assert "with 40 percent of the points, and ask whether" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"with": "bo"}, 'no member has the account "bo"'),
        ({"with": "Bo"}, 'no member has the account "Bo"'),
        ({"with": "forum:bo-b"}, 'no member has the account "forum:bo-b"'),
        ({"with": "@bosun"}, 'several people have the account "@bosun"'),
        ({"with": "@ana-l"}, "you name yourself"),
        ({"with": ADDRESS}, "you name yourself"),
        ({"with": "bo b"}, 'has "bo b", expected an account'),
        ({"with": "../bo"}, 'has "../bo", expected an account'),
        ({"with": "nobody@x.example"}, "no member has"),
        ({"with": "@jon-r"}, "no member has"),
        ({"with": "@ed-e"}, "no member has"),
        ({"with": "@bo-b 100 %"}, 'has "@bo-b 100 %", expected a percent from 1 to 99'),
        ({"with": "@bo-b 0%"}, 'has "@bo-b 0%", expected a percent from 1 to 99'),
        ({"with": "@bo-b 40"}, 'has "@bo-b 40", expected an account'),
        ({"with": "@bo-b 40 %, @di"}, "percents of the others are said for some"),
        ({"with": "@bo-b 60%\n@di 40%"}, "or leave you nothing"),
        ({"witnesses": "@bo-b", "with": "@bo-b 40 %"}, "cannot confirm it"),
        ({"witnesses": "@ed-e"}, "no member has"),
        ({"witnesses": "@nobody"}, "no member has"),
        ({"witnesses": "@ana-l"}, "cannot confirm it"),
        ({"witnesses": "@bo-b", "with": "@bo-b"}, "cannot confirm it"),
    ],
)
def test_who_is_named_otherwise_is_taken_for_somebody(
    fields: dict[str, str],
    why: str,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = everything(root)
    assert take(root, tmp_path / "e.json", **fields) == 1
    assert why in capsys.readouterr().out
    assert everything(root) == before


def test_an_address_is_looked_for_without_the_secret(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("GOODWORD_INTAKE_KEY")
    assert take(root, tmp_path / "e.json", **{"with": "di@x.example"}) == 1
    assert "no member has the account" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("handle", "who"), [("@Bo-B", "bo"), ("github:jon-r", "jon"), ("JON@acme.example", "jon")]
)
def test_who_can_confirm_it_is_somebody_else(
    handle: str, who: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = body("claim", "es", mission="write-a-guide", witnesses=handle, summary="Talked.")
    (tmp_path / "a.eml").write_bytes(eml(text))
    asked = ["intake", "--eml", str(tmp_path / "a.eml"), "--server", SERVER]
    assert main(["--root", str(root), *asked, "--write", "--as-of", DAY]) == 0, capsys.readouterr()
    assert f"    witness: {who}\n" in everything(root)[CLAIM].decode()
    capsys.readouterr()
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0, capsys.readouterr()
    capsys.readouterr()
