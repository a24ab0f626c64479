"""Erasing a person: the files without them, under a name that says nothing, so that totals stay.

Of their records only kind, dates, points and codes stay. Statements are made under the new name;
the erasure names their digests before and after, and keyed hashes by which nobody makes the
person anew. What is proposed gives everybody the same points as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.actions.judging import Proposal, refusal
from goodword.diagnostics import Diagnostic
from goodword.edits import Edit
from goodword.edits.edit import digest
from goodword.edits.scaffold import in_schema_order, scaffold
from goodword.erasing import own
from goodword.erasing.files import Files
from goodword.intake.erased import NAME, account_hashes
from goodword.intake.people.same import folded
from goodword.intake.sheet import MAIL, address_hash
from goodword.ledger.statement import head_of
from goodword.nearest import alike
from goodword.source.documents import read_document
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from goodword.erasing.traces import Said, Traces
    from goodword.ledger import Account
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

"""What stands for a platform where the hash of a name is kept."""
_LARGEST = 1 << 30
_FIGURES = (
    *("standing", "by_cycle", "awarded", "pending", "spendable", "held", "spent", "expired"),
    *("reversed", "arrears", "forgiven", "posted"),
)
_OTHERS = (
    *("stage", "tier", "window", "to_stay", "to_rise", "expiring", "tiers", "activity", "ladders"),
    *("milestones", "ahead"),
)


@dataclass(frozen=True, slots=True)
class Erasing:
    """What is asked.

    Args:
        traces: what names the person, and what they are to be called.
        date: the day.
        by: staff id of who erases.
        key: the program's secret; empty where nothing is to be written, then no hash is made.
        drop: files that go whole.
    """

    traces: Traces
    date: date
    by: str
    key: str = ""
    drop: frozenset[str] = frozenset()


def written(path: str, kind: str, value: Mapping[str, Any]) -> bytes:
    """The text of a file of somebody who was erased."""
    return scaffold(path, kind, in_schema_order(value, document(kind)))


def erase(snapshot: Snapshot, asked: Erasing, tree: Tree) -> Proposal:
    """The edits that erase a person, or why they may not be erased.

    Args:
        snapshot: the program on the day.
        asked: whom, when, by whom.
        tree: the files as they are.

    Raises:
        Failure: the secret is short.
    """
    program, one = snapshot.program, asked.traces.id
    where = f"influencers/{one}/profile.yml"
    person = program.influencers[one]
    if person.staff is not None or one in program.staff:
        message = f"{one} is on staff: what staff decided and wrote stays under their name"
        return Proposal(problems=(refusal(where, message, "end the staff entry's link first"),))
    files = Files(asked.traces, written, asked.drop)
    contents = dict(_contents(tree))
    statements = [data for path, data in contents.items() if path.endswith(".csv")]
    files.digests.learn(statements)
    edits: list[Edit] = []
    for path, old in contents.items():
        there, new = files.path(path), files.content(path, old)
        if path == where:
            kept = files.profile(read_document(old, path)[0])
            gone = own.left(kept, asked.date.isoformat(), asked.by)
            there, new = f"influencers/{asked.traces.new}/profile.yml", None
            new = written(there, "profile", gone)
        edits += _edits(path, old, there, new)
    edits.append(_trace(asked, contents, files))
    notes = (f"{one} is {asked.traces.new} from now on, wherever points need somebody",)
    return Proposal(tuple(sorted(edits, key=lambda each: each.path)), notes=notes)


def _contents(tree: Tree) -> Iterator[tuple[str, bytes]]:
    paths = [each.path for each in tree.listing().files]
    for path, data in tree.read_many(paths, _LARGEST):
        if not isinstance(data, Diagnostic):
            yield path, data


def _edits(path: str, old: bytes, there: str | None, new: bytes | None) -> Iterator[Edit]:
    if there == path and new == old:
        return
    if there == path:
        yield Edit(path, digest(old), new)
        return
    yield Edit(path, digest(old), None)
    if there is not None:
        yield Edit(there, None, new)


def _trace(asked: Erasing, contents: Mapping[str, bytes], files: Files) -> Edit:
    """The file that says that somebody was erased, and not who."""
    digests = []
    for path, data in sorted(contents.items()):
        new = files.content(path, data) if path.endswith(".csv") else None
        before, after = head_of(data), head_of(new) if new is not None else None
        if before and after and before.digest != after.digest:
            cycle = path.rpartition("/")[2].removesuffix(".csv")
            digests.append({"statement": cycle, "old": before.digest, "new": after.digest})
    value: dict[str, Any] = {"by": asked.by}
    if digests:
        value["digests"] = digests
    if asked.key:
        value["hashes"] = sorted(hashes(asked.traces.said, asked.key))
    path = f"program/erasures/{asked.date}-{asked.traces.new}.yml"
    return Edit(path, None, written(path, "erasure", value))


def hashes(said: Said, key: str) -> set[str]:
    """What is kept of a person: keyed hashes of names, accounts and addresses.

    Args:
        said: all that files said of them over time.
        key: the program's secret.

    Raises:
        Failure: the secret is missing or short.
    """
    found: set[str] = set()
    for name in said.names:
        found.update(account_hashes(NAME, folded(alike(name)), "", key))
    for platform, login in said.logins:
        for form in {login, folded(login)}:
            found.update(account_hashes(platform, form, "", key))
    for platform, number in said.numbers:
        found.update(account_hashes(platform, "", number, key))
    for mail in said.mails:
        found.update(account_hashes(MAIL, address_hash(mail, key), "", key))
    return found


def unlike(before: Snapshot, after: Snapshot, one: str, new: str) -> tuple[str, ...]:
    """Whose points are not what they were; nobody's, if all is well.

    Args:
        before: the program as it is.
        after: the program without the person, on the same day.
        one: the person's id.
        new: what they are called afterwards.
    """
    found = []
    for person, account in before.ledger.members.items():
        other = after.ledger.account(new if person == one else person)
        names = _FIGURES if person == one else (*_FIGURES, *_OTHERS)
        found += [
            f"{person}: {name} was {_shown(account, name)}, would be {_shown(other, name)}"
            for name in names
            if getattr(account, name) != getattr(other, name)
        ]
    return tuple(found)


def _shown(account: Account, name: str) -> str:
    value = getattr(account, name)
    return str(value) if isinstance(value, int | str) else "another"
