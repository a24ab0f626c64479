"""What may not be given by hand, and what may not become of a request for a reward."""

from __future__ import annotations

from tests.refusal_files import (
    ANA,
    BOTH,
    CLAIM,
    DAN,
    GIVEN,
    LINK,
    MEMBER,
    MUG,
    SEGMENTS,
    STAFF,
    adjustment,
    extension,
    floor,
    mug,
    step,
)

ROWS: dict[str, list[tuple[str, dict[str, str]]]] = {
    "actions/pack: {} is not closed, so its records may still change": [
        (
            "packed-closed",
            {
                "program/touchpoints/2026-Q4.jsonl": f'{{"file":"{GIVEN}",'
                '"says":{"kind":"thanks","helped":"Newcomers"}}\n'
            },
        ),
    ],
    'ledger/by_hand: "{}" {} on {}: {} are for members, people on leave and emeriti': [
        ("by-hand", {GIVEN.replace("ana", "dan").replace("10-20", "11-05"): text})
        for text in (*adjustment().values(), *extension().values())
    ]
    + [
        ("by-hand", {DAN: f'name: Dan Ito\nstage: candidate\nsince: "2026-10-01"\n{floor()}'}),
        ("by-hand", {GIVEN.replace("ana", "cleo"): text for text in adjustment().values()}),
    ],
    "ledger/by_hand: {} points are more than {}, so two people decide": [
        ("by-hand", adjustment(points=501)),
        (
            "by-hand",
            {
                ANA: MEMBER + floor(),
                "program/tiers.yml": (
                    "versions: [{from: 2026-01-01, tiers: [{id: champion, name: G,"
                    " standing_at_least: 501}]}]\n"
                ),
            },
        ),
        (
            "by-hand",
            {
                "program/program.yml": STAFF.replace("500", "80"),
                **extension(),
            },
        ),
    ],
    'ledger/by_hand: the second person is "{}" too': [
        ("by-hand", adjustment("by: maya\nsecond: {by: maya, date: '2026-10-20'}")),
    ],
    "ledger/by_hand: agreed on {}, after it was given on {}": [
        ("by-hand", adjustment("by: maya\nsecond: {by: tom, date: '2026-10-21'}")),
    ],
    "ledger/by_hand: expires is for opening balances": [
        ("by-hand", adjustment('by: maya\nexpires: "2027-01-01"')),
    ],
    "ledger/by_hand: points that are taken do not expire": [
        ("by-hand", adjustment('by: maya\nexpires: "2027-01-01"', -10, "opening")),
    ],
    "ledger/by_hand: until is {}, expected a day after {}": [
        ("by-hand", extension(until="2026-10-20")),
    ],
    'ledger/by_hand: "{}" is not one of the people of {}': [
        ("by-hand", extension("[guide/2026-11-02-ben]")),
    ],
    "ledger/by_hand: {} is not approved on {}, so it has no points to extend": [
        ("by-hand", {CLAIM: LINK, **extension("[guide/2026-10-10-ana]")}),
    ],
    "actions/adjust: 0 points change nothing": [("schema", adjustment(points=0))],
    "ledger/redemption_steps: fulfilled, but not approved": [
        ("redemption-steps", mug(step("fulfilled"))),
    ],
    "ledger/redemption_steps: not approved yet": [("redemption-steps", mug(step("fulfilled")))],
    "ledger/redemption_steps: returned, but not fulfilled": [
        ("redemption-steps", mug(step("approved") + step("returned"))),
    ],
    "ledger/redemption_steps: not fulfilled, so it cannot come back": [
        ("redemption-steps", mug(step("approved") + step("returned"))),
    ],
    "ledger/redemption_steps: {} is before it was requested, {}": [
        ("redemption-steps", mug(step(name, day="2026-10-19")))
        for name in ("approved", "declined", "cancelled", "out_of_stock")
    ],
    "ledger/redemption_steps: {} is before it was {}, {}": [
        ("redemption-steps", mug(step("approved") + step("fulfilled", day="2026-10-21"))),
        ("redemption-steps", mug(BOTH + step("returned", day="2026-10-21"))),
        ("redemption-steps", mug(step("approved") + step("cancelled", day="2026-10-21"))),
    ],
    "ledger/redemption_steps: already {} on {} by {}": [
        ("redemption-steps", mug(step("approved", day="2026-10-23") + step("declined"))),
        ("redemption-steps", mug(step("declined") + step("cancelled", day="2026-10-23"))),
        ("redemption-steps", mug(BOTH + step("cancelled", day="2026-10-23"))),
    ],
    "ledger/redemption_steps: already fulfilled on {} by {}": [
        ("redemption-steps", mug(BOTH + step("declined", day="2026-10-23"))),
    ],
    "ledger/redemption_steps: already approved on {} by {}": [
        ("yaml", mug(step("approved") + step("approved"))),
    ],
    "ledger/redemption_steps: already returned on {}": [
        ("yaml", mug(BOTH + step("returned") + step("returned"))),
    ],
    "ledger/redemption_steps: {} points for {} on {} are not covered: {}": [
        (
            "not-covered",
            mug("approved: {date: '2026-10-22', by: maya}\n", "cost: 500\n", "")
            | {
                MUG: "points: 500\napproved: {date: '2026-10-22', by: maya}\n",
            },
        ),
    ],
    "ledger/redemption_steps: its points cover it": [
        ("redemption-steps", mug(step("out_of_funds")))
    ],
    "actions/redeem: {} has no price on {}": [
        ("price", mug(BOTH, 'cost: [{from: "2026-11-01", points: 50}]\n')),
    ],
    'ledger/redeeming: "{}" has no agreement (NDA) in force on {}': [
        ("reward-terms", {ANA: MEMBER, **mug(BOTH, "cost: {points: 50, nda: true}\n")}),
    ],
    'ledger/redeeming: "{}" has region {}, needed is {}': [
        ("reward-terms", mug(BOTH, "cost: {points: 50, regions: [DE]}\n")),
    ],
    'ledger/redeeming: "{}" has tier {} on {}, needed is {}': [
        ("reward-terms", mug(BOTH, "cost: {points: 50, tiers: [gold]}\n")),
    ],
    'ledger/redeeming: "{}" is in no segment needed on {}: {}': [
        ("reward-terms", mug(BOTH, "cost: {points: 50, segments: [menders]}\n") | SEGMENTS),
    ],
    "ledger/redeeming: {} of {}{}, limit {} {}": [
        (
            "reward-terms",
            {
                **mug(BOTH, "cost: {points: 50, per_influencer: {limit: 1, every: ever}}\n"),
                MUG.replace("mug.yml", "mug.2.yml"): f"points: 50\n{BOTH}",
            },
        ),
    ],
}
