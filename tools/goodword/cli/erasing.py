"""`goodword influencer erase`: who a person is in all files and all of history; without them."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from goodword.actions.erase import Erasing, erase, unlike, written
from goodword.actions.judging import Proposal, Whole, judge
from goodword.cli import options
from goodword.cli.checked import said_before
from goodword.cli.erased import beside, ended, known_mails, mirrored, ready
from goodword.cli.lookup import known
from goodword.cli.output import write_line
from goodword.cli.people import KEY
from goodword.cli.problems import tell
from goodword.cli.writing import Writing
from goodword.diagnostics import Diagnostic, Failure
from goodword.edits.writing import write
from goodword.erasing.files import Files, of_person, renumbered
from goodword.erasing.kept import STOOD_FOR, stand_ins
from goodword.erasing.traces import Said, Traces
from goodword.host.past import Past, tip
from goodword.intake.sheet import secret
from goodword.reports.erasing import Found, in_files, listing, maybe_in
from goodword.reports.report import counted
from goodword.resources import schemas_directory
from goodword.source.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from goodword.actions.judging import Judgement

_LETTERS = "abcdefghjkmnpqrstvwxyz"
_SIGNS = f"{_LETTERS}23456789"
_LENGTH = 8
_TRIES = 20
_LARGEST = 1 << 30


def drawn() -> str:
    """A new id by chance, which says nothing about anybody."""
    rest = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH - 1))
    return secrets.choice(_LETTERS) + rest


def erased(context: click.Context) -> int:
    """Show where the person is, judge, and write where asked; 1 where something is refused."""
    context.params["branch"] = False
    run = Writing(context)
    key = os.environ.get(KEY, "")
    if run.to_write:
        secret(key)
        ready(Repository(run.session.root))
    found = Erasure(run)
    options.show_report(found.listing())
    judged = found.judged(key if run.to_write else "")
    if judged is None:
        return 1
    proposal, judgement = judged
    if not run.to_write:
        write_line("dry run: nothing was written; --write makes the mirror and the edits")
        return 0
    place: Path = context.params["place"] or beside(run.session.root)
    if not mirrored(found.past.repository, found.files, proposal, judgement, place):
        return 1
    if proposal.edits:
        write(run.session.root, proposal.edits)
        files = counted(len(proposal.edits), "file")
        write_line(f"{files} written; commit them, and goodword guard judges the commit")
    ended(run.session.root, found.traces.ids, place)
    return 0


class Erasure:
    """One run of it.

    Args:
        run: the command's.
    """

    def __init__(self, run: Writing) -> None:
        asked = run.context.params
        self.run = run
        self._stated: str | None = asked["new_id"]
        self.person: str = asked["person"]
        self.merged = self._stated in run.program.erased and self.person != self._stated
        """The files here are without the person already, and only history is not."""
        if not self.merged:
            known("influencer", self.person, run.program.influencers)
        self.by = run.by(asked)
        repository = Repository(run.session.root)
        if repository.shallow:
            raise Failure(
                "the clone is shallow, and what is to be erased stands in the history it lacks",
                "git fetch --unshallow gets the rest",
            )
        self.past = Past.of(repository)
        taken = {*run.program.influencers, *run.program.staff}
        former = self.past.former(self.person, taken)
        ids = (self.person, *former)
        said, others = self.past.said(ids)
        mails, self._sealed = known_mails(run.session, self.past, ids)
        said |= Said(mails=mails)
        names = self.past.records(ids) | {
            each.name for each in run.program.touchpoints.values() if each.influencer == self.person
        }
        if self._stated in taken and not self.merged:
            raise click.UsageError(f'"{self._stated}" is somebody\'s id')
        if self.merged and (self.person in taken or not said.names):
            raise click.UsageError(f'"{self.person}" is nobody who was erased as {self._stated}')
        self.traces = Traces(
            self.person,
            self._stated or drawn(),
            said,
            others - {*ids},
            tuple(asked["also"]),
            renumbered(names),
            former,
        )
        rest = self.past.rests()
        self.traces = replace(self.traces, referral=rest.referral)
        self._texts = {
            field: ({*self.past.said_in_claims(ids, field)}, {*self._said_by_others(field)})
            for field in STOOD_FOR
            if getattr(rest, field)
        }
        self._called(self.traces.new)
        self.drop = frozenset(asked["drop"])

    def _called(self, new: str) -> None:
        """Give the person a new id, with what stands for texts of their claims."""
        stands = {field: stand_ins(*said, new) for field, said in self._texts.items()}
        self.traces = replace(self.traces, new=new, stands=stands)

    def _said_by_others(self, field: str) -> Iterator[str]:
        own = (*self.traces.ids, *(self.traces.new for _ in range(self.merged)))
        for each in self.run.program.claims.values():
            text = getattr(each, field)
            if text and not any(of_person(each.place.path, one) for one in own):
                yield text

    @property
    def files(self) -> Files:
        """What becomes of files."""
        own = frozenset(each.read_bytes() for each in schemas_directory().glob("*.json"))
        return Files(self.traces, written, self.drop, own)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """The files of the present tree."""
        tree = self.run.session.tree
        paths = [each.path for each in tree.listing().files]
        for path, data in tree.read_many(paths, _LARGEST):
            if not isinstance(data, Diagnostic):
                yield path, data

    def listing(self) -> Any:
        """Where the person stands, in files and in history."""
        contents, files = list(self.contents()), self.files
        files.digests.learn(data for path, data in contents if path.endswith(".csv"))
        found = [*in_files(files, contents), *self._beside(), *self._told()]
        words = [*maybe_in(files, contents), *self._maybe_told()]
        versions = self._versions()
        count = len({each.id for each in self.past.words if each.what == "commit"})
        notes = [
            f"in history: {counted(versions, 'version')} of files, on {counted(count, 'commit')}",
            *(f"once called {each}, as git shows" for each in self.traces.former),
            *(
                f"{counted(self._sealed, 'version')} of contact.age not opened: an address in them "
                "is looked for where GOODWORD_KEYS and GOODWORD_IDENTITY open it"
                for _ in range(bool(self._sealed))
            ),
            "an open request, a promise or an answer that is still owed ends with the person",
        ]
        return listing(self.traces, found, words, notes)

    def _told(self) -> Iterator[Found]:
        """Commits, tags and refs that have the person."""
        for each in self.past.words:
            texts = [text for text in each.texts if self.traces.found(text)]
            if texts:
                first = texts[0].strip().partition("\n")[0]
                yield Found(each.what, each.id[:12] if each.what == "commit" else each.id, first)

    def _maybe_told(self) -> Iterator[Found]:
        """Commits, tags and refs that keep a word which may be meant for the person."""
        for each in self.past.words:
            for text in each.texts:
                for word in self.traces.maybe(self.traces.clean(text)):
                    line = text[: word.start()].count("\n")
                    name = each.id[:12] if each.what == "commit" else each.id
                    yield Found(word[0], f"{each.what} {name}", text.split("\n")[line].strip())

    def _beside(self) -> Iterator[Found]:
        """Files of the newest commit that lie beside the data and have the person."""
        files = self.files
        data = {each.path for each in self.run.session.tree.listing().files}
        there = [
            each for each in tip(self.past.repository) if self.past.inside(each.path) not in data
        ]
        for each, content in self.past.contents(there):
            path = each.path
            if content in files.fixed:
                continue
            if self.traces.found(path) or self.traces.found(content.decode("utf-8", "replace")):
                yield Found("beside", path, "changed in the mirror alone")

    def _versions(self) -> int:
        """How many versions of files have the person."""
        files, count = self.files, 0
        others = []
        for each in self.past.versions:
            path = self.past.inside(each.path)
            if path is not None and files.of_person(path):
                count += 1
            else:
                others.append(each)
        for _, data in self.past.contents(others):
            count += data not in files.fixed and bool(
                self.traces.found(data.decode("utf-8", "surrogateescape"))
            )
        return count

    def proposal(self, key: str = "") -> Proposal:
        """The edits that erase the person."""
        session = self.run.session
        if self.merged:
            return Proposal()
        asked = Erasing(self.traces, session.as_of, self.by, key, self.drop)
        return erase(session.snapshot, asked, session.tree)

    def judged(self, key: str = "") -> tuple[Proposal, Judgement] | None:
        """What is proposed and what the program is then; None where it is refused, and said."""
        session = self.run.session
        different: Sequence[str] = ()
        for _ in range(1 if self._stated else _TRIES):
            proposal = self.proposal(key)
            if proposal.problems:
                tell(proposal.problems, session.locator.text)
                return None
            judgement = judge(
                session.tree,
                proposal.edits,
                session.schemas,
                session.as_of,
                before=session.loaded,
                whole=Whole(partial(said_before, session)),
            )
            if judgement.refused:
                tell(judgement.problems, judgement.locator.text)
                write_line("nothing was written", error=True)
                return None
            if not self.merged:
                different = unlike(session.snapshot, judgement.after, self.person, self.traces.new)
            if not different:
                return proposal, judgement
            self._called(drawn())
        for each in different[:_TRIES]:
            write_line(each, error=True)
        write_line("nothing was written: points would not be what they are", error=True)
        write_line(f"  = {self._between()}", error=True)
        return None

    def _between(self) -> str:
        """What to do where the new name turns a tie of one day."""
        ids = sorted({*self.run.program.influencers, self.person})
        at = ids.index(self.person)
        near = [f"behind {ids[at - 1]}"] if at else []
        near += [f"before {ids[at + 1]}"] if at + 1 < len(ids) else []
        return f"ids decide ties of one day: --new-id with one that sorts {' and '.join(near)}"
