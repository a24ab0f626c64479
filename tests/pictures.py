"""Takes the pictures of the README and the documentation: `make pictures`.

They show the example program on the day for which it was written, in Chromium, each as one audience
gets it. Same files, fonts and browser: same picture.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.audience.gate import audience_view
from goodword.audience.permissions import permitted
from goodword.cli.own_pages import own_pages
from goodword.cli.showing import _desk
from goodword.load import load
from goodword.portal.build import Setting, build_portal
from goodword.portal.seal import checked, code_of, written
from goodword.resources import schemas_directory, site_directory
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import CHROMIUM, ROOT, find
from tests.hosting import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "docs" / "images"
DAY = date(2026, 11, 15)
"""For which the example was written."""
SECRET = checked("an invented secret, for pictures alone.")
MEMBER = "nuria-vidal"
"""Whose own page is opened."""


class Picture(NamedTuple):
    """One picture: its name, whose portal it shows, which page of it, and how it is looked at.

    `code` says whether the member's code opens the page first; `at` is what it is scrolled to.
    """

    name: str
    audience: str
    page: str
    scheme: str = "light"
    width: int = 1000
    height: int = 640
    at: str = ""
    code: bool = False


PICTURES = (
    Picture("portal", "members", "", width=1280, height=800),
    Picture("people-stranger", "public", "people/", height=760),
    Picture("people-member", "members", "people/", height=760),
    Picture("people-staff", "staff", "people/", height=760),
    Picture("missions-stranger", "public", "missions/"),
    Picture("missions-nda", "nda", "missions/ride-a-prototype/"),
    Picture("person-member", "members", "people/niamh-carrick/", height=760),
    Picture("person-staff", "staff", "people/niamh-carrick/", height=760),
    Picture("me-open", "members", "me/", height=760, code=True),
    Picture("me-about-dark", "members", "me/", "dark", height=760, at="#about", code=True),
    Picture("staff-agenda", "staff", "staff/"),
    Picture(
        "staff-objectives-dark",
        "staff",
        "staff/objectives/",
        "dark",
        at="section:has(figure.gw-chart)",
    ),
)


def build(audience: str, folder: Path, work: Path) -> None:
    """The example's portal of an audience; permissions are those of the day of the figures."""
    tree = DiskTree(ROOT)
    program = load(tree, Schemas.load(schemas_directory()), workers=1).program
    snapshot = Snapshot(program, DAY)
    view = audience_view(snapshot, audience, DAY, ())
    setting = Setting(work=work, site=site_directory())
    if view.staff:
        line = Locator(tree).spot
        desk = _desk(snapshot, permitted(snapshot, ()), view.staff, line)
        setting = replace(setting, agenda=desk)
    elif audience in {"members", "nda"}:
        setting = replace(setting, mine=own_pages(snapshot, DAY, (), SECRET))
    build_portal(view, folder, setting)


def take(picture: Picture, address: str, browser: Browser) -> bytes:
    """The picture as PNG."""
    options: dict[str, Any] = {"color_scheme": picture.scheme, "reduced_motion": "reduce"}
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="en-GB",
        timezone_id="UTC",
        **options,
    )
    try:
        page = context.new_page()
        code = f"#{written(code_of(SECRET, MEMBER, 1))}" if picture.code else ""
        page.goto(f"{address}{picture.page}index.html{code}", wait_until="networkidle")
        if picture.code:
            page.wait_for_selector("#gw-record h1")
        if picture.at:
            page.locator(picture.at).first.evaluate("each => each.scrollIntoView()")
        # A page may be focused by its own script: no ring in a picture.
        page.evaluate("document.activeElement && document.activeElement.blur()")
        return page.screenshot(animations="disabled")
    finally:
        context.close()


def main() -> None:
    """Take all of them."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    chromium, why = find("chromium")
    if chromium is None:
        raise SystemExit(why)
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        made = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        tools = stack.enter_context(sync_playwright())
        browser = tools.chromium.launch(executable_path=chromium, args=list(CHROMIUM))
        addresses = {}
        for audience in dict.fromkeys(picture.audience for picture in PICTURES):
            build(audience, made / audience, made / "work")
            addresses[audience] = stack.enter_context(served(made / audience))
        for picture in PICTURES:
            data = take(picture, addresses[picture.audience], browser)
            (FOLDER / f"{picture.name}.png").write_bytes(data)
            sys.stdout.write(f"docs/images/{picture.name}.png: {len(data):,} bytes\n")
        browser.close()


if __name__ == "__main__":
    main()
