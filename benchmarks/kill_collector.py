"""Acknowledged samples lost or stored twice after 30 x kill -9 of the collector under load.

A publisher sends QoS 1 messages through mosquitto to a real collector. The time between commit
and acknowledgement is stretched at random, so that many kills fall between the two. At the end
every message the broker had accepted must be stored exactly once: what the collector had
acknowledged is on disk, what it had not is sent again by the broker.
"""

import random
import tempfile
import time
from pathlib import Path

import numpy as np

from app.domain.points import PointKey
from app.domain.samples import Quality
from app.domain.series import Tier
from app.link.client import LinkClient
from app.link.messages import Health
from app.services.processes import ChildProcess
from app.storage.historian import SqliteHistorianReader
from benchmarks._broker import Broker, Publisher
from benchmarks._collector import load_city
from benchmarks._console import command_of, wait_for
from benchmarks.result import Result

ROUNDS = 30
POINTS = 200
RATE = 2_000
ACK_PAUSE_S = 0.02


def run() -> Result:
    """Kill, count, and tell."""
    chance = random.Random(1)  # noqa: S311 - a benchmark must repeat itself
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        broker = Broker(Path(folder))
        broker.start()
        try:
            accepted, between = _kill_again_and_again(data, broker, chance)
        finally:
            broker.stop()
        lost, twice, stored = _compare(data, accepted)
    print(f"{len(accepted):,} accepted by the broker, {stored:,} stored")
    print(f"{between} of {ROUNDS} kills fell between commit and acknowledgement")
    print(f"lost {lost}, stored twice {twice}")
    return Result(
        "kill_collector",
        lost + twice,
        "samples lost or stored twice",
        f"{len(accepted):,} samples in {ROUNDS} kills, {between} between commit and ack",
        None,
        "0 lost, 0 twice",
        lost == 0 and twice == 0 and between > 0,
    )


def _kill_again_and_again(
    data: Path, broker: Broker, chance: random.Random
) -> tuple[set[tuple[int, int]], int]:
    client = LinkClient(data)
    client.start()
    publisher: Publisher | None = None
    between = 0
    for number in range(ROUNDS + 1):
        child = ChildProcess(
            command_of(data, POINTS, broker.url),
            lambda _: None,
            data / "stderr.log",
            {"ACK_PAUSE_S": str(ACK_PAUSE_S)},
        )
        _wait_until_online(client)
        publisher = publisher or Publisher(broker.port, POINTS, RATE)
        if number == ROUNDS:
            publisher.stop()
            _wait_until_quiet(client)
            child.close_input()
            child.wait()
            break
        time.sleep(chance.uniform(0.1, 0.8))
        child.kill()
        child.wait()
        wait_for(lambda: not client.is_connected)
        client.poll()
        between += (data / "between").read_bytes() == b"1"
    client.close()
    assert publisher is not None
    return publisher.accepted, between


def _wait_until_online(client: LinkClient) -> None:
    """Wait until the collector delivers samples of the broker."""

    def is_online() -> bool:
        return any(
            source.state.is_delivering
            for event in client.poll()
            if isinstance(event, Health)
            for source in event.sources
        )

    wait_for(is_online)


def _wait_until_quiet(client: LinkClient) -> None:
    """Wait until nothing has come for two seconds: the broker has sent everything again."""
    quiet_since = time.monotonic()
    deadline = quiet_since + 120
    while time.monotonic() - quiet_since < 2.0 and time.monotonic() < deadline:
        if client.drain() is not None:
            quiet_since = time.monotonic()
        time.sleep(0.05)


def _compare(data: Path, accepted: set[tuple[int, int]]) -> tuple[int, int, int]:
    """Return lost, stored twice, stored."""
    reader = SqliteHistorianReader(data / "hist", "Europe/Berlin")
    now_us = time.time_ns() // 1_000
    keys = [PointKey(point.key) for point in load_city(POINTS).points]
    frames = reader.query(keys, 0, now_us + 1, len(accepted) + 1, Tier.RAW)
    reader.close()
    stored, twice = set(), 0
    for number, frame in enumerate(frames):
        times = frame.time[frame.quality != Quality.GAP]
        twice += len(times) - len(np.unique(times))
        stored |= {(number, int(time_us)) for time_us in times}
    return len(accepted - stored), twice, len(stored)
