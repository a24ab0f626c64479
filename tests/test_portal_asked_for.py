"""A portal that is read file by file holds what one that is built whole does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.diagnostics import Failure
from goodword.portal.asked_for import AskedFor
from goodword.portal.build import Setting, parts_of
from goodword.portal.write import MARK
from tests.own_page_program import own_pages
from tests.portal_site import SITE, build, tree, work
from tests.sample_crowd import crowd_desk
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path


def asked_for(**changed: Any) -> AskedFor:
    given = {"work": work(), "site": SITE, **changed}
    return AskedFor(parts_of(sample(languages=("en", "es")), Setting(**given)))


def test_a_file_that_is_asked_for_differs_from_the_one_that_is_built(tmp_path: Path) -> None:
    mine = own_pages()
    build(sample(languages=("en", "es")), tmp_path / "site", mine=mine)
    wanted = tree(tmp_path / "site")
    del wanted[MARK]
    site = asked_for(mine=mine)
    for _ in range(2):
        for path, data in reversed(wanted.items()):
            assert site.read(path) == data, path


def test_a_long_account_that_is_asked_for_differs_from_the_one_that_is_built(
    tmp_path: Path,
) -> None:
    view, desk = sample("staff"), replace(agenda(), lines=crowd_desk().lines)
    build(view, tmp_path / "site", agenda=desk)
    whole = tree(tmp_path / "site")
    further = [path for path in whole if "staff/points/ana/page_" in path]
    assert len(further) > 1
    site = AskedFor(parts_of(view, Setting(work=work(), site=SITE, agenda=desk)))
    near = [path for path in whole if path.startswith(("staff/points/", "search/"))]
    for path in (*reversed(further), *near):
        assert site.read(path) == whole[path], path
    for path in ("staff/points/ana/page_99/index.html", "staff/points/none/page_2/index.html"):
        assert site.read(path) is None


@pytest.mark.parametrize(
    "path",
    ["", "none", "people/", "people", "es", "es/", "es/es/index.html", "../index.html", MARK],
)
def test_what_is_no_file_of_the_portal_is_read(path: str) -> None:
    assert asked_for().read(path) is None


def test_a_page_that_is_asked_for_is_filled_though_its_template_is_broken() -> None:
    site = asked_for(own={"templates/how.html": b"{{ nothing }}"})
    assert site.read("index.html")
    with pytest.raises(Failure, match="nothing"):
        site.read("how/index.html")
