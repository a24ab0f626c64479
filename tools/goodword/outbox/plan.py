"""The plan of a day: what is to be said to whom, and what is not said and why. Pure.

Everything follows from the files and the day. What was said before is not said again; what is too
old is no news; consent, stage and the cap of one message a day that nobody needs come after.
"""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from goodword.audience.gate import audience_view
from goodword.audience.known import heard as heard_by
from goodword.audience.own import lately
from goodword.due import all_dues, unsaid
from goodword.due.due import owner
from goodword.due.onboarding import every
from goodword.model.letter import COMMON
from goodword.model.touchpoint import Message as Sent
from goodword.outbox.following import digests
from goodword.outbox.letters import chosen, spoken
from goodword.outbox.mail import replies_to
from goodword.outbox.messages.answers import answers
from goodword.outbox.messages.decisions import claims, requests
from goodword.outbox.messages.digest import digest, due_since
from goodword.outbox.messages.message import MAIL, PORTAL, Message, Plan, Skip
from goodword.outbox.messages.occasion import ALL, LOOKS_BACK, About, home, later, pages_in
from goodword.outbox.messages.standing import consents, expiry, ndas, onboarding, promotions, terms
from goodword.outbox.said import already_said
from goodword.outbox.wanted import wanted
from goodword.relation.given import stands
from goodword.relation.mail import due_again, stopped
from goodword.relation.onboarding import joined_on, waited_for
from goodword.rendering.letters import filled
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from goodword.audience.known import Known
    from goodword.audience.view import View
    from goodword.due import Due
    from goodword.model.profile import Profile
    from goodword.model.touchpoint import Touchpoint
    from goodword.outbox.messages.occasion import Occasion
    from goodword.outbox.wanted import Wanted
    from goodword.rendering.letters import Value
    from goodword.snapshot import Snapshot

SOURCES = (claims, requests, answers, expiry, consents, ndas, terms, onboarding, promotions, digest)
"""What is to be said, what is essential first: of the others there is one a day."""
DUES = frozenset({"consents", "expiring", "items", "ndas", "parts", "terms"})
"""What is due that a message does, or a person in place of one; beside it comes what nobody is owed
who wants no word."""
CAPPED = frozenset({"digest", "promotion"})
"""Templates of messages that are not essential, besides those of sequences."""


def plan(
    snapshot: Snapshot,
    ids: Collection[str] = (),
    page: Callable[[str], str] = lambda _: "",
) -> Plan:
    """What is to be said on the snapshot's day.

    Args:
        snapshot: the program on a day, whose consents hold.
        ids: of the people wanted; empty for everybody.
        page: the address of somebody's own page by their id; empty where there is none.
    """
    work = _Work(snapshot, page)
    messages: list[Message] = []
    skips: list[Skip] = []
    for person in snapshot.program.influencers.values():
        if ids and person.id not in ids:
            continue
        if wanted(person, ALL, snapshot.as_of).why == "not-joined":
            continue
        for each in work.of(person):
            (messages if isinstance(each, Message) else skips).append(each)  # type: ignore[arg-type]  # told apart in the same line
    return Plan(
        snapshot.as_of,
        tuple(sorted(messages, key=lambda each: (each.due, each.person, each.key))),
        tuple(sorted(skips, key=lambda each: (each.due, each.person, each.key))),
        () if ids else tuple(digests(snapshot)),
    )


