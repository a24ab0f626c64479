"""`goodword feedback`: what the brand did about feedback, and who was told; dry unless --write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodword.actions.acknowledge import Acknowledging, acknowledge, say
from goodword.actions.decide import Ruling, decide
from goodword.actions.deliver import Delivery, deliver
from goodword.actions.exempt import Exempting, exempt
from goodword.actions.hear import Hearing, hear
from goodword.actions.receive import Receiving, receive
from goodword.actions.reopen import Reopening, reopen
from goodword.actions.tell import Telling, tell
from goodword.actions.triage import Triaging, triage
from goodword.cli import options
from goodword.cli.asking import needed
from goodword.cli.items import ItemWriting
from goodword.cli.writing import shared
from goodword.reports.loop_effect import loop_effect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = Mapping[str, Any]

F = TypeVar("F", bound="Callable[..., Any]")
OUTCOMES = (
    *("planned", "exploring", "already-available", "deferred", "declined", "duplicate"),
    "needs-info",
)
"""What can become of feedback."""
CODES = ("not-planned", "by-design", "too-costly", "out-of-scope", "not-reproducible", "conflicts")
"""Why feedback is declined, as one word."""
MILESTONES = ("acknowledged", "decided", "delivered", "reopened", "heartbeat", "question")
"""What people are told of."""


@click.group(help="Move feedback from received to told. Dry unless --write.")
def command() -> None:
    """Hold the commands of the loop."""


def _said(function: F) -> F:
    """Options for what may be said to each audience."""
    found: Any = function
    for audience, whom in (
        ("nda", "those under an agreement"),
        ("members", "members"),
        ("public", "anybody"),
    ):
        text = f"What may be said to {whom}."
        found = click.option(f"--say-{audience}", metavar="TEXT", help=text)(found)
    decorated: F = found
    return decorated


def _say(row: Row) -> dict[str, str]:
    return say(row["say_public"], row["say_members"], row["say_nda"])


_ITEMS = click.argument("items", nargs=-1, metavar="[ITEM]...")
_ITEM = click.argument("item", required=False, metavar="[ITEM]")
_PEOPLE = click.argument("people", nargs=-1, metavar="[PERSON]...")
_MILESTONE = click.option("--milestone", type=click.Choice(MILESTONES), help="Of what.")
_ROUND = click.option(
    "--round", type=click.IntRange(1, 1000), help="Which time round; default the present one."
)


@command.command("receive", help="Record feedback as a new item named by its TITLE.")
@click.argument("title", required=False, metavar="[TITLE]")
@click.option(
    "--raised-by", "people", multiple=True, metavar="ID", help="Who raised it; repeat for more."
)
@click.option("--channel", metavar="WORD", help="How it came: forum, mail, phone, event …")
@click.option("--summary", metavar="TEXT", help="What they said, in your words.")
@click.option("--verbatim", metavar="TEXT", help="Their own words.")
@click.option("--source", metavar="TEXT", help="Where it can be read.")
@click.option("--area", metavar="TEXT", help="The part of the product.")
@click.option("--pillar", metavar="WORD", help="The pillar of the strategy.")
@click.option(
    "--confidentiality",
    type=click.Choice(["public", "members", "nda", "staff"]),
    help="Who may know of the item; default staff.",
)
@click.option("--joins", metavar="ITEM", help="They raised this item too; no new one is made.")
@click.option("--slug", metavar="NAME", help="What the file is named by; default the title.")
@shared
def _receive(context: click.Context, **_: Any) -> int:
    """Receive."""
    run = ItemWriting(context)
    wanted = []
    for row in run.rows():
        joins = run.item(row["joins"]) if row["joins"] else None
        needed(row, *(() if joins else ("title", "channel", "summary")), "people")
        wanted.append(
            Receiving(
                None if joins else row["title"],
                run.people(row),
                run.day(row),
                run.by(row),
                joins=joins,
                **{name: row[name] for name in _RECEIVED},
            )
        )
    proposal = receive(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "item", follows=loop_effect)


_RECEIVED = (
    "channel",
    "summary",
    "verbatim",
    "source",
    "area",
    "pillar",
    "confidentiality",
    "slug",
)


@command.command("acknowledge", help="Take notice of each ITEM. Telling people is `tell`.")
@_ITEMS
@shared
def _acknowledge(context: click.Context, **_: Any) -> int:
    """Acknowledge."""
    run = ItemWriting(context)
    wanted = [Acknowledging(item, day, by) for _, item, day, by in run.asked()]
    proposal = acknowledge(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "item", follows=loop_effect)


@command.command("triage", help="Give each ITEM a named owner, and a department if any.")
@_ITEMS
@click.option("--department", metavar="ID", help="Whose subject it is.")
@click.option("--owner", metavar="STAFF", help="Whose job it is.")
@click.option(
    "--severity",
    type=click.Choice(["low", "normal", "high", "critical"]),
    default="normal",
    show_default=True,
)
@shared
def _triage(context: click.Context, **_: Any) -> int:
    """Triage."""
    run = ItemWriting(context)
    wanted = []
    for row, item, day, by in run.asked():
        needed(row, *(("department",) if run.program.departments else ()), "owner")
        wanted.append(Triaging(item, day, by, row["department"], row["owner"], row["severity"]))
    proposal = triage(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "item", follows=loop_effect)


@command.command("decide", help="Decide what becomes of each ITEM, and what may be said of it.")
@_ITEMS
@click.option("--outcome", type=click.Choice(OUTCOMES), help="What becomes of it.")
@click.option("--rationale", metavar="TEXT", help="Why, for staff: at least 20 characters.")
@_said
@click.option("--revisit", type=options.Day(), help="Deferred: look at it again on this day.")
@click.option("--link", metavar="URL", help="Already available: where.")
@click.option("--of", metavar="ITEM", help="Duplicate: the item that it repeats.")
@click.option("--as", "code", type=click.Choice(CODES), help="Declined: why, as one word.")
@shared
def _decide(context: click.Context, **_: Any) -> int:
    """Decide."""
    run = ItemWriting(context)
    wanted = []
    for row, item, day, by in run.asked():
        needed(row, "outcome", "rationale")
        option = _NEEDS.get(row["outcome"])
        needed(row, *([option] if option else ()))
        of = run.item(row["of"]) if row["of"] else None
        wanted.append(
            Ruling(
                item,
                day,
                by,
                row["outcome"],
                row["rationale"],
                _say(row),
                row["revisit"],
                row["link"],
                of,
                row["code"],
            )
        )
    proposal = decide(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "item", follows=loop_effect)


_NEEDS = {"deferred": "revisit", "already-available": "link", "duplicate": "of", "declined": "code"}
"""The option that an outcome cannot do without."""


@command.command(
    "deliver", help="Record what each ITEM got: --begun, a part (--remaining), or all of it."
)
@_ITEMS
@click.option("--begun", is_flag=True, help="Work has begun, and nothing is there yet.")
@click.option("--what", metavar="TEXT", help="What there is now.")
@click.option("--where", metavar="TEXT", help="Where it is: a version, a page, a shop.")
@click.option("--remaining", metavar="TEXT", help="What is still missing; else it is all there.")
@_said
@click.option("--public", type=options.Day(), help="The day anyone may know; default the same.")
@click.option("--link", metavar="URL", help="With --begun: where it can be followed.")
@shared
def _deliver(context: click.Context, **_: Any) -> int:
    """Deliver."""
    run = ItemWriting(context)
    wanted = []
    for row, item, day, by in run.asked():
        if row["begun"]:
            wanted.append(Delivery(item, day, by, link=row["link"]))
            continue
        needed(row, "what", "where")
        what, where, rest = row["what"], row["where"], row["remaining"]
        wanted.append(Delivery(item, day, by, what, where, rest, _say(row), row["public"]))
    proposal = deliver(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "item", follows=loop_effect)


@command.command("reopen", help="Begin a new round of each ITEM that had ended.")
@_ITEMS
@click.option(
    "--cause",
    type=click.Choice(["not-solved", "regression", "reverted", "unmerged", "new-information"]),
    help="Why.",
)
@shared
def _reopen(context: click.Context, **_: Any) -> int:
    """Reopen."""
    run = ItemWriting(context)
    wanted = []
    for row, item, day, by in run.asked():
        needed(row, "cause")
        wanted.append(Reopening(item, day, by, row["cause"]))
    proposal = reopen(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "item", follows=loop_effect)


@command.command(
    "tell", help="Record that each PERSON was told of ITEM (or of an incident), one file each."
)
@_ITEM
@_PEOPLE
@_MILESTONE
@_ROUND
@click.option("--channel", metavar="WORD", help="How: mail, phone, message, in-person …")
@click.option("--ref", metavar="TEXT", help="What proves it: the message's id or address.")
@click.option(
    "--delivery",
    type=click.Choice(["sent", "read", "replied", "bounced"]),
    help="What came of it; default sent.",
)
@click.option("--summary", metavar="TEXT", help="What they were told.")
@click.option("--at", metavar="HH:MM", help="When, where the hours count; default now.")
@click.option("--attempted", is_flag=True, help="They were not reached.")
@click.option("--automated", is_flag=True, help="A machine sent it.")
@shared
def _tell(context: click.Context, **_: Any) -> int:
    """Tell."""
    run = ItemWriting(context)
    wanted = []
    for row in run.rows():
        needed(row, "channel", *(() if row["attempted"] else ("milestone",)))
        if not (row["attempted"] or row["delivery"] == "bounced" or row["ref"] or row["summary"]):
            needed(row, "summary", instead="--ref")
        item = run.subject(row)
        wanted.append(
            Telling(
                item,
                run.people(row),
                run.day(row),
                run.by(row),
                moment=None if row["attempted"] else run.moment_in(row, item),
                **{name: row[name] for name in _TOLD},
            )
        )
    proposal = tell(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "record", follows=loop_effect)


_TOLD = ("milestone", "channel", "round", "ref", "delivery", "summary", "attempted", "automated")


@command.command("hear", help="Record what each PERSON answered to a question, or their verdict.")
@_ITEM
@_PEOPLE
@_ROUND
@click.option("--verdict", type=click.Choice(["solves", "partly", "no"]), help="Of a delivery.")
@click.option("--channel", metavar="WORD", help="How: mail, phone, message, in-person …")
@click.option("--summary", metavar="TEXT", help="What they said.")
@shared
def _hear(context: click.Context, **_: Any) -> int:
    """Hear."""
    run = ItemWriting(context)
    wanted = []
    for row in run.rows():
        needed(row, *(() if row["verdict"] else ("summary",)))
        item, people, day, by = run.subject(row), run.people(row), run.day(row), run.by(row)
        fields = (row["verdict"], row["channel"], row["round"], row["summary"])
        wanted.append(Hearing(item, people, day, by, *fields))
    proposal = hear(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "record", follows=loop_effect)


@command.command("exempt", help="Record why each PERSON is not told of ITEM, one file each.")
@_ITEM
@_PEOPLE
@_MILESTONE
@_ROUND
@click.option(
    "--reason",
    type=click.Choice(["opted-out", "unreachable", "left", "deceased", "nda-withheld"]),
    help="Why; it must be true on its day.",
)
@click.option("--summary", metavar="TEXT", help="More of it, in words.")
@shared
def _exempt(context: click.Context, **_: Any) -> int:
    """Exempt."""
    run = ItemWriting(context)
    wanted = []
    for row in run.rows():
        needed(row, "milestone", "reason")
        item, people, day, by = run.subject(row), run.people(row), run.day(row), run.by(row)
        fields = (row["milestone"], row["reason"], row["round"], row["summary"])
        wanted.append(Exempting(item, people, day, by, *fields))
    proposal = exempt(run.snapshot, wanted, run.session.tree)
    return run.carry_out(proposal, "record", follows=loop_effect)
