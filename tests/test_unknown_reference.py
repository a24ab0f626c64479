"""Of very many references to nothing the first are told what may have been meant."""

from __future__ import annotations

from datetime import date

from goodword.rules.unknown_reference import RULE, SUGGESTED
from goodword.snapshot import Snapshot
from tests.ledger_program import claim, mission, person, program


def messages(count: int) -> list[str]:
    files = person("ana-lopes") | mission()
    for number in range(2, count + 2):
        files |= claim("ana-lopes", "2026-01-05", number=number, together=[f"anna-lopes-{number}"])
    return [each.message for each in RULE.check(Snapshot(program(files), date(2026, 2, 1)))]


def test_the_first_hundred_lack_a_suggestion_or_the_rest_has_one() -> None:
    found = messages(SUGGESTED + 3)
    assert len(found) == SUGGESTED + 3
    assert all(each.endswith(', did you mean "ana-lopes"?') for each in found[:SUGGESTED])
    assert not any("did you mean" in each for each in found[SUGGESTED:])
    assert all(each.startswith('there is no influencer "anna-lopes-') for each in found)
