"""What changes somebody's profile: what they agreed to and want, their stage, owner and tier."""

from __future__ import annotations

from goodword.verbs.verb import Field, verb

SECOND = Field("second", "Who else agrees to it.", "STAFF", "second.by")

OF_PROFILE = (
    verb(
        "consent",
        "consent",
        "Record what each INFLUENCER agreed to, from that day on; a withdrawal is one more.",
        Field("version", "The version of the text that they read.", "WORD"),
        Field("source", "How they said so.", "TEXT"),
        Field("recognition", "Who may see name, bio, links, topics and badges."),
        Field("contact", "Who may see their accounts."),
        Field("points", "Who may see points, tier, rank and claims."),
        Field("messages", "Which messages may be sent to them."),
        needs=("recognition", "contact", "points", "messages"),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="consent",
        on="from",
    ),
    verb(
        "wants",
        "wants",
        "Record what each INFLUENCER would like, as they said on that day; what was said on an "
        "earlier day holds no more.",
        Field(
            "what", "What they would like; none is nothing, for now; repeat.", many=True, apart=True
        ),
        Field("words", "How they put it.", "TEXT"),
        needs=("what",),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="wants",
        on="from",
        who="",
    ),
    verb(
        "nda",
        "nda",
        "Record that each INFLUENCER signed the agreement; --on is the day.",
        Field("version", "The version of the agreement.", "WORD"),
        Field("expires", "The last day on which it binds; else it has none."),
        needs=("version",),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="nda",
        on="signed",
    ),
    verb(
        "floor",
        "tier_floor",
        "Give each INFLUENCER a tier by hand, from that day on.",
        Field("tier", "The tier that they have at least.", "ID"),
        Field("until", "The last day; else it has none."),
        Field("reason", "Why, in words.", "TEXT"),
        SECOND,
        needs=("tier", "reason"),
        subject="profiles",
        action="append",
        word="profile",
        kind="profile",
        into="tier_floor",
        on="from",
    ),
    verb(
        "link",
        "",
        "Print the link and the code that open the own page of each INFLUENCER. Whoever has them "
        "can read it: hand them to that person alone. GOODWORD_PORTAL_SECRET is the secret.",
        Field(
            "renew", "Cancel it: from the next build on another one opens it.", key="", flag=True
        ),
        subject="profiles",
        action="renew",
        word="profile",
        kind="profile",
        on="",
        who="",
    ),
    verb(
        "owner",
        "history",
        "Give each INFLUENCER another owner, or with --from hand over all that somebody looks "
        "after: influencers, open feedback, rewards, missions, departments, events to come, "
        "communities that they host.",
        Field("to", "Who looks after them from now on.", "STAFF", "owner", refers="staff"),
        Field("from", "Whose all is handed over, in place of INFLUENCER.", "STAFF", ""),
        needs=("to",),
        subject="owned",
        action="hand_over",
        word="file",
        kind="profile",
    ),
    verb(
        "route",
        "",
        "Say what kind of influencer each INFLUENCER is, and so whose department they are of.",
        Field("category", "What kind; the department is that of the category.", "ID"),
        Field("department", "Another department than that of the category.", "ID"),
        Field("owner", "Who looks after them.", "STAFF", refers="staff"),
        needs=("category",),
        subject="profiles",
        action="complete",
        word="profile",
        kind="profile",
        on="",
    ),
    verb(
        "stage",
        "history",
        "Move each INFLUENCER to another stage; their history keeps all.",
        Field("to", "The stage.", key="stage"),
        Field("reason", "Why, in words.", "TEXT"),
        needs=("to",),
        action="stage",
        word="profile",
        kind="profile",
    ),
)
"""Verbs of `goodword influencer` that are written into the profile."""
