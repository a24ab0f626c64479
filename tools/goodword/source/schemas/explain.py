"""Why a document does not fit its schema: one problem a mistake, in words.

jsonschema finds what is wrong; here its faults become problems. Of a union only the branch counts
whose constants fit what was written, and what follows from another mistake is not said again: a
key that is missing because it was misspelt is the misspelt key's problem alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.nearest import nearest
from goodword.source.schemas import mending, wording
from goodword.source.schemas.faults import TYPE_CHECKER, faults
from goodword.source.schemas.sentences import WEIGHTS, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.diagnostics import Pointer
    from goodword.source.schemas.faults import Fault, Schema, Written


class Problem(NamedTuple):
    """One mistake in a document.

    `pointer` leads to the value; with `key` the key of the mapping's entry is meant. `message` and
    `hint` are written as those of a diagnostic.
    """

    pointer: Pointer
    key: bool
    message: str
    hint: str = ""


class _Found(NamedTuple):
    """A problem, and what decides whether it is only what another one brought about.

    `missing` are the keys any of which would have kept it away; `hinges` are those whose values
    bring the demand about; `meant` is the key that an unknown one probably stands for, `stray` one
    that is like none of those beside it.
    """

    problem: Problem
    missing: frozenset[str] = frozenset()
    hinges: frozenset[str] = frozenset()
    meant: str | None = None
    stray: str | None = None
    weight: int = 2


def _at_value(pointer: Pointer, message: str, hint: str = "") -> Problem:
    return Problem(pointer, key=False, message=message, hint=hint)


def _at_key(pointer: Pointer, message: str, hint: str = "") -> Problem:
    return Problem(pointer, key=True, message=message, hint=hint)


def _nothing(_pointer: Pointer) -> str:
    return ""


def _with_unseen(problem: Problem, value: Any) -> Problem:
    """The problem, with the characters of its value or key that nobody sees in its hint."""
    try:
        for step in problem.pointer:
            value = step if problem.key and step is problem.pointer[-1] else value[step]
    except (KeyError, IndexError, TypeError):
        return problem
    unseen = mending.of_unseen(value) if isinstance(value, str) else ""
    return problem._replace(hint=unseen) if unseen else problem


@dataclass(frozen=True)
class Explainer:
    """Explains documents of one kind.

    Args:
        schema: the schema of the kind.
    """

    schema: Schema

    def problems(
        self, value: object, written: Written = _nothing, whole: object = None
    ) -> list[Problem]:
        """Every mistake in a document, in the order in which the schema asks for things.

        Args:
            value: the document.
            written: gives the word that stands in the file for a truth value or for nothing.
            whole: the document with what nobody sees, where that was taken off its texts.
        """
        found = faults(self.schema, value, written)
        told = [self._landed(each, value) for fault in found for each in self._of(fault)]
        problems = _distinct(told)
        return [_with_unseen(each, value if whole is None else whole) for each in problems]

    def _of(self, fault: Fault) -> Iterator[_Found]:
        pointer = fault.pointer
        if fault.keyword in ("anyOf", "oneOf"):
            yield from self._union(fault)
        elif "propertyNames" in fault.steps:
            word = str(fault.value)
            wanted = wording.expected(fault.schema)
            message = f"the key {wording.shown(word)} does not fit, expected {wanted}"
            yield _Found(_at_key((*pointer, word), message))
        elif fault.keyword == "additionalProperties":
            yield from _unknown(fault)
        elif fault.keyword == "required":
            yield self._missing(fault)
        else:
            problem = _at_value(pointer, *sentence(fault, wording.name_of(pointer)))
            yield _Found(problem, weight=WEIGHTS.get(fault.keyword, 2))

    def _missing(self, fault: Fault) -> _Found:
        owner, demanded_by, hinges = self._owner(fault)
        schema = self._resolved(owner.get("properties", {}).get(fault.note, {}))
        hint = wording.suggestion(fault.note, schema)
        problem = _at_value(fault.pointer, f"{fault.note} is missing", hint)
        return _Found(problem, missing=demanded_by | {fault.note}, hinges=hinges)

    def _owner(self, fault: Fault) -> tuple[Schema, frozenset[str], frozenset[str]]:
        """The object's schema around a fault, the keys whose lack, and whose values, demand it."""
        node: Any = self.schema
        owner: Schema = self.schema
        demanded_by: frozenset[str] = frozenset()
        hinges: frozenset[str] = frozenset()
        for step in fault.steps[:-1]:
            if step in ("then", "else"):
                demanded_by = frozenset(node["if"].get("not", {}).get("required", ()))
                hinges = frozenset(node["if"].get("properties", ()))
            node = node[step]
            if isinstance(node, dict):
                node = self._resolved(node)  # jsonschema names no step through $ref
                owner = node if "properties" in node else owner
        return owner, demanded_by, hinges

    def _landed(self, found: _Found, value: Any) -> _Found:
        """The problem, and where its key belongs: to the file itself, or to a list of its own."""
        word = found.stray
        if word is None or not isinstance(value, dict):
            return found
        beside, *below = found.problem.pointer
        if word in self.schema.get("properties", {}) and word not in value:
            hint = f'it belongs to the file itself: begin it in the column of "{beside}"'
        elif len(below) == 2 and (owner := self._list_of(value[beside][below[0]], beside)):
            hint = f'the item belongs to "{owner}": put it below the last one there'
        else:
            return found
        return found._replace(problem=found.problem._replace(hint=hint))

    def _list_of(self, item: object, beside: object) -> str | None:
        """The list of the file, other than the one beside, whose items know all keys of an item."""
        for name, schema in self.schema.get("properties", {}).items():
            if name == beside or "items" not in schema or not isinstance(item, dict):
                continue
            whole = self._resolved(schema["items"])
            branches = [whole, *(self._resolved(each) for each in whole.get("oneOf", ()))]
            known = {key for each in branches for key in each.get("properties", ())}
            if known.issuperset(item):
                return str(name)
        return None

    def _target(self, ref: str) -> Schema:
        target: Schema = self.schema["$defs"][ref.rpartition("/")[2]]
        return target

    def _resolved(self, schema: Schema) -> Schema:
        """A schema with what it refers to laid under it."""
        while "$ref" in schema:
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self._target(schema["$ref"]), **rest}
        return schema

    def _union(self, fault: Fault) -> Iterator[_Found]:
        branches = [self._resolved(each) for each in fault.wanted]
        if all(set(branch) == {"required"} for branch in branches):
            if isinstance(fault.value, dict):  # of anything else the type is what is wrong
                yield _one_of_keys(branches, fault)
            return
        chosen = list(range(len(branches)))
        if isinstance(fault.value, dict):
            chosen, found = _by_constants(branches, fault.value, fault.pointer)
            if found is not None:
                yield found
                return
        fitting = [index for index in chosen if self._takes(branches[index], fault.value)]
        if not fitting:
            yield self._no_branch(branches, fault)
            return
        by_branch: dict[int, list[_Found]] = {index: [] for index in fitting}
        for index, part in fault.parts:
            if index in by_branch:
                by_branch[index].extend(self._of(part))
        yield from min(by_branch.values(), key=len)

    def _takes(self, branch: Schema, value: object) -> bool:
        """Whether a branch is for values of that type."""
        if "const" in branch:
            return type(branch["const"]) is type(value)
        if "type" in branch:
            return bool(TYPE_CHECKER.is_type(value, branch["type"]))
        return any(self._takes(self._resolved(each), value) for each in _inner(branch))

    def _no_branch(self, branches: list[Schema], fault: Fault) -> _Found:
        flat = [one for each in branches for one in self._flat(each)]
        wanted = wording.listed(list(dict.fromkeys(wording.expected(each) for each in flat)))
        name = wording.name_of(fault.pointer)
        message = f"{name} is {wording.shown(fault.value, fault.written)}, expected {wanted}"
        hint = mending.of_type(fault.value, flat[0], fault.written)
        return _Found(_at_value(fault.pointer, message, hint), weight=0)

    def _flat(self, branch: Schema) -> Iterator[Schema]:
        if "type" in branch or "const" in branch:
            yield branch
        for each in _inner(branch):
            yield from self._flat(self._resolved(each))


