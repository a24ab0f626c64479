"""`goodword probe` without servers, or with such as never end; its command and what it shows."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import threading
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.probe import RULES, private
from goodword.probe.judging import Judge, shows
from goodword.probe.logins import Login, basic, login
from goodword.probe.network import LARGEST, Wire, resolved
from goodword.probe.samples import COMPRESSED, mark, nonce_of, release, skeleton
from goodword.probe.signins import asks_for_password, below, known
from goodword.probe.visit import awaited
from goodword.probe.wire import Answer, Request, address
from tests.probe_servers import NONCE, free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Require

HERE = address("http://localhost/")


# Addresses and logins


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("https://Champions.Example.com", "https://champions.example.com/"),
        ("https://champions.example.com:443/team", "https://champions.example.com/team/"),
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("https://bücher.example", "https://xn--bcher-kva.example/"),
        ("https://example.com./", "https://example.com/"),
    ],
)
def test_an_address_is_read_as_another(text: str, whole: str) -> None:
    assert str(address(text)) == whole


@pytest.mark.parametrize(
    "text",
    [
        *("example.com", "ftp://example.com/", "https://", "https:///a", "https://a b/", "//a/"),
        *("https://a/?x=1", "https://a/#x", "https://a/../b/", "https://a:99999/", "https://-a/"),
        *("https://a/\r\nX: y/", "https://[::1/", "https://a/b c/", "https://é..a/"),
    ],
)
def test_what_is_no_address_is_asked(text: str) -> None:
    with pytest.raises(Failure):
        address(text)


def test_a_password_in_an_address_is_repeated() -> None:
    with pytest.raises(Failure) as failure:
        address("https://ana:hunter2@example.com/")
    assert "hunter2" not in failure.value.message


def test_each_login_sends_what_it_states() -> None:
    environment = {"PAIR": "ana:pä:ss", "ID": "i-d", "SECRET": "s"}
    cookies = (
        "# Netscape HTTP Cookie File\n"
        "#HttpOnly_.example.com\tTRUE\t/\tTRUE\t0\tsession\tabc\n"
        "other.com\tFALSE\t/\tTRUE\t0\tnot\tmine\n"
        "sub.example.com\tFALSE\t/\tTRUE\t0\tnot-even\tmine\n"
        "plain=value=with\n\n"
    )
    found = login(
        ["basic:PAIR", "header:CF-Access-Client-Id=ID", "header:X-B=SECRET", "cookies:jar"],
        environment,
        {"jar": cookies}.__getitem__,
        "www.example.com",
    )
    assert found is not None
    assert dict(found.headers) == {
        "Authorization": basic("ana:pä:ss"),
        "CF-Access-Client-Id": "i-d",
        "X-B": "s",
        "Cookie": "session=abc; plain=value=with",
    }
    assert (found.user, found.cookies) == ("ana", ("session", "plain"))
    assert "i-d" not in repr(found)
    assert login([], {}, str, "x") is None
    cookie = login(["header:cookie=JAR"], {"JAR": "a=1; b=2"}, str, "x")
    assert cookie is not None
    assert (cookie.names, cookie.cookies) == ((), ("a", "b"))


@pytest.mark.parametrize(
    "stated",
    [
        *("basic:hunter2", "basic:ana:hunter2", "hunter2", "header:X-A=hunter2", "header:hunter2"),
        *("bearer:hunter2", "basic:", "header:X A=SET", "basic:SET", "header:X-A=BROKEN"),
        *("header:X-A=EMPTY", "cookies:jar"),
    ],
)
def test_a_login_that_cannot_be_used_is_shown(stated: str) -> None:
    environment = {"SET": "hunter2", "BROKEN": "hunter2\r\nX: y", "EMPTY": ""}
    with pytest.raises(Failure) as failure:
        login([stated], environment, lambda _: "x\n\t\n", "example.com")
    assert "hunter2" not in f"{failure.value.message} {failure.value.hint}"


def test_a_nonce_is_anything() -> None:
    assert nonce_of(NONCE) == NONCE
    for text in ("", "short", "A" * 20, "<b>aaaaaaaaaaaaaaaa", "a" * 65, f"{NONCE}\n"):
        with pytest.raises(Failure):
            nonce_of(text)


# What a skeleton holds


def test_a_file_of_a_skeleton_holds_more_or_less_than_the_nonce() -> None:
    one, other = dict(skeleton(NONCE)), dict(skeleton("1" * len(NONCE)))
    assert one.keys() == other.keys()
    for path, data in one.items():
        assert NONCE.encode() in data, path
        if not path.endswith(".gz"):  # whose end is a checksum
            assert data.replace(NONCE.encode(), b"1" * len(NONCE)) == other[path], path
    assert json.loads(one["release.json"]) == {"release": NONCE}
    assert mark(NONCE).encode() in one["people/someone/index.html"]


def test_a_compressed_twin_is_no_twin(require: Require) -> None:
    require("yaml-language-server")  # node is there where it is
    files = dict(skeleton(NONCE))
    for path in COMPRESSED:
        assert gzip.decompress(files[f"{path}.gz"]) == files[path]
        script = "process.stdout.write(require('zlib').brotliDecompressSync(fs.readFileSync(0)))"
        said = subprocess.run(
            ["node", "-e", script], input=files[f"{path}.br"], capture_output=True, check=True
        )
        assert said.stdout == files[path]
        frame = files[f"{path}.zst"]
        size = int.from_bytes(frame[5:7], "little") + 256
        block = int.from_bytes(frame[7:10], "little")
        assert (frame[:5], block & 7, block >> 3) == (b"\x28\xb5\x2f\xfd\x60", 1, size)
        assert frame[10:] == files[path].ljust(256)
        assert len(frame) == 10 + size


# What is a refusal


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/login?return_to=x",
        "https://team.cloudflareaccess.com/cdn-cgi/access/login/x",
        "https://accounts.google.com/o/oauth2/auth",
        "https://gitlab.com/users/sign_in",
    ],
)
def test_a_known_sign_in_is_unknown(url: str) -> None:
    assert known(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://github.com/login",
        "https://github.com/haulwick/wheelhouse",
        "https://github.com.evil.example/login",
        "https://evilgithub.com/login",
        "https://cloudflareaccess.com.evil.example/cdn-cgi/access/login",
        "https://example.com/https://github.com/login",
    ],
)
def test_what_looks_like_a_sign_in_is_one(url: str) -> None:
    assert not known(url)


def test_a_stated_sign_in_begins_like_another() -> None:
    stated = ["https://id.example.com/realm"]
    for url in (stated[0], f"{stated[0]}/auth", f"{stated[0]}?client=x"):
        assert below(url, stated)
    for url in ("https://id.example.com/", "https://id.example.com/realms", "https://id"):
        assert not below(url, stated)
    assert asks_for_password(b"<INPUT name=p type='PassWord'>")
    assert not asks_for_password(b"type=password <input type=text>")


class Said:
    """A network of prepared answers by address."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers

    def ask(self, request: Request) -> Answer:
        at = f"{request.address.scheme}://{request.address.authority}{request.target}"
        return self.answers.get(at, Answer(404))

    def places(self, _host: str, _port: int) -> list[tuple[str, int]]:
        return []


