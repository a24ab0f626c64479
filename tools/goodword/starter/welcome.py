"""The README.md of a new program, for its own people and in their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.starter.first_files import first_files
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.starter.answers import Answers
    from goodword.starter.first_files import FirstFile
    from goodword.starter.pinned import Pin

EXAMPLES = 'git rm $(git grep -l "^# An example, written by goodword init")'
"""What deletes the examples."""
_COMMANDS = ("check", "agenda", "points", "new", "portal")
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~@:])")


def welcome(answers: Answers, pin: Pin) -> str:
    """The text, Markdown; names in it are names and nothing else.

    Args:
        answers: what is known of the program.
        pin: how goodword is set up for it.
    """
    say = Texts(answers.languages[0])
    parts = [
        f"# {_plain(answers.name)}",
        say("starter.readme.intro"),
        *_set_up(say, pin),
        *_hand_in(say, answers),
        f"## {say('starter.readme.commands')}",
        "| | |\n|---|---|\n"
        + "\n".join(
            f"| `goodword {name}` | {say(f'starter.readme.{name}')} |" for name in _COMMANDS
        ),
        say("starter.readme.dry"),
        f"## {say('starter.readme.examples')}",
        say("starter.readme.examples_text"),
        _code(EXAMPLES),
    ]
    return "\n\n".join(parts) + "\n"


def _set_up(say: Texts, pin: Pin) -> Iterator[str]:
    yield f"## {say('starter.readme.setup')}"
    yield _code("python3 -m venv .venv", *pin.commands, ". .venv/bin/activate")
    if not pin.whole:
        yield say("starter.readme.unpinned")


def _hand_in(say: Texts, answers: Answers) -> Iterator[str]:
    claim = next(each for each in first_files(answers) if each.kind == "claim")
    mission, person = claim.path.split("/")[1], _person(claim)
    yield f"## {say('starter.readme.hand_in')}"
    yield say(f"starter.readme.hand_in.{answers.mode}")
    yield _code(
        f"goodword new claim --mission {mission} --influencer {person} "
        "--link https://example.com/guide --disclosure program --write"
    )
    yield f"## {say('starter.readme.decide')}"
    yield say("starter.readme.decide_text")
    yield "\n".join(f"- {_plain(each.name)} (`{each.id}`)" for each in answers.staff)
    yield _code(f"goodword claim approve {mission}/{claim.path.split('/')[-1][:-4]}")


def _person(claim: FirstFile) -> str:
    """The influencer in the name of a claim, behind its day."""
    return claim.path.split("/")[-1][11:-4]


def _plain(text: str) -> str:
    """A name as Markdown that shows it, and does nothing else."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _code(*lines: str) -> str:
    return "\n".join(("```sh", *lines, "```"))