def _inner(branch: Schema) -> list[Schema]:
    """The branches inside a branch that is itself a union."""
    inner: list[Schema] = branch.get("anyOf") or branch.get("oneOf") or []
    return [] if "type" in branch else inner


def _distinct(found: list[_Found]) -> list[Problem]:
    """The problems less those that another one brought about, one for each value."""
    meant = {(each.problem.pointer[:-1], each.meant) for each in found if each.meant}
    wrong = {each.problem.pointer for each in found if not each.missing}
    best: dict[tuple[Pointer, object], _Found] = {}
    for each in found:
        problem = each.problem
        if any((problem.pointer, name) in meant for name in each.missing):
            continue
        if any((*problem.pointer, name) in wrong for name in each.hinges):
            continue
        place = (problem.pointer, problem.message if each.missing else problem.key)
        if each.weight < best.setdefault(place, each).weight:
            best[place] = each
    return [each.problem for each in best.values()]


def _unknown(fault: Fault) -> Iterator[_Found]:
    known = fault.schema["properties"]
    free = [name for name in known if name not in fault.value]
    for word in fault.value:
        if word not in known:
            meant = nearest(word, free)
            hint = f'did you mean "{meant}"?' if meant else f"known here: {', '.join(known)}"
            if re.match(r"-[a-z]", word):
                hint = f"put a space after the dash: - {word[1:]}"
            message = f"unknown key {wording.shown(word)}"
            stray = word if fault.pointer and not meant else None
            yield _Found(_at_key((*fault.pointer, word), message, hint), meant=meant, stray=stray)


