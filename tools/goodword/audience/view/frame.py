"""The program, its cycle and its aims, and what several parts of a View are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

Words = Mapping[str, str]
"""Language tag -> text, the program's first language first."""


@dataclass(frozen=True, slots=True)
class Link:
    """An outward link: `url` is http(s), judged by the rules; `title` empty shows the address."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as this audience may name them: by id alone where `name` is None.

    `page` tells whether the View's `people` holds this person, so that a link leads somewhere.
    """

    id: str
    name: str | None = None
    page: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """Ways to hand something in; the first that is set is offered (form, issues, mail)."""

    mail: str | None = None
    form: str | None = None
    issues: str | None = None


@dataclass(frozen=True, slots=True)
class Colours:
    """Six-digit hex colours, such as `#0b6e4f`."""

    primary: str
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class ProgramView:
    """The program itself.

    Args:
        purpose: Markdown; empty mapping where there is none.
        languages: tags, the default first.
        url: address at which the portal is published, or None.
        logo: path of the image in the repository, or None.
        stages: of the conversation, in the order in which somebody goes through them.
    """

    name: str
    brand: str | None
    purpose: Words
    languages: tuple[str, ...]
    intake: Intake = Intake()
    url: str | None = None
    colours: Colours | None = None
    logo: str | None = None
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoughtView:
    """Whom the program looks for, in the words of its strategy; each empty where it says nothing.

    Args:
        marketplace: whom they talk to.
        average: what greater than average reach or impact means.
        multiplier: how one person's word reaches many.
    """

    marketplace: Words
    average: Words
    multiplier: Words


@dataclass(frozen=True, slots=True)
class CycleView:
    """The current cycle: half-open `[start, end)`."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective under its pillar."""

    id: str
    goal: Words


@dataclass(frozen=True, slots=True)
class PillarView:
    """One of reach, engagement, adoption, loyalty, efficacy, quality; the most important first."""

    id: str
    objectives: tuple[ObjectiveView, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Released figures. `members` None is not shown, for `few` of them; `review_days` unknown.

    Outside staff there are at least so many `members`.

    `imported` claims have no review time; for staff.
    """

    members: int | None = None
    review_days: int | None = None
    few: bool = False
    imported: int = 0
