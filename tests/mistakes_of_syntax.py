"""Thirteen mistakes of YAML itself: what editors, spreadsheets and merges leave behind."""

from __future__ import annotations

from tests.mistake import Mistake

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
