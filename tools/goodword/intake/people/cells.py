"""How cells of a list of people are read, field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from goodword.intake.forms import moment, needs_decimal, needs_order, only_order, whole
from goodword.intake.hidden import judge_characters
from goodword.intake.people.countries import region_of
from goodword.intake.sheet import Unfit
from goodword.intake.values import judge_cell
from goodword.model.link import fault
from goodword.nearest import alike, did_you_mean
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date, tzinfo

    from goodword.intake.people.list_map import PeopleMap

    Read = Callable[[Any, str, Mapping[str, str], "Known", PeopleMap], list[Any]]

LONGEST = 10_000
"""Characters of a cell that is used."""
_SEVERAL = re.compile(r"[,;|\n]")
_TAG = re.compile(document("profile")["$defs"]["language"]["pattern"])
_WAYS = {
    "in",
    "members",
    "u",
    "user",
    "users",
    "profile",
    "profiles",
    "people",
    "c",
    "channel",
    "company",
}
"""What stands in links before the name of an account."""
_WITH_HOST = {"mastodon", "fediverse", "pixelfed", "peertube", "lemmy"}
"""Platforms of many hosts, where an account is a name at one of them."""


class Known(NamedTuple):
    """What cells may name, by how it is compared, and what they are read with.

    Attributes:
        zone: to which moments with an offset are converted.
        today: the last day on which somebody can have reached a stage.
        countries: letters by name, as `countries.country_names` has them.
        languages: tags by name.
        rooms: ids by id and by name, of departments, categories, communities, staff.
        identifier: makes an id of a text; empty where nothing of it is left.
        key: the secret of hashes of addresses; empty for none.
    """

    zone: tzinfo
    today: date
    countries: Mapping[str, str]
    languages: Mapping[str, str]
    rooms: Mapping[str, Mapping[str, str]]
    identifier: Callable[[str], str]
    key: str = ""

    def whole(self, value: Any, what: str, decimal: str | None) -> int:
        """The whole number of a cell.

        Raises:
            Unfit: it is none.
        """
        text = text_of(value, what)
        found = whole(text, decimal)
        if found is None and needs_decimal(text, decimal):
            raise Unfit(f'{what} is "{text}"; say decimal: point or comma in the map')
        if found is None or found < 0:
            raise Unfit(f'{what} is "{text[:60]}", expected a whole number')
        return found


def text_of(value: Any, what: str) -> str:
    """A cell as a text.

    Raises:
        Unfit: it is a list or a mapping, or longer than any text of a profile.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | dict):
        if isinstance(value, list) and len(value) == 1:
            return text_of(value[0], what)
        kind = "a list" if isinstance(value, list) else "a mapping"
        raise Unfit(f"{what} is {kind}, expected a text")
    found = str(value).replace("\r\n", "\n").strip()
    if len(found) > LONGEST:
        raise Unfit(f"{what} has {len(found)} characters, at most {LONGEST} are taken")
    return found


def number(value: Any, what: str) -> str | None:
    """The number of an account; None for none.

    Raises:
        Unfit: it is no number.
    """
    text = text_of(value, what)
    if not text:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,23}", text):
        raise Unfit(f'{what} is "{text[:60]}", expected the number of an account')
    return text


