"""Members' own pages as the command line makes them: the secret, who has one, and their links."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from goodword.audience.mine import mine, number_of, refused
from goodword.diagnostics import Failure
from goodword.due import all_dues
from goodword.due.claims import reviewers
from goodword.portal.links import file_of, start
from goodword.portal.me.files import OwnPages
from goodword.portal.me.told import OWED
from goodword.portal.seal import FOLDER, VARIABLE, checked, code_of, written
from goodword.texts import known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.audience.own_reviews import Waiting
    from goodword.audience.permissions import Newer
    from goodword.due import Due
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

AUDIENCES = ("members", "nda")
"""Whose portals have own pages: a public one has no login before them, and staff have records."""
NAMED = 20
"""So many ids are named; the others are counted."""


def secret() -> bytes | None:
    """The program's secret, None where the environment has none.

    Raises:
        Failure: it is too short.
    """
    found = os.environ.get(VARIABLE, "")
    return checked(found) if found else None


def own_pages(snapshot: Snapshot, today: date, newer: Sequence[Newer], found: bytes) -> OwnPages:
    """Everybody's own pages.

    Args:
        snapshot: the program on the day of the figures.
        today: the day of building, whose permissions hold.
        newer: later states of the files.
        found: the secret.
    """
    dues: dict[str, list[Due]] = {}
    waiting: dict[str, list[Waiting]] = {}
    for due in all_dues(snapshot, OWED):
        for person in due.to:
            dues.setdefault(person, []).append(due)
        for person in reviewers(snapshot, due, snapshot.program.influencers):
            waiting.setdefault(person, []).append((due.place.path, due.date))
    owed = {person: tuple(each) for person, each in dues.items()}
    return OwnPages(found, mine(snapshot, today, newer, waiting), owed)


def left_out(snapshot: Snapshot, today: date, newer: Sequence[Newer]) -> str:
    """Which own pages are not built for want of a secret; empty where nobody would have one."""
    people = [
        person
        for person, profile in sorted(snapshot.program.influencers.items())
        if not refused(profile, today, newer)
    ]
    if not people:
        return ""
    named = ", ".join(people[:NAMED])
    more = f" and {len(people) - NAMED} more" if len(people) > NAMED else ""
    return f"left out for want of {VARIABLE}: the own pages of {named}{more}"


def link(program: Program, person: Profile, today: date, newer: Sequence[Newer]) -> tuple[str, str]:
    """The link to somebody's own page and the code in it.

    Raises:
        Failure: there is no secret, no address of the portal, or no page.
    """
    found = secret()
    if found is None:
        raise Failure(
            f"{VARIABLE} is not set, and every link follows from it",
            "set it to what the portal is built with; openssl rand -hex 32 makes a first one",
        )
    url = program.settings.portal.url
    if not url:
        raise Failure(
            "program/program.yml names no address of a portal, so there is no link to it",
            "say it as portal.url",
        )
    if why := refused(person, today, newer):
        raise Failure(f"{person.id} {why}, so there is no link")
    code = written(code_of(found, person.id, number_of(person, newer)))
    return f"{_opening(program, person, url)}#{code}", code


def _opening(program: Program, person: Profile, url: str) -> str:
    """The page that opens own pages, in the person's language."""
    return start(url, known(program.settings.languages), person.languages) + file_of(FOLDER)


def address_of_page(program: Program, today: date, *, codes: bool) -> Callable[[str], str]:
    """The address of somebody's own page by their id, as a message to them may have it.

    Empty for who has no page, and where the portal has no address or no audience with own pages.

    Args:
        program: what the files say.
        today: whose permissions hold.
        codes: whether it has the code in it that opens the page, where there is the secret; what
            is shown on a screen or in a log has none.
    """
    url, found = program.settings.portal.url, secret() if codes else None
    if not url or not set(AUDIENCES).intersection(program.settings.portal.audiences):
        return lambda _: ""

    def address(id_: str) -> str:
        person = program.influencers[id_]
        if refused(person, today):
            return ""
        return link(program, person, today, ())[0] if found else _opening(program, person, url)

    return address
