"""Rules that look closely only at the few claims that need it: a plain one costs next to nothing.

A large program has a hundred thousand claims, and nearly all are of one person, decided by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.load import load
from goodword.rules import decision_days, frozen_points, second_person, self_decision, shares_add_up
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree, Overlay
from tests.test_cases import BASE, DAY, schemas

if TYPE_CHECKING:
    import pytest

    from goodword.model.claim import Decision

YES = 'decision: {outcome: approved, by: maya, date: "2026-10-12", points: 100%s}\n'
CLAIMS = {
    "2026-10-10-ana": YES % "",
    "2026-10-11-ana": 'submitted: "2026-10-12"\n' + YES % ', version: "2026-01-01"',
    "2026-10-12-ana": "",
    "2026-10-13-ana": YES.replace("10-12", "10-13") % "" + 'withdrawn: {date: "2026-10-14"}\n',
    "2026-10-14-ana": YES.replace("10-12", "10-13") % "",
    "2026-10-15-ana": YES.replace("10-12", "10-15") % ', second: {by: tom, date: "2026-10-15"}',
    "2026-10-16-ana": YES.replace("10-12", "10-16").replace("maya", "nobody") % "",
    "2026-10-17-ana": YES.replace("10-12", "10-17") % ", capped_by: {ben: total}",
    "2026-10-18-ana": "with: [ben]\n"
    + YES.replace("10-12", "10-18") % ", shares: {ana: 50, ben: 50}",
    "2026-10-19-ana": "disclosure: [{connection: paid}]\n" + YES.replace("10-12", "10-19") % "",
    "2026-10-20-ana": YES.replace("10-12", "10-20").replace("100", "90") % "",
}


def snapshot() -> Snapshot:
    files: dict[str, bytes | None] = {
        f"missions/guide/claims/{name}.yml": f'evidence: ["https://e.org/{name}"]\n{text}'.encode()
        for name, text in CLAIMS.items()
    }
    files["missions/talk/mission.yml"] = (BASE / "missions/talk/mission.yml").read_bytes() + (
        b"reviewers: [tom, maya]\n"
    )
    files["missions/talk/claims/2026-10-10-ana.yml"] = (
        b'evidence: ["https://e.org/t"]\n' + (YES.replace("100", "200") % "").encode()
    )
    files["missions/talk/claims/2026-10-11-ana.yml"] = (
        b'evidence: ["https://e.org/u"]\n'
        + (YES.replace("100", "200").replace("maya", "lea") % "").encode()
    )
    staff = b"  - {id: lea, name: Lea Ruiz, department: pr}\n"
    limit = b"points: {escalate_above: 100}\n"
    files["program/program.yml"] = (BASE / "program/program.yml").read_bytes() + staff + limit
    files["missions/guide/claims/2026-11-02-ben.yml"] = None
    tree = Overlay(DiskTree(BASE), files)
    return Snapshot(load(tree, schemas()).program, DAY)


def looked_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, at: int = 0) -> list[str]:
    """The claims that a rule's function is called for, each by the end of its path."""
    found: list[str] = []
    whole = getattr(module, name)

    def counted(*arguments: Any, **named: Any) -> Any:
        found.append(arguments[at].place.path.removeprefix("missions/").replace("/claims/", " "))
        return whole(*arguments, **named)

    monkeypatch.setattr(module, name, counted)
    assert list(module.check(snapshot())) is not None
    return [each.replace("2026-10-", "").removesuffix("-ana.yml") for each in found]


def test_a_plain_claim_is_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked_at(monkeypatch, decision_days, "_decision", 1) == [
        *("guide 13", "guide 14", "guide 15", "guide 16", "talk 11"),
    ]
    assert looked_at(monkeypatch, frozen_points, "recomputed", 1) == [
        *("guide 17", "guide 20"),
    ]
    assert looked_at(monkeypatch, shares_add_up, "_judge") == ["guide 17", "guide 18"]
    assert looked_at(monkeypatch, self_decision, "part_takers") == ["guide 15", "guide 18"]
    decided: list[int] = []

    def judged(_: Any, decision: Decision, __: Any) -> tuple[()]:
        decided.append(decision.points)
        return ()

    monkeypatch.setattr(second_person, "_decision", judged)
    assert list(second_person.check(snapshot())) == []
    assert decided == [200, 200]
