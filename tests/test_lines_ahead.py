"""All lines of everyone's points, worked out beforehand, are those worked out one by one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from goodword.cli import lines_ahead
from goodword.cli.session import Session
from goodword.reports.desk import desk_lines
from goodword.source.copies import aside_for_all
from goodword.source.trees import Overlay
from tests.conftest import ROOT
from tests.copies_told import telling

DAY = date(2026, 11, 28)


@pytest.fixture
def session() -> Session:
    return Session(ROOT, None, DAY)


def everyone(session: Session) -> dict[str, object]:
    """The lines of everybody in the example, begun ahead."""
    ids = [*session.snapshot.ledger.members]
    lines = lines_ahead.lines_ahead(session, session.snapshot, ids)()
    return {each: lines(each) for each in ids}


def one_by_one(session: Session) -> dict[str, object]:
    found: dict[str, object] = {
        each: desk_lines(session.snapshot.ledger, session.locator.spot, each)
        for each in session.snapshot.ledger.members
    }
    assert any(found.values())
    return found


def test_a_few_people_have_their_lines_without_a_copy(session: Session) -> None:
    assert len(session.snapshot.ledger.members) < lines_ahead.MANY
    assert everyone(session) == one_by_one(session)


def test_a_copy_has_all_lines(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(lines_ahead, "MANY", 1)
    monkeypatch.setattr(lines_ahead, "can_double", lambda: True)
    monkeypatch.setattr(lines_ahead, "aside_for_all", telling(told, aside_for_all))
    assert everyone(session) == one_by_one(session)
    (copied,) = told
    assert isinstance(copied, dict)


def test_a_copy_without_accounts_says_what_is_so_without_a_stock_that_is_scarce(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = Session(ROOT, None, DAY)
    reward = "program/rewards/tool-roll.yml"
    text = (ROOT / reward).read_text(encoding="utf-8")
    scarce = re.sub("quantity: [0-9]+", "quantity: 1", text)
    tree = Overlay(session.tree, {reward: scarce.encode()})
    monkeypatch.setitem(session.__dict__, "tree", tree)
    monkeypatch.setattr(lines_ahead, "MANY", 1)
    monkeypatch.setattr(lines_ahead, "can_double", lambda: True)
    ids = sorted(session.loaded.program.influencers)
    begun = lines_ahead.lines_ahead(session, session.snapshot, ids)
    denied = session.snapshot.ledger.denied
    assert denied
    lines = begun()
    assert {each: lines(each) for each in session.snapshot.ledger.members} == one_by_one(session)
    alone = Session(ROOT, None, DAY).snapshot.ledger
    assert any(
        [each[1] for each in lines(who)] != [each.kind for each in alone.entries(who)]
        for who in denied
    )


def test_what_a_copy_died_over_is_worked_out_here(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_ahead, "MANY", 1)
    monkeypatch.setattr(lines_ahead, "can_double", lambda: True)
    monkeypatch.setattr(lines_ahead, "aside_for_all", lambda _: lambda: None)
    assert everyone(session) == one_by_one(session)


def test_the_lines_of_a_revision_come_from_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy would read the answers of the process of git that this one has asked."""
    session = Session(ROOT, "HEAD", DAY)
    monkeypatch.setitem(session.__dict__, "tree", Session(ROOT).tree)
    told: list[object] = []
    monkeypatch.setattr(lines_ahead, "MANY", 1)
    monkeypatch.setattr(lines_ahead, "can_double", lambda: True)
    monkeypatch.setattr(lines_ahead, "aside_for_all", telling(told, aside_for_all))
    assert everyone(session) == one_by_one(session)
    assert not told
