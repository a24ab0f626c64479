"""conversations.yml: what people talk about at each stage, where, and who carries it."""

from __future__ import annotations

from goodword.model.shape import Model, Part


class Conversation(Part, frozen=True, kw_only=True):
    """A conversation at a stage.

    `where` are ids of communities, `cornerstones` those of the influencers on whom it rests.
    """

    id: str
    stage: str
    what: str
    where: tuple[str, ...] = ()
    value: str | None = None
    objective: str | None = None
    department: str | None = None
    cornerstones: tuple[str, ...] = ()


class Without(Part, frozen=True, kw_only=True):
    """A stage at which we take part in no conversation, and why."""

    stage: str
    because: str


class Conversations(Model, frozen=True, kw_only=True):
    """The conversation cloud, in the order of the file."""

    conversations: tuple[Conversation, ...] = ()
    without: tuple[Without, ...] = ()
