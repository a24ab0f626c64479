"""Goes through the rules at every address; private is what all of them say."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from goodword.probe.judging import NOBODY, Judge, shows
from goodword.probe.samples import MARK, NONCE, RELEASE
from goodword.probe.wire import Answer, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from goodword.probe.logins import Login
    from goodword.probe.wire import Address, Headers, Network

GONE = frozenset({NOBODY, 404, 410, 421})
"""What says at a further address that there is nothing."""
PATIENCE = 3
"""So often somebody may give no answer before they are not asked any more."""


class Ask(NamedTuple):
    """A question: a path below the address, a method, headers."""

    path: str
    method: str = "GET"
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One address, and what it takes to ask there.

    Args:
        at: the address.
        first: whether it is the portal's own, where a login must be shown the release.
        nonce: of the release.
        network: who is asked.
        login: a reader's; None where none was stated.
        judge: of what strangers are told.
    """

    at: Address
    first: bool
    nonce: str
    network: Network
    login: Login | None
    judge: Judge

    def refused(
        self, asks: Iterable[Ask | Request], passes: frozenset[int] = frozenset()
    ) -> Iterator[str]:
        """What a stranger is not refused, and why.

        Args:
            asks: what is asked.
            passes: what refuses as well as the usual statuses do.
        """
        also = passes if self.first else passes | GONE
        for each in asks:
            request = each if isinstance(each, Request) else self._request(each)
            reason = self.judge.open_by(request, self.network.ask(request), also)
            if reason:
                yield f"{request.method} {request.target}: {reason}"

    def read(self, path: str) -> Answer | None:
        """What a reader is answered; None where none may be asked. Leads nowhere else."""
        if self.login is None or not (self.at.scheme == "https" or self.at.local):
            return None
        return self.network.ask(self._request(Ask(path, headers=self.login.headers)))

    def _request(self, ask: Ask) -> Request:
        target = ask.path if ask.path.startswith("/") else f"{self.at.path}{ask.path}"
        return Request(self.at, target, ask.method, ask.headers)


class Rule(NamedTuple):
    """A rule: its name, what is asked, what speaks against the address; whether a reader asks."""

    name: str
    says: str
    look: Callable[[Visit], Iterator[str]]
    reader: bool = False


class Cell(NamedTuple):
    """What a rule found at an address: all that speaks against it; nothing where it holds."""

    rule: str
    address: str
    against: tuple[str, ...]


class Result(NamedTuple):
    """What was found, rule by rule and in each at every address."""

    cells: tuple[Cell, ...]
    nonce: str

    @property
    def private(self) -> bool:
        """Whether no rule speaks against any address."""
        return bool(self.cells) and not any(each.against for each in self.cells)


class Patient:
    """A network in which nobody is waited for again who has kept us waiting three times."""

    def __init__(self, network: Network) -> None:
        self._network, self._waited = network, Counter[tuple[str, int]]()

    def places(self, host: str, port: int) -> list[tuple[str, int]]:
        """See `Network`."""
        return self._network.places(host, port)

    def ask(self, request: Request) -> Answer:
        """See `Network`."""
        whom = (request.address.host, request.address.port)
        if self._waited[whom] >= PATIENCE:
            said = f"not asked, since {PATIENCE} answers before came to nothing"
            return Answer(0, silence="broken", said=said)
        answer = self._network.ask(request)
        self._waited[whom] += answer.silence == "broken"
        return answer


def private(
    addresses: Sequence[Address],
    rules: Sequence[Rule],
    network: Network,
    login: Login | None,
    nonce: str = "",
    sign_ins: Sequence[str] = (),
) -> Result:
    """Ask at every address by every rule: first as strangers, then with the login.

    Args:
        addresses: the portal's own first, then its twins: preview, version, alias, with `www`.
        rules: what is asked.
        network: who is asked.
        login: a reader's at the first address; None is itself a reason against.
        nonce: of the release that must be there; empty for whichever is there.
        sign_ins: how addresses of the site's own sign-in begin.
    """
    network = Patient(network)
    if not nonce:
        nonce = _standing(addresses[0], network, login)
    judge = Judge(network, nonce or MARK, sign_ins)
    visits = [
        Visit(each, number == 0, nonce, network, login, judge)
        for number, each in enumerate(addresses)
    ]
    return Result(
        tuple(
            Cell(rule.name, str(visit.at), tuple(rule.look(visit)))
            for rule in rules
            for visit in visits
        ),
        nonce,
    )


def awaited(
    first: Address,
    network: Network,
    login: Login | None,
    nonce: str,
    pauses: Iterable[None],
) -> bool:
    """Wait until a reader is shown a release; whether that came to pass.

    Args:
        first: the portal's own address.
        network: who is asked.
        login: the reader's.
        nonce: of the release that was just put there.
        pauses: takes its time before each next attempt, and ends when it is to be given up.
    """
    visit = Visit(first, True, nonce, network, login, Judge(network, nonce))  # noqa: FBT003 - a field

    def there() -> bool:
        answer = visit.read(RELEASE)
        return answer is not None and answer.status == 200 and shows(answer, nonce)

    return there() or any(there() for _ in pauses)


def _standing(first: Address, network: Network, login: Login | None) -> str:
    """The release that a reader is shown; empty where none is."""
    visit = Visit(
        first, first=True, nonce="", network=network, login=login, judge=Judge(network, "")
    )
    answer = visit.read(RELEASE)
    if answer is None or answer.status != 200:
        return ""
    try:
        found = json.loads(answer.body)["release"]
    except (ValueError, KeyError, TypeError):
        return ""
    return found if isinstance(found, str) and NONCE.fullmatch(found) else ""
