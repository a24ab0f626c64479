"""The files of the members' own pages in one language: what opens them, and each one sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.portal.handing_in import open_form
from goodword.portal.me.about import about, kept
from goodword.portal.me.days import calendar, days
from goodword.portal.me.milestones import milestones
from goodword.portal.me.offers import offers
from goodword.portal.me.picked import picked
from goodword.portal.me.points import claims, points, rewards, standing
from goodword.portal.me.reviews import reviews
from goodword.portal.me.terms import terms
from goodword.portal.me.told import messages, owed, thanks, told
from goodword.portal.seal import FOLDER, code_of, sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markupsafe import Markup

    from goodword.audience.view import View
    from goodword.audience.view.mine import Mine
    from goodword.due import Due
    from goodword.portal.page import Reader

    Render = Callable[[str, Mapping[str, object]], Markup]
    """Fills a template of that name; links are made on the page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Nothing but the site's own files, and no script inside the page or the record."""
FORMS = ("claim", "feedback", "reward", "profile")
"""What a member can hand in from their own page."""
SECTIONS = (
    *(standing, milestones, reviews, offers, picked, days, points, claims, rewards, told, owed),
    *(terms, thanks, about, messages, kept),
)
"""What is on a page, in this order; an empty section says what stands there, and what to do.

Terms, offers, milestones and what waits for a review are nowhere for who has none.
"""


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Everybody's own pages.

    Args:
        secret: the program's, from which the codes follow.
        people: what each of them may have.
        dues: what is owed to each, by id.
    """

    secret: bytes
    people: tuple[Mine, ...]
    dues: Mapping[str, tuple[Due, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be handed in, and where."""

    label: str
    address: str


def files(
    own: OwnPages, view: View, reader: Reader, root: str, render: Render
) -> Iterator[tuple[str, bytes]]:
    """The page that opens them, then the sealed ones, by path in the language.

    Args:
        own: everybody's pages.
        view: what the audience may have, of which nothing is sealed.
        reader: for whom it is written.
        root: of the language, from the portal's root: empty, or `es/`.
        render: fills templates.
    """
    page = render("me.html", {"policy": POLICY, "root": root, "language": reader.texts.tag})
    yield f"{FOLDER}index.html", page.encode()
    asked = ((each, open_form(view.program.intake, each, reader.texts)) for each in FORMS)
    actions = [
        Action(reader.texts(f"form.title.{form}"), address) for form, address in asked if address
    ]
    contents = (
        (
            code_of(own.secret, each.record.id, each.number),
            render(
                "record.html",
                {
                    "name": each.record.name,
                    "day": each.record.as_of,
                    "actions": actions,
                    "calendar": calendar(each, view, reader, root),
                    "sections": [
                        section
                        for make in SECTIONS
                        if (section := make(each, view, reader, own.dues.get(each.record.id, ())))
                    ],
                },
            ).encode(),
        )
        for each in own.people
    )
    yield from sealed(own.secret, root, contents)
