"""An example of each kind of file that a program has many of.

Examples name each other and the program's own files, which name none of them: they can all go,
and the program is sound. Nothing in them is decided, so that none of it is history yet.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from goodword.days import Cycles, CycleVersion
from goodword.edits.naming import free_identifier
from goodword.starter.first_words import text, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.starter.answers import Answers

    Row = tuple[str, str, dict[str, Any]]
    Objectives = Sequence[Mapping[str, Any]]

LEVEL = {"closed": "members", "shared": "members", "public": "public"}
"""Whom the examples may be shown to: as many as read the repository, and members at least."""
DEPARTMENT, CATEGORY, TOPIC = "community", "practitioner", "guides"
MISSION = "write-a-guide"
_REWARD = "hoodie"


def examples(answers: Answers, objectives: Objectives) -> Iterator[Row]:
    """An example of each kind, as the path, the name of its schema, and what it says.

    Args:
        answers: what is known of the program.
        objectives: those of its strategy.
    """
    yield from _catalogue(answers, objectives)
    yield from _meetings(answers)
    yield from _records(answers)
    yield from _measures(answers, objectives)


def example_person(answers: Answers) -> str:
    """The id of the example's influencer: another than those of the staff."""
    return free_identifier("ana", {each.id for each in answers.staff})


def consent(answers: Answers) -> dict[str, Any]:
    """What an example's person agreed to: enough to be seen by all who read the repository."""
    level = LEVEL[answers.mode]
    return {
        "from": f"{answers.today}",
        "recognition": level,
        "contact": level,
        "points": level,
    }


def _catalogue(answers: Answers, objectives: Objectives) -> Iterator[Row]:
    mission: dict[str, Any] = {
        "title": words(answers, "starter.mission"),
        "instructions": words(answers, "starter.instructions"),
        "points": 100,
        "status": "open" if objectives or answers.handbook is None else "proposed",
        "evidence": {"kinds": ["link"]},
        "audience": LEVEL[answers.mode],
        "public_facing": True,
    }
    if objectives:
        mission["objective"] = objectives[0]["id"]
    yield f"missions/{MISSION}/mission.yml", "mission", mission
    reward: dict[str, Any] = {
        "name": words(answers, "starter.reward"),
        "kind": "merchandise",
        "cost": 100,
        "stock": [{"date": f"{answers.today}", "quantity": 20}],
    }
    yield f"program/rewards/{_REWARD}.yml", "reward", reward


def _meetings(answers: Answers) -> Iterator[Row]:
    ana, start = example_person(answers), f"{answers.today}"
    day = answers.today + timedelta(days=28)
    event: dict[str, Any] = {
        "title": words(answers, "starter.event"),
        "starts": f"{day}T17:00",
        "ends": f"{day}T18:00",
        "format": "online",
        "audience": LEVEL[answers.mode],
        "hosts": [answers.staff[0].id],
        "invited": [ana],
    }
    yield f"program/events/{day}-first-meeting.yml", "event", event
    community: dict[str, Any] = {
        "name": words(answers, "starter.community"),
        "where": "online",
        "topics": [TOPIC],
        "stance": "join",
        "movers": [ana],
        "reviewed": start,
    }
    yield "program/communities/users-forum.yml", "community", community


def _records(answers: Answers) -> Iterator[Row]:
    """A person, and a record of each kind."""
    ana, by, start = example_person(answers), answers.staff[0].id, f"{answers.today}"
    level = LEVEL[answers.mode]
    profile: dict[str, Any] = {
        "name": "Ana Lopes",
        "stage": "member",
        "since": start,
        "category": CATEGORY,
        "owner": by,
        "languages": list(answers.languages[:1]),
        "topics": [TOPIC],
        "consent": [{"version": "1", **consent(answers)}],
    }
    yield f"influencers/{ana}/profile.yml", "profile", profile
    claim: dict[str, Any] = {
        "evidence": "https://example.com/guide",
        "disclosure": [{"connection": "program"}],
    }
    yield f"missions/{MISSION}/claims/{start}-{ana}.yml", "claim", claim
    thanks: dict[str, Any] = {
        "kind": "thanks",
        "by": by,
        "helped": text(answers, "starter.helped"),
    }
    if answers.mode != "closed":
        thanks["audience"] = level
    yield f"influencers/{ana}/touchpoints/{start}-thanks.yml", "touchpoint", thanks
    redemption: dict[str, Any] = {"points": 100, "cancelled": {"date": start, "by": by}}
    yield f"influencers/{ana}/redemptions/{start}-{_REWARD}.yml", "redemption", redemption
    received = {
        "step": "received",
        "date": start,
        "by": by,
        "from": [ana],
        "channel": "forum",
        "summary": text(answers, "starter.feedback_summary"),
    }
    feedback: dict[str, Any] = {
        "title": words(answers, "starter.feedback"),
        "confidentiality": level,
        "steps": [received],
    }
    yield f"program/feedback/{start}-slow-export.yml", "feedback", feedback
    incident: dict[str, Any] = {
        "title": words(answers, "starter.incident"),
        "kind": "outage",
        "severity": "low",
        "began": start,
        "ended": start,
        "say": {level: words(answers, "starter.incident_say")},
        "alert": {"ids": [ana]},
    }
    yield f"program/incidents/{start}-exports-failed.yml", "incident", incident
    if answers.mode == "closed":  # a department's view of somebody is not for all who read along
        lead = answers.staff[:2][-1].id
        view = {"department": DEPARTMENT, "by": lead, "recorded": start, "relationship": "aware"}
        yield f"program/audits/{_cycle(answers)}/{ana}.yml", "audit", {"brand": [view]}


def _cycle(answers: Answers) -> str:
    """The name of the cycle in which the program begins."""
    version = CycleVersion(answers.first_day, answers.cycle)
    return Cycles((version,)).of(answers.today).name


def _measures(answers: Answers, objectives: Objectives) -> Iterator[Row]:
    for objective in objectives[:1]:
        value = {
            "kpi": objective["kpis"][0]["id"],
            "value": 0,
            "date": f"{answers.today}",
            "source": text(answers, "starter.source"),
        }
        yield f"program/measures/{_cycle(answers)}.yml", "measures", {"values": [value]}
