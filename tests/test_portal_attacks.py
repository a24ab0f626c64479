"""Somebody who has the files of a portal, and looks for what its pages do not say.

The whole builds are searched for marks in `test_leak_builds`; here is what order, names, numbers
and neighbours could tell.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.portal.me.files import OwnPages
from goodword.portal.seal import code_of, name_of
from goodword.snapshot import Snapshot
from tests.own_page_program import SECRET
from tests.portal_site import build, tree
from tests.relation_program import claim, item, mission, person, program, touch

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.audience.view import View

DAY = date(2026, 6, 30)
OPEN = {"from": "2025-01-01", "version": "1", "recognition": "public", "points": "public"}
SHUT = {**OPEN, "recognition": "staff", "points": "staff"}
ITEM = "2026-03-02-slow"
OUTSIDE = ("public", "members", "nda")


def seen(files: dict[str, Any], audience: str = "members", day: date = DAY) -> View:
    return audience_view(Snapshot(program(files, started="2025-01-01"), day), audience, day)


def built(view: View, folder: Path, **more: Any) -> dict[str, bytes]:
    build(view, folder, **more)
    return tree(folder)


def three(middle: dict[str, Any]) -> dict[str, Any]:
    """Two people who are shown, and one between them by name, by id and by points."""
    files = mission(audience="public") | person("aba", consent=[OPEN])
    files |= person("mmm", consent=[middle]) | person("zoe", consent=[OPEN])
    for who, points in (("aba", 30), ("mmm", 20), ("zoe", 10)):
        made = claim(who, "2026-06-02", "2026-06-05")
        next(iter(made.values()))["decision"]["points"] = points
        files |= made
    return files


def test_a_gap_tells_of_one_between_two_who_are_shown(tmp_path: Path) -> None:
    """Neighbours, places, counts, pages, the index and links are those of a program without."""
    without = {path: each for path, each in three(SHUT).items() if "mmm" not in path}
    for name, audience in enumerate(OUTSIDE):
        views = [seen(each, audience) for each in (three(SHUT), without)]
        one, other = (
            built(replace(view, figures=views[0].figures), tmp_path / f"{name}{place}")
            for place, view in enumerate(views)
        )
        assert one == other
    ranks = [(each.rank, each.who.id) for each in seen(three(SHUT)).leaderboard.cycle]
    assert ranks == [(1, "aba"), (2, "zoe")]
    assert len(seen(three(OPEN)).leaderboard.cycle) == 3


def test_ids_of_the_hidden_are_in_addresses_anchors_or_labels(tmp_path: Path) -> None:
    files = three(SHUT) | item(ITEM, "mmm") | touch("mmm", "thanks", "2026-06-03", helped="All.")
    files[f"program/feedback/{ITEM}.yml"]["confidentiality"] = "public"
    files["program/events/2026-05-01-day.yml"] = {
        "title": "Day",
        "starts": "2026-05-01",
        "format": "online",
        "audience": "public",
        "hosts": ["mmm", "maya"],
        "invited": ["mmm"],
        "attended": ["mmm", "aba"],
    }
    files["program/communities/maps.yml"] = {
        "name": "Maps",
        "where": "online",
        "members": ["mmm"],
        "movers": ["mmm"],
    }
    for audience in OUTSIDE:
        made = built(seen(files, audience), tmp_path / audience)
        found = [path for path, data in made.items() if b"mmm" in data.lower() or "mmm" in path]
        assert found == []
    assert b"aba" in built(seen(files), tmp_path / "again")["people/index.html"]


def test_a_claim_names_who_else_had_a_part_in_it(tmp_path: Path) -> None:
    """Neither by name nor by id nor by how many; a link that shows them all is not shown."""
    files = mission(audience="public") | person("aba", consent=[OPEN])
    files |= person("mmm", consent=[SHUT])
    made = claim("aba", "2026-06-02", "2026-06-05", **{"with": ["mmm"]})
    next(iter(made.values()))["decision"]["shares"] = {"aba": 5, "mmm": 5}
    view = seen(files | made)
    (shown,) = view.people[0].claims
    assert (shown.points, shown.links) == (5, ())
    assert all(b"mmm" not in data for data in built(view, tmp_path / "site").values())


@pytest.mark.parametrize("audience", OUTSIDE)
def test_who_raised_an_item_or_how_many_can_be_read(audience: str) -> None:
    """The same page for one person, for five, and whoever they are."""

    def page(*who: str) -> Any:
        files = item(ITEM, *who)
        for each in who:
            files |= person(each, consent=[OPEN])
        files[f"program/feedback/{ITEM}.yml"]["confidentiality"] = "public"
        return seen(files, audience).items

    assert page("ana") == page("ben") == page("ana", "ben") == page("a", "b", "c", "d", "e")
    assert page(*"abcdef") == page(*"abcdefghi")
    assert page(*"abcdef")[0].people == 5


@pytest.mark.parametrize("audience", OUTSIDE)
def test_what_an_event_can_hold_or_who_came_is_told(audience: str) -> None:
    def events(**more: Any) -> Any:
        files = {path: each for n in "abcdefg" for path, each in person(n, consent=[OPEN]).items()}
        event = {"title": "Day", "starts": "2026-05-01", "format": "online", "audience": "public"}
        files["program/events/2026-05-01-day.yml"] = event | more
        return seen(files, audience).events

    assert events() == events(capacity=7, invited=list("abc"), attended=list("abcdefg"))


def test_order_follows_figures_that_are_hidden() -> None:
    """Of equal points whoever had them first stands first: by claims that are shown alone."""
    files = mission(audience="public") | mission("secret", audience="staff")
    for who in ("aba", "zoe"):
        files |= person(who, consent=[OPEN]) | claim(who, "2026-06-02", "2026-06-05")
    hidden = claim("aba", "2026-06-20", "2026-06-25")
    moved = {path.replace("guide", "secret"): each for path, each in hidden.items()}
    for audience in OUTSIDE:
        assert seen(files | moved, audience) == replace(
            seen(files, audience), missions=seen(files | moved, audience).missions
        )


def own(files: dict[str, Any], folder: Path) -> dict[str, bytes]:
    """A portal with everybody's own pages."""
    snapshot = Snapshot(program(files, started="2025-01-01"), DAY)
    pages = OwnPages(SECRET, mine(snapshot, DAY))
    return built(audience_view(snapshot, "members", DAY), folder, mine=pages)


