"""Heads of a mail that hold somebody's words: written so that they say that and nothing else.

The standard library reads what it is given: an encoded word in a title is decoded, and a line end
within it becomes another head (as of Python 3.11); and where it folds words that are not ASCII it
loses blanks. So words are encoded here, by RFC 2047, before it sees them.
"""

from __future__ import annotations

from email.charset import BASE64, Charset
from email.header import Header
from email.headerregistry import HeaderRegistry
from email.policy import SMTP
from typing import Any

from goodword.rendering.letters import one_line

_WIDTH = 76
"""Characters of a line (RFC 5322, 2.1.1, says 78 at most)."""
_UTF8 = Charset("utf-8")
_UTF8.header_encoding = BASE64
_QUIET = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !#$%&'*+-/^_`{|}~"
)
"""Characters of a name that needs no quotation marks (RFC 5322, 3.2.3), and blanks."""


def words(text: str) -> str:
    """A text as a head has it, in ASCII on one line; `Exact` folds it between encoded words."""
    quiet = one_line(text)
    if quiet.isascii() and "=?" not in quiet:
        return quiet
    return Header(quiet, _UTF8, maxlinelen=_WIDTH - len("Reply-To: ")).encode(linesep="")


def mailbox(name: str, address: str) -> str:
    """Who a mail is from or to, as a head has it.

    Args:
        name: in words; empty for the address alone.
        address: one that `addresses.sealed.email_fault` has nothing against.
    """
    said = words(name)
    if not said:
        return address
    if said == one_line(name) and not _QUIET.issuperset(said):
        said = '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{said} <{address}>"


class Exact:
    """A head that is kept as it was written."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Take a value as it is; the standard library asks for this, and for `init` and `fold`."""
        kwds["decoded"] = value

    def init(self, name: str, *, defects: list[Any]) -> None:
        """Keep its name."""
        self._name, self._defects = name, tuple(defects)

    def fold(self, *, policy: Any) -> str:
        """The lines of it."""
        lines = [f"{self._name}:"]
        for part in str(self).split(" "):  # a line that has the name alone is no line to some
            if len(lines[-1]) + len(part) < _WIDTH or lines[-1].endswith(":"):
                lines[-1] += f" {part}"
            else:
                lines.append(f" {part}")
        return "".join(f"{line}{policy.linesep}" for line in lines)


_registry = HeaderRegistry()
for _each in ("subject", "from", "to", "reply-to"):
    _registry.map_to_type(_each, Exact)  # type: ignore[arg-type] # it asks for no base of its own

POLICY = SMTP.clone(cte_type="7bit", utf8=False, header_factory=_registry)
"""Lines end with CR LF, and nothing but ASCII is in them."""
