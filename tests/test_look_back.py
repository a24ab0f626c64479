"""A portal of an earlier day, or of an earlier state of the files, before somebody who looks for
what has been taken back since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.audience.permissions import Newer
from goodword.snapshot import Snapshot
from tests.relation_program import claim, decided, item, mission, person, program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.audience.view import View

THEN, NOW = date(2026, 5, 1), date(2026, 6, 30)
ITEM = "2026-03-02-slow"
OPEN = {"from": "2025-01-01", "version": "1", "recognition": "public", "points": "public"}
OPEN |= {"contact": "public"}
OUTSIDE = ("public", "members", "nda")


def of(files: dict[str, Any]) -> Any:
    return program(files, started="2025-01-01")


def back(
    files: dict[str, Any], audience: str = "public", now: dict[str, Any] | None = None
) -> View:
    """The portal of a day before; of files before, where there are later ones."""
    newer = [] if now is None else [Newer(of(now), follows=True)]
    return audience_view(Snapshot(of(files), THEN), audience, NOW, newer)


def items(*steps: dict[str, Any], who: Sequence[str] = ("ana",)) -> dict[str, Any]:
    files = item(ITEM, *who, steps=(TRIAGED, *steps))
    files[f"program/feedback/{ITEM}.yml"]["confidentiality"] = "public"
    for each in who:
        files |= person(each, consent=[OPEN])
    return files


TRIAGED = {"step": "triaged", "date": "2026-03-03", "owner": "jon", "severity": "minor"}
TAKEN = {"step": "withdrawn", "date": "2026-06-01", "from": ["ana"]}
SAID = decided("2026-03-05", "planned", say={"public": "We will."})
VOID = {"step": "void", "date": "2026-06-01", "by": "jon", "of": 2, "reason": "another item"}


@pytest.mark.parametrize("audience", OUTSIDE)
def test_an_item_that_was_taken_back_since_is_shown(audience: str) -> None:
    both = items(who=("ana", "ben"))
    assert len(back(items(), audience).items) == 1
    assert back(items(TAKEN), audience).items == ()
    assert back(items(), audience, now=items(TAKEN)).items == ()
    assert len(back(items(TAKEN, who=("ana", "ben")), audience).items) == 1
    assert len(back(both, audience, now=items(TAKEN, who=("ana", "ben"))).items) == 1
    assert len(back(items(TAKEN), "staff").items) == 1


def test_an_item_that_was_taken_back_counts_in_a_look_back() -> None:
    assert back(items(TAKEN)).loops.received == 0
    assert back(items()).loops.received == 1


@pytest.mark.parametrize("now", [None, items(SAID, VOID)])
def test_what_was_said_by_a_step_made_void_since_is_shown(now: dict[str, Any] | None) -> None:
    then = items(SAID, VOID) if now is None else items(SAID)
    assert back(items(SAID)).items[0].say == {"en": "We will."}
    (shown,) = back(then, now=now).items
    assert shown.say is None
    assert shown.decided == date(2026, 3, 5)


def test_later_steps_change_the_figures_of_a_day_before() -> None:
    """What was entered since, for a day before or after, is not in a look back."""
    late = decided("2026-04-01", "declined", say={"public": "No."}, reason_code="too-costly")
    again = decided("2026-06-02", "declined", say={"public": "No."}, reason_code="too-costly")
    for more in (late, again):
        then, now = back(items(SAID)), back(items(SAID), now=items(SAID, more))
        assert now == then


def claims(**more: Any) -> dict[str, Any]:
    files = person("ana", consent=[OPEN]) | mission(audience="public")
    made = claim("ana", "2026-04-02", "2026-04-10")
    next(iter(made.values())).update(more)
    return files | made


TAKEN_BACK = {"date": "2026-06-01", "by": "maya", "shares": {"ana": 10}}
REVERSED = [{**TAKEN_BACK, "reason_code": "member-request"}]


def links(view: View) -> int:
    return sum(len(each.links) for each in view.people[0].claims)


def test_the_link_of_a_claim_taken_back_since_is_shown() -> None:
    assert links(back(claims())) == 1
    assert links(back(claims(reversals=REVERSED))) == 0
    assert links(back(claims(), now=claims(reversals=REVERSED))) == 0
    gone = {path: each for path, each in claims().items() if "/claims/" not in path}
    assert links(back(claims(), now=gone)) == 0
    # The points are those of the day.
    assert back(claims(reversals=REVERSED)).people[0].standing == 10


def test_what_somebody_said_of_themselves_and_deleted_is_shown() -> None:
    words = {"bio": "I fly.", "links": ["https://a.example"], "pronouns": "he"}
    old = person("ana", consent=[OPEN], accounts={"github": "old"}, **words)
    old["influencers/ana/profile.yml"]["name"] = "Old Name"
    new = person("ana", consent=[OPEN])
    (shown,) = back(old, now=new).people
    assert (shown.name, shown.bio, shown.links, shown.pronouns) == ("Ana", None, (), None)
    assert shown.accounts == ()
    (kept,) = back(old).people
    assert kept.name == "Old Name"


STAGES = [{"date": "2025-01-01", "stage": "candidate"}, {"date": "2026-06-01", "stage": "member"}]


@pytest.mark.parametrize("audience", OUTSIDE)
def test_one_who_was_only_listed_on_the_day_is_shown(audience: str) -> None:
    """That somebody was on the map before they joined is nobody's to know outside staff."""
    assert back(person("ana", history=STAGES, consent=[OPEN]), audience).people == ()
    assert len(back(person("ana", history=STAGES, consent=[OPEN]), "staff").people) == 1
    left = [{"date": "2025-01-01", "stage": "left"}, {"date": "2026-06-01", "stage": "member"}]
    assert back(person("ana", history=left, consent=[OPEN]), audience).people == ()


