"""The table of verbs: what a row says is known to the schema, and a row is all that a verb is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from goodword.actions import ACTIONS
from goodword.cli.referring import REFERS
from goodword.cli.subjects import SUBJECTS
from goodword.cli.verbs import commands
from goodword.source.schemas import fields
from goodword.verbs import GROUPS, Field, Group, Verb, whole
from tests.test_claim_commands import SCHEMAS, put
from tests.test_relationship_commands import FILES, TODAY, text

if TYPE_CHECKING:
    from pathlib import Path

VERBS = {
    f"{group.name} {each.name}": group.verb(each.name) for group in GROUPS for each in group.verbs
}
LAID_OUT = {"receive", "new", "hand_over"}
"""Actions that write what was said in more places than one part of the schema."""
STEPS = {
    "influencer contact": (),  # an address is sealed, and stands in no document
    "feedback receive": ("joined",),
    "feedback deliver": ("delivering",),
    "feedback tell": ("attempted",),
    "feedback hear": ("replied",),
    "reward decline": ("out_of_stock", "out_of_funds"),
}
"""The other parts of the schema that a verb may write."""


@pytest.mark.parametrize("name", VERBS)
def test_a_row_names_what_is_not_there(name: str) -> None:
    verb = VERBS[name]
    assert verb.action in ACTIONS
    assert verb.subject in SUBJECTS
    assert {each.refers for each in verb.fields} <= {"", *REFERS}
    assert verb.closes in {"", *(each.parameter for each in verb.fields)}
    assert bool(verb.otherwise) == (name in STEPS)


@pytest.mark.parametrize("name", [each for each in VERBS if VERBS[each].kind])
def test_what_is_said_has_no_key_and_is_dropped(name: str) -> None:
    verb = VERBS[name]
    parts = (verb.step, *STEPS.get(name, ()), *([""] if verb.action in LAID_OUT else []))
    known = {key for part in parts for key in fields.keys(verb.kind, part)}
    if verb.action != "approve":  # what it says of the run is steered by the same words
        assert {each.path[0] for each in verb.fields if each.path} <= known
    assert {key for each in verb.fields for key in each.also} <= known
    assert not verb.on or verb.on in known


def required(kind: str, part: str) -> set[str]:
    """What a step or a kind of touchpoint must have by its schema."""
    schema = SCHEMAS.documents[kind]
    branches = [*schema.get("oneOf", ()), *schema["$defs"].get("step", {}).get("oneOf", ())]
    for each in branches:
        names = {key: said.get("const") for key, said in each.get("properties", {}).items()}
        if part in (names.get("step"), names.get("kind") if "step" not in names else None):
            return set(each["required"])
    return set()


@pytest.mark.parametrize("name", [each for each in VERBS if VERBS[each].kind])
def test_what_the_schema_requires_is_not_asked_for(name: str) -> None:
    verb = VERBS[name]
    keys = {each.parameter: each.path[:1] for each in verb.fields}
    row = dict.fromkeys(keys)
    asked = {key for stage in verb.stages(row) for each in stage for key in keys.get(each, ())}
    known = asked | {each.path[0] for each in verb.fields if each.default is not None}
    by_itself = {"step", "kind", "by", verb.on, "refs"}
    # Of a verdict its step is the one that is written; points last longer of claims, or of all.
    missing = required(verb.kind, verb.step) - known - by_itself
    assert missing <= ({"verdict"} if verb.name == "hear" else {"of"})


@pytest.mark.parametrize("name", VERBS)
def test_a_printed_command_lacks_something_or_says_it_twice(name: str) -> None:
    printed = whole(f"goodword {name} something")
    flags = [each.removeprefix("--") for each in printed.split() if each.startswith("--")]
    assert len(set(flags)) == len(flags)
    assert set(flags) <= {each.name for each in VERBS[name].fields}
    assert whole(printed) == printed


def test_what_is_printed_as_a_command_is_none() -> None:
    for command in ("", "goodword agenda", "goodword check --strict"):
        assert whole(command) == command
    assert whole("goodword feedback decide x --outcome deferred") == (
        "goodword feedback decide x --outcome deferred --rationale … --revisit …"
    )
    asked = "goodword feedback tell x ana --milestone decided"
    assert whole(f"{asked} --ref m1") == f"{asked} --ref m1 --channel …"
    assert whole(f"{asked} --attempted") == f"{asked} --attempted --channel …"


def test_a_new_verb_takes_more_than_a_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, content in FILES.items():
        put(tmp_path, path, content)
    gift = Verb(
        "give",
        "gift",
        "Record what each INFLUENCER was given.",
        (Field("value-band", "Its worth."), Field("summary", "What it was.", "TEXT")),
        ("value_band", "summary"),
        subject="influencers",
        action="record",
        word="record",
        kind="touchpoint",
    )
    command = commands(Group("influencer", "People.", (gift,)))
    (offered,) = (each for each in command.commands["give"].params if each.name == "value_band")
    assert isinstance(offered.type, click.Choice)
    assert list(offered.type.choices) == ["none", "modest", "generous"]

    def run(*arguments: str) -> int:
        asked = ["give", *arguments, "--by", "maya", "--as-of", TODAY]
        code: int = command.main(asked, obj=str(tmp_path), standalone_mode=False)
        return code

    table = tmp_path / "gifts.csv"
    table.write_text("influencer,value-band\nana,modest\ntomo,none\n", encoding="utf-8")
    assert run("--from", str(table), "--summary", "A lamp", "--write") == 0
    assert text(tmp_path, "influencers/ana/touchpoints/2026-11-16-gift.yml").splitlines()[1:] == [
        "kind: gift",
        "value_band: modest",
        "by: maya",
        "summary: A lamp",
    ]
    assert capsys.readouterr().out.endswith("2 records written\n")
    table.write_text("influencer,value-band,Value_Band\nana,modest,none\n", encoding="utf-8")
    with pytest.raises(click.UsageError, match='"value-band" and "Value_Band" are the same flag'):
        run("--from", str(table), "--summary", "A lamp")
    with pytest.raises(click.UsageError, match=r"^--value-band is needed, such as "):
        run("ana", "--summary", "A lamp")
    for rows, wrong in (
        ("ana,modest\ntomo,\n", "--value-band is needed"),
        ("ana,modest\ntom,modest\n", 'there is no influencer "tom"'),
    ):
        table.write_text(f"influencer,value-band\n{rows}", encoding="utf-8")
        with pytest.raises(click.UsageError) as caught:
            run("--from", str(table), "--summary", "A lamp")
        assert caught.value.message.startswith(f"{table}:3: {wrong}")
