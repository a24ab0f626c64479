"""Turns values into HTML and mail text: Jinja templates, Markdown of the program, sanitising.

Every text of a program may be hostile. Three things keep it text: templates escape whatever is
not `Markup`; Markdown is CommonMark with tables and no HTML, then cut down to an allow-list of
tags; and nothing that a template has made is ever read as a template or as Markdown again.
Markdown's output has no pictures, no ids, no classes, no styles and no relative links, so that a
page asks for nothing from elsewhere and points at nothing that is not there.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import nh3
from jinja2 import (
    ChoiceLoader,
    DictLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.nodes import ScopedEvalContextModifier
from jinja2.sandbox import SandboxedEnvironment
from markdown_it import MarkdownIt
from markupsafe import Markup

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from jinja2.runtime import Context
    from markdown_it.token import Token

SCHEMES = {"http", "https", "mailto"}
TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"}
TAGS |= {"pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}

HIGHEST_HEADING = 3
"""Headings in a text start here: the page's own title and sections stand above them."""

WORDS_ONLY = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?'\"()](?! *\Z| {2}))*[.?]?")
"""Texts in which Markdown has nothing to do: words and quiet punctuation on one line."""

_pages = nh3.Cleaner(tags=TAGS | {"h2"}, attributes=ATTRIBUTES, url_schemes=SCHEMES)
"""For pages of a program's own: they have sections, and links that were made relative here."""
_sanitiser = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny")


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def _text_of(tokens: Sequence[Token]) -> str:
    """What a reader reads of inline tokens, without marks."""
    parts = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.children:
            parts.append(_text_of(token.children))
        else:
            parts.append(token.content)
    return "".join(parts)


def _without_pictures(tokens: list[Token]) -> list[Token]:
    """A picture becomes a link to it: a page loads nothing from elsewhere."""
    result = []
    for token in tokens:
        if token.type != "image":
            result.append(token)
            continue
        address = str(token.attrs.get("src", ""))
        opening = token.copy(type="link_open", tag="a", nesting=1, children=None, content="")
        opening.attrs = {"href": address}
        words = token.copy(type="text", tag="", attrs={}, children=None)
        words.content = _text_of(token.children or ()) or address
        closing = token.copy(type="link_close", tag="a", nesting=-1, attrs={}, children=None)
        result += [opening, words, closing]
    return result


def _quieten(tokens: Sequence[Token], lower: int = HIGHEST_HEADING - 1) -> None:
    """Fit the tokens into a page: no gaps between headings, alignment without styles."""
    last = max(lower, 1)
    for token in tokens:
        if token.type == "heading_open":
            last = min(max(int(token.tag[1]) + lower, 2), last + 1, 6)
            token.tag = f"h{last}"
        elif token.type == "heading_close":
            token.tag = f"h{last}"
        elif token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}
        elif token.children:
            token.children = _without_pictures(token.children)


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markup:
    """The HTML of a Markdown text, safe to stand in a page.

    Args:
        text: CommonMark with tables; HTML in it is shown as it is written.
    """
    if WORDS_ONLY.fullmatch(text):
        return Markup(f"<p>{html.escape(text, quote=False)}</p>\n")  # noqa: S704 - escaped here
    tokens = _markdown.parse(text)
    _quieten(tokens)
    made = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(_sanitiser.clean(made))  # noqa: S704 - this is the place that makes it safe


def page_of(text: str, resolve: Callable[[str], str | None]) -> Markup:
    """The HTML of a page that a program wrote: `markdown`, with sections and inner links.

    Args:
        text: its Markdown, without the title.
        resolve: the address of an inner link; None for one that leads elsewhere.
    """
    tokens = _markdown.parse(text)
    _quieten(tokens, 0)
    for token in tokens:
        for part in token.children or ():
            if part.type == "link_open":
                link = str(part.attrs.get("href", ""))
                scheme = link.partition(":")[0].lower() if ":" in link else ""
                inner = None if scheme in SCHEMES else resolve(link)
                if inner is not None:
                    part.attrs["href"] = inner
                elif scheme not in SCHEMES:
                    del part.attrs["href"]
    made = _markdown.renderer.render(tokens, _markdown.options, {})
    return Markup(_pages.clean(made))  # noqa: S704 - sanitised, inner links were made by us


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """What a reader reads of a Markdown text, on one line and without marks: not escaped."""
    if WORDS_ONLY.fullmatch(text):
        return text
    found = []
    for token in _markdown.parse(text):
        if token.type == "inline":
            found.append(_text_of(token.children or ()))
        elif token.type in {"code_block", "fence"}:
            found.append(token.content)
    return " ".join(" ".join(found).split())


def each_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose result depends on more than its values, such as the page that it is on.

    Without this, Jinja works out a filter of a constant once, when it compiles the template.
    """

    @pass_context
    def call(_context: Context, *values: object) -> object:
        return function(*values)

    return call


_PRODUCT = 1 << 20
"""Letters or entries that a product in a template may come to; figures may be larger."""


class _Sandbox(SandboxedEnvironment):
    """The stock sandbox, with a short way for the values that pages are made of.

    The stock one looks at each attribute's object for functions, frames and the like. An
    instance of a dataclass is none of these, so only private names are to be refused there.
    """

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
        if attribute[0] != "_" and hasattr(type(obj), "__dataclass_fields__"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass  # the stock way says what is undefined
        return super().getattr(obj, attribute)


_FAILS = (
    *(TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    *(MemoryError, RecursionError),
)
"""What a template may end in."""


_ACTS = re.compile(r"<(?:base|embed|i?frame|link|meta|object|script|style)\b", re.IGNORECASE)
"""Elements of a page's head, and those that load: a `meta` in the middle of a page leads whoever
opens it elsewhere, and no policy holds it back."""


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

    Raises:
        Failure: a template of the program cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        own: Mapping[str, str] | None = None,
        names: Mapping[str, Any] | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self._own = own or {}
        self._environment = _Sandbox(
            loader=ChoiceLoader([DictLoader(self._own), FileSystemLoader(folder)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.filters |= {"markdown": markdown, "plain": plain, **(filters or {})}
        del self._environment.filters["safe"]
        self._environment.globals.update(names or {})
        for name, text in self._own.items():
            self._judge(name, text)

    def _judge(self, name: str, text: str) -> None:
        try:
            tree = self._environment.parse(text, name)
            unescaped = next(tree.find_all(ScopedEvalContextModifier), None)
            self._environment.compile(text, name)
        except TemplateSyntaxError as error:
            raise _refusal(name, error, error.lineno) from error
        if unescaped is not None:
            raise Failure(
                f"site/templates/{name}:{unescaped.lineno}: escaping cannot be put off",
                "take out the autoescape block",
            )

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
        raise Failure(
            f"site/templates/{where}: what it makes has a <{element}>, expected what is only shown",
            "take it out: scripts, styles, frames and the head of a page are the portal's",
        )


def _refusal(name: str, error: Exception, line: int | None = None) -> Failure:
    """What is wrong with a template of the program."""
    where = f"site/templates/{name}" + (f":{line}" if line else "")
    said = str(error) or "more memory than there is"
    return Failure(f"{where}: {said}", "compare it with ours of the same name, or delete it")