def account(text: str, platform: str) -> tuple[str, str | None]:
    """Login and number of an account that is written as a login, `@login` or a link."""
    plain = text.strip()
    if not re.match(r"https?://", plain, re.IGNORECASE):
        if not re.match(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/", plain):
            return plain.removeprefix("@"), None
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        steps = [unquote(each) for each in parts.path.split("/") if each]
        host = parts.hostname or ""
    except ValueError:
        return "", None
    while len(steps) > 1 and steps[0].lower() in _WAYS:
        del steps[0]
    if not steps:
        return "", None
    of = None
    if len(steps) > 1 and re.fullmatch(r"[1-9][0-9]{0,23}", steps[0]):
        of = steps.pop(0)
    login = steps[0].removeprefix("@")
    return (f"{login}@{host}" if platform in _WITH_HOST and "@" not in login else login), of


def _several(value: Any, what: str, names: PeopleMap) -> list[str]:
    """The texts of a cell that may hold several, or of a list."""
    if isinstance(value, list):
        return [each for item in value if (each := text_of(item, what))]
    text = text_of(value, what)
    parts = text.split(names.separator) if names.separator else _SEVERAL.split(text)
    return [each.strip() for each in parts if each.strip()]


def _meant(text: str, meant: Mapping[str, str]) -> str:
    """What a word of the list means here; empty for nothing."""
    return meant.get(alike(text), text)


def _line(value: Any, what: str, meant: Mapping[str, str], _: Known, __: PeopleMap) -> list[str]:
    text = " ".join(_meant(text_of(value, what), meant).split())
    judge_cell(text, what)
    if text.startswith(("=", "+", "@")):
        raise Unfit(f'{what} is "{text[:60]}", which is a formula')
    return [text] if text else []


def _text(value: Any, what: str, meant: Mapping[str, str], _: Known, __: PeopleMap) -> list[str]:
    text = _meant(text_of(value, what), meant)
    judge_characters(text, what)
    return [text] if text else []


def _word(kind: str) -> Read:
    """A field of which a schema has the words."""

    def read(value: Any, what: str, meant: Mapping[str, str], _: Known, __: PeopleMap) -> list[str]:
        text = _meant(text_of(value, what), meant)
        words = document("profile")["$defs"].get(kind) or document("profile")["properties"][kind]
        plain = alike(text).replace(" ", "-")
        if text and plain not in words["enum"]:
            near = did_you_mean(text, words["enum"])
            raise Unfit(f'{what} is "{text[:60]}", expected {", ".join(words["enum"])}{near}')
        return [plain] if text else []

    return read


def _of(room: str, *, several: bool = False) -> Read:
    """A field that names something of the program, by id or by name."""

    def read(
        value: Any, what: str, meant: Mapping[str, str], known: Known, names: PeopleMap
    ) -> list[str]:
        there = known.rooms[room]
        texts = _several(value, what, names) if several else [text_of(value, what)]
        found = []
        for text in filter(None, (_meant(each, meant) for each in texts)):
            word = alike(text).removeprefix("@")
            if word not in there:
                kind = "member of staff" if room == "staff" else room
                near = did_you_mean(text, there)
                raise Unfit(f'{what} is "{text[:60]}", which is no {kind}{near}')
            found.append(there[word])
        return found

    return read


def _day(
    value: Any, what: str, meant: Mapping[str, str], known: Known, names: PeopleMap
) -> list[str]:
    text = _meant(text_of(value, what), meant)
    if not text:
        return []
    found = moment(text, known.zone, names.dates)
    if found is None:
        order = only_order(text)
        if needs_order(text, names.dates):
            near = f", it can only be {order}" if order else ""
            raise Unfit(f'{what} is "{text[:60]}"; say dates in the map{near}')
        raise Unfit(f'{what} is "{text[:60]}", expected a day such as 2026-11-28')
    if found[0] > known.today:
        raise Unfit(f'{what} is "{text[:60]}", which is not yet')
    return [found[0].isoformat()]


def _region(
    value: Any, what: str, meant: Mapping[str, str], known: Known, _: PeopleMap
) -> list[str]:
    """A country by its letters or its name; of `Porto, Portugal` what stands last, if a name."""
    text = _meant(text_of(value, what), meant)
    if not text:
        return []
    if region := region_of(text, known.countries, known.identifier):
        return [region]
    raise Unfit(f'{what} is "{text[:60]}", expected a country by name or letters')


def _each_meant(value: Any, what: str, meant: Mapping[str, str], names: PeopleMap) -> Iterator[str]:
    return filter(None, (_meant(each, meant) for each in _several(value, what, names)))


def _languages(
    value: Any, what: str, meant: Mapping[str, str], known: Known, names: PeopleMap
) -> list[str]:
    found = []
    for text in _each_meant(value, what, meant, names):
        tag = known.languages.get(alike(text)) or text.replace("_", "-")
        if not _TAG.search(tag):
            raise Unfit(f'{what} has "{text[:60]}", expected a language by name or tag')
        found.append(tag)
    return found


def _topics(
    value: Any, what: str, meant: Mapping[str, str], known: Known, names: PeopleMap
) -> list[str]:
    found = []
    for text in _each_meant(value, what, meant, names):
        topic = known.identifier(text)
        if not topic:
            raise Unfit(f'{what} has "{text[:60]}", of which no topic can be made')
        found.append(topic)
    return found


def _links(
    value: Any, what: str, meant: Mapping[str, str], _: Known, names: PeopleMap
) -> list[str]:
    texts = value if isinstance(value, list) else re.split(r"[\s,;|]+", text_of(value, what))
    found = []
    for text in filter(None, (_meant(text_of(each, what), meant) for each in texts)):
        link = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
        host = link.partition("://")[2].partition("/")[0]
        if "." not in host or len(link) > 2000 or (wrong := fault(link)):
            why = f": {wrong}" if "." in host and len(link) <= 2000 else ""
            raise Unfit(f'{what} has "{text[:60]}", expected a link{why}')
        judge_characters(link, what)
        found.append(link)
    del names
    return found


FIELDS: dict[str, tuple[Read, bool]] = {
    "stage": (_word("stage"), False),
    "since": (_day, False),
    "category": (_of("category"), False),
    "department": (_of("department"), False),
    "owner": (_of("staff"), False),
    "source": (_word("origin"), False),
    "region": (_region, False),
    "languages": (_languages, True),
    "topics": (_topics, True),
    "communities": (_of("community", several=True), True),
    "pronouns": (_line, False),
    "stance": (_word("stance"), False),
    "bio": (_text, False),
    "links": (_links, True),
}
"""By field, how it is read, and whether it holds several things."""
