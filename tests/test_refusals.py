"""What a command refuses, `check` refuses too: every refusal of every action, written by hand.

Each row is a refusal as it stands in the code of the actions, and files that say what it refuses,
laid over the base of the cases. A refusal of the request alone, which no file can say, has why.
"""

from __future__ import annotations

import pytest

from goodword.source.trees import Overlay
from tests import refusals_by_hand, refusals_of_claims, refusals_of_people
from tests.refusal_files import (
    ANA,
    BEN,
    BOTH,
    EMPLOYEE,
    MEMBER,
    NDA,
    STAFFED,
    adjustment,
    answered,
    appealed,
    approved,
    asked,
    claim,
    decided,
    extension,
    floor,
    mug,
    reversal,
    step,
)
from tests.refusal_sites import sites
from tests.test_cases import found, laid

ROWS = {**refusals_of_people.ROWS, **refusals_by_hand.ROWS, **refusals_of_claims.ROWS}
OF_REQUESTS = {
    'actions/say: --said is "{}", expected such as {}=…': "is of what was typed",
    'actions/say: the version from {} has no question "{}"{}': "is of what was typed",
    "actions/say: it is the one that is asked on {}": "is a hint",
    "actions/say: it is the one with which this audit began: both sides answer the same": (
        "is a hint"
    ),
    'actions/say: "{}" is answered by yes or no, not by "{}"': "is of what was typed",
    'actions/say: "{}" is answered by a number from 1 to 5, not by "{}"': "is of what was typed",
    "actions/ask: no question waits for an answer": "nothing is written",
    "actions/record: is no {}": "a contact has neither outcome nor kept by its schema",
    "actions/record: was answered already: {}": "a file has one outcome",
    "actions/record: was kept already, on {}": "a file has one kept",
    'actions/record: "{}" has a place at {} already': "no file says since when one is invited",
    'actions/record: "{}" asked for {} already, on {}': "of one day no file says what came first",
    "actions/conclude: was decided already, which is done once": "a file has one decision",
    "actions/nominate: is there, and names no one else": "nothing is written",
    "actions/complete: says so already": "nothing is written",
    'actions/amend: of "{}" it says so already': "nothing is written",
    'actions/extend: of "{}" {}': "a file that lengthens nothing takes nothing from anybody",
    "actions/follow: {} {}": "nothing is written",
    "actions/follow: {} follows nothing": "a digest of nothing says nothing",
    "actions/follow: {} has had the digest of {}, which is later": "a file has one day of it",
    "actions/follow: {} has had the digest of {} already": "a file has one day of it",
    "actions/pose: the version from {} {} and stays as it is": "guard says it of files",
    "actions/follow: goodword staff follow {} --community … says what they hear of": "is a hint",
    "actions/amend: {} has {} steps, and no step {}": "nothing is written",
    "actions/amend: step {} of {} was done on {}": "a step has one done",
    "actions/hand_over: {} owns nothing that could be handed over": "nothing is written",
    "actions/complete: has {} already, which is said once": "a file has one of it",
    "actions/settle_signal: has {} already, which is said once": "a file has one of each",
    "actions/new: no id can be made of that name": "a folder has a name",
    'actions/new: the id "{}" is taken': "two files cannot have one path",
    "actions/new: {} waits to be decided with goodword claim, due by {}": "is a note",
    'actions/receive: no name can be made of the title "{}"': "a file has a name",
    "actions/snooze: nothing is due about this file": "what is due is the agenda's",
    "actions/snooze: {}: due about this file: {}": "what is due is the agenda's",
    "actions/import_claims: ids are opaque, but an import makes them of handles": "is of the map",
    "actions/import_claims: there is no program yet, and the map has none": "is of the map",
    'actions/import_people: no id can be made of "{}"': "is of the list",
    'actions/import_people: people.ids gives somebody the id "{}", which is one of staff': (
        "is of the map"
    ),
    'actions/import_people: people.{} is "{}", there is none{}': "is of the map",
    "actions/erase: {} is on staff: what staff decided and wrote stays under their name": (
        "nothing is written"
    ),
    "ledger/award: {} may go to an earlier claim that is undecided: {}": "--anyway",
    'ledger/award: "{}" has said the same already': "of two reviews of one person the later counts",
    "ledger/award: already decided, on {}": "a file has one decision",
    "ledger/award: already {} by {} on {}": "a file has one decision",
    "ledger/award: the appeal is already decided, on {}": "a file has one decision",
    "ledger/closing: {} is closed already": "two files cannot have one path",
    "actions/close: {}, and would not count for {}": "--carry",
    "ledger/closing: {} is before {}, on which {} was closed": "is tried with closed cycles",
    "ledger/closing: {} before it is not closed": "is tried with closed cycles",
    "ledger/closing: {} is within {} days after the end of {}": "is tried with closed cycles",
    "ledger/closing: {} runs until {}": "is tried with closed cycles",
    "actions/unpack: nothing of {} is packed": "nothing is written",
}
"""Refusals that are about the request and that no file can say, or that may be waived; and why."""


