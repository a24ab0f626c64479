"""What rules ask, and how what is answered is judged: the columns of the table in `rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.probe.judging import EMPTY, NO_WAY, NOBODY, shows
from goodword.probe.logins import basic
from goodword.probe.samples import RELEASE
from goodword.probe.visit import Ask
from goodword.probe.wire import Address, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.probe.visit import Visit
    from goodword.probe.wire import Headers

PAGE = "index.html"
UNKNOWN = frozenset({400, 404, 405, 406, 409, 410, 411, 414, 421, 426, 501, 505})
"""Statuses by which hosts say that they do not know what was meant; 200 is not among them."""
CLOSED = UNKNOWN | {NOBODY}
"""The same, and a connection that is not taken up."""


def look(
    asks: Callable[[Visit], Iterable[Ask | Request]], passes: frozenset[int] = frozenset()
) -> Callable[[Visit], Iterator[str]]:
    """What speaks against an address where strangers are to be refused all that is asked."""
    return lambda visit: visit.refused(asks(visit), passes)


def paths(*paths: str, passes: frozenset[int] = frozenset()) -> Callable[[Visit], Iterator[str]]:
    """GET of each path below the address."""
    return look(lambda _: [Ask(path) for path in paths], passes)


def methods(*methods: str) -> Callable[[Visit], Iterator[str]]:
    """Each method, of the first page by its folder and by its name."""
    return look(lambda _: [Ask(p, m) for m in methods for p in ("", PAGE)], UNKNOWN)


def headers(*sets: Headers) -> Callable[[Visit], Iterator[str]]:
    """The first page with each set of headers."""
    return look(lambda _: [Ask(PAGE, "GET", each) for each in sets])


def preflight(visit: Visit) -> Iterator[str]:
    """OPTIONS, alone and as a browser asks on behalf of another site."""
    asked = (("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET"))
    asks = [Ask("", "OPTIONS"), Ask(PAGE, "OPTIONS"), Ask(PAGE, "OPTIONS", asked)]
    return visit.refused(asks, UNKNOWN)


def odd(*forms: str) -> Callable[[Visit], Iterator[str]]:
    """Other ways to write the path of a page, below the address's own path."""
    return look(lambda visit: [Ask(f"{visit.at.path}{form}") for form in forms], CLOSED)


def rewritten(visit: Visit) -> Iterator[str]:
    """A path that is open or unknown, and a page named in a header; and the other way round."""
    page = f"{visit.at.path}{PAGE}"
    names = ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri", "X-Original-URI")
    asks = [
        ask
        for name in names
        for ask in (
            Ask("robots-of-nobody.txt", headers=((name, page),)),
            Ask(PAGE, headers=((name, f"{visit.at.path}favicon.ico"),)),
        )
    ]
    asks.append(Ask(PAGE, headers=(("X-Accel-Redirect", page),)))
    return visit.refused(asks, UNKNOWN)


def forwarded_host(visit: Visit) -> Iterator[str]:
    """As if a proxy had been asked for another host, scheme or port."""
    values = ("localhost", "127.0.0.1", f"preview.{visit.at.host}")
    names = ("X-Forwarded-Host", "X-Host", "X-Forwarded-Server")
    sets = [((name, value),) for name in names for value in values]
    sets += [(("X-Forwarded-Proto", each),) for each in ("http", "https")]
    sets += [(("X-Forwarded-Scheme", "https"),), (("X-Forwarded-Ssl", "on"),)]
    sets += [(("X-Forwarded-Port", each),) for each in ("80", "443")]
    return visit.refused([Ask(PAGE, "GET", each) for each in sets], CLOSED)


def same_site(visit: Visit) -> Iterator[str]:
    """As browsers ask for what a page of the site itself needs."""
    own = str(visit.at)
    origin = f"{visit.at.scheme}://{visit.at.authority}"
    sets: list[Headers] = [
        (("Referer", own),),
        (("Origin", origin),),
        (("X-Requested-With", "XMLHttpRequest"),),
        (("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors")),
        (("Sec-Fetch-Dest", "image"), ("Sec-Fetch-Mode", "no-cors")),
        (("Purpose", "prefetch"), ("Sec-Purpose", "prefetch")),
        (("Service-Worker", "script"), ("Service-Worker-Navigation-Preload", "true")),
        (("HX-Request", "true"),),
        (("X-Middleware-Subrequest", ":".join(["middleware"] * 5)),),
    ]
    return visit.refused(Ask(PAGE, "GET", each) for each in sets)


