"""Where the actions refuse: each message of a refusal, found in the syntax trees of their code."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent / "tools/goodword"
JUDGES = (
    *("award", "appeals", "by_hand", "closing", "deciders", "eligibility", "redeeming"),
    *("peers", "redemption_steps"),
)
"""Modules of the ledger by which actions refuse."""
MESSAGE = {"Refusal": 0, "Unmet": 0, "refusal": 1}
"""The number of the argument that is the message, by what is called."""


def sites() -> set[str]:
    """Each refusal as `room/module: message`, with `{}` for what is filled in."""
    modules = [*(ROOT / "actions").glob("*.py"), *(ROOT / f"ledger/{name}.py" for name in JUDGES)]
    return {
        f"{path.parent.name}/{path.stem}: {text}"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for part in _messages(node)
        for text in _texts(part)
    }


def _messages(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        name = node.func.id
        if name == "Fault":
            # The field (of a redemption the step before it), the message, and perhaps a hint.
            yield from [each for each in node.args[1:3] if any(_texts(each))][:1]
        elif name in MESSAGE and len(node.args) > MESSAGE[name]:
            yield node.args[MESSAGE[name]]
    elif (
        isinstance(node, ast.Yield | ast.Return)
        and isinstance(node.value, ast.Tuple)
        and node.value.elts
    ):
        yield node.value.elts[0]
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        if node.targets[0].id in {"message", "how"}:
            yield node.value
    elif isinstance(node, ast.Return) and node.value is not None:
        yield node.value


def _texts(node: ast.expr) -> Iterator[str]:
    """The text, where it is one of words: an id or the name of a field is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    else:
        return
    if " " in text:
        yield text