def incident(**say: str) -> dict[str, Any]:
    data = {"title": "Outage", "kind": "outage", "began": "2026-04-01", "severity": "major"}
    return {"program/incidents/2026-04-01-outage.yml": data | ({"say": say} if say else {})}


def test_what_is_no_longer_said_of_an_incident_is_shown() -> None:
    then = incident(public="It is down.", nda="The disk broke.")
    assert [each.say for each in back(then).news] == [{"en": "It is down."}]
    assert back(then, now=incident(nda="The disk broke.")).news == ()
    assert back(then, now=incident()).news == ()
    assert back(then, now={}).news == ()
    assert len(back(then, now=then).news) == 1
    assert [each.say for each in back(then, "nda", now=incident(public="It is down.")).news] == [
        {"en": "It is down."}
    ]


def test_one_whose_agreement_has_lapsed_reads_on_their_page_what_is_under_it() -> None:
    say = {"members": "Soon.", "nda": "In March."}
    files = items(decided("2026-03-05", "planned", say=say))

    def own(*, signed: bool, now: str = "") -> Any:
        terms = [{"version": "1", "signed": "2025-01-01", "expires": "2026-06-01"}]
        if signed:
            terms = [{"version": "1", "signed": "2025-01-01"}]
        then = files | person("ana", consent=[OPEN], nda=terms)
        ended = [{**terms[0], "expires": now}] if now else terms
        later = files | person("ana", consent=[OPEN], nda=ended)
        states = [Newer(of(later), follows=True)] if now else []
        (page,) = mine(Snapshot(of(then), THEN), NOW, states)
        return page.record.items[0].say

    assert own(signed=True) == {"en": "In March."}
    assert own(signed=False) == {"en": "Soon."}
    assert own(signed=True, now="2026-06-15") == {"en": "Soon."}
    assert own(signed=True, now="2026-12-15") == {"en": "In March."}


def test_one_who_was_erased_or_has_another_id_is_shown_by_the_old_one() -> None:
    then = claims() | person("ben", consent=[OPEN])
    now = {path.replace("ana", "p7k2"): each for path, each in then.items()}
    for audience in OUTSIDE:
        view = back(then, audience, now=now)
        assert [each.id for each in view.people] == ["ben"]
        assert "ana" not in repr((view.people, view.leaderboard, view.news, view.items))


def test_a_merged_account_is_shown_twice() -> None:
    """Two profiles of one person: the one that is gone since is in no look back."""
    then = person("ana", consent=[OPEN]) | person("ana-l", consent=[OPEN])
    now = person("ana", consent=[OPEN])
    assert [each.id for each in back(then, now=now).people] == ["ana"]
