"""What influencers hand in: the forms as rows, which issue forms, mails and tables are made of.

A form's fields stand in this order wherever the form is shown or read. Their labels are words
(`form.<field>` and `form.<field>.help`), their limits and choices those of the schemas.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Blank(NamedTuple):
    """A field of a form.

    Args:
        name: by which links, tables and bots name it.
        kind: how it is filled in: `line`, `text`, `id`, `day`, `number`, `choice`, `choices`
            (several), `ids`, `links`, `accounts`, `tags` (one a line or with commas), `check`
            (ticked or not).
        needed: it cannot be left out.
        key: kind of file, part and key of the schema that says its limits; the part may be empty.
        asked: it stands in the form that everybody is shown; else only where a mission asks for it,
            and a table or a link may bring it.
    """

    name: str
    kind: str = "line"
    needed: bool = False
    key: tuple[str, str, str] = ("", "", "")
    asked: bool = True


class Form(NamedTuple):
    """Something that can be handed in."""

    name: str
    fields: tuple[Blank, ...]

    @property
    def asked(self) -> tuple[Blank, ...]:
        """The fields of the form that everybody is shown."""
        return self.asking(())

    def asking(self, more: Collection[str]) -> tuple[Blank, ...]:
        """The same with those of that name which only some missions ask for."""
        return tuple(each for each in self.fields if each.asked or each.name in more)

    @property
    def ways(self) -> Iterator[tuple[Blank, ...]]:
        """Every way in which the form may be shown: what all are asked for comes first."""
        some = [each.name for each in self.fields if not each.asked]
        for count in range(len(some) + 1):
            yield from map(self.asking, combinations(some, count))

    def field(self, name: str) -> Blank | None:
        """The field of that name."""
        return next((each for each in self.fields if each.name == name), None)


def _of(name: str, kind: str, file: str, part: str = "", key: str = "", /) -> Blank:
    return Blank(name, kind, key=(file, part, key or name))


_PERSON = (
    _of("pronouns", "line", "profile"),
    _of("languages", "tags", "profile"),
    _of("region", "line", "profile"),
    _of("topics", "ids", "profile"),
    _of("bio", "text", "profile"),
    _of("links", "links", "profile"),
)
SHARING = ("recognition", "contact", "points", "messages")
"""What a person decides of the own data, by the keys of a consent."""
_SHARING = tuple(_of(each, "choice", "profile", "consent") for each in SHARING)
_NAME = Blank("name", "line", key=("profile", "", "name"))
FORMS = (
    Form(
        "join",
        (_NAME._replace(needed=True), *_PERSON, *_SHARING, Blank("agree", "check", needed=True)),
    ),
    Form(
        "claim",
        (
            Blank("mission", "id", needed=True),
            Blank("occurred", "day"),
            _of("evidence", "links", "claim"),
            Blank("witnesses", "accounts"),
            Blank("with", "parts"),
            _of("summary", "text", "claim"),
            _of("helped", "text", "claim"),
            _of("effort", "number", "claim", "", "effort_hours"),
            _of("quantity", "number", "claim")._replace(asked=False),
            _of("key", "line", "claim")._replace(asked=False),
            _of("disclosure", "choices", "claim", "disclosure", "connection"),
        ),
    ),
    Form(
        "feedback",
        (
            Blank("title", "line", needed=True, key=("feedback", "", "title")),
            Blank("said", "text", needed=True, key=("feedback", "received", "verbatim")),
            _of("area", "line", "feedback"),
        ),
    ),
    Form("reward", (Blank("reward", "id", needed=True), _of("quantity", "number", "redemption"))),
    Form("profile", (_NAME, *_PERSON, *_SHARING)),
)
"""Everything that can be handed in."""


def form(name: str) -> Form:
    """The form of that name, which there is."""
    return next(each for each in FORMS if each.name == name)
