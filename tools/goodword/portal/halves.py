"""Fills every page of every language, half of them in a copy of the process where there is one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.portal.fill import Filling, Known
    from goodword.portal.page import Page
    from goodword.portal.write import Output

    Tell = Callable[[str, int], None]

EVERY = 50
"""Progress is told once in so many pages."""


class Made(NamedTuple):
    """What was written.

    Args:
        files: how many. pages: how many of them are filled pages.
        known: what is known of the pages of each language, by its root; empty where all of a
            language was written, and its links were looked at.
    """

    files: int
    pages: int
    known: Mapping[str, Known]


Aside = Callable[[Callable[[], Made]], Callable[[], Made | None]]
"""Does work in a copy of this process; gives what waits for it, None where it came to nothing."""


def fill_all(
    fillings: Mapping[str, Filling], output: Output, tell: Tell, aside: Aside | None
) -> int:
    """Fill every page of every language.

    Args:
        fillings: what fills the pages of each language, by its root.
        output: where they are written.
        tell: told a language and how many pages it has made.
        aside: makes a copy of this process; None for no copy.

    Returns:
        how many pages there are.

    Raises:
        Failure: a page cannot be filled or written, or a link leads nowhere.
    """
    # Whole languages are divided where they come to halves; page by page all are made twice, empty.
    if any(each.dear for each in fillings.values()) or (aside and len(fillings) % 2):
        return _side_by_side(fillings, output, tell, aside)
    return _one_by_one(fillings, output, tell, aside)


def _one_by_one(
    fillings: Mapping[str, Filling], output: Output, tell: Tell, aside: Aside | None
) -> int:
    """Language by language, half of them in a copy: what a page is made of is cheap."""
    roots = list(fillings)
    here = (len(roots) + 1) // 2 if aside else len(roots)

    def fill(some: list[str]) -> Made:
        before = output.files
        for root in some:
            for done, (path, data) in enumerate(fillings[root].files()):
                output.file(root + path, data)
                if done % EVERY == 0:
                    tell(fillings[root].language, done)
        return Made(output.files - before, sum(fillings[root].filled for root in some), {})

    there = roots[here:]
    wait = aside(lambda: fill(there)) if aside and there else None
    try:
        pages = fill(roots[:here]).pages
    finally:
        made = wait() if wait else None  # it writes into the folder, which may be cleared away
    if there and made is None:
        for root in there:
            output.clear(root)
        return pages + fill(there).pages  # whatever went wrong goes wrong again, and is told
    if made:
        output.files += made.files
        pages += made.pages
    return pages


def _side_by_side(
    fillings: Mapping[str, Filling], output: Output, tell: Tell, aside: Aside | None
) -> int:
    """Page by page, each in every language, half of the pages in a copy.

    What is dear to make of a page is then made once and not once a language.
    """
    for each in fillings.values():
        each.settle()
    fill = partial(_share, fillings, output, tell)
    parts = 2 if aside else 1
    wait = aside(lambda: fill(1, parts)) if aside else None
    try:
        pages = fill(0, parts).pages
    finally:
        made = wait() if wait else None  # it writes into the folder, which may be cleared away
    if made:
        output.files += made.files
    elif aside:
        output.again = True
        made = fill(1, parts)  # whatever went wrong goes wrong again, and is told
        output.again = False
    if made:
        pages += made.pages
        for root, known in made.known.items():
            fillings[root].learn(known)
    before = _filled(fillings)
    for root, filling in fillings.items():
        for path, data in filling.last():
            output.file(root + path, data)
    return pages + _filled(fillings) - before


def _share(
    fillings: Mapping[str, Filling], output: Output, tell: Tell, number: int, of: int
) -> Made:
    """Fill the pages of one of so many shares, which a page falls to by its path.

    What is made beside the pages of a language falls to one of them as a whole.
    """
    before, filled = output.files, _filled(fillings)
    for root, page in _in_turn(fillings, tell):
        if crc32(page.path.encode()) % of == number:
            for path, data in fillings[root].made(page):
                output.file(root + path, data)
    for root in list(fillings)[number::of]:
        for path, data in fillings[root].beside():
            output.file(root + path, data)
    known = {root: each.known for root, each in fillings.items()}
    return Made(output.files - before, _filled(fillings) - filled, known)


def _in_turn(fillings: Mapping[str, Filling], tell: Tell) -> Iterator[tuple[str, Page]]:
    """The first page of every language, with its root, then the second one, and so on."""
    pages = zip_longest(*(each.pages(later=True) for each in fillings.values()))
    for done, beside in enumerate(pages):
        for root, page in zip(fillings, beside, strict=True):
            if done % EVERY == 0:
                tell(fillings[root].language, done)
            if page is not None:
                yield root, page


def _filled(fillings: Mapping[str, Filling]) -> int:
    return sum(each.filled for each in fillings.values())
