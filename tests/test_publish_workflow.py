"""publish.yml, step by step, onto real servers: what strangers could see never gets there."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.portal.seal import VARIABLE
from goodword.probe.samples import skeleton
from tests.conftest import get
from tests.probe_servers import free_ports, wait
from tests.workflow_host import AGREED, WITHDRAWN, Host
from tests.workflow_lint import GIVEN
from tests.workflow_run import Runner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.workflow_run import Run

PUBLISH = GIVEN / ".github" / "workflows" / "publish.yml"
ANA, TALK = "influencers/ana/profile.yml", "missions/talk/mission.yml"
DEPLOY = """\
set -eu
test "$PORTAL_KEY" = a-key
echo "$2 $(basename "$1")" >> "$RECORD/placed"
rm -rf "$WWW/$2"
mkdir -p "$WWW"
cp -R "$1" "$WWW/$2"
"""
"""What puts a folder on line: here, where nginx finds it."""
SERVER = """\
daemon off; master_process off; pid HOME/pid; error_log HOME/error.log crit;
events { worker_connections 64; }
http {
access_log off; index index.html;
client_body_temp_path HOME/1; proxy_temp_path HOME/2; fastcgi_temp_path HOME/3;
uwsgi_temp_path HOME/4; scgi_temp_path HOME/5;
server { listen 127.0.0.1:PORT default_server; return 421; }
server { listen 127.0.0.1:PORT; server_name localhost; root HOME/www/members;
  auth_basic members; auth_basic_user_file HOME/users; include HOME/mistake.conf; }
}
"""
SEALED_BY = "what-members-own-pages-are-sealed-with"
OPEN = "satisfy any; allow all;"


class World:
    """A program on a host, and a server for its portal."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.www = home / "www"
        self.host = Host(home / "host")
        settings = (self.host.folder / "program/program.yml").read_text(encoding="utf-8")
        self.lay(
            {
                "program/program.yml": settings + "portal: {audiences: [members]}\n",
                ANA: AGREED,
                ".github/portal/deploy": DEPLOY,
            }
        )
        self.runs = 0
        self.restart: Callable[[], None] = lambda: None

    def lay(self, files: dict[str, str | None]) -> None:
        self.host._lay(dict(files))
        self.host.base = self.host.commit()

    def settings(self, more: str) -> None:
        path = self.host.folder / "program/program.yml"
        self.lay({"program/program.yml": path.read_text(encoding="utf-8") + more})

    def publish(self, private: str = "true", pages: str = "", word: str = "horse") -> Run:
        self.runs += 1
        runner = Runner(self.host.folder, self.home / f"run-{self.runs}")
        runner.pages = self.www / "members"
        runner.secrets = {
            "PORTAL_DEPLOY": "a-key",
            "MEMBERS_LOGIN": f"ana:{word}",
            VARIABLE: SEALED_BY,
        }
        runner.variables = {"MEMBERS_URLS": f"http://localhost:{self.port}/"}
        (runner.record / "gh-answer").write_text(private)
        if pages:
            (runner.record / "gh-pages").write_text(pages)
        deploy = runner.fakes / "bash"
        deploy.write_text(f'#!/bin/sh\nWWW="{self.www}" exec /bin/bash "$@"\n')
        deploy.chmod(0o755)
        path = runner.work / "publish.yml"
        text = PUBLISH.read_text(encoding="utf-8")
        assert text.count("--wait 300") == 4
        path.write_text(text.replace("--wait 300", "--wait 1"), encoding="utf-8")
        found = runner.run(path, self.host.schedule())
        assert found is not None
        return found

    def open(self) -> None:
        """Somebody turns the password off."""
        (self.home / "mistake.conf").write_text(OPEN)
        self.restart()

    def on_line(self) -> bytes:
        """All that the server has."""
        files = (each for each in sorted(self.www.rglob("*")) if each.is_file())
        return b"\n".join(each.read_bytes() for each in files)

    def is_skeleton(self) -> bool:
        folder = self.www / "members"
        found = {
            each.relative_to(folder).as_posix(): each.read_bytes()
            for each in folder.rglob("*")
            if each.is_file() and each.name != ".goodword-portal"
        }
        nonce = json.loads(found["release.json"])["release"]
        return found == dict(skeleton(nonce))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], World]]:
    """Makes worlds; one nginx serves whichever is the last."""
    running: dict[Path, subprocess.Popen[bytes]] = {}

    def start(home: Path, port: int) -> None:
        if home in running:
            old = running.pop(home)
            old.terminate()
            old.communicate(timeout=20)
        command = [str(get("nginx")), "-p", str(home), "-c", str(home / "nginx.conf")]
        running[home] = subprocess.Popen(command, stderr=subprocess.PIPE)
        wait(running[home], port)

    def make(mistake: str = "") -> World:
        home = tmp_path_factory.mktemp("world")
        (port,) = free_ports(1)
        world = World(home, port)
        (home / "www" / "members").mkdir(parents=True)
        (home / "users").write_text("ana:{PLAIN}horse\n")
        (home / "mistake.conf").write_text(mistake)
        text = SERVER.replace("HOME", str(home)).replace("PORT", str(port))
        (home / "nginx.conf").write_text(text)
        world.restart = lambda: start(home, port)
        world.restart()
        return world

    yield make
    for process in running.values():
        process.terminate()
        process.communicate(timeout=20)


