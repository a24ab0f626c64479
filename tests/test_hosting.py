"""The recipes of docs/hosting: servers are asked by the probe, scripts run, the rest is linted."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from goodword.probe import RULES, private
from goodword.probe.logins import basic, login
from goodword.probe.network import Wire
from goodword.probe.wire import address
from tests.conftest import ROOT
from tests.probe_servers import DATA, NONCE, PASSWORD, USER, free_ports, hashed, lay, wait
from tests.workflow_lint import style

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require

RECIPES = ROOT / "docs" / "hosting"
READER = login(["basic:READER"], {"READER": f"{USER}:{PASSWORD}"}, str, "")
GATE = """\
server { listen 127.0.0.1:4180; default_type text/html;
  location = /oauth2/auth { if ($http_authorization = "BASIC") { return 202; } return 401; }
  location /oauth2/ { return 200 '<form><input type="password" name="p"></form>'; } }
"""
FRAME = """\
daemon off; master_process off; pid HOME/pid; error_log HOME/error.log crit;
events { worker_connections 64; }
http { access_log off; index index.html;
client_body_temp_path HOME/1; proxy_temp_path HOME/2; fastcgi_temp_path HOME/3;
uwsgi_temp_path HOME/4; scgi_temp_path HOME/5;
"""


@pytest.mark.parametrize("by_proxy", [False, True])
def test_a_server_of_a_recipe_is_open(by_proxy: bool, require: Require, tmp_path: Path) -> None:
    nginx = require("nginx")
    plain, secure, gate = free_ports(3)
    lay(tmp_path / "site", NONCE)
    (tmp_path / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    text = (RECIPES / "nginx.conf").read_text(encoding="utf-8")
    if by_proxy:
        proxy = (RECIPES / "oauth2-proxy.conf").read_text(encoding="utf-8")
        head, _, rest = text.partition('    auth_basic "members";\n')
        text = head + proxy + rest.partition("\n")[2]
        text += GATE.replace("BASIC", basic(f"{USER}:{PASSWORD}"))
    for old, new in {
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{secure}",
        "127.0.0.1:4180": f"127.0.0.1:{gate}",
        "portal.example.com": "secure.test",
        "/etc/ssl/portal": str(DATA),
        "/etc/nginx/portal-members": str(tmp_path / "users"),
        "/srv/portal/members": str(tmp_path / "site"),
    }.items():
        text = text.replace(old, new)
    whole = FRAME.replace("HOME", str(tmp_path)) + text + "}\n"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [str(nginx), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait(process, plain)
        ports = {80: plain, 443: secure}
        trusted = ssl.create_default_context(cafile=str(DATA / "certificate.pem"))
        network = Wire(
            time.monotonic, 10, trusted, lambda _, port: [("127.0.0.1", ports.get(port, port))]
        )
        found = private([address("https://secure.test/")], RULES, network, READER, NONCE)
        assert found.private, [each for each in found.cells if each.against]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_proxy_before_a_bucket_is_open(require: Require, tmp_path: Path) -> None:
    caddy = str(require("caddy"))
    lay(tmp_path / "site", NONCE)
    port, bucket = free_ports(2)
    digest = hashed(caddy, PASSWORD)
    text = (RECIPES / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("https://portal.example.com", f"http://portal.localhost:{port}")
    text = text.replace("basicauth {", "basicauth scrypt {")
    frame = "{\n admin off\n auto_https off\n}\n"
    files = f"http://:{bucket} {{\n root * {tmp_path / 'site'}\n file_server\n}}\n"
    (tmp_path / "Caddyfile").write_text(frame + text + files, encoding="utf-8")
    process = subprocess.Popen(
        [caddy, "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"],
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={
            **os.environ,
            "PORTAL_USER": USER,
            "PORTAL_DIGEST": digest,
            "BUCKET": f"127.0.0.1:{bucket}",
        },
    )
    try:
        wait(process, port)
        network = Wire(time.monotonic, 10, places=lambda _, at: [("127.0.0.1", at)])
        whom = [address(f"http://portal.localhost:{port}/")]
        found = private(whom, RULES, network, READER, NONCE)
        assert found.private, [each for each in found.cells if each.against]
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.mark.parametrize(
    ("name", "program", "words"),
    [
        ("deploy-ssh", "rsync", "--delete"),
        ("deploy-s3", "aws", "s3 sync --delete"),
        ("deploy-cloudflare", "wrangler", "deploy --cwd"),
    ],
)
def test_a_script_of_a_recipe_puts_something_else_on_line(
    name: str, program: str, words: str, require: Require, tmp_path: Path
) -> None:
    subprocess.run([str(require("shellcheck")), str(RECIPES / name)], check=True)
    fakes = tmp_path / "node_modules" / ".bin"
    fakes.mkdir(parents=True)
    for each in (program, "npm"):
        (fakes / each).write_text(f'#!/bin/sh\necho "{each} $*" >> "{tmp_path}/said"\n')
        (fakes / each).chmod(0o755)
    for each in (name, "wrangler.json"):
        (tmp_path / each).write_bytes((RECIPES / each).read_bytes())
    (tmp_path / "site").mkdir()
    path = os.pathsep.join((str(fakes), os.environ["PATH"]))
    run = subprocess.run(
        ["bash", str(tmp_path / name), str(tmp_path / "site"), "members"],
        env={**os.environ, "PATH": path, "PORTAL_KEY": "id:a-secret"},
        check=True,
        capture_output=True,
        text=True,
    )
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert words in said
    assert "members" in said
    assert "a-secret" not in said + run.stdout + run.stderr


def test_cloudflare_shows_a_portal_by_another_name() -> None:
    found = json.loads((RECIPES / "wrangler.json").read_text(encoding="utf-8"))
    assert found["workers_dev"] is False
    assert found["preview_urls"] is False
    assert all(each["custom_domain"] for each in found["routes"])


def test_gitlab_takes_the_recipe_for_something_else(require: Require) -> None:
    path = RECIPES / "portal.gitlab-ci.yml"
    told = ["--quiet", "--builtin-schema", "vendor.gitlab-ci", str(path)]
    subprocess.run([str(require("check-jsonschema")), *told], check=True)
    require("yamllint")
    assert list(style(path)) == []


def test_a_recipe_is_not_named() -> None:
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert "2026-11" in text
    for path in RECIPES.iterdir():
        assert f"(hosting/{path.name})" in text
