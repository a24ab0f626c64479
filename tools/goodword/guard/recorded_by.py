"""A decision was written down by somebody who may not.

Whoever commits a decision is on staff and is neither one of the people it is about nor close to
them: decisions on claims, appeals and requests for rewards, reversals, second signatures, points by
hand, extensions, tier floors, erasures, closed cycles and decisions on feedback. The author of a
commit is found by the addresses (`emails`) of staff and by the number in an address of GitHub, both
as base has them: a change cannot let in its own author, and who has left staff before the newest
commit of base dates no commit back. `decisions_recorded_by` of policies.yml, as base has it, may
ask for more (`named`: the very person who decided, in a signed commit) or for nothing (`anyone`).

Where base's mission lets members decide, each of them may commit a review of their own, and who of
them makes it enough the decision, from GitHub's own address of the account that the profile in base
has. Nobody but somebody on staff commits what another member says.

Addresses in git can be chosen freely. Only a host that demands signed commits, and shows whose they
are, makes an author certain; `goodword doctor` says whether it does.

Mend it by letting somebody on staff commit the decision.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from goodword.days import in_force
from goodword.diagnostics import Place
from goodword.guard.acts import Act, acts, matter
from goodword.guard.growth import core
from goodword.guard.promise import Breach, Promise
from goodword.guard.resting import measured
from goodword.ledger.deciders import too_close
from goodword.ledger.peers import is_member
from goodword.ledger.statement import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from goodword.guard.change import Change
    from goodword.model.program import Program
    from goodword.source.history import Commit

POLICIES = "program/policies.yml"
_NOBODY = "nobody"
_WORDS = {"detail": "kind", "erasure": "by", "steps": "decided"}
"""What stands in the text of a file with such an act, where that is not the key it stands under."""
_OWN = re.compile(r"(?:([0-9]{1,18})\+)?([^@+]+)@users\.noreply\.github\.com")
"""GitHub's own address of an account: with its number, and of old ones without."""
_NUMBERED = re.compile(r"([0-9]{1,18})\+[^@]*@users\.noreply\.github\.com")


def check(change: Change) -> Iterator[Breach]:
    """Each decision of head that base does not have, and whoever wrote it."""
    asked = wanted(change)
    if asked == "anyone":
        return
    yield from _statements(change, asked)
    helped = measured(change, "people_helped")
    for old, new in change.touched:
        # Counted, for the same reversal once more takes the same points once more.
        known = Counter(map(_what, acts(old)))
        seen: Counter[tuple[str, Any]] = Counter()
        for act in acts(new):
            seen[_what(act)] += 1
            if seen[_what(act)] <= known[_what(act)]:
                continue
            commits = _writers(change, new.place.path, act, seen[_what(act)], helped=helped)
            peers = _peers(change.base.program, new, act)
            for found in _faults(change, act, commits, asked, peers):
                yield Breach(new.place.at(*act.pointer), *found)


def wanted(change: Change) -> str:
    """Who may write decisions down, as base says; nobody where base's policies were never read."""
    if POLICIES in change.agreed.never:
        return _NOBODY
    policies = change.base.program.policy_versions
    return (in_force(policies, change.day) or policies[0]).decisions_recorded_by


def _statements(change: Change, wanted: str) -> Iterator[Breach]:
    """Each cycle that was closed since base; a statement is written once, whole."""
    for name in sorted(set(change.head.program.statements) - set(change.base.program.statements)):
        path = f"program/statements/{name}.csv"
        head = head_of(change.head.program.statements[name])
        act = Act("closed", (1,), f"the close of {name}", head.by if head else None, (), None)
        for found in _faults(change, act, change.bringers(path), wanted):
            yield Breach(Place(path, act.pointer), *found)


def _what(act: Act) -> tuple[str, Any]:
    """A decision by what counts, wherever it stands."""
    return act.way, core(act.value)


def _writers(change: Change, path: str, act: Act, times: int, *, helped: bool) -> list[Commit]:
    """The commits that first say so, or say it for the n-th time.

    Both who wrote it down at all, and who wrote it down of what head has decided: neither does who
    swaps the evidence leave the decision as it was, nor does who mends a link take it on.
    """
    on = matter(change.head.models[path], helped=helped)
    decision = _what(act)
    word = _WORDS.get(act.way, act.way.partition("/")[0])

    def said(document: Any) -> bool | None:
        return True if sum(_what(each) == decision for each in acts(document)) >= times else None

    def decided(document: Any) -> bool | None:
        return said(document) if matter(document, helped=helped) == on else None

    found = (change.writers(path, probe, word) for probe in (said, decided))
    return list({each.id: each for commits in found for each in commits}.values())


def staff_of(program: Program, commit: Commit) -> str | None:
    """The staff id of who made a commit; None for anybody else."""
    address = folded(commit.email)
    numbered = _NUMBERED.fullmatch(address)
    number = int(numbered[1]) if numbered else None
    for each in program.settings.staff:
        if address in map(folded, each.emails):
            return each.id
        if number is not None and each.github is not None and each.github.id == number:
            return each.id
    return None


