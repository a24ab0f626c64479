"""`goodword doctor`: whether the machine, the repository and the host are fit for the program."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING

import click

from goodword import __version__
from goodword.cli import options
from goodword.cli.probing import probed
from goodword.cli.root import find_root
from goodword.cli.session import Session
from goodword.diagnostics import Failure
from goodword.host import CHECKS
from goodword.host.beside import held, top_of
from goodword.host.surroundings import Surroundings, by_gh
from goodword.reports.report import Field, Report, counted, table, values
from goodword.resources import schemas_directory, starter_files
from goodword.starter.owners import PATH, code_owners, drift

if TYPE_CHECKING:
    from goodword.host.surroundings import Finding
    from goodword.model.program import Program

_FIELDS: tuple[Field[tuple[str, Finding]], ...] = (
    Field("check", "check", get=lambda each: each[0]),
    Field("state", "state", get=lambda each: each[1].state),
    Field("said", "what is", get=lambda each: each[1].said),
    Field("do", "what to do", get=lambda each: each[1].do),
)


@click.command(
    help="Look at the surroundings: git, Python, clock, line ends, the pinned version, CODEOWNERS, "
    "workflows; with --online at the host too: who reads the repository, rules of the branch, "
    "signed commits, secrets, whether the portal is private. 1 where something is wrong.",
)
@click.option("--online", is_flag=True, help="Ask GitHub too, through gh and its login.")
@click.option(
    "--login",
    "logins",
    multiple=True,
    metavar="KIND:…",
    help="How a reader logs in to the portal, as goodword probe takes it.",
)
@options.report_format()
@click.pass_obj
def command(root: str | None, *, online: bool, logins: tuple[str, ...], form: str) -> int:
    """Go through all checks."""
    session = Session(find_root(root))
    top, way = top_of(session.root)
    program = _program(session)
    owners = code_owners(program, session.as_of, way).text if program else ""
    around = Surroundings(
        root=session.root,
        top=top,
        way=way,
        tree=session.tree,
        program=program,
        owners=drift(owners, held(top, PATH)) if program else None,
        now=datetime.now(UTC),
        version=__version__,
        commit=_commit(),
        python=sys.version_info[:2],
        given=starter_files(),
        schemas=schemas_directory(),
        ask=by_gh(session.root) if online else None,
        probe=(lambda url: probed([url], logins)) if online else None,
    )
    found = [(check.name, check.look(around)) for check in CHECKS]
    wrong = sum(finding.state == "wrong" for _, finding in found)
    note = f"{counted(len(found), 'check')}, {wrong} wrong" if wrong else "nothing is wrong"
    result = Report("Surroundings", (table(_FIELDS, found),), (note,), values(_FIELDS, found))
    options.show_report(result, form)
    return int(wrong > 0)


def _program(session: Session) -> Program | None:
    """What the files say, None where some cannot be read."""
    try:
        return session.sound().program
    except Failure:
        return None


def _commit() -> str:
    """The commit from which the tool was installed, where pip wrote one down (PEP 610)."""
    try:
        record = metadata.distribution("goodword").read_text("direct_url.json")
        commit = json.loads(record or "{}").get("vcs_info", {}).get("commit_id", "")
    except (metadata.PackageNotFoundError, ValueError, AttributeError):
        return ""
    return str(commit)
