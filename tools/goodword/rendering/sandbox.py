"""The sandbox in which templates run: the stock one, with short ways for what pages are made of.

Every value of every page goes through it, some hundred of them on each of thousands of pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.nodes import Name
from jinja2.runtime import Macro, markup_join
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import CodeType

    from jinja2.compiler import Frame
    from jinja2.nodes import Expr, Getattr
    from jinja2.runtime import Context

_PRODUCT = 1 << 20
"""Letters or entries that a product in a template may come to; figures may be larger."""
_signs = re.compile("[&<>\"']").search
"""Finds what is escaped in HTML."""
_QUIET = {date, int}
"""Of which nothing is ever escaped."""
_SHOWN, _SIGNS = "shown", "signs"
"""What compiled templates call a value that is shown, and what finds what is escaped."""
_HAVE = "have_"
"""Before the name of a field, what compiled templates call the classes that have it."""

_having: defaultdict[str, set[type]] = defaultdict(set)
"""Dataclasses that were seen in templates, by the names of their public fields."""


def _escaped(value: Any) -> str:
    """As `markupsafe.escape` does it, which makes another object of what has nothing to escape."""
    of = value.__class__
    if of is str:
        made: str = escape(value) if _signs(value) else value
    elif of is Markup:
        made = value
    else:
        made = str(value) if of in _QUIET else escape(value)
    return made


def _joined(parts: Sequence[Any]) -> str:
    """As Jinja joins them, which looks at each for what is escaped already: paths are plain."""
    for each in parts:
        if each.__class__ is not str:
            return markup_join(parts)
    return "".join(parts)


class _Code(CodeGenerator):
    """The code of a template, in which a field of a dataclass is read and nothing is called."""

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        """Write `name.field`; other attributes than fields go the stock way."""
        held, field = node.node, node.attr
        if not isinstance(held, Name) or field.startswith("_") or iskeyword(field):
            super().visit_Getattr(node, frame)
            return
        name = frame.symbols.ref(held.name)
        self.write(f"({name}.{field} if {name}.__class__ in {_HAVE}{field} else ")
        super().visit_Getattr(node, frame)
        self.write(")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        """Write what comes before a value that is shown: most are texts with nothing to escape."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write(f"({_SHOWN} if ({_SHOWN} := {finalize.src or '('}")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        """Write what comes behind it."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
            return
        self.write(f")).__class__ is str and not {_SIGNS}({_SHOWN}) else escape({_SHOWN}))")


class _Template(Template):
    """A template whose values are escaped and joined by ours."""

    @classmethod
    def from_code(cls, environment: Any, code: CodeType, *given: Any, **named: Any) -> Template:
        """A template of its compiled code, which has imported `escape` and `markup_join`."""
        made = super().from_code(environment, code, *given, **named)
        names = made.root_render_func.__globals__
        names |= {"escape": _escaped, "markup_join": _joined, _SIGNS: _signs}
        names |= {each: _having[each.removeprefix(_HAVE)] for each in _asked(code)}
        return made


def _asked(code: CodeType) -> Iterator[str]:
    """What a compiled template calls the classes that have a field."""
    yield from (each for each in code.co_names if each.startswith(_HAVE))
    for each in code.co_consts:
        if isinstance(each, type(code)):
            yield from _asked(each)


class Sandbox(SandboxedEnvironment):
    """The stock sandbox, with a short way for the values that pages are made of.

    The stock one looks at each attribute's object for functions, frames and the like. An
    instance of a dataclass is none of these, so only private names are to be refused there.
    """

    template_class = _Template
    code_generator_class = _Code
    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product or a power in a template, as long as it stays small."""
        figures = not (hasattr(left, "__len__") or hasattr(right, "__len__"))
        sizes = [len(each) if hasattr(each, "__len__") else abs(each) for each in (left, right)]
        if operator == "**" or (not figures and sizes[0] * sizes[1] > _PRODUCT):
            raise SecurityError(f"too much comes of {operator}")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of `obj.attribute` in a template."""
        of = type(obj)
        if attribute[0] == "_":
            return super().getattr(obj, attribute)
        if hasattr(of, "__dataclass_fields__"):
            if attribute in of.__dataclass_fields__:
                _having[attribute].add(of)
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # the stock way says what is undefined
        elif of is TemplateModule and type(made := obj.__dict__.get(attribute)) is Macro:
            return made
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """What a call in a template gives; macros of templates are safe, and most of all calls."""
        if type(called) is not Macro:
            return super().call(context, called, *given, **named)
        for each in ("_loop_vars", "_block_vars"):  # what only functions of a context are given
            named.pop(each, None)
        return called(context.eval_ctx, *given, **named)
