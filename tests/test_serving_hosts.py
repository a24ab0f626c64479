"""A portal works below a folder of a host, without directory index, and where case is ignored."""

from __future__ import annotations

import http.client
import subprocess
from datetime import date
from html.parser import HTMLParser
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from goodword.audience.gate import audience_view
from goodword.load import load
from goodword.portal.build import Setting, build_portal
from goodword.portal.seal import FOLDER, code_of, name_of
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from tests.conftest import ROOT
from tests.own_page_program import SECRET, own_pages
from tests.portal_site import SITE, tree, work
from tests.probe_servers import free_ports, wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tests.conftest import Require

BELOW = "/some/portal/"
DAY = date(2026, 11, 15)
LANGUAGES = ("en", "es", "nl", "pt")
NGINX = """\
daemon off; master_process off; pid HOME/pid; error_log HOME/error.log crit;
events { worker_connections 64; }
http {
types { text/html html; text/css css; text/javascript js; application/json json;
  image/svg+xml svg; text/calendar ics; application/xml xml; text/plain txt; }
default_type application/octet-stream; access_log off;
client_body_temp_path HOME/1; proxy_temp_path HOME/2; fastcgi_temp_path HOME/3;
uwsgi_temp_path HOME/4; scgi_temp_path HOME/5;
server { listen 127.0.0.1:PORT; root HOME/www; index none; autoindex off; }
}
"""
CADDY = """\
{
  admin off
  auto_https off
  storage file_system HOME/caddy
}
http://127.0.0.1:PORT {
  root * HOME/www
  file_server {
    index none
  }
}
"""


class Found(NamedTuple):
    """What a host answers."""

    status: int
    kind: str
    body: bytes


class Read(HTMLParser):
    """Addresses that a page names, and its ids."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "action", "data-gw-list"} and value and tag != "base":
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's portal in all languages, below a folder of its host."""
    home = tmp_path_factory.mktemp("host")
    disk = DiskTree(ROOT)
    settings = (ROOT / "program/program.yml").read_text("utf-8")
    changed = settings
    for old, new in (
        ("languages: [en, es]", f"languages: [{', '.join(LANGUAGES)}]"),
        ("url: https://wheelhouse.haulwick.example/", f"url: https://example.com{BELOW}"),
    ):
        assert old in changed
        changed = changed.replace(old, new)
    laid = Overlay(disk, {"program/program.yml": changed.encode()})
    program = load(laid, Schemas.load(schemas_directory())).program
    view = audience_view(Snapshot(program, DAY), "members", DAY)
    destination = home / "www" / BELOW.strip("/")
    setting = Setting(work=work(), site=SITE, mine=own_pages())
    build_portal(view, destination, setting)
    return home


@pytest.fixture(params=["nginx", "caddy"])
def host(request: pytest.FixtureRequest, www: Path, require: Require) -> Iterator[int]:
    """The port of a host that does not answer for folders."""
    program = str(require(request.param))
    (port,) = free_ports(1)
    text = {"nginx": NGINX, "caddy": CADDY}[request.param]
    file = www / f"{request.param}.conf"
    file.write_text(text.replace("HOME", str(www)).replace("PORT", str(port)), encoding="utf-8")
    command = {
        "nginx": [program, "-p", str(www), "-c", str(file)],
        "caddy": [program, "run", "--config", str(file), "--adapter", "caddyfile"],
    }[request.param]
    log = (www / f"{request.param}.log").open("wb")
    process = subprocess.Popen(command, stderr=log, stdout=log)
    try:
        wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def crawl(ask: Callable[[str], Found], starts: Iterable[str]) -> dict[str, Found]:
    """Everything that pages lead to from some on; every anchor has its place."""
    seen: dict[str, Found] = {}
    ahead = [*starts]
    anchors: set[tuple[str, str, str]] = set()
    ids: dict[str, set[str]] = {}
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        found = seen[here] = ask(here)
        assert found.status == 200, here
        if not found.kind.startswith("text/html"):
            continue
        page = Read(found.body)
        ids[here] = page.ids
        for link in page.links:
            address, anchor = urldefrag(urljoin(f"http://host{here}", link))
            parts = urlsplit(address)
            if parts.netloc != "host" or parts.scheme != "http":
                continue
            assert parts.path.startswith(BELOW), (here, link)
            ahead.append(parts.path)
            if anchor:
                anchors.add((here, parts.path, anchor))
    lost = [each for each in anchors if each[2] not in ids.get(each[1], set())]
    assert lost == []
    return seen


def starts(languages: Iterable[str] = LANGUAGES) -> list[str]:
    return [f"{BELOW}{'' if each == 'en' else f'{each}/'}index.html" for each in languages]


def reached(seen: Iterable[str]) -> set[str]:
    return {unquote(path.removeprefix(BELOW)) for path in seen}


def test_a_link_needs_the_top_of_the_host_or_its_index(host: int, www: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", host, timeout=30)

    def ask(path: str) -> Found:
        connection.request("GET", path)
        found = connection.getresponse()
        return Found(found.status, found.getheader("Content-Type", ""), found.read())

    assert ask(BELOW).status in {403, 404}  # no index, or this shows nothing
    assert ask(f"{BELOW}people/").status in {403, 404}
    seen = crawl(ask, starts())
    connection.close()
    pages = {path for path in tree(www / "www" / BELOW.strip("/")) if path.endswith("index.html")}
    assert pages - reached(seen) == set()


def test_a_host_that_ignores_case_shows_another_file(www: Path) -> None:
    files = tree(www / "www" / BELOW.strip("/"))
    small = {path.lower(): data for path, data in files.items()}
    assert len(small) == len(files)

    def ask(path: str) -> Found:
        file = normpath(unquote(path.removeprefix(BELOW))).lower()
        kind = "text/html" if file.endswith(".html") else ""
        data = small.get(file)
        return Found(200 if data is not None else 404, kind, data or b"")

    whole = crawl(ask, starts())
    for path, found in whole.items():
        assert found.body == files[reached([path]).pop()], path
    sealed = {path for path in files if path.endswith(".bin")}
    assert f"{FOLDER}{name_of(code_of(SECRET, 'ana', 1))}" in sealed
    assert all(path == path.lower() for path in sealed)


def test_the_page_for_lost_addresses_leads_back_from_anywhere(www: Path) -> None:
    files = tree(www / "www" / BELOW.strip("/"))
    for language in ("", "es/"):
        page = Read(files[f"{language}404.html"])
        for link in page.links:
            path = urlsplit(urljoin("http://host/a/b/c/d", link)).path
            assert path.startswith(BELOW), link
            assert path.removeprefix(BELOW) in files, link
