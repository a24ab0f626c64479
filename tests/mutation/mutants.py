"""Makes mutants of a module: each a source that differs in one small, plausible mistake.

The source is changed as text at the place of one syntax node, so that all other lines keep their
numbers. What people only read (docstrings, messages) and what only types read is left alone.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
"""Operators, and what a tired hand writes in place of each."""
OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change.

    Attributes:
        path: the module, relative to the root of the checkout.
        function: the function or class around the change, `` at the top of the module.
        line: 1-based line where it begins.
        before: what stands there, on one line.
        after: what stands there in the mutant.
        source: the whole text of the mutant.
    """

    path: str
    function: str
    line: int
    before: str
    after: str
    source: str

    @property
    def key(self) -> str:
        """What names it from one run to the next: no line number, since lines move."""
        return f"{self.path} {self.function}: {self.before} -> {self.after}"


def of(path: str, source: str) -> list[Mutant]:
    """All mutants of one module, in the order of their places.

    Args:
        path: the module, relative to the root of the checkout.
        source: its text.
    """
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = source.encode()
    found: dict[tuple[int, int, str], Mutant] = {}
    for node, function, after in _changes(ast.parse(source)):
        first = starts[node.lineno - 1] + node.col_offset
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        last = starts[node.end_lineno - 1] + node.end_col_offset
        before = raw[first:last].decode()
        text = (raw[:first] + after.encode() + raw[last:]).decode()
        mutant = Mutant(path, function, node.lineno, _one_line(before), _one_line(after), text)
        found.setdefault((first, last, after), mutant)
    return [found[place] for place in sorted(found)]


def _one_line(text: str) -> str:
    return " ".join(text.split())


Place = ast.expr | ast.stmt


def _changes(tree: ast.Module) -> Iterator[tuple[Place, str, str]]:
    """Each node to be replaced, the function around it, and the text in its place."""
    pending: list[tuple[ast.AST, str]] = [(tree, "")]
    while pending:
        node, function = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = f"{function}.{node.name}".removeprefix(".")
        if isinstance(node, ast.expr):
            yield from ((node, function, after) for after in _of_expression(node))
        elif isinstance(node, ast.stmt):
            yield from ((node, function, after) for after in _of_statement(node))
            if isinstance(node, ast.If | ast.While) and not _for_types(node):
                yield node.test, function, f"(not ({ast.unparse(node.test)}))"
        pending.extend((child, function) for child in _children(node))


def _for_types(node: ast.If | ast.While) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below that do something: no annotations, decorators, docstrings, messages."""
    if isinstance(node, ast.JoinedStr | ast.Raise | ast.Assert | ast.Import | ast.ImportFrom):
        return
    if isinstance(node, ast.If) and _for_types(node):
        return
    skipped = {"annotation", "returns", "decorator_list", "bases", "type_params"}
    if isinstance(node, ast.ClassDef):
        skipped.add("keywords")  # what kind of struct it is
    for name, value in ast.iter_fields(node):
        if name in skipped:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_words(child):
                yield child


def _is_words(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _of_expression(node: ast.expr) -> Iterator[str]:
    for kind, change in CHANGES.items():
        if isinstance(node, kind):
            yield from change(node)


def _compared(node: ast.Compare) -> Iterator[str]:
    for at, operator in enumerate(node.ops):
        if type(operator) in SWAPPED:
            yield _with(node, ops=[*node.ops[:at], SWAPPED[type(operator)](), *node.ops[at + 1 :]])
    for constant in [node.left, *node.comparators]:
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
            yield f"({ast.unparse(node).replace(repr(constant.value), repr('?'), 1)})"


def _joined(node: ast.BoolOp) -> Iterator[str]:
    yield _with(node, op=SWAPPED[type(node.op)]())
    for at in range(len(node.values)):
        rest = [each for place, each in enumerate(node.values) if place != at]
        left = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        yield f"({ast.unparse(left)})"


def _negated(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _counted(node: ast.BinOp) -> Iterator[str]:
    if type(node.op) in SWAPPED:
        yield _with(node, op=SWAPPED[type(node.op)]())


def _written(node: ast.Constant) -> Iterator[str]:
    if type(node.value) is bool:
        yield str(not node.value)
    elif type(node.value) is int:
        yield str(node.value + 1)


def _chosen(node: ast.IfExp) -> Iterator[str]:
    yield _with(node, body=node.orelse, orelse=node.body)


def _called(node: ast.Call) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and node.func.id in OTHER_NAMES:
        yield _with(node, func=ast.Name(OTHER_NAMES[node.func.id], ast.Load()))


def _with(node: ast.expr, **fields: object) -> str:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return f"({ast.unparse(changed)})"


def _without_conditions(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
) -> Iterator[str]:
    for at, loop in enumerate(node.generators):
        for which in range(len(loop.ifs)):
            changed = copy.deepcopy(node)
            del changed.generators[at].ifs[which]
            yield ast.unparse(changed)


def _of_statement(node: ast.stmt) -> Iterator[str]:
    called = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    if called or isinstance(node, ast.AugAssign):
        yield "pass"
    elif isinstance(node, ast.Continue):
        yield "break"
    elif isinstance(node, ast.Break):
        yield "continue"


CHANGES: dict[type | tuple[type, ...], Callable[[Any], Iterator[str]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.UnaryOp: _negated,
    ast.BinOp: _counted,
    ast.Constant: _written,
    ast.IfExp: _chosen,
    ast.Call: _called,
    (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp): _without_conditions,
}
"""What is made of each kind of expression."""
