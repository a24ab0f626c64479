"""Templates: ours, and those of a program, which run in a sandbox.

What a template is given is escaped unless it is `Markup`, and nothing that a template has made is
ever read as a template or as Markdown again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.nodes import ScopedEvalContextModifier, TemplateData
from markupsafe import Markup

from goodword.diagnostics import Failure
from goodword.rendering.prose import markdown, plain
from goodword.rendering.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import CodeType

    from jinja2 import BaseLoader
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context


def each_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose result depends on more than its values, such as the page that it is on.

    Without this, Jinja works out a filter of a constant once, when it compiles the template.
    """

    @pass_context
    def call(_context: Context, *values: object) -> object:
        return function(*values)

    return call


class Compiled(BytecodeCache):
    """Templates that were compiled in this process, by their name and text; never on disk."""

    MOST = 512
    """How many are kept: while a site is served, each edit of a template is another one."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            while len(self._codes) >= self.MOST:
                del self._codes[next(iter(self._codes))]
            self._codes[bucket.key, bucket.checksum] = bucket.code


@lru_cache(maxsize=16)
def _compiled(_language: str) -> Compiled:
    """What was compiled for a language: Jinja works out `"key" | t` while it compiles."""
    return Compiled()


_FAILS = (
    *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    *(MemoryError, RecursionError),
)
"""What a template may end in."""


_ACTS = re.compile(r"<(?:base|embed|i?frame|link|meta|object|script|style)\b", re.IGNORECASE)
"""Elements of a page's head, and those that load: a `meta` in the middle of a page leads whoever
opens it elsewhere, and no policy holds it back."""


_COMPARE = "compare it with ours of the same name, or delete it"
FILTERS = (
    *("also", "bdi", "count", "cycle", "day", "line", "named", "number", "prose", "t", "to"),
    "words",
)
"""What the portal's templates may write behind a bar, besides what Jinja and `markdown` do."""


class Fault(NamedTuple):
    """What is wrong with a template of a program: the line, what it is, and what to do."""

    line: int
    message: str
    hint: str


def template_fault(name: str, text: str) -> Fault | None:
    """Why the portal cannot use a template of a program, as far as its text alone tells.

    Args:
        name: of the template.
        text: of the template.
    """
    return _fault(_anywhere(), name, text)


@lru_cache(maxsize=1)
def _anywhere() -> Sandbox:
    """A sandbox that knows the names of filters, and fills nothing."""
    return _sandbox(DictLoader({}), dict.fromkeys(FILTERS, plain))


def _sandbox(
    loader: BaseLoader,
    filters: Mapping[str, Callable[..., Any]],
    compiled: Compiled | None = None,
) -> Sandbox:
    """Where templates run: what is given is escaped, what is missing is an error."""
    made = Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    made.filters |= {"markdown": markdown, "plain": plain, **filters}
    del made.filters["safe"]
    return made


def _fault(environment: Sandbox, name: str, text: str) -> Fault | None:
    """Why a template cannot be used in a sandbox, as far as its text alone tells."""
    try:
        tree = environment.parse(text, name)
        unescaped = next(tree.find_all(ScopedEvalContextModifier), None)
        environment.compile(text, name)
    except TemplateSyntaxError as error:
        return Fault(error.lineno, str(error.message), _COMPARE)
    except RecursionError:
        return Fault(1, "brackets or blocks too deep inside each other", _COMPARE)
    if unescaped is not None:
        return Fault(
            unescaped.lineno, "escaping cannot be put off", "take out the autoescape block"
        )
    for each in tree.find_all(TemplateData):
        if acts := _ACTS.search(each.data):
            line = each.lineno + each.data.count("\n", 0, acts.start())
            return Fault(line, *_acting(acts[0][1:].lower()))
    return None


def _acting(element: str) -> tuple[str, str]:
    return (
        f"what it makes has a <{element}>, expected what is only shown",
        "take it out: scripts, styles, frames and the head of a page are the portal's",
    )


class Templates:
    """Our templates; one of the program's stands for ours of its name.

    What a template is given is escaped; what it names and is not given is an error. The sandbox
    keeps templates of a program to the values that they are given, they cannot put escaping off,
    and what they make is shown and does nothing: no script, style, frame or head of a page.

    Args:
        folder: where our templates lie.
        own: texts of the program's templates, by name.
        names: functions and values that every template sees.
        filters: functions that a template writes behind a bar, besides `markdown` and `plain`.
        language: on which alone what filters give depends, besides their values, so that what
            is compiled once serves whoever fills pages of that language; empty for no promise.

    Raises:
        Failure: a template of the program cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        own: Mapping[str, str] | None = None,
        names: Mapping[str, Any] | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        language: str = "",
    ) -> None:
        self._own = own or {}
        loader = ChoiceLoader([DictLoader(self._own), FileSystemLoader(folder)])
        self._environment = _sandbox(
            loader, filters or {}, _compiled(language) if language else None
        )
        self._environment.globals.update(names or {})
        for name, text in self._own.items():
            if fault := _fault(self._environment, name, text):
                where = f"site/templates/{name}:{fault.line}"
                raise Failure(f"{where}: {fault.message}", fault.hint)

    def get(self, name: str) -> Callable[[Mapping[str, Any]], Markup]:
        """The template as a function of its values.

        Raises:
            jinja2.TemplateError: there is none of that name, or it cannot be compiled.
        """
        environment = self._environment
        template = environment.get_template(name)
        fill, names = template.root_render_func, dict(environment.globals)
        judged = self._own and not (name not in self._own and _ACTS.search(self._source(name)))

        def render(values: Mapping[str, Any]) -> Markup:
            # As `Template.render` does, which looks at every name of every template for each page.
            context = environment.context_class(
                environment, {**names, **values}, name, template.blocks
            )
            try:
                made = environment.concat(fill(context))
            except _FAILS as error:
                if not self._own:
                    raise
                raise _refusal(name if name in self._own else min(self._own), error) from error
            if judged and (acts := _ACTS.search(made)):
                self._refuse(name, acts[0][1:].lower())
            return Markup(made)  # noqa: S704 - autoescaped

        return render

    def _source(self, name: str) -> str:
        """The text of a template."""
        loader = self._environment.loader
        return loader.get_source(self._environment, name)[0] if loader else ""

    def _refuse(self, name: str, element: str) -> None:
        """Say which template of the program made what no template may make."""
        lines = [
            f"{each}:{text.count(chr(10), 0, found.start()) + 1}"
            for each, text in sorted(self._own.items())
            if (found := _ACTS.search(text))
        ]
        where = lines[0] if lines else name if name in self._own else min(self._own)
        said, hint = _acting(element)
        raise Failure(f"site/templates/{where}: {said}", hint)


def _refusal(name: str, error: Exception) -> Failure:
    """What is wrong with a template of the program, found while it was filled."""
    said = str(error) or "more memory than there is"
    return Failure(f"site/templates/{name}: {said}", _COMPARE)
