"""A small program in which every command of the documentation can be run, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = "2026-11-16"

_PERSON = """\
name: {name}
stage: member
since: "2026-01-05"
owner: maya
category: practitioner
department: product
topics: [exports]
"""
_MISSION = """\
title: {title}
instructions: Do it and send us the link.
points: {points}
"""

FILES: Mapping[str, str] = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
started: "2026-01-01"
staff:
  - id: maya
    name: Maya Weber
    emails: [maya@example.com]
    department: product
  - id: jon
    name: Jon Reyes
    emails: [jon@example.com]
    department: product
""",
    "program/departments.yml": """\
departments:
  - id: product
    name: Product
    lead: jon
    measure: Problems found before customers meet them.
categories:
  - id: practitioner
    name: Practitioners
    department: product
    measure: People helped.
""",
    "program/rewards/hoodie.yml": """\
name: Hoodie
kind: merchandise
cost: 100
stock:
  - date: "2026-01-05"
    quantity: 20
""",
    "influencers/ana/profile.yml": _PERSON.format(name="Ana Lopes"),
    "influencers/tomo/profile.yml": _PERSON.format(name="Tomo Horvat"),
    "missions/write-a-guide/mission.yml": _MISSION.format(title="Write a how-to guide", points=100),
    "missions/give-a-talk/mission.yml": _MISSION.format(title="Give a talk", points=300),
}
"""The program as every page finds it."""


_CLAIMS = "missions/write-a-guide/claims"
_EARLY = "2026-08-01"

LADDERS = """\
ladders:
  - id: tiers
    name: Levels
    versions:
      - from: "2026-01-01"
        tiers:
          - {id: member, name: Member, standing_at_least: 0}
          - {id: silver, name: Silver, standing_at_least: 200}
          - {id: gold, name: Gold, standing_at_least: 500, keep_percent: 80}
  - id: authors
    name: Authors
    over: {months: 12}
    counts: {missions: [write-a-guide]}
    moves: at-boundary
    versions:
      - from: "2026-01-01"
        tiers:
          - {id: author, name: Author, all: [{claims: 1}]}
          - id: editor
            name: Editor
            all: [{claims: 5}, {days: 3}, {since_days: 180}]
            keep_percent: 60
  - id: lifetime
    name: Lifetime
    over: ever
    moves: never-down
    versions:
      - from: "2026-01-01"
        tiers:
          - {id: friend, name: Friend, standing_at_least: 100}
          - id: pillar
            name: Pillar
            standing_at_least: 5000
            all: [{in_tier_days: 365, tier: gold}, {points: 300}]
"""
"""What the page of ladders shows."""

