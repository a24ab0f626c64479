"""What waits for a member's review, on their own page: as the agenda has it, of others no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.permissions import Newer
from goodword.cli.own_pages import own_pages
from goodword.portal.me.reviews import reviews
from goodword.portal.page import Reader
from goodword.rendering.prose import plain
from goodword.reports.agenda import chosen
from goodword.snapshot import Snapshot
from goodword.texts import LANGUAGES, Texts
from tests.ledger_program import claim, day, mission, person, program
from tests.own_page_program import SECRET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.audience.view.mine import Mine

DAY = day("2026-03-01")
CLAIM = "missions/guide/claims/2026-02-01-ana.yml"
ASKED = {"staff": 1, "members": 2}
SIGNED = [{"version": "1", "signed": "2025-01-01"}]


def consent(recognition: str = "members", points: str = "members") -> dict[str, Any]:
    entry = {"from": "2025-01-01", "version": "1", "source": "mail"}
    return {"consent": [{**entry, "recognition": recognition, "points": points}]}


def world(*changed: dict[str, Any]) -> dict[str, Any]:
    """A claim of Ana, with Cleo too, that waits for two members; files that are changed."""
    files = {
        **person("ana", **consent()),
        **person("ben", **consent("staff", "staff")),
        **person("cleo", **consent()),
        **person("dora", **consent()),
        **mission(reviewers=ASKED),
        **mission("talk", reviewers=["maya"]),
        **claim("ana", "2026-02-01", together=["cleo"], summary="A secret of hers"),
        **claim("dora", "2026-02-03", "talk"),
    }
    for each in changed:
        files |= each
    return files


def page(files: dict[str, Any], who: str = "ben", newer: Sequence[Newer] = ()) -> Mine:
    found = own_pages(Snapshot(program(files), DAY), DAY, newer, SECRET)
    return next(each for each in found.people if each.record.id == who)


def test_a_reviewer_does_not_see_on_their_page_what_the_agenda_has_for_them() -> None:
    reviewed = {"by": "dora", "date": "2026-02-10", "outcome": "approved"}
    files = world(claim("cleo", "2026-02-05"), claim("ben", "2026-02-20", number=2))
    files[CLAIM]["reviews"] = [reviewed]
    asked = {"asked": "2026-02-06", "by": "maya", "text": "Which one?", "answered": "2026-02-11"}
    files["missions/guide/claims/2026-02-05-cleo.yml"]["questions"] = [asked]
    snapshot = Snapshot(program(files), DAY)
    there = {each.record.id: each for each in own_pages(snapshot, DAY, (), SECRET).people}
    for who, seen in {"ana": 2, "ben": 2, "cleo": 1, "dora": 2}.items():
        agenda = chosen(snapshot, member=who, days=999)
        assert len(agenda) == len(there[who].reviews) + there[who].unnamed == seen, who
        for each in there[who].reviews:
            assert any(f"has waited {each.days} days" in due.why for due in agenda)
        dates = {due.date for due in agenda}
        assert {each.due for each in there[who].reviews} <= dates
    (first, second) = there["ben"].reviews
    assert (first.people, first.title, first.since) == (
        ("Ana", "Cleo"),
        {"en": "Guide"},
        day("2026-02-01"),
    )
    assert (second.people, second.days) == (("Cleo",), 19)
    assert there["dora"].unnamed == 1  # Ben's: he shows it to staff alone


@pytest.mark.parametrize("of", ["ana", "cleo"])
@pytest.mark.parametrize(
    ("recognition", "points", "named"),
    [
        ("members", "members", True),
        ("public", "public", True),
        ("staff", "members", False),
        ("members", "staff", False),
        ("nobody", "nobody", False),
    ],
)
def test_whose_it_is_stands_there_though_they_do_not_show_it(
    of: str, recognition: str, points: str, named: bool
) -> None:
    """Of whoever has a part in it, by the name and by what they do."""
    found = page(world(person(of, **consent(recognition, points))))
    assert (len(found.reviews), found.unnamed) == (int(named), int(not named))


def test_whoever_took_their_consent_back_since_is_named() -> None:
    later = world(person("ana", **consent("staff", "staff")))
    found = page(world(), newer=[Newer(program(later), follows=True)])
    assert (found.reviews, found.unnamed) == ((), 1)
    gone = {path: data for path, data in world().items() if path != CLAIM}
    found = page(world(), newer=[Newer(program(gone), follows=True)])
    assert (found.reviews, found.unnamed) == ((), 0)


@pytest.mark.parametrize(("audience", "seen"), [("members", 2), ("nda", 1), ("staff", 0)])
def test_a_mission_that_is_not_theirs_to_know_is_named(audience: str, seen: int) -> None:
    """To who is under an agreement, to any other member, or to neither."""
    files = world(
        mission(reviewers=ASKED, audience=audience), person("dora", nda=SIGNED, **consent())
    )
    found = [page(files, who) for who in ("dora", "ben")]
    assert sum(len(each.reviews) + each.unnamed for each in found) == seen


def test_what_was_handed_in_changes_the_page_of_a_reviewer() -> None:
    """What is in a claim is its owner's; of who does not show it, not even the day is there."""
    had = page(world())
    other = claim("ana", "2026-02-01", together=["cleo"], summary="Another", helped="Somebody")
    other[CLAIM]["evidence"] = "https://example.org/elsewhere"
    assert page(world(other)) == had
    hidden = person("ana", **consent("staff", "staff"))
    renamed = {
        "influencers/ana/profile.yml": {**hidden["influencers/ana/profile.yml"], "name": "X"}
    }
    later = claim("ana", "2026-02-07", together=["cleo"])
    files = world(renamed, later)
    del files[CLAIM]
    assert page(files) == page(world(hidden))


def test_a_member_for_whom_nothing_waits_has_a_section_of_it() -> None:
    files = world(mission(reviewers={"staff": 2}))
    view = audience_view(Snapshot(program(files), DAY), "members", DAY)
    reader = Reader(Texts("en"), plain)
    assert reviews(page(files), view, reader, ()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_is_not_said_with_its_days_in_every_language(language: str) -> None:
    texts = Texts(language)
    files = world(claim("cleo", "2026-02-05"), claim("dora", "2026-02-25"))
    files |= person("dora", **consent("members", "staff"))
    view = audience_view(Snapshot(program(files), DAY), "members", DAY)
    section = reviews(page(files), view, Reader(texts, plain), ())
    assert section is not None
    assert section.lead == (texts("me.reviews_lead"), texts.count("me.reviews_unnamed", 1))
    (table,) = section.tables
    first, second = table.rows
    assert (first[0].text, first[0].path) == ("Guide", "missions/guide/")
    assert [each.text.replace("\u2068", "").replace("\u2069", "") for each in first[1:4]] == [
        "Ana, Cleo",
        texts.day(day("2026-02-01"), "medium").replace(" ", "\u00a0"),
        texts.count("days", 28),
    ]
    assert first[4].mark == "stop"
    assert first[4].more == texts("agenda.late_things")
    assert second[3].text == texts.count("days", 24)
