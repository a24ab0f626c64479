"""`goodword guard BASE [HEAD]`: whether what is on record only grew, and who wrote it down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click

from goodword.cli.output import write_line
from goodword.cli.problems import code, counts, judging, tell
from goodword.cli.root import find_root
from goodword.diagnostics import arrange
from goodword.guard import GUARDS, judge
from goodword.guard.change import Change
from goodword.guard.last_read import has_program
from goodword.reports.report import counted
from goodword.resources import schemas_directory
from goodword.source.places import Locator
from goodword.source.repository import Repository
from goodword.source.schemas import Schemas
from goodword.source.trees import GitTree


@click.command(
    help="Compare two commits, HEAD with BASE that it grew from, and say what of that which is on "
    "record was changed, taken away, or written down by somebody who may not. Reads commits only; "
    "what the files of HEAD say by themselves is judged by check.",
)
@click.argument("base")
@click.argument("head", default="HEAD")
@click.option("--allow-removal", is_flag=True, help="More than a quarter of the people may leave.")
@judging
@click.pass_obj
def command(
    root: str | None, base: str, head: str, allow_removal: bool, strict: bool, form: str
) -> int:
    """Run the guard; 1 where a promise is broken (with --strict also where one may be)."""
    folder = find_root(root)
    repository = Repository(folder)
    schemas = Schemas.load(schemas_directory())
    if not has_program(repository, GitTree(repository, base), schemas):
        write_line(f"there is no program in {base}, so there is nothing to keep")
        return 0
    today = datetime.now(UTC).date() + timedelta(days=1)  # a day is left over for zones
    change = Change(
        repository, base, head, schemas, folder, allow_removal=allow_removal, today=today
    )
    locator = Locator(change.head.tree)
    found = arrange(judge(change, locator.mark))
    tell(found, locator.text, form, folder)
    if form == "text":
        commits = sum(1 for _ in change.history.commits(head, base=base))
        what = counted(commits, "commit")
        said = f"{len(GUARDS)} promises over {what}: {counts(found) or 'all kept'}"
        write_line(said, error=bool(found))
    return code(found, strict=strict)
