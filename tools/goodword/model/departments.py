"""departments.yml: who answers for whom, and how each kind of influencer is measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodword.model.plain import words, words_or_none

if TYPE_CHECKING:
    from goodword.diagnostics import Place
    from goodword.model.plain import Data, Words


@dataclass(frozen=True, slots=True)
class Department:
    """A department of the brand; `lead` is a staff id."""

    id: str
    name: Words
    lead: str | None
    measure: Words | None


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of influencer, its department and its own measure of return."""

    id: str
    name: Words
    department: str
    measure: Words | None


@dataclass(frozen=True, slots=True)
class Departments:
    """All departments and categories, in the order of the file."""

    place: Place = field(compare=False, repr=False)
    departments: tuple[Department, ...]
    categories: tuple[Category, ...]

    def category(self, category: str | None) -> Category | None:
        """The category of that id."""
        return next((each for each in self.categories if each.id == category), None)

    def department(self, department: str | None) -> Department | None:
        """The department of that id."""
        return next((each for each in self.departments if each.id == department), None)


def read(data: Data, place: Place) -> Departments:
    """The departments of a document that fits its schema."""
    return Departments(
        place,
        tuple(
            Department(
                each["id"],
                words(each.get("name", each["id"])),
                each.get("lead"),
                words_or_none(each.get("measure")),
            )
            for each in data["departments"]
        ),
        tuple(
            Category(
                each["id"],
                words(each.get("name", each["id"])),
                each["department"],
                words_or_none(each.get("measure")),
            )
            for each in data.get("categories", [])
        ),
    )
