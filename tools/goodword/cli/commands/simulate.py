"""`goodword simulate`: the program's own history under other rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.cli import options
from goodword.cli.problems import tell
from goodword.cli.published import content
from goodword.cli.root import find_root
from goodword.cli.session import Session, progress
from goodword.cli.uncollected import uncollected
from goodword.days import EARLIEST
from goodword.diagnostics import Failure, Place, Severity, arrange
from goodword.ledger.replaying import KINDS, replay, under_rules
from goodword.load import Alike, load
from goodword.model.paths import row_of
from goodword.reports.diff import Side, diff_report
from goodword.reports.groups import budgets
from goodword.reports.report import counted
from goodword.rules import RULES, judge
from goodword.rules.rule import Scope
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.trees import Overlay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_JUDGED = tuple(each for each in RULES if each.scope is Scope.FILE and each.name != "notice")
"""Rules that say whether rules can hold; whether they were announced is nothing for a trial."""


@click.command(
    help="Show what the program's own history would have come to under other rules: points, tiers, "
    "who rises, who falls. Each FILE is a tiers.yml, policies.yml, program.yml, groups.yml, "
    "milestones.yml or mission.yml, and stands for the program's own; of a mission it lies in a "
    "folder of its id, or is called so. Its last version holds since the day D. Without FILE the "
    "last versions of the program's own rules do. Claims are decided anew with the quality and "
    "quantity that people saw in them; overrides, adjustments and requests stay. Nothing is "
    "written.",
)
@click.option(
    "--rules", "files", type=_FILE, multiple=True, metavar="FILE", help="Rules to try; repeat."
)
@click.option("--since", type=options.Day(), help="The first day of the trial; default always.")
@options.as_of
@options.comparison_format
@click.pass_obj
def command(
    root: str | None, files: tuple[Path, ...], since: date | None, as_of: date | None, form: str
) -> int:
    """Show it; 1 where the rules cannot be read."""
    session = Session(find_root(root), None, as_of)
    now = session.sound()
    if since is not None and since > now.as_of:
        raise click.UsageError(f"--since {since} is after {now.as_of}, the day of the figures")
    laid = dict(_laid(now.program, files))
    with uncollected():
        tree = Overlay(session.tree, {path: content(file) for path, file in laid.items()})
        tried, problems = _read(session, tree, laid)
        if problems:
            _refuse(problems, Locator(tree), laid)
            return 1
        start = since or EARLIEST
        rules = under_rules(now.program, tried, start, laid.keys() if laid else None)
        return _show(now, rules, start, session, form)


def _laid(program: Program, files: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """What each file stands for.

    Raises:
        Failure: a file stands for nothing whose rules can be tried, or two for the same.
    """
    known: dict[str, Path] = {}
    for file in files:
        path = _stands_for(program, file)
        if path is None:
            raise Failure(
                f"{file}: stands for no file of the program whose rules can be tried",
                "tiers.yml, policies.yml, program.yml, groups.yml, milestones.yml, <mission>.yml "
                "or <mission>/mission.yml",
            )
        if path in known:
            raise Failure(f"{file}: stands for {path}, as {known[path]} does", "name one of them")
        known[path] = file
        yield path, file


def _stands_for(program: Program, file: Path) -> str | None:
    folder, name = file.absolute().parent.name, file.name
    mission = folder if name == "mission.yml" else file.stem
    if mission in program.missions and file.suffix == ".yml":
        return f"missions/{mission}/mission.yml"
    path = f"program/{name}"
    row = row_of(path)
    return path if row is not None and row.kind in KINDS else None


def _read(
    session: Session, tree: Overlay, laid: Mapping[str, Path]
) -> tuple[Program, Sequence[Diagnostic]]:
    """The program with these rules, and what is wrong with them, or with others through them."""
    own = session.loaded.program
    if not laid:
        return own, ()
    same = frozenset(each.path for each in tree.listing().files) - laid.keys()
    with progress("reading") as advance:
        found = load(tree, session.schemas, progress=advance, alike=Alike(own, same))
    broken = [x for x in found.diagnostics if x.path in laid and x.severity is Severity.ERROR]
    known = set(map(_said, _judged(own, session.as_of, Locator(session.tree))))
    new = [x for x in _judged(found.program, session.as_of, Locator(tree)) if _said(x) not in known]
    return found.program, arrange((*broken, *new))


def _judged(program: Program, day: date, locator: Locator) -> Iterator[Diagnostic]:
    found = judge(Snapshot(program, day), locator.mark, _JUDGED)
    return (each for each in found if each.severity is Severity.ERROR)


def _said(found: Diagnostic) -> tuple[str, str, str]:
    return found.path, found.rule, found.message


def _refuse(problems: Sequence[Diagnostic], locator: Locator, laid: Mapping[str, Path]) -> None:
    """Tell problems under the names of the files that were given."""
    paths = {str(file): path for path, file in laid.items()}
    told = [
        replace(each, place=Place(str(laid[each.path]), each.place.pointer, each.place.key))
        if each.path in laid
        else each
        for each in problems
    ]
    tell(told, lambda path: locator.text(paths.get(path, path)))


def _show(now: Snapshot, rules: Program, since: date, session: Session, form: str) -> int:
    played = replay(rules, since)
    after = Snapshot(played.program, now.as_of, like=now)
    begun = "" if since == EARLIEST else f" since {since}"
    head = f"these rules{begun}"
    found = diff_report(
        Side("the files", now),
        Side(head, after),
        now.as_of,
        trial=lambda some: played.program if some == rules else replay(some, since).program,
    )
    anew = f"{counted(played.claims, 'claim')} decided anew"
    notes = [f"{anew}: {played.after} points in place of {played.before}"]
    if played.unrated:
        notes.append(
            f"{counted(played.unrated, 'claim')} with a quality, a quantity, a bonus or stated"
            " points that these rules do not know: they count as usual"
        )
    used = _budgets(now, after)
    notes += [_budget(each) for each in used]
    value = {
        **found.value,
        "since": None if since == EARLIEST else since.isoformat(),
        "replayed": {
            "claims": played.claims,
            "unrated": played.unrated,
            "points_before": played.before,
            "points_after": played.after,
        },
        **({"budgets": used} if used else {}),
    }
    result = replace(found, notes=(*notes, *found.notes), value=value)
    options.show_comparison(result, form, session.locator.spot)
    return 0


def _budgets(now: Snapshot, after: Snapshot) -> list[dict[str, Any]]:
    """What is used of the budgets that are tried, span by span, beside what the files use."""
    was = {(group.id, each.span): each.used for group, each in budgets(now)}
    return [
        {
            "group": group.id,
            "span": each.span or None,
            "most": each.most,
            "used": each.used,
            "before": was.get((group.id, each.span)),
            "used_up": each.up.isoformat() if each.up is not None else None,
        }
        for group, each in budgets(after)
        if after.program.groups != now.program.groups or each.used != was.get((group.id, each.span))
    ]


def _budget(used: Mapping[str, Any]) -> str:
    before = "" if used["before"] is None else f" in place of {used['before']}"
    up = f", used up on {used['used_up']}" if used["used_up"] else ""
    span = used["span"] or "in all"
    return f"{used['group']} {span}: {used['used']} of {used['most']} used{before}{up}"
