"""`goodword new`: a new person, mission, claim or reward; shown before written."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import click

from goodword.actions.new import Creating, new
from goodword.cli import options
from goodword.cli.asking import can_ask, needed
from goodword.cli.writing import Writing, known, shared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_STAGES = ("candidate", "invited", "member", "on-leave", "emeritus", "left", "declined")
_KINDS = ("merchandise", "access", "learning", "donation", "recognition")
_CONVERSATION = ("awareness", "learning", "choosing", "using", "helping", "advocating")
_POINTS = click.IntRange(0, 10**9)


@click.group(
    help="Write a new file. What is needed is asked for on a terminal, else given by flags. "
    "Dry unless --write."
)
def command() -> None:
    """Hold the kinds."""


def _many(name: str, text: str, *, metavar: str = "ID") -> Callable[..., Any]:
    return click.option(name, multiple=True, metavar=metavar, help=f"{text}; repeat for more.")


def _text(name: str, text: str, *, metavar: str = "TEXT") -> Callable[..., Any]:
    return click.option(name, metavar=metavar, help=text)


_own_id = click.argument("own_id", metavar="[ID]", required=False)
"""The id may also stand by itself, as in `goodword new influencer ana`."""


@command.command("influencer", help="A person on the map, as a candidate unless --stage says more.")
@_own_id
@_text("--name", "As they write it.")
@_text("--id", "Default made of the name.", metavar="ID")
@click.option("--stage", type=click.Choice(_STAGES), default="candidate", show_default=True)
@click.option("--since", type=options.Day(), help="First day of that stage; default today.")
@_text("--category", "The kind of influencer.", metavar="ID")
@_text("--department", "Default that of the category.", metavar="ID")
@_text("--owner", "Staff id of who looks after them.", metavar="ID")
@_many("--language", "A language they speak, best first", metavar="TAG")
@_text("--region", "Country, such as PT.", metavar="CODE")
@_many("--topic", "What they talk about", metavar="TOPIC")
@_text("--pronouns", "Theirs.")
@_text("--staff", "Their own staff id, for employees.", metavar="ID")
@_text("--referred-by", "Who brought them in.", metavar="ID")
@shared
def _influencer(context: click.Context, **_: Any) -> int:
    """Write a profile."""

    def request(run: Writing, row: Mapping[str, Any]) -> Creating:
        opaque = run.program.settings.ids == "opaque"
        if opaque and _id_of(row):
            raise click.UsageError("ids are opaque here, so the tool makes them up")
        fields = _given(
            row,
            *("name", "stage", "category", "department", "owner", "region", "pronouns", "staff"),
            *("referred_by",),
            languages="language",
            topics="topic",
        )
        fields["since"] = (row["since"] or run.day(row)).isoformat()
        return Creating("profile", fields, secrets.token_hex(4) if opaque else _id_of(row))

    return _create(context, {"name": "Name"}, request)


@command.command("mission", help="Something worth doing.")
@_own_id
@_text("--title", "What it is called.")
@_text("--instructions", "What to do and what to hand in, in Markdown.")
@click.option("--points", type=_POINTS, help="What it gives.")
@_text("--id", "Default made of the title.", metavar="ID")
@_text("--objective", "The objective it serves.", metavar="ID")
@_text("--summary", "One sentence for the card.")
@click.option("--conversation", type=click.Choice(_CONVERSATION), help="The stage it helps.")
@click.option("--status", type=click.Choice(["proposed", "open", "paused"]), help="Default open.")
@click.option("--opens", type=options.Day(), help="The first day.")
@click.option("--closes", type=options.Day(), help="The last day, included.")
@_text("--department", "Default that of the objective.", metavar="ID")
@_many("--reviewer", "Staff id of who may decide")
@click.option("--effort-hours", type=click.IntRange(0, 1000), help="Hours it takes.")
@click.option("--public-facing", is_flag=True, help="Doing it shows the brand to others.")
@_text("--proposed-by", "Whose idea it was.", metavar="ID")
@shared
def _mission(context: click.Context, **_: Any) -> int:
    """Write a mission."""

    def request(_: Writing, row: Mapping[str, Any]) -> Creating:
        fields = _given(
            row,
            *("title", "instructions", "points", "summary", "status", "opens", "closes"),
            *("objective", "conversation", "effort_hours", "department", "proposed_by"),
            *("public_facing",),
            reviewers="reviewer",
        )
        return Creating("mission", fields, _id_of(row))

    asked = {"title": "Title", "instructions": "Instructions", "points": "Points"}
    return _create(context, asked, request)


@command.command("reward", help="What points buy.")
@_own_id
@_text("--name", "What it is called.")
@click.option("--kind", type=click.Choice(_KINDS), help="What kind of thing it is.")
@click.option("--cost", type=_POINTS, help="Its price in points.")
@_text("--id", "Default made of the name.", metavar="ID")
@_text("--summary", "What it is.")
@click.option("--stock", type=click.IntRange(0, 10**9), help="How many there are; else no limit.")
@click.option("--limit", type=click.IntRange(1, 10_000), help="How many each person may have,")
@click.option("--every", type=click.Choice(["cycle", "year", "ever"]), help="in what time.")
@_many("--tier", "For this tier")
@_many("--region", "For this region", metavar="CODE")
@click.option("--nda", is_flag=True, help="For people under an agreement.")
@click.option("--fulfilment", type=click.Choice(["automatic", "manual"]), help="Default manual.")
@_text("--fulfiller", "Staff id of who sends it.", metavar="ID")
@click.option(
    "--gift-value-band", type=click.Choice(["none", "modest", "generous"]), help="Default none."
)
@shared
def _reward(context: click.Context, **_: Any) -> int:
    """Write a reward."""

    def request(run: Writing, row: Mapping[str, Any]) -> Creating:
        fields = _given(
            row, "name", "kind", "summary", "fulfilment", "fulfiller", "gift_value_band"
        )
        terms = _given(row, "nda", tiers="tier", regions="region")
        if row["every"] and not row["limit"]:
            raise click.UsageError("--every belongs to --limit")
        if row["limit"]:
            terms["per_influencer"] = _given(row, "limit", "every")
        fields["cost"] = {"points": row["cost"], **terms} if terms else row["cost"]
        if row["stock"] is not None:
            day = run.day(row).isoformat()
            fields["stock"] = [{"date": day, "quantity": row["stock"]}]
        return Creating("reward", fields, _id_of(row))

    return _create(context, {"name": "Name", "kind": "Kind", "cost": "Cost"}, request)


@command.command("claim", help="Somebody's word that a mission was done, to be decided.")
@_text("--mission", "Which.", metavar="ID")
@_text("--influencer", "Whose.", metavar="ID")
@_many("--with", "Who else did it")
@click.option("--occurred", type=options.Day(), help="The day it was done; default today.")
@_many("--link", "Evidence: a link", metavar="URL")
@_many("--witness", "Evidence: who confirms it")
@_many("--event", "Evidence: where they were")
@_text("--summary", "What was done.")
@_text("--helped", "Whom it helped.")
@click.option("--effort-hours", type=click.IntRange(0, 1000), help="Hours it took.")
@_many(
    "--disclosure", "program, sample, gift, …; with a colon, where", metavar="CONNECTION[:WHERE]"
)
@shared
def _claim(context: click.Context, **_: Any) -> int:
    """Write a claim."""

    def request(run: Writing, row: Mapping[str, Any]) -> Creating:
        mission = known("mission", row["mission"], run.program.missions)
        person = known("influencer", row["influencer"], run.program.influencers)
        fields = _given(row, "summary", "helped", "effort_hours", "with")
        fields |= _evidence(row)
        fields |= _disclosure(row)
        submitted = run.day(row)
        occurred = row["occurred"] or submitted
        if occurred != submitted:
            fields["submitted"] = submitted.isoformat()
        moment = run.moment(row, "claims")
        if moment is not None:
            fields["at"] = moment
        return Creating("claim", fields, None, mission, person, occurred)

    asked = {"mission": "Mission", "influencer": "Influencer"}
    return _create(context, asked, request)


def _id_of(row: Mapping[str, Any]) -> str | None:
    """The id that was said, by a flag or by itself."""
    stated: str | None = row["id"]
    alone: str | None = row["own_id"]
    if stated and alone and stated != alone:
        raise click.UsageError(f'two ids are given, "{alone}" and "{stated}"')
    return stated or alone


def _create(
    context: click.Context,
    asked: Mapping[str, str],
    request: Callable[[Writing, Mapping[str, Any]], Creating],
) -> int:
    """Ask for what is needed, then propose, show, and write where asked."""
    run = Writing(context)
    params = context.params
    if params["from_file"] is None and can_ask():
        kinds = {each.name: each.type for each in context.command.params}
        for name, words in asked.items():
            if params[name] in (None, ""):
                params[name] = click.prompt(words, type=kinds[name])
    requests = []
    for row in run.rows():
        needed(row, *asked)
        requests.append(request(run, row))
    schemas = run.session.schemas.documents
    return run.carry_out(new(run.snapshot, requests, run.session.tree, schemas), "file")


def _given(row: Mapping[str, Any], *names: str, **others: str) -> dict[str, Any]:
    """The fields that were given; `others` are fields by the flag that gives each."""
    found: dict[str, Any] = {}
    for name, flag in {**{name: name for name in names}, **others}.items():
        value = row[flag]
        if value is False or value in (None, "", ()):
            continue
        if isinstance(value, tuple):
            found[name] = list(value)
        else:
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return found


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    links, others = row["link"], [*row["witness"], *row["event"]]
    if len(links) == 1 and not others:
        return {"evidence": links[0]}
    found: list[dict[str, str]] = [{"kind": "link", "url": each} for each in links]
    found += [{"kind": "witness", "witness": each} for each in row["witness"]]
    found += [{"kind": "attendance", "event": each} for each in row["event"]]
    return {"evidence": found} if found else {}


def _disclosure(row: Mapping[str, Any]) -> dict[str, Any]:
    found = []
    for each in row["disclosure"]:
        connection, _, where = each.partition(":")
        entry = {"connection": connection.strip()}
        if where.strip():
            entry["where"] = where.strip()
        found.append(entry)
    return {"disclosure": found} if found else {}
