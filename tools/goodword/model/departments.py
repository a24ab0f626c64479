"""departments.yml: who answers for whom, and how each kind of influencer is measured."""

from __future__ import annotations

from datetime import date

from goodword.model.plain import Data, Words
from goodword.model.shape import Model, Part
from goodword.model.snooze import Snooze


class Department(Part, frozen=True, kw_only=True):
    """A department of the brand; `lead` is a staff id."""

    id: str
    name: Words
    lead: str | None = None
    measure: Words | None = None


class Category(Part, frozen=True, kw_only=True):
    """A kind of influencer, its department and its own measure of return."""

    id: str
    name: Words
    department: str
    measure: Words | None = None


class Departments(Model, frozen=True, kw_only=True):
    """All departments and categories, in the order of the file."""

    departments: tuple[Department, ...]
    categories: tuple[Category, ...] = ()
    snoozed: tuple[Snooze, ...] = ()

    def category(self, category: str | None) -> Category | None:
        """The category of that id."""
        return next((each for each in self.categories if each.id == category), None)

    def department(self, department: str | None) -> Department | None:
        """The department of that id."""
        return next((each for each in self.departments if each.id == department), None)

    @classmethod
    def laid_out(cls, data: Data, path: str, started: date) -> Data:
        """What has no name is called by its id."""
        rooms = ("departments", "categories")
        return {
            room: [{"name": each["id"], **each} for each in data.get(room, ())] for room in rooms
        }
