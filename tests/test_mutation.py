"""Mutants differ in one place, can be read by Python, and leave words and types alone."""

from __future__ import annotations

import ast

from tests.mutation import mutants

SOURCE = '''\
"""Words."""

def first(days: list[int], least: int = 3) -> bool:
    """More words, 1 of them."""
    for day in days:
        if day < least and day:
            continue
        days.remove(day)
    kind = "late" if not days else "early"
    if kind == "late":
        raise ValueError(f"{kind} + {1}")
    return any(day + 1 for day in days if day)
'''
CHANGES = {
    "3 -> 4",
    "day < least -> (day <= least)",
    "day < least and day -> (day < least or day)",
    "day < least and day -> (day < least)",
    "day < least and day -> (day)",
    "day < least and day -> (not (day < least and day))",
    "continue -> break",
    "days.remove(day) -> pass",
    "not days -> (days)",
    "\"late\" if not days else \"early\" -> ('early' if not days else 'late')",
    "kind == \"late\" -> (kind != 'late')",
    "kind == \"late\" -> (kind == '?')",
    "kind == \"late\" -> (not (kind == 'late'))",
    "day + 1 -> (day - 1)",
    "1 -> 2",
    "any(day + 1 for day in days if day) -> (all((day + 1 for day in days if day)))",
    "(day + 1 for day in days if day) -> (day + 1 for day in days)",
}


def test_a_kind_of_mistake_is_no_longer_made() -> None:
    made = mutants.of("x.py", SOURCE)
    assert {mutant.key.removeprefix("x.py first: ") for mutant in made} == CHANGES


def test_a_mutant_moves_lines_or_is_no_python() -> None:
    for mutant in mutants.of("x.py", SOURCE):
        ast.parse(mutant.source)
        assert mutant.source != SOURCE
        changed = [
            a
            for a, b in zip(SOURCE.splitlines(), mutant.source.splitlines(), strict=True)
            if a != b
        ]
        assert len(changed) == 1