def outcomes(found: Run, job: str) -> dict[str, str]:
    return {step.name: step.outcome for step in found.steps[job]}


def test_a_portal_does_not_get_to_its_members(server: Callable[..., World]) -> None:
    world = server()
    found = world.publish()
    assert found.results["build"] == found.results["host"] == "success", found.log
    placed = found.recorded("placed").splitlines()
    assert placed == ["members skeleton", "members portal"]
    assert found.log.count("PRIVATE: 1 address by 45 rules") == 2
    assert "NOT PRIVATE" not in found.log
    assert b"Ana Quist" in world.on_line()
    assert (
        b"Ana Quist" in (found.runner.artifacts / "portal/members/people/index.html").read_bytes()
    )
    assert {job for job, result in found.results.items() if result == "skipped"} == {
        *("pages-skeleton", "pages-refused", "pages-site", "pages-asked-again")
    }
    for folder in (found.runner.artifacts / "portal/members", world.www / "members"):
        assert len(list((folder / "me").glob("*.bin"))) == 16
    for word in ("a-key", "ana:horse", SEALED_BY):
        assert word not in found.log
    assert SEALED_BY.encode() not in world.on_line()
    # A day later the host has opened: what stays there is nothing.
    world.open()
    assert world.publish().results["host"] == "failure"
    assert world.is_skeleton()


@pytest.mark.parametrize(
    "mistake",
    [
        OPEN,
        "location ~ \\.json$ { auth_basic off; }",
        "if ($request_method = OPTIONS) { return 204; }",
    ],
)
def test_a_portal_gets_where_strangers_can_see_it(
    mistake: str, server: Callable[..., World]
) -> None:
    world = server(mistake)
    found = world.publish()
    steps = outcomes(found, "host")
    assert steps["Ask whether it is private"] == "failure"
    assert steps["Put the portal in its place"] == "skipped"
    assert world.is_skeleton()
    assert b"Ana Quist" not in world.on_line()
    assert "NOT PRIVATE" in found.log


def test_a_portal_gets_where_nobody_can_read_it(server: Callable[..., World]) -> None:
    world = server()
    found = world.publish(word="mare")
    assert outcomes(found, "host")["Put the portal in its place"] == "skipped"
    assert world.is_skeleton()


def test_others_download_what_was_built(server: Callable[..., World]) -> None:
    world = server()
    world.settings("mode: shared\n")
    found = world.publish(pages=f"http://localhost:{world.port}/")
    assert found.results["host"] == "success", found.log
    assert b"Ana Quist" in world.on_line()
    assert list(found.runner.artifacts.iterdir()) == []
    assert outcomes(found, "build")["Ask the host who can read this repository, and its site"] == (
        "skipped"
    )


def test_a_repository_that_all_can_read_keeps_a_portal(server: Callable[..., World]) -> None:
    world = server(OPEN)
    world.lay({".github/portal/deploy": None})
    found = world.publish(private="false", pages=f"http://localhost:{world.port}/")
    assert found.results["build"] == "success", found.log
    assert list(found.runner.artifacts.iterdir()) == []
    assert set(found.results.values()) == {"success", "skipped"}
    assert world.on_line() == b""


def test_github_pages_come_before_they_are_private(server: Callable[..., World]) -> None:
    world = server()
    world.lay({".github/portal/deploy": None})
    found = world.publish(pages=f"http://localhost:{world.port}/")
    assert found.results == {
        "build": "success",
        "pages-skeleton": "success",
        "pages-refused": "success",
        "pages-site": "success",
        "pages-asked-again": "success",
        "host": "skipped",
    }, found.log
    assert found.runner.deployed == ["pages-skeleton", "pages-site"]
    assert b"Ana Quist" in world.on_line()
    world.open()
    again = world.publish(pages=f"http://localhost:{world.port}/")
    assert again.results["pages-refused"] == "failure"
    assert again.results["pages-site"] == "skipped"
    assert again.runner.deployed == ["pages-skeleton"]
    assert world.is_skeleton()
    none = world.publish()  # the API says public: true, or that there is no site
    assert none.runner.deployed == []
    assert none.results["pages-skeleton"] == "skipped"


def test_main_fails_and_a_withdrawal_waits(server: Callable[..., World]) -> None:
    world = server()
    world.lay({ANA: AGREED + WITHDRAWN, "influencers/cy/profile.yml": "nam: Cy\n"})
    found = world.publish()
    assert found.results["host"] == "success", found.log
    assert b"Give a talk" in world.on_line()
    assert b"Ana Quist" not in world.on_line()


def test_a_portal_for_all_is_asked_for_in_secret(server: Callable[..., World]) -> None:
    world = server()
    path = world.host.folder / "program/program.yml"
    text = path.read_text(encoding="utf-8").replace("[members]", "[public, members]")
    world.lay({"program/program.yml": text})
    found = world.publish()
    placed = found.recorded("placed").splitlines()
    assert placed == ["public portal", "members skeleton", "members portal"], found.log
    assert b"Ana Quist" not in (world.www / "public" / "people" / "index.html").read_bytes()
