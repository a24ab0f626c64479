"""A person's record is whole: every value of theirs is in it, and no value that is another's.

In the program of `filled_world` every key of every kind is filled and marked; what a schema gains
tomorrow is looked for here by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli.session import Session
from goodword.diagnostics import Place
from goodword.formats import json, markdown
from goodword.model.plain import day
from goodword.reports.kept_values import kept_values
from goodword.reports.record import record_report
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from tests.filled import APART, NUMBERS
from tests.filled_days import AS_OF
from tests.filled_world import filled
from tests.leak_search import MARK
from tests.relation_program import claim, example, item, mission, person, snapshot, touch

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.snapshot import Snapshot
    from tests.filled import Marked
    from tests.filled_world import World

KEPT_BACK = {
    *("profile: portal_key", "profile: referred_by", "profile: relations.*.kind"),
    *("audit: brand.*.by", "audit: brand.*.department", "claim: evidence.*.witness"),
    *(f"audit: brand.*.said.*.{each}" for each in ("question", "choice", "text")),
    *(
        f"claim: {where}decision.{key}"
        for where in ("", "appeal.", "reversals.*.appeal.", "quantity_later.*.")
        for key in ("capped_by.key", "judged.within.*", "judged.eligibility.segments.*")
    ),
    *("redemption: judged.within.*", "redemption: judged.segments.*"),
}
"""What no record has of a person's own files: other people, and what staff think of the person.

The keys of `capped_by` are ids of people. Segments are staff's: they may ask for a stance.
"""
ALIKE = (("public",) * 3, ("members", "public", "public"), ("hidden",), ("left",))


@pytest.fixture(scope="module")
def world() -> World:
    return filled(Schemas.load(schemas_directory()).documents)


@pytest.fixture(scope="module")
def made(world: World, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("record")
    world.write(folder)
    return Session(folder, None, day(AS_OF)).sound()


def numbers(text: str) -> set[int]:
    """The marks in a text, those of figures too."""
    found = {int(mark) for mark in MARK.findall(text.encode())}
    words = (word for word in text.replace('"', " ").replace(",", " ").split() if word.isdigit())
    return found | {(int(word) - NUMBERS) // APART for word in words if int(word) >= NUMBERS}


def of_person(mark: Marked, who: str) -> bool:
    """Whether a mark is in a file of the person's own, or in a claim in which they have a part."""
    if mark.kind == "claim":
        return who in (mark.document["influencer"], *mark.document["with"])
    own = f"influencers/{who}/", f"/{who}.yml"
    return mark.path.startswith(own[0]) or (mark.kind == "audit" and mark.path.endswith(own[1]))


@pytest.mark.parametrize("levels", ALIKE, ids="-".join)
def test_a_value_of_a_person_is_not_in_their_record(
    levels: tuple[str, ...], world: World, made: Snapshot
) -> None:
    who = world.people[levels]
    report = record_report(made, who)
    for text in (json.report(report), markdown.report(report)):
        found = numbers(text)
        lost = {
            f"{mark.kind}: {mark.field}"
            for number, mark in world.marks.items()
            if of_person(mark, who) and number not in found
        }
        assert lost <= KEPT_BACK


THEIRS_ALONE = ("profile", "touchpoint", "redemption", "audit", "claim")


@pytest.mark.parametrize("levels", ALIKE, ids="-".join)
def test_a_value_of_somebody_else_is_in_a_record(
    levels: tuple[str, ...], world: World, made: Snapshot
) -> None:
    who = world.people[levels]
    report = record_report(made, who)
    for text in (json.report(report), markdown.report(report)):
        others = {
            f"{mark.kind}: {mark.field}"
            for number in numbers(text) & world.marks.keys()
            if (mark := world.marks[number]).kind in THEIRS_ALONE and not of_person(mark, who)
        }
        assert others == set()
        assert not [each for each in world.people.values() if each != who and each in text]


def kept(files: dict[str, Any], on: str = "2026-06-30", who: str = "ana") -> dict[Any, Any]:
    """What is kept, by file and pointer; in place of what is kept back, the reason."""
    found = kept_values(snapshot(files, on), who)
    return {
        (each.file, "/".join(map(str, each.place.pointer))): each.kept_from or each.value
        for each in found
    }


PEOPLE = {**person("ana"), **person("ben"), **mission()}
ITEM = "program/feedback/2026-04-01-slow.yml"


def told_by(*people: str) -> dict[str, Any]:
    files = item("2026-04-01-slow", *people)
    files[ITEM]["steps"][0] |= {"verbatim": "It is slow.", "channel": "mail"}
    return {**PEOPLE, **files}


def test_what_a_person_said_alone_is_theirs_and_what_several_said_is_not() -> None:
    assert kept(told_by("ana"))[ITEM, "steps/0/verbatim"] == "It is slow."
    both = kept(told_by("ana", "ben"))
    assert both[ITEM, "steps/0/verbatim"] == "several people said it together"
    assert both[ITEM, "steps/0/date"].isoformat() == "2026-04-01"
    assert "about another person" in both.values()
    assert not [file for file, _ in kept(told_by("ben")) if file == ITEM]


