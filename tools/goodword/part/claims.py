"""Claims of people, and of a claim that is decided all that decides with it.

A limit in total, or of one key, is shared by everybody of its mission, and what was shown counts
once: claims that show the same are found by their links, whatever is written around one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.diagnostics import BeyondPart
from goodword.ledger.coupled import limited_for_all
from goodword.model.link import canonical
from goodword.model.paths import row_of
from goodword.source.finding import holding
from goodword.source.packed_names import homes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from goodword.model.claim import Claim
    from goodword.part.reading import Documents

_CLAIMS = "missions/{}/claims"
_LINK = re.compile(rb"https?://[^ \t\r\n]+")
_ENDS = re.compile(rb"[\"',\]}]")
"""What may stand right behind a link in YAML."""
_EVENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""Names of events that stand in the bytes as they are, however they are quoted."""


def take_deciding(documents: Documents, paths: Iterable[str]) -> frozenset[str]:
    """Take claims that something is to be done about.

    Returns:
        everybody who has a part in them.

    Raises:
        BeyondPart: one of them is not there, stands in packed records, or is decided by several.
    """
    paths = tuple(paths)
    for path in paths:
        row, has = row_of(path), documents.finder.has
        if row is None or row.kind != "claim" or not has(path) or any(map(has, homes(path))):
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
) -> frozenset[str]:
    """Take the claims that people have a part in, by the names of the files or what they hold.

    Args:
        documents: takes them.
        people: their ids.
        deciding: paths of claims that are approved: with each also those that show the same, and
            all of its mission where that has a limit which everybody shares.
        missions: others of which all is taken where they have one.

    Returns:
        the missions of which all was taken.
    """
    program, finder = documents.program, documents.finder
    claims = [program.claims[path] for path in deciding]
    whole = limited_for_all(program, {*missions, *(each.mission for each in claims)})
    strict = any(each.evidence.reuse == "never" for each in program.missions.values())
    held, again = holding(people), _imported(claims)
    shows = {
        mission: _showing([each for each in claims if strict or each.mission == mission])
        for mission in finder.folders("missions")
    }

    def wanted(path: str, data: bytes) -> bool:
        if held(data) or path.rpartition("/")[2][11:].partition(".")[0] in people:
            return True
        shown = shows[path.split("/", 2)[1]] if claims else None
        return bool((shown and shown(data)) or (again and again(data)))

    found = finder.among([_CLAIMS.format(each) for each in shows if each not in whole], wanted)
    for mission in shows.keys() & whole:
        found += documents.records(_CLAIMS.format(mission))
    documents.take(found)
    return whole


def _showing(claims: Iterable[Claim]) -> Callable[[bytes], bool] | None:
    """Whether the bytes of a file may hold a link to what these claims show; None for none.

    Titles, witnesses and attendances count once a person, whose claims are taken anyway.
    """
    wanted = {
        canonical(each.url) for claim in claims for each in claim.evidence if each.url is not None
    }
    if not wanted:
        return None

    def shows(data: bytes) -> bool:
        if b"''" in data or b"\\" in data:
            return True  # they may stand for a letter inside a link
        for each in _LINK.findall(data):
            ends = [*(end.start() for end in _ENDS.finditer(each)), len(each)]
            if any(canonical(each[:end].decode("utf-8", "replace")) in wanted for end in ends):
                return True
        return False

    return shows


def _imported(claims: Iterable[Claim]) -> Callable[[bytes], bool] | None:
    """Whether the bytes of a file may hold the same event of another system; None for none.

    Raises:
        BeyondPart: the event's name can be written in several ways.
    """
    events = {
        claim.source.event
        for claim in claims
        if claim.source is not None and claim.source.event is not None
    }
    if not all(map(_EVENT.fullmatch, events)):
        raise BeyondPart
    words = [each.encode() for each in events]
    return (lambda data: any(word in data for word in words)) if words else None
