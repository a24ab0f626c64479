"""What git-filter-repo asks for each commit, tag and ref, answered from a plan.

git-filter-repo takes pieces of Python. Those it is given call the functions here, so that history
is rewritten by the same code that shows what goes.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.erasing.traces import Said, Traces, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAN = "GOODWORD_ERASING"
"""Names the file that has the plan."""
CALLBACKS = {
    "commit": "import goodword.host.rewriting as plan; plan.files_of(commit)",
    "message": "import goodword.host.rewriting as plan; return plan.text(message)",
    "name": "import goodword.host.rewriting as plan; return plan.name(name)",
    "email": "import goodword.host.rewriting as plan; return plan.email(email)",
    "refname": "import goodword.host.rewriting as plan; return plan.refname(refname)",
}
"""What git-filter-repo is told to do, by the name of its option."""
_NOWHERE = "erased.invalid"


@dataclass(frozen=True)
class Plan:
    """What becomes of history.

    Args:
        traces: what names the person.
        paths: where files lie afterwards, of those that move; None for those that go.
        blobs: ids of contents afterwards, by `id path`, of those that change.
    """

    traces: Traces
    paths: Mapping[str, str | None]
    blobs: Mapping[str, str]

    def to_json(self) -> str:
        """As text."""
        said = {key: sorted(each) for key, each in asdict(self.traces.said).items()}
        traces = {
            "id": self.traces.id,
            "new": self.traces.new,
            "said": said,
            "others": sorted(self.traces.others),
            "also": list(self.traces.also),
            "records": dict(self.traces.records),
            "former": list(self.traces.former),
        }
        return json.dumps({"traces": traces, "paths": self.paths, "blobs": self.blobs})

    @classmethod
    def of_json(cls, text: str) -> Plan:
        """From its text."""
        value: dict[str, Any] = json.loads(text)
        traces = value["traces"]
        said: dict[str, Any] = {
            key: frozenset(tuple(each) if isinstance(each, list) else each for each in texts)
            for key, texts in traces["said"].items()
        }
        return cls(
            Traces(
                traces["id"],
                traces["new"],
                Said(**said),
                frozenset(traces["others"]),
                tuple(traces["also"]),
                traces["records"],
                tuple(traces["former"]),
            ),
            value["paths"],
            value["blobs"],
        )


@cache
def _plan() -> Plan:
    return Plan.of_json(Path(os.environ[PLAN]).read_text(encoding="utf-8"))


def _read(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def files_of(commit: Any) -> None:
    """Give the changes of a commit the paths and contents that they have afterwards."""
    plan, kept = _plan(), []
    for change in commit.file_changes:
        path = _read(change.filename or b"")
        there = plan.paths.get(path, path)
        if there is None:
            continue
        if change.type == b"M" and isinstance(change.blob_id, bytes):
            key = f"{change.blob_id.decode()} {path}"
            change.blob_id = plan.blobs.get(key, change.blob_id.decode()).encode()
        change.filename = _written(there) if change.filename else change.filename
        kept.append(change)
    # Where a person was given another id, what went from the old folder came into the new one,
    # and both are the same now.
    there_now = {each.filename for each in kept if each.type == b"M"}
    commit.file_changes = [
        each for each in kept if each.type == b"M" or each.filename not in there_now
    ]


def text(data: bytes) -> bytes:
    """A message without the person."""
    return _written(_plan().traces.clean(_read(data)))


def name(data: bytes) -> bytes:
    """A name of who committed; the new id where it is the person's."""
    traces = _plan().traces
    said = _read(data)
    own = {*traces.ids, *traces.said.names, *(login for _, login in traces.said.logins)}
    if folded(said.strip()) in {folded(each) for each in own} - _others(traces):
        return traces.new.encode()
    return _written(traces.clean(said))


def email(data: bytes) -> bytes:
    """An address of who committed; one that leads nowhere where it has the person."""
    traces = _plan().traces
    return f"{traces.new}@{_NOWHERE}".encode() if traces.found(_read(data)) else data


def refname(data: bytes) -> bytes:
    """The name of a branch or tag without the person."""
    return text(data)


def _others(traces: Traces) -> set[str]:
    return {folded(each) for each in traces.others}
