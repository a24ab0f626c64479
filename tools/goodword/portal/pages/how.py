"""How it works: points, tiers, answers, leaving and data, from the rules in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.portal.ladders import change, ladder_name, needs, rules
from goodword.portal.page import Page, Step, condition, gives
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.audience.view import (
        LadderView,
        MilestoneView,
        PointsPolicy,
        TierView,
        View,
        Words,
    )
    from goodword.portal.page import Reader
    from goodword.texts import Texts

SHARING = ("recognition", "contact", "points", "messages", "never")
"""What a person decides about, and what is never shown outside staff."""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the page and what stands under it; every part may be empty."""

    id: str
    title: str
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    tiers: tuple[TierView, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    lead_in: str = ""
    prose: tuple[Words, ...] = ()


def _expiry(policy: PointsPolicy, texts: Texts) -> str:
    if policy.expiry_months is None:
        sentences = [texts(f"how.expiry.{policy.expiry}")]
    else:
        sentences = [texts.count(f"how.expiry.{policy.expiry}", policy.expiry_months)]
    if policy.expiry_round_up != "none":
        sentences.append(texts(f"how.expiry.round.{policy.expiry_round_up}"))
    if policy.expiry_plus_days:
        sentences.append(texts.count("how.expiry.plus", policy.expiry_plus_days))
    if policy.carry_at_most is not None:
        sentences.append(texts.count("how.expiry.carry", policy.carry_at_most))
    return " ".join(sentences)


def _points(view: View, texts: Texts) -> Section:
    policy, how = view.how.points, view.how
    every = texts(f"how.every.{how.cycle_every}", month=texts.month(how.cycle_starts_month))
    lines = [
        texts("how.points.claim"),
        texts.count("how.points.matures", policy.maturation_days)
        if policy.maturation_days
        else texts("how.points.at_once"),
        _expiry(policy, texts),
        texts.count("how.points.grace", policy.claim_grace_days),
        texts.count("how.points.too_old", policy.claim_max_age_cycles),
        texts("how.points.order"),
    ]
    if policy.escalate_above is not None:
        lines.append(texts.count("how.points.two", policy.escalate_above))
    changes = tuple(
        texts("how.points.change", day=texts.day(change.from_), expiry=_expiry(change, texts))
        for change in how.points_next
    )
    notice = texts.count("how.points.notice", policy.notice_days)
    zone = texts("how.zone", zone=how.timezone)
    return Section(
        "points", texts("how.points"), (every, zone), tuple(lines), notes=(*changes, notice)
    )


def _tiers(view: View, reader: Reader) -> Section:
    texts, how = reader.texts, view.how
    changes = tuple(
        texts(
            "how.tiers.change",
            day=texts.day(version.from_),
            list=apart(
                f"{reader.text(tier.name)} {texts.number(tier.standing_at_least)}"
                for tier in version.tiers
            ),
        )
        for version in how.tiers_next
    )
    lines = (texts("how.tiers.up"), texts("how.tiers.down"), texts("how.tiers.never"))
    return Section("tiers", texts("how.tiers"), lines, tiers=how.tiers, notes=changes)


def _milestones(view: View, reader: Reader) -> Section:
    texts, how = reader.texts, view.how
    rows = tuple(
        (
            reader.text(each.name),
            _needs(each, view, reader),
            texts(f"milestone.{each.every}"),
            gives(each.points, reader, badge=each.badge),
        )
        for each in how.milestones
    )
    changes = tuple(
        texts(
            "how.milestones.change",
            day=texts.day(each.from_),
            what=reader.text(each.name),
            needs=_needs(each, view, reader),
            gives=gives(each.points, reader, badge=each.badge) or texts("how.milestones.over"),
        )
        for each in how.milestones_next
    )
    columns = ("what", "needs", "often", "gives")
    return Section(
        "milestones",
        texts("how.milestones"),
        (texts("how.milestones.lead"),),
        head=tuple(texts(f"how.milestones.{each}") for each in columns),
        rows=rows,
        notes=changes,
    )


def _needs(each: MilestoneView, view: View, reader: Reader) -> str:
    return apart(condition(said, view, reader) for said in each.conditions)


def _ladder(ladder: LadderView, view: View, reader: Reader) -> Section:
    return Section(
        f"tiers-{ladder.id}",
        ladder_name(ladder, reader),
        tuple(rules(ladder, view, reader)),
        tiers=ladder.tiers,
        needs={each.id: needs(each, view, reader) for each in ladder.tiers},
        notes=tuple(change(each, view, reader) for each in ladder.next),
    )


def _answers(view: View, texts: Texts) -> Section:
    clocks = view.how.clocks or {}
    rows = tuple(
        (texts.named("clock", name), texts.count(f"how.clock.{_measure(name)}", days))
        for name, days in clocks.items()
    )
    head = (texts("how.clock.what"), texts("how.clock.within"))
    lines = (texts("how.answers.loop"), texts("how.answers.appeal"))
    return Section("answers", texts("how.answers"), lines, head=head, rows=rows)


def _measure(clock: str) -> str:
    """Decisions about claims and rewards are counted in calendar days, answers in working ones."""
    if clock == "incident_hours":
        return "hours"
    return "days" if clock in {"review", "appeal", "appeal_within", "fulfil"} else "business"


def _disclosure(view: View, texts: Texts) -> Section:
    given = (view.how.disclosure_duty, view.how.disclosure_text)
    return Section(
        "disclosure",
        texts("how.disclosure"),
        (texts("how.disclosure.why"),),
        prose=tuple(words for words in given if words),
    )


def _leaving(view: View, texts: Texts) -> Section:
    lines = [texts("how.leaving.leave")]
    if view.how.exit_window_days is not None:
        lines.append(texts.count("how.leaving.exit", view.how.exit_window_days))
    lines.append(texts("how.leaving.again"))
    return Section("leaving", texts("how.leaving"), tuple(lines))


def _data(view: View, texts: Texts) -> Section:
    rows = tuple((texts(f"how.data.{key}"), texts(f"how.data.{key}.what")) for key in SHARING)
    head = (texts("how.data.word"), texts("how.data.decides"))
    consent = view.how.consent
    lead_in = ""
    if consent:
        day = texts.day(consent.from_)
        lead_in = texts("how.data.version", version=consent.version, day=day)
    return Section(
        "data",
        texts("how.data"),
        (texts("how.data.levels"), texts("how.data.default"), texts("how.data.rights")),
        head=head,
        rows=rows,
        lead_in=lead_in,
        prose=(consent.text,) if consent else (),
    )


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    texts = reader.texts
    sections = [_points(view, texts)]
    if view.how.ladders:
        sections += [_ladder(each, view, reader) for each in view.how.ladders]
    elif view.how.tiers:
        sections.append(_tiers(view, reader))
    if view.how.milestones or view.how.milestones_next:
        sections.append(_milestones(view, reader))
    sections += [_answers(view, texts), _disclosure(view, texts), _leaving(view, texts)]
    sections.append(_data(view, texts))
    if view.how.staff:
        people = (texts("how.staff.list", list=apart(view.how.staff)),)
        sections.append(Section("staff", texts("how.staff"), people))
    yield Page(
        path="how/",
        fills="how/",
        template="how.html",
        title=texts("page.how"),
        values={"sections": sections},
        trail=(Step("", texts("page.home")),),
        search=" ".join(line for section in sections for line in (section.title, *section.points)),
    )
