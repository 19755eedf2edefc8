"""The questions of the Hamm programme give values on the demo inventory."""

from contextlib import closing
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.items import items_of
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.statuses import Light
from app.services.inventory.demo import demo_inventory
from app.services.portfolio.demo import programme_changeset
from app.services.portfolio.evidence.asker import EvidenceAsker
from app.services.portfolio.states import PortfolioState, read_state
from app.services.profiles import find_city, load_city
from tests.fakes.clocks import FakeClock
from tests.inventories import MadeInventory, make_inventory

TODAY = date(2026, 11, 30)
HAMM = find_city("hamm")
NOW_US = 1_796_032_800_000_000
"""2026-11-30, 10:00 UTC."""


def _asked(store: MadeInventory) -> tuple[PortfolioState, dict[Key, EvidenceResult]]:
    """Return the programme on the demo inventory with what its questions gave."""
    zone, city = ZoneInfo("Europe/Berlin"), load_city(HAMM)
    for changeset in demo_inventory(city, NOW_US):
        store.commit(changeset)
    with closing(store.reader()) as reader:
        store.commit(programme_changeset(reader, HAMM, TODAY))
        state = read_state(reader, at_us=None, now_us=NOW_US, zone=zone, evidence={})
        asker = EvidenceAsker(store.reader, None, city.points, zone, FakeClock(NOW_US))
        found = asker.ask_all(items_of(state.portfolio), with_trend=False)
        return read_state(reader, at_us=None, now_us=NOW_US, zone=zone, evidence=found), found


def test_each_question_to_the_records_has_a_value_and_some_reports_drift(tmp_path: Path) -> None:
    with closing(make_inventory(tmp_path, FakeClock(NOW_US))) as store:
        state, found = _asked(store)

    without = [
        state.portfolio.name(key.kind, key.uid) for key, one in found.items() if one.value is None
    ]
    assert sorted(without) == [
        "NO₂, Jahresmittel, höchste Station",
        "NO₂-Jahresmittel höchstens 20 µg/m³",
    ]
    assert Verdict.INVALID not in {one.verdict for one in found.values()}
    assert 2 <= sum(one.is_drifting for one in found.values()) <= 8
    lights = [one.light for one in state.statuses.values()]
    assert {light: lights.count(light) > 2 for light in Light} == dict.fromkeys(Light, True)
