"""What stays of a person's own records: kind, dates, points and codes, and no text.

The schema says what a value is. Numbers, days, choices and ids of other things stay; a text goes,
and where one must stand, a word of the tool stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST
from goodword.nearest import alike
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Schema = Mapping[str, Any]
    Clean = Callable[[str], str]
    Stands = Mapping[str, Mapping[str, str]]

ERASED = "erased"
"""Stands where a text must stand."""
_TEXT = {None, "link", "text", "words", "title"}
"""Definitions of the schemas that are texts; all others are codes."""
_PROFILE = ("category", "department", "owner", "consent", "nda", "tier_floor", "history")
_BROUGHT = ("referred_by",)
"""What stays of a profile, in the order in which it is written."""
_WENT = frozenset({"source", "taken_in", "snoozed", "message_id", "key"})
"""What goes from records where nothing needs it: where they came from, what mail knows them by."""
_PROOFS = frozenset({"ref", "summary"})
"""Texts that show that somebody was told: that there was one stays."""
_PEOPLE = frozenset({"influencer", "person"})
_TYPES = {"dict": "object", "list": "array", "str": "string"}
_GONE_STAGES = frozenset({"opted-out", "deceased"})


def profile(value: Any, new: str, person: Clean = str, *, referral: bool = False) -> dict[str, Any]:
    """What stays of a profile: stages, consents and agreements with their days, and its codes.

    Args:
        value: the plain value of the file; anything where it cannot be read.
        new: what the person is to be called.
        person: the new id of the person, and of everybody else the one they have.
        referral: whether who brought them stays, who may get points for it.
    """
    stated = value if isinstance(value, dict) else {}
    found: dict[str, Any] = {"name": new}
    keeping = _Keeping(document("profile"), str, person)
    for key in (*_PROFILE, *_BROUGHT * referral):
        part = document("profile")["properties"].get(key)
        if part is not None and key in stated:
            kept = keeping.kept(part, stated[key], needed=False)
            if kept not in (None, [], {}):
                found[key] = kept
    if "history" not in found:
        for key in ("stage", "since"):
            if isinstance(stated.get(key), str):
                found[key] = stated[key]
    return found


def left(kept: dict[str, Any], day: str, by: str) -> dict[str, Any]:
    """A profile that says as well that the person wants nothing more of us, from a day on.

    Args:
        kept: what stays of the profile.
        day: of the erasure.
        by: staff id of who erases.
    """
    found = dict(kept)
    stage, since = found.pop("stage", None), found.pop("since", None)
    history = list(found.pop("history", ()))
    if not history:
        history = [{"date": since or EARLIEST.isoformat(), "stage": stage or "candidate"}]
    if history[-1]["stage"] not in _GONE_STAGES:
        history.append({"date": day, "stage": "opted-out", "by": by})
    nobody = dict.fromkeys(("recognition", "contact", "points"), "nobody")
    given = [*found.pop("consent", ()), {"from": day, **nobody, "messages": "none"}]
    return {**found, "consent": given, "history": history}


def record(kind: str, value: Any, clean: Clean, person: Clean, stands: Stands) -> dict[str, Any]:
    """What stays of a record: kind, dates, points and codes.

    Args:
        kind: the schema's name.
        value: the plain value of the file; anything where it cannot be read.
        clean: takes the person out of a reference or a code.
        person: the new id of the person, and of everybody else the one they have.
        stands: what stands for texts of claims, by field; empty where the words stay.
    """
    schema = document(kind)
    said = value if isinstance(value, dict) else {}
    keeping = _Keeping(schema, clean, person)
    if schema.get("required", [""])[0] in ("", *said):
        found = keeping.kept(schema, said, needed=True)
    else:
        found = keeping.kept(_later(schema), said, needed=True)
    if kind == "claim" and "evidence" in found:
        found["evidence"] = [
            {"kind": "document", "title": f"{ERASED} {n + 1}"}
            for n in range(len(found["evidence"]))
        ]
    whole = dict(found)
    for field, words in stands.items() if kind == "claim" else ():
        text = said.get(field)
        word = words.get(alike(text)) if isinstance(text, str) else None
        if word is not None:
            whole[field] = word or clean(str(text))
    return found if whole == found else {key: whole[key] for key in said if key in whole}


def _later(schema: Schema) -> Schema:
    """What may be added to a packed record of a kind, whose file says nothing else."""
    branches = (schema, *schema.get("oneOf", ()))
    return {
        "type": "object",
        "properties": {
            key: each
            for branch in branches
            for key, each in branch.get("properties", {}).items()
            if each.get("x-later")
        },
    }


@dataclass(frozen=True, slots=True)
class _Keeping:
    """What stays of values, by the schema of their kind."""

    schema: Schema
    clean: Clean
    person: Clean

    def kept(self, part: Schema, value: Any, *, needed: bool) -> Any:
        """What stays of a value; None where nothing does."""
        part, name = _resolved(self.schema, part, value)
        if isinstance(value, dict):
            return self._mapping(part, value)
        if isinstance(value, list):
            items = part.get("items", {})
            found = [self.kept(items, each, needed=True) for each in value]
            return [each for each in found if each is not None]
        if not isinstance(value, str):
            return value
        if part.get("x-names") in _PEOPLE:
            return self.person(value)
        code = "enum" in part or "const" in part or part.get("format") == "date"
        if code or name not in _TEXT:
            return self.clean(value)
        return ERASED if needed else None

    def _mapping(self, part: Schema, value: Mapping[str, Any]) -> Any:
        known, other = part.get("properties", {}), part.get("additionalProperties")
        found: dict[str, Any] = {}
        asked = frozenset(_required(part))
        for key, each in value.items():
            inside = known.get(key, other if isinstance(other, dict) else None)
            if inside is None or (key in _WENT and key not in asked):
                continue
            if key == "evidence":
                found[key] = each if isinstance(each, list) else [each]
                continue
            needed = key in asked or key in _PROOFS
            kept = self.kept(inside, each, needed=needed)
            if kept is not None and (needed or kept not in ([], {})):
                found[key if key in known else self.person(key)] = kept
        return found


def _required(part: Schema) -> Iterator[str]:
    """The keys that a mapping must have, or must have beside others."""
    yield from part.get("required", ())
    for branch in part.get("allOf", ()):
        for word in ("then", "else"):
            yield from branch.get(word, {}).get("required", ())


def _resolved(schema: Schema, part: Schema, value: Any) -> tuple[Schema, str | None]:
    """What the schema says of a value, behind references and unions, and the definition's name."""
    name = None
    while "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        there = schema["$defs"][name]
        part = {**there, **{key: each for key, each in part.items() if key != "$ref"}}
    wanted = _TYPES.get(type(value).__name__)
    for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        found, inner = _resolved(schema, branch, value)
        if (found.get("type") == wanted or "const" in found) and _fits(found, value):
            both = {**part.get("properties", {}), **found.get("properties", {})}
            required = [*part.get("required", ()), *found.get("required", ())]
            whole = {"properties": both, "required": required} if both else {}
            return {**found, **whole}, inner or name
    return part, name


def _fits(part: Schema, value: Any) -> bool:
    """Whether a branch of a union is the value's, by the keys that it must have."""
    if not isinstance(value, dict):
        return True
    constants = {k: p["const"] for k, p in part.get("properties", {}).items() if "const" in p}
    if not all(value.get(key, constant) == constant for key, constant in constants.items()):
        return False
    return all(key in value for key in part.get("required", ()))