def _one_of_keys(branches: list[Schema], fault: Fault) -> _Found:
    """The problem of a mapping that must have exactly one of some keys."""
    names = [name for branch in branches for name in branch["required"]]
    there = [name for name in names if name in fault.value]
    if there:
        message = f"{wording.listed(there, 'and')} stand together, expected one of them"
        return _Found(_at_value(fault.pointer, message, "leave one of them out"))
    problem = _at_value(fault.pointer, f"{wording.listed(names)} is missing", f"add {names[0]}")
    return _Found(problem, missing=frozenset(names))


def _by_constants(
    branches: list[Schema], value: Mapping[str, Any], pointer: Pointer
) -> tuple[list[int], _Found | None]:
    """The numbers of the branches whose constants fit, or the problem that none does."""
    left = list(range(len(branches)))
    used: set[str] = set()
    while (key := _discriminator([branches[index] for index in left], used)) is not None:
        used.add(key)
        words = {index: str(_constants(branches[index]).get(key, "")) for index in left}
        known = [word for word in dict.fromkeys(words.values()) if word]
        if key not in value:
            if len(left) == 1:
                continue  # it tells no more branches apart: what is missing the branch says
            followed = _by_fields(branches, left, key, value)
            if not followed:
                return [], _no_constant(branches, key, known, value, pointer)
            left = followed
            continue
        left = [index for index, word in words.items() if word and word == value[key]]
        if not left:
            meant = nearest(value[key], known) if isinstance(value[key], str) else None
            hint = f'did you mean "{meant}"?' if meant else ""
            message = f"{key} is {wording.shown(value[key])}, expected one of {', '.join(known)}"
            return [], _Found(_at_value((*pointer, key), message, hint))
    return left, None


def _by_fields(
    branches: list[Schema], left: list[int], key: str, value: Mapping[str, Any]
) -> list[int]:
    """The branches that do without the constant, and that the fields given, or meant, speak for."""
    without = [index for index in left if key not in branches[index].get("required", ())]
    wanted = {index: branches[index].get("required", ()) for index in without}
    found = [index for index in without if all(name in value for name in wanted[index])]
    return found or [
        index
        for index in without
        if any(nearest(word, wanted[index]) for word in value if word not in wanted[index])
    ]


def _no_constant(
    branches: list[Schema],
    key: str,
    known: list[str],
    value: Mapping[str, Any],
    pointer: Pointer,
) -> _Found:
    """The problem of a union's mapping that lacks the key by which branches are told apart."""
    names = {name for branch in branches for name in branch.get("properties", ())}
    for word in value:
        if word not in names and nearest(word, [key]):
            problem = _at_key((*pointer, word), f"unknown key {wording.shown(word)}")
            return _Found(problem._replace(hint=f'did you mean "{key}"?'), meant=key)
    hint = f"add {key}: one of {', '.join(known)}"
    return _Found(_at_value(pointer, f"{key} is missing", hint), missing=frozenset({key}))


def _discriminator(branches: list[Schema], used: set[str]) -> str | None:
    """The first key, not yet used, that has a constant in one of the branches."""
    return next((key for each in branches for key in _constants(each) if key not in used), None)


def _constants(branch: Schema) -> dict[str, Any]:
    properties = branch.get("properties", {})
    return {key: schema["const"] for key, schema in properties.items() if "const" in schema}
