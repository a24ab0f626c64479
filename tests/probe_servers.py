"""Servers that hold a skeleton: one right, and one for each way to let strangers in by mistake.

One nginx has them all; a server is known by its name, and `places` leads every name to it. Each
row of `FLAWS` is what somebody adds to a server that asks for a password everywhere.
"""

from __future__ import annotations

import itertools
import os
import socket
import ssl
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from goodword.probe.logins import basic
from goodword.probe.network import Wire
from goodword.probe.samples import skeleton
from goodword.probe.wire import address
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.probe.wire import Address

NONCE = "5f0c0ffee1234567890abcdef"
USER, PASSWORD = "ana", "correct horse"
DATA = ROOT / "tests" / "data" / "probe"
MIME = "types { text/html html; text/css css; application/json json; image/svg+xml svg; }"


class Flaw(NamedTuple):
    """A mistake.

    Args:
        text: what the block of the server has beside, or in place of, the password.
        rules: the rules that find it; one alone where no other does.
        realm: a variable of nginx and what it looks like when no password is asked.
        password: whether the block asks for one.
        listen: where.
        beside: another server.
        addresses: to be asked; empty for that of the block.
        alone: whether no other rules find it.
    """

    text: str = ""
    rules: tuple[str, ...] = ()
    realm: tuple[str, str] | None = None
    password: bool = True
    listen: str = "127.0.0.1:PLAIN"
    beside: str = ""
    addresses: tuple[str, ...] = ()
    alone: bool = False


def by(rule: str, text: str = "", realm: tuple[str, str] | None = None, **more: Any) -> Flaw:
    """A mistake that one rule alone finds."""
    return Flaw(text, (rule,), realm, alone=True, **more)


def addresses(name: str, flaw: Flaw) -> list[Address]:
    """What is asked of a server."""
    return [address(each) for each in flaw.addresses or (f"http://{name}.localhost/",)]


