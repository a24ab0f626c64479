"""Those whom a claim names beside who handed it in: told of it, and asked, before it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, after, department, owner, records, silent
from goodword.ledger.naming import reference
from goodword.relation.mail import due_again
from goodword.texts.said import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.snapshot import Snapshot
    from goodword.texts.said import Slot

TEMPLATE = "named"
"""The message that tells them."""
_ASKS = frozenset({"contact", "ask", "message"})
"""Kinds of records with which somebody is asked."""


def find(snapshot: Snapshot) -> Iterator[Due]:
    """For each undecided claim everybody in `with` whom nobody spoke with about it."""
    for claim in snapshot.program.claims_in_order:
        if not claim.with_:
            continue
        on = snapshot.claim(claim)
        if on.waits not in ("submitted", "asked") or on.since is None:
            continue
        about = reference(claim.place.path)
        for index, person in enumerate(claim.with_):
            if _spoken(snapshot, person, claim):
                continue
            if silent(snapshot.program.influencers.get(person), snapshot.as_of):
                continue
            yield Due(
                "parts",
                (person,),
                owner(snapshot, person),
                after(on.since, snapshot.allowed(on)),
                _said(claim, person),
                claim.place.at("with", index),
                f"goodword influencer contact {person} --about {about}",
                since=claim.submitted,
                department=department(snapshot, person),
                template=TEMPLATE,
                about=about,
                begun=claim.submitted,
            )


def _said(claim: Claim, person: str) -> Said:
    """That they are named, and with which percent where shares are not even."""
    about: dict[str, Slot] = {
        "person": Named("person", person),
        "other": Named("person", claim.influencer),
        "mission": Named("mission", claim.mission),
    }
    if person not in claim.parts:
        return Said("owed.parts", about)
    return Said("owed.parts_percent", {**about, "percent": claim.parts[person]})


def _spoken(snapshot: Snapshot, person: str, claim: Claim) -> bool:
    names = {reference(claim.place.path), claim.place.path}
    return any(
        each.kind in _ASKS and names & {*each.refs} and each.date >= claim.submitted
        for each in records(snapshot, person)
        if not due_again(snapshot.program, each, snapshot.as_of)
    )
