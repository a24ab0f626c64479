"""Made-up registries of people, in the forms in which programs and communities keep them.

No real person: names are put together by chance from those of several scripts.
"""

from __future__ import annotations

import csv
import io
import json
import random
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST = [
    "Ana",
    "Zoë",
    "Jürgen",
    "Łukasz",
    "Nguyễn",
    "Siobhán",
    "Søren",
    "Çağla",
    "Ümit",
    "Íñigo",
    "Ivana",
    "Olu",
    "Amara",
    "Kwame",
    "Mei",
    "美咲",
    "Дмитрий",
    "Олена",
    "Γιώργος",
    "فاطمة",
    "דנה",
    "अनिता",
    "ธนพล",
    "지민",
    "Tomás",
    "Noé",
    "Ayşe",
    "Björk",
    "D'Arcy",
    "Jean-Luc",
]
LAST = [
    "Lopes",
    "Ünal",
    "Wölf",
    "Kowalski",
    "Trần",
    "Ní-Bhriain",
    "Ørsted",
    "Yılmaz",
    "García",
    "Horvat",
    "Adeyemi",
    "Okafor",
    "Mensah",
    "陈",
    "佐藤",
    "Иванов",
    "Шевченко",
    "Παπαδόπουλος",
    "حسن",
    "כהן",
    "शर्मा",
    "สุขใจ",
    "김",
    "O'Neil",
    "Müller",
    "Groß",
    "Šimić",
    "Đorđević",
]
COUNTRIES = (
    ("Portugal", "PT"),
    ("Türkiye", "TR"),
    ("Germany", "DE"),
    ("USA", "US"),
    ("The Netherlands", "NL"),
    ("Korea, Republic of", "KR"),
    ("Côte d'Ivoire", "CI"),
    ("Bosnia and Herzegovina", "BA"),
    ("Namibia", "NA"),
    ("United Kingdom", "GB"),
    ("Czech Republic", "CZ"),
    ("Brasil", "BR"),
)
LANGUAGES = (("English", "en"), ("Deutsch", "de"), ("Portuguese", "pt"), ("日本語", "ja"))
TOPICS = ("Maps", "Data sets", "C++", "Cloud Native", "Machine Learning", "Accessibility")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BIO = 'Speaks at meetups.\nWrites: "how to" guides, <b>not</b> ads — & answers.'


class Person(NamedTuple):
    """Somebody made up; `n` tells them from all others."""

    n: int
    first: str
    last: str
    country: int
    login: str
    joined: tuple[int, int, int]
    languages: tuple[int, ...]
    topics: tuple[int, ...]
    readers: int

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def day(self) -> str:
        """When they joined."""
        return "{:04}-{:02}-{:02}".format(*self.joined)


def made_up(count: int, seed: int) -> list[Person]:
    """So many people; some share a name, each has an account of their own."""
    chance = random.Random(seed)  # noqa: S311 - made up the same each time
    found = []
    for n in range(count):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        found.append(
            Person(
                n,
                first,
                last,
                chance.randrange(len(COUNTRIES)),
                f"person-{n}",
                (chance.randint(2015, 2025), chance.randint(1, 12), chance.randint(1, 28)),
                tuple(chance.sample(range(len(LANGUAGES)), chance.randint(0, 2))),
                tuple(chance.sample(range(len(TOPICS)), chance.randint(0, 3))),
                chance.randint(0, 90_000),
            )
        )
    return found


YAML_MAP = """\
list: ambassadors
columns:
  name: name
  region: location
  languages: languages
  topics: expertise
  bio: bio
  links: website
accounts: {github: github, linkedin: social.linkedin, mastodon: social.mastodon}
people: {source: community}
"""


