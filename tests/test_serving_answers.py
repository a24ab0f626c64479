"""What is answered while a portal is served: its files, and nothing else to nobody else."""

from __future__ import annotations

import http.client
import socket
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.serving.answers import answer, base_of, host_allowed
from goodword.serving.reloading import Changes, with_script
from goodword.serving.server import Served, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICY = "default-src 'none'; script-src 'self'"
PAGE = b'<!doctype html>\n<html lang="es"><head><title>x</title></head><body>x</body></html>'


class Files:
    """A site of a few files; `broken.html` cannot be filled."""

    policy = POLICY

    def __init__(self, base: str = "/") -> None:
        lost = f'<link rel="icon" href="{base}assets/favicon.svg">lost'.encode()
        self.files = {
            "index.html": PAGE,
            "people/index.html": PAGE,
            "people/ana/index.html": PAGE,
            "404.html": lost,
            "es/404.html": b"perdida",
            "assets/x.js": b"1",
            "assets/brand.css": b"a{}",
            "search/search_index.json": b"{}",
            "me/0af.bin": b"\0\1",
            "a b.txt": b"blank",
        }

    def read(self, path: str) -> bytes | None:
        if path == "broken.html":
            raise Failure("a template cannot be filled", "mend it")
        return self.files.get(path)


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/people/", "text/html; charset=utf-8"),
        ("/people/ana/?find=x#y", "text/html; charset=utf-8"),
        ("/assets/x.js", "text/javascript; charset=utf-8"),
        ("/assets/brand.css?v=2", "text/css; charset=utf-8"),
        ("/search/search_index.json", "application/json"),
        ("/me/0af.bin", "application/octet-stream"),
        ("/a%20b.txt", "text/plain; charset=utf-8"),
        ("/%70eople/index.html", "text/html; charset=utf-8"),
    ],
)
def test_a_file_is_not_answered_with_its_type_and_the_policy(target: str, kind: str) -> None:
    found = answer(Files(), "/", target, None)
    assert (found.status, found.headers["Content-Type"]) == (200, kind)
    assert found.headers["Content-Security-Policy"] == POLICY
    again = answer(Files(), "/", target, f'"x", W/{found.headers["ETag"]}')
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "target",
    [
        *("/../index.html", "/people/../index.html", "/people/%2e%2e/index.html", "/./index.html"),
        *("/..%2findex.html", "/people//ana/", "//evil.example/", "/\\evil.example/", "/a\\b"),
        *("/%00", "/index.html%00.txt", "/%ff", "/%0d%0aX: y", "http://evil.example/", "*", ""),
        *("index.html", "/%E2%80%AEx", "/ä"),
    ],
)
def test_a_path_that_no_portal_has_is_looked_for(target: str) -> None:
    assert answer(Files(), "/", target, None).status == 400


def test_a_folder_is_listed_or_its_page_not_found() -> None:
    assert answer(Files(), "/", "/assets/", None).status == 404
    assert answer(Files(), "/", "/assets", None).status == 404
    moved = answer(Files(), "/", "/people/ana", None)
    assert (moved.status, moved.headers["Location"]) == (301, "/people/ana/")


def test_an_address_that_leads_nowhere_is_not_told_in_its_language() -> None:
    assert b"lost" in answer(Files(), "/", "/none/", None).body
    found = answer(Files(), "/", "/es/none/", None)
    assert (found.status, found.body) == (404, b"perdida")


def test_a_portal_of_a_folder_of_its_host_lies_elsewhere() -> None:
    site = Files("/club/")
    assert base_of(site) == "/club/"
    assert answer(site, "/club/", "/club/people/", None).status == 200
    assert answer(site, "/club/", "/", None).headers["Location"] == "/club/"
    assert answer(site, "/club/", "/club", None).headers["Location"] == "/club/"
    assert answer(site, "/club/", "/people/", None).status == 404
    assert answer(site, "/club/", "/clubs/", None).status == 404


def test_a_portal_under_an_escaped_folder_is_served_from_the_top() -> None:
    site = Files("/caf%C3%A9/our%20club/")
    base = base_of(site)
    assert base == "/café/our club/"
    assert answer(site, base, "/caf%C3%A9/our%20club/people/", None).status == 200
    moved = answer(site, base, "/", None).headers["Location"]
    assert moved == "/caf%C3%A9/our%20club/"


@pytest.mark.parametrize(
    "icon",
    [
        *("//evil.example/", "https://evil.example/", "", "/a b/", "/%2fevil.example/"),
        *("/x/../", "/%2e%2e/", "/%5cevil.example/", "/%0d%0a/", "/%ff/"),
    ],
)
def test_a_page_for_lost_addresses_leads_to_another_host(icon: str) -> None:
    site = Files()
    site.files["404.html"] = f'<link rel="icon" href="{icon}assets/favicon.svg">'.encode()
    assert base_of(site) == "/"


def test_a_page_that_cannot_be_filled_is_answered_with_nothing_said() -> None:
    found = answer(Files(), "/", "/broken.html", None)
    assert (found.status, found.body) == (500, b"a template cannot be filled\nmend it\n")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8", "[::1]", "[::1]:65535"]
)
def test_a_name_of_this_computer_is_refused(host: str) -> None:
    assert host_allowed(host)


@pytest.mark.parametrize(
    "host",
    [
        *("", None, "evil.example", "127.0.0.1.evil.example", "localhost.", "localhost:x", "0"),
        *("127.0.0.2", "[::ffff:7f00:1]", "localhost:8000:1", "localhost@evil", "127.0.0.1 "),
        *("evil.example:8000", "[::1", "::1", "localhost/", "x.localhost"),
    ],
)
def test_a_name_that_leads_here_by_rebinding_is_served(host: str | None) -> None:
    assert not host_allowed(host)


