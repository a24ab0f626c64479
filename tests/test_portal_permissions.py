"""What is not for an audience yet, or no more, tells nothing of itself by anything else."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.own import record
from goodword.audience.permissions import Newer
from goodword.cli import main
from goodword.cli.later import later_states
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.snapshot import Snapshot
from tests.portal_site import pages
from tests.relation_program import claim, decided, item, mission, person, program, touch

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.audience.view import View

DAY = date(2026, 6, 30)
ITEM = "2026-03-02-slow"
OUT = [{"date": "2025-01-01", "stage": "member"}, {"date": "2026-06-01", "stage": "opted-out"}]
OPEN = {"from": "2025-01-01", "version": "1", "recognition": "public", "points": "public"}


WITHDRAWN = {**OPEN, "from": "2026-06-01", "recognition": "staff"}


def delivered(on: str, public: str, **more: Any) -> dict[str, Any]:
    said = {"say": {"public": "Twice as fast."}, **more}
    return {
        "step": "delivered",
        "date": on,
        "by": "jon",
        "what": "Export",
        "scope": "full",
        "public": public,
        **said,
    }


STARTED = (
    {"step": "triaged", "date": "2026-03-03", "by": "jon", "owner": "jon", "severity": "minor"},
    decided("2026-03-05", "planned"),
    {"step": "delivering", "date": "2026-03-20", "by": "jon"},
)
EMBARGOED = delivered("2026-04-01", "2027-03-01")


def seen(files: dict[str, Any], audience: str, day: date = DAY) -> View:
    return audience_view(Snapshot(program(files, started="2025-01-01"), day), audience, day)


def items(*steps: dict[str, Any], told: bool = False) -> dict[str, Any]:
    files = person("ana", consent=[OPEN]) | item(ITEM, "ana", steps=(*STARTED, *steps))
    files[f"program/feedback/{ITEM}.yml"]["confidentiality"] = "public"
    if told:
        files |= touch(
            *("ana", "answer", "2026-04-02"),
            refs=[ITEM],
            step="told",
            milestone="delivered",
            by="maya",
            channel="mail",
            ref="<1@x>",
        )
    return files


@pytest.mark.parametrize("audience", ["public", "members"])
@pytest.mark.parametrize(
    "more",
    [
        (EMBARGOED,),
        (EMBARGOED, {"step": "reopened", "date": "2026-04-20", "by": "jon", "cause": "not-fixed"}),
        (
            EMBARGOED,
            {"step": "void", "date": "2026-04-20", "by": "jon", "of": 4, "reason": "wrong item"},
            delivered("2026-04-21", "2027-03-01"),
        ),
    ],
)
@pytest.mark.parametrize("told", [False, True])
def test_an_embargoed_delivery_changes_what_an_audience_gets(
    audience: str, more: tuple[dict[str, Any], ...], *, told: bool
) -> None:
    """State, clock, days, counts and charts of the item are those without the delivery."""
    without, with_ = seen(items(), audience), seen(items(*more, told=told), audience)
    assert with_.items == without.items
    assert with_.loops == without.loops
    assert with_.news == without.news
    assert with_ == without
    assert without.items[0].state == "open-delivering"


@pytest.mark.parametrize(("audience", "day"), [("nda", DAY), ("members", date(2027, 3, 1))])
def test_a_delivery_stays_unknown_to_who_may_know_it(audience: str, day: date) -> None:
    (shown,) = seen(items(EMBARGOED, told=True), audience, day).items
    assert shown.state == "closed-delivered"
    assert shown.delivered == date(2026, 4, 1)


def test_an_own_record_tells_of_an_embargoed_delivery() -> None:
    def own(*steps: dict[str, Any], told: bool = False) -> Any:
        on = Snapshot(program(items(*steps, told=told), started="2025-01-01"), DAY)
        return record(on, "ana").items[0]

    assert own(EMBARGOED) == own()
    heard = own(EMBARGOED, told=True)
    assert heard.delivered == date(2026, 4, 1)
    assert not heard.clocks


def missions_of(*audiences: str) -> dict[str, Any]:
    files = person("ana", consent=[OPEN]) | person("ben", consent=[OPEN])
    for name, audience in zip(("guide", "secret"), audiences, strict=True):
        files |= mission(name, audience=audience)
        for who, day in (("ana", "2026-06-01"), ("ben", "2026-06-02")):
            made = claim(who, day, "2026-06-05")
            ((path, data),) = made.items()
            data["decision"]["points"] = 100 if (name, who) == ("secret", "ana") else 10
            files |= {path.replace("guide", name): data}
    return files


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_points_of_a_mission_that_is_not_shown_count_before_an_audience(audience: str) -> None:
    view = seen(missions_of("public", "staff"), audience)
    assert [(p.standing, p.standing_cycle, len(p.claims)) for p in view.people] == [(10, 10, 1)] * 2
    assert [(p.rank, p.points) for p in view.leaderboard.cycle] == [(1, 10), (1, 10)]
    staff = seen(missions_of("public", "staff"), "staff")
    assert [p.standing for p in staff.people] == [110, 20]


def decided_claims(*people: str) -> dict[str, Any]:
    files = mission(audience="public")
    for index, who in enumerate(people):
        files |= person(who) | claim(who, f"2026-06-{index + 1:02}", "2026-06-20")
    return files


def test_a_review_time_is_of_fewer_than_five_people() -> None:
    few = seen(decided_claims("ana", "ben", "ana", "ben", "ana", "ben"), "members")
    many = seen(decided_claims("ana", "ben", "cleo", "dan", "eva"), "members")
    assert (few.figures.review_days, few.missions[0].review_days) == (None, None)
    assert (many.figures.review_days, many.missions[0].review_days) == (17, 17)


@pytest.mark.parametrize(
    ("named", "hidden", "shown", "few"),
    [
        (2, 0, None, False),
        (2, 2, None, False),
        (3, 1, None, False),
        (0, 4, None, True),
        (6, 2, None, False),
        (6, 5, 10, False),
        (0, 5, 5, False),
    ],
)
def test_members_without_a_name_can_be_counted(
    named: int, hidden: int, shown: int | None, *, few: bool
) -> None:
    files: dict[str, Any] = {}
    for index in range(named):
        files |= person(f"n{index}", consent=[OPEN])
    for index in range(hidden):
        files |= person(f"h{index}")
    figures = seen(files, "members").figures
    assert (figures.members, figures.few) == (shown, few)
    assert seen(files, "staff").figures.members == named + hidden


@pytest.mark.parametrize(("narrow", "shown"), [(0, None), (2, None), (5, 10), (7, 10)])
def test_members_without_a_name_can_be_counted_by_those_who_see_more(
    narrow: int, shown: int | None
) -> None:
    """On the public home: six or seven have no name there, and a few none for members either."""
    files: dict[str, Any] = {}
    for index in range(5):
        files |= person(f"p{index}", consent=[OPEN])
    for index in range(7):
        level = "staff" if index < narrow else "members"
        files |= person(f"m{index}", consent=[{**OPEN, "recognition": level}])
    assert seen(files, "public").figures.members == shown
    assert seen(files, "members").figures.members == shown


@pytest.mark.parametrize(("open_", "closed"), [(5, 0), (5, 9), (4, 9)])
def test_who_came_is_counted_outside_staff(open_: int, closed: int) -> None:
    """One who agrees to be named today, and a figure that is one more: then they came."""
    files: dict[str, Any] = {}
    for index in range(open_):
        files |= person(f"p{index}", consent=[OPEN])
    for index in range(closed):
        files |= person(f"m{index}")
    files["program/events/2026-05-01-evening.yml"] = {
        "title": "Evening",
        "starts": "2026-05-01",
        "format": "online",
        "audience": "public",
        "attended": [path.split("/")[1] for path in files],
    }
    for audience in ("public", "members", "nda"):
        assert seen(files, audience).events[0].attended is None
    assert seen(files, "staff").events[0].attended == open_ + closed


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_a_tier_tells_of_points_of_a_mission_that_is_not_shown(audience: str) -> None:
    ladder = {
        "program/tiers.yml": {
            "versions": [
                {
                    "from": "2025-01-01",
                    "tiers": [
                        {"id": "friend", "name": "Friend", "standing_at_least": 0},
                        {"id": "star", "name": "Star", "standing_at_least": 50},
                    ],
                }
            ]
        }
    }
    with_ = seen(missions_of("public", "staff") | ladder, audience)
    files = missions_of("public", "staff") | ladder
    without = seen({p: d for p, d in files.items() if "/secret/claims/" not in p}, audience)
    assert with_ == without
    assert {each.tier for each in with_.people} == {"friend"}
    staff = seen(files, "staff")
    assert [each.tier for each in staff.people] == ["star", "friend"]


@pytest.mark.parametrize("audience", ["public", "members", "nda"])
def test_the_people_of_an_item_can_be_counted_from_its_steps(audience: str) -> None:
    joined = {"step": "joined", "date": "2026-03-10", "by": "maya", "from": ["ben"]}
    left = {"step": "withdrawn", "date": "2026-03-12", "by": "maya", "from": ["ben"]}
    files = items(joined, left) | person("ben")
    files[f"program/feedback/{ITEM}.yml"]["confidentiality"] = "public"
    (shown,) = seen(files, audience).items
    assert [step.step for step in shown.steps] == ["received", "triaged", "decided", "delivering"]
    (staff,) = seen(files, "staff").items
    assert len(staff.steps) == 6


def test_a_community_that_is_only_watched_is_named_outside_staff() -> None:
    watched = {"name": "Loud forum", "where": "web", "stance": "monitor"}
    files = person("ana", consent=[OPEN], communities=["loud"])
    files |= {"program/communities/loud.yml": watched}
    for audience in ("public", "members", "nda"):
        view = seen(files, audience)
        assert view.people[0].communities == ()
        assert view.communities == ()
    assert seen(files, "staff").people[0].communities == ("Loud forum",)


def later(files: dict[str, Any], *, follows: bool = True) -> list[Newer]:
    return [Newer(program(files, started="2025-01-01"), follows)]


@pytest.mark.parametrize(
    ("now", "follows", "there"),
    [
        (person("ana", consent=[OPEN]), True, True),
        (person("ana", consent=[OPEN, WITHDRAWN]), True, False),
        (person("ana", consent=[{**OPEN, "recognition": "members"}]), True, False),
        (person("ana", history=OUT, consent=[OPEN]), True, False),
        ({}, True, False),
        ({}, False, True),
        (person("ana", consent=[OPEN]) | person("ben", consent=[OPEN]), True, True),
    ],
)
def test_a_look_back_forgets_what_was_withdrawn_since(
    now: dict[str, Any], *, follows: bool, there: bool
) -> None:
    old = Snapshot(program(person("ana", consent=[OPEN]), started="2025-01-01"), date(2026, 5, 1))
    view = audience_view(old, "public", DAY, newer=later(now, follows=follows))
    assert [each.id for each in view.people] == (["ana"] if there else [])


@pytest.mark.parametrize("follows", [True, False])
def test_a_look_back_shows_what_was_made_confidential_since(*, follows: bool) -> None:
    def files(audience: str, **more: Any) -> dict[str, Any]:
        said = {"helped": "Others found it.", "audience": audience, "by": "maya"}
        event = {"title": "Day", "starts": "2026-04-01", "format": "online", "audience": audience}
        made = items() | mission(audience=audience) | touch("ana", "thanks", "2026-04-02", **said)
        made |= {"program/events/2026-04-01-day.yml": event | more}
        made[f"program/feedback/{ITEM}.yml"]["confidentiality"] = audience
        return made

    old = Snapshot(program(files("public"), started="2025-01-01"), date(2026, 5, 1))
    whole = audience_view(old, "public", DAY, newer=later(files("public"), follows=follows))
    assert [len(x) for x in (whole.missions, whole.items, whole.events)] == [1, 1, 1]
    assert len(whole.people[0].thanks) == 1
    less = audience_view(old, "public", DAY, newer=later(files("members"), follows=follows))
    assert [len(x) for x in (less.missions, less.items, less.events)] == [0, 0, 0]
    assert len(less.people[0].thanks) == 0
    event_nda = audience_view(old, "public", DAY, newer=later(files("public", nda=True)))
    assert event_nda.events == ()


def states(revision: str | None, root: Path | None = None) -> list[Newer]:
    return later_states(Session(root or find_root(None), revision))


def test_the_portal_of_a_revision_names_who_has_withdrawn_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "name: Club\ntimezone: UTC\nlanguages: [en]\nstarted: 2026-01-01\n"
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(head + "staff: [{id: maya, name: Maya}]\n")
    text = (
        "name: {name} Shown\nstage: member\nsince: '2026-01-01'\n"
        "consent: [{{from: '2026-01-01', version: '1', recognition: public}}]\n"
    )
    for who in ("ana", "ben", "cleo"):
        (tmp_path / f"influencers/{who}").mkdir(parents=True)
        (tmp_path / f"influencers/{who}/profile.yml").write_text(text.format(name=who.title()))
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@e.org"]
    for command in (["init", "-q", "-b", "master"], ["add", "-A"], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True)
    ben = tmp_path / "influencers/ben/profile.yml"
    ben.write_text(ben.read_text().replace("public", "staff"))
    subprocess.run([*git, "commit", "-qam", "two"], check=True)
    cleo = tmp_path / "influencers/cleo/profile.yml"
    cleo.write_text(cleo.read_text().replace("public", "staff"))
    monkeypatch.chdir(tmp_path)
    assert main(["portal", "--audience", "public", "--rev", "HEAD~1"]) == 0
    page = pages(tmp_path / ".goodword/portal/public")["people/"]
    assert [name for name in ("Ana", "Ben", "Cleo") if f"{name} Shown" in page] == ["Ana"]
    assert [e.program.influencers["ben"].consent[0].recognition for e in states("HEAD~1")] == [
        "staff",
        "staff",
    ]
    assert states("HEAD", tmp_path)[0].program.influencers["cleo"].consent[0].recognition == "staff"
    assert states(None) == []
    # The first commit checked out by itself: its branch goes on, and Ben has withdrawn there.
    subprocess.run([*git, "checkout", "-q", "--force", "--detach", "HEAD~1"], check=True)
    assert [e.program.influencers["ben"].consent[0].recognition for e in states(None)] == ["staff"]
    subprocess.run([*git, "checkout", "-q", "--detach", "master"], check=True)
    assert states(None) == []
    # A branch that left before: it knows of Ben once the remote's default branch is fetched.
    subprocess.run([*git, "checkout", "-q", "-b", "side", "HEAD~1"], check=True)
    assert states(None) == []
    default = "refs/remotes/origin/main"
    subprocess.run([*git, "update-ref", default, "master"], check=True)
    subprocess.run([*git, "symbolic-ref", "refs/remotes/origin/HEAD", default], check=True)
    assert [e.program.influencers["ben"].consent[0].recognition for e in states(None)] == ["staff"]
    subprocess.run([*git, "checkout", "-q", "master"], check=True)
    assert states(None) == []


def test_a_public_page_says_that_there_is_nothing_where_it_is_not_public(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(
        "name: Club\ntimezone: UTC\nlanguages: [en, es, nl, pt]\nstarted: 2026-01-01\n"
        "staff: [{id: maya, name: Maya}]\n"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["portal", "--audience", "public"]) == 0
    made = pages(tmp_path / ".goodword/portal/public")
    for path, page in made.items():
        assert "There are no missions yet" not in page, path
    assert "Nothing of this is public" in made["missions/"]
    assert "Nada de esto es público" in made["es/missions/"]


def test_members_are_not_told_that_there_is_nothing_where_something_is_kept_from_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "program/feedback").mkdir(parents=True)
    (tmp_path / "influencers/ana").mkdir(parents=True)
    (tmp_path / "program/program.yml").write_text(
        "name: Club\ntimezone: UTC\nlanguages: [en, es, nl, pt]\nstarted: 2026-01-01\n"
        "staff: [{id: maya, name: Maya}]\n"
    )
    (tmp_path / "influencers/ana/profile.yml").write_text(
        "name: Ana\nstage: member\nsince: '2026-01-01'\n"
    )
    (tmp_path / "program/feedback/2026-01-05-slow.yml").write_text(
        "title: Slow\nsteps:\n"
        "- {step: received, date: '2026-01-05', from: [ana], channel: call, summary: S.}\n"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["portal", "--audience", "members", "--as-of", "2026-01-10"]) == 0
    made = pages(tmp_path / ".goodword/portal/members")
    assert "Nothing has been told yet" not in made["feedback/"]
    assert "There is nothing to show here yet" in made["feedback/"]
    assert "Aún no hay nada que mostrar" in made["es/feedback/"]
    for page in ("missions/", "rewards/", "communities/", ""):
        assert "There is nothing to show here yet" in made[page], page
        assert "There are no" not in made[page], page
    assert main(["portal", "--audience", "staff", "--as-of", "2026-01-10"]) == 0
    assert ">Slow<" in pages(tmp_path / ".goodword/portal/staff")["feedback/"]
