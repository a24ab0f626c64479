"""Mail that may not have arrived: in doubt since a sender died, come back, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.due.due import Due, department, owner, silent
from goodword.ledger.naming import reference
from goodword.relation.mail import failed_for_good, in_doubt, stopped
from goodword.texts import Named, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.touchpoint import Touchpoint
    from goodword.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Due]:
    """Each message in doubt or refused, and each person whose address takes no mail."""
    program, day = snapshot.program, snapshot.as_of
    for person in program.touchpoints_of:
        profile = program.influencers.get(person)
        if profile is None or silent(profile, day):
            continue
        for each in in_doubt(program, person, day):
            yield _due(snapshot, each, "doubt", "goodword outbox --receipts …")
        for each in failed_for_good(program, person, day):
            command = f"goodword touchpoint void {reference(each.place.path)}"
            yield _due(snapshot, each, "refused", command)
        if failed := stopped(program, person, day):
            each, last = failed
            why = "came_back" if last.state == "bounced" else "no_mailbox"
            yield _due(snapshot, each, why, f"goodword influencer contact {person} --email -")


def _due(snapshot: Snapshot, each: Touchpoint, why: str, command: str) -> Due:
    what = getattr(each.detail, "template", None) or each.name
    person = Named("person", each.influencer)
    return Due(
        "mail",
        (each.influencer,),
        owner(snapshot, each.influencer),
        each.date,
        Said(f"owed.mail.{why}", {"person": person, "day": each.date, "what": what}),
        each.place.at("delivery"),
        command,
        since=each.date,
        department=department(snapshot, each.influencer),
    )
