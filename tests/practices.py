"""The practice of influencer programs, sentence by sentence, and what of Goodword enforces it."""

from __future__ import annotations

from typing import NamedTuple

PAGE = "docs/practice.md"
"""Where the page lies in the repository."""
_HEAD = """\
# The practice, and what enforces it

What people who built such programs advise, and the command, rule, line of the agenda, kind of file
or page of the portal that holds a program to it. A rule fails the check, one that warns does so
with `--strict`; a line of the agenda stays until it is done; what is refused is not written. This
page is made, and its links are tested.
"""


class Practice(NamedTuple):
    """A sentence, and what enforces it, by name.

    Args:
        says: the practice.
        how: what that means here.
        commands: of the command line, without `goodword`.
        rules: of `goodword check`.
        dues: lines of the agenda, by their name in JSON.
        kinds: of files.
        pages: of the portal, by module.
        docs: pages of the documentation.
    """

    says: str
    how: str
    commands: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    dues: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()


PRACTICES = (
    Practice(
        "More than a loyalty scheme: points are a part, the two-way relationship is the whole",
        "thanks, access, answers and feedback are records of equal rank with points",
        commands=("relation", "record", "influencer thank"),
        rules=("by-hand",),
        dues=("thanks", "relations"),
        kinds=("touchpoint",),
        pages=("staff_relation",),
    ),
    Practice(
        "Find, thank, engage are three steps",
        "each person has a stage, with what must be true before it, and each step its lines",
        commands=("candidates", "influencer stage", "agenda"),
        rules=("entry-conditions", "stage-moves"),
        dues=("candidates", "invitations", "onboarding"),
        pages=("staff_market",),
    ),
    Practice(
        "Say what greater than average, relevant market and the behaviour sought mean before "
        "seeking anyone",
        "the definition is a file; candidates are scored against it, with every term shown",
        commands=("candidates",),
        dues=("foundations",),
        kinds=("identification", "strategy"),
    ),
    Practice(
        "Do not drop those you dislike or cannot reach; critics, employees, quiet customers and "
        "advisers count",
        "they stay on the map; no rule leaves them out, only their own wish does; who is listed is "
        "told so; a witness and attendance are as good as a link",
        commands=("influencer advice", "influencer referral", "routing"),
        rules=("person-complete", "evidence-asked"),
        dues=("candidates", "referrals"),
        kinds=("profile",),
        pages=("staff_market",),
    ),
    Practice(
        "Thank people for helping others, not the brand; they may opt out, and choose who sees "
        "what",
        "thanks say whom it helped; consent is dated and holds before a page is made; a stance is "
        "never shown outside",
        commands=("influencer thank", "influencer consent", "influencer erase"),
        rules=(
            *("opted-out-message", "opted-out-invited", "consent-day", "open-program"),
            "segment-decides",
        ),
        dues=("thanks", "consents"),
        pages=("staff_register", "people"),
        docs=("erasing.md",),
    ),
    Practice(
        "Gifts stay modest, samples are fine, surprises work, anything of value is disclosed",
        "ceilings for gifts, records of samples, `surprise: true`, a disclosure on every claim "
        "where something was given",
        commands=("influencer gift", "influencer sample", "claim disclose"),
        rules=("gift-ceiling", "disclosure-stated", "sample-disclosed"),
        dues=("samples",),
    ),
    Practice(
        "A recall, an outage, a cancelled flight is a moment of truth",
        "an incident has a list of whom to tell, and hours in which to do it",
        commands=("incident open", "incidents", "segments"),
        rules=("alert-list", "clock-change"),
        dues=("incidents",),
        kinds=("incident",),
        pages=("staff_incidents",),
    ),
    Practice(
        "The relationship is a balance sheet: too much in our favour and they feel used",
        "both sides over twelve months and over all years, in lanes, never as money",
        commands=("relation", "record"),
        dues=("relations", "asks"),
        pages=("staff_relation",),
    ),
    Practice(
        "Long-term, not a campaign",
        "years of cycles, terms, leave and emeritus; nobody's term ends untold; who is met in "
        "campaigns alone is named",
        commands=("term nominate", "term review", "term decide", "term tell", "relation"),
        rules=("nominators", "term-decided", "term-order", "term-untold"),
        dues=("terms", "silence", "inactivity"),
        kinds=("terms", "term"),
        pages=("staff_terms",),
        docs=("terms.md",),
    ),
    Practice(
        "Private access, under an agreement where needed; let them meet each other, also off-line",
        "events with format, agreement and attendance; a directory that asks for consent",
        commands=("events", "event invite", "influencer nda"),
        rules=("nda-event", "attendance"),
        dues=("ndas", "attendance"),
        kinds=("event",),
        pages=("events", "people"),
    ),
    Practice(
        "Close the loop on feedback, or listening loses its value",
        "a loop is closed only when every person who raised it was told, with proof; what is heard "
        "in the open has a clock in hours",
        commands=("loops", "feedback tell", "listen", "signal became", "signals"),
        rules=(
            *("told-without-proof", "told-stranger", "told-before-step", "impersonal-answer"),
            *("same-answer", "signal-became"),
        ),
        dues=("items", "signals"),
        kinds=("feedback", "signal"),
        pages=("staff_loops", "feedback", "staff_signals"),
        docs=("closing-loops.md", "listening.md"),
    ),
    Practice(
        "Be open with them; they are the early warning",
        "who warned of an incident is named, counted and thanked; several people on one area make "
        "a line before anything happens",
        commands=("incident warned", "incidents"),
        rules=("forewarned", "told-withheld"),
        dues=("warned", "early"),
        pages=("news", "staff_incidents"),
    ),
    Practice(
        "Strategy first: some of the six pillars, never all, in forced order; objectives, then "
        "measures",
        "the strategy is a file: an ordered choice of pillars, objectives with steps, KPIs under "
        "each; every stage of the conversation has a part in it or says why not",
        commands=("report", "objective step", "new conversation"),
        rules=("mission-objective", "objective-outcome", "kpi-aim", "conversation-stage"),
        dues=("measures", "steps"),
        kinds=("strategy", "conversations"),
        pages=("staff_objectives", "staff_conversations"),
        docs=("measuring.md", "conversations.md"),
    ),
    Practice(
        "Measure results, not scores; reach is an indicator; equivalent advertising value and "
        "potential impressions are no measures",
        "an objective needs an outcome; discredited metrics are refused by name; results are "
        "counted with a source, and a lift is shown with its interval or not at all",
        commands=("report", "claim result", "cycle measure"),
        rules=(
            *("objective-outcome", "reach-indicator", "discredited-metric", "because-of"),
            *("measures", "came-of"),
        ),
        kinds=("measures",),
        pages=("staff_objectives",),
        docs=("measuring.md",),
    ),
    Practice(
        "Departments split people up and lose those who fit no box; each kind needs its own "
        "measure",
        "everyone has an owner and a department, there is no other, each category names its "
        "measure",
        commands=("routing", "influencer route", "owners", "new segment"),
        rules=("person-complete", "department-lead", "segment-of-nobody"),
        dues=("routing", "leads"),
        kinds=("departments", "segments"),
        pages=("staff_segments",),
        docs=("segments.md",),
    ),
    Practice(
        "Brands believe in far more working relationships than their influencers do",
        "what we say is recorded before they answer, also to questions of the "
        "program's own, and the gap of each is shown by department",
        commands=("audit", "audit view", "audit answer", "new question"),
        rules=("audit-view", "audit-collector", "audit-question"),
        dues=("audits",),
        kinds=("audit", "questions"),
        pages=("staff_audit",),
        docs=("audit.md",),
    ),
    Practice(
        "Communities matter by who moves them, not by size; monitor, join or leave alone",
        "each has a stance and dated assessments; they are ranked by the share of our top people "
        "who move them, and the gap between what is important and where we are is shown",
        commands=("communities", "community review", "community assess", "staff follow"),
        rules=("follows-nothing",),
        dues=("communities",),
        kinds=("community",),
        pages=("communities", "staff_communities", "staff_following"),
        docs=("communities.md",),
    ),
    Practice(
        "A program can start in six weeks",
        "`init` lays it out; candidates, invitations, a sequence of messages, missions worth "
        "points in a cycle, rewards",
        commands=("init", "doctor", "new mission", "cycle close", "reward redeem"),
        rules=("frozen-points", "statement", "not-covered"),
        dues=("claims", "redemptions", "cycles"),
        docs=("tutorial.md", "own-program.md"),
    ),
    Practice(
        "Ask them what they want, and give that: access, recognition, learning, introductions",
        "they are asked once a year; a reward or a place is set aside for one person, with the "
        "reason and a last day; the share of offers that were what they want is shown",
        commands=(
            *("influencer wants", "influencer offer", "touchpoint became"),
            *("relation", "report"),
        ),
        rules=("offer-open", "set-aside", "offer-end", "wants-said"),
        dues=("wants", "fits", "offers"),
        kinds=("profile", "touchpoint"),
        pages=("staff_relation",),
        docs=("relationship.md",),
    ),
    Practice(
        "Keep what you promise them",
        "a promise has a day; it stays on the agenda until kept, and counts against us until then",
        commands=("influencer promise",),
        rules=("snoozed",),
        dues=("promises",),
    ),
    Practice(
        "Samples are for living with, over a long time",
        "a sample is lent until a day or kept; somebody asks after it; claims made with it name it",
        commands=("influencer sample",),
        rules=("sample-disclosed", "day-order"),
        dues=("samples",),
    ),
    Practice(
        "The first word is personal, on the channel where they are most active",
        "nothing automated goes out without a consent in force; a first contact is the task of a "
        "person, with a name",
        commands=("outbox", "influencer contact"),
        rules=("opted-out-message",),
        dues=("invitations", "onboarding", "mail"),
        docs=("messages.md", "sending.md"),
    ),
    Practice(
        "Paid posts poison the well",
        "no reward is cash, what was paid is disclosed and gives no points, and no figure has both",
        commands=("claim disclose", "rewards"),
        rules=("disclosure-stated", "reward-terms", "price"),
        kinds=("reward",),
    ),
)
"""All of them, in the order in which they are shown."""


def links(practice: Practice) -> list[tuple[str, str]]:
    """What enforces a practice: its word, and where that leads from the page."""
    return [
        *((f"`goodword {x}`", f"reference/commands.md#goodword-{x.replace(' ', '-')}")
          for x in practice.commands),
        *((f"rule `{x}`", f"reference/rules.md#{x}") for x in practice.rules),
        *((f"due `{x}`", "agenda.md") for x in practice.dues),
        *((f"file `{x}`", f"reference/kinds/{x}.md") for x in practice.kinds),
        *((f"page `{x}`", "portal.md") for x in practice.pages),
        *((x.removesuffix(".md"), x) for x in practice.docs),
    ]  # fmt: skip


def page() -> str:
    """The whole page."""
    rows = ["| the practice | here | enforced by |", "|---|---|---|"]
    for each in PRACTICES:
        led = ", ".join(f"[{word}]({where})" for word, where in links(each))
        rows.append(f"| {each.says} | {each.how} | {led} |")
    return f"{_HEAD}\n" + "\n".join(rows) + "\n"
