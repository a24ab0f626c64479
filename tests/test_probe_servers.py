"""`goodword probe` against real servers: each mistake is found, and no rule is decoration."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.probe import RULES, private
from goodword.probe.logins import Login, basic, login
from goodword.probe.network import Wire
from goodword.probe.wire import address
from tests.conftest import get
from tests.probe_servers import (
    FLAWS,
    NONCE,
    PASSWORD,
    RIGHT,
    USER,
    Servers,
    addresses,
    free_ports,
    hashed,
    lay,
    wait,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.probe.visit import Result
    from tests.conftest import Golden, Require

READER = login(["basic:READER"], {"READER": f"{USER}:{PASSWORD}"}, str, "")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """One nginx with every server."""
    found = Servers(tmp_path_factory.mktemp("servers"), get("nginx"))
    yield found
    found.stop()


@pytest.fixture(scope="module")
def results(servers: Servers) -> dict[str, Result]:
    """What is found at each server by all rules."""
    wire = servers.wire()
    return {
        name: private(addresses(name, flaw), RULES, wire, READER, NONCE)
        for name, flaw in {**RIGHT, **FLAWS}.items()
    }


def broken(result: Result) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.rule for each in result.cells if each.against))


def test_a_server_is_taken_for_another(results: dict[str, Result], golden: Golden) -> None:
    lines = []
    for name, result in results.items():
        rules = broken(result)
        found = "PRIVATE" if result.private else ", ".join(rules[:6])
        more = f" and {len(rules) - 6} more" if len(rules) > 6 else ""
        lines.append(f"{name:<26}{found}{more}\n")
    table = "".join(lines)
    print(table)  # noqa: T201 - the table of the run
    golden("probe/servers.txt", table)


def test_a_right_server_is_refused(results: dict[str, Result]) -> None:
    for name in RIGHT:
        against = [(each.rule, each.against) for each in results[name].cells if each.against]
        assert results[name].private, (name, against)


def test_a_mistake_is_let_through(results: dict[str, Result]) -> None:
    assert len(FLAWS) >= 60
    for name, flaw in FLAWS.items():
        rules = broken(results[name])
        assert not results[name].private, name
        assert set(flaw.rules) <= set(rules), (name, rules)


def test_a_rule_is_decoration(results: dict[str, Result]) -> None:
    for rule in RULES:
        only = [name for name, result in results.items() if broken(result) == (rule.name,)]
        assert only, f"without {rule.name} no more servers are let through"
        assert any(FLAWS[name].alone for name in only), rule.name


@pytest.mark.parametrize("name", ["cache-in-front", "nobody-at-all", "twin-in-the-clear"])
def test_a_rule_that_is_missing_changes_nothing(name: str, servers: Servers) -> None:
    flaw = FLAWS[name]
    fewer = [rule for rule in RULES if rule.name not in flaw.rules]
    whom = [address(f"http://{name}-again.localhost/")]
    asked = addresses(name, flaw) if flaw.addresses else whom
    assert len(fewer) == len(RULES) - 1
    assert private(asked, fewer, servers.wire(), READER, NONCE).private
    assert not private(asked, RULES, servers.wire(), READER, NONCE).private


def test_a_site_is_private_without_anybody_being_let_in(servers: Servers) -> None:
    right = [address("http://right.localhost/")]
    for reader in (None, Login((("Authorization", basic("ana:wrong")),), "ana")):
        result = private(right, RULES, servers.wire(), reader, NONCE)
        assert broken(result) == ("login",)
    other = private(right, RULES, servers.wire(), READER, NONCE.upper().lower()[::-1])
    assert broken(other) == ("login",)


def test_the_release_that_stands_there_is_not_found(servers: Servers) -> None:
    result = private([address("http://right.localhost/")], RULES, servers.wire(), READER)
    assert result.private
    assert result.nonce == NONCE


def test_a_reader_is_asked_for_a_password_in_the_clear(servers: Servers) -> None:
    result = private([address("http://clear.test/")], RULES, servers.wire(), READER, NONCE)
    assert set(broken(result)) == {"https", "login"}


CADDY = """\
{{
    admin off
    auto_https off
}}
http://right.localhost:{port} {{
    basicauth scrypt {{
        {user} {digest}
    }}
    root * {site}
    file_server
}}
http://forward.localhost:{port} {{
    forward_auth localhost:{gate} {{
        uri /gate
        header_up Host localhost:{gate}
    }}
    root * {site}
    file_server
}}
http://forward-to-nobody.localhost:{port} {{
    forward_auth localhost:{gate} {{
        uri /gate
    }}
    root * {site}
    file_server
}}
http://matcher.localhost:{port} {{
    @pages path / *.html
    basicauth @pages scrypt {{
        {user} {digest}
    }}
    root * {site}
    file_server
}}
http://matcher-of-case.localhost:{port} {{
    @not-assets not path /assets/*
    basicauth @not-assets scrypt {{
        {user} {digest}
    }}
    root * {site}
    file_server browse
}}
http://handled-before.localhost:{port} {{
    root * {site}
    handle /people/* {{
        file_server
    }}
    handle {{
        basicauth scrypt {{
            {user} {digest}
        }}
        file_server
    }}
}}
http://any-cookie.localhost:{port} {{
    @strangers not header Cookie *session=*
    basicauth @strangers scrypt {{
        {user} {digest}
    }}
    root * {site}
    file_server
}}
http://only-get.localhost:{port} {{
    @reading method GET
    basicauth @reading scrypt {{
        {user} {digest}
    }}
    root * {site}
    file_server
}}
http://error-page.localhost:{port} {{
    root * {site}
    basicauth scrypt {{
        {user} {digest}
    }}
    file_server
    handle_errors {{
        rewrite * /index.html
        file_server
    }}
}}
http://from-within.localhost:{port} {{
    @outside not header X-Forwarded-For 10.*
    basicauth @outside scrypt {{
        {user} {digest}
    }}
    root * {site}
    file_server
}}
http://localhost:{gate} {{
    @reader header Authorization "{basic}"
    respond @reader 204
    respond 401
}}
"""
IN_CADDY = {
    "right": (),
    "forward": (),
    "forward-to-nobody": ("get", "assets", "wrong-password"),
    "matcher": ("data", "assets", "compressed-files"),
    "matcher-of-case": ("assets",),
    "handled-before": ("deep-pages",),
    "any-cookie": ("wrong-cookie",),
    "only-get": ("head",),
    "error-page": ("get", "data", "wrong-password"),
    "from-within": ("forwarded-for",),
}


def test_caddy_is_judged_otherwise(require: Require, tmp_path: Path) -> None:
    caddy = str(require("caddy"))
    lay(tmp_path / "site", NONCE)
    port, gate = free_ports(2)
    digest = hashed(caddy, PASSWORD)
    (tmp_path / "Caddyfile").write_text(
        CADDY.format(
            port=port,
            gate=gate,
            user=USER,
            digest=digest,
            site=tmp_path / "site",
            basic=basic(f"{USER}:{PASSWORD}"),
        ),
        encoding="utf-8",
    )
    command = [caddy, "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path)
    try:
        wait(process, port)
        network = Wire(iter(range(10**9)).__next__, 10**6, places=lambda _, p: [("127.0.0.1", p)])
        for name, rules in IN_CADDY.items():
            whom = [address(f"http://{name}.localhost:{port}/")]
            result = private(whom, RULES, network, READER, NONCE)
            found = [(each.rule, each.against) for each in result.cells if each.against]
            assert result.private == (not rules), (name, found)
            assert set(rules) <= set(broken(result)), (name, found)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_the_table_of_rules_has_two_of_a_name() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
