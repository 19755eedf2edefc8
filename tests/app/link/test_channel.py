"""The command channel: requests, pushes, a collector that goes away and comes back."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from multiprocessing.connection import Client
from pathlib import Path

import numpy as np
import pytest

from app.domain.alarms import AlarmId, AlarmOrder, AlarmState, OrderKind
from app.domain.points import PointId, SourceId, point_key
from app.domain.samples import SampleBatch
from app.domain.sources import BrowseNode, SourceHealth, SourceState, TrustQuestion
from app.link import messages as m
from app.link import wire
from app.link.client import Connected, Disconnected, Event, LinkClient
from app.link.discovery import announce, find, new_address, withdraw
from app.link.live_table import table_bytes
from app.link.memory import SharedBlock, folder_mark
from app.link.ring import RingWriter, ring_bytes
from app.link.server import LinkServer
from app.services.ports import ConnectorError
from tests.fakes.waiting import wait_for

POINTS = [PointId("a"), PointId("b")]


class FakeCollector:
    """Listens like a collector, answers from a table."""

    def __init__(self, data: Path, generation: str) -> None:
        stem = f"leitstand-{folder_mark(data)}-{generation}"
        self.table = SharedBlock.create(f"{stem}-table", table_bytes(2), data)
        self.memory = SharedBlock.create(f"{stem}-ring", ring_bytes(64), data)
        self.ring = RingWriter(self.memory)
        self.requests: list[m.Request] = []
        self.layout = m.Layout(
            generation, self.table.name, self.table.size, self.memory.name, self.memory.size, POINTS
        )
        self.data = data
        self.address = new_address(data)
        self.server = LinkServer(self.address, self._answer, self._greet)
        self.server.start()
        announce(data, self.address)

    def _greet(self) -> Sequence[m.Push]:
        return [self.layout, m.Health([SourceHealth(SourceId("s"), SourceState.ONLINE)])]

    def _answer(self, request: m.Request) -> "Future[m.Reply]":
        self.requests.append(request)
        future: Future[m.Reply] = Future()
        match request:
            case m.Browse():
                future.set_result(m.Nodes(request.id, [BrowseNode("n", "N", value="1")]))
            case m.ReloadProfile():
                future.set_result(m.Problems(request.id, ["Zeile 3"]))
            case m.FetchRawMessages():
                future.set_result(m.RawMessages(request.id, []))
            case m.Trust():
                future.set_exception(ConnectorError("Den Fingerabdruck kennt niemand."))
            case m.Retry():
                pass  # never answered
            case _:
                future.set_result(m.Done(request.id))
        return future

    def stop(self) -> None:
        self.server.stop()
        withdraw(self.data, self.address)
        self.ring.close()
        for block in (self.table, self.memory):
            block.unlink()
            block.close()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[LinkClient]:
    client = LinkClient(tmp_path)
    client.start()
    yield client
    client.close()


@pytest.fixture
def collector(tmp_path: Path) -> Iterator[FakeCollector]:
    collector = FakeCollector(tmp_path, "g1")
    yield collector
    collector.stop()


def test_a_console_is_greeted_and_gets_its_answers(
    collector: FakeCollector, client: LinkClient
) -> None:
    wait_for(lambda: client.is_connected)
    events: list[Event] = []

    def are_three() -> bool:
        events.extend(client.poll())
        return len(events) >= 3

    wait_for(are_three)
    assert [type(event) for event in events] == [Connected, m.Layout, m.Health]
    source = SourceId("s")
    assert client.browse(source, "").result(5)[0].name == "N"
    assert client.raw_messages(source).result(5) == []
    assert client.reload_profile().result(5) == ["Zeile 3"]
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, (AlarmId("a#hi"),), "Anna", "gesehen")
    client.operate(order).result(5)
    assert collector.requests[-1] == m.Operate(4, order)
    with pytest.raises(ConnectorError, match="Fingerabdruck"):
        client.trust(source, "AA").result(5)


def test_samples_cross_the_border(collector: FakeCollector, client: LinkClient) -> None:
    wait_for(lambda: client.is_connected)
    keys = [point_key(point) for point in POINTS]
    collector.ring.write(SampleBatch.from_columns(keys, [1, 2], 3, [0.5, np.nan]))
    batch = client.drain()
    assert batch is not None
    assert batch.key.tolist() == keys
    table = client.table()
    assert table is not None
    assert table.key.tolist() == keys


def test_everything_a_collector_says_survives_the_wire() -> None:
    question = TrustQuestion("AA:BB", "CN=x", "CN=y", 1, 2, "urn:x")
    health = SourceHealth(SourceId("s"), SourceState.FAILED, "Grund", question=question)
    said = [
        m.Health([health]),
        m.AlarmsChanged({AlarmId("a#hi"): AlarmState(value=1.5)}, is_whole=True),
        m.Notice("storage", "Voll.", is_severe=True),
        m.Progress("history", 3, 90),
        m.Refused(3, "nein"),
    ]
    for message in said:
        frame = m.encoder.encode(message)
        assert m.encoder.encode(m.answer_decoder.decode(frame)) == frame


def test_a_client_finds_the_next_collector_by_itself(tmp_path: Path, client: LinkClient) -> None:
    first = FakeCollector(tmp_path, "g1")
    wait_for(lambda: client.is_connected)
    unanswered = client.retry(SourceId("s"))
    wait_for(lambda: bool(first.requests))
    first.stop()
    with pytest.raises(ConnectorError, match="nicht verbunden"):
        unanswered.result(5)
    wait_for(lambda: not client.is_connected)
    with pytest.raises(ConnectorError, match="nicht verbunden"):
        client.browse(SourceId("s"), "").result(5)
    assert client.drain() is None
    assert client.table() is None
    second = FakeCollector(tmp_path, "g2")
    wait_for(lambda: client.is_connected)
    assert any(isinstance(event, Disconnected) for event in client.poll())
    second.server.push(m.Notice("profile", "neu"))
    wait_for(lambda: any(isinstance(event, m.Notice) for event in client.poll()))
    second.stop()


def test_nobody_gets_in_without_the_key(collector: FakeCollector, client: LinkClient) -> None:
    stranger: wire.Wire = Client(collector.address.address)
    assert not wire.introduce(stranger, b"wrong")
    stranger.close()
    silent: wire.Wire = Client(collector.address.address)
    wait_for(lambda: client.is_connected)
    assert client.browse(SourceId("s"), "").result(5)
    silent.close()


@pytest.mark.expects_warnings
def test_a_request_that_is_none_ends_only_that_connection(
    collector: FakeCollector, client: LinkClient
) -> None:
    wait_for(lambda: client.is_connected)
    rude: wire.Wire = Client(collector.address.address)
    assert wire.introduce(rude, bytes.fromhex(collector.address.key))
    rude.send_bytes(b"\xc1 no message")
    with pytest.raises(EOFError):
        list(iter(rude.recv_bytes, b"never sent"))
    rude.close()
    assert client.browse(SourceId("s"), "").result(5)


def test_the_address_is_for_the_owner_only_and_withdrawn(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    address = new_address(tmp_path)
    announce(tmp_path, address)
    assert find(tmp_path) == address
    assert (tmp_path / "link.json").stat().st_mode & 0o077 == 0
    assert Path(address.address).parent.stat().st_mode & 0o077 == 0
    withdraw(tmp_path, address)
    assert find(tmp_path) is None
    (tmp_path / "link.json").write_text("{ half")
    assert find(tmp_path) is None