def test_a_claim_together_says_what_each_got_to_each_alone() -> None:
    shares = {"ana": 3, "ben": 4}
    taken = {"date": "2026-04-01", "by": "jon", "reason_code": "brand-error", "shares": shares}
    more = {"with": ["ana"], "reversals": [taken], "helped": "A newcomer"}
    found = kept({**PEOPLE, **claim("ben", "2026-03-04", "2026-03-05", **more)})
    (file,) = {file for file, _ in found if "claims" in file}
    assert not file.endswith(".yml")  # its name is ben's
    assert found[file, "reversals/0/shares/ana"] == 3
    assert (file, "reversals/0/shares/ben") not in found
    assert (found[file, "helped"], found[file, "influencer"]) == (
        "A newcomer",
        "about another person",
    )
    early = kept({**PEOPLE, **claim("ben", "2026-03-04", "2026-03-05", **more)}, "2026-03-31")
    assert not [way for _, way in early if way.startswith("reversals")]


def test_a_note_of_staff_about_a_person_is_theirs_to_know() -> None:
    history = [{"date": "2025-02-01", "stage": "member", "reason": "Knows everybody"}]
    files = {
        **person("ana", history=history, stance="critical", reachable=False),
        **touch("ana", "contact", "2026-03-03", summary="Was cross"),
    }
    found = kept(files)
    profile = "influencers/ana/profile.yml"
    assert found[profile, "history/0/reason"] == "Knows everybody"
    assert "Was cross" in found.values()
    assert found[profile, "stance"] == found[profile, "reachable"] == "what staff think"


def test_what_is_kept_back_says_whether_it_is_there() -> None:
    def back(**more: Any) -> list[Any]:
        value = record_report(snapshot(person("ana", **more)), "ana").value["kept"]
        return [each for each in value if "kept_from" in each]

    full = back(stance="critical", relations=[{"staff": "jon", "kind": "friend"}])
    assert full == back()
    assert {each["value"] for each in full} == {each["line"] for each in full} == {None}


@pytest.mark.parametrize(
    ("consent", "stage", "seen"),
    [
        ({"recognition": "public"}, "member", "public"),
        ({"recognition": "members"}, "member", "members"),
        ({"recognition": "nobody"}, "member", "staff"),
        ({"recognition": "public"}, "left", "staff"),
    ],
)
def test_others_are_said_to_read_what_they_may_not(
    consent: dict[str, str], stage: str, seen: str
) -> None:
    history = [{"date": "2025-02-01", "stage": stage}]
    given = [{"from": "2025-02-01", "version": "1", **consent}]
    more = {"bio": "Maps.", "history": history, "consent": given, "region": "PT"}
    found = kept_values(snapshot(person("ana", **more)), "ana")
    by = {each.place.pointer[0]: each.seen_by for each in found}
    assert (by["bio"], by["region"], by["name"]) == (seen, seen, seen)
    assert by["history"] == by["consent"] == "staff"


def test_a_pointer_is_none() -> None:
    files = person("ana", accounts={"a/b~c": "ana"})
    value = record_report(snapshot(files), "ana").value["kept"]
    (account,) = (each for each in value if each["value"] == "ana" and "login" in each["pointer"])
    assert account["pointer"] == "/accounts/a~1b~0c/login"
    assert isinstance(account["line"], Place)


def test_what_shared_files_say_of_a_person_is_not_theirs() -> None:
    heard = [
        {"from": each, "date": "2026-04-02", "summary": f"{each} says"} for each in ("ana", "ben")
    ]
    base = {"title": "Leak", "kind": "security", "severity": "high"}
    incident, event = "program/incidents/2026-04-01-leak.yml", "program/events/2026-04-03-talk.yml"
    alert = {"ids": ["ben", "ana"], "topics": ["maps"]}
    proof = [{"witness": "ana"}, {"witness": "ben"}]
    files = {
        **PEOPLE,
        incident: {**base, "alert": alert, "heard": heard},
        event: {"title": "Talk", "invited": ["ben", "ana"], "notes": "Bring a map"},
        "program/communities/forum.yml": {"name": "Forum", "movers": ["ana"], "members": ["ben"]},
        **claim("ben", "2026-03-04", "2026-03-05", evidence=proof, summary="Mine"),
    }
    found = kept(files)
    shared = {(file, way): value for (file, way), value in found.items() if "/ana/" not in file}
    said = {str(value) for value in shared.values()}
    assert said == {"ana", "2026-04-02", "ana says"}
    assert {(incident, "alert/ids/1"), (incident, "heard/0/summary"), (event, "invited/1")} < {
        *shared
    }
    assert [way for file, way in shared if "claims" in file] == ["evidence/0/witness"]
    early = kept(files, "2026-04-01")
    assert not [way for _, way in early if way.startswith("heard")]


def test_a_reference_to_anothers_record_names_them() -> None:
    def refs(path: str) -> Any:
        found = kept({**PEOPLE, **touch("ana", "thanks", "2026-04-01", refs=[path])})
        return next(value for (_, way), value in found.items() if way == "refs/0")

    assert refs("missions/good/claims/2026-03-04-ben.2.yml") == "about another person"
    assert refs("influencers/ben/touchpoints/2026-03-04-thanks.yml") == "about another person"
    own = "missions/good/claims/2026-03-04-ana.yml"
    assert refs(own) == own
    assert refs("2026-03-04-bent-frame") == "2026-03-04-bent-frame"


def test_a_statement_has_lines_of_others() -> None:
    found, _ = example()
    values = kept_values(found, "owen-farrow")
    lines = [each for each in values if each.file.startswith("program/statements/")]
    assert lines
    assert {each.place.pointer[1] for each in lines} == {"influencer", "lot"}
    for each in lines:
        text = found.program.statements[each.file[-11:-4]].decode().splitlines()
        cells = text[int(each.place.pointer[0]) - 1].split(",")
        assert (cells[0], cells[1]) == (each.place.pointer[1], "owen-farrow")
        assert cells[2:] == list(each.value.values())
