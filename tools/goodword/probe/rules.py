"""The rules: every way in that a stranger is sent to try, a row each, and what a reader must see.

Most of them were found open somewhere. What a row asks differs from what every other row asks in
one thing only, so that the name of the row says what is open. Nothing asked changes anything.
"""

from __future__ import annotations

from goodword.probe import asks
from goodword.probe.asks import PAGE, UNKNOWN
from goodword.probe.samples import (
    ASSETS,
    COMPRESSED,
    DATA,
    DEEP,
    ENDINGS,
    FOLDERS,
    MAPS,
    MISSING,
    PAGES,
    SITEMAP,
)
from goodword.probe.visit import Ask, Rule

RULES = (
    Rule("https", "addresses begin with https", asks.https),
    Rule("get", "GET of pages", asks.paths("", *PAGES)),
    Rule("head", "HEAD of pages", asks.methods("HEAD")),
    Rule("post", "POST to pages", asks.methods("POST")),
    Rule("options", "OPTIONS, as browsers ask before they ask", asks.preflight),
    Rule(
        "other-methods",
        "PROPFIND, TRACE, a method nobody knows",
        asks.methods("PROPFIND", "TRACE", "QUERY", "PROBE"),
    ),
    Rule("deep-pages", "pages of people and missions", asks.paths(*DEEP)),
    Rule("data", "JSON: the search index, the release", asks.paths(*DATA)),
    Rule("assets", "styles, scripts, images, fonts, calendars", asks.paths(*ASSETS)),
    Rule("source-maps", "source maps", asks.paths(*MAPS)),
    Rule("sitemap", "the sitemap", asks.paths(SITEMAP)),
    Rule(
        "missing-pages",
        "the page for what is not there",
        asks.paths("nobody-is-here", "nobody/is/here.html", MISSING, passes=frozenset({404, 410})),
    ),
    Rule(
        "folders",
        "folders, with and without the slash",
        asks.paths(*FOLDERS, *(f[:-1] for f in FOLDERS)),
    ),
    Rule(
        "compressed-files",
        "compressed twins of files",
        asks.paths(*(f"{p}{e}" for p in COMPRESSED for e in ENDINGS)),
    ),
    Rule(
        "compressed-answers",
        "the same pages, compressed on the way",
        asks.headers(
            *(
                (("Accept-Encoding", each),)
                for each in ("gzip", "br", "zstd", "gzip, deflate, br, zstd")
            )
        ),
    ),
    Rule(
        "double-slash",
        "paths with two slashes",
        asks.odd(f"/{PAGE}", f"//{PAGE}"),
    ),
    Rule(
        "encoded",
        "paths in other letters: %2e, %2f, %69",
        asks.odd(
            "%69ndex.html",
            "index%2ehtml",
            f"%2e/{PAGE}",
            f"missions/%2e%2e/{PAGE}",
            f"%2f{PAGE}",
            f"%252e/{PAGE}",
            f"{PAGE}%00",
            f"{PAGE}%20",
        ),
    ),
    Rule(
        "letter-case",
        "paths in capitals",
        asks.odd("INDEX.HTML", "Index.html", "MISSIONS/index.html"),
    ),
    Rule(
        "trailing-dot",
        "paths with a dot or slash at the end",
        asks.odd(f"{PAGE}.", f"{PAGE}/", f"{PAGE}/.", "./"),
    ),
    Rule(
        "dot-segments",
        "paths with . and ..",
        asks.odd(f"./{PAGE}", f"missions/../{PAGE}", f"nobody/../{PAGE}"),
    ),
    Rule(
        "path-parameters",
        "paths that look like an asset's",
        asks.odd(f"{PAGE};a=b.css", f"{PAGE}/a.css", f"missions/{PAGE}/a.js", f"{PAGE}%3b.css"),
    ),
    Rule(
        "query",
        "a page with a query",
        asks.look(
            lambda _: [
                Ask(f"{PAGE}?{each}")
                for each in ("preview=1", "draft=true", "token=x", "a=.css", "print", "amp=1")
            ]
        ),
    ),
    Rule(
        "traversal",
        "out of the folder of assets",
        asks.odd(
            f"assets../{PAGE}",
            f"assets/..%2f{PAGE}",
            f"static../{PAGE}",
            "assets/..;/index.html",
        ),
    ),
    Rule(
        "side-doors",
        "folders that serve the files behind the login",
        asks.odd(
            *(
                f"{each}/{PAGE}"
                for each in (
                    "protected",
                    "internal",
                    "private",
                    "_site",
                    "site",
                    "public",
                    "dist",
                    "files",
                    "portal",
                    "preview",
                    "members",
                    "static",
                    ".well-known",
                    "assets",
                    "uploads",
                    "www",
                    "html",
                    "build",
                    "latest",
                    "staging",
                    "beta",
                )
            )
        ),
    ),
    Rule("rewritten-url", "X-Original-URL, X-Rewrite-URL and their like", asks.rewritten),
    Rule(
        "method-override",
        "X-HTTP-Method-Override and its like",
        asks.headers(
            *(
                ((name, m),)
                for name in (
                    "X-HTTP-Method-Override",
                    "X-HTTP-Method",
                    "X-Forwarded-Method",
                    "X-Original-Method",
                )
                for m in ("OPTIONS", "HEAD")
            )
        ),
    ),
    Rule(
        "forwarded-for",
        "X-Forwarded-For: an address from within",
        asks.headers(
            *(
                ((name, ip),)
                for ip in ("127.0.0.1", "10.0.0.1")
                for name in (
                    "X-Forwarded-For",
                    "X-Real-IP",
                    "Client-IP",
                    "True-Client-IP",
                    "CF-Connecting-IP",
                )
            ),
            (("Forwarded", "for=127.0.0.1;proto=https"),),
        ),
    ),
    Rule("forwarded-host", "X-Forwarded-Host: another host", asks.forwarded_host),
    Rule(
        "identity",
        "headers by which a proxy tells who somebody is",
        asks.headers(
            *(
                ((name, "admin"),)
                for name in (
                    "Remote-User",
                    "X-Remote-User",
                    "X-Forwarded-User",
                    "X-Auth-Request-User",
                    "X-Forwarded-Email",
                    "X-Webauth-User",
                    "X-User",
                    "Cf-Access-Authenticated-User-Email",
                    "X-Auth-Request-Email",
                    "X-Auth-Request-Preferred-Username",
                    "X-Forwarded-Preferred-Username",
                    "X-Goog-Authenticated-User-Email",
                    "X-Amzn-Oidc-Identity",
                    "X-MS-Client-Principal-Name",
                    "X-Authenticated-User",
                )
            ),
            (("X-Client-Verify", "SUCCESS"), ("Ssl-Client-Verify", "SUCCESS")),
        ),
    ),
    Rule(
        "range",
        "a part of a page",
        asks.headers(
            (("Range", "bytes=0-"),), (("Range", "bytes=0-99"),), (("Range", "bytes=-50"),)
        ),
    ),
    Rule(
        "conditional",
        "a page if it has changed",
        asks.headers(
            (("If-None-Match", "*"),),
            (("If-None-Match", '"0"'),),
            (("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"),),
        ),
    ),
    Rule(
        "crawlers",
        "as a search engine, a link preview or a check",
        asks.headers(
            *(
                (("User-Agent", each),)
                for each in (
                    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                    "Slackbot-LinkExpanding 1.0",
                    "Twitterbot/1.0",
                    "facebookexternalhit/1.1",
                    "UptimeRobot/2.0",
                    "kube-probe/1.30",
                    "ELB-HealthChecker/2.0",
                    "GoogleHC/1.0",
                    "Amazon CloudFront",
                    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                    "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                    "curl/8.9.1",
                    "",
                )
            )
        ),
    ),
    Rule(
        "accept",
        "as a program that wants something else than a page",
        asks.headers(
            *(
                (("Accept", each),)
                for each in ("application/json", "text/markdown", "image/avif", "text/plain")
            )
        ),
    ),
    Rule("same-site", "as a page of the site itself", asks.same_site),
    Rule(
        "upgrade",
        "to go over to another protocol",
        asks.look(
            lambda _: [
                Ask(PAGE, "GET", (("Connection", "Upgrade"), ("Upgrade", each)))
                for each in ("websocket", "h2c")
            ],
            UNKNOWN,
        ),
    ),
    Rule("old-protocol", "HTTP/1.0", asks.old_protocol),
    Rule("whole-address", "the whole address where its path is meant", asks.whole_address),
    Rule("other-host", "the same machine by other names", asks.other_host),
    Rule("each-machine", "every machine that the name leads to", asks.each_machine),
    Rule("http", "the same host by http", asks.plain_http),
    Rule("wrong-password", "a password that is wrong", asks.wrong_password),
    Rule("wrong-cookie", "a cookie that is wrong", asks.wrong_cookie),
    Rule("wrong-token", "a token that is wrong", asks.wrong_token),
    Rule("login", "a reader is shown this release", asks.shown, reader=True),
    Rule("after-login", "strangers are refused what a reader was just shown", asks.after),
)
"""Every rule, in the order in which it is asked: what a login brings about comes last."""
