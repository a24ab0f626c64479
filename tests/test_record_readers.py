"""Who else reads what is kept of somebody: every key and agreement against a plain table."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from goodword.audience.sharing import AUDIENCES
from goodword.reports.kept_audience import Readers
from tests.relation_program import claim, item, mission, person, snapshot, touch

LEVELS = ("nobody", "staff", "members", "public")
REACHES = {"nobody": "staff", "staff": "staff", "members": "members", "public": "public"}
"""By what somebody agreed to: the widest audience that it reaches."""
STAGES = {
    **dict.fromkeys(("member", "on-leave", "emeritus"), True),
    **dict.fromkeys(("candidate", "invited", "left", "declined", "opted-out", "deceased"), False),
}
"""By stage: whether others than staff may know of somebody at all."""
PROFILE = {
    **dict.fromkeys(("name", "pronouns", "bio", "links"), ("recognition", "recognition")),
    **dict.fromkeys(("region", "languages", "topics", "communities"), (None, "recognition")),
    "accounts": ("contact", "contact"),
    **dict.fromkeys(
        ("stance", "reachable", "owner", "department", "category", "relations", "referred_by"),
        (None, None),
    ),
    **dict.fromkeys(("reach", "consent", "nda", "capacity", "history", "tier_floor"), (None, None)),
}
"""By key of a profile: what its schema says of it, and which agreement lets others read it."""


def narrower(*audiences: str) -> str:
    """Those who are of all of these."""
    return max(audiences, key=AUDIENCES.index)


def agreed(stage: str = "member", **levels: str) -> dict[str, Any]:
    given = [{"from": "2025-02-01", "version": "1", **levels}]
    history = [{"date": "2025-02-01", "stage": stage}]
    return person("ana", history=history, consent=given)


@pytest.mark.parametrize("key", PROFILE)
def test_a_key_of_a_profile_is_said_to_be_read_by_others(key: str) -> None:
    said, by = PROFILE[key]
    for stage, level, other in product(STAGES, LEVELS, LEVELS):
        levels = {"recognition": other, "contact": other, "points": other}
        levels |= {by: level} if by else {}
        on = snapshot(agreed(stage, **levels))
        profile = on.program.influencers["ana"]
        found = Readers(on, "ana", "profile", profile).widest(said, (key,), free=False)
        wanted = REACHES[level] if by and STAGES[stage] else "staff"
        assert found == wanted, (stage, levels)


RECORDS = ("touchpoint", "claim", "feedback")


def record(kind: str, audience: str) -> dict[str, Any]:
    """A record of the person with an audience, or on a mission of that one."""
    if kind == "touchpoint":
        return touch("ana", "thanks", "2026-03-01", helped="all", audience=audience)
    if kind == "claim":
        return mission(audience=audience) | claim("ana", "2026-03-01")
    files = item("2026-03-01-slow", "ana")
    return {path: each | {"confidentiality": audience} for path, each in files.items()}


@pytest.mark.parametrize(("kind", "audience"), [*product(RECORDS, AUDIENCES)])
def test_a_value_of_a_record_is_said_to_be_read_by_others(kind: str, audience: str) -> None:
    for stage, level, points in product(("member", "left"), LEVELS, LEVELS):
        files = agreed(stage, recognition=level, points=points) | record(kind, audience)
        on = snapshot(files)
        room = {"touchpoint": "touchpoints", "claim": "claims", "feedback": "feedback"}[kind]
        (model,) = getattr(on.program, room).values()
        wanted = narrower(audience, REACHES[level])
        if kind == "claim":
            wanted = narrower(wanted, REACHES[points])
        wanted = wanted if STAGES[stage] else "staff"
        for said, free in product((None, "record"), (True, False)):
            found = Readers(on, "ana", kind, model).widest(said, ("summary",), free=free)
            hidden = free and said is None  # a text of which the schema says nothing is staff's
            assert found == ("staff" if hidden else wanted), (stage, level, points, said, free)


@pytest.mark.parametrize("nda", [True, False])
def test_an_event_under_an_agreement_is_said_to_be_read_without_one(*, nda: bool) -> None:
    event = {"title": "Evening", "starts": "2026-05-01", "attended": ["ana"], "nda": nda}
    for audience in AUDIENCES:
        said = {"program/events/2026-05-01-x.yml": {**event, "audience": audience}}
        on = snapshot(agreed(recognition="public") | said)
        (model,) = on.program.events.values()
        found = Readers(on, "ana", "event", model).widest("record", ("title",), free=True)
        assert found == (narrower(audience, "nda") if nda else audience)


def test_a_record_without_an_audience_is_read_by_others() -> None:
    files = agreed(recognition="public", points="public", contact="public")
    redemption = {"influencers/ana/redemptions/2026-03-01-mug.yml": {"points": 10}}
    reward = {"program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 10}}
    on = snapshot(files | redemption | reward)
    (model,) = on.program.redemptions.values()
    assert Readers(on, "ana", "redemption", model).widest(None, ("points",), free=False) == "staff"


def test_a_claim_on_a_mission_that_is_not_there_is_read_by_others() -> None:
    files = agreed(recognition="public", points="public") | claim("ana", "2026-03-01")
    on = snapshot(files)
    (model,) = on.program.claims.values()
    assert Readers(on, "ana", "claim", model).widest("record", ("title",), free=True) == "staff"