def test_the_number_or_names_of_sealed_files_tell_who_has_a_page(tmp_path: Path) -> None:
    few = own(three(SHUT), tmp_path / "few")
    more = own(three(SHUT) | person("new", consent=[OPEN]), tmp_path / "more")
    sealed = [[path for path in each if path.endswith(".bin")] for each in (few, more)]
    assert len(sealed[0]) == len(sealed[1]) == 16
    assert all(re.fullmatch(r"me/[0-9a-f]{32}\.bin", path) for path in sealed[0] + sealed[1])
    assert {len(few[path]) for path in sealed[0]} == {len(more[path]) for path in sealed[1]}
    # Another link and another person look the same: one name for another, and all contents new.
    other = own(three({**SHUT, "from": "2025-01-02"}), tmp_path / "other")
    turned = dict(three(SHUT))
    turned["influencers/mmm/profile.yml"] = {**turned["influencers/mmm/profile.yml"]}
    turned["influencers/mmm/profile.yml"]["portal_key"] = 2
    again = own(turned, tmp_path / "again")
    changes = [
        (len(few.keys() - each.keys()), len(each.keys() - few.keys())) for each in (again, more)
    ]
    assert changes[0] == (1, 1)
    assert changes[1][0] >= 1
    assert list(other) == list(few)
    assert f"me/{name_of(code_of(SECRET, 'mmm', 1))}" not in again


def test_the_index_or_the_directory_knows_more_than_the_pages(tmp_path: Path) -> None:
    made = built(seen(three(SHUT) | item(ITEM, "mmm")), tmp_path / "site")
    index = json.loads(made["search/search_index.json"])
    addresses = {each["location"].partition("#")[0] for each in index["docs"]}
    pages = {path.removesuffix("index.html") for path in made if path.endswith("index.html")}
    assert {each.removesuffix("index.html") for each in addresses} <= pages
    assert not any("mmm" in json.dumps(each).casefold() for each in index["docs"])
    # Maker's marks, times and caches: nothing but what is published lies beside the pages.
    hidden = [path for path in made if any(part.startswith(".") for part in path.split("/"))]
    assert hidden == [".goodword-portal"]


def test_the_file_of_a_logo_is_named_after_the_program_file(tmp_path: Path) -> None:
    view = seen(three(SHUT))
    named = replace(view, program=replace(view.program, logo="brand/for-mmm-and-friends.svg"))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><!-- mmm --><title>mmm</title></svg>'
    made = built(named, tmp_path / "site", logo=svg)
    assert "assets/logo.svg" in made
    assert [path for path, data in made.items() if "mmm" in path or b"for-mmm" in data] == []
    assert b"<!--" not in made["assets/logo.svg"]
