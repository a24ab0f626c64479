"""`goodword example`: a made-up program of any size, valid and the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from goodword.starter.example_claims import TOGETHER, Claims
from goodword.starter.example_feedback import feedback_files
from goodword.starter.example_frame import frame, span
from goodword.starter.example_meetings import community_files, event_files
from goodword.starter.example_missions import mission_files, missions
from goodword.starter.example_people import people, profile_files
from goodword.starter.example_redemptions import redemption_files, reward_files
from goodword.starter.example_terms import term_files, terms_file
from goodword.starter.example_touchpoints import touchpoint_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


SHAPES = ("plain", "mvp")
"""Kinds of programs: one without terms, and one whose members have yearly terms."""
LARGEST = (4000, 5)
"""Members and years of the largest program, which grew to so many from a fifth of them."""


def expected(members: int, years: int, shape: str = SHAPES[0]) -> int:
    """About how many files there will be, for showing progress."""
    terms = members * years // 2 if shape == "mvp" else 0
    return members + int(members * years * 6.75) + 4 * years + 30 + terms


def example(
    members: int,
    years: int,
    seed: int,
    until: date,
    together: float = TOGETHER,
    shape: str = SHAPES[0],
) -> Iterator[tuple[str, bytes]]:
    """The files of a program, each as (path from the repository's root, bytes), each path once.

    A year of a person brings about five claims, a touchpoint, a quarter of a feedback item and
    half a redemption. The same arguments give the same bytes.

    Args:
        members: how many people are on the map, at least 1.
        years: how long the program has run, at least 1.
        seed: starts the numbers that everything is drawn from.
        until: the last day on which something happened.
        together: how many of the deeds look for a second person, from 0 to 1.
        shape: one of `SHAPES`; the files of a plain program are in every other one.
    """
    random = Random(seed)  # noqa: S311 - made-up people need no secrecy
    time = span(years, until)
    everyone = tuple(people(random, time, members))
    offered = missions(time)
    claims = Claims(random, time, everyone, offered, together)
    year = members * years
    yield from frame(time)
    yield from mission_files(offered)
    yield from reward_files(time)
    yield from profile_files(random, everyone)
    yield from community_files(random, time, everyone)
    yield from event_files(random, time, everyone)
    yield from claims.files(year * 5)
    yield from redemption_files(random, time, everyone, claims.book.lots, year // 2)
    if shape == "mvp":
        yield terms_file()
        # Drawn by itself, so that all else is as in a program without terms.
        yield from term_files(Random(f"terms {seed}"), time, everyone)  # noqa: S311 - made up
    answers = 0
    for path, data in feedback_files(random, time, everyone, year // 4):
        answers += path.startswith("influencers/")
        yield path, data
    yield from touchpoint_files(
        random, time, claims.book.finished, everyone, max(0, year - answers)
    )
