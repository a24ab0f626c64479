"""Who was erased is recognised by their accounts, and by nothing that can be had without a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goodword.diagnostics import Failure, Place
from goodword.intake.erased import account_hashes, was_erased
from goodword.model.erasure import Erasure
from goodword.model.program import Program
from goodword.model.settings import Settings
from tests.intake_program import KEY

DAY = date(2026, 10, 1)
SETTINGS = {"name": "Acme", "timezone": "UTC", "staff": []}
NOBODY = Program(Settings.read(SETTINGS, Place("program/program.yml"), DAY))


def without(*hashes: str) -> Program:
    """A program from which somebody with these hashes was erased."""
    path = "program/erasures/2026-10-01-a1.yml"
    found = Erasure(place=Place(path), id="a1", date=DAY, by="maya", hashes=hashes)
    return replace(NOBODY, erasures={path: found})


def test_somebody_who_was_erased_is_not_recognised() -> None:
    kept = tuple(account_hashes("github", "Ana-L", "4711", KEY))
    assert len({*kept}) == 2
    assert all(len(each) == 64 for each in kept)
    for program, name, number, found in (
        (without(*kept), "ana-l", "", True),
        (without(*kept), "renamed", "4711", True),
        (without(*kept), "renamed", "4712", False),
        (without(*kept), "4711", "", False),
        (without(kept[0]), "ana-l", "", False),
        (without(kept[0]), "new", "4711", True),
        (without(kept[1]), "ANA-L", "", True),
    ):
        assert was_erased(program, "github", name, number, KEY) is found, (name, number)
    assert not was_erased(without(*kept), "forum", "ana-l", "4711", KEY)
    assert not was_erased(without(*kept), "github", "ana-l", "4711", f"{KEY}!")


def test_nobody_is_taken_for_erased_and_no_secret_is_asked_for_in_vain() -> None:
    assert not was_erased(NOBODY, "github", "ana-l", "4711", "")
    assert not was_erased(without(), "github", "ana-l", "4711", "")


@pytest.mark.parametrize("key", ["", "short", "a" * 15])
def test_who_was_erased_is_not_asked_of_without_the_secret(key: str) -> None:
    program = without("0" * 64)
    with pytest.raises(Failure, match="GOODWORD_INTAKE_KEY has fewer than 16 characters"):
        was_erased(program, "github", "ana-l", "", key)
