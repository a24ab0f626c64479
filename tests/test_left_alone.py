"""Who has opted out waits for nothing: lines of the agenda are owed to others alone."""

from __future__ import annotations

import pytest

from goodword.due import all_dues
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import Overlay
from tests.test_cases import DAY, laid

PROMISE = "influencers/cleo/touchpoints/2026-05-20-promise.yml"
ITEM = "program/feedback/2026-05-01-export.yml"


@pytest.mark.parametrize(("stage", "to"), [("opted-out", ("ana",)), ("left", ("ana", "cleo"))])
def test_a_line_is_owed_to_somebody_who_opted_out(stage: str, to: tuple[str, ...]) -> None:
    files = {
        ITEM: b"title: Export\nsteps: [{step: received, date: '2026-05-01', from: [ana, cleo],"
        b" by: maya, channel: mail, summary: Slow.}]\n",
        PROMISE: b"kind: promise\nby: maya\nsummary: We call.\ndue: '2026-07-01'\n",
        "influencers/cleo/profile.yml": b"name: Cleo\ncategory: practitioner\nhistory:\n"
        b"  - {date: '2026-01-10', stage: member}\n"
        b"  - {date: '2026-06-01', stage: %s}\n" % stage.encode(),
    }
    loaded = load(Overlay(laid(None), files), Schemas.load(schemas_directory()))
    dues = all_dues(Snapshot(loaded.program, DAY))
    (triage,) = [due for due in dues if due.place.path == ITEM and "triage" in due.command]
    assert triage.to == to
    promises = [due.to for due in dues if due.place.path == PROMISE]
    assert promises == ([] if stage == "opted-out" else [("cleo",)])
