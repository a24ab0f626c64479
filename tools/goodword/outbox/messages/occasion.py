"""Why something is to be said to a person, before anybody asks whether they want to hear it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.portal.links import file_of, start
from goodword.texts import known

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from goodword.audience.record import Lately
    from goodword.audience.view import View, Words
    from goodword.due import Due
    from goodword.outbox.messages.message import Answer
    from goodword.rendering.letters import Value
    from goodword.texts import Texts

LATE = 14
"""Days after which a message is no news any more, unless it has a last day of its own."""
LOOKS_BACK = 30
"""Days after which it is not even said that one was not sent."""
ESSENTIAL, ALL = "essential", "all"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something to be said.

    Args:
        key: see `Message`; likewise `template`, `refs`, `by`, `due` and `answer`.
        until: the last day on which it is worth saying.
        values: what fills the slots that only this template has.
        importance: whether who wants only what is essential gets it.
        step: sequence and step, of onboarding.
        withheld: why no machine may say it, as the key of a skip; empty where one may.
    """

    key: str
    template: str
    due: dt.date
    until: dt.date
    values: Mapping[str, Value] = field(default_factory=dict)
    importance: str = ESSENTIAL
    refs: tuple[str, ...] = ()
    by: str = ""
    step: tuple[str, str] | None = None
    answer: Answer | None = None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is known where messages to one person are made.

    Args:
        lately: what of their record is to be spoken of, as the gate gives it.
        view: what members, or who is under an agreement, may have of the program; made when asked.
        dues: what is owed to them.
        texts: the words of the language in which a template is written to them.
        news_since: the first day of what a digest tells; None where none is due.
        spoken_of: ids of meetings of which digests have spoken.
        portal: the address of its pages in their language, which ends with a slash; empty where
            there is none.
    """

    lately: Lately
    view: Callable[[], View]
    dues: tuple[Due, ...]
    texts: Callable[[str], Texts]
    news_since: dt.date | None = None
    spoken_of: frozenset[str] = frozenset()
    portal: str = ""

    def recent(self, day: dt.date | None) -> bool:
        """Whether a day has come, and is not too long ago to be looked at."""
        today = self.lately.as_of
        return day is not None and today - timedelta(days=LOOKS_BACK) <= day <= today

    def words(self, template: str, words: Words | None, other: str = "") -> str:
        """A text of the program in the language of a template, on one line."""
        return " ".join((self.texts(template).of(words or {}).text or other).split())


def pages_in(url: str | None, languages: Iterable[str], wanted: Iterable[str]) -> str:
    """Where the portal's pages lie in a language that a person reads; empty without an address.

    Args:
        url: of the portal.
        languages: of the program.
        wanted: of the person, the best first.
    """
    return start(url, known(languages), wanted) if url else ""


def page_in(pages: str, path: str) -> str:
    """The address of a page of the portal; empty where that has none.

    Args:
        pages: where those of the language lie.
        path: of the page, empty for none.
    """
    return pages + file_of(path) if pages and path else ""


def home(url: str, pages: str) -> str:
    """The portal's first page: its address as it is stated, or the file in a language's folder.

    Args:
        url: of the portal.
        pages: where those of the language lie.
    """
    return url if pages == f"{url.rstrip('/')}/" or not url else pages + file_of("")


def later(day: dt.date, days: int) -> dt.date:
    """The day so many days later."""
    return day + timedelta(days=days)
