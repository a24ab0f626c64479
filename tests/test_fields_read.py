"""A field of a model that no command, page or rule reads is a promise that nobody keeps.

`test_keys_read` goes by names, and a `date` of one kind hides that of another. Here the example
program is judged and shown in every way while each field that is read is written down.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.own import record
from goodword.due import all_dues
from goodword.load import load
from goodword.model.shape import Part
from goodword.reports.audit import audit_report
from goodword.reports.candidates import candidates_report
from goodword.reports.communities import communities_report
from goodword.reports.desk import desk_figures
from goodword.reports.events import events_report
from goodword.reports.loops import loops_report
from goodword.reports.report import nowhere
from goodword.reports.results import results_report
from goodword.reports.rewards import rewards_report
from goodword.reports.showing import showing
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodword.model.program import Program

DAY = date(2026, 11, 28)
WAITING = {
    "publishing": {"Profile.portal_key"},
    "upgrade": {"Settings.schema_version"},
    "erasing": {
        *("Erasure.digests", "Erasure.hashes", "StatementDigests.statement"),
        *("StatementDigests.old", "StatementDigests.new"),
    },
    "richer rules": {"Reward.gift_value_band"},
}
"""What no part reads yet, by the part that will."""
ELSEWHERE = {
    "Condition.claims": ("ledger/conditions.py", 'measure == "claims"'),
    "Condition.days": ("ledger/conditions.py", '"days"'),
    "Condition.in_tier_days": ("ledger/conditions.py", '"in_tier_days"'),
    "Condition.missions": ("ledger/conditions.py", '"missions"'),
    "Condition.of": ("ledger/conditions.py", "condition.of"),
    "Condition.people_helped": ("ledger/conditions.py", '"people_helped"'),
    "Condition.points": ("ledger/conditions.py", 'measure == "points"'),
    "Condition.since_days": ("ledger/conditions.py", '"since_days"'),
    "Condition.tier": ("ledger/conditions.py", "condition.tier"),
    "Delivery.at": ("relation/mail.py", "each[1].at"),
    "Delivery.code": ("reports/showing.py", "record.__struct_fields__"),
    "Delivery.contact": ("relation/mail.py", "last.contact"),
    "Delivery.state": ("relation/mail.py", "last.state"),
    "Bonus.id": ("ledger/how_much.py", "each.id"),
    "Bonus.points": ("ledger/how_much.py", "each.points"),
    "Bonus.when": ("audience/missions.py", "each.when"),
    "Choice.id": ("relation/asked.py", "x.id for x in question.choices"),
    "Choice.text_": ("audience/own_said.py", "each.text_"),
    "Clocks.revisit": ("loops/clocks.py", '"revisit"'),
    "Erasure.by": ("reports/showing.py", "record.__struct_fields__"),
    "Erasure.date": ("rules/stated_in_path.py", "erasure.date"),
    "Erasure.id": ("model/kinds.py", '"id"'),
    "Event.suits": ("relation/fitting.py", "thing.suits"),
    "Milestone.all": ("ledger/milestones.py", "each.all"),
    "Milestone.announced": ("audience/milestones.py", "each.announced"),
    "Milestone.badge": ("audience/badges.py", "milestone.badge"),
    "Milestone.every": ("ledger/milestones.py", "each.every"),
    "Milestone.from_": ("ledger/milestones.py", "each.from_"),
    "Milestone.id": ("ledger/milestones.py", "each.id"),
    "Milestone.name": ("audience/milestones.py", "each.name"),
    "Milestone.points": ("ledger/milestones.py", "each.points"),
    "Milestones.milestones": ("ledger/milestones.py", "_stated.milestones"),
    "Referral.announced": ("rules/notice.py", "after.announced"),
    "Referral.from_": ("rules/notice.py", "after.from_"),
    "Referral.percent": ("ledger/referral.py", "version.percent"),
    "Referral.points": ("ledger/referral.py", "version.points"),
    "Referral.within_days": ("ledger/referral.py", "version.within_days"),
    "Later.date": ("ledger/visible.py", "each.date"),
    "Later.decision": ("ledger/visible.py", "each.decision"),
    "Later.quantity": ("ledger/later.py", "later.quantity"),
    "Later.source": ("reports/showing.py", "each.source"),
    "Mission.suits": ("relation/fitting.py", "thing.suits"),
    "GroupLimit.announced": ("rules/notice.py", "after.announced"),
    "Fixed.fixed": ("relation/terms.py", "starts.fixed"),
    "PoliciesVersion.arrears_forgiven_after_cycles": (
        *("ledger/terms.py", "arrears_forgiven_after_cycles"),
    ),
    "PoliciesVersion.decisions_recorded_by": (*("guard/recorded_by.py", "decisions_recorded_by"),),
    "PortalSettings.audiences": ("cli/publishing.py", "portal.audiences"),
    "PointsVersion.announced": ("audience/missions.py", "each.announced"),
    "Scale.least": ("ledger/how_much.py", "scale.least"),
    "Scale.most": ("ledger/how_much.py", "scale.most"),
    "Unit.at_most": ("ledger/how_much.py", "unit.at_most"),
    "Unit.many": ("audience/missions.py", "unit.many"),
    "Unit.one": ("audience/missions.py", "unit.one"),
    "Per.claims": ("model/mission.py", '"claims"'),
    "Per.key": ("audience/missions.py", "per.key"),
    "Review.bonus": ("reports/showing.py", "each.bonus"),
    "Review.by": ("ledger/peers.py", "each.by"),
    "Review.date": ("ledger/peers.py", "each.date"),
    "Review.outcome": ("ledger/peers.py", "said.outcome"),
    "Review.quality": ("ledger/peers.py", "said.quality"),
    "Review.quantity": ("ledger/peers.py", "said.quantity"),
    "Review.reason": ("reports/showing.py", "each.reason"),
    "Review.reason_code": ("reports/showing.py", "each.reason_code"),
    "Review.stated": ("ledger/peers.py", "said.stated"),
    "Reward.fulfilment": ("actions/settle.py", "reward.fulfilment"),
    "Settings.ids": ("cli/subjects.py", "settings.ids"),
    "Snooze.because": ("reports/showing.py", "each.because"),
    "Snooze.by": ("rules/staff_left.py", "each.by"),
    "Snooze.date": ("rules/snoozed.py", "each.date"),
    "Snooze.until": ("rules/snoozed.py", "each.until"),
    "Snooze.what": ("due/__init__.py", "snooze.what"),
    "Redemption.source": ("intake/sources.py", "record.source"),
    "Source.event": ("intake/sources.py", "source.event"),
    "Source.system": ("intake/sources.py", "source.system"),
    "TermDecision.reason": ("reports/term.py", "decision.reason"),
    "TermsVersion.months": ("relation/terms.py", "version.months"),
    "TermsVersion.starts": ("relation/terms.py", "version.starts"),
    "Void.reason": ("reports/listing.py", "value.__struct_fields__"),
    "VoidStep.reason": ("reports/screens.py", "step.reason"),
    "Void.by": ("rules/by_hand.py", "void.by"),
    "Void.date": ("rules/by_hand.py", "void.date"),
    "VoidStep.by": ("rules/staff_left.py", "step.by"),
    "VoidStep.date": ("loops/visible.py", "step.date"),
    "VoidStep.of": ("loops/visible.py", "step.of"),
}
"""What is read where the example has nothing to read: the module, and how it says so."""


def parts(of: type[Part] = Part) -> Iterator[type[Part]]:
    """Every model and part of one that documents become; none that others are made from."""
    for each in of.__subclasses__():
        if each.__subclasses__():
            yield from parts(each)
        else:
            yield each


def look(program: Program) -> None:
    """Judge a program, and show it in every way."""
    on = Snapshot(program, DAY)
    list(judge(on, Locator(DiskTree(ROOT)).mark))
    list(all_dues(on))
    for audience in ("public", "members", "nda", "staff"):
        audience_view(on, audience, DAY)
    for person in program.influencers:
        record(on, person)
    loops_report(on, explain=True)
    candidates_report(on, 20, explain=True)
    communities_report(on, 10)
    events_report(on, ahead=False)
    results_report(on, None, explain=True)
    rewards_report(on)
    audit_report(on, None)
    desk_figures(on, (), nowhere)
    rooms: tuple[Iterable[str], ...] = (program.influencers, program.missions, program.feedback)
    for name in (each for room in (*rooms, program.claims, program.touchpoints) for each in room):
        showing(on, name)


def unread(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    read: set[tuple[type, str]] = set()
    plain = Part.__getattribute__

    def noted(self: Part, name: str) -> Any:
        read.add((type(self), name))
        return plain(self, name)

    program = load(DiskTree(ROOT), Schemas.load(schemas_directory())).program
    with monkeypatch.context() as patch:
        patch.setattr(Part, "__getattribute__", noted)
        look(program)
    return {
        f"{each.__name__}.{key}"
        for each in parts()
        if each.__module__.startswith("goodword.model.")
        for key in each.__struct_fields__
        if key != "place" and (each, key) not in read
    }


def test_a_field_is_read_by_nothing_or_no_longer_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = set(ELSEWHERE).union(*WAITING.values())
    assert unread(monkeypatch) == listed


@pytest.mark.parametrize("field", ELSEWHERE)
def test_a_field_is_said_to_be_read_where_it_is_not(field: str) -> None:
    module, words = ELSEWHERE[field]
    text = (ROOT / "tools/goodword" / module).read_text("utf-8")
    assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
