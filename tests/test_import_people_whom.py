"""Who of a list is whom, in the cases that no honest list should have and every long one has."""

from __future__ import annotations

import pytest

from goodword.actions.import_people import CHANGED, CREATED, SAME, SKIPPED
from goodword.edits.naming import identifier
from goodword.intake.people.countries import region_of
from goodword.source.trees import DiskTree
from tests.list_of_people import COUNTRIES, Room, bring
from tests.test_import_people import PROGRAM

SINCE = "stage: candidate\nsince: 2026-01-01\n"
MAP = b"""\
columns: {name: name, region: region}
accounts: {github: {login: github, number: id}, forum: forum}
"""


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> DiskTree:
    return DiskTree(tmp_path_factory.mktemp("program"))


def room(below: DiskTree, **people: str) -> Room:
    files = {
        f"influencers/{who.replace('_', '-')}/profile.yml": text for who, text in people.items()
    }
    given = {path: f"{text}{SINCE}".encode() for path, text in files.items()}
    return Room(below, {"program/program.yml": PROGRAM.encode(), **given})


def what(there: Room, rows: list[dict[str, str]], map_: bytes = MAP) -> dict[str, tuple[str, str]]:
    """What becomes of whom, by name and region as the list has them; and the id or why."""
    imported, told = bring(there, rows, map_)
    assert told.found == []
    return {
        f"{each.name} {rows[int(each.entry.row) - 2].get('region', '')}".strip(): (
            each.what,
            each.why.partition(";")[0] if each.what == SKIPPED else each.id,
        )
        for each in imported.outcomes
    }


def test_a_login_counts_before_a_number(below: DiskTree) -> None:
    there = room(
        below,
        ana="name: Ana\naccounts:\n  github: {login: ana-old, id: 4711}\n",
        rui="name: Rui\naccounts:\n  github: ana-l\n",
    )
    rows = [{"name": "Ana", "github": "ana-l", "id": "4711"}]
    assert what(there, rows) == {"Ana": (SAME, "ana")}


def test_one_of_two_is_taken_for_the_one_that_is_there(below: DiskTree) -> None:
    there = room(below, ana="name: Ana\n")
    rows = [{"name": "Ana", "region": "PT"}, {"name": "Ana", "region": "BR"}]
    assert what(there, rows) == {
        "Ana PT": (SKIPPED, "may be ana"),
        "Ana BR": (SKIPPED, "may be ana"),
    }


def test_of_two_that_are_there_each_is_another(below: DiskTree) -> None:
    there = room(below, ana="name: Ana\nregion: PT\n", ana_2="name: Ana\nregion: BR\n")
    rows = [{"name": "Ana", "region": "BR"}, {"name": "Ana", "region": "PT"}]
    assert what(there, rows) == {"Ana BR": (SAME, "ana-2"), "Ana PT": (SAME, "ana")}
    assert what(there, [{"name": "Ana"}]) == {"Ana": (SKIPPED, "may be ana or ana-2")}


def test_a_name_that_was_changed_by_hand_makes_a_second_person(below: DiskTree) -> None:
    there = room(below, ana_lopes="name: Ana Costa\nregion: PT\n")
    assert what(there, [{"name": "Ana Lopes"}]) == {
        "Ana Lopes": (SKIPPED, "may be ana-lopes, whose name is Ana Costa")
    }
    # Another country says that it is somebody else; so does a person who is in the list too.
    assert what(there, [{"name": "Ana Lopes", "region": "BR"}]) == {
        "Ana Lopes BR": (CREATED, "ana-lopes-2")
    }
    rows = [{"name": "Ana Lopes"}, {"name": "Ana Costa"}]
    assert what(there, rows)["Ana Lopes"] == (CREATED, "ana-lopes-2")


