"""Commands that show one report: a row each, with what it is asked and how it is helped.

The report is named by its module and function, so that a command loads no other's. The names of
its parameters are those of the options.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodword.cli.options import segment_option
from goodword.cli.reading import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.cli.reading import Asked
    from goodword.part import Question
    from goodword.reports.report import Report


class Reading(NamedTuple):
    """A command.

    Args:
        report: module and function of `reports`.
        says: its help.
        parameters: its arguments and options.
        few: what the report needs, given these, where that is little.
    """

    report: str
    says: str
    parameters: tuple[Callable[[Any], Any], ...] = ()
    few: Callable[..., Question | None] | None = None


def _months(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """Months of `12m` or `2y`."""
    found = re.fullmatch(r"([1-9][0-9]{0,2})([my])", value)
    if found is None:
        raise click.BadParameter(
            f'"{value}" is no span; spans are written 12m or 2y', context, parameter
        )
    return int(found[1]) * (12 if found[2] == "y" else 1)


def _flag(name: str, says: str, *more: str) -> Callable[[Any], Any]:
    return click.option(name, *more, is_flag=True, help=says)


def _text(name: str, metavar: str, says: str) -> Callable[[Any], Any]:
    return click.option(name, metavar=metavar, help=says)


def _top(default: int, says: str) -> Callable[[Any], Any]:
    least = click.IntRange(min=1)
    return click.option(
        "--top", type=least, default=default, show_default=True, metavar="N", help=says
    )


def _points(ids: tuple[str, ...], segment: str | None, **_: Any) -> Question | None:
    from goodword.part import Question

    return Question(ids) if ids and segment is None else None


def _relation(
    ids: tuple[str, ...], department: str | None, segment: str | None, *, by_year: bool, **_: Any
) -> Question | None:
    from goodword.part import Question

    few = ids and department is None and segment is None and not by_year
    return Question(ids, loops=True, named=True) if few else None


def _record(person: str, **_: Any) -> Question:
    from goodword.part import Question

    return Question((person,), loops=True, named=True)


def _show(identifier: str) -> Question:
    from goodword.part import Question

    return Question(thing=identifier)


_IDS = click.argument("ids", nargs=-1, metavar="[ID]...")
READINGS = {
    "points": Reading(
        "points.points_report",
        "Show the points of members and of all who have any, or of the IDs named: awarded, "
        "pending, spendable, standing, tier and what is lacking for the next.",
        (
            _IDS,
            _text("--cycle", "CYCLE", "Cycle of the column standing_cycle, as 2026-Q3."),
            segment_option,
            _flag("--explain", "Every entry with its reason, file and line."),
        ),
        _points,
    ),
    "loops": Reading(
        "loops.loops_report",
        "Show every feedback item, or the ITEMs named: state, who was told, clocks. A loop is "
        "closed only when everyone who raised it has been told, with proof.",
        (
            click.argument("items", nargs=-1, metavar="[ITEM]..."),
            click.option(
                "--state", multiple=True, metavar="STATE", help="Only items in this state; repeat."
            ),
            _flag("--overdue", "Only items with a clock that is over."),
            _text("--department", "ID", "Only items of this department."),
            _text("--owner", "STAFF", "Only items of this owner."),
            _text("--influencer", "ID", "Only items that this person raised."),
            _flag("--explain", "Say why each is not closed, and who must do what next, by when."),
        ),
    ),
    "show": Reading(
        "showing.showing",
        "Show one person, mission, feedback item or record: by its id, by its path, or a claim "
        "as MISSION/DATE-INFLUENCER.",
        (click.argument("identifier", metavar="ID"),),
        _show,
    ),
    "relation": Reading(
        "relation.relation_report",
        "Show what each person gave (missions by the hour, feedback, people brought in, events, "
        "asks accepted) and what we gave (thanks, access, answers, gifts, samples, introductions, "
        "promotion), less answers overdue and promises broken, each with its weight. The tilt "
        "says whom it favours. What points buy is not counted again.",
        (
            _IDS,
            click.option(
                "--window",
                "months",
                default="12m",
                show_default=True,
                metavar="SPAN",
                callback=_months,
                help="How far to look back, in months or years.",
            ),
            _text("--department", "ID", "Only people who are routed to this department."),
            segment_option,
            _flag("--explain", "Every record that was counted, with file and line."),
            _flag("--by-year", "What people of each joining year give and get, instead."),
        ),
        _relation,
    ),
    "record": Reading(
        "record.record_report",
        "Show everything kept about the person ID that is theirs to take along: what they gave "
        "and got over all years, points, claims, feedback and what they were told, consent, "
        "messages; then every value kept, with file, line and who else may read it. What is about "
        "others and what staff think (stance) is kept back, by name and with the reason.",
        (
            click.argument("person", metavar="ID"),
            _flag("--years", "Their relation by year instead, contacts by cycle, silences."),
        ),
        _record,
    ),
    "candidates": Reading(
        "candidates.candidates_report",
        "Score everyone on the map against identification.yml: reach (logarithm; older than a "
        "year counts half), relevance, activity and helpfulness, each as percentile rank times "
        "its weight. Then how the best placed stand to us, and everyone, also unreachable and "
        "critical. A score ranks people to talk to; it is no goal.",
        (
            _top(20, "How many of the best placed."),
            segment_option,
            _flag("--explain", "What each term is made of, with file and line."),
        ),
    ),
    "audit": Reading(
        "audit.audit_report",
        "Show the perception audit: the share of relationships that the brand says work against "
        "the share that influencers say work, per department and overall, who is over-claimed, "
        "who would like contact and has none, and who was told what became of feedback. Figures "
        "about fewer than five people are not shown; names only of those who agreed.",
        (
            _text(
                *("--cycle", "CYCLE"),
                "The cycle, as 2026-Q2; default the newest that has an audit.",
            ),
        ),
    ),
    "report": Reading(
        "results.results_report",
        "Report on a cycle: pillars in order, objectives, each KPI with baseline, target, "
        "actual, history and source; then loops, participation, thanks, missions by stage of "
        "conversation, feedback that changed something, and the relationship gap.",
        (
            _text("--cycle", "CYCLE", "The cycle, as 2026-Q3; default the present one."),
            _flag("--explain", "The records behind each KPI, with file and line."),
            _flag("--terms", "Terms instead: renewed, ended, new, and who stayed, by year."),
            _flag(
                "--conversations",
                "The conversation cloud: stage by department, and what came of each conversation.",
            ),
        ),
    ),
    "routing": Reading(
        "routing.routing_report",
        "Show who has no category, department or owner, or whose owner has left, and propose the "
        "department of the category and its lead.",
        (_IDS, segment_option, _flag("--all", "Those who are somebody's, too.", "everyone")),
    ),
    "communities": Reading(
        "communities.communities_report",
        "Show communities: what we do there, which of our people move them, whether each was "
        "reviewed this cycle, and which of the first nobody of ours is near. Once one was assessed "
        "they are ranked by the share of our top people (those in a tier that is earned) who move "
        "them, with how far what is important and where we are lie apart; until then the "
        "largest stands first.",
        (
            _top(10, "How many of the first to look at."),
            _flag("--history", "Every assessment too, the newest first."),
        ),
    ),
    "events": Reading(
        "events.events_report",
        "Show events: who was invited, who came, and what speaks against an invitation (stage, "
        "consent, agreement, capacity).",
        (_flag("--ahead", "Only those that are not over."),),
    ),
    "incidents": Reading(
        "incidents.incidents_report",
        "Show incidents: who had to hear of each, how many hours passed until they did, who was "
        "not told, what we heard, who had warned us of it. With IDs, person by person.",
        (
            _IDS,
            _flag("--warnings", "What people warned us of, and what of it came true."),
        ),
    ),
    "signals": Reading(
        "signals.signals_report",
        "Show signals, what people on the map said in the open: what each became, how many hours "
        "passed until its author had a first word from us, and which are over. With IDs only "
        "those, with what they say.",
        (_IDS, _flag("--open", "Only those that are not settled.", "unsettled")),
    ),
    "segments": Reading(
        "segments.segments_report",
        "Show segments: what each asks for, how many people are in it on the day, and how many "
        "things it decides. With SEGMENTs who is in them, and what they decide.",
        (
            click.argument("ids", nargs=-1, metavar="[SEGMENT]..."),
            _text("--influencer", "ID", "Why this person is in each or is not, key by key."),
        ),
    ),
    "rewards": Reading(
        "rewards.rewards_report",
        "Show the catalogue: price and terms in force, what is left of the stock, how many were "
        "asked for and how many of these wait.",
    ),
}
"""The commands, by name."""


def command(name: str) -> click.Command:
    """The command of that name."""
    return shown(READINGS[name])


def shown(row: Reading) -> click.Command:
    """The command of a row."""
    module, _, function = row.report.partition(".")

    def report(asked: Asked, **chosen: Any) -> Report:
        """Show the report."""
        make = getattr(import_module(f"goodword.reports.{module}"), function)
        made: Report = make(asked.snapshot, **chosen)
        return made

    return reading(*row.parameters, says=row.says, few=row.few)(report)
