"""Records of one day stand in the order of their names and numbers, not of their letters."""

from __future__ import annotations

from goodword.loops.visible import answers
from tests.relation_program import person, program, touch

ANSWER = {
    "step": "told",
    "milestone": "acknowledged",
    "refs": ["2026-04-01-noise"],
    "by": "maya",
    "channel": "mail",
    "ref": "<1@x>",
}
NAMES = ["zebra", "bag.3", "mug", "mug.2", "mug.10"]


def test_the_second_record_of_a_day_stands_before_the_first() -> None:
    files = person("ana")
    for name in sorted(NAMES):
        day = "2026-04-30" if name == "zebra" else "2026-05-01"
        files |= touch("ana", "gift", day, slug=name, value_band="modest")
    found = program(files).touchpoints_of["ana"]
    assert [each.name[11:] for each in found] == NAMES


def test_the_second_answer_of_a_day_is_heard_before_the_first() -> None:
    files = person("ana")
    for number in (".10", ".2", ""):
        files |= touch("ana", "answer", "2026-05-01", slug=f"noise{number}", **ANSWER)
    found = answers(program(files).touchpoints.values())["2026-04-01-noise"]["ana"]
    ends = [each.touchpoint.name.partition("noise")[2] for each in found]
    assert ends == ["", ".2", ".10"]
