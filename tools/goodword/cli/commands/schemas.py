"""`goodword schemas`: the copy of the schemas that a program keeps for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.cli.generated import Generated, generating, keep
from goodword.resources import schemas_directory
from goodword.source.schema_copy import FOLDER, drift

if TYPE_CHECKING:
    from goodword.cli.session import Session


@click.command(
    help=f"Make {FOLDER}/ of a program, by which editors complete, explain and judge its files: "
    "the schemas by which this version of check judges them.",
)
@click.option("--check", is_flag=True, help="Fail where a copy is another, or is missing.")
@generating
@click.pass_obj
def command(root: str | None, /, **asked: Any) -> int:
    """Show the difference, judge it, or write the files."""
    return keep(root, _made, **asked)


def _made(session: Session, way: str) -> Generated:
    session.settings()  # a newer program's copies are not made older ones
    files = sorted(schemas_directory().glob("*.schema.json"))
    wanted = {f"{way}{FOLDER}/{each.name}": each.read_bytes() for each in files}
    return Generated(wanted, lambda found: drift(wanted, found))