def by_account(program: Program, commit: Commit, who: str) -> bool | None:
    """Whether a commit is from the account in an influencer's profile; None where nobody can say.

    Nobody can where the profile has no account of GitHub, or the address is not one of GitHub's.
    """
    person = program.influencers.get(who)
    account = dict(person.accounts).get("github") if person is not None else None
    found = _OWN.fullmatch(folded(commit.email))
    if account is None or found is None:
        return None
    if account.id is not None:
        return found[1] is not None and int(found[1]) == account.id
    return found[2] == account.login.lower()


def folded(address: str) -> str:
    """An address without capitals; other letters that case folding takes for ASCII stay."""
    return address.lower() if address.isascii() else address


def on_staff(change: Change, commit: Commit) -> bool:
    """Whether who made a commit was on staff that day, and had not left before base."""
    author = staff_of(change.base.program, commit)
    if author is None:
        return False
    person, day = change.base.program.staff[author], commit.authored_on(change.base.program.zone)
    return person.on(day) and (person.until is None or person.until >= change.day)


def unfit(change: Change, commit: Commit, people: tuple[str, ...]) -> str | None:
    """Why who made a commit says nothing about people for the program; None where they may."""
    base = change.base.program
    author = staff_of(base, commit)
    if author is None or not on_staff(change, commit):
        return "who is not on staff"
    close = (too_close(program, author, people) for program in (base, change.head.program))
    return next((each for each in close if each is not None), None)


def _peers(base: Program, document: Any, act: Act) -> tuple[str, ...]:
    """Members who may write down what they decide, where base's mission lets so many do so.

    Of a review that is who made it, of a decision each who made it with others; the reviews of
    these are looked at one by one.
    """
    mission = base.missions.get(document.mission) if act.peers else None
    quorum = mission.quorum if mission is not None else None
    if quorum is None or quorum.members is None:
        return ()
    if act.way == "decision" and act.peers < quorum.members:
        return ()
    return tuple(each for each in act.deciders if is_member(base, each))


def _faults(
    change: Change,
    act: Act,
    commits: list[Commit],
    wanted: str,
    peers: tuple[str, ...] = (),
) -> Iterator[tuple[str, str]]:
    """Why a decision does not hold as it was written down: what is, and what to do."""
    unknown = _unknown(change, act, wanted)
    if unknown:
        yield f"{act.what} is new, and {unknown}", "mend that in a change of its own, then decide"
        return
    if not commits:
        message = f"{act.what} comes out of the history of base, which has it no more"
        yield message, "somebody on staff decides anew"
    named = wanted == "named"
    found = (
        _of_member(change, act, commit, peers, named=named)
        if peers and staff_of(change.base.program, commit) is None
        else _fault(change, act, commit, named=named)
        for commit in commits
    )
    yield from (each for each in found if each is not None)


def _of_member(
    change: Change, act: Act, commit: Commit, peers: tuple[str, ...], *, named: bool
) -> tuple[str, str] | None:
    """Why what members decide may not be written down by somebody who is not on staff."""
    base, head = change.base.program, change.head.program
    who = f"{act.what} was written down by {commit.author} <{commit.email}> in {commit.id[:12]}"
    author = next((each for each in peers if by_account(base, commit, each)), None)
    if author is None:
        return (
            f"{who}, who is neither on staff nor known as {' or '.join(peers)}",
            "each member commits their own, from GitHub's own address; or somebody on staff does",
        )
    for day in (commit.authored_on(base.zone), change.day):
        stage = base.influencers[author].stage_on(day)
        if stage != "member":
            is_ = f"is {stage}" if stage else "was not there"
            return f'{who}: "{author}" {is_} on {day}, and members review', "let a member do it"
    for program in (base, head):
        close = too_close(program, author, act.people)
        if close is not None:
            return f"{who}: {close}", "let somebody else commit it"
    if named and not change.history.signed(commit):
        return f"{who}, unsigned", "decisions_recorded_by: named asks for signed commits"
    return None


def _unknown(change: Change, act: Act, wanted: str) -> str:
    """Why nobody can say who may decide this; empty where base says it."""
    if wanted == _NOBODY:
        return f"who may decide is not known, for {POLICIES} of base could never be read"
    for person in act.people:
        path = f"influencers/{person}/profile.yml"
        if path in change.agreed.never:
            return (
                f'who is close to "{person}" is not known, for {path} of base could never be read'
            )
    return ""


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
    until = base.staff[author].until
    if until is not None and until < change.day:
        message = f"{who}, who left staff on {until}, before the newest commit of base"
        return message, "somebody who is on staff commits it"
    for program in (base, head):
        close = too_close(program, author, act.people)
        if close is not None:
            return f"{who}: {close}", "let somebody else commit it"
    if named and act.deciders and not any(base.same_person(author, each) for each in act.deciders):
        return (
            f'{who}, but it says that "{" and ".join(act.deciders)}" decided',
            "decisions_recorded_by: named lets only the person who decides write it down",
        )
    if named and not change.history.signed(commit):
        return f"{who}, unsigned", "decisions_recorded_by: named asks for signed commits"
    return None


PROMISE = Promise("recorded-by", check)
