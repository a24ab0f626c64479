"""What staff have beside the sample View: one of each thing that a staff page can show."""

from __future__ import annotations

from datetime import date
from typing import Any

from goodword.audience import view as v
from goodword.audience.view import engagement as e
from goodword.audience.view import staff as s
from goodword.diagnostics import Place
from goodword.due import Due
from goodword.portal.page import Desk

ANA = v.Who("ana", "Ana Lopes", page=True)
HIDDEN = v.Who("p-7")
PRODUCT = {"en": "Product", "es": "Producto"}
FIGURES = (
    *("standing", "standing_window", "awarded", "pending", "spendable", "held", "spent"),
    *("expired", "reversed", "arrears", "forgiven", "to_stay"),
)


def agenda() -> Desk:
    """Two things due, one of them late and owed to a person."""
    path = Place("influencers/ana/profile.yml", ("consent", 0))
    late = Due("promises", ("ana", "p-7"), "maya", date(2026, 11, 1), "keep a promise", path)
    soon = Due(
        *("communities", (), "maya", date(2026, 11, 22), "look at the forum", path),
        "goodword communities",
    )
    return Desk(
        (late, soon),
        {"maya": "Maya Weber"},
        {"product": PRODUCT},
        relation(),
        market(),
        audit(),
        points(),
    )


def points() -> dict[str, dict[str, Any]]:
    """Somebody with points, and somebody whose account has no lines."""
    figures = {**dict.fromkeys(FIGURES, 10), "to_rise": None}
    where = {"path": "missions/write-a-guide/claims/2026-11-01-ana.yml", "line": 3}
    entries = [
        {
            "date": "2026-10-02",
            "kind": "awarded",
            "points": 100,
            "balance": 0,
            "reason": "guide approved by maya",
            **where,
        },
        {
            "date": "2026-10-09",
            "kind": "requested",
            "points": -60,
            "balance": 40,
            "reason": "asked for a roll",
            **where,
        },
    ]
    expiring = [{"date": "2027-03-31", "points": 10}]
    return {
        "ana": {"tier": "gold", **figures, "expiring": expiring, "entries": entries},
        "p-7": {"tier": None, **figures, "expiring": [], "entries": []},
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
    return {"cycle": "2026-Q3", "viewed": 9, "overall": whole, "departments": [unshown]}


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
        "candidates": [member, left],
        "coverage": {"contact": contact, "usual": 1},
    }


def staff_view() -> s.StaffView:
    """All parts filled."""
    here = s.Source("missions/write-a-guide/claims/2026-11-01-ana.yml", 3)
    title = {"en": "Write a how-to guide", "es": "Escribe una gu\u00eda"}
    claim = s.WaitingClaim(
        *("write-a-guide", title, (ANA, HIDDEN), "submitted", date(2026, 11, 1), 20, 14, ()), here
    )
    request = s.RequestView(
        {"en": "A tool roll"}, HIDDEN, "not-covered", 1, 120, date(2026, 11, 2), 19, here
    )
    nobody = ("nobody", "nobody", "nobody")
    loop = s.OpenLoop(
        id="2026-11-03-offline",
        title={"en": "Work without a network"},
        state="open-triaged",
        department=PRODUCT,
        owner=None,
        received=date(2026, 11, 3),
        clock="decide",
        status="overdue",
        due=date(2026, 11, 17),
        days=3,
        untold=(ANA,),
    )
    kpi = e.KpiView(
        *("start", {"en": "Newcomers start well"}, "adoption", "read", {"en": "Guides read"}),
        *("outcome", "readings", "10.5", "60", date(2026, 12, 31)),
        *(False, "40", "2026-Q3", "behind", (("2026-Q2", "31.5"), ("2026-Q3", "40"))),
    )
    return s.StaffView(
        claims=(claim,),
        accounts=(ANA, HIDDEN),
        stock=(
            s.StockView("tool-roll", {"en": "A tool roll"}, 20, 0, 2, "Maya Weber"),
            s.StockView("seat", {"en": "A seat"}, None, None, 0, None),
        ),
        requests=(request,),
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
        departments=(s.LoopGroup(PRODUCT, 9, 4, 2, 1, 0), s.LoopGroup({}, 1, 1, 1, 0, 0)),
        owners=(s.LoopGroup({"": "Maya Weber"}, 9, 4, 2, 1, 0),),
        loops=(loop,),
        measured=(kpi,),
        incidents=(
            e.IncidentView(
                *("2026-10-26-creep", {"en": "The brake creeps"}, "service", "high"),
                *("2026-10-26T16:20", None, 24, 8),
                (e.WordView(ANA, "told", 8, date(2026, 10, 27)),),
                (),
            ),
        ),
        audit=e.AuditView((ANA,), (ANA,)),
    )
