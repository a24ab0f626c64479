"""A template of the program that the portal cannot use.

A file `site/templates/NAME.html` stands for the portal's own template of that name. It runs in a
sandbox, what it is given is escaped, and what it makes is only shown. So the portal refuses one
that is no template, one that puts escaping off, and one with a script, a style, a frame or a part
of a page's head in it. Whether the names are there of what it asks for is seen when it is filled,
by `goodword portal`.

Mend it by comparing it with the portal's own of the same name, or delete it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.rules.rule import NOTHING, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Templates that the portal would refuse, by their lines."""
    own = snapshot.program.own_templates
    if not own:
        return
    # Few programs have any, and what templates need takes longer to import than all rules.
    from goodword.rendering.templates import template_fault  # noqa: PLC0415 - slow

    for path, text in own.items():
        fault = template_fault(path.rpartition("/")[2], text)
        if fault is not None:
            yield Finding(Place(path, (fault.line,)), fault.message, fault.hint)


RULE = Rule("own-template", check, scope=Scope.PROGRAM, meets=NOTHING)
