"""What staff have beside the sample View: one of each thing that a staff page can show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from goodword.audience import view as v
from goodword.audience.view import staff as s
from goodword.diagnostics import Place
from goodword.due import Due
from goodword.portal.page import Desk
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from goodword.portal.page import Line

ANA = v.Who("ana", "Ana Lopes", page=True)
HIDDEN = v.Who("p-7")
PRODUCT = {"en": "Product", "es": "Producto"}
FIGURES = (
    *("standing", "standing_window", "awarded", "pending", "spendable", "held", "spent"),
    *("expired", "reversed", "arrears", "forgiven", "to_stay"),
)


KEEP = Said("owed.promises", {"person": Named("person", "ana"), "what": "A tour of the works"})
LOOK = Said("owed.communities", {"community": Named("community", "forum")})


def agenda() -> Desk:
    """Two things due, one of them late and owed to a person."""
    path = Place("influencers/ana/profile.yml", ("consent", 0))
    late = Due(
        *("promises", ("ana", "p-7"), "maya", date(2026, 11, 1), KEEP, path),
        "goodword influencer promise --kept ana/2026-10-01-promise",
    )
    soon = Due(
        *("communities", (), "maya", date(2026, 11, 22), LOOK, path),
        "goodword communities",
    )
    return Desk(
        (late, soon),
        {"maya": "Maya Weber"},
        names(),
        relation(),
        market(),
        audit(),
        points(),
        lines=lines,
        **waiting(),
    )


def names() -> dict[str, dict[str, dict[str, str]]]:
    """What the things of the desk are called."""
    return {
        "department": {"product": PRODUCT},
        "mission": {"write-a-guide": {"en": "Write a how-to guide", "es": "Escribe una gu\u00eda"}},
        "reward": {"tool-roll": {"en": "A tool roll"}, "seat": {"en": "A seat"}},
        "feedback": {"2026-11-03-offline": {"en": "Work without a network"}},
        "incident": {"2026-10-26-creep": {"en": "The brake creeps"}},
        "objective": {"start": {"en": "Newcomers start well"}},
        "kpi": {"read": {"en": "Guides read"}},
        "unit": {"read": {"en": "readings", "es": "lecturas"}},
    }


def waiting() -> dict[str, Any]:
    """Something that waits on each page, and what is on the shelf."""
    here = "missions/write-a-guide/claims/2026-11-01-ana.yml:3"
    claim: dict[str, Any] = {
        "mission": "write-a-guide",
        "who": ["ana", "p-7"],
        "state": "submitted",
        "since": "2026-11-01",
        "days": 20,
        "late": True,
        "reviewers": [],
        "source": here,
    }
    request = {
        "reward": "tool-roll",
        "influencer": "p-7",
        "state": "not-covered",
        "quantity": 1,
        "points": 120,
        "days": 19,
        "source": here,
    }
    loop = {
        "id": "2026-11-03-offline",
        "state": "open-triaged",
        "department": "product",
        "owner": None,
        "received": "2026-11-03",
        "clock": "decide",
        "status": "overdue",
        "due": "2026-11-17",
        "untold": ["ana"],
    }
    names = ("items", "open", "overdue", "delivered_not_told", "declined_not_told")
    counts = dict(zip(names, (9, 4, 2, 1, 0), strict=True))
    few = dict(zip(names, (1, 1, 1, 0, 0), strict=True))
    kpi: dict[str, Any] = {
        "id": "read",
        "kind": "outcome",
        "unit": "readings",
        "baseline": 10.5,
        "target": 60,
        "target_by": "2026-12-31",
        "actual": 40,
        "cycle": "2026-Q3",
        "on_track": "behind",
        "history": [None, 31.5, 40],
        "source": "the forum",
    }
    incident = {
        "id": "2026-10-26-creep",
        "severity": "high",
        "began": "2026-10-26T16:20",
        "hours_allowed": 24,
        "median_hours": 8,
        "told": [{"to": "ana", "status": "told", "age": 8, "due": "2026-10-27"}],
    }
    return {
        "claims": [claim],
        "requests": [request],
        "stock": [
            {"id": "tool-roll", "added": 20, "left": 0, "open": 2, "fulfiller": "maya"},
            {"id": "seat", "added": None, "left": None, "open": 0, "fulfiller": None},
        ],
        "loops": {
            "open": [loop],
            "departments": [{"department": "product", **counts}, {"department": None, **few}],
            "owners": [{"owner": "maya", **counts}],
        },
        "objectives": {
            "cycles": ["2026-Q1", "2026-Q2", "2026-Q3"],
            "pillars": [
                {
                    "pillar": "adoption",
                    "objectives": [{"id": "start", "elements": ["guides"], "kpis": [kpi]}],
                }
            ],
        },
        "incidents": [incident],
    }


def points() -> dict[str, dict[str, Any]]:
    """Somebody with points, and somebody whose account has no lines."""
    figures = {**dict.fromkeys(FIGURES, 10), "to_rise": None}
    expiring = [{"date": "2027-03-31", "points": 10}]
    return {
        "ana": {"tier": "gold", **figures, "expiring": expiring},
        "p-7": {"tier": None, **figures, "expiring": []},
    }


def relation() -> dict[str, Any]:
    """One person out of balance, and a department of none."""
    sums = {"them": 12, "us": 3, "tilt": -60}
    return {
        "members": [
            {
                "id": "ana",
                "department": "product",
                **sums,
                "band": "they-feel-used",
                "lanes": {"missions": {"count": 12}, "thanks": {"count": 0}},
            }
        ],
        "departments": [
            {
                "department": None,
                "people": ["ana"],
                **sums,
                "bands": {"they-feel-used": 1, "balanced": 0},
            }
        ],
    }


def audit() -> dict[str, Any]:
    """Eight who answered, and a department of too few to show."""
    figures = {
        "answered": 8,
        "brand_working": 87.5,
        "influencer_working": 62.5,
        "gap": 25.0,
        "told_gap": 12.5,
        "over_claimed": None,
    }
    unshown = {**dict.fromkeys(figures), "department": "product", "shown": False}
    whole = {"department": None, "shown": True, **figures}
    named = {"over_claimed": ["ana"], "without_contact": ["ana"]}
    return {
        "cycle": "2026-Q3",
        "viewed": 9,
        "overall": whole,
        "departments": [unshown],
        "named": named,
    }


def market() -> dict[str, Any]:
    """A member who can be placed, and somebody who left."""
    member: dict[str, Any] = {
        "id": "ana",
        "place": 1,
        "score": 89.7,
        "terms": {"reach": {"rank": 90}},
        "contact": "in contact",
        "stance": "critical",
        "reachable": False,
        "department": "product",
    }
    left: dict[str, Any] = {
        "id": "p-7",
        "place": None,
        "score": None,
        "terms": {},
        "contact": "unknown",
        "stance": "neutral",
        "reachable": True,
        "department": None,
    }
    contact = {"member": 1, "in contact": 0, "unknown": 0}
    return {
        "top": 1,
        "sought": {"audience": "Riders in town", "segments": ["schools"], "multiplier": None},
        "candidates": [member, left],
        "coverage": {"contact": contact, "usual": 1},
    }


def staff_view() -> s.StaffView:
    """All parts filled."""
    nobody = ("nobody", "nobody", "nobody")
    return s.StaffView(
        accounts=(ANA, HIDDEN),
        register=(
            s.RegisterView(
                *(
                    ANA,
                    "member",
                    "1",
                    date(2025, 1, 1),
                    ("public", "staff", "members"),
                    "all",
                    True,
                ),
                *("1", date(2025, 1, 1), date(2026, 12, 1), "lapsing"),
            ),
            s.RegisterView(
                HIDDEN, "left", None, None, nobody, "none", False, None, None, None, "none"
            ),
        ),
    )


def lines(person: str) -> list[Line]:
    """What stands in the account of a person."""
    where = ("missions/write-a-guide/claims/2026-11-01-ana.yml", 3)
    entries: list[Line] = [
        ("2026-10-02", "awarded", 100, 0, "guide approved by maya", *where),
        ("2026-10-09", "requested", -60, 40, "asked for a roll", *where),
    ]
    return entries if person == "ana" else []
