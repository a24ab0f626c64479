"""Commands made of the rows of `verbs`: options from their fields and the schemas, one way to run.

Every verb goes the same way: what is missing is asked for, names are looked up, its action
proposes, and `Writing` judges, shows and writes.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.actions import action
from goodword.actions.asked import Asked
from goodword.cli import options
from goodword.cli.asking import can_ask, left_open, needed
from goodword.cli.few import few, refuses_alike
from goodword.cli.lookup import Unknown
from goodword.cli.minutes import moment_in
from goodword.cli.once import Command
from goodword.cli.referring import REFERS, people
from goodword.cli.subjects import SUBJECTS
from goodword.cli.typed import kept
from goodword.cli.uncollected import uncollected
from goodword.cli.writing import Writing, shared_options
from goodword.diagnostics import BeyondPart, Failure
from goodword.part import Question
from goodword.source.schemas import fields
from goodword.source.schemas.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from goodword.actions.judging import Proposal
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.verbs import Field, Group, Verb

    CarryOut = Callable[[Writing, Verb, list[Asked], Proposal], int]


def commands(
    group: Group,
    *,
    follows: Callable[[Snapshot, Snapshot], Iterable[str]] | None = None,
    carry_out: CarryOut | None = None,
    alone: click.Command | None = None,
) -> click.Group:
    """The command of a group of verbs.

    Args:
        group: the verbs.
        follows: says what comes of them beside points, from the program before and after.
        carry_out: judges, shows and writes in another way than every verb.
        alone: what the command does where no verb is named.
    """

    def plain(run: Writing, verb: Verb, _: list[Asked], proposal: Proposal) -> int:
        expect = run.context.params.get("expect", ())
        return run.carry_out(proposal, verb.word, follows=follows, expect=expect)

    made = click.Group(group.name, help=group.help) if alone is None else _either(group, alone)
    for each in group.verbs:
        made.add_command(_command(group.verb(each.name), carry_out or plain))
    return made


def _either(group: Group, alone: click.Command) -> click.Group:
    """A command that does something by itself, and has verbs."""

    @click.pass_context
    def run(context: click.Context, /, **asked: Any) -> Any:
        if context.invoked_subcommand is None and alone.callback is not None:
            return alone.callback(**asked)
        return None

    return click.Group(
        group.name,
        params=alone.params,
        help=alone.help,
        callback=run,
        invoke_without_command=True,
    )


def _command(verb: Verb, carry_out: CarryOut) -> click.Command:
    arguments = [
        click.Argument(
            [name], nargs=-1 if metavar.endswith("...") else 1, required=False, metavar=metavar
        )
        for name, metavar in SUBJECTS[verb.subject].arguments
    ]
    own = [_option(verb, each) for each in verb.fields]
    taken = {name for each in own for name in each.opts}
    shared = [each for each in shared_options() if not taken & {*each.opts}]
    found = [*arguments, *own, *shared]

    @click.pass_context
    def run(context: click.Context, /, **_: Any) -> int:
        with kept(context), uncollected():
            question = few(verb, context.params)
            found = question and _done_in_part(context, verb, carry_out, question)
            return _done(Writing(context), verb, carry_out) if found is None else found

    return Command(verb.name, params=found, help=verb.help, callback=run)


def _done(writing: Writing, verb: Verb, carry_out: CarryOut) -> int:
    asked = [
        each for where, row in writing.rows() for each in _placed(where, _asked(writing, verb, row))
    ]
    if SUBJECTS[verb.subject].once:
        _once(asked)
    proposal: Proposal = action(verb.action)(writing.snapshot, asked, writing.session.tree)
    return carry_out(writing, verb, asked, proposal)


def _done_in_part(
    context: click.Context, verb: Verb, carry_out: CarryOut, question: Question
) -> int | None:
    """What came of it with a part of the program; None where only the whole knows.

    What rules refuse of a part is left to the whole, which says all that they find.
    """
    writing = None
    try:
        writing = Writing(context, question)
        writing.refuses = refuses_alike(verb)
        return _done(writing, verb, carry_out)
    except (BeyondPart, Failure, Unknown):
        if writing is not None and writing.begun:
            raise
    except click.UsageError:
        if writing is None or _sees(writing):
            raise
        return None
    _see_named(context, verb)
    return None


def _sees(writing: Writing) -> bool:
    """Whether the whole says so too; once something is shown, that is known."""
    try:
        if not writing.begun:
            writing.see()
    except (BeyondPart, Failure):
        return False
    return True


def _see_named(context: click.Context, verb: Verb) -> None:
    """See that what is named is there, where names of files show that it is not.

    Raises:
        UsageError: it is not.
    """
    with suppress(BeyondPart, Failure):
        writing = Writing(context, Question(), names=True)
        for where, row in writing.rows():
            for _ in _placed(where, _asked(writing, verb, row)):
                pass


def _option(verb: Verb, field: Field) -> click.Option:
    """An option; its type is what the schema says of the key, unless it is text."""
    kind: Any = None
    if field.shows.endswith(".csv"):
        kind = click.Path(exists=True, dir_okay=False, path_type=Path)
    elif field.shows == "MOMENT":
        kind = options.Moment()
    elif not (field.flag or field.shows):
        kind = _type(verb, field)
    return click.Option(
        [f"--{field.name}", field.parameter],
        type=kind,
        metavar=field.shows or None,
        help=field.help,
        multiple=field.many,
        is_flag=field.flag,
        default=False if field.flag else field.default,
        show_default=field.default is not None,
    )


def _type(verb: Verb, field: Field) -> click.ParamType[Any]:
    if field.choices or field.number:
        return click.Choice(field.choices) if field.choices else click.IntRange(*field.number or ())
    path = field.path or (field.parameter,)
    said = fields.key(verb.kind, verb.step, path) or fields.key(verb.kind, "", path)
    said = fields.resolved(verb.kind, said["items"]) if "items" in said else said
    if "enum" in said:
        return click.Choice([each for each in said["enum"] if each not in field.but])
    if said["type"] == "integer":
        return click.IntRange(said["minimum"], said["maximum"])
    return options.Number() if said["type"] == "number" else options.Day()


def _placed(where: str, asked: Iterator[Asked]) -> Iterator[Asked]:
    """The same; what is wrong with a row of a table is said with its file and line."""
    try:
        yield from asked
    except click.UsageError as error:
        if not where:
            raise
        raise click.UsageError(f"{where}: {error.format_message()}") from None


def _asked(run: Writing, verb: Verb, row: Mapping[str, Any]) -> Iterator[Asked]:
    """What a row asks for, once for each thing that it names."""
    _complete(run, verb, row)
    said = _said(run, verb, row)
    subject, part = SUBJECTS[verb.subject], verb.part(row)
    _all_kept(verb, part, row)
    # Who does it is asked for only where it is noted.
    answered = verb.closes and row[verb.closes]
    written = not verb.kind or (verb.who in fields.keys(verb.kind, part) and not answered)
    noted = bool(verb.who) and written
    for name in subject.find(run, verb, row):
        minute = "at" in row and part != "attempted" and moment_in(run, row, name)
        for entry in _apart(verb, said):
            yield Asked(
                verb,
                name,
                run.day(row),
                run.by(row) if noted else "",
                {**entry, "date": minute} if minute else entry,
                () if not subject.people or row.get("nobody") else people(run, row[subject.people]),
                run.moment(row, verb.moment) if verb.moment else None,
                row,
                part,
            )


def _apart(verb: Verb, said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What is said, once for each value of a field of which every one is an entry."""
    key = next((each.path[0] for each in verb.fields if each.apart), None)
    if key is None or key not in said:
        yield said
    else:
        yield from ({**said, key: value} for value in said[key])