OPEN = "auth_basic off;"
GO = "error_page 401 = @go;"
ORIGIN = "location / { proxy_method GET; proxy_pass http://origin; }"
"""An application that answers every method with the page."""
FLAWS = {
    # Found by one rule each.
    "one-page-forgotten": by("get", f"location = /missions/index.html {{ {OPEN} }}"),
    "head-is-open": by("head", realm=("request_method", "HEAD")),
    "post-is-open": by("post", ORIGIN, ("request_method", "POST")),
    "options-are-open": by("options", "if ($request_method = OPTIONS) { return 204; }"),
    "limit-except": by("other-methods", ORIGIN, ("request_method", "PROPFIND")),
    "location-without": by("deep-pages", f"location /people/ {{ {OPEN} }}"),
    "search-is-open": by("data", f"location = /search/search_index.json {{ {OPEN} }}"),
    "regex-for-assets": by(
        "assets", rf"location ~* \.(css|js|png|svg|woff2)$ {{ {OPEN} expires 1y; }}"
    ),
    "maps-for-developers": by("source-maps", rf"location ~ \.map$ {{ {OPEN} }}"),
    "sitemap-for-crawlers": by("sitemap", f"location = /sitemap.xml {{ {OPEN} }}"),
    "error-page": by("missing-pages", f"location = /404.html {{ {OPEN} }}"),
    "autoindex": by("folders", f"location ~ /$ {{ {OPEN} autoindex on; }}"),
    "gzip-twins": by("compressed-files", rf"location ~ \.(gz|br|zst)$ {{ {OPEN} }}"),
    "gzip-by-header": by("compressed-answers", realm=("http_accept_encoding", "~gzip")),
    "two-slashes": by("double-slash", realm=("request_uri", "~^//")),
    "percent": by("encoded", realm=("request_uri", "~^/%69")),
    "disk-without-case": by(
        "letter-case", f"location ~ ^/I {{ {OPEN} try_files /index.html =404; }}"
    ),
    "disk-of-windows": by(
        "trailing-dot", rf"location ~ \.$ {{ {OPEN} try_files /index.html =404; }}"
    ),
    "dots": by("dot-segments", realm=("request_uri", "~^/nobody/[.][.]/")),
    "path-info": by(
        "path-parameters", rf'location ~ "^/index\.html;" {{ {OPEN} try_files /index.html =404; }}'
    ),
    "preview-parameter": by("query", realm=("arg_preview", "1")),
    "alias-traversal": by(
        "traversal",
        f"location /assets/ {{ }} location /assets {{ {OPEN} alias SITE/assets/; }}",
    ),
    "not-internal": by("side-doors", f"location /protected/ {{ {OPEN} alias SITE/; }}"),
    "original-url": by("rewritten-url", realm=("http_x_original_url", "~favicon")),
    "original-method": by("method-override", realm=("http_x_original_method", "OPTIONS")),
    "satisfy-any": by(
        "forwarded-for",
        "set_real_ip_from 0.0.0.0/0; real_ip_header X-Forwarded-For;"
        " satisfy any; allow 10.0.0.0/8; deny all;",
    ),
    "host-by-header": by("forwarded-host", realm=("http_x_forwarded_host", "localhost")),
    "user-by-header": by("identity", realm=("http_x_forwarded_user", "~.")),
    "slices": by("range", realm=("http_range", "~.")),
    "not-modified": by("conditional", realm=("http_if_none_match", "~.")),
    "for-crawlers": by("crawlers", realm=("http_user_agent", "~*googlebot")),
    "by-referer": by("same-site", realm=("http_referer", "~localhost")),
    "old-balancer": by("old-protocol", realm=("server_protocol", "HTTP/1.0")),
    "as-a-proxy": by("whole-address", realm=("request", "~ https?://")),
    "json-for-programs": by("accept", realm=("http_accept", "~json")),
    "websockets": by("upgrade", realm=("http_upgrade", "websocket")),
    "admin-admin": by("wrong-password", "auth_basic_user_file DEFAULTS;"),
    "any-session": by("wrong-cookie", realm=("http_cookie", "~session=")),
    "any-bearer": by("wrong-token", realm=("http_authorization", "~^Bearer ")),
    "nobody-at-all": by("login", "deny all;"),
    "release-before": by("login", "root OLD;"),
    "cache-in-front": by(
        "after-login",
        "location / { proxy_pass http://origin-with-password; proxy_cache all;"
        " proxy_cache_key $host$uri; proxy_cache_valid 200 5m; }",
        password=False,
    ),
    "http-beside-https": by(
        "http",
        listen="127.0.0.1:SECURE ssl",
        beside="server { listen 127.0.0.1:PLAIN; server_name http-beside-https.test; }",
        addresses=("https://http-beside-https.test/",),
    ),
    "default-server": by(
        "other-host",
        listen="127.0.0.1:OTHER",
        beside="server { listen 127.0.0.1:OTHER default_server; }",
    ),
    "second-machine": by("each-machine", beside="server { listen 127.0.0.1:SECOND; }"),
    "twin-in-the-clear": by("https", addresses=("http://right.localhost/", "http://clear.test/")),
    # Found by several.
    "no-password": Flaw(password=False, rules=("get", "head", "wrong-cookie")),
    "only-at-the-door": Flaw(
        "location = / { auth_basic members; auth_basic_user_file USERS; }",
        ("get", "assets", "compressed-files"),
        password=False,
    ),
    "allow-all": Flaw("satisfy any; allow all;", ("get", "deep-pages")),
    "files-first": Flaw(
        "location / { try_files $uri $uri/index.html @members; }"
        " location @members { auth_basic members; auth_basic_user_file USERS; }",
        ("get", "assets"),
        password=False,
    ),
    "limit-except-get": Flaw(
        "location / { auth_basic off;"
        " limit_except GET { auth_basic members; auth_basic_user_file USERS; } }",
        ("get", "head"),
    ),
    "refusal-with-the-page": Flaw("error_page 401 /index.html; INDEX_OPEN", ("get", "head")),
    "refusal-that-is-none": Flaw("error_page 401 =200 /index.html; INDEX_OPEN", ("get", "head")),
    "refusal-with-the-release": Flaw(f"add_header X-Release {NONCE} always;", ("get",)),
    "sign-in-by-script": Flaw(
        "location / { sub_filter '</head>' '<script>location=\"/sign-in\"</script></head>';"
        " sub_filter_once on; }",
        ("get",),
        password=False,
    ),
    "soft": Flaw(
        "location / { default_type text/html; return 200 'please sign in'; }",
        ("get", "login"),
        password=False,
    ),
    "sign-in-with-the-page": Flaw(
        f"{GO} location @go {{ return 302 /sign-in; }} location = /sign-in {{ {OPEN}"
        f" default_type text/html; return 200 '<input type=password> {NONCE}'; }}",
        ("get",),
    ),
    "redirect-with-the-page": Flaw(
        f"location / {{ return 302 'https://accounts.google.com/?for={NONCE}'; }}",
        ("get",),
        password=False,
    ),
    "redirect-to-nowhere": Flaw("error_page 401 =302 http://nowhere.test/;", ("get",)),
    "redirect-to-anything": Flaw(
        f"{GO} location @go {{ return 302 /hi; }} location = /hi {{ {OPEN} return 200 'hi'; }}",
        ("get",),
    ),
    "redirect-in-a-circle": Flaw(f"{GO} location @go {{ return 302 /; }}", ("get",)),
    "redirect-without-place": Flaw("location / { return 302 ''; }", ("get",), password=False),
    "broken": Flaw("location / { return 500; }", ("get", "login"), password=False),
    "bad-gateway": Flaw(
        "location / { proxy_pass http://127.0.0.1:1; }", ("get", "login"), password=False
    ),
    "hangs-up": Flaw("location / { return 444; }", ("get", "login"), password=False),
    "too-many": Flaw("location / { return 429; }", ("get",), password=False),
    "any-password": Flaw(
        "if ($http_authorization = '') { return 401; }",
        ("wrong-password", "wrong-token"),
        password=False,
    ),
    "any-cookie": Flaw(
        "if ($http_cookie = '') { return 401; }", ("wrong-cookie", "login"), password=False
    ),
    "no-users": Flaw("auth_basic_user_file /dev/null;", ("login",)),
    "internal-redirect": Flaw(
        f"location /o/ {{ internal; {OPEN} alias SITE/; }}"
        " location / { auth_basic off; rewrite ^/(.*)$ /o/$1; }",
        ("get",),
    ),
    "preview": Flaw(
        beside="server { listen 127.0.0.1:PLAIN; server_name preview--right.localhost; }",
        rules=("get", "after-login"),
        addresses=("http://right.localhost/", "http://preview--right.localhost/"),
    ),
    "apex-is-open": Flaw(
        beside="server { listen 127.0.0.1:PLAIN; server_name apex.localhost; }",
        rules=("get",),
        addresses=("http://apex.localhost/", "http://right.localhost/"),
    ),
    "not-trusted": Flaw(
        listen="127.0.0.1:SECURE ssl",
        rules=("get", "login"),
        addresses=("https://untrusted.test/",),
    ),
    "host-in-capitals": by("other-host", realm=("http_host", "~[A-Z]")),
    "host-with-a-port": by("other-host", realm=("http_host", "~:8")),
    "scheme-by-header": by("forwarded-host", realm=("http_x_forwarded_proto", "https")),
    "mail-by-header": by("identity", realm=("http_x_auth_request_email", "~.")),
    "certificate-by-header": by("identity", realm=("http_x_client_verify", "SUCCESS")),
    "kerberos-begun": by("wrong-token", realm=("http_authorization", "~^Negotiate")),
    "for-checks": by("crawlers", realm=("http_user_agent", "~^curl")),
    "health-of-a-balancer": by("crawlers", realm=("http_user_agent", "~ELB-HealthChecker")),
    "fetched-ahead": by("same-site", realm=("http_purpose", "prefetch")),
    "as-an-image": by("same-site", realm=("http_sec_fetch_dest", "image")),
    "worker-of-the-site": by("same-site", realm=("http_service_worker", "script")),
    "skipped-middleware": by("same-site", realm=("http_x_middleware_subrequest", "~middleware")),
    "static-folder": by("side-doors", f"location /static/ {{ {OPEN} alias SITE/; }}"),
    "well-known-folder": by("side-doors", f"location /.well-known/ {{ {OPEN} alias SITE/; }}"),
    "markdown-for-models": by("accept", realm=("http_accept", "~markdown")),
    "bearer-null": by("wrong-token", realm=("http_authorization", "~^Bearer null")),
    "empty-pair": by("wrong-password", realm=("http_authorization", "Basic Og==")),
    "host-with-a-dot": by("other-host", realm=("http_host", "~[.]$")),
    "cookie-of-a-proxy": by("wrong-cookie", realm=("http_cookie", "~_oauth2_proxy=")),
    "style-by-query": by("query", realm=("args", "~[.]css$")),
    "slash-index": Flaw(f"location ~ ^/$|index {{ {OPEN} }}", ("get",)),
}
RIGHT = {
    "right": Flaw(),
    "right-for-hosts": Flaw("error_page 404 /404.html; gzip_static on; autoindex on;"),
    "right-by-request": Flaw(
        "auth_request /oauth2/auth; error_page 401 = @start;"
        " location = /oauth2/auth { internal; auth_request off; proxy_pass http://gate; }"
        " location @start { return 302 /oauth2/sign_in?rd=$uri; }"
        " location = /oauth2/sign_in { auth_request off; default_type text/html;"
        " return 200 '<form><input name=p type=\"password\"></form>'; }",
        password=False,
    ),
    "right-by-https": Flaw(
        listen="127.0.0.1:SECURE ssl",
        beside="server { listen 127.0.0.1:PLAIN; server_name secure.test;"
        " return 301 https://secure.test$request_uri; }",
        addresses=("https://secure.test/",),
    ),
    "right-with-twins": Flaw(
        beside="server { listen 127.0.0.1:PLAIN; server_name www.right-with-twins.localhost;"
        " return 308 http://right-with-twins.localhost$request_uri; }"
        " server { listen 127.0.0.1:PLAIN; server_name gone.localhost; return 404; }",
        addresses=(
            "http://right-with-twins.localhost/",
            "http://www.right-with-twins.localhost/",
            "http://gone.localhost/",
            "https://nowhere.test/",
            "http://right.localhost/",
        ),
    ),
}


