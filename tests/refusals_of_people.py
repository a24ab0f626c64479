"""Who may not decide: each way to be too close, or not there, in each role."""

from __future__ import annotations

from tests.refusal_files import (
    ANA,
    BEN,
    BOTH,
    DECLINED,
    EMPLOYEE,
    MEMBER,
    SETTINGS,
    STAFF,
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

_BROUGHT = {
    ANA: f"{MEMBER}referred_by: ben\n",
    BEN: "name: Ben\nstage: member\nsince: '2026-03-01'\ncategory: journalist\nstaff: lee\n",
    SETTINGS: f"{STAFF}referral: {{points: 5}}\n",
}
"""Ana was brought by one of staff, who gets points for what she does."""

ROWS: dict[str, list[tuple[str, dict[str, str]]]] = {
    'ledger/deciders: "{}" cannot decide what is their own': [
        ("self-decision", approved("ana")),
        ("by-hand", adjustment("by: ana")),
        ("by-hand", extension(by="ana")),
        ("by-hand", {ANA: MEMBER + floor("ana")}),
        ("redemption-steps", mug(step("approved", "ana") + step("fulfilled", "ana"))),
    ],
    'ledger/deciders: "{}" is "{}" and cannot decide what is their own': [
        ("self-decision", EMPLOYEE | approved("lee")),
        ("self-decision", EMPLOYEE | approved(more=", second: {by: lee, date: '2026-10-12'}")),
        ("self-decision", EMPLOYEE | appealed(decided("lee", day="2026-10-15"))),
        ("self-decision", EMPLOYEE | reversal("lee")),
        ("self-decision", EMPLOYEE | answered(decided("lee", day="2026-10-23"))),
        ("self-decision", EMPLOYEE | asked("lee")),
        ("by-hand", EMPLOYEE | adjustment("by: lee")),
        ("by-hand", EMPLOYEE | adjustment("by: maya\nsecond: {by: lee, date: '2026-10-20'}")),
        ("by-hand", EMPLOYEE | extension(by="lee")),
        ("by-hand", {ANA: MEMBER + "staff: lee\n" + floor("lee")}),
        ("redemption-steps", EMPLOYEE | mug(step("approved", "lee") + step("fulfilled"))),
        ("redemption-steps", EMPLOYEE | mug(step("approved") + step("fulfilled", "lee"))),
        ("redemption-steps", EMPLOYEE | mug(step("declined", "lee"))),
    ],
    'ledger/deciders: "{}" has a declared relation to "{}"': [
        # ana declared it to the employee's other id, or he did to her: both are one relation.
        (rule, {**who, **files})
        for who in (
            {
                ANA: MEMBER + "relations: [{influencer: ben, kind: family}]\n",
                BEN: "name: Ben\nstage: member\nsince: '2026-03-01'\ncategory: journalist\n"
                "staff: lee\n",
            },
            {
                ANA: MEMBER,
                BEN: "name: Ben\nstage: member\nsince: '2026-03-01'\ncategory: journalist\n"
                "staff: lee\nrelations: [{influencer: ana, kind: family}]\n",
            },
            {ANA: MEMBER + "relations: [{staff: lee, kind: family}]\n"},
        )
        for rule, files in (
            ("self-decision", approved("lee")),
            ("self-decision", approved(more=", second: {by: lee, date: '2026-10-12'}")),
            ("self-decision", appealed(decided("lee", day="2026-10-15"))),
            ("self-decision", reversal("lee")),
            ("self-decision", answered(decided("lee", day="2026-10-23"))),
            ("by-hand", adjustment("by: lee")),
            ("by-hand", extension(by="lee")),
            ("redemption-steps", mug(step("approved", "lee") + step("fulfilled"))),
            ("redemption-steps", mug(step("approved") + step("fulfilled", "lee"))),
            ("redemption-steps", mug(BOTH + step("returned", "lee"))),
            (
                "evidence-asked",
                claim(f"decision: {decided()}\n", "evidence: [{kind: witness, witness: lee}]\n"),
            ),
        )
    ],
    'ledger/deciders: "{}" brought "{}" and gets points for what they do': [
        (rule, {**_BROUGHT, **files})
        for rule, files in (
            ("self-decision", approved("lee")),
            ("self-decision", approved(more=", second: {by: lee, date: '2026-10-12'}")),
            ("self-decision", appealed(decided("lee", day="2026-10-15"))),
            ("self-decision", reversal("lee")),
            ("by-hand", adjustment("by: lee")),
            ("redemption-steps", mug(step("approved", "lee") + step("fulfilled"))),
        )
    ],
    'ledger/deciders: "{}" is a witness of the claim': [
        ("evidence-asked", claim(f"{said}\n", "evidence: [{kind: witness, witness: lee}]\n"))
        for said in (
            f"decision: {decided('lee')}",
            f"decision: {decided('maya', ', second: {by: lee, date: 2026-10-12}')}",
            DECLINED.replace("maya", "lee"),
            "questions: [{asked: '2026-10-11', by: lee, text: Which?}]",
        )
    ]
    + [
        # The witness is the reviewer under the other of two ids.
        (
            "evidence-asked",
            {
                BEN: "name: Ben\nstage: member\nsince: '2026-03-01'\ncategory: journalist\n"
                "staff: lee\n",
                **claim(
                    f"decision: {decided('lee')}\n", "evidence: [{witness: ben, kind: witness}]\n"
                ),
            },
        )
    ],
    'ledger/deciders: "{}" is not on staff': [
        ("unknown-reference", approved("ben")),
        ("by-hand", adjustment("by: ben")),
        ("redemption-steps", mug(step("approved", "ben") + step("fulfilled"))),
    ],
    'ledger/deciders: "{}" is not on staff on {}': [
        ("decision-days", approved("kim")),
        ("decision-days", approved(more=", second: {by: kim, date: '2026-10-12'}")),
        ("decision-days", appealed(decided("kim", day="2026-10-15"))),
        ("decision-days", reversal("kim")),
        ("decision-days", answered(decided("kim", day="2026-10-23"))),
        ("decision-days", asked("kim")),
        ("by-hand", adjustment("by: kim")),
        ("by-hand", extension(by="kim")),
        ("by-hand", {ANA: MEMBER + floor("kim")}),
        ("by-hand", adjustment("by: maya\nvoid: {date: '2026-10-21', by: kim, reason: Wrong.}")),
        ("redemption-steps", mug(step("approved", "kim") + step("fulfilled"))),
        ("redemption-steps", mug(step("cancelled", "kim"))),
    ],
}
