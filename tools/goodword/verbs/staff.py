"""What is noted of people on staff: what they follow, and that they have had their digest."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

_FOLLOWED = (
    Field(
        "community", "Which community; repeat.", "COMMUNITY", "", many=True, refers="communities"
    ),
    Field("topic", "Which topic, of communities or feedback; repeat.", "ID", "", many=True),
    Field("item", "Which feedback item; repeat.", "ITEM", "", many=True, refers="items"),
)
"""What can be followed; the names are the keys of the file."""
FOLLOWED = tuple(each.name for each in _FOLLOWED)

STAFF = group(
    "staff",
    "What people on staff follow, and their digests of it. Dry unless --write.",
    verb(
        "follow",
        "",
        "Let each STAFF hear what changes in a community, a topic or a feedback item.",
        *_FOLLOWED,
        needs=("community|topic|item",),
    ),
    verb(
        "unfollow",
        "",
        "Let each STAFF hear no more of it.",
        *_FOLLOWED,
        needs=("community|topic|item",),
    ),
    verb(
        "digest",
        "",
        "Note that each STAFF has had what the outbox shows for them on that day; what is dated "
        "from that day on comes with the next one.",
    ),
    like=Verb("", "", "", subject="staff", action="follow", word="file", kind="program", on=""),
)
