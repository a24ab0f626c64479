"""Which events of an export the program has as claims already: by name, link or time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from goodword.intake.sources import Sources
from goodword.model.link import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.intake.history.leaderboard import Event
    from goodword.intake.import_map import ImportMap
    from goodword.model.claim import Claim
    from goodword.model.program import Program

_Key = tuple[str, str, str, str]


class Known:
    """What the program has: an event by its name, else by its link, else by its time.

    Args:
        program: the program, None for a new one.
        names: the map.
    """

    def __init__(self, program: Program | None, names: ImportMap) -> None:
        claims = tuple(program.claims.values()) if program else ()
        self._system = names.system
        self._sources = Sources(program)
        # What came with the name of an event is known by it alone, where the export has names.
        named = "event" in names.columns
        self._links: Counter[_Key] = Counter()
        self._times: dict[_Key, list[str]] = {}
        for each in claims:
            if named and each.source is not None and each.source.event is not None:
                continue
            url = each.evidence[0].url if each.evidence else None
            self._keep(
                each.mission, each.influencer, each.place.path.rpartition("/")[2][:10], url, each.at
            )

    def _keep(self, mission: str, person: str, on: str, url: str | None, at: str | None) -> None:
        if url is not None:
            self._links[mission, person, on, canonical(url)] += 1
        else:
            self._times.setdefault((mission, person, on, ""), []).append(at or "")

    def by_source(self, event: Event) -> Claim | None:
        """The claim that came of an event, known by its name."""
        if event.event is None:
            return None
        found: Claim | None = self._sources.get("claim", self._system, event.event)
        return found

    def not_there(self, events: list[Event]) -> Iterator[Event]:
        """The events of which there is no claim; each claim answers for one."""
        timed = self._timed([event for event in events if event.url is None])
        for event in events:
            if event.url is None:
                if event.line not in timed:
                    yield event
                continue
            key = (event.mission, event.person, event.day.isoformat(), canonical(event.url))
            if self._links[key]:
                self._links[key] -= 1
            else:
                yield event

    def _timed(self, events: list[Event]) -> set[int]:
        """The lines of those that are there; the nearest times first, each claim once."""
        taken: set[int] = set()
        for same in (_exactly, _to_the_minute, _once_without):
            for event in events:
                key = (event.mission, event.person, event.day.isoformat(), "")
                times = self._times.get(key, [])
                found = next((each for each in times if same(each, event.at or "")), None)
                if found is not None and event.line not in taken:
                    times.remove(found)
                    taken.add(event.line)
        return taken


def _exactly(one: str, other: str) -> bool:
    return one == other


def _to_the_minute(one: str, other: str) -> bool:
    """Whether one was written without its seconds."""
    return bool(one and other) and one[:5] == other[:5] and "00" in (one[6:], other[6:])


def _once_without(one: str, other: str) -> bool:
    """Whether one was written without its time."""
    return not one or not other
