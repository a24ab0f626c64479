"""Names stand as a reader's language lists them: judged by the browser's own collation."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

from goodword.audience import view as v
from goodword.portal.ordered import ordered
from goodword.texts import LANGUAGES, Texts
from goodword.texts.ordering import order
from tests.sample_view import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PIECES = (
    *("ana", "Ana", "ANA", "Ána", "Àna", "Äna", "ána", "Anna", "Anaïs", "Añez", "Anez", "Anz"),
    *("nandu", "ñandú", "Ñandú", "nzz", "nube", "oca", "Øyvind", "Oyvind", "Łukasz", "Lukasz"),
    *("Émile", "Emile", "emilé", "São", "Sao", "são", "Sául", "Conceição", "Conceicao", "Coneja"),
    *("IJsbrand", "Ijsbrand", "ijs", "Ĳsbrand", "Ilse", "Izaak", "Iks", "Yvonne", "Straße"),
    *("Strasse", "Strassen", "O'Brien", "Obrien", "O-Brien", "O Brien", "R&D", "Rd", "C++", "C#"),
    *("team 9", "team 10", "team 010", "Team 2", "team-2", "team.2", "team", "3d", "30", "4", "é4"),
    *("avo", "avó", "avô", "avos", "Škoda", "Skoda", "Müller", "Muller", "Mueller", "_x", "(y)"),
)
COMPARED = "([language, names]) => names.sort(new Intl.Collator(language, {numeric: true}).compare)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_stand_otherwise_than_the_browser_has_them(language: str, browser: Browser) -> None:
    names = [*PIECES, *(f"{one} {other}" for one, other in product(PIECES[::3], PIECES[1::5]))]
    # To the browser forms of one number and of one letter are equal: each is taken once.
    kept = {order(name, language): name for name in names}
    page = browser.new_page()
    try:
        theirs = page.evaluate(COMPARED, [language, sorted(kept.values())])
    finally:
        page.close()
    assert sorted(kept.values(), key=lambda name: order(name, language)) == theirs


def test_composed_and_decomposed_letters_stand_apart() -> None:
    assert order("Jose\u0301")[:2] == order("José")[:2]
    assert order("Jose") < order("José") < order("Josef")


def test_order_is_not_that_of_a_sort_by_code_points() -> None:
    names = ["Zoe", "Ángela", "bo", "Ana"]
    assert sorted(names, key=order) == ["Ana", "Ángela", "bo", "Zoe"] != sorted(names)


def test_thousands_of_names_take_no_time() -> None:
    order.cache_clear()
    for n in range(4_000):
        order(f"Ñá {n}", "es")
        order(f"Ñá {n}", "es")
    assert order.cache_info().misses == 4_000


@pytest.mark.parametrize(("language", "names"), [("es", "nz Ñu"), ("en", "Ñu nz")])
def test_a_list_of_names_is_not_in_the_readers_order(language: str, names: str) -> None:
    texts, view = Texts(language), sample("staff")
    two = (v.Who("a", "Ñu", page=True), v.Who("b", "nz", page=True))
    assert view.staff is not None
    made = ordered(
        replace(
            view,
            people=tuple(replace(view.people[0], id=each.id, name=each.name) for each in two),
            communities=tuple(
                v.CommunityView(each.id, {"en": each.name or ""}, "online", people=two)
                for each in two
            ),
            rewards=tuple(
                v.RewardView(each.id, {"en": each.name or ""}, None, "access", 1) for each in two
            ),
            items=(replace(view.items[0], originators=two),),
            leaderboard=v.LeaderboardView(
                tuple(v.LeaderboardPlace(1, each, 5) for each in two),
                tuple(v.LeaderboardPlace(1, each, 5) for each in two),
                tuple(v.LeaderboardPlace(1, each, 5) for each in two),
            ),
            loops=v.LoopsView(
                departments=tuple(v.LoopRate({"en": each.name or ""}, 1, 1) for each in two)
            ),
            staff=replace(
                view.staff,
                accounts=two,
                register=tuple(replace(view.staff.register[0], who=each) for each in two),
            ),
        ),
        texts,
    )
    assert made.staff is not None
    board = made.leaderboard
    found = {
        "people": [each.name for each in made.people],
        "communities": [each.name["en"] for each in made.communities],
        "who is there": [each.name for each in made.communities[0].people],
        "rewards": [each.name["en"] for each in made.rewards],
        "who raised it": [each.name for each in made.items[0].originators],
        "departments": [each.label["en"] for each in made.loops.departments],
        "cycle": [each.who.name for each in board.cycle],
        "improved": [each.who.name for each in board.improved],
        "newcomers": [each.who.name for each in board.newcomers],
        "accounts": [each.name for each in made.staff.accounts],
        "register": [each.who.name for each in made.staff.register],
    }
    assert found == dict.fromkeys(found, names.split())
