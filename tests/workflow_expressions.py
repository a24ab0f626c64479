"""The expressions of workflows: contexts, comparisons, `&&`, `||`, `!` and functions of status.

Only what our workflows use; anything else is an error, so that no test passes by a guess.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(==|!=|&&|\|\||[!()])|([A-Za-z_][\w.*-]*)|(\S))")
_STATUS = ("success", "failure", "cancelled", "always")
_WHOLE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


class Expressions:
    """What expressions mean at a point of a run.

    Args:
        contexts: `github`, `steps`, `needs`, `runner`, `matrix`, `vars`, `secrets` as nested
            mappings; what is not there is empty, as on the host.
        failed: something before this point has failed.
    """

    def __init__(self, contexts: Mapping[str, Any], *, failed: bool = False) -> None:
        self.contexts = contexts
        self.failed = failed

    def text(self, template: object) -> str:
        """A value of a workflow with every `${{ }}` in it replaced."""
        return _WHOLE.sub(lambda found: _text(self._value(found[1])), str(template))

    def value(self, template: str) -> Any:
        """What an expression that is the whole of a value comes to."""
        found = _WHOLE.fullmatch(template)
        assert found, template
        return self._value(found[1])

    def holds(self, condition: object) -> bool:
        """Whether an `if` lets its step or job run; without a status function: after success."""
        if condition is None:
            return not self.failed
        inner = str(condition).strip()
        if inner.startswith("${{") and inner.endswith("}}"):
            inner = inner[3:-2]
        assert "${{" not in inner, condition
        stated = any(f"{name}(" in inner for name in _STATUS)
        return bool(self._value(inner)) and (stated or not self.failed)

    def _value(self, expression: str) -> Any:
        tokens = [found.group(found.lastindex or 0) for found in _TOKEN.finditer(expression)]
        value = self._or(tokens)
        assert not tokens, f"left over in {expression!r}: {tokens}"
        return value

    def _or(self, tokens: list[str]) -> Any:
        value = self._and(tokens)
        while tokens and tokens[0] == "||":
            tokens.pop(0)
            other = self._and(tokens)
            value = value or other
        return value

    def _and(self, tokens: list[str]) -> Any:
        value = self._equal(tokens)
        while tokens and tokens[0] == "&&":
            tokens.pop(0)
            other = self._equal(tokens)
            value = value and other
        return value

    def _equal(self, tokens: list[str]) -> Any:
        value = self._single(tokens)
        while tokens and tokens[0] in {"==", "!="}:
            sign = tokens.pop(0)
            same = _text(value) == _text(self._single(tokens))
            value = same if sign == "==" else not same
        return value

    def _single(self, tokens: list[str]) -> Any:
        token = tokens.pop(0)
        if token == "!":
            return not self._single(tokens)
        if token == "(":
            value = self._or(tokens)
            assert tokens.pop(0) == ")"
            return value
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if tokens and tokens[0] == "(":
            if token == "fromJSON":
                tokens.pop(0)
                value = json.loads(_text(self._or(tokens)))
                assert tokens.pop(0) == ")"
                return value
            if token == "contains":
                tokens.pop(0)
                searched = self._or(tokens)
                assert tokens.pop(0) == ","
                item = self._or(tokens)
                assert tokens.pop(0) == ")"
                return item in (searched or ())
            assert tokens[1] == ")", f"{token} has arguments"
            del tokens[:2]
            return self._function(token)
        return self._context(token)

    def _function(self, name: str) -> bool:
        assert name in _STATUS, f"no function {name} here"
        found = {"success": not self.failed, "failure": self.failed, "always": True}
        return found.get(name, False)

    def _context(self, name: str) -> Any:
        first, *rest = name.split(".")
        assert first in self.contexts, f"no context {first} here"
        value: Any = self.contexts[first]
        for index, part in enumerate(rest):
            if part == "*":
                assert len(rest) == index + 2, name
                return [each.get(rest[-1]) for each in value or ()]
            value = value.get(part) if isinstance(value, dict) else None
        return value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
