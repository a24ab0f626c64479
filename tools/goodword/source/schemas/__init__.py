"""The definitions of shape: judges documents fast (jsonschema-rs), explains them (jsonschema)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from goodword.diagnostics import Pointer
    from goodword.source.schemas.explain import Explainer, Problem

ENDING = ".schema.json"
"""How the name of a schema's file ends; what stands before it is the kind."""
ADDED = "-added"
"""Ends the names of schemas for editors, of what is added to packed records: nothing is judged by
them, since what may be added is seen only beside the line."""
MOST = 100
"""How many mistakes of one file are told; to find the line of each, the file is read again."""
_END = "$(?!\\n)"


@dataclass
class Schemas:
    """The schemas of all kinds.

    Args:
        documents: the schema of each kind, by its name.
        digest: SHA-256 of the files, in hexadecimal digits; a cache of judgements is kept under it.
        directory: where they were read from.
    """

    documents: Mapping[str, dict[str, Any]]
    digest: str
    directory: Path
    _judges: dict[str, jsonschema_rs.Draft202012Validator] = field(
        default_factory=dict, init=False, repr=False
    )
    _explainers: dict[str, Explainer] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def load(cls, directory: Path) -> Schemas:
        """All schemas of a folder.

        Raises:
            Failure: the folder has none, or one cannot be read as JSON.
        """
        documents: dict[str, dict[str, Any]] = {}
        digest = hashlib.sha256()
        for path in sorted(directory.glob(f"*{ENDING}")):
            if path.name.endswith(f"{ADDED}{ENDING}"):
                continue
            content = path.read_bytes()
            try:
                documents[path.name.removesuffix(ENDING)] = json.loads(content)
            except ValueError as error:
                raise Failure(f"{path} is no JSON", "install goodword again") from error
            digest.update(f"{path.name} {len(content)}\n".encode() + content)
        if not documents:
            raise Failure(f"there are no schemas in {directory}", "install goodword again")
        return cls(documents, digest.hexdigest(), directory)

    def judge(self, kind: str, value: object) -> bool:
        """Whether a document's plain value fits the schema of the kind."""
        judge = self._judges.get(kind)
        if judge is None:
            judge = self._judges[kind] = _judge(self.documents[kind])
        return _is_valid(judge, value)

    def prepare(self) -> None:
        """Make ready to judge each kind, for copies of this process as well."""
        for kind, schema in self.documents.items():
            self._judges[kind] = self._judges.get(kind) or _judge(schema)

    def judge_all(self, kind: str, values: list[Any]) -> bool:
        """Whether all of these documents fit the schema of the kind: one call for many."""
        judge = self._judges.get(f"{kind} …")
        if judge is None:
            one = dict(self.documents[kind])
            every = {"$defs": one.pop("$defs", {}), "type": "array", "items": one}
            judge = self._judges[f"{kind} …"] = _judge(every)
        return _is_valid(judge, values)

    def explain(
        self,
        kind: str,
        value: object,
        written: Callable[[Pointer], str] | None = None,
        whole: object = None,
    ) -> list[Problem]:
        """The mistakes of a document; empty exactly where `judge` says yes.

        Beyond `MOST` of them the last problem says how many more there are.

        Args:
            kind: of the document.
            value: the document.
            written: gives what stands in the file at a place, for words such as `Null`.
            whole: the document with what nobody sees, where that was taken off its texts.
        """
        # jsonschema takes three times as long to import as everything that a clean run needs.
        from goodword.source.schemas.explain import Explainer, Problem  # noqa: PLC0415 - slow

        explainer = self._explainers.get(kind)
        if explainer is None:
            explainer = self._explainers[kind] = Explainer(self.documents[kind])
        problems = (
            explainer.problems(value, written, whole) if written else explainer.problems(value)
        )
        if not problems and not self.judge(kind, value):
            return [Problem((), key=False, message=f"the file does not fit the schema of a {kind}")]
        if len(problems) > MOST:
            message = f"the file has {len(problems) - MOST} more mistakes than the {MOST} shown"
            return [*problems[:MOST], Problem((), key=False, message=message)]
        return problems


def _judge(schema: dict[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_ended(schema), validate_formats=True)


def _is_valid(judge: jsonschema_rs.Draft202012Validator, value: object) -> bool:
    try:
        return judge.is_valid(value)
    except ValueError:
        # Half a surrogate pair, or nesting beyond what it takes: nothing that fits.
        return False


def _ended(schema: Any) -> Any:
    r"""The schema with `$(?!\n)` written `$` in patterns.

    The longer form keeps Python's `$` from standing before a last line break. Rust's does not, and
    without the look-ahead its faster engine takes the pattern: half the time a document.
    """
    if isinstance(schema, dict):
        return {
            key: value.replace(_END, "$")
            if key == "pattern" and isinstance(value, str)
            else _ended(value)
            for key, value in schema.items()
        }
    return [_ended(each) for each in schema] if isinstance(schema, list) else schema
