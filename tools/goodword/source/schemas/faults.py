"""What jsonschema finds wrong with a document, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from goodword.diagnostics import Pointer

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of jsonschema.

    Args:
        keyword: the keyword of the schema that is not kept.
        wanted: that keyword's value.
        value: what the document has there; for `propertyNames` the key itself.
        schema: the schema around the keyword.
        pointer: the way to the value in the document.
        steps: the way to the keyword in the schema of the kind; a way through `$ref` is not named.
        note: the missing key of `required`, the words of `uniqueItems`.
        parts: the faults of a union's branches.
        written: of a truth value, or of nothing, the word that stands in the file.
    """

    keyword: str
    wanted: Any
    value: Any
    schema: Schema
    pointer: Pointer
    steps: tuple[str | int, ...]
    note: str
    parts: tuple[tuple[int, Fault], ...]
    """Each with the number of its branch."""
    written: str = ""


Written = Callable[["Pointer"], str]
"""What stands in the file at a place."""


def _fault(error: ValidationError, written: Written) -> Fault:
    schema = error.schema
    word = error.instance is None or isinstance(error.instance, bool)
    return Fault(
        str(error.validator),
        error.validator_value,
        error.instance,
        schema if isinstance(schema, dict) else {},
        tuple(error.absolute_path),
        tuple(error.absolute_schema_path),
        error.message,
        tuple(
            (int(part.relative_schema_path[0]), _fault(part, written))
            for part in error.context or ()
        ),
        written(tuple(error.absolute_path)) if word else "",
    )


def _required(
    _validator: object, required: list[str], instance: object, _schema: object
) -> Iterator[ValidationError]:
    """Each key that is missing, by its bare name."""
    if isinstance(instance, dict):
        yield from (ValidationError(name) for name in required if name not in instance)


def _unique_items(
    _validator: object,
    unique: bool,  # noqa: FBT001 - the signature is jsonschema's
    instance: object,
    _schema: object,
) -> Iterator[ValidationError]:
    """Each item that a list repeats; in linear time, unlike jsonschema's own for mixed lists."""
    if not unique or not isinstance(instance, list):
        return
    first: dict[Hashable, int] = {}
    for index, item in enumerate(instance):
        before = first.setdefault(_alike(item), index)
        if before != index:
            yield ValidationError(f"repeats item {before + 1}", path=[index])


def _alike(value: object) -> Hashable:
    """The same of values that JSON Schema calls equal: 1 is 1.0, and neither is true."""
    if isinstance(value, dict):
        return dict, frozenset((key, _alike(each)) for key, each in value.items())
    if isinstance(value, list):
        return list, tuple(map(_alike, value))
    return (bool, value) if isinstance(value, bool) else value


def _integer(_checker: object, value: object) -> bool:
    """Whole numbers; one read as Decimal counts where it is whole, as jsonschema-rs has it."""
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


TYPE_CHECKER = Draft202012Validator.TYPE_CHECKER.redefine("integer", _integer)
_extend: Any = validators.extend
_Validator: Any = _extend(
    Draft202012Validator,
    {"required": _required, "uniqueItems": _unique_items},
    type_checker=TYPE_CHECKER,
)


def faults(schema: Schema, value: object, written: Written) -> Iterator[Fault]:
    """Everything in which a document does not fit a schema, in the schema's order.

    Args:
        schema: of the kind.
        value: the document.
        written: gives the word that stands in the file for a truth value or for nothing.
    """
    checker = FormatChecker(formats=("date",))
    for error in _Validator(schema, format_checker=checker).iter_errors(value):
        yield _fault(error, written)
