"""New people, missions, claims and rewards."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb


def _id(what: str) -> Field:
    return Field("id", f"Default made of the {what}.", "ID", "")


def _many(
    name: str, text: str, key: str | None = None, shows: str = "ID", refers: str = ""
) -> Field:
    return Field(name, f"{text}; repeat for more.", shows, key, many=True, refers=refers)


NEW = group(
    "new",
    "Write a new file. What is needed is asked for on a terminal, else given by flags. "
    "Dry unless --write.",
    verb(
        "influencer",
        "",
        "A person on the map, as a candidate unless --stage says more.",
        Field("name", "As they write it.", "TEXT"),
        _id("name"),
        Field("stage", default="candidate", but=("opted-out", "deceased")),
        Field("since", "First day of that stage; default today."),
        Field("category", "The kind of influencer.", "ID"),
        Field("department", "Default that of the category.", "ID"),
        Field("owner", "Staff id of who looks after them.", "ID"),
        _many("language", "A language they speak, best first", "languages", "TAG"),
        Field("region", "Country, such as PT.", "CODE"),
        _many("topic", "What they talk about", "topics", "TOPIC"),
        Field("pronouns", "Theirs.", "TEXT"),
        Field("staff", "Their own staff id, for employees.", "ID"),
        Field("referred-by", "Who brought them in.", "ID"),
        needs=("name",),
        kind="profile",
    ),
    verb(
        "mission",
        "",
        "Something worth doing.",
        Field("title", "What it is called.", "TEXT"),
        Field("instructions", "What to do and what to hand in, in Markdown.", "TEXT"),
        Field("points", "What it gives."),
        _id("title"),
        Field("objective", "The objective it serves.", "ID"),
        Field("summary", "One sentence for the card.", "TEXT"),
        Field("conversation", "The stage it helps."),
        Field("status", "Default open.", but=("closed",)),
        Field("opens", "The first day."),
        Field("closes", "The last day, included."),
        Field("department", "Default that of the objective.", "ID"),
        _many("reviewer", "Staff id of who may decide", "reviewers"),
        Field("effort-hours", "Hours it takes.", number=(0, 1000)),
        Field("public-facing", "Doing it shows the brand to others.", flag=True),
        Field("proposed-by", "Whose idea it was.", "ID"),
        needs=("title", "instructions", "points"),
        kind="mission",
    ),
    verb(
        "reward",
        "",
        "What points buy.",
        Field("name", "What it is called.", "TEXT"),
        Field("kind", "What kind of thing it is."),
        Field("cost", "Its price in points.", key="cost.points"),
        _id("name"),
        Field("summary", "What it is.", "TEXT"),
        Field(
            "stock", "How many there are; else no limit.", key="stock.quantity", number=(0, 10**9)
        ),
        Field(
            "limit",
            "How many each person may have,",
            key="cost.per_influencer.limit",
            number=(1, 10_000),
        ),
        Field("every", "in what time.", key="cost.per_influencer.every"),
        _many("tier", "For this tier", "cost.tiers"),
        _many("region", "For this region", "cost.regions", "CODE"),
        Field("nda", "For people under an agreement.", key="cost.nda", flag=True),
        Field("fulfilment", "Default manual."),
        Field("fulfiller", "Staff id of who sends it.", "ID"),
        Field("gift-value-band", "Default none."),
        needs=("name", "kind", "cost"),
        kind="reward",
        unless=lambda row: (
            "--every belongs to --limit" if row["every"] and not row["limit"] else ""
        ),
    ),
    verb(
        "claim",
        "",
        "Somebody's word that a mission was done, to be decided.",
        Field("mission", "Which.", "ID", "", refers="mission"),
        Field("influencer", "Whose.", "ID", "", refers="influencer"),
        _many("with", "Who else did it"),
        Field("occurred", "The day it was done; default today.", key=""),
        _many("link", "Evidence: a link", "evidence.link", "URL"),
        _many("witness", "Evidence: who confirms it", "evidence.witness"),
        _many("event", "Evidence: where they were", "evidence.event"),
        Field("summary", "What was done.", "TEXT"),
        Field("helped", "Whom it helped.", "TEXT"),
        Field("effort-hours", "Hours it took.", number=(0, 1000)),
        _many(
            "disclosure",
            "program, sample, gift, …; with a colon, where",
            shows="CONNECTION[:WHERE]",
        ),
        needs=("mission", "influencer"),
        subject="none",
        kind="claim",
        moment="claims",
    ),
    like=Verb("", "", "", subject="id", action="new", word="file", on=""),
)