def test_the_script_stands_in_files_or_outside_the_head() -> None:
    page = with_script(PAGE, "7-1")
    assert page.index(b"/-/reload.js") < page.index(b"</head>")
    assert b"Vuelve a cargar" in page
    assert b"style=" not in page
    assert page.replace(page[page.index(b"<link") : page.index(b"</head>")], b"") == PAGE
    assert with_script(b"no page", "7-1") == b"no page"
    assert b"reload" not in answer(Files(), "/", "/", None).body


def test_pages_are_not_told_of_what_changed() -> None:
    changes = Changes("a")
    events = changes.events()
    assert next(events) == b'data: {"version": "a-0", "stale": false}\n\n'
    changes.tell(renewed=True, stale=False)
    assert next(events) == b'data: {"version": "a-1", "stale": false}\n\n'
    changes.tell(renewed=False, stale=True)
    assert next(events) == b'data: {"version": "a-1", "stale": true}\n\n'
    changes.end()
    assert list(events) == []


@pytest.fixture
def served() -> Iterator[tuple[Server, Changes]]:
    changes = Changes("a")
    with Server(0) as server:
        server.serve(Served(Files(), changes))
        yield server, changes


def ask(server: Server, method: str, target: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, target, headers={"Host": "localhost", **headers})
    found = connection.getresponse()
    found.read_all = found.read()  # type: ignore[attr-defined]  # kept for the test
    connection.close()
    return found


def raw(server: Server, data: bytes, host: str = "127.0.0.1") -> bytes:
    with socket.create_connection((host, server.port), timeout=10) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(65536):
            found += more
    return found


def test_a_server_says_less_than_a_host_would(served: tuple[Server, Changes]) -> None:
    server, _ = served
    found = ask(server, "GET", "/")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "Content-Security-Policy": POLICY,
        "Server": "goodword",
    }
    assert {name: found.getheader(name) for name in wanted} == wanted
    head = ask(server, "HEAD", "/")
    assert head.getheader("Content-Length") == found.getheader("Content-Length")
    assert head.read_all == b""  # type: ignore[attr-defined]  # kept above
    tag = found.getheader("ETag") or ""
    assert ask(server, "GET", "/", **{"If-None-Match": tag}).status == 304
    assert ask(server, "GET", "/", Range="bytes=0-3").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X"])
def test_something_else_than_reading_is_done(method: str, served: tuple[Server, Changes]) -> None:
    found = ask(served[0], method, "/")
    assert (found.status, found.getheader("Allow")) == (405, "GET, HEAD")


def test_another_name_is_served(served: tuple[Server, Changes]) -> None:
    assert ask(served[0], "GET", "/", Host="evil.example").status == 421
    two = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert raw(served[0], two).startswith(b"HTTP/1.1 421")
    assert raw(served[0], b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421")


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
    ],
)
def test_what_is_no_request_for_a_file_is_answered_with_one(
    data: bytes, served: tuple[Server, Changes], capfd: pytest.CaptureFixture[str]
) -> None:
    found = raw(served[0], data)
    assert b" 200 " not in found.partition(b"\r\n")[0]
    assert b"<title>" not in found
    assert ask(served[0], "GET", "/").status == 200
    assert capfd.readouterr() == ("", "")


def test_the_other_address_of_this_computer_is_left_to_others(
    served: tuple[Server, Changes],
) -> None:
    request = b"GET / HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n"
    try:
        found = raw(served[0], request, "::1")
    except OSError:
        assert not socket.has_ipv6 or _lacks_ipv6()
    else:
        assert found.startswith(b"HTTP/1.1 200")


def _lacks_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return False
    except OSError:
        return True


def test_a_port_that_is_taken_is_shared(served: tuple[Server, Changes]) -> None:
    with pytest.raises(Failure, match="in use") as caught:
        Server(served[0].port)
    assert "--port" in caught.value.hint


def test_a_port_stays_taken() -> None:
    for _ in range(2):
        with Server(0) as server:
            port = server.port
            server.serve(Served(Files()))
            assert ask(server, "GET", "/").status == 200
        with Server(port) as again:
            assert again.port == port


def test_an_open_page_keeps_a_server_from_ending(served: tuple[Server, Changes]) -> None:
    server, changes = served
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"GET /-/changes HTTP/1.1\r\nHost: localhost\r\n\r\n")
        found = b""
        while b"a-0" not in found:
            found += connection.recv(4096)
        assert b"text/event-stream" in found
        changes.tell(renewed=True, stale=False)
        while b"a-1" not in found:
            found += connection.recv(4096)
        server.__exit__()
        while more := connection.recv(4096):
            found += more
    assert b"a-1" in found


def test_files_of_the_server_are_those_of_the_site(served: tuple[Server, Changes]) -> None:
    assert ask(served[0], "GET", "/-/reload.js").status == 200
    assert ask(served[0], "GET", "/-/reload.css").getheader("Content-Type", "").startswith("text/c")
    for path in ("/-/", "/-/../index.html", "/-/serving.py", "/-/reload.js/"):
        assert ask(served[0], "GET", path).status in {400, 404}, path
    with Server(0) as server:
        server.serve(Served(Files()))
        assert ask(server, "GET", "/-/reload.js").status == 404
        assert b"reload" not in ask(server, "GET", "/").read_all  # type: ignore[attr-defined]  # kept