class _Work:
    """What several people's messages are made from."""

    def __init__(self, snapshot: Snapshot, page: Callable[[str], str]) -> None:
        self._snapshot = snapshot
        self._program = snapshot.program
        self._day = snapshot.as_of
        self._page = page
        self.view = cache(self._view)
        self._chosen = cache(partial(chosen, snapshot.program))
        self._texts = cache(Texts)

    def _view(self, audience: str) -> View:
        return audience_view(self._snapshot, audience, self._day)

    @cached_property
    def _heard(self) -> Mapping[str, Known]:
        return {each: heard_by(self._snapshot, each, self._day) for each in ("members", "nda")}

    @cached_property
    def _dues(self) -> Mapping[str, tuple[Due, ...]]:
        found: dict[str, list[Due]] = {}
        owed = all_dues(self._snapshot, DUES)
        for due in (*owed, *every(self._snapshot), *unsaid(self._snapshot)):
            for person in due.to:
                found.setdefault(person, []).append(due)
        return {person: tuple(dues) for person, dues in found.items()}

    def of(self, person: Profile) -> Iterator[Message | Skip]:
        """What is to be said to a person and what is not, what is essential first."""
        records = self._known(person.id)
        about = self._about(person, records)
        room = not any(map(self._capped, records))
        for source in SOURCES:
            for each in source(about):
                long_gone = later(each.until, LOOKS_BACK) < self._day
                if long_gone or each.due > self._day or self._said(each, records):
                    continue
                kept = wanted(person, each.importance, self._day)
                why = (
                    self._against(each, kept)
                    or self._text_against(person, each)
                    or self._stopped(person.id, kept)
                )
                if not why and each.importance == ALL and not room:
                    why = "one-a-day", {}
                if why:
                    waits = self._waits(each)
                    yield Skip(person.id, each.key, each.template, each.due, *why, *waits)
                else:
                    room = room and each.importance != ALL
                    yield self._message(person, each, kept.channel)

    def _known(self, person: str) -> tuple[Touchpoint, ...]:
        """A person's records, less those of messages that did not go and are due again."""
        return tuple(
            each
            for each in self._program.touchpoints_of.get(person, ())
            if not due_again(self._program, each, self._day)
        )

    def _about(self, person: Profile, records: tuple[Touchpoint, ...]) -> About:
        signed = person.nda_on(self._day)
        language = spoken(self._program, person)

        def texts(template: str) -> Texts:
            found = self._chosen(template, language)
            return self._texts(found.language if found else language)

        digests = [
            each
            for each in records
            if stands(each, self._day)
            and isinstance(each.detail, Sent)
            and each.detail.template == "digest"
        ]
        return About(
            lately(
                self._snapshot,
                person.id,
                later(self._day, -LOOKS_BACK),
                self._heard,
                signed=signed,
            ),
            lambda: self.view("nda" if signed else "members"),
            self._dues.get(person.id, ()),
            texts,
            due_since(
                max((each.date for each in digests), default=None),
                joined_on(person, self._day),
                self._day,
            )
            if wanted(person, ALL, self._day).channel
            else None,
            frozenset(ref for each in digests for ref in each.refs),
            self._portal(person),
        )

    def _portal(self, person: Profile) -> str:
        """Where the portal lies, in a language that a person reads and the portal has."""
        settings = self._program.settings
        return pages_in(settings.portal.url, settings.languages, person.languages)

    def _capped(self, each: Touchpoint) -> bool:
        """Whether a record says that something that is not essential was sent on the day."""
        sent = each.detail
        return (
            isinstance(sent, Sent)
            and each.date == self._day
            and stands(each, self._day)
            and (sent.sequence is not None or sent.template in CAPPED)
        )

    def _said(self, each: Occasion, records: tuple[Touchpoint, ...]) -> bool:
        return already_said(
            records,
            each.key,
            self._day,
            template=each.template,
            step=each.step,
            since=each.due,
            refs=each.refs,
        )

    def _against(self, each: Occasion, kept: Wanted) -> tuple[str, Mapping[str, str]] | None:
        """Why a message is not sent: nobody wants it, it is a person's to say, or it is too old."""
        if not kept.channel:
            return kept.why, kept.slots
        if each.withheld:
            return each.withheld, {}
        if each.until < self._day:
            return "too-old", {"day": f"{each.until}"}
        return None

    def _waits(self, each: Occasion) -> tuple[str, str]:
        """What it means for steps that are counted from a step, that this one is not sent."""
        if each.step is None or not waited_for(self._program, *each.step):
            return "", ""
        return ("step-passed" if each.until < self._day else "step-waits"), f"{each.until}"

    def _stopped(self, person: str, kept: Wanted) -> tuple[str, Mapping[str, str]] | None:
        """Why no mail goes to an address: what went there came back, or was refused."""
        failed = stopped(self._program, person, self._day) if kept.channel == MAIL else None
        return ("stopped", {"day": failed[1].at[:10]}) if failed else None

    def _text_against(
        self, person: Profile, each: Occasion
    ) -> tuple[str, Mapping[str, str]] | None:
        """Why there is nothing to send: no text, or one that cannot be filled."""
        found = self._chosen(each.template, spoken(self._program, person))
        if found is None:
            return "no-text", {"template": each.template}
        return ("broken-text", {"path": found.path}) if found.broken else None

    def _message(self, person: Profile, each: Occasion, channel: str) -> Message:
        found = self._chosen(each.template, spoken(self._program, person))
        assert found is not None  # noqa: S101 - `_text_against` has seen it
        texts = self._texts(found.language)
        by = each.by or owner(self._snapshot, person.id)
        values = self._values(person, each, by, texts)
        page = self._page(person.id)
        plain = page.partition("#")[0]
        if channel == PORTAL:  # it is kept as a record, which is no place for a code
            values["page"] = plain
        body = filled(found.text, values, self._program.settings.name)
        foot = "portal" if channel == PORTAL else each.importance
        reply = replies_to(self._program, by)
        below = filled(texts.words[f"letter.foot.{foot}"], {**values, "reply": reply})
        return Message(
            key=each.key,
            person=person.id,
            template=each.template,
            sequence=each.step[0] if each.step else None,
            step=each.step[1] if each.step else None,
            language=found.language,
            importance=each.importance,
            channel=channel,
            subject=body.subject.replace(page, plain),  # which is kept too
            html=f"{body.html}\n<hr>\n{below.html}\n",
            text=f"{body.text}\n-- \n{below.text}",
            refs=each.refs,
            by=by,
            due=each.due,
            answer=each.answer,
        )

    def _values(self, person: Profile, each: Occasion, by: str, texts: Texts) -> dict[str, Value]:
        """What fills the slots: those of every letter, then this one's own."""
        settings, consent = self._program.settings, person.consent_on(self._day)
        common = {
            "name": person.name,
            "owner": self._program.staff[by].name,
            "program": settings.name,
            "day": texts.day(self._day),
            "portal": home(settings.portal.url or "", self._portal(person)),
            "page": self._page(person.id),
        }
        assert common.keys() == COMMON.keys()  # noqa: S101 - the reference page lists these
        agreed = texts.day(consent.from_) if consent else ""
        return {**common, "agreed": agreed, **each.values}
