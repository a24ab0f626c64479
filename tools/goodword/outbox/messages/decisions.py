"""What was decided on a person's own claims and requests for rewards, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.outbox.messages.occasion import LATE, Occasion, later

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from goodword.audience.record import OwnAppeal, OwnClaim
    from goodword.outbox.messages.occasion import About

DECIDED = frozenset({"approved", "reversed", "declined"})
"""States of a claim in which somebody has said something of it."""
OPEN = frozenset({"submitted", "appealed"})
"""States of a claim in which it waits to be decided."""
ENDED = ("approved", "fulfilled", "returned", "declined", "out of stock", "out of funds")
"""States of a request that its person did not bring about."""


def claims(about: About) -> Iterator[Occasion]:
    """What is decided on claims, and what is asked before.

    Decisions each once; one on appeal is another. What an import brought is none. Who is named by
    somebody else hears of it while they can still be taken out, and only who handed it in is asked.
    """
    for claim in about.lately.claims:
        if claim.source is not None and claim.received is None:
            continue
        if claim.state in OPEN:
            yield from _questions(about, claim) if claim.own else _named(about, claim)
        if claim.state in DECIDED and claim.decided is not None and about.recent(claim.decided):
            yield _decision(about, claim, claim.decided)
        for day, points in claim.taken:
            if about.recent(day):
                yield _reversal(about, claim, day, points)
        for answered in claim.answered:
            if about.recent(answered.date):
                yield _appealed(about, claim, answered)


def _questions(about: About, claim: OwnClaim) -> Iterator[Occasion]:
    template = "question"
    for number, (asked, question, answered) in enumerate(claim.questions, 1):
        if answered is None and about.recent(asked):
            yield Occasion(
                f"question/{claim.ref}/{number}",
                template,
                asked,
                later(asked, LATE),
                {
                    "mission": about.words(template, claim.title, claim.mission),
                    "question": question,
                },
                refs=(claim.ref,),
            )


def _named(about: About, claim: OwnClaim) -> Iterator[Occasion]:
    template = "named"
    for due in about.dues:
        if due.template == template and due.about == claim.ref and due.begun is not None:
            yield Occasion(
                f"named/{claim.ref}",
                template,
                due.begun,
                later(due.begun, LATE),
                {
                    "mission": about.words(template, claim.title, claim.mission),
                    "percent": "" if claim.percent is None else str(claim.percent),
                },
                refs=(claim.ref,),
                by=due.who,
            )


def _decision(about: About, claim: OwnClaim, decided: dt.date) -> Occasion:
    template = "declined" if claim.state == "declined" else "decision"
    on_appeal = claim.contested is not None
    values = {
        "mission": about.words(template, claim.title, claim.mission),
        "reason": claim.reason or "" if not claim.taken else "",
    }
    if template == "declined":
        values["appeal"] = "" if on_appeal else _appeal(about, template, decided)
    else:
        points = claim.points + sum(points for _, points in claim.taken)
        values["points"] = about.texts(template).count("points", points)
    return Occasion(
        f"decision/{claim.ref}{'/appeal' if on_appeal else ''}",
        template,
        decided,
        later(decided, LATE),
        values,
        refs=(claim.ref,),
    )


def _reversal(about: About, claim: OwnClaim, day: dt.date, points: int) -> Occasion:
    template = "reversal"
    return Occasion(
        f"reversal/{claim.ref}/{day}",
        template,
        day,
        later(day, LATE),
        {
            "mission": about.words(template, claim.title, claim.mission),
            "points": about.texts(template).count("points", points),
            "reason": claim.reason or "",
            "appeal": _appeal(about, template, day),
        },
        refs=(claim.ref,),
    )


def _appealed(about: About, claim: OwnClaim, answered: OwnAppeal) -> Occasion:
    template = "appeal"
    points = about.texts(template).count("points", answered.points) if answered.granted else ""
    return Occasion(
        f"appeal/{claim.ref}/{answered.taken}",
        template,
        answered.date,
        later(answered.date, LATE),
        {
            "mission": about.words(template, claim.title, claim.mission),
            "points": points,
            "reason": answered.reason or "",
        },
        refs=(claim.ref,),
    )


def _appeal(about: About, template: str, day: dt.date) -> str:
    """The last day to appeal, in words."""
    within = (about.view().how.clocks or {}).get("appeal_within", 0)
    return about.texts(template).day(later(day, within))


def requests(about: About) -> Iterator[Occasion]:
    """What became of requests for rewards."""
    template = "reward"
    for each in about.lately.redemptions:
        if each.state in ENDED and about.recent(each.since):
            state, texts = each.state.replace(" ", "-"), about.texts(template)
            yield Occasion(
                f"request/{each.ref}/{state}",
                template,
                each.since,
                later(each.since, LATE),
                {
                    "reward": about.words(template, each.name, each.reward),
                    "points": texts.count("points", each.points),
                    "outcome": texts(f"letter.reward.{state}"),
                },
                refs=(each.ref,),
            )
