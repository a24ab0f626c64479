"""Fourteen mistakes against rules that span files."""

from __future__ import annotations

from tests.mistake import Mistake

RULES = (
    Mistake(  # an owner with two letters the wrong way round
        "influencers/milan-obradovic/profile.yml",
        "owner: maite",
        "owner: matie",
        "unknown-reference",
        ('member of staff "matie"', 'did you mean "maite"?'),
    ),
    Mistake(  # handed in for a mission that had closed
        "missions/winter-ride-diary/claims/2025-03-20-wanjiru-mwangi.yml",
        "",
        "evidence:\n  - kind: document\n    title: Diary of 12 rides\n",
        "claim-window",
        ("2025-03-20", "closed on 2025-03-15"),
    ),
    Mistake(  # decided by the claimant, under the other of two ids
        "missions/answer-an-owner/claims/2024-08-20-luis-ferrer.yml",
        "by: edwin",
        "by: luis",
        "self-decision",
        ("luis", "somebody else"),
    ),
    Mistake(  # the link of another answer
        "missions/answer-an-owner/claims/2026-09-15-nuria-vidal.yml",
        "/t/386",
        "/t/368",
        "evidence-reused",
        ("missions/answer-an-owner/claims/2026-06-30-owen-farrow.yml",),
    ),
    Mistake(  # next year's day
        "missions/answer-an-owner/claims/2026-11-03-eleni-vlachou.yml",
        'date: "2026-11-10"',
        'date: "2027-11-10"',
        "future-date",
        ("2027-11-10 is after 2026-11-15",),
    ),
    Mistake(  # somebody who left before they had come
        "influencers/inigo-zubia/profile.yml",
        "stage: invited",
        "stage: left",
        "stage-moves",
        ("from candidate to left",),
    ),
    Mistake(  # an objective that only counts readers
        "program/strategy.yml",
        "bici de alguien\n        kind: outcome\n",
        "bici de alguien\n        kind: indicator\n",
        "objective-outcome",
        ('"fair-choice" has no KPI of kind outcome',),
        at="id: fair-choice",
    ),
    Mistake(  # a second generous gift in a year
        "influencers/bohdan-tkach/touchpoints/2026-09-14-gift.yml",
        "",
        "kind: gift\nby: noor\nchannel: post\nvalue_band: generous\nsummary: A stand vice.\n",
        "gift-ceiling",
        ("number 2 of band generous", "the ceiling is 1", "second"),
        at="generous",
    ),
    Mistake(  # told what nobody had decided
        "influencers/lucia-ibanez/touchpoints/2026-07-10-decided-night-mode.yml",
        "",
        'kind: answer\nstep: told\nmilestone: decided\nrefs: ["2026-05-18-night-mode"]\n'
        "by: samir\nchannel: mail\nsummary: We are trying two displays.\n",
        "told-before-step",
        ("told on 2026-07-10", "decided on 2026-07-13"),
    ),
    Mistake(  # a step in the wrong month
        "program/feedback/2026-08-24-app-lock-account.yml",
        'date: "2026-08-31"',
        'date: "2026-10-31"',
        "feedback-order",
        ("decided before it was triaged",),
        at="step: decided",
    ),
    Mistake(  # a price that rises before people could know
        "program/rewards/tool-roll.yml",
        'announced: "2025-11-03"',
        'announced: "2025-12-03"',
        "notice",
        ("2026-01-01", "29 days before", "at least 30"),
    ),
    Mistake(  # a guest who never signed
        "program/events/2025-02-28-prototype-hall.yml",
        "invited: [joerg-brueckner, eleni-vlachou, wanjiru-mwangi]",
        "invited: [joerg-brueckner, eleni-vlachou, wanjiru-mwangi, sakura-onodera]",
        "nda-event",
        ("sakura-onodera", "no agreement"),
    ),
    Mistake(  # a message to somebody who wants none
        "influencers/vikram-rathore/touchpoints/2026-01-12-message.yml",
        "",
        "kind: message\nchannel: mail\ntemplate: thirty-days\nlanguage: en\n",
        "opted-out-message",
        ("vikram-rathore", "opted-out since 2025-05-19"),
    ),
    Mistake(  # an id that somebody on staff has already
        "program/program.yml",
        "cycle: quarter\n",
        "  - id: noor\n    name: Noor de Wit\n    department: pr\n\ncycle: quarter\n",
        "duplicate-id",
        ('"noor"', "number 3"),
    ),
)
