"""Findings: what is opened and closed, and what a person's verdict is worth."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.inventory.changes import Changeset
from app.domain.inventory.findings import Limits, LiveFacts, proposed
from app.domain.inventory.records import Record
from app.services.inventory.findings import acceptance, review
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create, make_inventory, remove, update

DAY_US = 24 * 3_600_000_000
TODAY = date(2025, 11, 24)
QUIET = LiveFacts(START_US, START_US - DAY_US)


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(
        create("site", uid="01", name="Schule", kind="school"),
        create("asset_type", uid="02", name="AP", kind="access_point"),
    )
    yield made
    made.close()


def asked(inventory: MadeInventory, live: LiveFacts = QUIET, today: date = TODAY) -> Changeset:
    with closing(inventory.reader()) as reader:
        return review(reader, live, today)


def reviewed(
    inventory: MadeInventory, live: LiveFacts = QUIET, today: date = TODAY
) -> dict[str, Record]:
    """Review, carry it out, and return the findings by rule."""
    changeset = asked(inventory, live, today)
    if changeset.operations:
        inventory.commit(changeset)
    with closing(inventory.reader()) as reader:
        return {one.text("rule"): one for one in reader.records("finding")}


def heard(**seen: int) -> LiveFacts:
    return replace(QUIET, watched=frozenset({"ap-1", "ap-2"}), seen=seen)


# --- rules --------------------------------------------------------------------------------------


def test_the_first_heartbeat_proposes_to_take_an_asset_into_service(
    inventory: MadeInventory,
) -> None:
    inventory.put(
        create("asset", uid="a1", tag="T1", type="02", state="staged", site="01", device="ap-1")
    )
    live = LiveFacts(START_US, START_US, frozenset({"ap-1"}), {"ap-1": START_US - 60_000_000})
    finding = reviewed(inventory, live)["first_seen"]
    assert finding.text("severity") == "proposal"
    assert "T1" in finding.text("text")
    (operation,) = proposed(finding.get("proposal"))
    assert operation.values == {"state": "in_service", "in_service_on": "2025-11-24"}
    inventory.commit(acceptance([finding], START_US, "Übernommen"))
    with closing(inventory.reader()) as reader:
        asset = reader.record("asset", "a1")
    assert asset is not None
    assert asset.get("state") == "in_service"
    after = reviewed(inventory, live)["first_seen"]
    assert (after.get("state"), after.get("resolution")) == ("resolved", "Übernommen")


def test_a_heartbeat_of_an_asset_that_lacks_its_place_says_what_is_missing(
    inventory: MadeInventory,
) -> None:
    inventory.put(create("asset", uid="a1", tag="T1", type="02", state="staged", device="ap-1"))
    live = LiveFacts(START_US, START_US, frozenset({"ap-1"}), {"ap-1": START_US})
    finding = reviewed(inventory, live)["first_seen"]
    assert "Standort" in finding.text("text")
    assert not proposed(finding.get("proposal"))


def test_an_asset_in_service_without_data_is_found_and_closed_when_it_comes_back(
    inventory: MadeInventory,
) -> None:
    inventory.put(
        create("asset", uid="a1", tag="T1", type="02", state="in_service", site="01", space=None,
               device="ap-1", last_seen_us=START_US - 4 * DAY_US)
    )  # fmt: skip
    live = LiveFacts(START_US, START_US - DAY_US, frozenset({"ap-1"}))
    assert reviewed(inventory, live)["silent"].get("state") == "open"
    back = replace(live, seen={"ap-1": START_US})
    closed = reviewed(inventory, back)["silent"]
    assert closed.get("state") == "resolved"
    assert "nicht wiedergefunden" in closed.text("resolution")


def test_silence_means_nothing_before_values_were_listened_to(inventory: MadeInventory) -> None:
    inventory.put(
        create("asset", uid="a1", type="02", tag="T1", state="in_service", site="01", device="ap-1",
               in_service_on="2020-01-01")
    )  # fmt: skip
    assert "silent" not in reviewed(inventory, LiveFacts(START_US, START_US, frozenset({"ap-1"})))
    assert "silent" in reviewed(inventory, heard())


def test_a_kind_of_assets_may_have_another_patience(inventory: MadeInventory) -> None:
    inventory.put(
        create("asset", uid="a1", type="02", tag="T1", state="in_service", site="01", device="ap-1",
               last_seen_us=START_US - 4 * DAY_US)
    )  # fmt: skip
    with closing(inventory.reader()) as reader:
        limits = Limits(silent_days_by_kind={"access_point": 7})
        found = review(reader, heard(), TODAY, limits).operations
    assert all(one.values.get("rule") != "silent" for one in found)


@pytest.mark.parametrize("state", ["in_stock", "decommissioned"])
def test_an_asset_that_is_not_in_use_but_heard_is_found(
    inventory: MadeInventory, state: str
) -> None:
    inventory.put(
        create("asset", uid="a1", tag="T1", type="02", state=state, site="01", device="ap-1",
               in_service_on="2024-01-01")
    )  # fmt: skip
    live = LiveFacts(START_US, START_US, frozenset({"ap-1"}), {"ap-1": START_US})
    assert "meldet sich" in reviewed(inventory, live)["measured_unused"].text("text")


def test_what_the_calendar_tells_is_found(inventory: MadeInventory) -> None:
    inventory.put(
        create("asset_type", uid="03", name="Alt", kind="switch", eos_on="2025-01-01"),
        create("asset", uid="a1", tag="T1", type="03", state="in_service", site="01",
               warranty_until="2025-11-01"),
        create("asset", uid="a2", tag="T2", type="02", state="ordered", order_number="B1",
               planned_on="2025-10-01"),
        create("contract", name="Wartung", ends_on="2026-01-31", notice_months=3),
        create("licence", uid="l1", name="Büro", ends_on="2025-11-01", seats=10),
        create("licence_seat", licence="l1", site="01", count=12),
        create("loan", asset="a1", state="out", borrower="Schule", out_on="2025-09-01",
               due_on="2025-11-23"),
    )  # fmt: skip
    assert set(reviewed(inventory)) == {
        "support_ended", "warranty_ended", "plan_overdue", "contract_ending", "licence_ending",
        "seats_overused", "loan_overdue", "no_place",
    }  # fmt: skip
    texts = reviewed(inventory)
    assert texts["contract_ending"].text("text") == (
        "Der Vertrag „Wartung“ endet am 31.01.2026; die Frist läuft seit dem 31.10.2025."
    )


def test_what_contradicts_itself_is_found(inventory: MadeInventory) -> None:
    inventory.put(
        create("asset_type", uid="03", name="Zwei Einheiten", kind="switch", height_units=2.0),
        create("rack", uid="r1", name="Schrank", site="01", height_units=24),
        create("space", uid="f1", site="01", kind="floor", name="EG", plan_width_m=20.0,
               plan_height_m=10.0),
        create("space", uid="p1", site="01", parent="f1", kind="room", name="E 1"),
        create("asset", uid="a1", tag="T1", type="03", state="in_service", site="01", rack="r1",
               rack_unit=10.0, serial="S"),
        create("asset", uid="a2", tag="T2", type="03", state="in_service", site="01", rack="r1",
               rack_unit=11.0, serial="S"),
        create("asset", uid="a3", tag="T3", type="03", state="in_service", site="01", rack="r1",
               rack_unit=13.0),
        create("asset", uid="a4", tag="T4", type="02", state="in_service", site="01", space="p1",
               plan_x=21.0, plan_y=1.0),
    )  # fmt: skip
    found = reviewed(inventory)
    assert set(found) == {"rack_collision", "outside_plan", "duplicate_serial"}
    assert found["rack_collision"].get("subject") == "a2"
    assert "T1" in found["rack_collision"].text("text")


def test_findings_about_made_up_records_say_so(inventory: MadeInventory) -> None:
    inventory.put(
        create("contract", name="Erfunden", ends_on="2026-01-31", source="Simulation"),
        create("licence", name="Echt", ends_on="2026-01-31"),
        *(
            create("asset", uid=f"a{n}", tag=f"T{n}", type="02", state="in_stock", site="01",
                   serial="S", source="Simulation")
            for n in (1, 2)
        ),
    )  # fmt: skip
    found = reviewed(inventory)
    sources = {rule: one.get("source") for rule, one in found.items()}
    assert sources == {
        "contract_ending": "Simulation", "licence_ending": None, "duplicate_serial": "Simulation",
    }  # fmt: skip


# --- verdicts -----------------------------------------------------------------------------------


def test_what_a_person_resolved_stays_so_while_the_facts_are_the_same(
    inventory: MadeInventory,
) -> None:
    inventory.put(create("contract", uid="c1", name="Wartung", ends_on="2026-01-31"))
    finding = reviewed(inventory)["contract_ending"]
    inventory.put(update("finding", finding.uid, state="resolved", resolution="Läuft bewusst aus"))
    assert not asked(inventory).operations
    inventory.put(update("contract", "c1", ends_on="2026-02-10"))
    again = reviewed(inventory)["contract_ending"]
    assert (again.get("state"), again.get("resolution")) == ("open", None)


def test_a_resolved_finding_that_was_gone_and_comes_back_is_news(
    inventory: MadeInventory,
) -> None:
    inventory.put(create("contract", uid="c1", name="Wartung", ends_on="2026-01-31"))
    finding = reviewed(inventory)["contract_ending"]
    inventory.put(update("finding", finding.uid, state="resolved", resolution="Ist gut so"))
    inventory.put(update("contract", "c1", ends_on="2030-01-31"))
    gone = reviewed(inventory)["contract_ending"]
    assert gone.get("resolution") == "Ist gut so"
    inventory.put(update("contract", "c1", ends_on="2026-01-31"))
    assert reviewed(inventory)["contract_ending"].get("state") == "open"


def test_a_finding_put_off_comes_back_after_its_day(inventory: MadeInventory) -> None:
    inventory.put(create("contract", uid="c1", name="Wartung", ends_on="2026-01-31"))
    finding = reviewed(inventory)["contract_ending"]
    inventory.put(
        update("finding", finding.uid, state="snoozed", snoozed_until="2025-11-30", resolution="x")
    )
    assert not asked(inventory, today=date(2025, 11, 30)).operations
    back = reviewed(inventory, today=date(2025, 12, 1))["contract_ending"]
    assert (back.get("state"), back.get("snoozed_until")) == ("open", None)


def test_a_subject_that_was_removed_with_its_finding_is_found_no_more(
    inventory: MadeInventory,
) -> None:
    inventory.put(create("contract", uid="c1", name="Wartung", ends_on="2026-01-31"))
    finding = reviewed(inventory)["contract_ending"]
    inventory.put(remove("finding", finding.uid), remove("contract", "c1"))
    assert not reviewed(inventory)


def test_several_proposals_are_accepted_together(inventory: MadeInventory) -> None:
    inventory.put(
        *(
            create("asset", uid=f"a{n}", tag=f"T{n}", type="02", state="staged", site="01",
                   device=f"ap-{n}")
            for n in (1, 2)
        )
    )  # fmt: skip
    live = heard(**{"ap-1": START_US, "ap-2": START_US})
    inventory.commit(asked(inventory, live))
    with closing(inventory.reader()) as reader:
        findings = reader.records("finding")
        inventory.commit(acceptance(findings, START_US, "Übernommen"))
        assert {one.get("state") for one in reader.records("asset")} == {"in_service"}


# --- twice is once ------------------------------------------------------------------------------

_DAYS = st.integers(-400, 400).map(lambda days: (TODAY + timedelta(days=days)).isoformat())
_ASSETS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["staged", "in_service", "in_stock", "decommissioned", "ordered"]),
        "device": st.sampled_from([None, "ap-1"]),
        "serial": st.sampled_from([None, "S1", "S2"]),
        "planned_on": st.none() | _DAYS,
        "warranty_until": st.none() | _DAYS,
        "last_seen_us": st.none() | st.integers(START_US - 9 * DAY_US, START_US),
        "rack_unit": st.none() | st.sampled_from([1.0, 2.0]),
    }
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    assets=st.lists(_ASSETS, max_size=4),
    ends=st.none() | _DAYS,
    ages=st.lists(st.integers(0, 6 * 24), max_size=2),
)
def test_a_second_review_of_the_same_facts_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    assets: list[dict[str, object]],
    ends: str | None,
    ages: list[int],
) -> None:
    made = make_inventory(tmp_path_factory.mktemp("inventory"))
    try:
        made.put(
            create("site", uid="01", name="Schule", kind="school"),
            create("rack", uid="r1", name="Schrank", site="01", height_units=24),
            create("asset_type", uid="02", name="AP", kind="access_point"),
            create("contract", name="Vertrag", ends_on=ends),
            *(
                create("asset", tag=f"T{n}", type="02", site="01", rack="r1",
                       decommissioned_on="2025-01-01", order_number="B",
                       **{**one, "device": one["device"] and f"ap-{n}"})  # type: ignore[arg-type]
                for n, one in enumerate(assets)
            ),
        )  # fmt: skip
        watched = frozenset(f"ap-{n}" for n in range(4))
        seen = {f"ap-{n}": START_US - hours * DAY_US // 24 for n, hours in enumerate(ages)}
        live = LiveFacts(START_US, START_US - DAY_US, watched, seen)
        reviewed(made, live)
        assert not asked(made, live).operations
        reviewed(made, replace(live, seen={}), TODAY + timedelta(days=200))
        assert not asked(made, replace(live, seen={}), TODAY + timedelta(days=200)).operations
    finally:
        made.close()
