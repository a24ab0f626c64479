"""Forty mistakes that people make in the files of a program, as a table.

Thirteen are of syntax, thirteen of shape, fourteen against rules that span files; each changes
the example program in one place. The test that plants them is test_forty_mistakes.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mistake:
    """A mistake.

    Args:
        path: the file that is changed, or made where `old` is empty.
        old: stands there once.
        new: stands there instead.
        rule: what names it.
        words: what the message or the hint must contain.
        at: the diagnostic is on the line on which this begins; default the first line that
            differs.
        everywhere: `old` may stand there more than once and is replaced throughout.
    """

    path: str
    old: str
    new: str
    rule: str
    words: tuple[str, ...] = field(default=())
    at: str = ""
    everywhere: bool = False

    def planted(self, text: str) -> str:
        """The file's text with the mistake in it."""
        if not self.old:
            return self.new
        if not self.everywhere:
            assert text.count(self.old) == 1, f"{self.path} has not once: {self.old!r}"
        return text.replace(self.old, self.new)

    def line(self, text: str) -> int:
        """The line, from 1, on which the mistake is to be named.

        Args:
            text: the file as it was, empty where the mistake makes it.
        """
        planted = self.planted(text)
        if self.at:
            assert planted.count(self.at) == 1, f"{self.path} has not once: {self.at!r}"
            return planted[: planted.index(self.at)].count("\n") + 1
        if not self.old:
            return 1
        lines = zip(text.split("\n"), planted.split("\n"), strict=False)
        return next(number for number, (a, b) in enumerate(lines, 1) if a != b)


SYNTAX = (
    Mistake(  # a tab where the indent should be
        "influencers/rufus-penhale/profile.yml",
        '  - date: "2024-07-08"\n    stage: declined',
        '  - date: "2024-07-08"\n\tstage: declined',
        "yaml",
        ("tab", "spaces"),
    ),
    Mistake(  # a quote that nobody closed
        "influencers/zhao-jingyi/profile.yml",
        '    date: "2026-06-22"\nhistory',
        '    date: "2026-06-22\nhistory',
        "yaml",
        ("quote",),
    ),
    Mistake(  # the same key twice, after a merge by hand
        "influencers/iga-zuraw/profile.yml",
        "topics: [school-run]\n",
        "topics: [school-run]\nregion: DE\n",
        "yaml",
        ("region", "twice"),
        at="region: DE",
    ),
    Mistake(  # an anchor, as other tools allow it
        "program/communities/amman-on-two-wheels.yml",
        "topics: [city-policy]",
        "topics: &topics [city-policy]",
        "yaml",
        ("anchor",),
    ),
    Mistake(  # a number as a spreadsheet writes it
        "missions/lend-for-a-week/mission.yml",
        "effort_hours: 4",
        "effort_hours: 4.0",
        "yaml",
        ("4.0", "write 4"),
    ),
    Mistake(  # a no-break space out of a word processor
        "influencers/swantje-ohlsen/touchpoints/2025-05-14-contact.yml",
        "by: greta",
        "by:\u00a0greta",
        "yaml",
        ("no-break space U+00A0",),
    ),
    Mistake(  # one space too few
        "program/incidents/2025-12-08-app-outage.yml",
        "\n  topics: [courier]",
        "\n topics: [courier]",
        "yaml",
        ("begins on line 2", "same column"),
    ),
    Mistake(  # saved by an editor that ends lines as Windows does
        "program/communities/taller-abierto.yml",
        "\n",
        "\r\n",
        "yaml",
        ("CR",),
        everywhere=True,
    ),
    Mistake(  # saved with a byte-order mark
        "program/communities/e-cargo-buyers.yml",
        "# yaml-language-server",
        "\ufeff# yaml-language-server",
        "yaml",
        ("byte-order mark",),
    ),
    Mistake(  # a merge that was committed half-way
        "program/feedback/2026-11-12-mirror-mount.yml",
        "area: handlebar\n",
        "<<<<<<< HEAD\narea: handlebar\n=======\narea: mirror\n>>>>>>> mirror\n",
        "yaml",
        ("a merge that was not finished",),
        at="<<<<<<<",
    ),
    Mistake(  # a title with a colon and no quotes
        "program/events/2026-06-13-three-wheels.yml",
        'en: "Three wheels: riding with a disability"',
        "en: Three wheels: riding with a disability",
        "yaml",
        ("a colon and a space", "quote the value"),
    ),
    Mistake(  # emphasis at the beginning of a text
        "influencers/kwabena-owusu/touchpoints/2026-08-03-contact.yml",
        "summary: Twins. Everything",
        "summary: *Twins.* Everything",
        "yaml",
        ("`*`", "quote the value"),
    ),
    Mistake(  # a handle with its sign
        "influencers/owen-farrow/profile.yml",
        "forum: owen-f",
        "forum: @owen-f",
        "yaml",
        ("`@`", "quote the value"),
    ),
)

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

MISTAKES = (*SYNTAX, *SHAPE, *RULES)
"""All forty."""
