"""A decision was written down by somebody who may not.

Whoever commits a decision is on staff and is neither one of the people it is about nor close to
them: decisions on claims, appeals and requests for rewards, reversals, second signatures, points by
hand, extensions, tier floors, erasures and decisions on feedback. The author of a commit is found
by the addresses (`emails`) of staff and by the number in an address of GitHub, both as base has
them: a change cannot let in its own author. `decisions_recorded_by` of policies.yml, as base has
it, may ask for more (`named`: the very person who decided, in a signed commit) or for nothing
(`anyone`).

Addresses in git can be chosen freely. Only a host that demands signed commits, and shows whose
they are, makes an author certain; `goodword doctor` says whether it does.

Mend it by letting somebody on staff commit the decision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.guard.acts import acts
from goodword.guard.growth import core
from goodword.guard.promise import Breach, Promise
from goodword.ledger.deciders import too_close

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from goodword.guard.acts import Act
    from goodword.guard.change import Change
    from goodword.model.program import Program
    from goodword.source.history import Commit

_WORDS = {"detail": "kind", "erasure": "by", "steps": "decided"}
"""What stands in the text of a file with such an act, where that is not the key it stands under."""
_NUMBERED = re.compile(r"([0-9]{1,18})\+[^@]*@users\.noreply\.github\.com")


def check(change: Change) -> Iterator[Breach]:
    """Each decision of head that base does not have, and whoever wrote it."""
    policies = change.base.program.policy_versions
    wanted = (in_force(policies, change.day) or policies[0]).decisions_recorded_by
    if wanted == "anyone":
        return
    for old, new in change.touched:
        known = {(act.way, core(act.value)) for act in acts(old)} if old is not None else set()
        for act in acts(new):
            if (act.way, core(act.value)) in known:
                continue
            for commit in _writers(change, new.place.path, act):
                found = _fault(change, act, commit, named=wanted == "named")
                if found:
                    yield Breach(new.place.at(*act.pointer), *found)


def _writers(change: Change, path: str, act: Act) -> list[Commit]:
    """The commits that say so for the first time, whatever else they say."""
    wanted = (act.way, core(act.value))

    def probe(document: Any) -> bool | None:
        return (
            True if any((each.way, core(each.value)) == wanted for each in acts(document)) else None
        )

    return change.writers(path, probe, _WORDS.get(act.way, act.way.partition("/")[0]))


def staff_of(program: Program, commit: Commit) -> str | None:
    """The staff id of who made a commit; None for anybody else."""
    address = commit.email.casefold()
    numbered = _NUMBERED.fullmatch(address)
    number = int(numbered[1]) if numbered else None
    for each in program.settings.staff:
        if address in {mail.casefold() for mail in each.emails}:
            return each.id
        if number is not None and each.github is not None and each.github.id == number:
            return each.id
    return None


def _fault(change: Change, act: Act, commit: Commit, *, named: bool) -> tuple[str, str] | None:
    base, head = change.base.program, change.head.program
    author = staff_of(base, commit)
    who = f"{act.what} was written down by {commit.author} <{commit.email}> in {commit.id[:12]}"
    if author is None:
        later = staff_of(head, commit) is not None
        hint = "somebody on staff commits it; their addresses are emails in program/program.yml"
        if later:
            hint = "merge the change to program/program.yml first: only staff of base is asked"
        return f"{who}, who is not on staff", hint
    day = commit.authored_on(base.zone)
    if not base.staff[author].on(day):
        return f"{who}, who is not on staff on {day}", "somebody who is commits it"
    for program in (base, head):
        close = too_close(program, author, act.people)
        if close is not None:
            return f"{who}: {close}", "let somebody else commit it"
    if named and act.by is not None and not base.same_person(author, act.by):
        return (
            f'{who}, but it says that "{act.by}" decided',
            "decisions_recorded_by: named lets only the person who decides write it down",
        )
    if named and not change.history.signed(commit):
        return f"{who}, unsigned", "decisions_recorded_by: named asks for signed commits"
    return None


PROMISE = Promise("recorded-by", check)
