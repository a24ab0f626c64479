"""An exemption from telling has no grounds in the files.

Nobody is left untold for convenience: each reason of an `exempt` answer must be true on its day.

* `opted-out`: the person's stage was `opted-out`, or their consent wanted no messages.
* `left`: their stage was `left` or `declined`. `deceased`: it was `deceased`.
* `unreachable`: they were tried on two different channels (`attempted`, or told and bounced).
* `nda-withheld`: what was decided or delivered could not be said to them; it is for what will
  never be public.

Mend it by telling the person, by recording the attempts that were made, or by the reason that
is true. Where the profile is behind, add the stage or the consent there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.loops.told import grounded, target, tellable
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.loops.rounds import Milestone
    from goodword.loops.visible import Record
    from goodword.model.profile import Profile
    from goodword.snapshot import Snapshot

_STAGES: dict[str | None, frozenset[str]] = {
    "opted-out": frozenset({"opted-out"}),
    "left": frozenset({"left", "declined"}),
    "deceased": frozenset({"deceased"}),
}


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each exemption whose reason the files do not bear out."""
    program = snapshot.program
    for item, people in snapshot.answered:
        owing = snapshot.milestones[item.id]
        for person, records in people.items():
            profile = program.influencers.get(person)
            if profile is None or program.broken.touches(item.id, person):
                continue
            for record in records:
                if record.answer.step != "exempt":
                    continue
                message = _judge(record, records, profile, owing)
                if message:
                    hint = f"see {profile.place.path}"
                    if record.answer.reason == "unreachable":
                        hint = "record the attempts on another channel, or tell them"
                    yield Finding(record.touchpoint.place.at("reason"), message, hint)


def _judge(
    record: Record, records: Sequence[Record], person: Profile, owing: Sequence[Milestone]
) -> str:
    reason, day = record.answer.reason, record.date
    stage = person.stage_on(day)
    if reason == "unreachable":
        if grounded(record, records):
            return ""
        return f"{person.id} was not tried on two different channels by {day}"
    if reason == "nda-withheld":
        spoken = target(record, owing)
        if spoken is None:
            return ""
        since = tellable(spoken, spoken.date, person, day)
        if since is None or since > day:
            return ""
        return f"{person.id} may be told since {since}: expected told, not nda-withheld"
    consent = person.consent_on(day)
    if reason == "opted-out" and consent is not None and consent.messages == "none":
        return ""
    if stage in _STAGES.get(reason, {stage}):
        return ""
    return f"{person.id} is exempt as {reason}, but was {stage or 'not known'} on {day}"


RULE = Rule("exemption-grounds", check, scope=Scope.ITEM)
