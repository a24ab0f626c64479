"""Mentions by people on the map, out of all that a monitor found.

Of nobody else anything is kept, not even in what is told of a mistake: whether a mention is of
somebody on the map is looked up first, and only then is the rest of it read.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.intake.forms import instant, needs_order
from goodword.intake.mentions.feed import first_words, is_feed, read_feed
from goodword.intake.people.cells import account, number, text_of
from goodword.intake.people.gone import GONE
from goodword.intake.people.lists import read_list, say_missing
from goodword.intake.people.same import Holders, folded
from goodword.intake.sheet import MAIL, Refused, Unfit
from goodword.intake.values import judge_cell
from goodword.model.link import fault
from goodword.nearest import alike, did_you_mean
from goodword.source.characters import REFUSED
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, tzinfo

    from goodword.intake.export import Problems
    from goodword.intake.mentions.signal_map import SignalMap
    from goodword.intake.people.lists import Entry, ListFile
    from goodword.model.program import Program

LONGEST = 1000
"""Characters of a summary that are kept."""
_LOOKED_AT = 4 * LONGEST
"""Characters of it that are looked at: what is left out of them may be long."""
_LINE = 200
_AT = "[@\N{FULLWIDTH COMMERCIAL AT}]"
_NAMED = re.compile(rf"(?<!\w)(?<!{_AT}){_AT}[\w.-]*\w(?:{_AT}[\w.-]*\w)?")
"""An account as it is spoken to, `@ana`, also behind a dot or in a link to it."""
_ADDRESS = re.compile(rf"(?<![\w.+-])[\w.+-]+{_AT}[\w-]+(?:\.[\w-]+)+")
_ZONE_NAME = re.compile(r".*[0-9]{4} +[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? +(?:UT|[ECMP][SD]T)")
"""A moment of RFC 822 whose zone has a name."""
_HIDDEN = "…"


class Mention(NamedTuple):
    """What somebody on the map said.

    Args:
        influencer: their id.
        channel: the platform.
        url: where it can be read.
        when: a moment in the program's zone, or a day.
        tone: one of the words of the schema.
        summary, about: empty for nothing.
        entry: where the export says it.
    """

    influencer: str
    channel: str
    url: str
    when: datetime | date
    tone: str
    summary: str
    about: str
    entry: Entry


class Found(NamedTuple):
    """What an export has: mentions of ours in its order, and how many others there are."""

    mentions: tuple[Mention, ...]
    passed: int


class Reader:
    """Reads mentions for a program.

    Args:
        program: whose people they may be.
        names: the map.
        today: the last day on which something can have been said.
        identifier: makes an id of a text; empty where nothing of it is left.
        problems: where to put what is wrong.
    """

    def __init__(
        self,
        program: Program,
        names: SignalMap,
        today: date,
        identifier: Callable[[str], str],
        problems: Problems,
    ) -> None:
        self._people = program.influencers
        self._holders = Holders(program)
        self._logins = {each.partition(":")[2] for each in self._holders.logins}
        self._zone: tzinfo = program.zone
        self._names = names
        self._today = today
        self._identifier = identifier
        self._problems = problems

    def read(self, file: ListFile) -> Found:
        """The mentions of a file."""
        if is_feed(file):
            self._problems.path = file.path
            entries = read_feed(file, self._problems)
            say_missing(entries, self._names, self._problems)
        else:
            entries = read_list([file], self._names, self._problems)
        found, passed = [], 0
        for entry in entries if not self._problems.count else ():
            who, channel = self._whose(entry)
            if not who:
                passed += 1
                continue
            try:
                found.append(self._mention(entry, who, channel))
            except Refused as why:
                self._problems.at(file.path, entry.mark(), why.english)
            except Unfit as why:
                self._problems.at(file.path, entry.mark(), why.english)
        return Found(tuple(found), passed)

    def _cell(self, entry: Entry, field: str) -> Any:
        return entry.cells.get(alike(self._names.column(field)), "")

    def _text(self, entry: Entry, field: str) -> str:
        return text_of(self._cell(entry, field), self._names.column(field) or field)

    def _whose(self, entry: Entry) -> tuple[str, str]:
        """The id of whose account it is, and the channel; empty for nobody of whom we keep any."""
        try:
            channel = self._names.channel or self._meant(self._text(entry, "channel"), "channel")
            login, known = account(self._text(entry, "author"), channel)
            stated = number(self._cell(entry, "number"), "number") or known
        except Unfit:
            return "", ""
        if not login or channel == MAIL:
            return "", ""
        who, _ = self._holders.find({channel: (login, stated)})
        here = [each for each in sorted(who) if self._people[each].stage not in GONE]
        return (here[0], channel) if len(who) == 1 and here else ("", "")

    def _meant(self, text: str, field: str) -> str:
        meant = self._names.values.get(field, {}).get(alike(text))
        return meant or self._identifier(text)

    def _mention(self, entry: Entry, who: str, channel: str) -> Mention:
        """All of a mention.

        Raises:
            Unfit, Refused: it cannot be taken.
        """
        return Mention(
            who,
            channel,
            self._url(entry),
            self._when(entry),
            self._tone(entry),
            self._said(entry),
            self._without_strangers(self._text(entry, "about"), _LINE),
            entry,
        )

    def _url(self, entry: Entry) -> str:
        column, url = self._names.column("url"), self._text(entry, "url")
        if not url:
            raise Unfit(f"{column} is empty, expected where it can be read")
        if len(url) > 2000 or (wrong := fault(url)):
            raise Unfit(f"{column} is no address{f': {wrong}' if len(url) <= 2000 else ''}")
        judge_cell(url, column)
        return url

    def _when(self, entry: Entry) -> datetime | date:
        column, text = self._names.column("date"), self._text(entry, "date")
        found = instant(text, self._zone, self._names.dates) or self._named_zone(text)
        if found is None:
            if needs_order(text, self._names.dates):
                raise Unfit(f'{column} is "{text[:60]}"; say dates in the map')
            raise Unfit(f'{column} is "{text[:60]}", expected a moment such as 2026-11-28T14:30')
        if (found.date() if isinstance(found, datetime) else found) > self._today:
            raise Unfit(f'{column} is "{text[:60]}", which is not yet')
        return found

    def _named_zone(self, text: str) -> datetime | None:
        """A moment as feeds of old write it, with `EST` for a zone."""
        if not _ZONE_NAME.fullmatch(text):
            return None
        try:
            return parsedate_to_datetime(text).astimezone(self._zone)
        except (ValueError, OverflowError, TypeError):
            return None

    def _tone(self, entry: Entry) -> str:
        text = self._text(entry, "tone")
        if not text:
            return "neutral"
        words: list[str] = document("signal")["properties"]["tone"]["enum"]
        meant = self._names.values.get("tone", {}).get(alike(text), alike(text))
        if meant not in words:
            column, near = self._names.column("tone"), did_you_mean(text, words)
            hint = f"expected {', '.join(words)}; values.tone of the map says what it means"
            raise Unfit(f'{column} is "{text[:60]}", {hint}{near}')
        return meant

    def _said(self, entry: Entry) -> str:
        """What was said, without accounts and addresses of people who are not on the map."""
        cell = self._cell(entry, "summary")
        text = first_words(cell, _LOOKED_AT) if isinstance(cell, str) else cell
        return self._without_strangers(text_of(text, self._names.column("summary")), LONGEST)

    def _without_strangers(self, text: str, most: int) -> str:
        """A text on one line without accounts and addresses of strangers, at most so long."""
        text = _ADDRESS.sub(_HIDDEN, REFUSED.sub("", text))
        text = " ".join(_NAMED.sub(self._known, text).split())
        return f"{text[: most - 1]}{_HIDDEN}" if len(text) > most else text

    def _known(self, found: re.Match[str]) -> str:
        login = folded(found[0].replace("\N{FULLWIDTH COMMERCIAL AT}", "@"))
        there = login in self._logins or login.partition("@")[0] in self._logins
        return found[0] if there else f"@{_HIDDEN}"
