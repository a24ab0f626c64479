"""Tests of `goodword.resources`; inside an installed wheel: tests/test_wheel.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword import resources
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_checkout_reads_another_copy() -> None:
    assert resources.schemas_directory() == ROOT / "schemas"
    assert resources.site_directory() == ROOT / "site"


def test_an_installed_package_looks_outside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "goodword"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]", encoding="utf-8")
    assert resources.schemas_directory() == package / "_data" / "schemas"
    assert resources.site_directory() == package / "_data" / "site"
