"""Claims of people, and of a claim that is decided all that decides with it.

A limit in total, or of one key, is shared by everybody of its mission, and what was shown counts
once: claims that show the same are found by their links, whatever is written around one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import BeyondPart
from goodword.ledger.coupled import limited_for_all
from goodword.model.link import canonical, name_of_page
from goodword.model.paths import row_of
from goodword.source.holding import hints, holding
from goodword.source.trees.listing import READ_LIMIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from goodword.model.claim import Claim
    from goodword.part.reading import Documents

Links = Callable[[bytes], "Iterable[str] | None"]

_CLAIMS = "missions/{}/claims"
_MISSION = len("missions/")
"""Where the mission's id begins in the path of a claim."""
_LINK = re.compile(rb"https?://[^ \t\r\n]+")
_TEXT = re.compile(rb'"(https?://[^"]*)"')
_OTHERWISE = (b"%", b"\\", b"''")
"""What may stand for a letter of a link in the bytes of a file, or in the link."""
_ENDS = re.compile(rb"[\"',\]}]")
"""What may stand right behind a link in YAML."""
_EVENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""Names of events that stand in the bytes as they are, unless a letter is escaped."""


def take_deciding(documents: Documents, paths: Iterable[str]) -> frozenset[str]:
    """Take claims that something is to be done about.

    Returns:
        everybody who has a part in them.

    Raises:
        BeyondPart: one of them is not there, stands in packed records, or is decided by several.
    """
    paths = tuple(paths)
    for path in paths:
        row, finder = row_of(path), documents.finder
        if row is None or row.kind != "claim" or not finder.has(path) or finder.lines.find(path):
            raise BeyondPart
    documents.take(paths)
    claims, missions = documents.program.claims, documents.program.missions
    for path in paths:
        mission = missions.get(claims[path].mission)
        if claims[path].reviews or (mission is not None and mission.quorum is not None):
            raise BeyondPart  # who reviews is anybody, and may be close to any of its people
    return frozenset(person for path in paths for person in claims[path].people)


def take_claims(
    documents: Documents,
    people: Collection[str],
    deciding: Collection[str] = (),
    missions: Collection[str] = (),
    links: Collection[str] = (),
    meanwhile: Callable[[], object] = bool,
) -> frozenset[str]:
    """Take the claims that people have a part in, by the names of the files or what they hold.

    Args:
        documents: takes them.
        people: their ids.
        deciding: paths of claims that are approved: with each also those that show the same, and
            all of its mission where that has a limit which everybody shares.
        missions: others of which all is taken where they have one.
        links: what claims of these will show; claims that show it already are taken.
        meanwhile: what else there is to take, which may be done while claims are read, or not.

    Returns:
        the missions of which all was taken, of most claims for the places that they take.
    """
    program, finder = documents.program, documents.finder
    claims = [program.claims[path] for path in deciding]
    whole = limited_for_all(program, {*missions, *(each.mission for each in claims)})
    strict = any(each.evidence.reuse == "never" for each in program.missions.values())
    held, events = holding(people), _imported(claims)
    shown = {(each.mission, piece.url) for each in claims for piece in each.evidence}
    shown |= {*product(missions, links)}
    shows = {
        mission: _showing(url for where, url in shown if strict or where == mission)
        for mission in finder.folders("missions")
    }

    pages = {sign for each in shows.values() if each for sign in each.signs}
    signs = (*hints(people), *events, *pages)

    def wanted(read: Links, path: str, data: bytes) -> bool:
        for each in people:
            if each in path and path.rpartition("/")[2][11:].partition(".")[0] == each:
                return True
        for sign in signs:
            if sign in data:
                break
        else:  # as in nearly all claims
            if 0 < len(data) <= READ_LIMIT and (not shown or data.isascii()):
                return False
        same = shows[path[_MISSION : path.index("/", _MISSION)]] if shown else None
        if held(data) or (same and same.lead_there(read(data))):
            return True
        return bool(events) and (b"\\" in data or any(each in data for each in events))

    others = [_CLAIMS.format(each) for each in shows if each not in whole]
    documents.take(finder.among(others, partial(wanted, _in_yaml), signs))
    lined = [documents.records(_CLAIMS.format(each)) for each in sorted(shows.keys() & whole)]
    by_value = partial(wanted, _in_json)
    documents.line_up(chain.from_iterable(lined), by_value, signs, meanwhile)
    return whole


class _Shown(NamedTuple):
    """What claims may show as well.

    Args:
        urls: where links lead.
        signs: without any of these in its bytes, and without letters beyond ASCII, a claim has no
            link that leads there.
    """

    urls: frozenset[str]
    signs: tuple[bytes, ...]

    def lead_there(self, links: Iterable[str] | None) -> bool:
        """Whether one of the links in a claim may lead where these lead; None is any."""
        return links is None or any(canonical(each) in self.urls for each in links)


def _showing(urls: Iterable[str | None]) -> _Shown | None:
    """What shows the same as these links; None for none.

    Titles, witnesses and attendances count once a person, whose claims are taken anyway.
    """
    wanted = frozenset(canonical(each) for each in urls if each is not None)
    if not wanted:
        return None
    pages = [*map(name_of_page, wanted)]
    names = [each.encode() for each in pages if each is not None]
    return _Shown(wanted, (*names, *_OTHERWISE) if len(names) == len(pages) else (b"",))


def _in_yaml(data: bytes) -> Iterable[str] | None:
    """What may be a link in the bytes of a file; None where anything may be."""
    if b"''" in data or b"\\" in data:
        return None  # they may stand for a letter inside a link
    return (
        each[:end].decode("utf-8", "replace")
        for each in _LINK.findall(data)
        for end in (*(end.start() for end in _ENDS.finditer(each)), len(each))
    )


def _in_json(data: bytes) -> Iterable[str] | None:
    """The same in a value that was read."""
    if b"\\" in data:
        return None
    return (each.decode("utf-8") for each in _TEXT.findall(data))


def _imported(claims: Iterable[Claim]) -> tuple[bytes, ...]:
    """The events of another system that claims come from.

    Raises:
        BeyondPart: an event's name can be written in several ways.
    """
    events = {
        claim.source.event
        for claim in claims
        if claim.source is not None and claim.source.event is not None
    }
    if not all(map(_EVENT.fullmatch, events)):
        raise BeyondPart
    return tuple(each.encode() for each in sorted(events))