def other_host(visit: Visit) -> Iterator[str]:
    """The same machine, called by other names; behind a portal no other name has anything."""
    own = visit.at.host
    names = ("nobody.example", "localhost", "127.0.0.1", "", f"{own}.", own.upper(), f"{own}:8080")
    return visit.refused(
        [Ask(path, "GET", (("Host", name),)) for name in names for path in ("", PAGE)],
        CLOSED | {EMPTY},
    )


def old_protocol(visit: Visit) -> Iterator[str]:
    """HTTP/1.0, in which some machines ask whether a server is alive."""
    path = visit.at.path
    asks = [Request(visit.at, f"{path}{each}", version="1.0") for each in ("", PAGE)]
    return visit.refused(asks, CLOSED)


def whole_address(visit: Visit) -> Iterator[str]:
    """The whole address in the place of the path, as proxies are asked."""
    return visit.refused([Request(visit.at, f"{visit.at}{each}") for each in ("", PAGE)], CLOSED)


def each_machine(visit: Visit) -> Iterator[str]:
    """All machines that the name leads to, by IPv4 and IPv6."""
    places = visit.network.places(visit.at.host, visit.at.port)
    path = visit.at.path
    asks = [Request(visit.at, f"{path}{each}", place=p) for p in places for each in ("", PAGE)]
    return visit.refused(asks, frozenset({NOBODY, NO_WAY}))


def plain_http(visit: Visit) -> Iterator[str]:
    """The same host without encryption, where it has a door of its own."""
    if visit.at.scheme != "https":
        return iter(())
    plain = Address("http", visit.at.host, 80, visit.at.path)
    return visit.refused([Request(plain, f"{plain.path}{each}") for each in ("", PAGE)], CLOSED)


def https(visit: Visit) -> Iterator[str]:
    """Whether the connection can be listened to; on this machine it need not be encrypted."""
    if visit.at.scheme != "https" and not visit.at.local:
        yield "every page and every login goes through the network in the clear"


def wrong_password(visit: Visit) -> Iterator[str]:
    """Passwords that are wrong, empty or no passwords, also of the reader's own name."""
    user = visit.login.user if visit.login and visit.login.user else "admin"
    pairs = (f"{user}:wrong", f"{user}:", ":", "nobody:nothing", "admin:admin")
    values = (*map(basic, pairs), "Basic", "Basic !", "Digest username=x")
    return visit.refused([Ask(PAGE, "GET", (("Authorization", each),)) for each in values], CLOSED)


_COOKIES = ("session", "_oauth2_proxy", "CF_Authorization", "sid", "token", "logged_in", "auth")


def wrong_cookie(visit: Visit) -> Iterator[str]:
    """Cookies by the names that sign-ins use, and by those of the reader's own."""
    names = dict.fromkeys((*_COOKIES, *(visit.login.cookies if visit.login else ())))
    sets = [(("Cookie", f"{name}=wrong"),) for name in names]
    sets.append((("Cookie", "; ".join(f"{name}=1" for name in names)),))
    return visit.refused(Ask(PAGE, "GET", each) for each in sets)


_TOKENS = ("CF-Access-Client-Id", "CF-Access-Client-Secret", "CF-Access-Jwt-Assertion", "X-Api-Key")


def wrong_token(visit: Visit) -> Iterator[str]:
    """Tokens in the headers that sign-ins use, and in those of the reader's own."""
    own = visit.login.names if visit.login else ()
    sets = [((name, "wrong"),) for name in dict.fromkeys((*_TOKENS, *own))]
    said = ("Bearer wrong", "Bearer e30.e30.", "Bearer null", "Negotiate YII", "NTLM TlRMTVNTUAAB")
    sets += [(("Authorization", each),) for each in said]
    return visit.refused([Ask(PAGE, "GET", each) for each in sets], frozenset({400}))


def shown(visit: Visit) -> Iterator[str]:
    """A reader is shown this release at the portal's own address."""
    if not visit.first:
        return
    if visit.login is None:
        yield "no login was stated, so nobody knows whether a reader is let in (--login)"
        return
    if not visit.nonce:
        yield f"a reader is shown no release: {RELEASE} does not say one"
        return
    for path in ("", RELEASE):
        answer = visit.read(path)
        if answer is None:
            yield "a login is not sent over an open connection"
        elif answer.silence:
            yield f"GET {path or '/'}: {answer.said}"
        elif answer.status != 200 or not shows(answer, visit.nonce):
            yield f"GET {path or '/'}: {answer.status}, and a reader is not shown this release"


def after(visit: Visit) -> Iterator[str]:
    """What a reader was just shown is still refused: nothing on the way keeps it for all."""
    for path in ("", PAGE, RELEASE):
        if visit.first:
            visit.read(path)
            visit.read(path)  # some keep what was asked for twice
        yield from visit.refused([Ask(path), Ask(f"{path}?")])
