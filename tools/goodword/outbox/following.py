"""Digests for staff: what changed in what each follows since the last one on record. Pure.

They go to nobody by a machine: they are shown, and written as drafts, to those who follow. That
one was had is noted by hand (`goodword staff digest`), and so the next one begins there.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.audience.words import shown
from goodword.outbox.messages.message import MAIL, Message
from goodword.outbox.messages.occasion import page_in, pages_in
from goodword.relation.following import WEEK, following
from goodword.rendering.letters import Lines, filled
from goodword.texts import Texts, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.program import Program
    from goodword.relation.following import Following
    from goodword.rendering.letters import Value
    from goodword.snapshot import Snapshot
    from goodword.texts import Named

TEMPLATE = "following"
MOST = 40
"""Lines of a digest; the portal of staff has them all."""


def digests(snapshot: Snapshot) -> Iterator[Message]:
    """The digest of each of staff for whom one is due: a week after the last, of what changed."""
    for each in following(snapshot.program, snapshot.as_of):
        if each.due:
            yield _digest(snapshot, each)


def _digest(snapshot: Snapshot, each: Following) -> Message:
    program, day = snapshot.program, snapshot.as_of
    language = known(program.settings.languages)[0]
    texts = Texts(language)
    called = _Called(program, texts)
    root = pages_in(program.settings.portal.url, program.settings.languages, [language])
    lines = [
        (
            f"{texts.day(change.date)}: {texts.say(change.said, called)}",
            page_in(root, change.page),
        )
        for change in each.changes[:MOST]
    ]
    more = len(each.changes) - MOST
    if more > 0:
        lines.append((texts.count("and_more", more), ""))
    values: dict[str, Value] = {
        "name": each.staff.name,
        "program": program.settings.name,
        "since": texts.day(each.since) if each.since else "",
        "news": Lines(tuple(lines)),
    }
    made = filled(texts.words["following.letter"], values, program.settings.name)
    return Message(
        key=f"{TEMPLATE}/{day}",
        person=each.staff.id,
        template=TEMPLATE,
        sequence=None,
        step=None,
        language=language,
        importance="all",
        channel=MAIL,
        subject=made.subject,
        html=made.html,
        text=made.text,
        refs=(),
        by=each.staff.id,
        due=each.since + timedelta(days=WEEK) if each.since else day,
    )


class _Called:
    """What something of the program is called in a language."""

    def __init__(self, program: Program, texts: Texts) -> None:
        self._program, self._texts = program, texts

    def __call__(self, thing: Named) -> str:
        program = self._program
        name = None
        if thing.kind == "community" and thing.id in program.communities:
            name = program.communities[thing.id].name
        elif thing.kind == "feedback" and thing.id in program.feedback:
            name = program.feedback[thing.id].title
        found = self._texts.of(shown(name, program)).text if name is not None else thing.id
        return " ".join(found.split())