def to(url: str, status: int = 302) -> Answer:
    return Answer(status, (("location", url),))


FORM = Answer(200, body=b'<input type="password">')


@pytest.mark.parametrize(
    ("answer", "passes", "reason"),
    [
        (Answer(401), (), ""),
        (Answer(403, body=b"please sign in"), (), ""),
        (Answer(404), (), "404"),
        (Answer(404), (404,), ""),
        (Answer(200), (), "200"),
        (Answer(204), (), "204"),
        (Answer(304), (), "304"),
        (Answer(206, body=NONCE.encode()), (), "206, and it shows the page"),
        (Answer(401, body=gzip.compress(NONCE.encode())), (), "401, and it shows the page"),
        (Answer(401, body=zlib.compress(NONCE.encode())), (), "401, and it shows the page"),
        (Answer(404, (("etag", f'"{NONCE}"'),)), (404,), "404, and it shows the page"),
        (Answer(503), (), "503"),
        (Answer(0, silence="closed", said="gone"), (), "gone"),
        (Answer(0, silence="closed", said="gone"), (0,), ""),
        (Answer(0, silence="broken", said="late"), (0,), "late"),
        (Answer(0, silence="unreachable", said="no way"), (0,), "no way"),
        (Answer(0, silence="unreachable", said="no way"), (-1,), ""),
        (to("https://github.com/login?x"), (), ""),
        (to("/form"), (), ""),
        (to("//localhost/form", 301), (), ""),
        (to("/page"), (), "200"),
        (to("/form-with-page"), (), "200, and it shows the page"),
        (to("/missing"), (404,), "404"),
        (to("/stated"), (), ""),
        (to("/stated-no-more"), (), "200"),
        (to("javascript:x"), (), "302, which leads nowhere"),
        (to(""), (), "302, which leads nowhere"),
        (to("ftp://localhost/"), (), "302, which leads to something that is no address"),
        (to("http://a:b@localhost/"), (), "302, which leads to something that is no address"),
        (to("/circle"), (), "redirects that come to no end in 8"),
        (to("/closed"), (), ""),
    ],
)
def test_an_answer_is_judged_otherwise(
    answer: Answer, passes: tuple[int, ...], reason: str
) -> None:
    network = Said(
        {
            "http://localhost/form": FORM,
            "http://localhost/page": Answer(200, body=b"hello"),
            "http://localhost/form-with-page": Answer(200, body=FORM.body + NONCE.encode()),
            "http://localhost/stated": Answer(200, body=b"<button>continue</button>"),
            "http://localhost/stated-no-more": Answer(200, body=b"<button>continue</button>"),
            "http://localhost/circle": to("/circle"),
            "http://localhost/closed": Answer(401),
        }
    )
    judge = Judge(network, NONCE, ["http://localhost/stated"])
    found = judge.open_by(Request(HERE, "/index.html"), answer, frozenset(passes))
    assert found == reason


