"""Thirteen mistakes of shape: keys, values and days that no schema allows."""

from __future__ import annotations

from tests.mistake import Mistake

SHAPE = (
    Mistake(  # a key with two letters the wrong way round
        "influencers/yetunde-adeyemi/profile.yml",
        "languages: [en, yo]",
        "langauges: [en, yo]",
        "schema",
        ('unknown key "langauges"', 'did you mean "languages"?'),
    ),
    Mistake(  # what is asked for is left out
        "influencers/sakura-onodera/touchpoints/2025-06-30-ask.yml",
        "for: six drawings for page 8\n",
        "",
        "schema",
        ("for",),
        at="kind: ask",
    ),
    Mistake(  # a value that is nearly one of those there are
        "influencers/shen-siyuan/profile.yml",
        "stance: critical",
        "stance: critcal",
        "schema",
        ("supportive, neutral, critical", 'did you mean "critical"?'),
    ),
    Mistake(  # a day that no year has
        "program/communities/podilates-athina.yml",
        'reviewed: "2026-10-06"',
        'reviewed: "2026-02-30"',
        "schema",
        ("2026-02-30", "a day that exists"),
    ),
    Mistake(  # a day as people write it
        "influencers/karim-al-najjar/touchpoints/2026-11-03-promise.yml",
        'due: "2026-11-12"',
        "due: 12.11.2026",
        "schema",
        ("12.11.2026", "YYYY-MM-DD"),
    ),
    Mistake(  # points in quotes
        "influencers/joerg-brueckner/redemptions/2024-12-16-rain-cape.yml",
        "points: 150",
        'points: "150"',
        "schema",
        ("whole number", "without quotes"),
    ),
    Mistake(  # a bio where a name should be
        "program/communities/nairobi-couriers.yml",
        "en: Nairobi bicycle couriers",
        f"en: Nairobi bicycle couriers{' and all who ride with them' * 20}",
        "schema",
        ("characters", "at most"),
    ),
    Mistake(  # a list that nobody filled in
        "program/feedback/2026-11-09-bell-too-quiet.yml",
        "from: [wanjiru-mwangi]",
        "from: []",
        "schema",
        ("no items", "at least 1"),
    ),
    Mistake(  # a name instead of an id
        "program/rewards/school-rack.yml",
        "fulfiller: hanna",
        "fulfiller: Hanna Kovač",
        "schema",
        ("Hanna Kovač", "lower-case letters"),
    ),
    Mistake(  # a refusal without its reason
        "program/feedback/2024-06-17-second-dock-key.yml",
        "    reason_code: by-design\n",
        "",
        "schema",
        ("reason_code",),
        at="step: decided",
    ),
    Mistake(  # a key whose value was forgotten
        "program/communities/lastenrad-werkstatt.yml",
        "size: 140",
        "size:",
        "schema",
        ("size is empty", "whole number"),
    ),
    Mistake(  # the wrong one of many kinds
        "influencers/nuria-vidal/touchpoints/2026-10-05-thanks.yml",
        "kind: thanks",
        "kind: thank",
        "schema",
        ('kind is "thank"', 'did you mean "thanks"?'),
    ),
    Mistake(  # yes, which only YAML 1.1 takes for true
        "influencers/oksana-melnyk/touchpoints/2026-06-16-sample.yml",
        "kept: true",
        "kept: yes",
        "schema",
        ('kept is "yes"', "true or false"),
    ),
)
