"""audit.yml: what a perception audit asks beside how the relationship is, by version."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Words
from goodword.model.shape import Model, Part


class Choice(Part, frozen=True, kw_only=True):
    """One of the answers that may be chosen."""

    id: str
    text_: Words


class Question(Part, frozen=True, kw_only=True):
    """A question: yes-no, scale, choice or text, asked brand-first or influencer-only.

    Two that are equal are the same question, whatever their versions. Its words are no free text
    about a record, which may be put right later: they are what was asked.
    """

    id: str
    text_: Words
    kind: str
    ask: str = "brand-first"
    choices: tuple[Choice, ...] = ()


class QuestionsVersion(Part, frozen=True, kw_only=True):
    """What is asked from a day on."""

    from_: date
    questions: tuple[Question, ...]


class Questions(Model, frozen=True, kw_only=True):
    """All versions, sorted by `from`."""

    versions: tuple[QuestionsVersion, ...]

    def of(self, version: date | None) -> QuestionsVersion | None:
        """The version that begins on that day; None where none does."""
        return next((each for each in self.versions if each.from_ == version), None)

    def on(self, day: date) -> QuestionsVersion | None:
        """What is asked on a day; None before the first version."""
        begun = [each for each in self.versions if each.from_ <= day]
        return max(begun, key=lambda each: each.from_, default=None)
