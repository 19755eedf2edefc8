"""200 questions of evidence asked again, in a thread: 150 of the demo inventory, 50 of a year.

Between two rounds records of the kinds that are asked for change and an hour goes by, so that no
answer is kept; that of a round without any change, and the first one with the trends of all, are
told beside it. Meanwhile the window's thread counts its heartbeats.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain, count, islice
from pathlib import Path
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.cities import City
from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key
from app.domain.points import Point
from app.domain.portfolio.evidence.items import Item
from app.domain.portfolio.evidence.notation import written
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Statistic,
    Step,
    Target,
    Window,
)
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.samples import SampleBatch
from app.services.inventory.demo import demo_inventory
from app.services.portfolio.evidence.asker import EvidenceAsker
from app.services.profiles import find_city, load_city
from app.storage.city import CityDatabase
from app.storage.historian import SqliteHistorian, SqliteHistorianReader
from app.storage.inventory import CityInventory
from benchmarks.result import Result
from tests.fakes.clocks import FakeClock

LIMIT_S: Final = 1.0
STALL_MS: Final = 100.0
ROUNDS: Final = 7
OF_RECORDS: Final = 150
OF_HISTORY: Final = 50
NOW_US: Final = int(datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()) * 1_000_000
DAYS: Final = 400
TYPES: Final = ("air_station.no2", "air_station.pm10", "noise.laeq", "charger.energy")
QUARTER_US: Final = 900_000_000
HOUR_S: Final = 3_600
REST_S: Final = 2.0
BEAT_MS: Final = 5
CHANGED: Final = ("site", "school", "asset", "asset_type", "district", "space", "vendor")


def run() -> Result:
    """Measure rounds after changes; the median counts, and no stall may be long."""
    QApplication.instance() or QApplication([])
    city = load_city(find_city("hamm"))
    clock = FakeClock(NOW_US)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        points = [one for one in city.points if one.type in TYPES]
        _fill(folder / "hist", points)
        database = CityDatabase(folder / "city.db")
        store = CityInventory(database, clock, "Messung")
        for changeset in demo_inventory(city, NOW_US):
            store.commit(changeset)
        reader = SqliteHistorianReader(folder / "hist", city.time_zone)
        asker = EvidenceAsker(store.reader, reader, city.points, ZoneInfo(city.time_zone), clock)
        items = _items(city)
        first_s, stall_ms, found = _asked(asker, items)
        _check(found)
        took, stalls = [], [stall_ms]
        for _ in range(ROUNDS):
            clock.advance(HOUR_S)
            _change(store)
            again_s, stall_ms, _ = _asked(asker, items)
            took.append(again_s)
            stalls.append(stall_ms)
        kept_s, _, _ = _asked(asker, items)
        rest_ms = _at_rest()
        reader.close()
        database.close()
    print(f"longest stall of the window at rest {rest_ms:.0f} ms")
    return _result(median(took), max(stalls), first_s, kept_s)


def _result(value: float, stall_ms: float, first_s: float, kept_s: float) -> Result:
    return Result(
        "evidence_queries",
        round(value, 3),
        "s",
        f"limits {LIMIT_S} s, stall of the window {STALL_MS:.0f} ms ({stall_ms:.0f} ms); "
        f"first time with trends {first_s:.2f} s, unchanged {kept_s:.3f} s",
        round(value / LIMIT_S, 3),
        f"<= {LIMIT_S} s",
        value <= LIMIT_S and stall_ms <= STALL_MS,
    )


def _at_rest() -> float:
    """Return the longest stall of the window while nothing is asked, ms."""
    return _beating(lambda: time.sleep(REST_S))


def _asked(
    asker: EvidenceAsker, items: Mapping[Key, Item]
) -> tuple[float, float, dict[Key, EvidenceResult]]:
    """Return the seconds it took in a thread, the longest stall of the window, the results."""
    made: list[tuple[float, dict[Key, EvidenceResult]]] = []

    def work() -> None:
        begin = time.perf_counter()
        found = asker.ask_all(items)
        made.append((time.perf_counter() - begin, found))

    stall_ms = _beating(work)
    return made[0][0], stall_ms, made[0][1]


def _beating(work: Callable[[], None]) -> float:
    """Do some work in a thread; return the longest stall of the window meanwhile, ms."""
    loop, gaps, last = QEventLoop(), [0.0], [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1e3 - BEAT_MS)
        last[0] = now
        if not thread.is_alive():
            loop.quit()

    timer = QTimer()
    timer.setInterval(BEAT_MS)
    timer.timeout.connect(beat)
    thread = threading.Thread(target=work)
    timer.start()
    last[0] = time.perf_counter()
    thread.start()
    loop.exec()
    timer.stop()
    thread.join()
    return max(gaps)


def _check(found: Mapping[Key, EvidenceResult]) -> None:
    """Refuse to measure questions that are not answered."""
    for one in found.values():
        assert one.verdict is not Verdict.INVALID, (one.sentence, one.problem)
        assert one.value is not None, (one.sentence, one.problem)
    assert len(found) == OF_RECORDS + OF_HISTORY == len({one.sentence for one in found.values()})


def _change(store: CityInventory) -> None:
    """Change a record of each kind that is asked for."""
    with closing(store.reader()) as reader:
        records = [reader.records(kind, limit=1)[0] for kind in CHANGED]
    store.commit(
        Changeset(
            [
                Operation(Action.UPDATE, one.kind, one.uid, {"note": f"Fassung {one.rev + 1}"})
                for one in records
            ]
        )
    )


def _fill(folder: Path, points: Sequence[Point]) -> None:
    """Store a year of quarter hours, rolled up as in operation."""
    chance = np.random.default_rng(8)
    clock = FakeClock(NOW_US + ROUNDS * HOUR_S * 1_000_000)
    historian = SqliteHistorian(folder, "Europe/Berlin", clock)
    times = np.arange(NOW_US - DAYS * 96 * QUARTER_US, clock.now_us(), QUARTER_US)
    for point in points:
        if point.type == "charger.energy":
            values = np.cumsum(chance.random(len(times))).round(1)
        else:
            values = (25 + 15 * np.sin(times / 3e11) + chance.normal(0, 6, len(times))).round(1)
        keys = np.full(len(times), point.key)
        historian.append(SampleBatch.from_columns(keys, times, 0, values))
    historian.settle()
    historian.close()


# --- questions --------------------------------------------------------------------------------


def _items(city: City) -> dict[Key, Item]:
    asked = chain(islice(_of_records(), OF_RECORDS), islice(_of_history(city), OF_HISTORY))
    found = {}
    for number, question in enumerate(asked):
        key = Key("kpi", f"{number:032x}")
        found[key] = Item(key, written(question))
    return found


def _is(path: str, value: str) -> Filter:
    return Filter(path, Operator.IS, (value,))


def _of_records() -> Iterator[Question]:
    """Yield ever other questions: counts, shares, numbers, with references and conditions."""
    states = ("in_service", "in_stock", "repair", "ordered", "disposed")
    kinds = ("tablet", "notebook", "display", "projector", "access_point", "switch", "desktop")
    forms = ("primary", "secondary", "comprehensive", "grammar", "special")
    districts = ("Mitte", "Uentrop", "Rhynern", "Pelkum", "Herringen", "Bockum-Hövel", "Heessen")
    fibre = _is("line_technology", "fibre")
    for number in count():
        state, kind, district = states[number % 5], kinds[number % 7], districts[number // 7 % 7]
        used = (_is("type.kind", kind), _is("state", state))
        here, least = _is("site.district.name", district), float(10 * number)
        has = Has("asset", ("site",), filters=used, at_least=1 + number)
        pupils = (Filter("pupils", Operator.AT_LEAST, (least,)),)
        many = Target(Direction.AT_LEAST, least)
        for of in (
            OfRecords("asset", filters=(*used, here)),
            OfRecords("site", filters=(_is("kind", "school"),), has=(has,)),
            OfRecords("school", Measure.SHARE, filters=pupils, of_these=(fibre,), dated_by="as_of"),
            OfRecords("school", Measure.MEAN, "down_mbit", pupils),
            OfRecords(
                "asset",
                Measure.SUM,
                "cost",
                (_is("type.kind", kind), Filter("cost", Operator.AT_LEAST, (least,))),
            ),
            OfRecords("school", filters=(_is("form", forms[number % 5]), *pupils, fibre)),
        ):
            yield Question(of, many)


def _of_history(city: City) -> Iterator[Question]:
    """Yield 50 questions: means of a year by station, hours and days above limits, sums."""
    no2 = [str(one.id) for one in city.points if one.type == "air_station.no2"]
    noise = [str(one.id) for one in city.points if one.type == "noise.laeq"]
    most = Target(Direction.AT_MOST, 20.0)
    for one in no2:
        yield Question(OfHistory(Chosen((one,))), most)
    for one in noise:
        yield Question(
            OfHistory(Chosen((one,)), Statistic.PERCENTILE, percent=95.0, min_coverage=0.5), most
        )
    for days in (30, 90, 180, 365):
        span = Span(Window.DAYS, days)
        yield Question(OfHistory(Chosen(type=TYPES[0]), span=span), most)
        yield Question(
            OfHistory(Chosen(type=TYPES[1]), Statistic.ABOVE, span, Step.DAY, limit=50.0), most
        )
        yield Question(OfHistory(Chosen(type=TYPES[3]), Statistic.SUM, span), most)
