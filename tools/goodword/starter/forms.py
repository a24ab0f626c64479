"""Issue forms: what influencers hand in, as GitHub shows it, made of the forms and the schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Place, Severity
from goodword.edits.layout import lines_of
from goodword.intake.handed.event import PREFIX
from goodword.source.schemas.fields import key
from goodword.texts import Texts, known
from goodword.verbs.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from goodword.model.mission import Mission
    from goodword.verbs.forms import Blank, Form

FOLDER = ".github/ISSUE_TEMPLATE"
_HEAD = "# Made by goodword forms --write from the schemas and languages: change those, not this.\n"
_KINDS = {
    "text": "textarea",
    "ids": "textarea",
    "tags": "textarea",
    "links": "textarea",
    "accounts": "textarea",
    "parts": "textarea",
}
_OTHERS = {"choice": "dropdown", "choices": "dropdown", "check": "checkboxes"}
_HELP = {each: each for each in ("day", "links", "ids", "tags", "id", "accounts")}
_HELP |= {"parts": "accounts"}
"""What stands beside a field about how it is written, by its kind."""


def issue_forms(languages: Sequence[str], missions: Iterable[Mission] = ()) -> dict[str, bytes]:
    """The issue forms of a program, by path.

    Args:
        languages: of the program, the first one first.
        missions: of the program: what some of them ask for stands in the form of claims.
    """
    texts = [Texts(tag) for tag in known(languages)]
    versions = [version for each in missions for version in each.points]
    more = {"quantity"} if any(each.unit for each in versions) else set()
    more |= {"key"} if any(each.per for each in versions) else set()
    return {f"{FOLDER}/{each.name}.yml": _issue_form(each, texts, more) for each in FORMS}


def drift(wanted: Mapping[str, bytes], found: Mapping[str, bytes | None]) -> list[Diagnostic]:
    """What is said of issue forms that are not as they would be made."""
    told = []
    for path, data in wanted.items():
        there = found[path]
        if there != data:
            what = "is missing" if there is None else "is not as it would be made"
            hint = "goodword forms --write makes it"
            told.append(Diagnostic(Place(path), "forms", what, hint, None, Severity.ERROR))
    return told


def _issue_form(form: Form, texts: list[Texts], more: Collection[str]) -> bytes:
    value = {
        "name": _joined(texts, f"form.title.{form.name}"),
        "description": texts[0]("form.about"),
        "labels": [PREFIX + form.name],
        "body": [_field(form, each, texts) for each in form.asking(more)],
    }
    return (_HEAD + "\n".join(lines_of(value, 0)) + "\n").encode()


def _joined(texts: list[Texts], name: str) -> str:
    return " / ".join(dict.fromkeys(each(name) for each in texts))


def _field(form: Form, field: Blank, texts: list[Texts]) -> dict[str, Any]:
    """A field: the label is that of the first language, by which it is read; others follow."""
    label = f"form.{field.name}"
    attributes: dict[str, Any] = {"label": texts[0](label)}
    said = [each(label) for each in texts[1:]]
    helps = "region" if field.name == "region" else _HELP.get(field.kind)
    if helps is not None:
        said += [each(f"form.help.{helps}") for each in texts]
    elif form.name == "profile":
        said += [each("form.help.empty") for each in texts]
    if said:
        attributes["description"] = " / ".join(dict.fromkeys(said))
    kind = _KINDS.get(field.kind) or _OTHERS.get(field.kind, "input")
    if kind == "dropdown":
        file, part, name = field.key
        attributes["options"] = list(key(file, part, (name,))["enum"])
        if field.kind == "choices":
            attributes["multiple"] = True
    if kind == "checkboxes":
        option: dict[str, Any] = {"label": texts[0]("form.agree.option"), "required": True}
        return {"type": kind, "id": field.name, "attributes": {**attributes, "options": [option]}}
    found: dict[str, Any] = {"type": kind, "id": field.name, "attributes": attributes}
    if field.needed:
        found["validations"] = {"required": True}
    return found