def test_a_refusal_has_neither_a_rule_nor_a_reason() -> None:
    assert sites() == {*ROWS, *OF_REQUESTS}
    assert not set(ROWS) & set(OF_REQUESTS)


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        pytest.param(rule, files, id=f"{name}-{index}")
        for name, rows in {**ROWS, **refusals_of_claims.UNKNOWN}.items()
        for index, (rule, files) in enumerate(rows)
    ],
)
def test_a_command_refuses_what_check_lets_pass(rule: str, files: dict[str, str]) -> None:
    laid_over = {path: text.encode() for path, text in {**STAFFED, **files}.items()}
    diagnostics, _ = found(Overlay(laid(None), laid_over))
    assert rule in {each.rule for each in diagnostics}, [each.message for each in diagnostics]


RELATED = "name: Ben\nstage: member\nsince: '2026-03-01'\ncategory: journalist\nstaff: lee\n"
POLICIES = """\
versions:
  - {from: "2026-01-01", clocks: {appeal_within: 20}}
consents: [{version: "1", from: "2026-01-01"}]
ndas: [{version: "1", from: "2026-01-01"}]
"""
ALLOWED = {
    "staff who are close to nobody": approved("tom", ", second: {by: lee, date: '2026-10-12'}"),
    "a colleague of an employee": EMPLOYEE | approved(),
    "a relation that decides of others": {
        BEN: f"{RELATED}relations: [{{influencer: cleo, kind: friend}}]\n",
        **approved("lee"),
    },
    "an appeal decided by others": appealed(decided("tom", day="2026-10-15")),
    "a reversal by another": reversal("tom"),
    "a fraud seen by two": reversal("tom", ", second: {by: lee, date: '2026-10-20'}", code="fraud"),
    "a lifted reversal": answered(decided("lee", day="2026-10-23")),
    "one question after the other": claim(
        "questions:\n  - {asked: '2026-10-11', by: maya, text: Which?, answered: '2026-10-12'}\n"
        "  - {asked: '2026-10-12', by: maya, text: And?}\n"
    ),
    "a question in an appeal": claim(
        "decision: {outcome: declined, by: maya, date: '2026-10-12', reason: Empty.}\n"
        "appeal: {date: '2026-10-14', text: No.}\n"
        "questions: [{asked: '2026-10-15', by: tom, text: Which?}]\n"
    ),
    "an appeal on the last day": {
        "program/policies.yml": POLICIES,
        **claim(
            "decision: {outcome: declined, by: maya, date: '2026-10-12', reason: Empty.}\n"
            "appeal: {date: '2026-11-01', text: No.}\n"
        ),
    },
    "a question": asked(),
    "a witness who decides nothing": claim(
        f"decision: {decided()}\n", "evidence: [{kind: witness, witness: lee}]\n"
    ),
    "as many points as one may decide": adjustment(points=500),
    "more points by two": adjustment("by: maya\nsecond: {by: tom, date: '2026-10-20'}", 501),
    "a void adjustment of one too many": adjustment(
        "by: maya\nvoid: {date: '2026-10-21', by: tom, reason: Wrong.}", 501
    ),
    "an extension of a few points": extension(),
    "an extension of a claim": extension("[guide/2026-10-10-ana]"),
    "an opening balance that expires": adjustment('by: maya\nexpires: "2027-01-01"', 10, "opening"),
    "a floor": {ANA: MEMBER + NDA + floor()},
    "approved, fulfilled, returned": mug(BOTH + step("returned", day="2026-10-22")),
    "cancelled by herself": mug(step("approved") + step("cancelled", "ana")),
    "declined after it was approved": mug(step("approved") + step("declined")),
}


@pytest.mark.parametrize("case", sorted(ALLOWED))
def test_a_near_miss_is_refused(case: str) -> None:
    files = {path: text.encode() for path, text in {**STAFFED, **ALLOWED[case]}.items()}
    diagnostics, _ = found(Overlay(laid(None), files))
    assert [each.message for each in diagnostics] == []
