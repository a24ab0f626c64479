"""Makes the portal of one audience: shells, then every page of every language, then the swap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.portal import colours, csp, engine, logo
from goodword.portal.fill import Filling
from goodword.portal.halves import fill_all
from goodword.portal.shell import Head
from goodword.portal.start_here import PATH as START
from goodword.portal.start_here import start_here
from goodword.portal.write import Output
from goodword.probe.samples import RELEASE, release, skeleton
from goodword.texts import known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from goodword.audience.view import View
    from goodword.portal.halves import Aside
    from goodword.portal.me.files import OwnPages
    from goodword.portal.page import Desk

SITEMAP = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>\n'
)
"""Empty: the theme asks for one, and a private portal is nobody's to crawl."""
ROBOTS = b"User-agent: *\nDisallow: /\n"
BRAND = "assets/brand.css"
"""The program's colours: for pages without the theme; the others have them in their one sheet."""
MANY = 2_000
"""From so many people and items on a copy of the process is worth making."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a portal is made with.

    Args:
        work: where shells are kept between runs; may be deleted at any time.
        site: the built-in pages, templates and theme.
        own: the program's pages and templates, by path in its site/.
        epoch: seconds, the time that the build states (the commit's date).
        logo: bytes of the file that the program names as its logo.
        agenda: what is due, or what gives it where it is being worked out elsewhere; only staff's
            portal shows it.
        mine: members' own pages, sealed; None where there is no secret for them.
        release: a nonce by which the site is known; empty for none.
        aside: makes a copy of this process, which fills half of many pages; None for no copy.
    """

    work: Path
    site: Path
    own: Mapping[str, bytes] = field(default_factory=dict)
    epoch: int = 0
    logo: bytes | None = None
    agenda: Desk | Callable[[], Desk] | None = None
    mine: OwnPages | None = None
    release: str = ""
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """What was built: pages and files of all languages, the others as the View has them."""

    pages: int
    files: int
    languages: tuple[str, ...]
    people: int
    missions: int
    items: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What a portal is put together from.

    Args:
        languages: tags, the default first.
        fillings: what fills the pages of each language, by its root: empty, or `es/`.
        fixed: every file that needs no filling, by path.
        policy: the content-security policy of all pages, as a header's value.
    """

    languages: tuple[str, ...]
    fillings: Mapping[str, Filling]
    fixed: Mapping[str, bytes]
    policy: str


def parts_of(view: View, setting: Setting) -> Parts:
    """Everything of a portal but its filled pages; shells are built where they are not at hand.

    Args:
        view: what the audience may have; nothing else of the program is used.
        setting: what it is made with.

    Raises:
        Failure: the shells do not build, or the logo is none.
    """
    languages = known(view.program.languages)
    image = _image(view) if setting.logo else None
    extra = {
        BRAND: colours.style_sheet(view.program.colours),
        "sitemap.xml": SITEMAP,
    }
    if image and setting.logo and view.program.logo:
        extra[image] = logo.clean(view.program.logo, setting.logo)
    fillings: dict[str, Filling] = {}
    fixed: dict[str, bytes] = {}
    for each in engine.build(setting.site, setting.work, languages, setting.epoch):
        root = "" if each.language == languages[0] else f"{each.language}/"
        fillings[root] = Filling(
            view,
            each,
            languages,
            setting.site,
            own=setting.own,
            head=Head(image, setting.release),
            agenda=setting.agenda,
            mine=setting.mine,
        )
        sheet = {engine.STYLE: each.assets[engine.STYLE] + extra[BRAND]}
        fixed |= {root + path: data for path, data in (dict(each.assets) | extra | sheet).items()}
    scripts = {script for each in fillings.values() for script in each.scripts}
    fixed["_headers"] = csp.header_file(scripts).encode()
    fixed["robots.txt"] = ROBOTS
    if setting.release:
        fixed[RELEASE] = release(setting.release)
    fixed[START] = start_here(languages, view.audience)
    return Parts(languages, fillings, fixed, csp.policy(scripts))


def build_portal(
    view: View,
    destination: Path,
    setting: Setting,
    progress: Callable[[str, int], None] | None = None,
) -> PortalSummary:
    """Build the portal and put it in the place of the one before.

    Args:
        view: what the audience may have; nothing else of the program is used.
        destination: the portal's folder; the one before is replaced when this one is whole.
        setting: what it is made with.
        progress: told a phase (`shells` or a language) and how many pages it has made.

    Raises:
        Failure: the shells do not build, a link leads nowhere, or it cannot be written.
    """
    tell = progress or (lambda _phase, _done: None)
    tell("shells", 0)
    parts = parts_of(view, setting)
    with Output(destination) as output:
        many = len(view.people) + len(view.items) >= MANY
        pages = fill_all(parts.fillings, output, tell, setting.aside if many else None)
        for path, data in parts.fixed.items():
            output.file(path, data)
        output.finish()
    return PortalSummary(
        pages=pages,
        files=output.files,
        languages=parts.languages,
        people=len(view.people),
        missions=len(view.missions),
        items=len(view.items),
    )


def build_skeleton(destination: Path, nonce: str) -> int:
    """Build what stands where a portal will, and holds nothing but a nonce; how many files.

    Args:
        destination: the folder; a portal or skeleton that is there is replaced.
        nonce: by which whatever is shown of it is known.

    Raises:
        Failure: it cannot be written.
    """
    with Output(destination) as output:
        for path, data in skeleton(nonce):
            output.file(path, data)
        output.finish()
    return output.files - 1  # less the mark, which no host is sent


def _image(view: View) -> str | None:
    """Where the logo goes, by the ending of its name in the repository."""
    if not view.program.logo:
        return None
    return f"assets/logo.{view.program.logo.rpartition('.')[2].lower()}"