def _block(name: str, flaw: Flaw) -> str:
    """The server of a name, with a map of its own where a variable decides."""
    lines = [flaw.beside]
    realm = "members"
    if flaw.realm:
        variable, pattern = flaw.realm
        realm = f"$realm_{name.replace('-', '_')}"
        lines.append(f'map ${variable} {realm} {{ default members; "{pattern}" off; }}')
    names = f"{name}.localhost {name}-again.localhost"
    if "ssl" in flaw.listen:
        names = str(urlsplit(flaw.addresses[0]).hostname)
    users = "" if "auth_basic_user_file" in flaw.text[:20] else "auth_basic_user_file USERS;"
    password = f"auth_basic {realm}; {users}" if flaw.password else ""
    lines.append(f"server {{ listen {flaw.listen}; server_name {names}; {password} {flaw.text} }}")
    return "\n".join(lines)


CONFIGURATION = """\
daemon off; master_process off; pid HOME/pid; error_log HOME/error.log crit;
events { worker_connections 512; }
http {
MIME
default_type application/octet-stream;
access_log off; root SITE; index index.html; server_names_hash_bucket_size 128;
client_body_temp_path HOME/1; proxy_temp_path HOME/2; fastcgi_temp_path HOME/3;
uwsgi_temp_path HOME/4; scgi_temp_path HOME/5; variables_hash_max_size 4096;
map_hash_bucket_size 128;
proxy_cache_path HOME/cache keys_zone=all:1m;
ssl_certificate CERTIFICATE; ssl_certificate_key KEY;
upstream origin { server 127.0.0.1:ORIGIN; }
upstream origin-with-password { server 127.0.0.1:BEHIND; }
upstream gate { server 127.0.0.1:GATE; }
server { listen 127.0.0.1:ORIGIN; }
server { listen 127.0.0.1:GATE; if ($http_authorization = 'BASIC') { return 202; } return 401; }
server { listen 127.0.0.1:BEHIND; auth_basic members; auth_basic_user_file USERS; }
server { listen 127.0.0.1:PLAIN default_server; return 421; }
server { listen 127.0.0.1:SECURE ssl default_server; return 421; }
server { listen 127.0.0.1:PLAIN; server_name clear.test;
  auth_basic members; auth_basic_user_file USERS; }
BLOCKS
}
"""


