"""Pages that show what is due before anything is sent: an index, and one for each message."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from goodword.outbox.mail import on_page
from goodword.outbox.messages.message import PORTAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.outbox.messages.message import Message, Plan, Skip

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem;
  color: #1d2327; background: #fff; overflow-wrap: anywhere; }
a { color: #0b4f52; } a:focus-visible { outline: 3px solid #0b4f52; outline-offset: 2px; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: #50575e; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .8rem .3rem 0;
  border-bottom: 1px solid #c3c4c7; }
article { border: 1px solid #8c8f94; border-radius: .4rem; padding: 0 1.2rem; }
pre { white-space: pre-wrap; border: 1px solid #8c8f94; border-radius: .4rem; padding: 1rem; }
td { overflow-wrap: break-word; }
td:first-child { white-space: nowrap; }
.wide { overflow-x: auto; }
@media (max-width: 40rem) {
  body { margin-top: 1rem; }
  table, tbody, tr, td { display: block; }
  thead { position: absolute; clip-path: inset(50%); }
  td { border: 0; padding: 0; } tr { border-bottom: 1px solid #8c8f94; padding: .5rem 0; }
}
@media (prefers-color-scheme: dark) {
  body { color: #e6e8ea; background: #16191c; } a { color: #6cc5c9; }
  a:focus-visible { outline-color: #6cc5c9; } dt { color: #b4b9be; }
  th, td { border-color: #3c434a; } article, pre { border-color: #646970; }
}
"""
_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
"""Nothing runs, and nothing is asked for from elsewhere."""


def pages(plan: Plan, program: str, reason: Callable[[Skip], str]) -> Iterator[tuple[str, bytes]]:
    """The pages by name.

    Args:
        plan: of the day.
        program: its name.
        reason: why a message is not sent, in words.
    """
    yield "index.html", _index(plan, program, reason)
    for each in (*plan.messages, *plan.digests):
        yield f"{name_of(each)}.html", _page(each, program)


def name_of(message: Message) -> str:
    """The name of a message's file: whose it is, then its key."""
    return f"{message.person}_{message.key.replace('/', '_')}"


def _document(title: str, language: str, body: Markup) -> bytes:
    made = Markup(
        '<!doctype html>\n<html lang="{language}">\n<head>\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="referrer" content="no-referrer">\n'
        "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    ).format(
        language=language,
        policy=POLICY,
        title=title,
        style=Markup(STYLE),  # noqa: S704 - ours
        body=body,
    )
    return made.encode()


def _index(plan: Plan, program: str, reason: Callable[[Skip], str]) -> bytes:
    title = f"{program}: messages of {plan.as_of}"
    due = _messages(plan.messages)
    staff = Markup()
    if plan.digests:
        told = _messages(plan.digests)
        staff = Markup("<h2>For staff: {}</h2>\n{}").format(len(plan.digests), told)
    left = _table(
        ("due", "to", "message", "why not"),
        ((f"{each.due}", each.person, _key(each), reason(each)) for each in plan.skips),
    )
    body = Markup("<h1>{}</h1>\n<h2>To be sent: {}</h2>\n{}{}<h2>Not sent: {}</h2>\n{}").format(
        title, len(plan.messages), due, staff, len(plan.skips), left
    )
    return _document(title, "en", body)


def _messages(messages: Iterable[Message]) -> Markup:
    return _table(
        ("due", "to", "message", "how"),
        (
            (
                f"{each.due}",
                each.person,
                Markup('<a href="{}.html"><bdi>{}</bdi></a><br>{}').format(
                    name_of(each), each.subject, _key(each)
                ),
                f"{each.channel}, {each.language}, {each.importance}",
            )
            for each in messages
        ),
    )


def _key(each: Message | Skip) -> Markup:
    """A key, which may be broken after each of its parts."""
    return Markup("/<wbr>").join(each.key.split("/"))


def _table(headings: Iterable[str], rows: Iterable[tuple[str | Markup, ...]]) -> Markup:
    cells = [Markup("").join(Markup("<td>{}</td>").format(each) for each in row) for row in rows]
    if not cells:
        return Markup("<p>nothing</p>\n")
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in headings)
    body = Markup("\n").join(Markup("<tr>{}</tr>").format(each) for each in cells)
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="messages">\n<table>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>\n</div>\n"
    ).format(head, body)


def _page(message: Message, program: str) -> bytes:
    facts = {
        "to": message.person,
        "from": message.by,
        "key": message.key,
        "due": f"{message.due}",
        "how": f"{message.channel}, {message.language}, {message.importance}",
        "about": ", ".join(message.refs),
    }
    rows = Markup("\n").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, value)
        for name, value in facts.items()
        if value
    )
    body = Markup(
        '<p><a href="index.html">{}</a></p>\n<h1 lang="{}" dir="auto">{}</h1>\n<dl>\n{}\n</dl>\n'
        '<article lang="{}" dir="auto">\n{}</article>\n<h2>As plain text</h2>\n'
        '<pre lang="{}" dir="auto">{}</pre>\n'
    ).format(
        f"{program}: all messages",
        message.language,
        message.subject,
        rows,
        message.language,
        Markup(message.html),  # noqa: S704 - filled by `rendering.letters`, which escapes
        message.language,
        on_page(message) if message.channel == PORTAL else message.text,
    )
    return _document(message.subject, "en", body)
