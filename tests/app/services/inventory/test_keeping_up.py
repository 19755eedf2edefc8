"""A round of keeping up: heartbeats, then findings, and nothing the second time."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typing_extensions import override

from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.findings import LiveFacts
from app.services.inventory.keeping_up import Round, keep_up
from app.services.ports import Progress
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, create, update

ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2025, 11, 24)
LIVE = LiveFacts(START_US, START_US, frozenset({"ap-1", "ap-2"}), {"ap-1": START_US})


class Busy(MadeInventory):
    """Somebody else changes a finding between reading and writing, once."""

    meddled = ""

    @override
    def commit(self, changeset: Changeset, progress: Progress | None = None) -> Commit:
        if self.meddled:
            name, self.meddled = self.meddled, ""
            super().commit(Changeset([update("finding", name, note="Inzwischen")]))
        return super().commit(changeset, progress)


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[Busy]:
    made = Busy(tmp_path / "city.db", FakeClock())
    made.put(
        create("site", uid="01", name="Schule", kind="school"),
        create("asset_type", uid="02", name="AP", kind="access_point"),
        *(
            create("asset", uid=f"a{n}", tag=f"T{n}", type="02", state="staged", site="01",
                   device=f"ap-{n}")
            for n in (1, 2)
        ),
        create("contract", uid="c1", name="Wartung", ends_on="2026-01-01"),
    )  # fmt: skip
    yield made
    made.close()


def test_a_round_writes_heartbeats_then_findings_and_the_next_one_nothing(
    inventory: Busy,
) -> None:
    first = {"ap-1": START_US - 1_000}
    assert keep_up(inventory, LIVE, first, TODAY, ZONE) == Round(1, 2)
    assert keep_up(inventory, LIVE, first, TODAY, ZONE) == Round(0, 0)
    with closing(inventory.reader()) as reader:
        asset = reader.record("asset", "a1")
    assert asset is not None
    assert (asset.get("measured_state"), asset.get("first_seen_us")) == ("alive", START_US - 1_000)


def test_heartbeats_alone_leave_the_findings(inventory: Busy) -> None:
    assert keep_up(inventory, LIVE, {}, TODAY, ZONE, is_reviewed=False) == Round(1, 0)


def test_what_somebody_changes_meanwhile_waits_for_the_next_round(inventory: Busy) -> None:
    keep_up(inventory, LIVE, {}, TODAY, ZONE)
    inventory.put(update("contract", "c1", ends_on="2030-01-01"))
    with closing(inventory.reader()) as reader:
        contract = next(one for one in reader.records("finding") if one.get("subject") == "c1")
    both = replace(LIVE, seen={"ap-1": START_US, "ap-2": START_US})
    keep_up(inventory, both, {}, TODAY, ZONE, is_reviewed=False)
    inventory.meddled = contract.uid
    assert keep_up(inventory, both, {}, TODAY, ZONE) == Round(0, 1)
    assert keep_up(inventory, both, {}, TODAY, ZONE) == Round(0, 1)
