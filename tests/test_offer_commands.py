"""Nothing is set aside for who has it, and what was offered or is wanted is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.test_claim_commands import everything, put
from tests.test_relationship_commands import FILES, TODAY

if TYPE_CHECKING:
    from pathlib import Path

OFFER = "kind: offer\nreward: saw\nreason: You asked\nuntil: '2026-12-04'\n"
MORE = {
    "program/rewards/saw.yml": "name: Saw\nkind: merchandise\ncost: 0\n",
    "program/events/2026-12-10-hall.yml": "title: Hall\ninvited: [ana]\nhosts: [tomo]\n",
    "influencers/ana/redemptions/2026-11-16-saw.yml": "points: 0\n",
    "influencers/tomo/profile.yml": FILES["influencers/tomo/profile.yml"]
    + "wants: [{from: '2026-11-01', what: tools, words: To mend}]\n",
    "influencers/tomo/touchpoints/2026-11-03-offer.yml": OFFER,
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, content in {**FILES, **MORE}.items():
        put(tmp_path, path, content)
    return tmp_path


def run(root: Path, *words: str) -> int:
    return main(["--root", str(root), *words, "--as-of", TODAY])


@pytest.mark.parametrize(
    ("who", "what", "said"),
    [
        ("ana", ("--event", "2026-12-10-hall"), '"ana" has a place at 2026-12-10-hall already'),
        ("tomo", ("--event", "2026-12-10-hall"), '"tomo" has a place at 2026-12-10-hall already'),
        ("ana", ("--reward", "saw"), '"ana" asked for saw already, on 2026-11-16'),
    ],
    ids=["invited", "host", "asked for it"],
)
def test_what_somebody_has_is_set_aside_for_them(
    program: Path, capsys: pytest.CaptureFixture[str], who: str, what: tuple[str, ...], said: str
) -> None:
    there = everything(program)
    offer = ("influencer", "offer", who, *what, "--reason", "So", "--until", "2026-12-01")
    assert run(program, *offer, "--by", "maya", "--write") == 1
    shown = "".join(capsys.readouterr())
    assert said in shown
    assert "  = see " in shown
    assert everything(program) == there


def test_a_list_or_a_screen_does_not_say_what_was_offered(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(program, "list", "touchpoints") == 0
    assert "reward saw until 2026-12-04" in capsys.readouterr().out
    assert run(program, "show", "tomo/2026-11-03-offer") == 0
    assert "reward saw; reason You asked" in capsys.readouterr().out
    assert run(program, "show", "tomo") == 0
    shown = capsys.readouterr().out
    assert "reward saw until 2026-12-04" in shown
    assert "what tools; words To mend" in shown


def test_an_end_said_twice_does_not_say_where_to_look(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    became = ("touchpoint", "became", "tomo/2026-11-03-offer", "--outcome", "declined")
    assert run(program, *became, "--write") == 0
    assert run(program, *became, "--write") == 1
    assert "  = see goodword show influencers/tomo/touchpoints/2026-11-03-offer.yml" in "".join(
        capsys.readouterr()
    )
