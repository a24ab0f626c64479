"""An instance that was made quickly is what the constructor would have made."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from typing import Any

import pytest

from goodword.diagnostics import Place
from goodword.model.claim import Decision, Evidence, Judged
from goodword.model.making import maker


@pytest.mark.parametrize(
    ("frozen", "given", "named"),
    [
        (Place, ("a/b.yml",), {}),
        (Place, ("a/b.yml", ("x", 1)), {"key": True}),
        (Evidence, ("link", "https://example.org/"), {}),
        (Evidence, ("attendance",), {"date": date(2026, 1, 2), "event": "summit"}),
        (Decision, ("approved", "maya", date(2026, 1, 2), None, 5, 5, (("ana", 5),)), {}),
        (Judged, (), {"region": "DE"}),
    ],
)
def test_a_quick_instance_is_another(
    frozen: type[Any], given: tuple[object, ...], named: dict[str, object]
) -> None:
    made, plain = maker(frozen)(*given, **named), frozen(*given, **named)
    assert type(made) is frozen
    assert made == plain
    assert repr(made) == repr(plain)
    assert hash(made) == hash(plain)
    assert pickle.loads(pickle.dumps(made)) == plain  # noqa: S301 - our own
    first = fields(frozen)[0].name
    assert replace(made, **{first: "x"}) == replace(plain, **{first: "x"})
    with pytest.raises(FrozenInstanceError):
        setattr(made, first, "x")
    assert not hasattr(made, "__dict__")


def test_a_default_is_shared_that_should_be_made_anew() -> None:
    make = maker(Judged)
    assert make().eligibility == Judged().eligibility
    assert make().eligibility is not make().eligibility


def test_a_missing_field_is_not_missed() -> None:
    with pytest.raises(TypeError, match="kind"):
        maker(Evidence)()  # type: ignore[call-arg] # that is the mistake
