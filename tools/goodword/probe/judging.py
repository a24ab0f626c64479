"""Whether an answer to a stranger is a refusal: a short list of what is, and all else is not."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from goodword.diagnostics import Failure
from goodword.probe.signins import asks_for_password, below, known
from goodword.probe.wire import Request, address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodword.probe.wire import Answer, Network, Silence

REFUSED = frozenset({401, 403})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HOPS = 8
NOBODY, NO_WAY, EMPTY = 0, -1, -2
"""Stand among statuses for silence (nobody is there; there is no way there from here, no IPv6), and
for a 200 without a byte, which is what Caddy says to a name that it has no site for."""
_SILENCES: dict[Silence, frozenset[int]] = {
    "nowhere": frozenset({NOBODY}),
    "closed": frozenset({NOBODY}),
    "unreachable": frozenset({NO_WAY}),
    "broken": frozenset(),
}
"""What lets a silence pass as a refusal; a time that ran out never does."""
LARGEST = 32 << 20
"""Bytes that a compressed answer is unpacked to."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges what strangers are told.

    Args:
        network: who is asked where a redirect leads.
        nonce: of this release; what holds it is a page, whatever it says it is.
        sign_ins: how addresses of the site's own sign-in begin.
    """

    network: Network
    nonce: str
    sign_ins: Sequence[str] = ()

    def open_by(self, request: Request, answer: Answer, passes: frozenset[int]) -> str:
        """Why this is no refusal; empty where it is one.

        Args:
            request: what was asked.
            answer: the answer to it.
            passes: what refuses this question too: statuses, `NOBODY`, `NO_WAY`, `EMPTY`.
        """
        for _ in range(HOPS):
            verdict = self._verdict(answer, passes)
            if verdict is not None:
                return verdict
            url = _target(request, answer)
            if url is None:
                return f"{answer.status}, which leads nowhere"
            if known(url):
                return ""
            try:
                request = _asked(url)
            except Failure:
                return f"{answer.status}, which leads to something that is no address"
            answer = self.network.ask(request)
            if answer.status == 200 and self._signs_in(url, answer):
                return ""
            passes = frozenset()
        return f"redirects that come to no end in {HOPS}"

    def _verdict(self, answer: Answer, passes: frozenset[int]) -> str | None:
        """What an answer by itself is; None where it leads on."""
        if answer.silence:
            return "" if passes & _SILENCES[answer.silence] else answer.said
        if shows(answer, self.nonce):
            return f"{answer.status}, and it shows the page"
        if answer.status in REFUSED or answer.status in passes:
            return ""
        if answer.status == 200 and not answer.body and EMPTY in passes:
            return ""
        if answer.status not in REDIRECTS:
            return f"{answer.status}"
        return None

    def _signs_in(self, url: str, answer: Answer) -> bool:
        """Whether a page to which strangers are led is a sign-in, and nothing else."""
        if shows(answer, self.nonce):
            return False
        return asks_for_password(answer.body) or below(url, self.sign_ins)


def shows(answer: Answer, nonce: str) -> bool:
    """Whether the nonce is anywhere in an answer: in a header, or in the body, packed or not."""
    wanted = nonce.encode()
    if any(nonce in value for _, value in answer.headers):
        return True
    return any(wanted in each for each in (answer.body, *_unpacked(answer.body)))


def _unpacked(body: bytes) -> list[bytes]:
    """The body as gzip, zlib or plain deflate has it; an attempt each."""
    found = []
    for bits in (47, -15):
        try:
            found.append(zlib.decompressobj(bits).decompress(body, LARGEST))
        except zlib.error:
            continue
    return found


def _target(request: Request, answer: Answer) -> str | None:
    """Where a redirect leads, in full."""
    location = answer.header("location")
    if not location.isascii() or not location.isprintable() or not location:
        return None
    at = request.address
    try:
        url = urljoin(f"{at.scheme}://{at.authority}{_path(request.target)}", location)
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def _path(target: str) -> str:
    """A target that is not taken for a host: two slashes at its beginning are one."""
    return f"/{target.lstrip('/')}"


def _asked(url: str) -> Request:
    """A question for an address, without anything that the first question had."""
    parts = urlsplit(url)
    at = address(f"{parts.scheme}://{parts.netloc}/")
    query = f"?{parts.query}" if parts.query else ""
    return Request(at, f"{parts.path or '/'}{query}".replace(" ", "%20"))
