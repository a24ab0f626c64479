"""What becomes of requests for rewards, from asking to giving."""

from __future__ import annotations

from goodword.verbs.verb import Field, Verb, group, verb

REWARD = group(
    "reward",
    "Requests for rewards. Dry unless --write: the change and its effect are shown.",
    verb(
        "redeem",
        "",
        "Ask for a reward for each INFLUENCER. The price is that of the day; what points, "
        "stock, limits, tier, region, agreement or window do not allow is refused.",
        Field("reward", "Its id.", "REWARD", "", refers="reward"),
        Field("quantity", "How many.", default=1),
        needs=("reward",),
        subject="influencers",
        action="redeem",
        on="",
        moment="redemptions",
    ),
    verb("approve", "approved", "Grant each REQUEST: a path, or INFLUENCER/DATE-REWARD."),
    verb(
        "decline",
        "declined",
        "Refuse each REQUEST; its points are free again.",
        Field(
            "as",
            "Not our choice: stock or points did not cover it.",
            key="",
            choices=("out_of_stock", "out_of_funds"),
        ),
        otherwise=lambda row: row["as"] or "",
    ),
    verb(
        "cancel",
        "cancelled",
        "The person takes each REQUEST back; its points are free again.",
    ),
    verb("fulfil", "fulfilled", "The person of each REQUEST, which was approved, has it."),
    verb(
        "return",
        "returned",
        "What each fulfilled REQUEST gave came back; so do the points.",
        Field("restocked", "It went back on the shelf.", flag=True),
    ),
    verb(
        "announce",
        "cost",
        "Announce what each REWARD costs from a later day on; what is not said stays as it is. A "
        "higher price is announced in time (notice_days).",
        Field("starts", "The first day on which it costs that.", key="from"),
        Field("points", "Its price."),
        Field("limit", "How many each person may have,", key="per_influencer.limit"),
        Field("every", "in what time.", key="per_influencer.every"),
        needs=("starts",),
        subject="rewards",
        action="announce",
        word="reward",
        kind="reward",
        on="announced",
        unless=lambda row: (
            ""
            if row["points"] is not None or row["limit"]
            else "say what changes, such as --points"
        ),
    ),
    like=Verb("", "", "", subject="requests", action="settle", word="request", kind="redemption"),
)
