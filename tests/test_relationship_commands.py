"""Thanks, contacts, asks, promises and stages from the command line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.edits.revision import remove_entry

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-11-16"
PROFILE = """\
# met at the fair
name: Ana Lopes
stage: member   # joined late
since: "2025-01-01"
# where she is
region: PT
"""
FILES = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
staff:
  - {id: maya, name: Maya Weber}
""",
    "influencers/ana/profile.yml": PROFILE,
    "influencers/tomo/profile.yml": """\
name: Tomo
history:
- {date: "2025-01-01", stage: invited}   # by letter
- {date: "2025-02-01", stage: member}
""",
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def run(root: Path, command: str) -> int:
    words = shlex.split(command)
    return main(["--root", str(root), "influencer", *words, "--by", "maya", "--as-of", TODAY])


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def is_sound(root: Path) -> bool:
    return main(["--root", str(root), "check", "--strict", "--as-of", TODAY]) == 0


def test_a_stage_forgets_the_one_before(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = "stage ana tomo --to on-leave --reason 'A child'"
    assert run(program, asked) == 0
    assert text(program, "influencers/ana/profile.yml") == PROFILE
    assert "ana: member since 2025-01-01, now on-leave\n" in capsys.readouterr().out
    assert run(program, f"{asked} --write") == 0
    assert text(program, "influencers/ana/profile.yml") == (
        "# met at the fair\nname: Ana Lopes\n# joined late\n# where she is\nregion: PT\n"
        'history:\n  - date: "2025-01-01"\n    stage: member\n'
        '  - date: "2026-11-16"\n    stage: on-leave\n    by: maya\n    reason: A child\n'
    )
    assert text(program, "influencers/tomo/profile.yml") == (
        FILES["influencers/tomo/profile.yml"]
        + '- date: "2026-11-16"\n  stage: on-leave\n  by: maya\n  reason: A child\n'
    )
    assert is_sound(program)
    capsys.readouterr()
    assert run(program, "stage ana --to on-leave --write") == 1
    assert "ana is on-leave already" in capsys.readouterr().out
    assert run(program, "stage ana --to invited --write") == 1
    assert "[stage-moves]" in capsys.readouterr().out


def test_an_entry_is_taken_out_with_more_than_itself() -> None:
    data = b"a: 1\nb:\n  - x  # one\n  - y\n# c\nc: {d: 1, e: 2}\n"
    assert remove_entry(data, ("b",)) == b"a: 1\n# c\nc: {d: 1, e: 2}\n"
    assert remove_entry(data, ("a",)) == data.removeprefix(b"a: 1\n")
    assert remove_entry(b"a: 1\nb: 2", ("b",)) == b"a: 1\n"
    for pointer in (("c", "d"), ("x",), ("b", 0)):
        with pytest.raises(Failure):
            remove_entry(data, pointer)
    with pytest.raises(Failure):
        remove_entry(b"a: 1\n", ("a",))
    with pytest.raises(Failure):
        remove_entry(b"- a: 1\n  b: 2\n", (0, "a"))


def test_thanks_are_not_one_record_a_person(program: Path) -> None:
    asked = "thank ana tomo --helped 'Newcomers in the forum' --surprise --channel mail --write"
    assert run(program, asked) == 0
    assert run(program, "thank ana --helped 'A school' --write") == 0
    first, second, third = (
        text(program, f"influencers/{name}").splitlines()[1:]
        for name in (
            "ana/touchpoints/2026-11-16-thanks.yml",
            "tomo/touchpoints/2026-11-16-thanks.yml",
            "ana/touchpoints/2026-11-16-thanks.2.yml",
        )
    )
    assert first == second
    assert first == [
        "kind: thanks",
        "helped: Newcomers in the forum",
        "surprise: true",
        "by: maya",
        "channel: mail",
    ]
    assert third == ["kind: thanks", "helped: A school", "by: maya"]
    assert is_sound(program)


def test_a_promise_cannot_be_kept(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(program, "promise ana --due 2026-12-01 --summary 'A new lamp' --write") == 0
    path = "influencers/ana/touchpoints/2026-11-16-promise.yml"
    assert text(program, path).splitlines()[1:] == [
        "kind: promise",
        'due: "2026-12-01"',
        "by: maya",
        "summary: A new lamp",
    ]
    assert run(program, "promise --kept ana/2026-11-16-promise --write") == 0
    assert text(program, path).splitlines()[2:4] == ['due: "2026-12-01"', 'kept: "2026-11-16"']
    capsys.readouterr()
    assert run(program, f"promise --kept {path} --write") == 1
    assert "was kept already, on 2026-11-16" in capsys.readouterr().out
    assert is_sound(program)


def test_an_ask_cannot_be_answered(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(program, "ask ana --for 'A talk in May' --channel phone --write") == 0
    record = "ana/2026-11-16-ask"
    assert run(program, f"ask --answered {record} --write") == 2
    assert run(program, f"ask --answered {record} --outcome accepted --write") == 0
    assert text(program, "influencers/ana/touchpoints/2026-11-16-ask.yml").splitlines()[1:] == [
        "kind: ask",
        "for: A talk in May",
        "outcome: accepted",
        'answered: "2026-11-16"',
        "by: maya",
        "channel: phone",
    ]
    assert run(program, f"ask --answered {record} --outcome declined --write") == 1
    assert run(program, "thank ana --helped x --write") == 0
    assert run(program, "promise --kept ana/2026-11-16-thanks --write") == 1
    capsys.readouterr()
    assert run(program, "ask --answered ana/2026-11-17-ask --outcome accepted") == 2
    assert "did you mean" in capsys.readouterr().err


def test_a_contact_has_no_direction(program: Path) -> None:
    assert run(program, "thank ana --helped x --write") == 0
    about = "--about ana/2026-11-16-thanks"
    assert run(program, f"contact ana --theirs --summary 'She called' {about} --write") == 0
    path = "influencers/ana/touchpoints/2026-11-16-contact.yml"
    assert text(program, path).splitlines()[1:] == [
        "kind: contact",
        "by: maya",
        "direction: from-them",
        "summary: She called",
        "refs:",
        "  - ana/2026-11-16-thanks",
    ]
    assert is_sound(program)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("thank anna --helped x", 'did you mean "ana"'),
        ("thank --helped x", "name an influencer"),
        ("thank ana", "--helped is needed"),
        ("contact ana", "--summary is needed"),
        ("promise ana --summary x", "--due is needed"),
        ("ask ana", "--for is needed"),
        ("stage ana", "--to is needed"),
    ],
)
def test_what_is_missing_is_not_said(
    program: Path, capsys: pytest.CaptureFixture[str], command: str, words: str
) -> None:
    assert run(program, f"{command} --write") == 2
    assert words in capsys.readouterr().err


def test_an_ask_beyond_what_somebody_can_take_is_made_in_silence(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policies = program / "program/policies.yml"
    policies.write_text(
        "versions: [{from: '2025-01-01', asks: {per_quarter: 2}}]\n", encoding="utf-8"
    )
    for number, words in ((1, None), (2, None), (3, "this is ask 3 of ana in 2026-Q4, of 2 that")):
        assert run(program, f"ask ana --for 'Talk {number}' --write") == 0
        out = capsys.readouterr().out
        assert ("this is ask" in out) is (words is not None)
        assert words is None or words in out
    assert run(program, "ask ana tomo --for 'One more'") == 0
    assert capsys.readouterr().out.count("this is ask") == 1


def test_a_consent_says_more_than_was_agreed(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    levels = "--recognition members --contact nobody --points members"
    assert run(program, f"consent ana --version 1 {levels}") == 2
    assert "--messages is needed" in capsys.readouterr().err
    assert run(program, f"consent ana {levels} --messages all --write") == 0
    table = tmp_path / "consents.csv"
    table.write_text(
        "influencer,version,recognition,contact,points,messages\n"
        "ana,2026-1,staff,staff,staff,none\ntomo,2026-1,public,staff,members,all\n",
        encoding="utf-8",
    )
    assert run(program, f"consent --from {table} --source 'form of today' --write") == 0
    ana = text(program, "influencers/ana/profile.yml")
    assert ana.endswith(
        "consent:\n"
        '  - from: "2026-11-16"\n    recognition: members\n    contact: nobody\n'
        "    points: members\n    messages: all\n"
        '  - from: "2026-11-16"\n    version: "2026-1"\n    source: form of today\n'
        "    recognition: staff\n    contact: staff\n    points: staff\n    messages: none\n"
    )
    assert "recognition: public" in text(program, "influencers/tomo/profile.yml")
    assert run(program, f"consent eve {levels} --messages all") == 2
    assert 'there is no influencer "eve"' in capsys.readouterr().err


@pytest.mark.parametrize(
    "about",
    [
        "write-a-guide/2025-05-02-ana",
        "write-a-guide/2025-05-02-ana.yml",
        "missions/write-a-guide/claims/2025-05-02-ana.yml",
        "./missions/write-a-guide/claims/2025-05-02-ana.yml",
    ],
)
def test_a_record_is_named_by_its_path_and_refused(tmp_path: Path, about: str) -> None:
    guide = "missions/write-a-guide"
    claim = {f"{guide}/mission.yml": "title: A\ninstructions: B\npoints: 1\n"}
    claim[f"{guide}/claims/2025-05-02-ana.yml"] = "evidence: https://example.com/a\n"
    for path, content in {**FILES, **claim}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    asked = ("influencer", "contact", "ana", "--summary", "Hello", "--about", about, "--write")
    root = ("--root", str(tmp_path))
    assert main([*root, *asked, "--by", "maya", "--as-of", TODAY]) == 0
    (found,) = (tmp_path / "influencers/ana/touchpoints").glob("*-contact.yml")
    assert "refs:\n  - write-a-guide/2025-05-02-ana\n" in found.read_text(encoding="utf-8")