PAGES: Mapping[str, Mapping[str, str | None]] = {
    "closing-a-cycle.md": {
        f"{_CLAIMS}/2026-02-02-ana.yml": "evidence: https://example.org/a\n",
    },
    "closing-loops.md": {
        "program/feedback/2026-08-03-slow-export.yml": """\
title: Slow export
steps:
  - step: received
    date: "2026-08-03"
    by: maya
    from: [ana, tomo]
    channel: forum
    summary: Exports take minutes.
""",
    },
    "deciding-claims.md": {
        f"{_CLAIMS}/2026-11-02-ana.yml": "evidence: https://example.org/a\n",
        f"{_CLAIMS}/2026-11-03-tomo.yml": "evidence: https://example.org/b\n",
        f"{_CLAIMS}/2026-11-04-ana.yml": "evidence: https://example.org/c\n",
        "missions/answers/mission.yml": _MISSION.format(
            title="Answer", points="{value: 3, unit: {one: answer, many: answers}}"
        ),
        "missions/answers/claims/2026-11-02-ana.yml": "evidence: https://example.org/d\n"
        "quantity: 8\n"
        'decision: {outcome: approved, by: maya, date: "2026-11-03", points: 24}\n',
        "missions/give-a-talk/mission.yml": FILES["missions/give-a-talk/mission.yml"]
        + "reviewers: {staff: 1, members: 3}\n",
        "missions/give-a-talk/claims/2026-11-05-ana.yml": "evidence: https://example.org/e\n",
        "decisions.csv": "claim,quality,on\nwrite-a-guide/2026-11-04-ana,low,2026-11-16\n",
    },
    "importing.md": {
        "events.csv": "id,user,activity,created_at,points,url\n"
        "1,ana,blog_post,2026-03-02,50,https://example.org/a\n"
        "2,tomo,blog_post,2026-03-04,50,https://example.org/b\n"
        "3,release-bot,blog_post,2026-03-05,50,https://example.org/c\n",
        "totals.csv": "person,points\nana,50\ntomo,50\n",
    },
    "importing-people.md": {
        "people.csv": "First name,Last name,Country,Languages,Status,GitHub,Followers\n"
        "Pia,Holm,Denmark,Danish; en,Active,@pia-h,1200\n"
        'Rui,Alves,"Porto, Portugal",pt,Applied,https://github.com/ruia,\n'
        "Release,Bot,,,,release-bot,\n",
    },
    "ladders.md": {
        "program/tiers.yml": LADDERS,
        "drafts/tiers.yml": LADDERS.replace("standing_at_least: 200", "standing_at_least: 50"),
        f"{_CLAIMS}/{_EARLY}-ana.yml": "evidence: https://example.org/a\n"
        'decision: {outcome: approved, by: maya, date: "2026-08-02", points: 100}\n',
    },
    "listening.md": {
        "mentions.csv": "Author,Link,Published,Sentiment,Text,Topic\n"
        "@ana-l,https://forum.example.org/t/4711,2026-11-15 18:20,Critical,It stops,export\n"
        "somebody,https://forum.example.org/t/4712,2026-11-15 19:00,Neutral,Mine too,export\n",
        "influencers/ana/profile.yml": FILES["influencers/ana/profile.yml"]
        + "accounts: {forum: ana-l}\n",
    },
    "new-files.md": {name: None for name in FILES if name != "program/program.yml"},
    "points-by-hand.md": {
        f"{_CLAIMS}/2026-11-02-ana.yml": "evidence: https://example.org/a\n",
    },
    "portal.md": {
        "program/program.yml": FILES["program/program.yml"]
        + "portal: {url: https://portal.example.com/}\n",
    },
    "rewards.md": {
        f"{_CLAIMS}/{_EARLY}-ana.yml": "evidence: https://example.org/a\n",
        f"{_CLAIMS}/{_EARLY}-tomo.yml": "evidence: https://example.org/b\n",
        f"{_CLAIMS}/2026-08-02-ana.yml": "evidence: https://example.org/c\n",
    },
    "trying-rules.md": {
        "program/tiers.yml": "versions: {tiers: [{id: gold, standing_at_least: 500}]}\n",
        "drafts/tiers.yml": "versions: {tiers: [{id: gold, standing_at_least: 100}]}\n",
        f"{_CLAIMS}/{_EARLY}-ana.yml": "evidence: https://example.org/a\n"
        'decision: {outcome: approved, by: maya, date: "2026-08-02", points: 100}\n',
    },
}
"""What a page finds beside it; None is a file that it does without."""

FIRST: Mapping[str, tuple[str, ...]] = {
    "closing-a-cycle.md": (
        "claim approve write-a-guide/2026-02-02-ana --by jon --on 2026-02-03 --write",
    ),
    "points-by-hand.md": ("claim approve write-a-guide/2026-11-02-ana --by jon --write",),
    "rewards.md": (
        f"claim approve write-a-guide/{_EARLY}-ana --by jon --on 2026-08-03 --write",
        f"claim approve write-a-guide/{_EARLY}-tomo --by jon --on 2026-08-03 --write",
        "claim approve write-a-guide/2026-08-02-ana --by jon --on 2026-08-03 --write",
    ),
}
"""What was done before the page begins."""
