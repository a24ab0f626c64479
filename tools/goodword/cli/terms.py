"""Terms as they are named on the command line: by the person, and where need be the first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goodword.cli.lookup import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodword.cli.writing import Writing
    from goodword.model.term import Term
    from goodword.verbs import Verb

    Row = Mapping[str, Any]


def nominated(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The ids of the people."""
    return _people(run, row)


def terms(run: Writing, verb: Verb, row: Row) -> Iterable[str]:
    """The file of the term of each person that a verb is about, or that begins on a stated day."""
    for person in _people(run, row):
        found = run.program.terms_of.get(person, ())
        if not found:
            raise click.UsageError(f"{person} has no term; it begins with goodword term nominate")
        yield _meant(verb.name, found, row).place.path


def _people(run: Writing, row: Row) -> list[str]:
    if not row["people"]:
        raise click.UsageError("name a person")
    return [known("influencer", each, run.program.influencers) for each in row["people"]]


def _meant(verb: str, terms: Sequence[Term], row: Row) -> Term:
    """The term that was stated; else the oldest of which that is not done, else the newest."""
    if row["term"]:
        days = {each.from_.isoformat(): each for each in terms}
        return days[known("term", row["term"], days)]
    if verb == "tell":
        of = row["of"] or "decided"
        left = [
            each
            for each in terms
            if (each.decision_by() if of == "decided" else each.nominated_by)
            and not any(told.of == of and told.delivery != "bounced" for told in each.told)
        ]
    else:
        left = [each for each in terms if each.decision_by() is None]
        left = [each for each in left if verb != "reviewed" or each.review is None] or left
    return left[0] if left else terms[-1]
