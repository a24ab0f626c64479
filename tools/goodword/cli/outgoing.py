"""What the command shows and writes of messages that are due: a report, files for other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from goodword.cli.own_pages import address_of_page
from goodword.formats import csv
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.letters import spoken
from goodword.outbox.mail import mail, replies_to
from goodword.outbox.plan import plan
from goodword.outbox.preview import name_of
from goodword.reports.report import Column, Field, Report, Table, counted, headed, table, values
from goodword.texts import english, primary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from goodword.model.program import Program
    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.messages.message import Message, Plan, Skip
    from goodword.snapshot import Snapshot


def nobody(_: str) -> str | None:
    """No address of a person is known here, by their id."""
    return None


def planned(snapshot: Snapshot, ids: Collection[str], today: date, *, codes: bool = True) -> Plan:
    """The plan, with the address of each one's own page as far as it may be told.

    Args:
        snapshot: the program on its day.
        ids: of the people wanted; empty for everybody.
        today: whose permissions hold.
        codes: whether these addresses open the pages.
    """
    return plan(snapshot, ids, address_of_page(snapshot.program, today, codes=codes))


def reason(skip: Skip) -> str:
    """Why a message is not sent, in words."""
    why = english()(f"skip.{skip.why}", **skip.slots)
    return english()(f"skip.{skip.waits}", why=why, day=skip.until) if skip.waits else why


def _answer(message: Message) -> dict[str, Any] | None:
    told = message.answer
    if told is None:
        return None
    return {"item": told.item, "round": told.round, "milestone": told.milestone}


_MESSAGE: tuple[Field[Message], ...] = (
    Field("due", "due", "date"),
    Field("to", "to", get=lambda each: each.person),
    Field("key", "key"),
    Field("template", "template"),
    Field("sequence", ""),
    Field("step", ""),
    Field("language", "language"),
    Field("importance", "importance"),
    Field("channel", "channel"),
    Field("by", "by"),
    Field("subject", "subject"),
    Field("refs", "about"),
    Field("answer", "", get=_answer),
    Field("text", "text"),
    Field("html", "html"),
)
_SKIP: tuple[Field[Any], ...] = (
    Field("due", "due", "date"),
    Field("to", "to", get=lambda each: each.person),
    Field("key", "key"),
    Field("template", ""),
    Field("why", ""),
    Field("reason", "why not", get=reason),
)


def _identity(record: Touchpoint) -> str | None:
    return record.detail.message_id if isinstance(record.detail, Sent) else None


_DOUBT: tuple[Field[Touchpoint], ...] = (
    Field("date", "begun", "date"),
    Field("to", "to", get=lambda each: each.influencer),
    Field("record", "record", get=lambda each: each.place.path),
    Field("message_id", "id", get=_identity),
)


def report(
    made: Plan, program: Program, doubts: Sequence[Touchpoint] = (), *, explain: bool = False
) -> Report:
    """What is due and what is not sent.

    Args:
        made: the plan.
        program: of which it is.
        doubts: records of messages of which nobody knows whether they were taken.
        explain: whether each message stands there with its text, and by what consent it goes.
    """
    shown = headed(
        *(_MESSAGE,),
        due="due",
        to="to",
        key="message",
        channel="how",
        language="in",
        by="by",
        subject="subject",
    )
    tables = [table(shown, made.messages, "to be sent")] if made.messages else []
    if made.digests:
        tables.append(table(shown, made.digests, "for staff, of what they follow"))
    if made.skips:
        tables.append(table(_SKIP, made.skips, "not sent"))
    if doubts:
        tables.insert(0, table(_DOUBT, doubts, "in doubt: nobody knows whether they went"))
    if explain:
        tables += [_explained(each, program, made.as_of) for each in made.messages]
        tables += [_told(each, each.person) for each in made.digests]
    due, left = f"{counted(len(made.messages), 'message')} due", len(made.skips)
    if made.digests:
        due += f", {counted(len(made.digests), 'digest')} due for staff"
    return Report(
        f"Messages of {made.as_of}",
        tuple(tables),
        (
            f"{due}, {left} not sent; this command shows them and sends nothing",
            *(_noted(each, made.as_of) for each in made.digests),
        ),
        {
            "as_of": made.as_of.isoformat(),
            "messages": values(_MESSAGE, made.messages),
            "skips": values(_SKIP, made.skips),
            "in_doubt": values(_DOUBT, doubts),
            **({"staff": values(_MESSAGE, made.digests)} if made.digests else {}),
        },
        table(_MESSAGE, made.messages),
    )


def _explained(message: Message, program: Program, day: date) -> Table:
    """A message with its text, and the consent by which it goes."""
    person = program.influencers[message.person]
    consent, language = person.consent_on(day), spoken(program, person)
    said = [f"{message.person} {message.key}", f"importance {message.importance}"]
    said += [f"consent to messages {consent.messages} since {consent.from_}"] if consent else []
    said += [f"about {', '.join(message.refs)}"] if message.refs else []
    if primary(language) != primary(message.language):
        said.append(f"in {message.language}, since it has no text in {language}")
    elif person.languages and primary(language) not in map(primary, person.languages):
        said.append(f"in {language}, since the program has none of {', '.join(person.languages)}")
    return _told(message, "; ".join(said))


def _told(message: Message, title: str) -> Table:
    """A message with its text."""
    rows = ((each,) for each in (message.subject, "", *message.text.splitlines()))
    return Table((Column("text"),), tuple(rows), title)


def _noted(digest: Message, day: date) -> str:
    """What says that somebody on staff has had the digest of a day."""
    done = f"goodword staff digest {digest.person} --on {day} --write"
    return f"once {digest.person} has had theirs: {done}"


def files(
    made: Plan, program: Program, address: Callable[[str], str | None]
) -> Iterator[tuple[str, bytes]]:
    """The files of a folder for other tools, by name: the same bytes for the same plan.

    Args:
        made: the plan.
        program: whose staff signs.
        address: of a person by their id.
    """
    for each in made.digests:
        to = replies_to(program, each.by) or None
        yield f"{name_of(each)}.eml", mail(program, each, to).as_bytes()
    mails = [each for each in made.messages if each.channel == "mail"]
    for each in mails:
        yield f"{name_of(each)}.eml", mail(program, each, address(each.person)).as_bytes()
    merge: tuple[Field[Message], ...] = (
        Field("", "address", get=lambda each: address(each.person) or ""),
        Field("", "name", get=lambda each: program.influencers[each.person].name),
        *_MESSAGE,
    )
    yield "messages.csv", csv.report(Report("", (table(merge, mails),))).encode()
    lines = (json.dumps(each, ensure_ascii=False) for each in values(_MESSAGE, made.messages))
    yield "messages.jsonl", "".join(f"{each}\n" for each in lines).encode()
