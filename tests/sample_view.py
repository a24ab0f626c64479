"""A View of an invented program for tests of the portal: several scripts, every kind of page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from goodword.audience import view as v
from goodword.source.schemas.fields import key
from tests.sample_policy import points_policy
from tests.sample_staff import staff_view

TODAY = date(2026, 11, 21)

PEOPLE = (
    ("ana", "Ana Lopes", "PT", ("pt", "en"), ("documentation", "beginners"), "gold", 620),
    ("zoe", "Zoë Müller-Šimková", "DE", ("de", "cs"), ("hardware",), "silver", 340),
    ("conor", "Conor O'Brien", "IE", ("en",), ("R&D", "events"), "silver", 340),
    ("haruki", "山田太郎", "JP", ("ja", "en"), ("translation",), "bronze", 120),
    ("svetlana", "Светлана Орлова", "KZ", ("ru", "kk"), ("teaching",), "gold", 510),
    ("layla", "ليلى حداد", "LB", ("ar", "fr"), ("community",), "bronze", 80),
    ("will", "Will Can", "TR", ("tr",), ("beginners",), None, None),
)

SAY = {"en": "It is in version 4.2: *open the menu* and choose **Export**."}


def person(row: tuple[Any, ...], place: int) -> v.PersonView:
    id_, name, region, languages, topics, tier, standing = row
    claims = (
        v.ClaimView(
            mission="write-a-guide",
            title={"en": "Write a how-to guide", "es": "Escribe una guía"},
            occurred=date(2026, 10, 3),
            points=100,
            links=(v.Link("https://blog.example.org/guide?a=1&b=2", "A guide to <exports>"),),
        ),
        v.ClaimView("help-in-forum", {"en": "Help in the forum"}, date(2026, 9, 1), 60),
    )
    return v.PersonView(
        id=id_,
        name=name,
        bio={"en": f"{name} helps others get started.\n\n- writes guides\n- answers questions"},
        region=region,
        languages=languages,
        topics=topics,
        communities=("Berlin meetup",) if place % 2 else (),
        links=(v.Link("https://example.org/~" + id_, "Home page"),),
        accounts=(v.Account("forum", f"@{id_}", "https://forum.example.org/u/" + id_),),
        tier=tier,
        standing=standing,
        standing_cycle=standing and standing // 2,
        rank=place if standing else None,
        claims=claims if standing else (),
        thanks=(v.ThanksView(date(2026, 8, 5), "Explained imports to two newcomers", "Maya"),),
    )


def missions() -> tuple[v.MissionView, ...]:
    guide = v.MissionView(
        id="write-a-guide",
        title={"en": "Write a how-to guide", "es": "Escribe una guía"},
        summary={"en": "Publish a guide that gets somebody started."},
        instructions={
            "en": "Choose a task you know well.\n\n# Steps\n\n1. Write it down\n2. Let a "
            "beginner try it\n\n| part | length |\n|---|--:|\n| text | 500 words |\n"
        },
        status="open",
        points=100,
        objective="start",
        pillar="adoption",
        conversation="helping",
        opens=date(2026, 1, 1),
        closes=date(2026, 12, 31),
        changes=(v.PointsChange(date(2027, 1, 1), date(2026, 11, 1), 80),),
        limits=v.LimitsView((("per_influencer_per_cycle", 2),), left=13),
        eligibility=v.EligibilityView(regions=("DE", "PT"), languages=("en",), since_days=30),
        evidence=v.EvidenceView(1, ("link",), ("blog.example.org",)),
        public_facing=True,
        disclosure={"en": "I am in the *Acme Champions* program."},
        effort_hours=6,
        reviewers=("Maya Weber", "Jonas Roth"),
        review_days=4,
        maturation_days=7,
    )
    forum = replace(
        guide,
        id="help-in-forum",
        title={"en": "Help in the forum"},
        summary={"en": "Answer a question that nobody has answered for a day."},
        instructions={"en": "Answer it so that it works."},
        points=60,
        conversation="using",
        objective="answers",
        pillar="loyalty",
        disclosure=None,
        changes=(),
        closes=None,
        limits=v.LimitsView(),
        eligibility=v.EligibilityView(),
        effort_hours=1,
        reviewers=(),
    )
    talk = replace(
        forum,
        id="give-a-talk",
        title={"en": "Give a talk"},
        points=250,
        conversation="advocating",
        objective=None,
        pillar=None,
        effort_hours=20,
    )
    past = replace(forum, id="beta-week", title={"en": "Beta week"}, status="closed")
    return (guide, forum, talk, past)


def items() -> tuple[v.ItemView, ...]:
    done = v.ItemView(
        id="2026-09-02-export",
        title={"en": "Export takes too many steps", "es": "Exportar lleva demasiados pasos"},
        state="closed-delivered",
        group="delivered",
        received=date(2026, 9, 2),
        area="exports",
        pillar="efficacy",
        department={"en": "Product"},
        say=SAY,
        decided=date(2026, 9, 20),
        delivered=date(2026, 11, 2),
        link="https://example.org/changes?v=4.2",
        where="Version 4.2",
        scope="full",
        steps=(
            v.ItemStep("received", date(2026, 9, 2)),
            v.ItemStep("decided", date(2026, 9, 20)),
            v.ItemStep("delivered", date(2026, 11, 2)),
        ),
        people=7,
    )
    declined = replace(
        done,
        id="2026-08-11-dark-print",
        title={"en": "Print in dark colours"},
        state="closed-declined",
        group="declined",
        say={"en": "We keep paper light: ink costs, and reads worse."},
        delivered=None,
        link=None,
        where=None,
        scope=None,
        people=None,
    )
    opened = replace(
        declined,
        id="2026-11-03-offline",
        title={"en": "Work without a network"},
        state="open-triaged",
        group="open",
        say=None,
        decided=None,
        received=date(2026, 11, 3),
        clock=v.ClockView("decide", "running", date(2026, 12, 31)),
        steps=(v.ItemStep("received", date(2026, 11, 3)),),
    )
    there = replace(
        declined,
        id="2026-10-01-shortcuts",
        title={"en": "Keyboard shortcuts"},
        state="closed-available",
        group="available",
        say={"es": "Ya existen: pulsa `?` en cualquier página."},
        decided=date(2026, 10, 9),
    )
    return (done, there, declined, opened)


def rewards() -> tuple[v.RewardView, ...]:
    return (
        v.RewardView(
            id="tool-roll",
            name={"en": "A tool roll", "es": "Un juego de herramientas"},
            summary={"en": "Canvas, with three tools."},
            kind="merchandise",
            points=120,
            left=7,
            tiers=({"en": "Silver", "es": "Plata"},),
            regions=("DE", "PT"),
            limit=1,
            every="year",
            closes=date(2026, 12, 31),
            changes=(v.PriceChange(date(2027, 1, 1), TODAY, 140),),
        ),
        v.RewardView("seat", {"en": "A seat"}, None, "access", 300, nda=True),
        v.RewardView("gone", {"en": "A lamp"}, None, "donation", 60, left=0, redeemable=False),
        v.RewardView(
            *("later", {"en": "A course"}, None, "learning", None),
            opens=date(2027, 1, 1),
            redeemable=False,
        ),
    )


def events() -> tuple[v.EventView, ...]:
    fair = v.EventView(
        id="2026-05-02-fair",
        title={"en": "The spring fair"},
        starts="2026-05-02",
        ends="2026-05-03",
        first_day=date(2026, 5, 2),
        last_day=date(2026, 5, 3),
        format="offline",
        place="Leipzig",
        hosts=(v.Who("maya", "Maya Weber"), v.Who("ana", "Ana Lopes", page=True)),
        attended=12,
        notes={"en": "Everyone brought *something*."},
    )
    evening = v.EventView(
        id="2026-11-27-evening",
        title={"en": "An evening; with questions", "es": "Una tarde de preguntas"},
        starts="2026-11-27T18:00",
        ends="2026-11-27T19:30",
        first_day=date(2026, 11, 27),
        last_day=date(2026, 11, 27),
        format="online",
        nda=True,
    )
    return (fair, evening)


def communities() -> tuple[v.CommunityView, ...]:
    return (
        v.CommunityView(
            id="forum",
            name={"en": "Owners' forum"},
            where="online",
            link=v.Link("https://forum.example.org/"),
            topics=("repair", "beginners"),
            size=5200,
            people=(v.Who("ana", "Ana Lopes", page=True),),
        ),
        v.CommunityView("table", {"en": "Sunday table"}, "offline"),
    )


def news() -> tuple[v.NewsView, ...]:
    ana = v.Who("ana", "Ana Lopes", page=True)
    return (
        v.NewsView(date(2026, 11, 2), "answer", {"en": "Export"}, "2026-09-02-export"),
        v.NewsView(date(2026, 8, 5), "thanks", {"en": "Explained imports"}, "ana", ana),
        v.NewsView(date(2026, 5, 2), "event", {"en": "The spring fair"}, "2026-05-02-fair"),
        v.NewsView(date(2026, 4, 8), "incident", {"en": "Down"}, say={"en": "It works **again**."}),
        v.NewsView(date(2026, 1, 1), "mission", {"en": "Write a guide"}, "write-a-guide"),
        v.NewsView(date(2025, 12, 1), "joined", {"en": "Welcome"}, None, v.Who("x")),
    )


def sample(audience: str = "members", languages: tuple[str, ...] = ("en",)) -> v.View:
    """The View, without anything that would be staff's alone unless it is for staff."""
    tiers = (
        v.TierView("bronze", {"en": "Bronze", "es": "Bronce"}, 0, ({"en": "Members' forum"},)),
        v.TierView("silver", {"en": "Silver", "es": "Plata"}, 300, ({"en": "Early access"},)),
        v.TierView("gold", {"en": "Gold", "es": "Oro"}, 500, ({"en": "A seat in the council"},)),
    )
    people = tuple(person(row, place) for place, row in enumerate(PEOPLE, 1))
    ranked = sorted((p for p in people if p.standing), key=lambda p: -(p.standing or 0))
    rows: list[v.LeaderboardPlace] = []
    for each in ranked:
        same = rows and rows[-1].points == each.standing
        rank = rows[-1].rank + (0 if same else 1) if rows else 1
        who = v.Who(each.id, each.name, page=True)
        rows.append(v.LeaderboardPlace(rank, who, each.standing or 0, each.tier))
    if audience == "staff":
        notes = v.StaffNotes(
            "member", date(2025, 2, 1), "maya", {"en": "Support"}, stance="critical"
        )
        people = (replace(people[0], staff=notes), *people[1:])
    cycles = tuple(
        v.LoopRate({"": name}, received, closed)
        for name, received, closed in (("2026-Q2", 8, 7), ("2026-Q3", 11, 9), ("2026-Q4", 6, 2))
    )
    return v.View(
        audience=audience,
        as_of=TODAY,
        program=v.ProgramView(
            name="Acme Champions",
            brand="Acme",
            purpose={
                "en": "We make **Acme** better together: you tell us, we answer.",
                "es": "Mejoramos **Acme** entre todos.",
            },
            languages=languages,
            intake=v.Intake(mail="champions@example.org"),
            stages=tuple(key("mission", "", ("conversation",))["enum"]),
        ),
        cycle=v.CycleView("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        how=v.HowView(
            points=points_policy(date(2026, 1, 1), maturation_days=7, escalate_above=500),
            tiers=tiers,
            points_next=(points_policy(date(2027, 4, 1), TODAY, expiry="months", expiry_months=9),),
            clocks={"review": 14, "acknowledge": 3, "tell_decision": 5, "incident_hours": 24},
            exit_window_days=60,
            disclosure_duty={"en": "Say that you are in the program where others see your work."},
            consent=v.ConsentText("2", date(2026, 1, 1), {"en": "We keep what you tell us."}),
            staff=("Maya Weber", "Jonas Roth"),
            timezone="Europe/Berlin",
        ),
        sought=v.SoughtView({"en": "People who mend"}, {"en": "Answers ten a month"}, {}),
        pillars=(
            v.PillarView("adoption", (v.ObjectiveView("start", {"en": "Newcomers start well"}),)),
            v.PillarView("loyalty", (v.ObjectiveView("answers", {"en": "Nobody waits long"}),)),
            v.PillarView("efficacy"),
        ),
        missions=missions(),
        items=items(),
        loops=v.LoopsView(
            25, 18, cycles, (v.LoopRate({"en": "Product"}, 15, 12), v.LoopRate({"en": "PR"}, 0, 0))
        ),
        people=people,
        leaderboard=v.LeaderboardView(tuple(rows), tuple(rows[1:3]), tuple(rows[-1:])),
        rewards=rewards(),
        events=events(),
        communities=communities(),
        news=news(),
        figures=v.FiguresView(members=42, review_days=4),
        staff=staff_view() if audience == "staff" else None,
    )
