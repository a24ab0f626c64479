"""What all reading commands do: open the program for a day, ask for a report, write it.

A command's module says what it is asked and which report answers; options that every one has,
formats, and how a refusal is said stand here alone.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodword.cli import options
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.diagnostics import BeyondPart, Failure, Unnamed
from goodword.part import Question
from goodword.part.names import with_names, without_records
from goodword.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from goodword.reports.report import Report
_EVERYWHERE = (options.as_of, options.revision, options.report_format())


class Asked(NamedTuple):
    """What a report is made from.

    Attributes:
        session: the files, as they are or at a revision.
        snapshot: the program on the day asked for.
    """

    session: Session
    snapshot: Snapshot


def reading(
    *parameters: Callable[[Any], Any],
    says: str,
    few: Callable[..., Question | None] | None = None,
) -> Callable[[Callable[..., Report]], click.Command]:
    """A command that shows a report, with `--as-of`, `--rev` and `--format`.

    Args:
        parameters: arguments and options of its own, in the order of its help.
        says: its help.
        few: what the report needs, given what was chosen, where that is little; None where it
            needs the whole program.
    """

    def command(report: Callable[..., Report]) -> click.Command:
        @wraps(report)
        def run(
            root: str | None, /, as_of: date | None, rev: str | None, form: str, **chosen: Any
        ) -> int:
            session = Session(find_root(root), rev, as_of)
            question = few(**chosen) if few and rev is None else None
            result = question and _of_part(session, question, report, chosen)
            if result is None and question is not None:
                _see_named(session, question, report, chosen)
            if result is None:
                asked = Asked(session, session.sound())
                try:
                    result = report(asked, **chosen)
                except Failure as failure:
                    raise _refusal(failure) from None
            options.show_report(result, form, session.locator.spot)
            return 0

        found: Any = click.pass_obj(run)
        for each in reversed((*parameters, *_EVERYWHERE)):
            found = each(found)
        return click.command("command", help=says)(found)

    return command


def _of_part(
    session: Session,
    question: Question,
    report: Callable[..., Report],
    chosen: dict[str, Any],
) -> Report | None:
    """The report of what it needs; None where only the whole answers, or says why not."""
    try:
        part, snapshot = session.part(question)
        found = report(Asked(session, snapshot), **chosen)
        part.see()
    except (BeyondPart, Failure):
        return None
    session.locator.ask(part.packed)
    return found


def _see_named(
    session: Session,
    question: Question,
    report: Callable[..., Report],
    chosen: dict[str, Any],
) -> None:
    """See that what is named is there, where names of files show that it is not.

    Raises:
        UsageError: it is not.
    """
    try:
        part, snapshot = session.large_part(Question())
        part.see()
        program = with_names(part.program, session.tree)
        unknown = [each for each in question.people if each not in program.influencers]
        if not question.thing and not unknown:
            return
        try:
            report(Asked(session, Snapshot(program, snapshot.as_of)), **chosen)
        except BeyondPart:  # as where somebody may have points without being on the map
            program = without_records(program, session.tree, unknown)
            few = Snapshot(program, snapshot.as_of, people=frozenset(unknown))
            report(Asked(session, few), **chosen)
    except Unnamed as failure:
        raise _refusal(failure) from None
    except (BeyondPart, Failure):
        return


def _refusal(failure: Failure) -> click.UsageError:
    said = f"{failure.message}; {failure.hint}" if failure.hint else failure.message
    return click.UsageError(said)
