"""What a mail server answers, read within bounds: of size, and of time for the whole of it.

The standard library waits for each piece anew, and keeps every line of an answer: a server that
sends a byte now and then, or lines without an end, would hold a run for ever or fill its memory.
"""

from __future__ import annotations

import smtplib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

LARGEST = 64 * 1024
"""Bytes of an answer, with all its lines."""
_PIECE = 4096
_WITHOUT = 60.0
"""Seconds where a connection states none."""


class _Reader:
    """Stands for the file of a connection."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._wait = sock.gettimeout() or _WITHOUT
        self._had = bytearray()
        self._left = 0
        self._ends = 0.0

    def begin(self) -> None:
        """An answer begins: from here on its size and its time are counted."""
        self._wait = self._sock.gettimeout() or _WITHOUT
        self._left, self._ends = LARGEST, time.monotonic() + self._wait

    def end(self) -> None:
        """Whoever reads next has all the time again."""
        self._sock.settimeout(self._wait)

    def readline(self, limit: int) -> bytes:
        """A line with its end, or so many bytes of it; what there was, where the server has gone.

        Raises:
            OSError: the answer is too large, or takes too long.
        """
        while (at := self._had.find(b"\n")) < 0 and len(self._had) < limit:
            left = self._ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._sock.settimeout(left)
            piece = self._sock.recv(_PIECE)
            if not piece:
                break
            self._had += piece
        size = min(limit, at + 1 if at >= 0 else len(self._had))
        line = bytes(self._had[:size])
        del self._had[:size]
        self._left -= len(line)
        if self._left < 0:
            raise OSError("an answer without an end")
        return line

    def close(self) -> None:
        """Forget what was not read: none of it is an answer to what is asked next."""
        self._had.clear()


class Plain(smtplib.SMTP):
    """A connection that begins in clear text."""

    def getreply(self) -> tuple[int, bytes]:
        """The number and the words of an answer, within bounds."""
        sock = self.sock
        if sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        if self.file is None:
            self.file = _Reader(sock)
        reader = self.file
        assert isinstance(reader, _Reader)  # noqa: S101 - nobody else makes one
        reader.begin()
        answer = super().getreply()
        reader.end()
        return answer


class Encrypted(Plain, smtplib.SMTP_SSL):
    """A connection that is encrypted from the start."""
