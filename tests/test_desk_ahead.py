"""What staff's pages show beside the View is the same wherever it was made."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.cli import desk_ahead, lines_ahead
from goodword.cli.session import Session
from goodword.cli.showing import shown
from goodword.source.copies import aside_for_all
from tests.conftest import ROOT
from tests.copies_told import telling

if TYPE_CHECKING:
    from goodword.portal.page import Desk

DAY = date(2026, 11, 28)


def made(*, whole: bool) -> Desk:
    """The desk of the example as a portal gets it."""
    given = shown(Session(ROOT, None, DAY), "staff", whole=whole).setting.agenda
    assert given is not None
    desk = given() if callable(given) else given
    assert callable(given) is desk.ahead is whole
    return desk


def same(desk: Desk, other: Desk) -> bool:
    """Whether they show the same."""
    apart = {"lines", "ahead"}
    names = [each.name for each in fields(desk) if each.name not in apart]
    assert desk.points
    return all(getattr(desk, name) == getattr(other, name) for name in names) and all(
        [*desk.lines(each)] == [*other.lines(each)] for each in desk.points
    )


def test_the_desk_of_a_few_people_is_made_without_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(desk_ahead, "aside_for_all", telling(told, aside_for_all))
    assert same(made(whole=False), made(whole=True))
    assert not told


@pytest.mark.parametrize("lives", [True, False])
def test_a_desk_that_a_copy_made_or_died_over_shows_the_same(
    lives: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    copied = aside_for_all if lives else lambda _: lambda: None
    monkeypatch.setattr(lines_ahead, "MANY", 1)
    monkeypatch.setattr(lines_ahead, "can_double", lambda: True)
    monkeypatch.setattr(desk_ahead, "aside_for_all", telling(told, copied))
    assert same(made(whole=False), made(whole=True))
    assert [each is not None for each in told] == [lives]
