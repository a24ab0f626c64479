"""The reference pages of rules and promises, made from their manuals: a section each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import Severity
from goodword.guard import GUARDS
from goodword.rules import RULES
from goodword.rules.reading import MANUALS, severity

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE, PROMISES = "docs/reference/rules.md", "docs/reference/promises.md"
"""Where the pages lie in the repository."""

_HEAD = """\
# Rules

`goodword check` reads every file, judges it by its schema, and then applies the rules below, which
span files. Each rule judges what the files say, each thing on its own day: a program never turns
from clean to faulty because a day has passed. The rule's name stands in brackets behind a message,
and `goodword rules NAME` shows its section. This page is made from the rules themselves.

An error fails the check, a warning does with `--strict`, a note never does.
"""


_PROMISES = """\
# Promises

`goodword guard BASE` compares two commits: what was agreed on, and what is proposed. Both trees are
read whole, and who wrote a value is found in the commits between them. The promise's name stands
in brackets behind a message, and `goodword rules NAME` shows its section. This page is made from
the promises themselves.
"""


class _Section(NamedTuple):
    name: str
    severity: Severity
    manual: str


def page(examples: Mapping[str, str]) -> str:
    """The whole page.

    Args:
        examples: by rule, what the check says of a program that breaks it.
    """
    sections = [_Section(rule.name, rule.severity, rule.manual) for rule in RULES]
    sections += [_Section(name, severity(name), manual) for name, manual in MANUALS.items()]
    return _page(_HEAD, "rule", sections, examples)


def promises(examples: Mapping[str, str]) -> str:
    """The page of what guard asks.

    Args:
        examples: by promise, what guard says of a change that breaks it.
    """
    sections = [_Section(each.name, Severity.ERROR, each.manual) for each in GUARDS]
    return _page(_PROMISES, "promise", sections, examples)


def _page(head: str, what: str, sections: list[_Section], examples: Mapping[str, str]) -> str:
    sections.sort()
    rows = [
        f"| [{each.name}](#{each.name}) | {each.severity} | {each.manual.partition(chr(10))[0]} |"
        for each in sections
    ]
    table = [f"| {what} | severity | what is wrong |", "|---|---|---|", *rows]
    parts = [head, "\n".join(table) + "\n"]
    parts += [_section(each, examples.get(each.name, "")) for each in sections]
    return "\n".join(parts)


def _section(section: _Section, example: str) -> str:
    manual = section.manual.rstrip("\n")
    lines = [f"## {section.name}", "", f"Severity: {section.severity}.", "", manual, ""]
    if example:
        lines += ["```text", example.rstrip("\n"), "```", ""]
    return "\n".join(lines)
