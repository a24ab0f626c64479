"""What every command that changes files does: who and when, rows, judging, showing, writing.

Dry unless `--write`. Several things, or the rows of `--from FILE.csv`, are written all together
or not at all.
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodword.actions.judging import Judged, Whole, judge
from goodword.cli import options, problems
from goodword.cli.asking import ask_for, can_ask
from goodword.cli.checked import said_before
from goodword.cli.closed import is_settled, not_before_closing
from goodword.cli.consequences import consequences
from goodword.cli.few import left_out, rules_of
from goodword.cli.judging import by_rules
from goodword.cli.moments import Moments
from goodword.cli.output import show, write_line
from goodword.cli.root import find_root
from goodword.cli.rows import table_rows
from goodword.cli.session import Session, progress
from goodword.cli.typed import note, written
from goodword.diagnostics import BeyondPart, Diagnostic
from goodword.edits import difference
from goodword.edits.beside import lay_beside
from goodword.edits.writing import recover, write
from goodword.load import as_loaded
from goodword.part.named import named_before
from goodword.part.names import with_names
from goodword.reports.effect import effect
from goodword.reports.report import counted
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.author import email

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from goodword.actions.judging import Judgement, Proposal
    from goodword.model.program import Program
    from goodword.part import Part, Question
    from goodword.source.places import Locator


def shared_options() -> list[click.Option]:
    """The options of every command that changes files."""
    table = click.Path(exists=True, dir_okay=False, path_type=Path)
    many = "A table of many: its columns are these flags. All rows are written or none."
    day, who = "The day it is done; default today.", "Who does it; default who has git's email."
    return [
        click.Option(["--by"], metavar="STAFF", help=who),
        click.Option(["--on"], type=options.Day(), help=day),
        options.as_of_option(),
        click.Option(["--from", "from_file"], type=table, metavar="FILE.csv", help=many),
        click.Option(["--write"], is_flag=True, help="Write it; else only show."),
        options.branch_option(),
    ]


class Writing:
    """One run of a command that changes files.

    Args:
        context: the command's, with what was asked.
        question: what is loaded of a large program; None for all of it.
        names: whether the names of all that is there are enough beside it.

    Raises:
        BeyondPart: that does not do, or the program is small.
    """

    def __init__(
        self, context: click.Context, question: Question | None = None, *, names: bool = False
    ) -> None:
        self.context = context
        given = context.params
        self.to_write: bool = given["write"]
        folder = find_root(context.obj)
        self.branch: bool = given.get("branch", False)
        if self.to_write and not self.branch:
            recover(folder)
        self._moments = Moments()
        self._days: set[date] = set()
        self.session = Session(folder, "HEAD" if self.branch else None, given["as_of"])
        self.begun = False
        self.refuses = False
        """Whether what an action refuses of a part is said, and not asked of the whole."""
        self._question = question
        self._names = names
        self._found: Part | None = None
        self.snapshot: Snapshot
        if question is None:
            self.snapshot = self.session.sound()
        else:
            self._found, self.snapshot = self.session.large_part(question)
            if can_ask() or names:
                self._found.see()  # nobody is to answer twice
            if names:
                program = with_names(self._found.program, self.session.tree)
                self.snapshot = Snapshot(program, self.snapshot.as_of)
        stated = given["as_of"] is not None
        not_before_closing(self.session.as_of, self.program.statements, stated=stated)

    def see(self) -> None:
        """See, of a part, that the whole has its files too: before anything is said.

        Raises:
            BeyondPart: it has not.
            Failure: git gives no answer.
        """
        if self._found is not None:
            self._found.see()

    @property
    def program(self) -> Program:
        """What the files say."""
        return self.snapshot.program

    def rows(self) -> list[tuple[str, dict[str, Any]]]:
        """What was asked, as the command's parameters: once, or for each row of the file.

        With each comes where it stands, as file and line; nothing for the command line.
        """
        file: Path | None = self.context.params.get("from_file")
        return [("", self.context.params)] if file is None else list(table_rows(self.context, file))

    def day(self, row: Mapping[str, Any]) -> date:
        """The day on which it is done.

        Raises:
            BeyondPart: of a part, it lies before what was decided or closed, as far as is known.
        """
        day: date = row["on"] or self.session.as_of
        if day > self.session.as_of:
            raise click.UsageError(f"--on {day} lies in the future")
        moves = self._question is not None and self._question.moves
        if moves and is_settled(day, self.session.as_of, self.program.statements):
            raise BeyondPart
        self._days.add(day)
        return day

    def moment(self, row: Mapping[str, Any], kind: str) -> str | None:
        """The time of day in UTC at which it is done, after all that was done that day.

        Args:
            row: with the day.
            kind: `claims`, `redemptions` or `reversals`, among which order decides.

        Returns:
            the present one, or a second after the last; None where one of that day has none,
            which counts as its end, so that no time could follow it.

        Raises:
            BeyondPart: of a part, times of another day or kind were found.
        """
        day, program, question = self.day(row), self.program, self._question
        if question is not None and self._found is not None:
            of_day = self._found.of_day
            if of_day is None or (question.times, question.on or self.session.as_of) != (kind, day):
                raise BeyondPart
            program = of_day
        return self._moments.at(program, kind, day)

    def by(self, row: Mapping[str, Any]) -> str:
        """Who does it: as stated, else the member of staff with git's address."""
        return row["by"] or self._staff

    @cached_property
    def _staff(self) -> str:
        address = email(self.session.root)
        for staff in self.program.settings.staff:
            if address is not None and address.lower() in map(str.lower, staff.emails):
                return staff.id
        if can_ask():
            if self._names:
                raise BeyondPart  # it would be asked again
            said = ask_for("--by, who does it", self.program.staff)
            note(self.context, "by", said)
            return said
        known = ", ".join(self.program.staff)
        reason = f"nobody on staff has {address}" if address else "git has no user.email"
        raise click.UsageError(f"who does it? {reason}; say --by with one of {known}")

    def carry_out(
        self,
        proposal: Proposal,
        what: str,
        *,
        shown: Callable[[Judgement], None] | None = None,
        follows: Callable[[Snapshot, Snapshot], Iterable[str]] | None = None,
        confirm: Callable[[], None] | None = None,
        expect: Sequence[Path] = (),
        tell: Callable[[Sequence[Diagnostic], Locator], None] | None = None,
    ) -> int:
        """Judge, show, and write where asked.

        Args:
            proposal: what the action would do.
            what: the word for one of the things, such as `claim`.
            shown: shows the changes in another way than as differences.
            follows: says what comes of it beside points, from the program before and after.
            confirm: asks before it is written.
            expect: published totals that the program must give afterwards.
            tell: tells what is wrong in another way than on the files that would be written.

        Returns:
            the exit code.
        """
        session = self.session
        tell = tell or _tell
        part = self._part
        if proposal.problems:
            return self._refused(proposal.problems, session.locator, tell, alike=self.refuses)
        with progress("judging") as advance:
            judgement = judge(
                session.tree,
                proposal.edits,
                session.schemas,
                session.as_of,
                before=session.loaded if part is None else as_loaded(self.program),
                whole=self._whole(proposal) if part is None else None,
                progress=advance,
                part=part,
            )
        if part is not None and named_before(session.tree, proposal.new):
            raise BeyondPart
        if judgement.refused:
            # Of the whole other rules may have something to say as well.
            return self._refused(judgement.problems, judgement.locator, tell, alike=False)
        effects = self._comes_of(judgement.after, partial(effect, people=proposal.people))
        after = self._comes_of(judgement.after, follows) if follows else ()
        self.see()
        self.begun = True  # from here on something is shown, and there is no second way
        if shown is None:
            self._differences(proposal)
        else:
            shown(judgement)
        for line in (*effects, *proposal.notes):
            show(f"{line}\n")
        for line in after:
            write_line(line)
        if part is not None:
            write_line(left_out(judgement.rules))
        tell(judgement.problems, judgement.locator)
        if expect:
            from goodword.cli.published import as_published

            if not as_published(expect, judgement.after):
                return 1
        return self._finish(proposal, what, confirm)

    def _whole(self, proposal: Proposal) -> Whole:
        # Where people's points are told of, those of before are computed anyway.
        like = self.snapshot if proposal.people else None
        return Whole(partial(said_before, self.session), like, by_rules)

    @cached_property
    def _part(self) -> Judged | None:
        """What is judged of a part; None where the whole is."""
        if self._question is None or self._found is None:
            return None
        return Judged(self._found.people, rules_of(self._question), self._found.coupled)

    def _refused(
        self,
        found: Sequence[Diagnostic],
        locator: Locator,
        tell: Callable[[Sequence[Diagnostic], Locator], None],
        *,
        alike: bool,
    ) -> int:
        """Say why it may not be done; of a part where the whole says the same."""
        if self._part is not None and not alike:
            raise BeyondPart
        self.see()
        tell(found, locator)
        write_line("nothing was written", error=True)
        return 1

    def _comes_of(
        self, after: Snapshot, sentences: Callable[[Snapshot, Snapshot], Iterable[str]]
    ) -> tuple[str, ...]:
        return consequences(self.snapshot, after, self._days, sentences)

    def _finish(self, proposal: Proposal, what: str, confirm: Callable[[], None] | None) -> int:
        """Write it where asked: the files, or a commit on a new branch."""
        root = self.session.root
        name = ""
        if self.branch and proposal.edits:
            from goodword.cli.branch import branch_name

            name = branch_name(self.context, root, proposal.edits)
        if not self.to_write:
            how = f"--write commits it on the new branch {name}" if name else "--write writes it"
            write_line(f"dry run: nothing was written; {how}")
            return 0
        if confirm is not None:
            confirm()
        if name:
            from goodword.cli.branch import put_on_branch

            put_on_branch(self.context, root, self.session.base, name, proposal.edits)
            written(self.context)
            return 0
        with progress("writing") as advance:
            write(root, proposal.edits, advance)
        written(self.context)
        if any(each.expected is None and each.path.endswith(".yml") for each in proposal.edits):
            tell_beside(root, begun=False)
        count = len(proposal.edits)
        write_line(f"{counted(count, what)} written")
        return 0

    def _differences(self, proposal: Proposal) -> None:
        for edit in proposal.edits:
            old = None
            if edit.expected is not None:
                data = self.session.tree.read(edit.path)
                old = None if isinstance(data, Diagnostic) else data
            show(difference(edit.path, old, edit.new))


def _tell(found: Sequence[Diagnostic], locator: Locator) -> None:
    problems.tell(found, locator.text)


def tell_beside(root: Path, *, begun: bool) -> None:
    """Lay schemas, and for a program just begun .gitattributes, where there are none."""
    laid = lay_beside(root, schemas_directory(), begun=begun)
    if laid:
        write_line(f"{' and '.join(laid)} written too")
