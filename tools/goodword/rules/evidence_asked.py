"""A claim does not show the evidence that its mission asks for.

A mission says how many pieces of evidence it wants (`at_least`), of which kinds, and for links
from which hosts. A witness confirms what they saw: they are never one of the claim's people or
close to them, and take no part in deciding it, neither as the reviewer nor as the second person,
in an appeal or a reversal. Claims that were withdrawn need none, nor those that were declined
and for which no appeal was granted.

Mend it by asking the claimant for it: `questions` in the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.deciders import part_takers, too_close
from goodword.ledger.visible import is_declined
from goodword.model.link import host
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim
    from goodword.model.mission import EvidenceRule
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

    _Witnesses = list[tuple[int, str]]


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Too little, of another kind, from another host, or by the wrong witness."""
    program = snapshot.program
    for claim in program.claims.values():
        mission = program.missions.get(claim.mission)
        witnesses = [(at, each.witness) for at, each in enumerate(claim.evidence) if each.witness]
        if witnesses:
            yield from _deciding(program, claim, witnesses)
        if mission is None or claim.withdrawn or is_declined(claim):
            continue
        if claim.influencer in program.erased:
            continue  # what was shown went with the person
        rule, pieces = mission.evidence, len(claim.evidence)
        if pieces < rule.at_least:
            yield Finding(
                claim.place.at("evidence"),
                f"{_pieces(pieces)}, the mission asks for {rule.at_least}",
                f"see {mission.place.path}",
            )
        if rule.hosts or rule.kinds:
            yield from _kinds(claim, rule)
        if witnesses:
            yield from _witnesses(program, claim, witnesses)


def _pieces(number: int) -> str:
    return "1 piece of evidence" if number == 1 else f"{number} pieces of evidence"


def _kinds(claim: Claim, rule: EvidenceRule) -> Iterator[Finding]:
    for index, each in enumerate(claim.evidence):
        if rule.kinds and each.kind not in rule.kinds:
            yield Finding(
                claim.place.at("evidence", index, "kind"),
                f"evidence of kind {each.kind}, the mission takes {' or '.join(rule.kinds)}",
            )
        if rule.hosts and each.url is not None:
            found = host(each.url)
            if not any(found == name or found.endswith(f".{name}") for name in rule.hosts):
                yield Finding(
                    claim.place.at("evidence", index, "url"),
                    f"a link to {found}, the mission takes {' or '.join(rule.hosts)}",
                )


def _witnesses(program: Program, claim: Claim, witnesses: _Witnesses) -> Iterator[Finding]:
    for index, witness in witnesses:
        people = claim.people
        if witness in people:
            place = claim.place.at("evidence", index, "witness")
            yield Finding(place, f"{witness} cannot witness their own claim")
        elif too_close(program, witness, people):
            place = claim.place.at("evidence", index, "witness")
            yield Finding(place, f"{witness} is close to one of the claim's people")


def _deciding(program: Program, claim: Claim, witnesses: _Witnesses) -> Iterator[Finding]:
    """Witnesses who took part in deciding, under whichever of their ids."""
    for index, witness in witnesses:
        if any(program.same_person(witness, who) for who, _ in part_takers(claim)):
            yield Finding(
                claim.place.at("evidence", index, "witness"),
                f"{witness} decided this claim and cannot be its witness",
                "have somebody else decide",
            )


RULE = Rule("evidence-asked", check, scope=Scope.PERSON)
