"""What may not be asked, decided, appealed or taken back of a claim, and the rest."""

from __future__ import annotations

from tests.refusal_files import (
    ANA,
    BEN,
    CLAIM,
    DECLINED,
    GIVEN,
    GUIDE,
    LINK,
    MEMBER,
    MISSION,
    PERSON,
    SEGMENTS,
    STAFF,
    answered,
    appealed,
    approved,
    asked,
    claim,
    decided,
    only,
    reversal,
)

SOURCE = "source: {system: forum, event: '17'}\n"


def _reviewed(by: str) -> dict[str, str]:
    """A claim that a member reviewed."""
    review = f"reviews: [{{by: {by}, date: '2026-10-12', outcome: approved}}]\n"
    return {GUIDE: f"{MISSION}reviewers: {{members: 1}}\n", **claim(review)}


ROWS: dict[str, list[tuple[str, dict[str, str]]]] = {
    'actions/import_claims: the event "{}" is there already as {}': [
        (
            "evidence-reused",
            claim(SOURCE)
            | {
                CLAIM.replace("ana", "ben"): (
                    f"evidence: https://example.org/guides/ben\n{SOURCE}"
                ),
            },
        ),
    ],
    "actions/ask: a question of {} waits for its answer": [
        (
            "decision-days",
            claim(
                "questions:\n  - {asked: '2026-10-11', by: maya, text: Which?}\n"
                "  - {asked: '2026-10-12', by: maya, text: And?}\n"
            ),
        ),
    ],
    "actions/ask: already {}, so there is nothing to ask before deciding": [
        (
            "decision-days",
            claim(
                "questions: [{asked: '2026-10-13', by: maya, text: Which?}]\n"
                f"decision: {decided()}\n"
            ),
        ),
    ],
    "actions/ask: {} is before it was asked, {}": [
        ("decision-days", asked(more=", answered: '2026-10-10'")),
    ],
    "actions/ask: {} is before the claim was submitted, {}": [
        ("decision-days", asked(day="2026-10-09")),
    ],
    'actions/reverse: "{}" is not one of its people': [
        (
            "shares-add-up",
            {
                CLAIM: reversal()[CLAIM].replace("shares: {ana: 100}", "shares: {ben: 100}"),
            },
        ),
    ],
    "actions/reverse: fraud needs a second person": [("schema", reversal(code="fraud"))],
    "actions/reverse: not approved, so there are no points to take back": [
        ("decision-days", claim(reversal()[CLAIM].partition("\n")[2].partition("\n")[2])),
    ],
    "actions/reverse: nothing of its points is left to take back": [
        (
            "reversed-beyond",
            claim(
                f"decision: {decided()}\nreversals:\n"
                + 2
                * (
                    "  - {date: '2026-10-20', by: tom, reason_code: duplicate,"
                    " shares: {ana: 100}}\n"
                )
            ),
        ),
    ],
    "actions/reverse: {} to be taken back from {}, who has {} of it": [
        ("reversed-beyond", {CLAIM: reversal()[CLAIM].replace("{ana: 100}", "{ana: 101}")}),
    ],
    'actions/reverse: the second person is "{}" too': [
        ("decision-days", reversal(more=", second: {by: tom, date: '2026-10-20'}", code="fraud")),
    ],
    "actions/reverse: {} approved this claim; somebody else reverses": [
        ("decision-days", reversal("maya")),
        ("decision-days", reversal(more=", second: {by: maya, date: '2026-10-20'}", code="fraud")),
    ],
    'ledger/appeals: "{}" took part in the reversal that is appealed': [
        ("decision-days", answered(decided("tom", day="2026-10-23"))),
        (
            "decision-days",
            answered(decided("lee", ", second: {by: tom, date: '2026-10-23'}", "2026-10-23")),
        ),
    ],
    'ledger/appeals: the second person is "{}" too': [
        (
            "decision-days",
            answered(decided("lee", ", second: {by: lee, date: '2026-10-23'}", "2026-10-23")),
        ),
    ],
    "ledger/appeals: an appeal against a reversal lifts all of it, or nothing": [
        (
            "decision-days",
            {
                CLAIM: answered(decided("lee", day="2026-10-23"))[CLAIM].replace(
                    '"2026-10-23", points: 100', '"2026-10-23", points: 40'
                ),
            },
        ),
    ],
    "ledger/appeals: a decline needs a reason": [
        ("schema", answered('{outcome: declined, by: lee, date: "2026-10-23"}')),
    ],
    "ledger/award: a decline needs a reason": [
        ("schema", claim('decision: {outcome: declined, by: maya, date: "2026-10-12"}\n')),
    ],
    'ledger/award: "{}" is no reviewer of {}': [
        ("decision-days", {GUIDE: f"{MISSION}reviewers: [tom]\n"}),
        ("decision-days", {GUIDE: f"{MISSION}reviewers: [tom]\n", **asked()}),
        (
            "decision-days",
            {
                GUIDE: f"{MISSION}reviewers: [maya]\n",
                **appealed(decided("tom", day="2026-10-15")),
            },
        ),
    ],
    'ledger/peers: "{}" is on staff as "{}"': [
        ("reviewers", _reviewed("ben") | {BEN: f"{MEMBER}staff: lee\n"}),
    ],
    'ledger/peers: "{}" {} on {}, and members review': [
        ("reviewers", _reviewed("cleo")),
    ],
    'ledger/peers: "{}" brought "{}" to the program': [
        ("reviewers", _reviewed("ben") | {ANA: f"{MEMBER}referred_by: ben\n"}),
    ],
    'ledger/award: "{}" took part in the decision that is appealed': [
        ("decision-days", appealed(decided("maya", day="2026-10-15"))),
        (
            "decision-days",
            appealed(decided("tom", ", second: {by: maya, date: '2026-10-15'}", "2026-10-15")),
        ),
    ],
    'ledger/award: the second person is "{}" too': [
        ("decision-days", approved(more=", second: {by: maya, date: '2026-10-12'}")),
    ],
    "ledger/award: the claim was withdrawn on {}": [
        ("decision-days", claim(f"decision: {decided()}\nwithdrawn: {{date: '2026-10-11'}}\n")),
    ],
    "ledger/appeals: the claim was withdrawn on {}": [
        (
            "decision-days",
            claim("withdrawn: {date: '2026-10-11'}\nappeal: {date: '2026-10-12', text: No.}\n"),
        ),
    ],
    "ledger/award: {} gives no points on {}, its first version is from {}": [
        (
            "no-points-version",
            {
                GUIDE: MISSION.replace("100", '[{from: "2026-11-01", value: 100}]'),
            },
        ),
    ],
    "ledger/award: {} is before the claim was submitted, {}": [
        ("decision-days", approved(day="2026-10-09")),
    ],
    "ledger/award: {} points are more than {}, so two people decide": [
        ("second-person", {"program/program.yml": STAFF.replace("500", "99")}),
    ],
    "ledger/award: {} points are not the {} that {} give": [
        ("frozen-points", {CLAIM: approved()[CLAIM].replace("points: 100", "points: 90")}),
        (
            "schema",
            {
                CLAIM: approved(more=", reason_code: override")[CLAIM].replace("100", "90"),
            },
        ),
    ],
    "ledger/appeals: approved and not taken back, so there is nothing to appeal against": [
        (
            "decision-days",
            claim(f"decision: {decided()}\nappeal: {{date: '2026-10-14', text: No.}}\n"),
        ),
    ],
    "ledger/appeals: not decided yet, so there is nothing to appeal against": [
        ("decision-days", claim("appeal: {date: '2026-10-14', text: No.}\n")),
    ],
    "ledger/appeals: {} is more than {} days after it was declined on {}": [
        (
            "decision-days",
            {
                "program/policies.yml": "versions: [{from: '2026-01-01', clocks:"
                " {appeal_within: 20}}]\n",
                **claim(f"{DECLINED}appeal: {{date: '2026-11-02', text: No.}}\n"),
            },
        ),
    ],
    "ledger/appeals: {} is before the decision, {}": [
        ("decision-days", claim(f"{DECLINED}appeal: {{date: '2026-10-11', text: No.}}\n")),
    ],
    "ledger/appeals: already appealed on {}; an appeal is made once": [
        ("yaml", claim(DECLINED + 2 * "appeal: {date: '2026-10-14', text: No.}\n")),
    ],
    'ledger/eligibility: "{}" has no agreement (NDA) in force on {}': [
        ("eligibility", {ANA: MEMBER, **only("nda: true")}),
    ],
    'ledger/eligibility: "{}" has tier {} on {}, needed is {}': [
        ("eligibility", only("tiers: [gold]")),
    ],
    'ledger/eligibility: "{}" has {} {}, needed is one of {}': [
        ("eligibility", only(terms))
        for terms in ("regions: [DE]", "languages: [nl]", "topics: [x]", "categories: [journalist]")
    ]
    + [
        # An appeal that is granted must meet the same terms.
        ("eligibility", only("regions: [DE]") | appealed(decided("tom", day="2026-10-15"))),
    ],
    'ledger/eligibility: "{}" is in no segment needed on {}: {}': [
        ("eligibility", only("segments: [menders]") | SEGMENTS),
    ],
    'ledger/eligibility: "{}" joined {} days before, {} needed': [
        ("eligibility", only("since_days: 300")),
    ],
    'ledger/eligibility: "{}" {} on {}, a member or on leave is needed': [
        ("eligibility", {ANA: PERSON + 'stage: member\nsince: "2026-10-11"\n'}),
    ],
    "ledger/eligibility: submitted {}, too long after {}": [
        (
            "too-old",
            {
                CLAIM: "",
                "missions/guide/claims/2026-03-10-ana.yml": (
                    f'{LINK}submitted: "2026-10-12"\ndecision: {decided()}\n'
                ),
            },
        ),
    ],
    'ledger/eligibility: there is no mission "{}"': [
        ("unknown-reference", {CLAIM.replace("guide", "gide"): LINK}),
    ],
    "ledger/eligibility: {} is after {} closed, {}": [
        ("claim-window", {GUIDE: f'{MISSION}closes: "2026-10-09"\n'}),
    ],
    "ledger/eligibility: {} is before {} opens, {}": [
        ("claim-window", {GUIDE: MISSION.replace("2026-01-01", "2026-10-11")}),
    ],
    "ledger/eligibility: {} is only proposed": [
        ("eligibility", {GUIDE: f"{MISSION}status: proposed\n"})
    ],
    "actions/stage: {} is {} already": [
        (
            "stage-moves",
            {
                ANA: PERSON
                + (
                    "history: [{date: '2026-02-01', stage: member},"
                    " {date: '2026-03-01', stage: member}]\n"
                )
            },
        ),
        (
            "stage-moves",
            {
                ANA: PERSON
                + (
                    "history: [{date: '2026-02-01', stage: deceased},"
                    " {date: '2026-03-01', stage: opted-out}]\n"
                )
            },
        ),
    ],
    "actions/snooze: a promise made to a person is not put off": [
        (
            "schema",
            {
                GIVEN: "kind: promise\nsummary: We call.\ndue: '2026-12-01'\nby: maya\n"
                "snoozed: [{what: promises}]\n",
            },
        ),
    ],
    "actions/snooze: until {} is more than {} days": [
        (
            "snoozed",
            claim(
                "snoozed: [{what: claims, date: '2026-10-11', by: maya, until: '2026-11-11',"
                " because: Ill.}]\n"
            ),
        ),
    ],
    "actions/snooze: until {} is not after {}": [
        (
            "snoozed",
            claim(
                "snoozed: [{what: claims, date: '2026-10-11', by: maya, until: '2026-10-11',"
                " because: Ill.}]\n"
            ),
        ),
    ],
    "actions/snooze: this is no file that can keep that a line was put off": [
        ("schema", {GUIDE: f"{MISSION}snoozed: []\n"}),
    ],
    'actions/new: the id "{}" is not written as ids are': [
        ("misplaced-file", {"influencers/Eve/profile.yml": MEMBER}),
    ],
}
UNKNOWN = {
    'cli/referring: there is no feedback item "{}"{}': [
        (
            "unknown-reference",
            {
                GIVEN: (
                    "kind: answer\nstep: told\nmilestone: decided\nrefs: [2026-10-01-slow-seerch]\n"
                    "by: maya\nchannel: mail\nref: m1\n"
                )
            },
        ),
    ],
    'cli/referring: there is no influencer "{}"{}': [
        ("unknown-reference", {GIVEN.replace("ana", "anna"): "kind: contact\nby: maya\n"}),
    ],
}
"""Names that the command line looks up before an action is asked."""
