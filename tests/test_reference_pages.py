"""The reference pages of rules and commands are what rules and commands say of themselves."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import click

from goodword.cli.commands import COMMANDS
from goodword.cli.group import goodword
from goodword.formats import text
from goodword.guard import GUARDS
from goodword.rules import RULES
from goodword.rules.reading import MANUALS
from goodword.source.places import Locator
from goodword.source.trees import DiskTree, Overlay
from tests import reference_commands as commands
from tests import reference_letters as letters
from tests import reference_rules as rules
from tests.conftest import ROOT
from tests.guard_history import FOLDER, histories
from tests.mistakes_of_shape import SHAPE
from tests.mistakes_of_syntax import SYNTAX
from tests.reference_kinds import anchor
from tests.test_cases import case_folders
from tests.test_forty_mistakes import alone, found, planted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Golden


@cache
def examples() -> dict[str, str]:
    """What the check says of the first case of each rule, of slips in the example for the rest."""
    shown = {"misplaced-file": misplaced()}
    for mistakes in (SYNTAX, SHAPE):
        mistake = mistakes[-3]
        tree = Overlay(DiskTree(ROOT), planted([mistake]))
        shown[mistake.rule] = text.diagnostics(alone(mistake), Locator(tree).text)
    for case in case_folders():
        first = (case / "expected.txt").read_text(encoding="utf-8").partition("\n\n")[0]
        shown.setdefault(case.parent.name, first)
    return shown


def misplaced() -> str:
    path = "missions/write-a-guide/claims/2026-8-3-ana.yml"
    return text.diagnostics(found({path: b""})[:1], lambda _: [])


def test_the_page_of_rules_differs_from_what_they_say(golden: Golden) -> None:
    golden(ROOT / rules.PAGE, rules.page(examples()))


def test_the_page_of_messages_differs_from_their_slots(golden: Golden) -> None:
    golden(ROOT / letters.PAGE, letters.page())


def test_the_page_of_promises_differs_from_what_they_say(golden: Golden) -> None:
    broken: dict[str, str] = {}
    for name in histories():
        told = (FOLDER / name / "expected.txt").read_text(encoding="utf-8").partition("\n\n")[0]
        for promise in GUARDS:
            if f"[{promise.name}]" in told:
                broken.setdefault(promise.name, told)
    page = rules.promises(broken)
    golden(ROOT / rules.PROMISES, page)
    for promise in GUARDS:
        assert "Mend it" in promise.manual, promise.name


def test_the_page_of_commands_differs_from_their_help(golden: Golden) -> None:
    golden(ROOT / commands.PAGE, commands.page())


def test_a_rule_or_its_example_is_not_on_the_page() -> None:
    page = rules.page(examples())
    for name in (*(rule.name for rule in RULES), *MANUALS):
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert "Mend" in section, name
        # Of an older form there is no example while there has been one form.
        assert name in {"tree", "schemas-copy", "schema-version"} or f"[{name}]\n" in section, name


def test_a_command_is_not_on_the_page() -> None:
    page = commands.page()
    for row in COMMANDS:
        assert f"\n### goodword {row.name}\n" in page


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Path and command of each that is no group."""
    top = click.Context(goodword, info_name="goodword")
    for row in COMMANDS:
        command = goodword.get_command(top, row.name)
        assert command is not None
        if isinstance(command, click.Group):
            inner = command.commands.items()
            yield from ((f"goodword {row.name} {name}", each) for name, each in inner)
        else:
            yield f"goodword {row.name}", command


def test_an_option_is_not_on_the_page() -> None:
    page = commands.page()
    for path, command in every_command():
        section = page.partition(f"\n### {path}\n")[2].partition("\n### ")[0]
        for option in (each for each in command.params if isinstance(each, click.Option)):
            row = rf"^\| `{option.opts[0]}(?![\w-])"
            assert re.search(row, section, re.MULTILINE), (path, option.opts)


def test_a_link_leads_nowhere_or_a_name_to_fill_in_becomes_markup() -> None:
    for page in (rules.page(examples()), commands.page()):
        titles = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
        assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= {anchor(title) for title in titles}
        plain = re.sub(r"```.*?```|`[^`\n]*`", "", page, flags=re.DOTALL)
        assert not re.search(r"<[a-z]", plain)
