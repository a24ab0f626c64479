"""Fills the shells of one language with the pages that a View gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from goodword.diagnostics import Failure
from goodword.portal import calendar, csp, directory, feed, following, seal, search
from goodword.portal.around import Around
from goodword.portal.engine import LOST
from goodword.portal.filters import filters
from goodword.portal.found import Found
from goodword.portal.links import IDS, Links, base, file_of, stated
from goodword.portal.me import files as me
from goodword.portal.ordered import ordered
from goodword.portal.own import SHELLS, own_pages, resolver
from goodword.portal.page import Desk, Page, Reader, Step
from goodword.portal.pages import DESK, EARLY, LATER, PAGES
from goodword.portal.pages.news import FEED
from goodword.portal.pieces import WHOLE, in_pieces, pieces
from goodword.portal.rows import rows, tabs_of
from goodword.portal.shell import Shell
from goodword.rendering.prose import page_of, plain
from goodword.rendering.templates import Templates
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from goodword.audience.view import View
    from goodword.portal.engine import Shells
    from goodword.portal.own import OwnPage
    from goodword.portal.page import Tab
    from goodword.portal.shell import Head

    Known = tuple[dict[tuple[str, str], str], dict[str, set[str]], set[str]]

MOST_USED = ("missions", "rewards", "feedback", "people", "events", "how")
"""Pages to which the page for addresses that lead nowhere leads."""


class Filling:
    """The pages of one language.

    Args:
        view: what the audience may have.
        shells: the built shells of the language.
        languages: all languages of the portal, the default first.
        site: the built-in site.
        own: the program's pages and templates, by path in its site/.
        head: what every page has at its top.
        agenda: what is due, for staff, or what gives it where it is being worked out elsewhere;
            another audience's pages do not get it.
        mine: members' own pages, which are sealed; None where there is no secret for them.
    """

    def __init__(
        self,
        view: View,
        shells: Shells,
        languages: Sequence[str],
        site: Path,
        *,
        own: Mapping[str, bytes] | None = None,
        head: Head | None = None,
        agenda: Desk | Callable[[], Desk] | None = None,
        mine: me.OwnPages | None = None,
    ) -> None:
        self.filled = 0
        desk = agenda if agenda is not None and view.staff is not None else Desk()
        self._awaited = None if isinstance(desk, Desk) else desk
        desk = desk if isinstance(desk, Desk) else Desk(ahead=True)
        self.dear = view.staff is not None and not desk.ahead  # the lines of everyone's points
        self.language = shells.language
        self.scripts = csp.hashes(shells.pages.values())
        self._shells = shells
        self._languages = languages
        self._texts = Texts(shells.language, isolates=True)
        self._view = view = ordered(view, self._texts)
        self._reader = Reader(self._texts, plain, desk)
        self._links = Links()
        self._own = own_pages(own or {}, languages, shells.language)
        self._mine = mine
        changed = {
            path.removeprefix("templates/"): data.decode(errors="replace")
            for path, data in (own or {}).items()
            if path.startswith("templates/")
        }
        called = {tag: Texts(tag).own_name() for tag in languages}
        self._around = Around(self._render, called, shells.language, changed)
        self._templates = Templates(
            site / "templates",
            changed,
            names={
                "t": self._texts,
                "view": view,
                "logo": head.logo if head else None,
                "own": self._own,
                "me": seal.FOLDER if mine else "",
                "rows": lambda table, title: rows(table, title, self._links.to),
                "desk": self._desk,
                "to": self._links.to,
                "asset": self._links.asset,
            },
            filters=filters(self._texts, self._links.to),
            language=shells.language,
        )
        self._policy = csp.policy(self.scripts)
        self._release = head.mark if head else Markup()
        self._fixed: dict[str, Shell] = {}
        self._desks: dict[tuple[str, str], Markup] = {}
        self._made: dict[str, Callable[[Mapping[str, Any]], Markup]] = {}
        self._found = Found()
        self._ids: dict[str, set[str]] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every page of the language with its path, then calendars and the search index.

        Raises:
            Failure: a page has no shell, or a link leads nowhere.
        """
        for page in self.pages() if self._awaited is None else self._desk_last():
            yield file_of(page.path), self.page(page)
        yield from self.last()
        yield from self.beside()

    def _desk_last(self) -> Iterator[Page]:
        """Every page: what shows something of the desk after all others, while it is worked out."""
        self._found.begin()
        # All begin before the first is filled: they say on which piece lies what others lead to.
        first, others = (self._cut(names) for names in (EARLY, LATER))
        yield from self._found.noted(first)
        at = len(self._found.entries)
        yield from self._found.noted(chain(others, map(self._written, self._own)))
        self.settle()
        yield from self._found.noted(self._cut(DESK), at)

    def settle(self) -> None:
        """Wait for the desk: from now on every page can be asked for."""
        if self._awaited is not None:
            self._reader = replace(self._reader, desk=self._awaited())
            self._awaited = None

    def last(self) -> Iterator[tuple[str, bytes]]:
        """Members' own pages, once every other was filled, here or elsewhere; then links are seen.

        Raises:
            Failure: a link leads nowhere.
        """
        yield from self.sealed()
        self._check()

    def made(self, page: Page) -> Iterator[tuple[str, bytes]]:
        """A page that may have to be made only now, filled, with its pieces where it is long."""
        for each in self.pieces(page) if page.whole else [page]:
            self._found.paths.add(each.path)
            yield file_of(each.path), self.page(each)

    @property
    def known(self) -> Known:
        """Where links of the pages filled so far lead, the ids of these, and their paths."""
        return self._links.wanted, self._ids, self._found.paths

    def learn(self, known: Known) -> None:
        """The same of pages that were filled elsewhere."""
        wanted, ids, paths = known
        self._links.wanted = wanted | self._links.wanted
        self._ids |= ids
        self._found.paths |= paths

    def pages(self, *, later: bool = False) -> Iterator[Page]:
        """Every page of the language, not filled yet.

        Args:
            later: give what is dear to make as it is; `pieces` makes it.

        Raises:
            Failure: two pages have one path.
        """
        self._found.begin()
        every = chain(self._cut(PAGES, later=later), map(self._written, self._own))
        return self._found.noted(every)

    def _cut(self, makers: Iterable[str], *, later: bool = False) -> Iterator[Page]:
        made = [PAGES[name](self._view, self._reader) for name in makers]
        return in_pieces(made, self._texts, self._links.lies, later=later)

    def pieces(self, page: Page) -> list[Page]:
        """A page that is made only now, in pieces where it is long."""
        return pieces(page, self._texts)

    def beside(self) -> Iterator[tuple[str, bytes]]:
        """What is made of the View and is no page, and the page for lost addresses."""
        yield from calendar.files(self._view, self._reader)
        yield from directory.files(self._view, self._reader)
        yield FEED, feed.feed(self._view, self._reader)
        yield from following.files(self._view, self._reader)
        yield search.PATH, search.index(self._shells.search, self._found.entries)
        lost = self.lost()
        if lost is not None:
            yield LOST, lost

    def sealed(self) -> Iterator[tuple[str, bytes]]:
        """Members' own pages: one that opens them, in no index, and what only a code opens."""
        mine, own = self._mine, self._shells.language
        if mine is None:
            return iter(())
        self._found.paths.add(seal.FOLDER)
        self.filled += 1
        shared = {"release": self._release, "others": self._around.others(seal.FOLDER)}

        def render(template: str, values: Mapping[str, object]) -> Markup:
            return self._render(seal.FOLDER, template, {**shared, **values})

        root = "" if own == self._languages[0] else f"{own}/"
        return me.files(mine, self._view, self._reader, root, render)

    def page(self, page: Page) -> bytes:
        """A page, filled.

        Raises:
            Failure: it has no shell, or a template cannot be filled.
        """
        values = {"title": page.title, "piece": WHOLE, **page.values}
        content = self._render(page.path, page.template, values)
        if values["piece"] is not WHOLE:
            content += self._render(page.path, "turn.html", values)
        if page.trail:
            # Links lead into lists and the first level; ids of all other pages would fill memory.
            leads = page.anchors or "/" not in page.path[:-1]
            self._ids[page.path] = set(IDS.findall(content)) if leads else set()
        return self._stamp(page, content)

    def _stamp(self, page: Page, content: Markup) -> bytes:
        self.filled += 1
        return self._shell(page).stamp(
            {
                "title": page.title,
                "description": page.description or self._view.program.name,
                "content": content,
                "breadcrumb": self._around.trail(page) if page.trail else Markup(),
                "languages": self._around.languages(page.path),
            }
        )

    def _written(self, own: OwnPage) -> Page:
        """A page of the program's own."""
        self._links.at(own.path)
        body = page_of(own.text, resolver(own, self._links.to))
        return Page(
            own.path,
            SHELLS[own.path.count("/")],
            "page.html",
            own.title,
            values={"body": body, "language": own.language},
            trail=(Step("", self._texts("page.home")),),
            language=own.language,
            search=plain(own.text),
        )

    def lost(self) -> bytes | None:
        """The page for addresses that lead nowhere, which may be shown at any depth.

        A host shows that of the root, or that of the folder of a language; each says where the
        start page of every language is, how to search, and where what most people look for stands.
        None where the shells have none.
        """
        if LOST not in self._shells.pages:
            return None
        _, root = stated(self._view.program.url)
        first, own = self._languages[0], self._shells.language
        starts = {tag: root if tag == first else f"{root}{tag}/" for tag in self._languages}
        tags = (own, *(tag for tag in self._languages if tag != own))
        parts = [{"tag": tag, "start": starts[tag], "t": Texts(tag)} for tag in tags]
        content = self._render("", "lost.html", {"languages": parts, "rooms": MOST_USED})
        values = {
            "base": starts[own],
            "policy": self._policy,
            "program": self._view.program.name,
            "content": content,
            "release": self._release,
        }
        return Shell(self._shells.pages[LOST]).stamp(values)

    def _shell(self, page: Page) -> Shell:
        """The page's shell, with all filled that is the same for each page of the kind."""
        if page.fills.count("/") != page.path.count("/"):
            raise Failure(f"{page.path} lies at another depth than its shell {page.fills}")
        found = self._fixed.get(page.fills)
        if found is None:
            source = self._shells.pages.get(page.fills)
            if source is None:
                raise Failure(
                    f"site/pages has no page {page.fills or 'index'}", f"{page.path} needs it"
                )
            shell = Shell(source)
            if page.template and "content" not in shell.slots:
                raise Failure(
                    f"site/pages/{page.fills} has no place for what it shows",
                    "write <!-- goodword:content --> on a line of its own",
                )
            # Once a kind and not once a page: thousands of people share these parts to the byte.
            found = self._fixed[page.fills] = shell.fix(
                {
                    "program": self._view.program.name,
                    "policy": self._policy,
                    "release": self._release,
                    "base": base(page.path),
                    "logo": self._render(page.path, "logo.html", {}),
                    "feed": feed.link(self._view, self._reader, base(page.path)),
                    "footer": self._render(page.path, "footer.html", {}),
                    "staff": self._render(page.path, "tab.html", {"fills": page.fills}),
                }
            )
        return found

    def _render(self, path: str, template: str, values: Mapping[str, object]) -> Markup:
        self._links.at(path)
        # Asking the sandbox for a template costs as much as filling a small one.
        made = self._made.get(template)
        if made is None:
            made = self._made[template] = self._templates.get(template)
        return made(values)

    def _desk(self, tabs: Sequence[Tab], here: str) -> Markup:
        """The row of staff's pages on a page: the same on thousands."""
        depth = self._links.depth
        made = self._desks.get((depth, here))
        if made is None:
            label = self._texts("page.staff")
            made = self._desks[depth, here] = tabs_of(tabs, here, label, self._links.to)
        return made

    def _check(self) -> None:
        if lost := list(self._links.broken(self._found.paths, self._ids)):
            where = " · ".join(f"{here or 'the start page'}: {link}" for here, link in lost[:6])
            raise Failure(f"{len(lost)} links of the portal lead nowhere", where)
