"""All that each audience has of a program in which everything stands at its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.own import record
from goodword.audience.sharing import AUDIENCES
from tests.audience_records import world
from tests.audience_world import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot
    from tests.conftest import Golden


def parts(value: Any) -> list[tuple[str, Any]]:
    """What a value is made of, by name; nothing for a plain one."""
    names = getattr(value, "__struct_fields__", getattr(value, "__dataclass_fields__", None))
    if names is not None:
        return [(each, getattr(value, each)) for each in names]
    if isinstance(value, dict):
        return [(str(key), each) for key, each in value.items()]
    return [("-", each) for each in value] if isinstance(value, tuple) else []


def lines(name: str, value: Any) -> Iterator[str]:
    """A value as lines, what is short on one; what is None or empty is left out."""
    inner = [line for key, each in parts(value) for line in lines(key, each)]
    if not inner and (value in (None, "", (), {}) or parts(value)):
        return
    short = f"{name} ({', '.join(line.removeprefix('- ') for line in inner)})"
    if not inner:
        yield f"{name} {value}"
    elif len(short) <= 96 and not any(line.startswith(" ") for line in inner):
        yield short
    else:
        yield name
        yield from (f"  {line}" for line in inner)


def text(name: str, value: Any) -> str:
    return "\n".join(lines(name, value)) + "\n"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return world()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_has_something_else(audience: str, snapshot: Snapshot, golden: Golden) -> None:
    view = audience_view(snapshot, audience, DAY)
    golden(f"audience/{audience}.txt", text(audience, view))


@pytest.mark.parametrize("who", ["ana", "ben", "dan", "eve", "gus", "jim", "max"])
def test_a_person_has_something_else_of_their_own(
    who: str, snapshot: Snapshot, golden: Golden
) -> None:
    golden(f"audience/own-{who}.txt", text(who, record(snapshot, who)))