def test_a_bomb_is_unpacked_whole() -> None:
    bomb = zlib.compress(b"\0" * (64 << 20), 9)
    assert not shows(Answer(401, body=bomb), NONCE)


# Servers that are no servers


@contextmanager
def speaking(*lines: bytes, pause: float = 0) -> Iterator[int]:
    """A server that says this to everybody, and nothing more."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    over = threading.Event()

    def speak() -> None:
        while not over.is_set():
            try:
                other, _ = server.accept()
            except TimeoutError:
                continue
            with other:
                other.settimeout(5)
                try:
                    other.recv(65536)
                    for line in lines:
                        other.sendall(line)
                        if over.wait(pause):
                            break
                    if pause:
                        over.wait(5)
                except OSError:
                    continue

    thread = threading.Thread(target=speak)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        over.set()
        thread.join(10)
        server.close()


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("lines", "pause", "said"),
    [
        ((), 1.0, "no whole answer in 0.4 seconds"),
        ((b"H",) * 100, 0.05, "no whole answer in 0.4 seconds"),
        ((OK, b"X: y\r\n", *((b"Z: y\r\n",) * 90)), 0.05, "no whole answer in 0.4 seconds"),
        ((OK, b"\r\n", *((b"x",) * 90)), 0.05, "no whole answer in 0.4 seconds"),
        ((b"SSH-2.0-x\r\n",), 0, "what is answered is no HTTP"),
        ((OK + b"Content-Length: 9\r\n\r\nx",), 0, "the answer ends before its end"),
        ((OK + b"X" * 70_000,), 0, "what is answered is no HTTP"),
        ((OK + b"\r\n" + b"x" * (LARGEST + 2),), 0, "the answer has more than 8 MiB"),
    ],
)
def test_a_server_that_never_ends_is_waited_for(
    lines: tuple[bytes, ...], pause: float, said: str
) -> None:
    seconds = 0.4 if pause else 10
    with speaking(*lines, pause=pause) as port:
        wire = Wire(time.monotonic, seconds, places=lambda *_: [("127.0.0.1", port)])
        answer = wire.ask(Request(HERE, "/"))
    assert answer.silence == "broken"
    assert answer.said.startswith(said)


def test_nobody_is_somebody() -> None:
    wire = Wire(time.monotonic)
    (port,) = free_ports(1)
    closed = wire.ask(Request(address(f"http://127.0.0.1:{port}/"), "/"))
    assert closed.silence == "closed"
    assert resolved("localhost", 80)
    nowhere = Wire(time.monotonic, places=lambda *_: [])
    assert nowhere.ask(Request(HERE, "/")).silence == "nowhere"


def test_a_path_with_a_line_break_is_sent() -> None:
    with speaking(OK + b"\r\n") as port:
        wire = Wire(time.monotonic, places=lambda *_: [("127.0.0.1", port)])
        for target in ("/ä", "/\r\nX: y"):
            assert wire.ask(Request(HERE, target)).silence == "broken"


def test_who_never_answers_is_asked_again_and_again() -> None:
    asked = []

    class Silent(Said):
        def ask(self, request: Request) -> Answer:
            asked.append(request)
            return Answer(0, silence="broken", said="no whole answer")

    found = private([HERE], RULES, Silent({}), Login((("Cookie", "a=b"),)), NONCE)
    assert not found.private
    assert len(asked) == 3


def test_a_release_is_not_waited_for() -> None:
    said = [Answer(404), Answer(200, body=b"older"), Answer(200, body=release(NONCE))]

    class Later(Said):
        def ask(self, _request: Request) -> Answer:
            return said.pop(0)

    reader = Login((("Cookie", "a=b"),))
    assert awaited(HERE, Later({}), reader, NONCE, iter([None] * 5))
    assert not said
    said += [Answer(404)] * 3
    assert not awaited(HERE, Later({}), reader, NONCE, iter([None, None]))
    assert not said
    assert not awaited(HERE, Later({}), None, NONCE, iter([]))


# The command


def test_the_command_shows_what_is_open(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("READER", "ana:hunter2")
    (tmp_path / "jar").write_text("session=hunter2\n", encoding="utf-8")
    told = ["--login", "basic:READER", "--login", f"cookies:{tmp_path / 'jar'}", "--nonce", NONCE]
    with speaking(OK + b"\r\n" + mark(NONCE).encode() + release(NONCE)) as port:
        url = f"http://localhost:{port}/"
        assert main(["probe", url, *told]) == 1
        table = capsys.readouterr()
        assert main(["probe", url, *told, "--format", "json"]) == 1
        found = json.loads(capsys.readouterr().out)
    assert "NOT PRIVATE: " in table.out
    assert "GET /: 200, and it shows the page" in table.out
    assert "hunter2" not in table.out + table.err + json.dumps(found)
    assert found["private"] is False
    assert found["release"] == NONCE
    assert {each["rule"] for each in found["rules"]} == {rule.name for rule in RULES}
    assert next(each for each in found["rules"] if each["rule"] == "login")["private"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (["probe"], 2),
        (["probe", "https://a/", "--seconds", "0"], 2),
        (["probe", "nowhere"], 3),
        (["probe", "https://a/", "--nonce", "x"], 3),
        (["probe", "https://a/", "--login", "x"], 3),
        (["probe", "https://a/", "--login", "cookies:/nowhere"], 3),
    ],
)
def test_a_usage_that_is_wrong_ends_as_another(told: list[str], code: int) -> None:
    assert main(told) == code