def test_an_id_of_another_name_hides_somebody(below: DiskTree) -> None:
    there = room(below, ana_lopes="name: Aná Lopes\n")
    assert what(there, [{"name": "Ana Lopes"}]) == {"Ana Lopes": (CREATED, "ana-lopes-2")}


def test_two_rows_of_one_person_are_two(below: DiskTree) -> None:
    there = room(below, ana="name: Ana\naccounts:\n  github: ana\n  forum: anna\n")
    rows = [{"name": "Ana", "github": "ana"}, {"name": "Ana", "forum": "Anna", "region": "PT"}]
    imported, told = bring(there, rows, MAP)
    assert told.found == []
    assert [(each.what, each.id, each.fields) for each in imported.outcomes] == [
        (CHANGED, "ana", ("region",))
    ]


def test_accounts_of_two_people_are_one_s(below: DiskTree) -> None:
    there = room(
        below,
        ana="name: Ana\naccounts:\n  github: ana\n",
        rui="name: Rui\naccounts:\n  forum: rui\n",
    )
    rows = [{"name": "Ana", "github": "ana", "forum": "rui"}]
    assert what(there, rows) == {"Ana": (SKIPPED, "is ana and rui by account")}


def test_an_id_of_the_map_is_given_to_somebody_else(below: DiskTree) -> None:
    rows = [{"name": "Juwo"}, {"name": "Jürgen"}]
    found = what(room(below), rows, MAP + b"people: {ids: {Juergen: x, J\xc3\xbcrgen: juwo}}\n")
    assert found == {"Juwo": (CREATED, "juwo-2"), "Jürgen": (CREATED, "juwo")}


def test_two_names_of_one_person_are_a_problem_though_the_map_says_so(below: DiskTree) -> None:
    map_ = MAP + b"people: {ids: {Ana Lopes: ana, Ana L.: ana}}\n"
    rows = [{"name": "Ana Lopes"}, {"name": "Ana L.", "region": "PT"}]
    imported, told = bring(room(below), rows, map_)
    assert told.found == []
    assert [(each.what, each.id) for each in imported.outcomes] == [(CREATED, "ana")]


def test_the_same_row_twice_is_two_people(below: DiskTree) -> None:
    rows = [{"name": "Ana", "region": "PT"}] * 3
    assert what(room(below), rows) == {"Ana PT": (CREATED, "ana")}


def test_what_becomes_of_people_is_told_in_another_order_than_the_list_s(below: DiskTree) -> None:
    rows = [{"name": name} for name in ("Zoe", "Ana", "Maya", "Bea")]
    imported, _ = bring(
        room(below), rows, MAP + b"people: {left_out: [{person: ana, because: bot}]}\n"
    )
    assert [each.name for each in imported.outcomes] == ["Zoe", "Ana", "Maya", "Bea"]


REGIONS = [
    ("PT", "PT"),
    ("NA", "NA"),
    ("DE-BE", "DE-BE"),
    ("UK", "GB"),
    ("UK-ENG", "GB-ENG"),
    ("Portugal", "PT"),
    ("PORTUGAL ", "PT"),
    ("Porto, Portugal", "PT"),
    ("Georgia", "GE"),
    ("Atlanta, Georgia", None),
    ("San Francisco, CA", None),
    ("Berlin, DE", None),
    ("The Netherlands", "NL"),
    ("Korea, Republic of", "KR"),
    ("Bosnia and Herzegovina", "BA"),
    ("Bosnia & Herzegovina", "BA"),
    ("Cote d'Ivoire", "CI"),
    ("Türkiye", "TR"),
    ("Turkey", "TR"),
    ("USA", "US"),
    ("Scotland", "GB"),
    ("Myanmar (Burma)", "MM"),
    ("European Union", None),
    ("pt", None),
    ("XX", None),
    ("Earth", None),
]


@pytest.mark.parametrize(("text", "region"), REGIONS)
def test_a_country_is_another(text: str, region: str | None) -> None:
    assert region_of(text.strip(), COUNTRIES, identifier) == region
