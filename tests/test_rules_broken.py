"""A rule speaks of a case, and says nothing of it once a file that it needs cannot be read."""

from __future__ import annotations

import pytest

from goodword.load import load
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree, Overlay
from tests.test_cases import BASE, CASES, DAY, laid, schemas

BROKEN = b"no_such_key: 1\n"
ANA, BEN = "influencers/ana/profile.yml", "influencers/ben/profile.yml"
GUIDE, PROGRAM = "missions/guide/mission.yml", "program/program.yml"


def said(rule: str, tree: Overlay) -> int:
    program = load(tree, schemas()).program
    return len(list(BY_NAME[rule].check(Snapshot(program, DAY))))


@pytest.mark.parametrize(
    ("rule", "case", "path", "left"),
    [
        ("alert-list", "of-nobody", "influencers/dan/profile.yml", 0),
        ("cycle-name", "half-year-among-quarters", PROGRAM, 0),
        ("exemption-grounds", "each-half", ANA, 2),
        ("exemption-grounds", "each-half", BEN, 3),
        ("frozen-points", "each-figure", "missions/once/mission.yml", 10),
        ("frozen-points", "each-figure", "missions/worth/mission.yml", 2),
        ("frozen-points", "each-figure", ANA, 7),
        ("measure-day", "after-a-cycle-that-is-none", PROGRAM, 0),
        ("not-covered", "two-requests-for-the-same-points", ANA, 0),
        ("not-covered", "two-requests-for-the-same-points", "program/rewards/mug.yml", 0),
        ("redemption-steps", "out-of-funds-on-each-day", "program/rewards/mug.yml", 0),
        ("reward-terms", "each-term-and-day", BEN, 0),
        ("sample-disclosed", "others-claims-pass-it-by", GUIDE, 0),
        ("told-stranger", "each-item", "program/feedback/2026-10-02-export.yml", 0),
        ("statement", "figures-moved", ANA, 0),
    ],
)
def test_something_is_said_because_of_a_file_that_cannot_be_read(
    rule: str, case: str, path: str, left: int
) -> None:
    tree = laid(CASES / rule / case)
    assert said(rule, tree) > left
    assert said(rule, Overlay(tree, {path: BROKEN})) == left


@pytest.mark.parametrize(
    ("path", "text", "broken", "missing"),
    [
        (GUIDE, "reviewers: [lou]\n", PROGRAM, "lou"),
        (GUIDE, "eligibility: {tiers: [legend]}\n", "program/tiers.yml", "legend"),
        (GUIDE, "eligibility: {categories: [guest]}\n", "program/departments.yml", "guest"),
        (ANA, "referred_by: zoe\n", "influencers/zoe/profile.yml", "zoe"),
        (ANA, "communities: [chat]\n", "program/communities/chat.yml", "chat"),
        (
            "influencers/ana/touchpoints/2026-03-01-thanks.yml",
            "refs: [2026-03-09-talk]\n",
            "program/events/2026-03-09-talk.yml",
            "2026-03-09-talk",
        ),
    ],
)
def test_what_a_file_that_cannot_be_read_may_hold_is_missed(
    path: str, text: str, broken: str, missing: str
) -> None:
    old = (BASE / path).read_bytes()
    tree = Overlay(DiskTree(BASE), {path: old + text.encode()})
    program = load(tree, schemas()).program
    (found,) = BY_NAME["unknown-reference"].check(Snapshot(program, DAY))
    assert f'"{missing}"' in found.message
    assert said("unknown-reference", Overlay(tree, {broken: BROKEN})) == 0
    other = "program/calendar.yml"
    assert said("unknown-reference", Overlay(tree, {other: BROKEN})) == 1
