"""An address that leads nowhere helps: at any depth, below a folder, in its language, in dark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from goodword.portal.fill import MOST_USED
from tests.hosting import hosted
from tests.portal_site import build
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.parametrize("below", ["", "club/"])
@pytest.mark.parametrize("scripts", [True, False])
def test_who_is_lost_stays_lost(
    below: str, *, scripts: bool, browser: Browser, tmp_path: Path
) -> None:
    view = sample(languages=("en", "es"))
    program = replace(view.program, url=f"https://example.org/{below}")
    site = tmp_path / below / "site" if not below else tmp_path / "site" / below.strip("/")
    build(replace(view, program=program), site)
    with hosted(tmp_path / "site", site / "404.html") as address:
        page = browser.new_page(java_script_enabled=scripts, color_scheme="dark")
        for path, first in (("no/such/page/", "en"), ("es/no/such/", "es")):
            page.goto(address + below + path)
            languages = page.locator("section").evaluate_all("all => all.map((s) => s.lang)")
            assert set(languages) == {"en", "es"}
            assert languages[0] == (first if scripts else "en")
            lines = page.locator(".gw-lost__languages li:visible")
            assert lines.count() == (0 if scripts else 2)
            if not scripts:
                seen = lines.evaluate_all("all => all.map((li) => [li.lang, li.offsetTop])")
                assert [tag for tag, _ in seen] == ["en", "es"]
                assert max(top for _, top in seen) < 400
            ways = page.locator("a").evaluate_all("all => all.map((a) => a.href)")
            assert len(ways) == 2 * (2 + len(MOST_USED)) + 2
            for way in ways:
                assert page.request.get(way).ok, way
        if scripts:
            assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
            page.locator("section").first.locator("a[href*='q=']").click()
            page.locator(".md-search__input:focus").wait_for()
        page.close()
