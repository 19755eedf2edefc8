"""The state of the programme as it is read from a real store, now and then."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typing_extensions import override

from app.domain.inventory.queries import Filter
from app.domain.inventory.records import Key, Record
from app.domain.local_times import to_us
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.portfolios import ALWAYS_READ
from app.domain.portfolio.statuses import Aspect, Light
from app.services.portfolio.states import EarlierProgrammes, PortfolioState, read_state
from app.services.ports.inventories import StoppedError
from app.storage.inventory.reader import SqliteInventoryReader
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, make_inventory, remove, update
from tests.portfolios import TODAY, make_programme, small_programme

BERLIN = ZoneInfo("Europe/Berlin")
DAY_S = 86_400
DAY_US = 86_400_000_000


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inventory(tmp_path: Path, clock: FakeClock) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path, clock)
    yield made
    made.close()


def read(
    inventory: MadeInventory,
    at_us: int | None = None,
    now_us: int = START_US,
    evidence: dict[Key, EvidenceResult] | None = None,
) -> PortfolioState:
    with closing(inventory.reader()) as reader:
        return read_state(reader, at_us=at_us, now_us=now_us, zone=BERLIN, evidence=evidence or {})


def test_an_empty_store_has_an_empty_state(inventory: MadeInventory) -> None:
    found = read(inventory)

    assert found.portfolio.projects == []
    assert found.plan.items == ()
    assert found.statuses == {}
    assert found.earlier is None
    assert found.transaction == 0


def test_a_programme_in_a_store_is_the_one_that_was_put_in(tmp_path: Path) -> None:
    with closing(make_programme(tmp_path)) as inventory:
        found = read(inventory)

    given = small_programme().state()
    assert found.plan.finishes == given.plan.finishes
    assert found.money == given.money
    assert {uid: one.light for uid, one in found.statuses.items()} == {
        uid: one.light for uid, one in given.statuses.items()
    }
    assert found.today == TODAY
    assert found.transaction == 1


def test_the_day_is_that_of_the_city(inventory: MadeInventory) -> None:
    late = START_US + 8 * 3_600_000_000  # midnight in Greenwich, one o'clock in Hamm

    assert read(inventory, now_us=late).today == date(2025, 11, 25)
    assert read(inventory, now_us=late - 3_600_000_000).today == date(2025, 11, 25)
    assert read(inventory, now_us=late - 3_600_000_001).today == TODAY


def test_evidence_counts(inventory: MadeInventory) -> None:
    small_programme().fill(inventory)
    asked = {Key("milestone", "beschluss"): EvidenceResult(Verdict.OPEN)}
    found = read(inventory, evidence=asked)

    assert found.evidence == asked
    assert found.statuses["wlan"].drifting == ["beschluss"]
    assert Aspect.EVIDENCE in {one.aspect for one in found.statuses["wlan"].judgements}


def test_a_past_moment_is_read_as_it_was(inventory: MadeInventory, clock: FakeClock) -> None:
    small_programme().fill(inventory)
    clock.advance(10 * DAY_S)
    inventory.put(update("project", "wlan", name="Stadt-WLAN"), remove("risk", "lieferung"))
    now = clock.now_us()

    then = read(inventory, at_us=START_US + DAY_US, now_us=now)
    assert then.portfolio.name("project", "wlan") == "WLAN in der Innenstadt"
    assert then.statuses["wlan"].top_risk == "lieferung"
    assert then.today == date(2025, 11, 25)
    assert (then.at_us, then.transaction) == (START_US + DAY_US, 1)

    present = read(inventory, now_us=now)
    assert present.portfolio.name("project", "wlan") == "Stadt-WLAN"
    assert present.statuses["wlan"].top_risk == ""
    assert present.transaction == 2
    assert read(inventory, at_us=START_US - DAY_US, now_us=now).transaction == 0


def test_90_days_before_are_beside_it(inventory: MadeInventory, clock: FakeClock) -> None:
    small_programme().fill(inventory)
    clock.advance(91 * DAY_S)
    inventory.put(
        update("risk", "lieferung", state="closed"),
        update("budget_line", "geld2", forecast=30_000),
        update("project", "ampel", state="stopped", stopped_reason="Kein Geld"),
    )
    found = read(inventory, now_us=clock.now_us())

    assert found.earlier is not None
    assert found.earlier.records["risk"]["lieferung"].text("state") == "open"
    assert found.statuses["ampel"].earlier is Light.GREEN
    assert found.statuses["ampel"].by_rules is Light.GREY
    assert found.statuses["wlan"].earlier is Light.RED


class NotingReader(SqliteInventoryReader):
    """Notes what is read of which moment, and lets something happen in between."""

    def __init__(self, inventory: MadeInventory) -> None:
        super().__init__(inventory.database.path)
        self.noted: list[tuple[str, int | None]] = []
        self.meanwhile: Callable[[], None] = lambda: None

    @override
    def records(
        self,
        kind: str,
        filters: Sequence[Filter] = (),
        *,
        at_us: int | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        self.noted.append((kind, at_us))
        self.meanwhile()
        return super().records(kind, filters, at_us=at_us, limit=limit)


def test_earlier_days_are_read_once(inventory: MadeInventory) -> None:
    small_programme().fill(inventory)
    kept = EarlierProgrammes()

    def times(now_us: int) -> int:
        with closing(NotingReader(inventory)) as reader:
            read_state(reader, at_us=None, now_us=now_us, zone=BERLIN, evidence={}, kept=kept)
            return sum(at_us is not None for _, at_us in reader.noted)

    assert times(START_US) == len(ALWAYS_READ)
    assert times(START_US + 3_600_000_000) == 0
    for day in range(1, 5):
        assert times(START_US + day * DAY_US) == len(ALWAYS_READ)
    assert times(START_US + DAY_US) == 0
    assert times(START_US) == len(ALWAYS_READ)  # the oldest day was forgotten


def test_the_earlier_moment_is_the_beginning_of_the_day(inventory: MadeInventory) -> None:
    with closing(NotingReader(inventory)) as reader:
        read_state(reader, at_us=None, now_us=START_US, zone=BERLIN, evidence={})
        moments = {at_us for _, at_us in reader.noted} - {None}

    assert moments == {to_us(datetime(2025, 8, 26, tzinfo=BERLIN))}


def test_what_is_written_while_it_is_read_is_read_again(inventory: MadeInventory) -> None:
    small_programme().fill(inventory)
    with closing(NotingReader(inventory)) as reader:

        def rename_once() -> None:
            if reader.noted == [("field_of_action", None)]:
                inventory.put(update("project", "wlan", name="Stadt-WLAN"))
                inventory.put(update("field_of_action", "feld", name="Netze"))

        reader.meanwhile = rename_once
        found = read_state(reader, at_us=None, now_us=START_US, zone=BERLIN, evidence={})
        present = [kind for kind, at_us in reader.noted if at_us is None]

    assert len(present) == 2 * len(ALWAYS_READ)
    assert found.transaction == 3
    assert found.portfolio.name("project", "wlan") == "Stadt-WLAN"


def test_a_store_that_never_rests_is_read_all_the_same(inventory: MadeInventory) -> None:
    small_programme().fill(inventory)
    with closing(NotingReader(inventory)) as reader:
        reader.meanwhile = lambda: rename(inventory, len(reader.noted))
        found = read_state(reader, at_us=None, now_us=START_US, zone=BERLIN, evidence={})
        present = [kind for kind, at_us in reader.noted if at_us is None]

    assert len(present) == 3 * len(ALWAYS_READ)
    assert found.portfolio.name("project", "wlan").startswith("WLAN ")


def rename(inventory: MadeInventory, number: int) -> None:
    inventory.put(update("project", "wlan", name=f"WLAN {number}"))


def test_what_the_reader_refuses_comes_through(inventory: MadeInventory) -> None:
    def stop() -> None:
        raise StoppedError

    with closing(NotingReader(inventory)) as reader:
        reader.meanwhile = stop
        with pytest.raises(StoppedError):
            read_state(reader, at_us=None, now_us=START_US, zone=BERLIN, evidence={})
