"""A plugin of pytest that tells coverage which test runs, also in processes that it starts.

Coverage itself knows a test by the name of its outermost function, and so takes every test that
Hypothesis repeats for one and the same function of Hypothesis.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

VARIABLE = "COVERAGE_TEST"
"""Where a process that a test starts finds the test."""


def _switch(name: str) -> None:
    os.environ[VARIABLE] = name
    # Settings handed on ready made know no variable: processes shall read the file.
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    running = coverage.Coverage.current()
    if running is not None:
        running.switch_context(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Iterator[None]:
    """Whatever runs for a test is reached by it: its setup too."""
    _switch(f"{item.module.__name__}.{item.function.__name__}")
    yield
    _switch("")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object],
) -> Generator[None, object, object]:
    """What a fixture of the module runs is reached by the module, not by its first test."""
    before = os.environ.get(VARIABLE, "")
    if fixturedef.scope != "function":
        _switch(before.rpartition(".")[0])
    try:
        return (yield)
    finally:
        _switch(before)
