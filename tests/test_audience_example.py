"""What staff's portal takes from the example, against its files and the reports."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.audience.gate import audience_view
from goodword.portal.page import Desk, Reader
from goodword.portal.pages import PAGES
from goodword.rendering.prose import plain
from goodword.reports.audit import audit_report
from goodword.reports.desk import desk_figures
from goodword.reports.report import nowhere
from goodword.snapshot import Snapshot
from goodword.texts import Texts
from tests.conftest import ROOT
from tests.relation_program import TODAY, example, mission, snapshot

if TYPE_CHECKING:
    from goodword.audience.view import View
    from goodword.audience.view.staff import StaffView


def view(day: date = TODAY, today: date = TODAY) -> View:
    return audience_view(Snapshot(example()[0].program, day), "staff", today)


def staff(day: date = TODAY, today: date = TODAY) -> StaffView:
    found = view(day, today).staff
    assert found is not None
    return found


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def missions() -> dict[str, Any]:
    paths = (ROOT / "missions").glob("*/mission.yml")
    return {path.parent.name: yaml.safe_load(path.read_bytes()) for path in paths}


def test_a_mission_is_under_another_pillar_or_without_its_disclosure() -> None:
    stated = missions()
    pillars = {each["id"]: each["pillar"] for each in read("program/strategy.yml")["objectives"]}
    standard = read("program/policies.yml")["disclosure"]["text"]
    shown = {each.id: each for each in view().missions}
    assert set(shown) == set(stated)
    texts = []
    for name, data in stated.items():
        assert shown[name].pillar == pillars.get(data.get("objective"))
        own = data.get("disclosure", {}).get("text")
        expected = own or (standard if data.get("public_facing") else None)
        texts.append(shown[name].disclosure)
        assert (texts[-1] or {}).get("en") == (expected["en"] if expected else None)
    assert None in texts
    assert len([each for each in texts if each]) > 1


@pytest.mark.parametrize(
    ("day", "status", "told"),
    [
        ("2026-03-01", "paused", False),
        ("2026-03-02", "open", True),
        ("2026-03-31", "open", True),
        ("2026-04-01", "closed", False),
    ],
)
def test_a_mission_is_open_or_news_outside_its_window(day: str, status: str, *, told: bool) -> None:
    files = mission(opens="2026-03-02", closes="2026-03-31")
    found = audience_view(snapshot(files, day), "members", TODAY)
    assert [each.status for each in found.missions] == [status]
    assert [(str(each.date), each.target) for each in found.news] == (
        [("2026-03-02", "guide")] if told else []
    )


@pytest.mark.parametrize("day", [date(2025, 7, 1), TODAY])
def test_the_page_of_the_audit_differs_from_the_report(day: date) -> None:
    found = view(day)
    on = Snapshot(example()[0].program, day)
    value, desk = audit_report(on).value, desk_figures(on, (), nowhere)
    (page,) = PAGES["staff_audit"](found, Reader(Texts("en"), plain, Desk(**desk)))
    assert page.whole is not None
    sheet: Any = page.whole().values["sheet"]
    assert Texts("en").cycle(value["cycle"]) in sheet.lead
    assert str(value["viewed"]) in sheet.lead
    whole, *departments = sheet.tables[0].rows
    stated = (value["overall"], *value["departments"])
    for row, told in zip((whole, *departments), stated, strict=True):
        assert row[0].text == (told["department"] or "The whole brand")
        if not told["shown"]:
            assert {cell.text for cell in row[1:]} == {"not shown", ""}
            continue
        assert row[1].text == str(told["answered"])
        assert (float(row[2].text[:-1]), float(row[3].text[:-1])) == (
            told["brand_working"],
            told["influencer_working"],
        )
        assert float(row[4].text) == told["gap"]
        assert row[6].text == {None: "fewer than five", 0: ""}.get(
            told["over_claimed"], str(told["over_claimed"])
        )
    named = desk["audit"]["named"]
    assert {*named["over_claimed"], *named["without_contact"]} == {
        each["id"] for each in value["overall"]["named"]
    }


def test_an_agreement_counts_on_other_days_than_it_says() -> None:
    signed = read("influencers/wanjiru-mwangi/profile.yml")["nda"][-1]
    last = date.fromisoformat(signed["expires"])
    for day, state in (
        (last - timedelta(30), "live"),
        (last - timedelta(29), "lapsing"),
        (last, "lapsing"),
        (last + timedelta(1), "lapsed"),
    ):
        found = {each.who.id: each for each in staff(TODAY, day).register}
        assert found["wanjiru-mwangi"].nda_state == state, day
        assert found["wanjiru-mwangi"].expires == last
    others = {each.who.id: each.nda_state for each in staff().register}
    assert others["nuria-vidal"] == "none"
    assert "yetunde-adeyemi" not in others


def test_a_consent_to_an_older_text_passes_for_the_newest() -> None:
    texts = sorted(read("program/policies.yml")["consents"], key=lambda each: each["from"])
    found = {each.who.id: each for each in staff().register}
    assert found["lucia-ibanez"].version == texts[-1]["version"]
    assert not found["lucia-ibanez"].outdated
    assert found["niamh-carrick"].version == texts[-2]["version"]
    assert found["niamh-carrick"].outdated


def test_an_exempt_item_stands_with_what_became_of_others() -> None:
    groups = {each.id: each.group for each in view().items if each.state == "closed-exempt"}
    for name, group in groups.items():
        steps = read(f"program/feedback/{name}.yml")["steps"]
        kinds = [each["step"] for each in steps]
        outcome = [each["outcome"] for each in steps if each["step"] == "decided"][-1]
        assert group == ("delivered" if "delivered" in kinds else outcome)
    assert set(groups.values()) == {"delivered", "declined"}


def test_values_of_a_measure_stand_under_other_cycles() -> None:
    on = Snapshot(example()[0].program, date(2026, 9, 30))
    found = desk_figures(on, (), nowhere)["objectives"]
    measured = {
        kpi["id"]: dict(zip(found["cycles"], kpi["history"], strict=True))
        for pillar in found["pillars"]
        for objective in pillar["objectives"]
        for kpi in objective["kpis"]
    }
    stated = {each["kpi"]: each["value"] for each in read("program/measures/2025-Q4.yml")["values"]}
    assert stated
    for kpi, value in stated.items():
        assert measured[kpi]["2025-Q4"] == value
        assert list(measured[kpi]) == sorted(measured[kpi])
