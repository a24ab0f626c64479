"""Who may be written to on a day, against a slow model made from the design alone.

The model walks day by day through a person's stages and consents as somebody would read them; the
histories are drawn as people mistype and git merges them too: out of order, twice on a day, back
from where nothing leads back.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from goodword.load import load
from goodword.outbox.plan import plan
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay

SCHEMAS = Schemas.load(schemas_directory())
FIRST = dt.date(2026, 3, 1)
DECIDED = dt.date(2026, 3, 5)
FILES = {
    "program/program.yml": "name: Acme\ntimezone: Europe/Berlin\n"
    "staff:\n- {id: maya, name: Maya}\n",
    "program/onboarding.yml": "sequences:\n- id: welcome\n  for: member\n  steps:\n"
    "  - {id: hello, after_days: 0, of: joined, template: hello}\n",
    "program/messages/en/hello.md": "# Hello\n\nHello {{ name }}\n",
    "missions/guide/mission.yml": "title: Guide\ninstructions: Write.\npoints: 10\n",
    "missions/guide/claims/2026-03-03-ana.yml": "evidence: https://example.com/a\n"
    'decision: {outcome: approved, by: maya, date: "2026-03-05", points: 10}\n',
}
STAGES = (
    *("candidate", "invited", "member", "member", "member", "on-leave", "emeritus", "left"),
    *("declined", "opted-out", "deceased"),
)
days = st.integers(0, 20).map(lambda n: FIRST + dt.timedelta(days=n))
histories = st.lists(st.tuples(days, st.sampled_from(STAGES)), min_size=1, max_size=5)
consents = st.lists(
    st.tuples(days, st.sampled_from(["all", "essential", "portal-only", "none"])), max_size=4
)
Told = list[tuple[dt.date, str]]


class May(NamedTuple):
    """What may be sent on a day; a channel is empty where nothing may."""

    essential: str
    everything: str


def may(stages: Told, agreed: Told, on: dt.date) -> May:
    """What the design says of somebody."""
    stage, messages, silenced, dead = "", "", False, False
    day = FIRST
    while day <= on:
        today = [said for since, said in agreed if since == day]
        if today:
            messages, silenced = today[-1], False
        for since, entered in stages:
            if since == day:
                stage = entered
                dead = dead or entered == "deceased"
                silenced = silenced or entered == "opted-out"
        day += dt.timedelta(days=1)
    inside = stage in ("member", "on-leave", "emeritus", "left")
    if dead or silenced or not inside or messages in ("", "none"):
        return May("", "")
    channel = "portal" if messages == "portal-only" else "mail"
    return May(channel, channel if stage == "member" and messages != "essential" else "")


def profile(stages: Told, agreed: Told) -> str:
    entries = [{"date": f"{day}", "stage": stage} for day, stage in stages]
    said = [{"from": f"{day}", "version": "1", "messages": what} for day, what in agreed]
    # JSON is YAML.
    return json.dumps({"name": "Ana", "history": entries, "consent": said})


@given(histories, consents, days)
@example([(FIRST, "member"), (DECIDED, "opted-out")], [(FIRST, "all")], DECIDED)
@example([(FIRST, "member"), (FIRST, "opted-out"), (DECIDED, "member")], [(FIRST, "all")], DECIDED)
@example([(FIRST, "deceased"), (DECIDED, "member")], [(DECIDED, "all")], DECIDED)
@example([(FIRST, "member")], [(DECIDED, "none"), (FIRST, "all")], DECIDED)
@example([(FIRST, "opted-out")], [(DECIDED, "all")], DECIDED)
@example([(DECIDED, "opted-out"), (FIRST, "member")], [(FIRST, "all")], DECIDED)
def test_somebody_is_written_to_who_may_not_or_not_who_may(
    stages: Told, agreed: Told, on: dt.date
) -> None:
    files = {**FILES, "influencers/ana/profile.yml": profile(stages, agreed)}
    tree = Overlay(DiskTree(Path("no such folder")), {k: v.encode() for k, v in files.items()})
    loaded = load(tree, SCHEMAS)
    assert loaded.diagnostics == ()
    made = plan(Snapshot(loaded.program, on))
    allowed = may(stages, agreed, on)
    for each in made.messages:
        channel = allowed.essential if each.importance == "essential" else allowed.everything
        assert each.channel == channel != ""
    in_order = stages == sorted(stages, key=lambda each: each[0])
    if in_order and DECIDED <= on <= DECIDED + dt.timedelta(days=14):
        sent = [each.channel for each in made.messages if each.key.startswith("decision/")]
        assert sent == [allowed.essential] * bool(allowed.essential)
    assert len({each.key for each in made.messages}) == len(made.messages)