def yaml_registry(people: list[Person]) -> bytes:
    """One YAML list, as a community keeps it beside its site."""
    lines = ["# Our ambassadors, newest last.", "ambassadors:"]
    for each in people:
        country = COUNTRIES[each.country][0]
        lines += [
            f'  - name: "{each.name}"',
            f"    github: https://github.com/{each.login}",
            f'    location: "{"" if "," in country else "Some Town, "}{country}"',
            f"    image: images/{each.n:04}.png",
            f"    since: {each.joined[0]}",
            "    social:",
            f"      linkedin: https://www.linkedin.com/in/{each.login}-{each.n}/",
            f"      mastodon: https://example.social/@{each.login}",
            "      x:",
            f"    languages: [{', '.join(LANGUAGES[i][0] for i in each.languages)}]",
            f"    website: example.com/{each.login}",
            "    bio: |",
            f"      Person {each.n}.",
            *(f"      {line}" for line in BIO.splitlines()),
        ]
        if each.topics:
            lines += ["    expertise:", *(f"    - {TOPICS[i]}" for i in each.topics)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


JSON_MAP = """\
columns:
  name: [profile.first_name, profile.last_name]
  region: profile.country
  languages: profile.languages
  since: joined_at
  stage: status
accounts:
  github: {login: accounts.github.login, number: accounts.github.id}
reach:
  - {column: stats.readers, channel: blog, measure: readers a month, date: "2026-10-01"}
values:
  stage: {active: member, "on a break": on-leave}
people: {source: event}
"""


def json_registry(people: list[Person]) -> Mapping[str, bytes]:
    """A folder of JSON files, a person each."""
    found: dict[str, bytes] = {"README.md": b"# People\n", ".meta.json": b"{"}
    for each in people:
        value: dict[str, Any] = {
            "id": each.n,
            "status": "On a break" if each.n % 9 == 0 else "active",
            "joined_at": f"{each.day}T23:30:00.000+02:00",
            "profile": {
                "first_name": each.first,
                "last_name": each.last,
                "country": COUNTRIES[each.country][1],
                "languages": [LANGUAGES[i][1] for i in each.languages],
                "lat": 52.5,
                "employer": None,
            },
            "accounts": {"github": {"login": each.login, "id": 1000 + each.n}},
            "stats": {"readers": each.readers, "rate": 1.0},
        }
        text = json.dumps(value, indent="\t" if each.n % 2 else None, ensure_ascii=each.n % 3 == 0)
        found[f"{each.n // 100}/{each.login}.json"] = text.encode()
    return found


CSV_MAP = """\
columns:
  name: [Vorname, Nachname]
  region: Land
  since: Beitritt
  languages: Sprachen
  pronouns: Anrede
accounts: {github: GitHub, forum: Forum}
reach:
  - {column: Leser, channel: blog, measure: readers a month, date: "2026-10-01", source: the sheet}
dates: day-first
decimal: comma
nothing: [k. A., "-"]
people: {stage: member, source: loyalty}
"""


def csv_registry(people: list[Person]) -> bytes:
    """What a spreadsheet writes: its own separator, columns and rows of nothing, odd forms."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    head = ("Vorname ", "Nachname", "Land", "Beitritt", "Sprachen", "Anrede", "GitHub", "Forum")
    writer.writerow((*head, "Leser", "Notiz", "", ""))
    for each in people:
        year, month, day = each.joined
        forms = (
            f"{day}.{month}.{year}",
            f"{day:02}/{month:02}/{year} 14:30",
            f"{each.day}T10:00:00+0200",
            f"{day} {MONTHS[month - 1]} {year}",
        )
        readers = f"{each.readers:,}".replace(",", ".")
        writer.writerow(
            (
                unicodedata.normalize("NFD", each.first),
                f" {unicodedata.normalize('NFD', each.last)} ",
                COUNTRIES[each.country][each.n % 2],
                forms[each.n % len(forms)],
                ", ".join(LANGUAGES[i][each.n % 2] for i in each.languages),
                ("", "-", "k. A.", "they/them")[each.n % 4],
                ("", f"@{each.login}")[each.n % 2],
                f"{each.login}",
                readers if each.n % 5 else "k. a.",
                'a "note"\r\nof two lines' if each.n % 7 == 0 else "",
                "",
                "",
            )
        )
        if each.n % 50 == 0:
            writer.writerow([""] * 12)
    return b"sep=;\r\n" + sheet.getvalue().encode()