class Servers:
    """A running nginx.

    Args:
        home: an empty folder.
        nginx: the program.
    """

    def __init__(self, home: Path, nginx: Path) -> None:
        self.home = home
        for folder, nonce in (("site", NONCE), ("old", "0ld0ld0ld0ld0ld0ld0")):
            lay(home / folder, nonce)
        pair = f"{USER}:{{PLAIN}}{PASSWORD}\n"
        (home / "users").write_text(pair, encoding="utf-8")
        (home / "defaults").write_text(f"{pair}admin:{{PLAIN}}admin\n", encoding="utf-8")
        names = ("PLAIN", "SECURE", "ORIGIN", "BEHIND", "OTHER", "SECOND", "GATE")
        self.ports = dict(zip(names, free_ports(len(names)), strict=True))
        (home / "nginx.conf").write_text(self._configuration(), encoding="utf-8")
        command = [str(nginx), "-p", str(home), "-c", str(home / "nginx.conf")]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)
        wait(self.process, self.ports["SECOND"])

    def _configuration(self) -> str:
        text = CONFIGURATION.replace(
            "BLOCKS", "\n".join(_block(*each) for each in (FLAWS | RIGHT).items())
        )
        values = {
            "INDEX_OPEN": f"location = /index.html {{ {OPEN} }}",
            "HOME": self.home,
            "MIME": MIME,
            "SITE": self.home / "site",
            "OLD": self.home / "old",
            "USERS": self.home / "users",
            "DEFAULTS": self.home / "defaults",
            "BASIC": basic(f"{USER}:{PASSWORD}"),
            "CERTIFICATE": DATA / "certificate.pem",
            "KEY": DATA / "key.pem",
            **self.ports,
        }
        for name, value in values.items():
            text = text.replace(name, str(value))
        return text

    def places(self, host: str, port: int) -> list[tuple[str, int]]:
        """Where a name of the tests is."""
        if host == "nowhere.test":
            return []
        here = {80: "PLAIN", 443: "SECURE"}.get(port)
        if host.startswith("default-server"):
            here = "OTHER"
        found = [("127.0.0.1", self.ports[here] if here else port)]
        if host.startswith("second-machine"):
            found.append(("127.0.0.1", self.ports["SECOND"]))
        return found

    def wire(self, seconds: float = 5) -> Wire:
        """The network that leads to these servers."""
        trusted = ssl.create_default_context(cafile=str(DATA / "certificate.pem"))
        return Wire(time.monotonic, seconds, trusted, self.places)

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        _, said = self.process.communicate(timeout=20)
        assert not said, said.decode()


def lay(folder: Path, nonce: str) -> None:
    """Lay a skeleton into a folder."""
    for path, data in skeleton(nonce):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def hashed(caddy: str, password: str) -> str:
    """A password as Caddy keeps it."""
    told = [caddy, "hash-password", "--algorithm", "scrypt", "--plaintext", password]
    return subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip()


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, of those that no machine gives to whoever asks for any.

    Between this and the start of a server, another process that asks for any port (as tests beside
    this one do) might be given it; and each process that calls this begins at another one.
    """
    found: list[int] = []
    while len(found) < count:
        port = next(_PORTS)
        with suppress(OSError):  # somebody has it
            socket.create_server(("127.0.0.1", port)).close()
            found.append(port)
    return found


def _turn() -> Iterator[int]:
    """Ports below the least that Linux (32768) and macOS (49152) choose by themselves."""
    first = os.getpid() * 101 % 20_000
    return (10_000 + (first + each) % 20_000 for each in itertools.count())


_PORTS = _turn()


def wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until a server listens, at most twenty seconds."""
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                _, said = process.communicate()
                raise AssertionError((said or b"it does not listen").decode()) from None
            time.sleep(0.02)
        else:
            return
