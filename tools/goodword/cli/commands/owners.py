"""`goodword owners`: CODEOWNERS as staff, departments and policies have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.cli.generated import Generated, generating, keep
from goodword.starter.owners import PATH, code_owners, drift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.cli.session import Session
    from goodword.diagnostics import Diagnostic


@click.command(
    help=f"Make {PATH}, which tells GitHub who must review which paths: the program's managers "
    "(those on staff of no department, else the first of staff) what is nobody's in particular, "
    "departments their missions, owners their people. Names are the `github` accounts of staff.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Fail where it asks somebody else than it should; with --strict also where lines of "
    "people or missions are missing, so that managers are asked instead.",
)
@generating
@click.pass_obj
def command(root: str | None, /, **asked: Any) -> int:
    """Show the difference, judge it, or write the file."""
    return keep(root, _made, **asked)


def _made(session: Session, way: str) -> Generated:
    owners = code_owners(session.sound().program, session.as_of, way)

    def told(found: Mapping[str, bytes | None]) -> list[Diagnostic]:
        problem = drift(owners.text, found[PATH])
        return [problem] if problem else []

    return Generated({PATH: owners.text.encode()}, told, tuple(owners.notes()))
