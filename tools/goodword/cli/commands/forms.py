"""`goodword forms`: issue forms by which influencers hand things in, made of the schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.cli.generated import Generated, generating, keep
from goodword.starter.forms import FOLDER, drift, issue_forms

if TYPE_CHECKING:
    from goodword.cli.session import Session


@click.command(
    help=f"Make the issue forms in {FOLDER}: joining, handing in a claim, feedback, asking for a "
    "reward and changing one's profile, in the program's first language with the words of the "
    "others beside.",
)
@click.option("--check", is_flag=True, help="Fail where a form is not as it would be made.")
@generating
@click.pass_obj
def command(root: str | None, /, **asked: Any) -> int:
    """Show the difference, judge it, or write the files."""
    return keep(root, _made, **asked)


def _made(session: Session, _way: str) -> Generated:
    program = session.sound().program
    wanted = issue_forms(program.settings.languages, program.missions.values())
    return Generated(wanted, lambda found: drift(wanted, found))
