"""The reference page of the rules, made from their manuals: Markdown, one section a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.rules import RULES
from goodword.rules.reading import MANUALS, severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.diagnostics import Severity

PAGE = "docs/reference/rules.md"
"""Where the page lies in the repository."""

_HEAD = """\
# Rules

`goodword check` reads every file, judges it by its schema, and then applies the rules below, which
span files. Each rule judges what the files say, each thing on its own day: a program never turns
from clean to faulty because a day has passed. The rule's name stands in brackets behind a message,
and `goodword rules NAME` shows its section. This page is made from the rules themselves.

An error fails the check, a warning does with `--strict`, a note never does.
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
    sections.sort()
    rows = [
        f"| [{each.name}](#{each.name}) | {each.severity} | {each.manual.partition(chr(10))[0]} |"
        for each in sections
    ]
    table = ["| rule | severity | what is wrong |", "|---|---|---|", *rows]
    parts = [_HEAD, "\n".join(table) + "\n"]
    parts += [_section(each, examples.get(each.name, "")) for each in sections]
    return "\n".join(parts)


def _section(section: _Section, example: str) -> str:
    manual = section.manual.rstrip("\n")
    lines = [f"## {section.name}", "", f"Severity: {section.severity}.", "", manual, ""]
    if example:
        lines += ["```text", example.rstrip("\n"), "```", ""]
    return "\n".join(lines)
