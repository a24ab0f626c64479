"""Where things are handed in: the way that the program has set, with the fields filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from goodword.texts import ISOLATES
from goodword.verbs.forms import form as form_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.view import Intake
    from goodword.texts import Texts

_SLOT = re.compile(r"\{([a-z]+)\}")


def link(
    intake: Intake, form: str, texts: Texts, values: Mapping[str, str], subject: str
) -> str | None:
    """The address that opens a form: a page, an issue or a mail; None where there is no way.

    A page's address may hold `{form}` and the names of fields, such as `{mission}`. One that holds
    a field and no `{form}` is a form for that alone.

    Args:
        intake: the ways in; of several a page comes before an issue, and that before a mail.
        form: which form.
        texts: the reader's words; a mail is written in their language.
        values: what is known of its fields.
        subject: of the issue or the mail.
    """
    subject = subject.translate(ISOLATES)
    if intake.form and _for(intake.form, values):
        known = {"form": form, **values}
        return _SLOT.sub(lambda slot: quote(known.get(slot[1], ""), safe=""), intake.form)
    if intake.issues:
        place = intake.issues.rstrip("/").removesuffix("/issues")
        asked = {"template": f"{form}.yml", **values, "title": subject}
        return f"{place}/issues/new?{urlencode(asked)}"
    if intake.mail:
        query = urlencode({"subject": subject, "body": _body(form, texts, values)}, quote_via=quote)
        return f"mailto:{quote(intake.mail, safe='@')}?{query}"
    return None


def open_form(intake: Intake, form: str, texts: Texts) -> str | None:
    """The address that opens a form of which nothing is known before, named by its title."""
    return link(intake, form, texts, {}, texts(f"form.title.{form}"))


def _for(address: str, values: Mapping[str, str]) -> bool:
    """Whether a page's address is of this form: of all, or one whose fields are known."""
    slots = {*_SLOT.findall(address)}
    return "form" in slots or slots <= {*values}


def _body(form: str, texts: Texts, values: Mapping[str, str]) -> str:
    """A mail's body: the headings of an issue form, in the reader's language."""
    parts = []
    for field in form_of(form).fields:
        value = values.get(field.name, "")
        if field.kind == "check":
            value = f"- [ ] {texts('form.agree.option')}"
        parts.append(f"### {texts(f'form.{field.name}')}\r\n\r\n{value}\r\n")
    return "\r\n".join(parts)
