"""A new program: every file that it begins with, judged as `check --strict` would judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.actions.judging import judge
from goodword.edits import Edit
from goodword.edits.beside import ATTRIBUTES
from goodword.edits.scaffold import in_schema_order, scaffold
from goodword.model.paths import ROWS
from goodword.source.schemas.fields import document
from goodword.starter.commented import commented
from goodword.starter.first_files import first_files, messages
from goodword.starter.forms import issue_forms
from goodword.starter.laid import same_everywhere
from goodword.starter.welcome import welcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from goodword.actions.judging import Judgement
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree
    from goodword.starter.answers import Answers
    from goodword.starter.first_files import FirstFile
    from goodword.starter.pinned import Pin

EXAMPLE = "An example, written by goodword init: make it yours or delete it."
"""The line by which an example is found again."""


def begin(
    answers: Answers, pin: Pin, schemas: Mapping[str, bytes], given: Mapping[str, bytes]
) -> tuple[Edit, ...]:
    """The files of a new program, all of them new.

    Args:
        answers: what is known of it.
        pin: which goodword it is run with.
        schemas: the schemas for editors, by file name.
        given: files that are the same in every program, by path.
    """
    files = {each.path: _written(each, answers) for each in first_files(answers)}
    files |= dict(messages(answers))
    files |= laid(answers, schemas, given)
    if not answers.minimal:
        files["README.md"] = welcome(answers, pin).encode()
    if not answers.minimal or pin.stated:
        files |= pin.files
    return tuple(Edit(path, None, data) for path, data in sorted(files.items()))


def laid(
    answers: Answers, schemas: Mapping[str, bytes], given: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files beside the data that later versions look after; arguments as for `begin`."""
    files = {f"schemas/{name}": data for name, data in schemas.items()}
    if answers.minimal:
        return files | {".gitattributes": ATTRIBUTES.encode()}
    return files | same_everywhere(given) | issue_forms(answers.languages)


def judged(tree: Tree, edits: tuple[Edit, ...], schemas: Schemas, day: date) -> Judgement:
    """What `check` says of the new program.

    Args:
        tree: the folder in which it is begun.
        edits: its files.
        schemas: the definitions of shape.
        day: the day on which it is begun.
    """
    data = tuple(each for each in edits if each.path.split("/")[0] in _DATA)
    return judge(tree, data, schemas, day, before=None)


_DATA = frozenset(row.form.split("/")[0] for row in ROWS)


def _written(file: FirstFile, answers: Answers) -> bytes:
    if answers.minimal:
        value = in_schema_order(file.value, document(file.kind))
        return scaffold(file.path, file.kind, value)
    about = [EXAMPLE] if file.example else []
    if file.kind == "strategy" and answers.handbook is not None:
        about += [
            f"To be measured yet, else it is no objective: {' '.join(goal.split())} ({pillar})."
            for pillar, goal, outcome in answers.handbook.objectives
            if goal and outcome is None
        ]
    return commented(file.path, file.kind, file.value, *about)
