"""One mistake planted in a file of the example, and where it must be named."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mistake:
    """A mistake.

    Args:
        path: the file that is changed, or made where `old` is empty.
        old: stands there once.
        new: stands there instead.
        rule: what names it.
        words: what the message or the hint must contain.
        at: the diagnostic is on the line on which this begins; default the first line that
            differs.
        everywhere: `old` may stand there more than once and is replaced throughout.
    """

    path: str
    old: str
    new: str
    rule: str
    words: tuple[str, ...] = field(default=())
    at: str = ""
    everywhere: bool = False

    def planted(self, text: str) -> str:
        """The file's text with the mistake in it."""
        if not self.old:
            return self.new
        if not self.everywhere:
            assert text.count(self.old) == 1, f"{self.path} has not once: {self.old!r}"
        return text.replace(self.old, self.new)

    def line(self, text: str) -> int:
        """The line, from 1, on which the mistake is to be named.

        Args:
            text: the file as it was, empty where the mistake makes it.
        """
        planted = self.planted(text)
        if self.at:
            assert planted.count(self.at) == 1, f"{self.path} has not once: {self.at!r}"
            return planted[: planted.index(self.at)].count("\n") + 1
        if not self.old:
            return 1
        lines = zip(text.split("\n"), planted.split("\n"), strict=False)
        return next(number for number, (a, b) in enumerate(lines, 1) if a != b)
