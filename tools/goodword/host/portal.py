"""A check of the portal: whether its address is private, by the rules of `goodword probe`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.host.surroundings import Finding
from goodword.probe import RULES
from goodword.reports.report import counted

if TYPE_CHECKING:
    from goodword.host.surroundings import Surroundings

_OF_READERS = {rule.name for rule in RULES if rule.reader}


def portal(around: Surroundings) -> Finding:
    """Whether strangers are refused at the portal's address, and a reader is let in."""
    if around.program is None:
        return Finding("not asked", "files of the program cannot be read", "goodword check")
    settings = around.program.settings.portal
    if not settings.url:
        return Finding("ok", "the program names no address of a portal")
    if set(settings.audiences) <= {"public"}:
        return Finding("ok", "the portal is for everybody")
    if around.probe is None:
        return Finding("not asked", "the network is not asked without --online")
    try:
        found = around.probe(settings.url)
    except Failure as failure:
        return Finding("not asked", failure.message, failure.hint)
    against = {each.rule: each.against for each in found.cells if each.against}
    strangers = [each for rule, each in against.items() if rule not in _OF_READERS]
    if strangers:
        rules = counted(len(strangers), "rule")
        return Finding(
            "wrong",
            f"{settings.url} is not private by {rules}: {strangers[0][0]}",
            f"goodword probe {settings.url} says all of it",
        )
    if against:
        return Finding(
            "note",
            f"strangers are refused at {settings.url}; {next(iter(against.values()))[0]}",
            "say how a reader logs in: --login",
        )
    return Finding("ok", f"{settings.url} is private")
