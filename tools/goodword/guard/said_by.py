"""What only one person can say was written down by somebody who is neither that person nor staff.

Consent to more than before, a signed agreement, a claim or feedback withdrawn and a request
cancelled are a person's own word. Who wrote it down is known by the address of the commit: of
staff, or GitHub's own for the account in the profile that base has. Of anybody else it is named, as
a warning, for most people write from an address that no file knows: whoever reviews it asks whether
it is they.
For what is withdrawn or cancelled, which gives nothing to anybody, the author's name is enough.
Consent that comes with a new profile is not named, since nobody is known yet. Where members decide
on claims, the account of GitHub in a profile is what their reviews are known by: another one in
place of it, or a first one, is an error where neither they nor staff wrote it down.

Mend it by letting the person or somebody on staff commit it; where it is theirs, leave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Severity
from goodword.guard.promise import Breach, Promise
from goodword.guard.recorded_by import by_account, staff_of
from goodword.guard.resting import members_review
from goodword.model.claim import Claim
from goodword.model.feedback import Feedback, Withdrawn
from goodword.model.profile import Consent, Profile
from goodword.model.redemption import Redemption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Pointer
    from goodword.guard.change import Change
    from goodword.model.program import Program
    from goodword.source.history import Commit

_SEEN = ("nobody", "staff", "members", "public")
_SENT = ("none", "portal-only", "essential", "all")
_ORDER = {"recognition": _SEEN, "contact": _SEEN, "points": _SEEN, "messages": _SENT}
"""What consent is given to, least first."""
_ACCOUNT = "the account of GitHub"
_NEW = frozenset({"consent", _ACCOUNT})
"""What may come with a new profile, by whomever."""


class _Word(NamedTuple):
    """What somebody says.

    Args:
        pointer: where it stands.
        what: in words.
        value: what is said.
        people: ids of whose word it is.
        named: the name of the author is enough; it gives nothing to anybody.
        severity: of what somebody else wrote down.
    """

    pointer: Pointer
    what: str
    value: Any
    people: tuple[str, ...]
    named: bool = False
    severity: Severity = Severity.WARNING


def check(change: Change) -> Iterator[Breach]:
    """Each word of head that base does not have, and whoever wrote it down for somebody else."""
    base = change.base.program
    accounts = members_review(base)
    for old, new in change.touched:
        known = {(each.what, each.value) for each in _words(old)}
        for word in _words(new):
            if (word.what, word.value) in known or (old is None and word.what in _NEW):
                continue
            if word.what == _ACCOUNT and not accounts:
                continue
            said = (word.what, word.value)

            def probe(document: Any, said: tuple[str, Any] = said) -> bool | None:
                known = {(each.what, each.value) for each in _words(document)}
                return True if said in known else None

            for commit in change.writers(new.place.path, probe):
                if staff_of(base, commit) or any(
                    _is(base, commit, each, named=word.named) for each in word.people
                ):
                    continue
                whose = " and ".join(word.people)
                author = f"{commit.author} <{commit.email}> in {commit.id[:12]}"
                yield Breach(
                    new.place.at(*word.pointer),
                    f"{word.what} of {whose} was written down by {author}, who is not known as "
                    f"{whose}",
                    "whoever reviews it asks whether it is their own word"
                    if word.severity is Severity.WARNING
                    else "they commit it from the account that base has, or somebody on staff does",
                    word.severity,
                )


def _words(document: Any) -> Iterator[_Word]:
    if isinstance(document, Profile):
        yield from _of_profile(document)
    elif isinstance(document, Claim) and document.withdrawn is not None:
        people, day = document.people, document.withdrawn
        yield _Word(("withdrawn",), "the withdrawal", day, people, named=True)
    elif isinstance(document, Redemption) and document.cancelled is not None:
        whose = (document.influencer,)
        yield _Word(("cancelled",), "the cancelling", document.cancelled, whose, named=True)
    elif isinstance(document, Feedback):
        for index, step in enumerate(document.steps):
            for person in step.from_ if isinstance(step, Withdrawn) else ():
                said = (step.date, person)
                yield _Word(("steps", index), "the withdrawal", said, (person,), named=True)


def _of_profile(profile: Profile) -> Iterator[_Word]:
    before = None
    for index, consent in enumerate(profile.consent):
        if _wider(consent, before):
            yield _Word(("consent", index), "consent", consent, (profile.id,))
        before = consent
    account = dict(profile.accounts).get("github")
    if account is not None:
        whose, where = (profile.id,), ("accounts", "github")
        yield _Word(where, _ACCOUNT, account, whose, severity=Severity.ERROR)
    for index, signed in enumerate(profile.nda):
        yield _Word(("nda", index), "an agreement", signed, (profile.id,))


def _wider(consent: Consent, before: Consent | None) -> bool:
    """Whether somebody may do more by it than by the one before, or by none."""
    other = before or Consent(from_=consent.from_)
    return any(
        order.index(getattr(consent, name)) > order.index(getattr(other, name))
        for name, order in _ORDER.items()
    )


def _is(program: Program, commit: Commit, who: str, *, named: bool) -> bool:
    """Whether a commit is by a person, as far as base knows their name and account."""
    own = by_account(program, commit, who)
    if own is None:
        person = program.influencers.get(who)
        return named and person is not None and commit.author == person.name
    return own


PROMISE = Promise("said-by", check)
