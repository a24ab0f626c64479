"""What a page maker hands over, and what it is given beside the View."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodword.due import Due
    from goodword.texts import Texts


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything due, and the names of the staff whose job it is, by id."""

    dues: tuple[Due, ...] = ()
    jobs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is made for, and what it is made from beside the View.

    Args:
        texts: the words of the language.
        plain: reads Markdown as plain text.
        dues: everything due, for staff; empty for every other audience.
        jobs: names of staff by id, for the dues.
    """

    texts: Texts
    plain: Callable[[str], str]
    dues: tuple[Due, ...] = ()
    jobs: Mapping[str, str] = field(default_factory=dict)

    def text(self, words: Mapping[str, str] | None) -> str:
        """The reader's text of a mapping, else the first: plain, empty where there is none."""
        return self.texts.of(words).text if words else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A page above this one, for the trail at its top."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language, before it is rendered.

    Args:
        path: from the language's root, empty for the start page, else ending in `/`.
        fills: path of the shell that is filled: the page's own, or that of its kind.
        template: name of the template that makes its content.
        title: plain text, in `language` where that is not the reader's.
        description: plain text of at most a few sentences.
        values: what the template is given beside the words and the View.
        trail: the pages above, from the start page on.
        search: plain text by which it is found beside its title.
        names: other words by which the title is found, such as those of an id.
    """

    path: str
    fills: str
    template: str
    title: str
    description: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    trail: tuple[Step, ...] = ()
    search: str = ""
    names: str = ""
