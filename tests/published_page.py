"""docs/published-rules.md: each published table beside the rules that compute it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "published"
SHOWN = {
    "google-local-guides": ("tiers", "review", "photo"),
    "sap": ("tiers", "weblog", "solved"),
    "apache-answer": ("groups", "tiers", "answer-upvoted"),
    "khoros": ("tiers", "solution"),
    "discourse": ("tiers", "reply"),
    "elastic": ("program", "present"),
    "mmteb": ("new-dataset", "bug-fix"),
    "cisco": ("groups", "deal"),
    "pmi": ("groups", "tiers", "course"),
    "posthog": ("milestones", "reply"),
    "todo-group": ("groups", "tiers"),
    "atlassian-answers": ("tiers", "accepted"),
}
"""Which files of a program say what is particular to its table."""
HEAD = Path(__file__).with_suffix(".md")


def page() -> str:
    """The page, as the folders say it now."""
    return "\n".join([HEAD.read_text(), *(_section(name) for name in SHOWN)])


def _section(name: str) -> str:
    table = (FOLDER / name / "table.md").read_text()
    head, _, rest = table.partition("\n## Not taken over\n")
    rules = "\n".join(_file(name, each) for each in SHOWN[name])
    return f"#{head.rstrip()}\n\n{rules}\nNot taken over: {rest.strip()}\n"


def _file(name: str, what: str) -> str:
    for path in (f"program/{what}.yml", f"missions/{what}/mission.yml"):
        if (FOLDER / name / path).is_file():
            text = (FOLDER / name / path).read_text()
            return f"`{path}`\n\n```yaml\n{text}```\n"
    raise FileNotFoundError(what)
