"""The text of a message cannot be filled, or a step of onboarding names one that nobody wrote.

A text lies in `program/messages/<language>/<template>.md`. It is Markdown; a first line `# …` is
the subject. `{{ slot }}` is filled with what the reference page of messages lists for that
template; `{% if slot %}`, `{% if not slot %}`, `{% else %}` and `{% endif %}` stand alone on their
lines. Slots of several lines stand alone on theirs, and a link leads to an address or to a slot
that is one. Nothing else is filled, so that what is wrong is seen before anybody gets it.

A step of program/onboarding.yml that names a template needs its text in one language at least;
texts for decisions, answers and the like are there without a program's own.

Mend it by writing the slot as it is listed, or by adding the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place
from goodword.model.letter import FOLDER, OWN, faults
from goodword.nearest import one_of
from goodword.rules.rule import NOTHING, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """What is wrong with texts, by their lines; then steps without one."""
    program = snapshot.program
    for path, text in program.letters.items():
        for fault in faults(template_of(path), text):
            yield Finding(Place(path, (fault.line, fault.column)), fault.message, fault.hint)
    if program.onboarding is None:
        return
    known = {*OWN, *map(template_of, program.letters)}
    first = program.settings.languages[0]
    for at, sequence in enumerate(program.onboarding.sequences):
        for number, step in enumerate(sequence.steps):
            if step.template is not None and step.template not in known:
                place = program.onboarding.place.at("sequences", at, "steps", number, "template")
                yield Finding(
                    place,
                    f'there is no text "{step.template}"{one_of(step.template, known)}',
                    f"write {FOLDER}{first}/{step.template}.md",
                )


def template_of(path: str) -> str:
    """The name of the template in a file of that path."""
    return path.rpartition("/")[2].removesuffix(".md")


RULE = Rule("letter", check, scope=Scope.PROGRAM, meets=NOTHING)
