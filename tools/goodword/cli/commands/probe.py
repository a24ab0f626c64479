"""`goodword probe`: whether a portal is private, asked of its addresses as a stranger would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goodword.cli import options
from goodword.cli.probing import SECONDS, probed
from goodword.cli.session import progress
from goodword.probe import RULES
from goodword.probe.logins import FORMS
from goodword.reports.report import Column, Field, Report, Table, counted, table, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.probe.visit import Cell, Result

_FIELDS: tuple[Field[Cell], ...] = (
    Field("rule", "rule"),
    Field("address", "address"),
    Field("private", "", get=lambda each: not each.against),
    Field("against", "what is open", get=lambda each: each.against, cell=lambda each: each[0]),
)


@click.command(
    help="Say PRIVATE only where strangers are refused at every address, in every way they are "
    "known to get in, and a reader with a login is shown the release. All else is a refusal (1): "
    "no answer, an answer that nobody knows, no login. The first address is the portal's own; the "
    "others are its twins: preview, version, alias, the one with www. Nothing asked changes "
    f"anything. A login is {FORMS}; what is secret in it is never an argument.",
)
@click.argument("urls", metavar="URL…", nargs=-1, required=True)
@click.option("--login", "logins", multiple=True, metavar="KIND:…", help="How a reader logs in.")
@click.option("--nonce", help="The release that a reader must be shown; default the one there is.")
@click.option(
    "--sign-in",
    "sign_ins",
    multiple=True,
    metavar="URL",
    help="Where the site sends strangers to sign in, if that page has no field for a password.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 120),
    default=SECONDS,
    show_default=True,
    help="How long an answer may take.",
)
@click.option(
    "--wait",
    type=click.IntRange(0, 3600),
    default=0,
    help="So many seconds the release may take to be there, with --nonce; default none.",
)
@options.report_format()
def command(
    urls: tuple[str, ...],
    logins: tuple[str, ...],
    nonce: str | None,
    sign_ins: tuple[str, ...],
    seconds: int,
    wait: int,
    form: str,
) -> int:
    """Ask, show the table, and end with 1 where it is not private."""
    with progress("asking"):
        found = probed(urls, logins, nonce or "", sign_ins, seconds=seconds, wait=wait)
    options.show_report(shown(found), form)
    return int(not found.private)


def shown(found: Result) -> Report:
    """Rules against addresses, and below what is open."""
    places = list(dict.fromkeys(each.address for each in found.cells))
    words = {True: "OPEN", False: "refused"}
    says = {rule.name: rule.says for rule in RULES}
    states = {(each.rule, each.address): words[bool(each.against)] for each in found.cells}
    names = list(dict.fromkeys(each.rule for each in found.cells))
    rows = tuple((name, says[name], *(states[name, place] for place in places)) for name in names)
    grid = Table((Column("rule"), Column("asked"), *map(Column, places)), rows)
    wrong = [each for each in found.cells if each.against]
    tables = (grid, table(_FIELDS, wrong, "Open")) if wrong else (grid,)
    return Report(
        "Private or not",
        tables,
        (_verdict(found, wrong, places),),
        {
            "private": found.private,
            "release": found.nonce or None,
            "addresses": places,
            "rules": values(_FIELDS, found.cells),
        },
    )


def _verdict(found: Result, wrong: Sequence[Cell], places: Sequence[str]) -> str:
    where = counted(len(places), "address", "addresses")
    if found.private:
        return f"PRIVATE: {where} by {counted(len(RULES), 'rule')}, release {found.nonce}"
    rules = len({each.rule for each in wrong})
    return f"NOT PRIVATE: {counted(rules, 'rule')} of {len(RULES)} broken at {where}"
