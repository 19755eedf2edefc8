"""The connector against a real server: values arrive, and whatever goes wrong is a state."""

import asyncio
import math
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from asyncua import ua
from asyncua.ua import VariantType as V
from typing_extensions import override

from app.domain.alarms import AlarmOrder, OrderKind
from app.domain.points import PointKind
from app.domain.samples import Quality
from app.domain.sources import SourceState
from app.services.ports import ConnectorError
from connectors.opcua.options import OptionsError
from tests.connectors.opcua.rigs import Recorder, connected, make, online, point, until, words
from tests.servers.opcua import Plant

TIME = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)

KINDS: dict[str, tuple[Any, V, float]] = {
    "boolean": (True, V.Boolean, 1.0),
    "sbyte": (-128, V.SByte, -128.0),
    "byte": (255, V.Byte, 255.0),
    "int16": (-32768, V.Int16, -32768.0),
    "uint16": (65535, V.UInt16, 65535.0),
    "int32": (-(2**31), V.Int32, float(-(2**31))),
    "uint32": (2**32 - 1, V.UInt32, float(2**32 - 1)),
    "int64": (-(2**63), V.Int64, float(-(2**63))),
    "uint64": (2**64 - 1, V.UInt64, float(2**64 - 1)),
    "float": (0.5, V.Float, 0.5),
    "double": (1e300, V.Double, 1e300),
    "word": ("Faulted", V.String, 8.0),
    "localized": (ua.LocalizedText("Faulted", "en"), V.LocalizedText, 8.0),
}
ODD: dict[str, tuple[Any, V]] = {
    "nan": (math.nan, V.Double),
    "infinity": (math.inf, V.Float),
    "list": ([1.0, 2.0], V.Double),
    "bytes": (b"\x00\xff", V.ByteString),
    "unknown-word": ("Kaputt", V.String),
    "moment": (TIME, V.DateTime),
    "nothing": (None, V.Null),
}


def test_every_data_type_becomes_a_number_or_a_counted_bad_sample(
    plant: Plant, tmp_path: Path
) -> None:
    for name, (value, kind, _) in KINDS.items():
        plant.add(name, value, kind)
        plant.write(name, value, kind, time=TIME)
    for name, (value, kind) in ODD.items():
        plant.add(name, value, kind)
    states = words(Available=1, Faulted=8)
    points = {
        name: point(name, plant.address(name), kind=PointKind.STATE, states=states)
        for name in [*KINDS, *ODD]
    }

    async def scene() -> None:
        async with connected(plant, list(points.values()), tmp_path) as (connector, sink):
            await online(connector)
            await until(lambda: len(set(sink.batch.key.tolist())) == len(points))
            for name, (_, _, expected) in KINDS.items():
                stored = sink.of(points[name])
                assert stored.value[0] == expected, name
                assert stored.source_time[0] == round(TIME.timestamp() * 1e6), name
                assert stored.quality[0] == Quality.GOOD
            for name in ODD:
                assert sink.qualities(points[name])[-1] == Quality.BAD, name
                assert math.isnan(sink.values(points[name])[-1])
            health = connector.health()
            assert health.rejected == len(ODD)
            assert {message.origin for message in health.rejects} == {
                plant.address(name) for name in ODD
            }
            assert health.state is SourceState.ONLINE

    asyncio.run(scene())


def test_status_codes_become_qualities(plant: Plant, tmp_path: Path) -> None:
    plant.add("kraft", 0.0)
    kraft = point("kraft", plant.address("kraft"), scale=2.0, offset=1.0)

    async def scene() -> None:
        async with connected(plant, [kraft], tmp_path) as (connector, sink):
            await online(connector)
            await until(lambda: connector.health().samples > 0)
            uncertain = ua.StatusCodes.UncertainLastUsableValue
            await asyncio.to_thread(plant.write, "kraft", 3.0, status=uncertain)
            await until(lambda: 7.0 in sink.values(kraft))
            assert sink.qualities(kraft)[-1] == Quality.UNCERTAIN
            broken = ua.StatusCodes.BadSensorFailure
            await asyncio.to_thread(plant.write, "kraft", None, V.Null, status=broken)
            await until(lambda: sink.qualities(kraft)[-1] == Quality.BAD)
            assert connector.health().rejected == 0

    asyncio.run(scene())


