"""A consent is dated before the person was on the map, or before the words it agrees to.

What a person agrees to is asked once they are known: a consent older than the first entry of their
history was written under another year, or belongs to somebody else. Nobody agrees to words that are
not there yet either: the version that a consent names, or that was signed of a non-disclosure
agreement, is in force on that day.

Mend the day or the version, or put the day on which they came onto the map first into `history`;
where the words were there before, correct `from` of that version in program/policies.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Severity
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from goodword.diagnostics import Place
    from goodword.model.policies import Document
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each entry that is older than the person's first stage, or than the words of its version."""
    policies = snapshot.program.policies
    consents = _first_days(policies.consents if policies else ())
    ndas = _first_days(policies.ndas if policies else ())
    for person in snapshot.program.influencers.values():
        first = min(entry.date for entry in person.history)
        for index, consent in enumerate(person.consent):
            if consent.from_ < first:
                yield Finding(
                    person.place.at("consent", index, "from"),
                    f"consent of {consent.from_}, before {person.id} was on the map, since {first}",
                    "correct the day, or begin history with the day they came onto the map",
                )
            place = person.place.at("consent", index, "version")
            yield from _early(consents, consent.version, consent.from_, place)
        for index, nda in enumerate(person.nda):
            yield from _early(
                ndas, nda.version, nda.signed, person.place.at("nda", index, "version")
            )


def _first_days(documents: Sequence[Document]) -> dict[str, date]:
    return {each.version: each.from_ for each in documents}


def _early(
    first: dict[str, date], version: str | None, day: date, place: Place
) -> Iterator[Finding]:
    """A version agreed to before its first day; one that is not there another rule names."""
    since = first.get(version or "")
    if since is not None and day < since:
        yield Finding(
            place,
            f'version "{version}" agreed to on {day}, it is in force since {since}',
            "name the version of that day, or correct the day",
        )


RULE = Rule("consent-day", check, Severity.WARNING, scope=Scope.FILE)
