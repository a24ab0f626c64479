"""What each row of an export becomes, and the exact words for each one that becomes nothing."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest

from goodword.intake.history.leaderboard import Event, Person
from tests.import_rows import names, read


def test_a_row_is_another_event_or_person() -> None:
    zone = timezone(timedelta(hours=2))
    history, problems = read(
        "who,what,when,link,points,name,number,event,extra",
        "Ana,Post,2026-01-31T23:30:00Z,https://e.org/1,7,Ana Lopes,12,e1,x",
        "ben,Talk,2026-01-05,https://e.org/2,3,,,e2,",
        "ana,Post,2026-01-30,,5,Ana L.,,e3,",
        "Gone,Post,2026-01-30,,5,,,e4,",
        "gone,Post,x,,5,,,e4,",
        by=names(
            *("evidence", "points", "name", "number", "event"),
            ids={"Ana": "ana", "ana": "ana", "Zoe": "zoe"},
            left_out={"gone": "left"},
            staff={"Tom": "tom"},
        ),
        zone=zone,
    )
    assert problems == []
    assert history.events == (
        Event(2, "ana", "post", date(2026, 2, 1), "23:30:00", "https://e.org/1", 7, "e1"),
        Event(3, "ben", "talk", date(2026, 1, 5), None, "https://e.org/2", 3, "e2"),
        Event(4, "ana", "post", date(2026, 1, 30), None, None, 5, "e3"),
    )
    assert history.people == {
        "ana": Person("ana", "Ana", "Ana Lopes", date(2026, 1, 30), 4, "12"),
        "ben": Person("ben", "ben", "ben", date(2026, 1, 5), 3, None),
    }
    assert (history.left_out, history.timed, history.again) == ({"gone": 2}, 1, 0)
    assert (history.unused, history.respelled, history.absent) == (("extra",), (), ("Tom", "Zoe"))


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (["A,2026-01-02,1", "a,2026-01-02,2"], ("a", "a", 2, "2")),
        (["A,2026-01-02,1", "a,2026-01-01,2"], ("A", "A", 3, "1")),
        (["A,2026-01-02,1", "a,2026-01-03,"], ("a", "a", 2, "1")),
        (["A,2026-01-02,", "a,2026-01-01,2"], ("A", "A", 3, "2")),
        (["A,2026-01-02 10:00,1", "a,2026-01-02 09:00,2"], ("A", "A", 2, "1")),
        (["A,2026-01-02 10:00,1", "a,2026-01-02,2"], ("a", "a", 2, "2")),
        (["A,2026-01-03,1", "a,2026-01-01,2", "A,2026-01-02,3"], ("A", "A", 3, "1")),
    ],
)
def test_a_person_is_not_called_as_in_their_newest_row(
    rows: list[str], kept: tuple[str, str, int, str]
) -> None:
    by = names("number", ids={"A": "a", "a": "a"})
    history, problems = read("who,when,number,what", *(f"{row},Post" for row in rows), by=by)
    found = history.people["a"]
    assert problems == []
    assert (found.handle, found.name, found.line, found.number) == kept


def test_an_account_that_was_renamed_is_two_people_without_a_word() -> None:
    rows = ("new,2026-01-03,7,Post", "Old,2026-01-02,7,Post", "eve,2026-01-02,8,Post")
    heads = "who,when,number,what"
    hint = (
        "where the account was renamed, give both handles one id in the map, under people.ids:"
        " {new: new, Old: new}"
    )
    said = (3, '"Old" has the number 7 of "new", line 2', hint)
    assert read(heads, *rows, by=names("number"))[1] == [said]
    assert read(heads, *rows[1:], by=names("number"))[1] == []
    history, problems = read(heads, *rows, by=names("number", ids={"new": "new", "Old": "new"}))
    assert problems == []
    assert (sorted(history.people), history.people["new"].handle) == (["eve", "new"], "new")


def test_a_row_that_says_the_same_again_is_counted_otherwise() -> None:
    rows = [
        "ana,Post,2026-01-02,https://e.org/a",
        "ana,Post,2026-01-02,https://E.org/a/",
        "ana,Post,2026-01-02,https://e.org/a",
        "ana,Post,2026-01-03,https://e.org/a",
        "ana,Post,2026-01-02,",
        "ana,Post,2026-01-02,",
    ]
    history, problems = read("who,what,when,link", *rows, by=names("evidence"))
    assert ([each.line for each in history.events], history.again) == ([2, 4, 5, 6, 7], 1)
    assert problems == []
    rows = [
        *("ana,Post,2026-01-02,e1", "ana,Post,2026-01-02,e1", "ana,Post,2026-01-02,e2"),
        "ben,Post,2026-01-02,e1",
    ]
    history, problems = read("who,what,when,event", *rows, by=names("event"))
    assert ([each.line for each in history.events], history.again) == ([2, 4], 2)
    hint = "leave out the row that is not true, or give each event a name of its own"
    message = 'the event "e1" stands twice, first on line 2, and not alike'
    assert problems == [(5, message, hint)]


def test_an_event_whose_link_was_mended_is_two() -> None:
    rows = ["ana,Post,2026-01-02,e1,https://e.org/a", "ana,Post,2026-01-02,e1,https://e.org/b"]
    by = names("event", "evidence")
    history, problems = read("who,what,when,event,link", *rows, by=by)
    assert [each.url for each in history.events] == ["https://e.org/a"]
    assert (history.again, problems) == (1, [])
    later = [rows[0], "ana,Post,2026-01-03,e1,https://e.org/a"]
    assert len(read("who,what,when,event,link", *later, by=by)[1]) == 1


NO_ID = (
    (
        'the handle "%s" can be no id: lower-case letters, digits and single hyphens between'
        " them, at most 40"
    ),
    (
        "give the person an id in the map, under people.ids, or say under people.replace what"
        ' stands for a character: {"_": "-"}'
    ),
)
MOMENT = "is no day or moment, expected 2026-08-03 or 2026-08-03T10:00:00Z"
OK = "ana,Post,2026-01-02,,5,Ana,1,e1"


@pytest.mark.parametrize(
    ("row", "message", "hint"),
    [
        (OK, "", ""),
        (f"{'a' * 40},Post,2026-01-02,,5,Ana,1,e1", "", ""),
        (f"{'a' * 41},Post,2026-01-02,,5,Ana,1,e1", NO_ID[0] % ("a" * 41), NO_ID[1]),
        ("a_b,Post,2026-01-02,,5,Ana,1,e1", NO_ID[0] % "a_b", NO_ID[1]),
        (
            "ana,Pots,2026-01-02,,5,Ana,1,e1",
            'the map has no mission for the type "Pots", did you mean "Post"?',
            "add it to missions",
        ),
        ("ana,Post,soon,,5,Ana,1,e1", f'"soon" {MOMENT}', ""),
        (
            "ana,Post,1/2/2026,,5,Ana,1,e1",
            '"1/2/2026" can be two days',
            "add to the map `dates: day-first` or `dates: month-first`",
        ),
        (
            "ana,Post,13/2/2026,,5,Ana,1,e1",
            '"13/2/2026" has its day first and its year last',
            "add to the map `dates: day-first`",
        ),
        (
            "ana,Post,2/13/2026,,5,Ana,1,e1",
            '"2/13/2026" has its month first and its year last',
            "add to the map `dates: month-first`",
        ),
        ("ana,Post,2025-12-31,,5,Ana,1,e1", 'the map gives no points for "Post" on 2025-12-31', ""),
        (
            "ana,Post,2026-01-02,,6,Ana,1,e1",
            '6 points for "Post", the map gives 5',
            "mend the map, or give the day of the change",
        ),
        ("ana,Post,2026-01-02,,x,Ana,1,e1", 'points: "x" is no whole number of points', ""),
        (
            "ana,Post,2026-01-02,,-1,Ana,1,e1",
            'points: "-1" is negative, which points never are',
            "",
        ),
        (
            "ana,Post,2026-01-02,,4.000,Ana,1,e1",
            'points: "4.000" is no whole number of points',
            "say in the map what stands before a fraction: `decimal: point` or `comma`",
        ),
        (
            "ana,Talk,2026-01-02,,5,Ana,1,e1",
            'no link, but the map asks for evidence of "Talk"',
            "leave evidence.at_least out, or make it 0",
        ),
        ("ana,Talk,2026-01-02,https://e.org,3,Ana,1,e1", "", ""),
        ("ana,Talk,2026-01-02,https://e.org,9,Ana,1,e1", "", ""),
        (
            "ana,Talk,2026-01-02,https://e.org,2,Ana,1,e1",
            '2 points for "Talk", the map gives 3 to 9',
            "mend the map, if those were given",
        ),
        (
            "ana,Talk,2026-01-02,https://e.org,10,Ana,1,e1",
            '10 points for "Talk", the map gives 3 to 9',
            "mend the map, if those were given",
        ),
        (f"ana,Post,2026-01-02,,5,{'n' * 120},1,e1", "", ""),
        (f"ana,Post,2026-01-02,,5,{'n' * 121},1,e1", "the name has more than 120 characters", ""),
        ("ana,Post,2026-01-02,,5,=A,1,e1", 'the name "=A" begins with =, as formulas do', ""),
        (f"ana,Post,2026-01-02,,5,Ana,{'1' * 24},e1", "", ""),
        ("ana,Post,2026-01-02,,5,Ana,01,e1", 'number: "01" is no number of an account', ""),
        ("ana,Post,2026-01-02,,5,Ana,,e1", "", ""),
        ("ana,Post,2026-01-02,,5,Ana,1,", "the cell event is empty", ""),
        (f"ana,Post,2026-01-02,,5,Ana,1,{'e' * 200}", "", ""),
        (
            f"ana,Post,2026-01-02,,5,Ana,1,{'e' * 201}",
            "the cell event has more than 200 characters",
            "",
        ),
        (f"ana,Post,2026-01-02,https://e.org/{'p' * 1_986},5,Ana,1,e1", "", ""),
        (
            f"ana,Post,2026-01-02,https://e.org/{'p' * 1_987},5,Ana,1,e1",
            "link: the link has more than 2000 characters",
            "",
        ),
    ],
)
def test_a_wrong_cell_is_told_in_other_words(row: str, message: str, hint: str) -> None:
    by = names("evidence", "points", "name", "number", "event")
    history, problems = read("who,what,when,link,points,name,number,event", row, by=by)
    assert problems == ([(2, message, hint)] if message else [])
    assert len(history.events) == (not message)
    assert len(history.people) == (not message)


def test_a_handle_is_refused_twice_or_for_another_reason() -> None:
    rows = ["a_b,Post,2026-01-02", "a_b,Post,2026-01-02", "A-b,Post,2026-01-02"]
    rows += ["Ana,Post,2026-01-02", "ana,Post,2026-01-02", "ana,Post,2026-01-03"]
    history, problems = read("who,what,when", *rows, by=names())
    both = "give each an id in the map, under people.ids; the same one for one person"
    assert problems == [
        (2, NO_ID[0] % "a_b", NO_ID[1]),
        (6, 'the handles "ana" and "Ana" (line 5) both become ana', both),
    ]
    assert history.respelled == ("A-b", "Ana")
    one = names(ids={"Ana": "ana"})
    assert read("who,what,when", *rows[3:5], by=one)[1][0][0] == 3


def test_a_column_of_the_map_that_is_not_there_is_told_otherwise() -> None:
    history, problems = read("who,waht,when", "ana,Post,2026-01-02", by=names("evidence"))
    assert problems == [
        (1, 'there is no column "what", which the map names for type, did you mean "waht"?', ""),
        (1, 'there is no column "link", which the map names for evidence', ""),
    ]
    assert (history.events, history.absent) == ((), ())