def _all_kept(verb: Verb, part: str, row: Mapping[str, Any]) -> None:
    """See that nothing was said for which the part that is written has no place."""
    if part == verb.step:
        return
    kept = fields.keys(verb.kind, part)
    lost = [
        f"--{each.name}"
        for each in verb.fields
        if each.path and each.path[0] not in kept and row[each.parameter] not in _NOTHING
        if row[each.parameter] != each.default
    ]
    if lost:
        gone = listed(lost, "and")
        raise click.UsageError(f'{gone} would be lost: a record "{part}" keeps {", ".join(kept)}')


_NOTHING = (None, "", (), False)


_THERE: dict[str, Callable[[Program], list[str]]] = {
    "strategy": lambda program: (
        [each.id for each in program.strategy.objectives] if program.strategy else []
    ),
    "departments": lambda program: (
        [each.id for each in program.departments.departments] if program.departments else []
    ),
}
"""The ids of what a field names, by the file that has to be there for it to be needed."""


def _complete(run: Writing, verb: Verb, row: Mapping[str, Any]) -> None:
    """See that a row has what the verb needs, and nothing that does not go together."""
    _name(run, verb, row)
    there = {
        each.parameter: _THERE[each.where](run.program)
        for each in verb.fields
        if each.where
        and getattr(run.program, each.where)
        and not (each.spared and each.spared(row))
    }
    here = [*there]
    order = [each.parameter for each in verb.fields]
    for stage in verb.stages(row):
        for name in stage:
            *others, last = name.split("|")
            if others and all(row[each] in (None, "", ()) for each in others):
                needed(row, last, instead=listed([f"--{each}" for each in others], "or"))
        wanted = [*here, *(each for each in stage if "|" not in each)]
        wanted.sort(key=lambda each: order.index(each) if each in order else -1)
        needed(row, *wanted, there=there)
        here = []
    needed(row, *left_open(verb, row))
    if wrong := verb.unless(row) if verb.unless else "":
        raise click.UsageError(wrong)


def _name(run: Writing, verb: Verb, row: Mapping[str, Any]) -> None:
    """Ask on a terminal for what it is done to; elsewhere looking it up says what is missing."""
    subject = SUBJECTS[verb.subject]
    if not can_ask() or row is not run.context.params or verb.subject == "id":
        return
    spared = any(row.get(each) for each in subject.spare)
    last = len(subject.arguments) - spared
    needed(row, *(name for name, _ in subject.arguments[:last]))


def _said(run: Writing, verb: Verb, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says, by the keys of the entry, as deep as they lie."""
    found: dict[str, Any] = {}
    for field in verb.fields:
        value = row[field.parameter]
        if value is False or value in (None, "", ()):
            continue
        found |= field.also
        value = REFERS[field.refers](run, value) if field.refers else value
        value = value.isoformat() if isinstance(value, date) else value
        *above, last = field.path or ("",)
        place = found
        for key in above:
            place = place.setdefault(key, {})
        if last:
            place[last] = list(value) if isinstance(value, tuple) else value
    return found


def _once(asked: list[Asked]) -> None:
    for path, count in Counter(each.subject for each in asked).items():
        if count > 1:
            raise click.UsageError(f"{path} is named twice")