def test_missing_node_degrades_the_source_and_comes_alive_when_it_appears(
    plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.opcua.connection.MISSING_AGAIN_S", 0.1)
    plant.add("da", 1.0)
    here, missing = point("da", plant.address("da")), point("weg", plant.address("weg"))
    foreign = point("fremd", "nsu=urn:nowhere;s=x")
    unreadable = point("kaputt", "ns=2;s=x")

    async def scene() -> None:
        points = [here, missing, foreign, unreadable]
        async with connected(plant, points, tmp_path) as (connector, sink):
            await until(lambda: connector.health().state is SourceState.DEGRADED)
            reason = connector.health().reason
            assert "weg" in reason
            assert "urn:nowhere" in reason
            await asyncio.to_thread(plant.write, "da", 5.0)
            await until(lambda: 5.0 in sink.values(here))
            await asyncio.to_thread(plant.add, "weg", 9.0)
            await until(lambda: 9.0 in sink.values(missing))
            await connector.apply_points([here, missing])
            await online(connector)
            await connector.apply_points([here, unreadable])
            await until(lambda: "kaputt" in connector.health().reason)

    asyncio.run(scene())


def test_changed_points_are_taken_over_without_a_new_session(plant: Plant, tmp_path: Path) -> None:
    for name in ("eins", "zwei", "drei"):
        plant.add(name, 1.0)
    one, two, three = (point(name, plant.address(name)) for name in ("eins", "zwei", "drei"))
    scaled = point("zwei", plant.address("zwei"), scale=10.0)

    async def scene() -> None:
        async with connected(plant, [one, two], tmp_path) as (connector, sink):
            await online(connector)
            since = connector.health().connected_us
            await connector.apply_points([scaled, three])
            for name in ("eins", "zwei", "drei"):
                await asyncio.to_thread(plant.write, name, 4.0)
            await until(lambda: 40.0 in sink.values(scaled) and 4.0 in sink.values(three))
            await asyncio.to_thread(plant.write, "drei", 6.0)
            await until(lambda: 6.0 in sink.values(three))
            assert 4.0 not in sink.values(one)
            assert connector.health().connected_us == since
            assert plant.sessions() == 1

    asyncio.run(scene())


def test_quiet_value_is_confirmed_by_reading(plant: Plant, tmp_path: Path) -> None:
    plant.add("ruhig", 1.0)
    plant.write("ruhig", 42.0, time=TIME)
    quiet = point("ruhig", plant.address("ruhig"), interval_s=0.3)

    async def scene() -> None:
        async with connected(plant, [quiet], tmp_path, check_interval_s=0.1) as (connector, sink):
            await until(lambda: len(sink.values(quiet)) >= 4)
            assert set(sink.values(quiet)) == {42.0}
            times = sink.of(quiet).source_time.tolist()
            now_us = datetime.now(UTC).timestamp() * 1e6
            assert times[0] == round(TIME.timestamp() * 1e6)
            assert all(now_us - 20e6 < time <= now_us + 1e6 for time in times[1:])
            assert "Vom Abonnement verpasst" not in connector.health().details

    asyncio.run(scene())


def test_slow_store_holds_the_server_back_and_is_told(
    plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.delivery.ROWS_WAITING", 20)
    monkeypatch.setattr("connectors.opcua.connection.FULL_SHOWN_S", 0.2)
    plant.add("schnell", 0.0)
    fast = point("schnell", plant.address("schnell"))
    sink = Recorder()

    async def scene() -> None:
        async with connected(plant, [fast], tmp_path, sink=sink) as (connector, _):
            await online(connector)
            await until(lambda: connector.health().samples > 0)
            sink.gate.clear()
            for number in range(200):
                await asyncio.to_thread(plant.write, "schnell", float(number))
                await asyncio.sleep(0.004)
            await until(lambda: connector.health().state is SourceState.DEGRADED)
            assert "Speicherung" in connector.health().reason
            sink.gate.set()
            await until(lambda: 199.0 in sink.values(fast))
            await online(connector)

    asyncio.run(scene())


def test_store_that_fails_does_not_end_the_connection(plant: Plant, tmp_path: Path) -> None:
    plant.add("kraft", 1.0)
    kraft = point("kraft", plant.address("kraft"))

    class Broken(Recorder):
        is_broken = True

        @override
        def submit(self, source: Any, batch: Any, committed: Any = None) -> None:
            if self.is_broken:
                raise OSError("disk full")
            super().submit(source, batch, committed)

    broken = Broken()

    async def scene() -> None:
        async with connected(plant, [kraft], tmp_path, sink=broken) as (connector, sink):
            await until(lambda: "Speicherung" in connector.health().details)
            assert connector.health().overruns > 0
            broken.is_broken = False
            await asyncio.to_thread(plant.write, "kraft", 3.0)
            await until(lambda: 3.0 in sink.values(kraft))

    asyncio.run(scene())


def test_events_of_the_server_are_among_the_raw_messages(plant: Plant, tmp_path: Path) -> None:
    async def scene() -> None:
        async with connected(plant, [], tmp_path) as (connector, _):
            await until(lambda: "Ereignisse" in connector.health().details)
            await asyncio.to_thread(plant.fire, "Schranke klemmt", 700)
            await until(lambda: bool(connector.raw_messages()))
            (message,) = connector.raw_messages()
            assert "Schranke klemmt" in message.head.decode()
            assert '"Severity": 700' in message.head.decode()
            assert message.origin.startswith("Ereignis")

    asyncio.run(scene())


def test_server_that_cannot_tell_its_alarms_degrades_a_mirrored_source(
    plant: Plant, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with connected(plant, [], tmp_path, alarms="mirror") as (connector, _):
            await until(lambda: connector.health().state is SourceState.DEGRADED)
            assert "die schon anstehen" in connector.health().reason

    asyncio.run(scene())


def test_orders_on_alarms_need_a_mirrored_source_that_is_there(
    plant: Plant, tmp_path: Path
) -> None:
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, ())

    async def scene() -> None:
        async with connected(plant, [], tmp_path) as (connector, _):
            await online(connector)
            with pytest.raises(ConnectorError, match="werden hier beurteilt"):
                await connector.operate(order, {})
        with pytest.raises(ConnectorError, match="nicht verbunden"):
            await connector.operate(order, {})

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("http://host:1", "opc.tcp"),
        ("opc.tcp://host", "opc.tcp"),
        ("opc.tcp://u:p@host:1", "Benutzer"),
        ("opc.tcp://host:99999", "keine Adresse"),
    ],
)
def test_wrong_address_is_refused_before_anything_is_connected(
    tmp_path: Path, url: str, part: str
) -> None:
    with pytest.raises(OptionsError, match=part):
        make(url, [], tmp_path)


def test_nothing_of_asyncua_is_loaded_before_the_start() -> None:
    code = "import sys, connectors.opcua.connector; sys.exit('asyncua' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_points_may_change_while_nobody_is_connected(plant: Plant, tmp_path: Path) -> None:
    plant.add("kraft", 1.0)
    kraft = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        async with connected(plant, [point("weg", plant.address("weg"))], tmp_path) as (
            connector,
            sink,
        ):
            await connector.apply_points([kraft])
            await until(lambda: 1.0 in sink.values(kraft))
            await online(connector)

    asyncio.run(scene())
