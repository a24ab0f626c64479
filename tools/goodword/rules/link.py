"""A link leads nowhere that may be shown: another scheme, no host, or a password inside.

Links are https:// or http://, with a host, without user name, password, spaces or control
characters; everything else could act on who clicks it. The address of the portal itself has
neither ? nor #, since its pages lie below it.

Mend it by copying the address from the browser's address bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model import feedback, link
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Every link that may not stand."""
    program = snapshot.program
    for claim in program.claims.values():
        for index, evidence in enumerate(claim.evidence):
            if evidence.url is not None and (fault := link.fault(evidence.url)):
                yield Finding(claim.place.at("evidence", index, "url"), fault)
    for url, place in _links(program):
        if url is not None and (fault := link.fault(url)):
            yield Finding(place, fault)
    address = program.settings.portal.url
    if address is not None and ("?" in address or "#" in address):
        yield Finding(
            program.settings.place.at("portal", "url"),
            "the address of the portal has a ? or #, and nothing can lie below such an address",
            "leave out what begins there",
        )


def _links(program: Program) -> Iterator[tuple[str | None, Place]]:
    settings = program.settings
    yield settings.portal.url, settings.place.at("portal", "url")
    yield settings.intake.form, settings.place.at("intake", "form")
    for person in program.influencers.values():
        for index, each in enumerate(person.links):
            yield each, person.place.at("links", index)
    for community in program.communities.values():
        yield community.url, community.place.at("url")
    for signal in program.signals.values():
        yield signal.url, signal.place.at("url")
    for item in program.feedback.values():
        for index, step in enumerate(item.steps):
            if isinstance(step, feedback.Decided | feedback.Delivering):
                yield step.link, item.place.at("steps", index, "link")


RULE = Rule("link", check, scope=Scope.FILE)
