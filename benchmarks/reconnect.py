"""Seconds until the city is live again after broker, server or collector were away; worst of all.

Nothing is clicked. The broker is stopped for ten seconds and started; the OPC UA server is killed
and started; the collector is killed under its supervisor. After each the history must show the
gap, and the console's link must carry new samples within ten seconds.
"""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import Quality
from app.domain.series import Tier
from app.link.client import LinkClient
from app.services.processes import ChildProcess, ProcessSupervisor
from app.storage.historian import SqliteHistorianReader
from benchmarks._broker import Broker, Publisher, free_port
from benchmarks._collector import load_city
from benchmarks._console import collecting, command_of, wait_for
from benchmarks.result import Result

POINTS = 20
RATE = 200
AWAY_S = 10.0
ALL_S = 2.0
"""After this long every point has had a sample; one that never had any has no gap either."""

LIMIT_S = 10.0
GAP_US = 3_000_000


def run() -> Result:
    """Take each part away once and tell how long it took to be live again."""
    took: dict[str, float] = {}
    has_gaps: dict[str, bool] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, part in (("mqtt", _broker_away), ("opcua", _server_away)):
            data = Path(folder) / name
            data.mkdir()
            found = part(data)
            took |= {f"{name} {what}": seconds for what, (seconds, _) in found.items()}
            has_gaps |= {f"{name} {what}": is_shown for what, (_, is_shown) in found.items()}
    for name, seconds in took.items():
        shown = "gap shown" if has_gaps[name] else "NO GAP SHOWN"
        print(f"{name}: live again after {seconds:.1f} s, {shown}")
    worst = max(took.values())
    return Result(
        "reconnect",
        round(worst, 2),
        "s",
        f"limit {LIMIT_S:.0f} s; " + ", ".join(f"{k} {v:.1f} s" for k, v in took.items()),
        round(worst / LIMIT_S, 3),
        "<= 10 s, gap shown",
        worst <= LIMIT_S and all(has_gaps.values()),
    )


Found = dict[str, tuple[float, bool]]


def _broker_away(data: Path) -> Found:
    broker = Broker(data)
    broker.start()
    publisher = Publisher(broker.port, POINTS, RATE)
    found: Found = {}
    try:
        with collecting(data, POINTS, broker.url) as (client, keeper):
            _live_after(client, time.time_ns())
            time.sleep(ALL_S)
            broker.stop()
            stopped = time.time_ns()
            publisher.stop()
            time.sleep(AWAY_S)
            broker.start()
            started = time.time_ns()
            publisher = Publisher(broker.port, POINTS, RATE)
            found["broker stopped 10 s"] = (
                _live_after(client, started),
                _has_gap(data, stopped, started),
            )
            found["collector killed"] = _kill(client, keeper)
    finally:
        publisher.stop()
        broker.stop()
    return found


def _kill(client: LinkClient, keeper: ProcessSupervisor) -> tuple[float, bool]:
    """Kill the collector; the console must say so until it is back."""
    killed = time.time_ns()
    os.kill(keeper.status.pid, signal.SIGKILL)
    wait_for(lambda: not client.is_connected)
    return _live_after(client, killed), True


def _server_away(data: Path) -> Found:
    port = free_port()
    with _server(port) as server:
        url = f"opc.tcp://127.0.0.1:{port}/bench"
        with collecting(data, POINTS, url) as (client, _):
            _live_after(client, time.time_ns())
            server.kill()
            server.wait()
            killed = time.time_ns()
            time.sleep(AWAY_S)
            with _server(port):
                started = time.time_ns()
                seconds = _live_after(client, started)
                return {"server killed": (seconds, _has_gap(data, killed, started))}


@contextmanager
def _server(port: int) -> Iterator[ChildProcess]:
    ready: list[object] = []
    command = command_of(Path(), POINTS, "")[:1]
    command += ["-m", "benchmarks._opcua_server", str(port), str(POINTS)]
    child = ChildProcess(command, ready.append)
    try:
        wait_for(lambda: bool(ready))
        yield child
    finally:
        child.kill()
        child.wait()


def _live_after(client: LinkClient, since_ns: int) -> float:
    """Wait for samples measured after a moment; return the seconds from that moment."""

    def is_live() -> bool:
        client.poll()
        batch = client.drain()
        return batch is not None and bool((batch.source_time > since_ns // 1_000).any())

    wait_for(is_live)
    return time.time() - since_ns / 1e9


def _has_gap(data: Path, start_ns: int, end_ns: int) -> bool:
    """Tell whether every point has a gap marker between two moments and no sample after it."""
    keys = [PointKey(point.key) for point in load_city(POINTS).points]
    start_us, end_us = start_ns // 1_000, end_ns // 1_000
    try:
        wait_for(lambda: _all_gaps(data, keys, start_us, end_us), 10.0, 0.5)
    except TimeoutError:
        return False
    return True


def _all_gaps(data: Path, keys: list[PointKey], start_us: int, end_us: int) -> bool:
    reader = SqliteHistorianReader(data / "hist", "Europe/Berlin")
    try:
        frames = reader.query(keys, start_us - GAP_US, end_us, 10_000, Tier.RAW)
    finally:
        reader.close()
    return all(bool(np.any(frame.quality == Quality.GAP)) for frame in frames)
