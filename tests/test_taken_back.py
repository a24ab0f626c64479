"""What is given, agreed and taken back again, by a row of the table each."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_claim_commands import everything, put
from tests.test_killed_commands import ITEM, TODAY, WORLD
from tests.test_relationship_commands import text

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "missions/write-a-guide/claims/2025-07-02-ana.yml"
CONTACT = "influencers/ana/touchpoints/2025-06-30-contact.yml"
ANA = "influencers/ana/profile.yml"
SORTED = f"program/feedback/{ITEM}sorted.yml"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, content in WORLD.items():
        put(tmp_path, path, content)
    return tmp_path


def run(root: Path, words: str) -> int:
    by = () if "--by" in words else ("--by", "maya")
    return main(["--root", str(root), *shlex.split(words), *by, "--as-of", TODAY])


def ending(root: Path, path: str, old: str) -> str:
    """What follows what a file said before; it must say that still."""
    new = text(root, path)
    assert new.startswith(old)
    return new.removeprefix(old)


@pytest.mark.parametrize(
    ("words", "path", "lines"),
    [
        (
            "touchpoint void ana/2025-06-30-contact --reason 'Of somebody else'",
            CONTACT,
            'void:\n  date: "2025-07-20"\n  by: maya\n  reason: Of somebody else\n',
        ),
        (
            "claim withdraw write-a-guide/2025-07-02-ana --on 2025-07-08",
            CLAIM,
            'withdrawn:\n  date: "2025-07-08"\n',
        ),
        (
            f"feedback void {ITEM}sorted --of 1 --reason 'Of another item'",
            SORTED,
            '- step: void\n  date: "2025-07-20"\n  by: maya\n  of: 1\n  reason: Of another item\n',
        ),
        (
            f"feedback withdraw {ITEM}sorted --raised-by tomo --raised-by eve",
            SORTED,
            '- step: withdrawn\n  date: "2025-07-20"\n  by: maya\n  from:\n  - tomo\n  - eve\n',
        ),
        (
            "influencer nda ana --version 1 --expires 2026-07-19",
            ANA,
            'nda:\n  - version: "1"\n    signed: "2025-07-20"\n    expires: "2026-07-19"\n',
        ),
        (
            "influencer floor ana --tier gold --reason 'From the first day' --until 2025-12-31",
            ANA,
            (
                'tier_floor:\n  - from: "2025-07-20"\n    until: "2025-12-31"\n    tier: gold\n'
                "    by: maya\n    reason: From the first day\n"
            ),
        ),
    ],
)
def test_what_is_added_is_another(program: Path, words: str, path: str, lines: str) -> None:
    old = text(program, path)
    assert run(program, words) == 0
    assert text(program, path) == old
    assert run(program, f"{words} --write") == 0
    assert ending(program, path, old) == lines
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0


@pytest.mark.parametrize("kind", ["access", "introduction", "promotion", "gift", "sample --kept"])
def test_what_was_given_is_another_record(program: Path, kind: str) -> None:
    assert run(program, f"influencer {kind} ana tomo --summary 'A saddle' --write") == 0
    kind, *flags = kind.split()
    more = ["kept: true"] if flags else []
    for who in ("ana", "tomo"):
        lines = text(program, f"influencers/{who}/touchpoints/{TODAY}-{kind}.yml").splitlines()[1:]
        assert lines == [f"kind: {kind}", *more, "by: maya", "summary: A saddle"]


def test_a_gift_forgets_who_agreed(program: Path) -> None:
    asked = "influencer gift ana --summary Lamp --value-band modest --topic light --write"
    assert run(program, f"{asked} --second jon --second-reason 'Ten years'") == 0
    assert text(program, f"influencers/ana/touchpoints/{TODAY}-gift.yml").splitlines()[1:] == [
        "kind: gift",
        "value_band: modest",
        "topics:",
        "  - light",
        "second:",
        "  by: jon",
        "  reason: Ten years",
        f'  date: "{TODAY}"',
        "by: maya",
        "summary: Lamp",
    ]


TWICE = "has {} already, which is said once"


@pytest.mark.parametrize(
    ("before", "words", "said"),
    [
        ("", "touchpoint void ana/2025-06-30-contakt --reason x", "there is no record"),
        ("", "influencer gift ana --summary Lamp --second jon", "--second-reason belong together"),
        ("", "influencer sample ana --summary A --kept --until 2025-08-01", "say --until"),
        ("", "influencer nda eve", "--version is needed, such as"),
        ("", "influencer floor ana --tier golt --reason x", "[unknown-reference]"),
        ("", "influencer floor eve --tier gold --reason x", "is opted-out on 2025-07-20"),
        ("", f"feedback withdraw {ITEM}sorted --raised-by maya", 'there is no influencer "maya"'),
        ("", f"feedback void {ITEM}sorted --of 7 --reason x", "[feedback-order]"),
        ("", "claim withdraw write-a-guide/2025-05-02-ana", "[decision-days]"),
        (
            "touchpoint void ana/2025-06-30-contact --reason x",
            "touchpoint void ana/2025-06-30-contact --reason y",
            TWICE.format("void"),
        ),
        (
            "claim withdraw write-a-guide/2025-07-02-ana",
            "claim withdraw write-a-guide/2025-07-02-ana",
            TWICE.format("withdrawn"),
        ),
    ],
)
def test_what_may_not_be_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], before: str, words: str, said: str
) -> None:
    if before:
        assert run(program, f"{before} --write") == 0
    there = everything(program)
    capsys.readouterr()
    assert run(program, f"{words} --write") in {1, 2}
    assert said in "".join(capsys.readouterr())
    assert everything(program) == there


def test_points_that_were_void_still_count(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = "influencer adjust ana --points 5 --reason-code goodwill --summary Slip --write"
    assert run(program, given) == 0
    capsys.readouterr()
    record = "ana/2025-07-20-adjustment"
    assert run(program, f"touchpoint void {record} --reason 'Of Tomo' --write") == 0
    assert "-5 points for ana" in capsys.readouterr().out
    assert run(program, f"touchpoint void {record} --reason again") == 1
