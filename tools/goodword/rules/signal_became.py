"""What a signal is said to have become is not that, or is not its author's.

A signal ends as one of four things: feedback that its author raised, a claim in which they have a
part, an incident, or thanks that they had. Each is there by itself; the signal names it. Nothing
came of it before it was said, and what was dismissed has become nothing.

Mend it by naming the right record, or by dismissing the signal with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.model.signal import Signal
    from goodword.snapshot import Snapshot

_HINT = "name what came of it, or say with goodword signal dismiss why nothing did"


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Each signal that ended in something else, or before it was said."""
    program = snapshot.program
    for signal in program.signals.values():
        end = signal.became or signal.dismissed
        if end is None:
            continue
        at = "became" if signal.became else "dismissed"
        if end.date < signal.first_day:
            message = f"settled on {end.date}, before it was said on {signal.first_day}"
            yield Finding(signal.place.at(at, "date"), message)
        if signal.became is not None and signal.dismissed is not None:
            message = "it became something, and was dismissed"
            yield Finding(signal.place.at("dismissed"), message, "leave out one of the two")
        if signal.became is not None:
            kind, name = signal.became.record
            if why := _wrong(program, signal, kind, name):
                yield Finding(signal.place.at("became", kind), why, _HINT)


def _wrong(program: Program, signal: Signal, kind: str, name: str) -> str:
    """Why a record is none that the signal can have become; empty where it is, or is not known."""
    who, found = signal.influencer, _found(program, kind, name)
    if found is None:
        other = _touchpoint(program, name) if kind == "claim" else None
        missing = kind == "incident" and not program.broken.holds("incident", name)
        return f'"{name}" is no {kind}' if missing or other is not None else ""
    if kind == "feedback" and name not in program.raised_by.get(who, ()):
        return f"{who} did not raise {name}"
    if kind == "claim" and who not in found.people:
        return f"{who} has no part in the claim {name}"
    if kind == "thanks" and (found.kind, found.influencer) != ("thanks", who):
        return f'"{name}" is no thanks to {who}'
    return ""


def _found(program: Program, kind: str, name: str) -> Any:
    if kind == "feedback":
        return program.feedback.get(name)
    if kind == "incident":
        return program.incidents.get(name)
    if kind == "thanks":
        return _touchpoint(program, name)
    mission, _, record = name.partition("/")
    return program.claims.get(f"missions/{mission}/claims/{record}.yml")


def _touchpoint(program: Program, name: str) -> Any:
    person, _, record = name.partition("/")
    return program.touchpoints.get(f"influencers/{person}/touchpoints/{record}.yml")


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    """What signals became, and whether that is wrong as far as is known."""
    program = snapshot.program
    for signal in program.signals.values():
        if signal.became is not None:
            kind, name = signal.became.record
            yield name, (signal.id, signal.influencer, kind, _wrong(program, signal, kind, name))


RULE = Rule("signal-became", check, scope=Scope.PROGRAM, meets=Meets(_rows))
