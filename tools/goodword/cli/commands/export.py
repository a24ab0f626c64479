"""`goodword export`: the program's figures in the forms that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodword.cli import options
from goodword.cli.badges import address, write_badges
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.exports.beancount import beancount
from goodword.exports.journal import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

F = TypeVar("F", bound="Callable[..., Any]")
_INTO = click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Put it into this file; default standard output.",
)

_REPLACED = "The folder: new, empty, or one that this has written before, which is replaced."


@click.group(help="Write figures in the form of another program.")
def command() -> None:
    """Hold the commands that export."""


def _shared(function: F) -> F:
    function = options.revision(options.as_of(function))
    return _INTO(function)


def _kept(metavar: str, said: str) -> Callable[[F], F]:
    """The same options, where what is written is no text and so needs a place.

    Args:
        metavar: FILE or DIR.
        said: what becomes of one that is there.
    """
    kind = click.Path(dir_okay=metavar == "DIR", file_okay=metavar == "FILE", path_type=Path)
    into = click.option("--into", type=kind, required=True, metavar=metavar, help=said)

    def decorate(function: F) -> F:
        function = options.revision(options.as_of(function))
        return into(function)

    return decorate


@command.command(
    "beancount",
    help="All points as a double-entry ledger for beancount: an account for each person and each "
    "place a point can be, every lot by name and day, balances asserted at every closed cycle "
    "and at the end. bean-check judges it.",
)
@_shared
@click.pass_obj
def _beancount(root: str | None, into: Path | None, as_of: date | None, rev: str | None) -> int:
    """Write the double-entry ledger."""
    snapshot = Session(find_root(root), rev, as_of).sound()
    return _write(beancount(snapshot.ledger, snapshot.program.settings.name), into)


@command.command(
    "ledger",
    help="Standing as a journal that hledger and ledger read: an account for each person and "
    "cycle.",
)
@_shared
@click.pass_obj
def _ledger(root: str | None, into: Path | None, as_of: date | None, rev: str | None) -> int:
    """Write the journal."""
    snapshot = Session(find_root(root), rev, as_of).sound()
    return _write(journal(snapshot.ledger, snapshot.program.settings.name), into)


@command.command(
    "openbadges",
    help="Badges that people may hand on, as Open Badges 3.0: a signed credential for each tier "
    "reached and each honour given, of those who let everybody see it (consent). The key is in "
    "GOODWORD_BADGE_KEY. public/ is what verifiers fetch: the key, and the list of what still "
    "holds; people/ is what each person is given.",
)
@_kept("DIR", _REPLACED)
@click.option(
    "--url",
    required=True,
    metavar="URL",
    callback=address,
    help="Where public/ is served: https, and open to whoever verifies a badge.",
)
@click.option(
    "--by-email",
    is_flag=True,
    help="Say whose a badge is by the hash of their e-mail address, where contact.age has one "
    "(GOODWORD_KEYS, GOODWORD_IDENTITY); else of an account or id.",
)
@click.pass_obj
def _openbadges(root: str | None, /, into: Path, url: str, **rest: Any) -> int:
    """Write badges."""
    session = Session(find_root(root), rest["rev"], rest["as_of"])
    return write_badges(session, into, url, by_email=rest["by_email"])


@command.command(
    "sqlite",
    help="Everything as one SQLite file, for staff: a table for each kind of file, for each list "
    "in it, and for each thing that is computed; any SQL tool opens it.",
)
@_kept("FILE", "The file; one of SQLite that is there is replaced.")
@click.pass_obj
def _sqlite(root: str | None, into: Path, as_of: date | None, rev: str | None) -> int:
    """Write the tables into one file."""
    from goodword.cli.exporting import write_sqlite

    return write_sqlite(Session(find_root(root), rev, as_of).sound(), into)


@command.command(
    "csv",
    help="The same tables as a folder of CSV files, for staff; no cell is a formula.",
)
@_kept("DIR", _REPLACED)
@click.pass_obj
def _csv(root: str | None, into: Path, as_of: date | None, rev: str | None) -> int:
    """Write the tables into a folder."""
    from goodword.cli.exporting import write_csv

    return write_csv(Session(find_root(root), rev, as_of).sound(), into)


@command.command(
    "parquet",
    help="Tables for a lake that several programs share, as Parquet files: a folder a table, in "
    "it one a program and one a cycle; what the lake had of this program is replaced. Ids, codes, "
    "days and figures only; people are known again in other programs by keyed hashes of their "
    "accounts, where GOODWORD_LAKE_KEY is set. Needs pyarrow: pip install goodword[lake].",
)
@_kept("DIR", "The folder of the lake.")
@click.option(
    "--program",
    metavar="NAME",
    help="What this program is called in the lake; default an id made of its name.",
)
@click.option(
    "--table",
    multiple=True,
    metavar="TABLE",
    help="Only this table of it; may be said several times.",
)
@click.pass_obj
def _parquet(root: str | None, /, into: Path, **rest: Any) -> int:
    """Write the program's part of a lake."""
    from goodword.cli.lake import write_lake

    snapshot = Session(find_root(root), rest["rev"], rest["as_of"]).sound()
    return write_lake(snapshot, into, rest["program"], rest["table"])


@command.command(
    "ics",
    help="The program's calendar for staff: its events, and by when what is owed.",
)
@_shared
@click.option(
    "--days", type=click.IntRange(0, 3660), default=30, show_default=True, help="Look so far ahead."
)
@click.pass_obj
def _ics(root: str | None, /, into: Path | None, days: int, **rest: Any) -> int:
    """Write the calendar."""
    from goodword.cli.exporting import write_text
    from goodword.exports.calendar import calendar
    from goodword.reports.agenda import chosen

    snapshot = Session(find_root(root), rest["rev"], rest["as_of"]).sound()
    return write_text(calendar(snapshot, chosen(snapshot, days=days)), into)


@command.command(
    "people-json",
    help="People who agreed to be shown, as JSON for other sites: what they share with the "
    "audience by consent, and nothing else.",
)
@_shared
@click.option(
    "--audience",
    type=click.Choice(("public", "members")),
    default="public",
    show_default=True,
    help="For whom it is.",
)
@click.pass_obj
def _people(root: str | None, /, into: Path | None, audience: str, **rest: Any) -> int:
    """Write the people."""
    from goodword.cli.exporting import people_of, write_text

    session = Session(find_root(root), rest["rev"], rest["as_of"])
    return write_text(people_of(session, audience), into)


def _write(pieces: Iterable[str], into: Path | None) -> int:
    """Show the text, or put it into a file."""
    from goodword.cli.exporting import write_text

    return write_text("".join(pieces).encode(), into)
