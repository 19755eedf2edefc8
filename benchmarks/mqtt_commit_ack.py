"""MQTT QoS 1 through mosquitto, decoded, committed, then acknowledged, against `mosquitto_sub`.

One stream of messages is queued for two sessions at one mosquitto; then each of the two takes its
queue as fast as it can, one after the other and in turns who is first. Ours decodes JSON, commits
with the collector's writing thread (SQLite, synchronous FULL) and acknowledges after the commit;
`mosquitto_sub` acknowledges at once and writes to /dev/null. Every message must be on disk.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from app.domain.points import PointKey
from app.domain.series import Tier
from app.storage.historian import SqliteHistorianReader
from benchmarks._broker import Broker
from benchmarks._collector import load_city
from benchmarks._mqtt_stream import fill
from benchmarks.result import Result

POINTS = 1_000
MESSAGES = 200_000
ROUNDS = 5
BUDGET = 0.35
BUSY = 0.7
"""Share of a core from which on somebody is the bottleneck."""

TIMEOUT_S = 180
_WINDOW = ("-D", "connect", "receive-maximum", "20000")


def run() -> Result:
    """Take turns and compare the medians."""
    ours, theirs, lost = [], [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broker = Broker(folder)
        broker.start()
        try:
            for number in range(ROUNDS):
                rates, missing = _round(broker, folder / str(number), is_ours_first=number % 2 == 0)
                ours.append(rates["ours"])
                theirs.append(rates["mosquitto_sub"])
                lost += missing
        finally:
            broker.stop()
    rate, peer = median(ours), median(theirs)
    ratio = median(own / other for own, other in zip(ours, theirs, strict=True))
    print(f"lost {lost} of {ROUNDS * MESSAGES:,}")
    return Result(
        "mqtt_commit_ack",
        round(rate),
        "messages/s",
        f"mosquitto_sub on the same stream: {peer:,.0f} messages/s; lost {lost}",
        round(ratio, 3),
        f">= {BUDGET}, 0 lost",
        ratio >= BUDGET and lost == 0,
    )


def _round(broker: Broker, data: Path, *, is_ours_first: bool) -> tuple[dict[str, float], int]:
    """Queue one stream for both, let both take it; return their rates, and what ours lost."""
    data.mkdir()
    _ours(broker, data, 0)
    _theirs(broker, 0)
    begin_us = time.time_ns() // 1_000
    fill(broker.port, POINTS, MESSAGES, begin_us)
    rates: dict[str, float] = {}
    said: dict[str, Any] = {}
    for is_ours in (is_ours_first, not is_ours_first):
        if is_ours:
            before_s = broker.cpu_s
            said = _ours(broker, data, MESSAGES)
            said["broker"] = broker.cpu_s - before_s
            rates["ours"] = MESSAGES / said["seconds"]
        else:
            rates["mosquitto_sub"] = MESSAGES / _theirs(broker, MESSAGES)
    missing = MESSAGES - _stored(data, begin_us)
    print(
        f"ours {rates['ours']:,.0f}/s in {said['commits']} commits, mosquitto_sub "
        f"{rates['mosquitto_sub']:,.0f}/s, ratio {rates['ours'] / rates['mosquitto_sub']:.2f}, "
        f"lost {missing}; {_bound(said)}",
        flush=True,
    )
    return rates, missing


def _bound(said: dict[str, Any]) -> str:
    """Say who was busiest while ours took the messages: that bounds the rate."""
    own, broker = said["cpu"], said["broker"]
    seconds = said["seconds"]
    busiest = "mosquitto" if broker > own else "our own decoding and committing"
    share = max(own, broker) / seconds
    what = busiest if share > BUSY else "the shared machine: neither had a core of its own"
    return (
        f"CPU a message: ours {own / MESSAGES * 1e6:.1f} µs, mosquitto "
        f"{broker / MESSAGES * 1e6:.1f} µs; bounded by {what} ({share:.0%} of a core)"
    )


def _ours(broker: Broker, data: Path, messages: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._mqtt_consumer", broker.url, str(data)]
    command += [str(POINTS), str(messages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _theirs(broker: Broker, messages: int) -> float:
    """Let mosquitto_sub take the messages; return the seconds, its start left in."""
    command = ["mosquitto_sub", "-p", str(broker.port), "-V", "mqttv5", "-i", "peer", "-c"]
    command += ["-q", "1", "-t", "bench/#", *_WINDOW]
    command += ["-C", str(messages)] if messages else ["-E"]
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, timeout=TIMEOUT_S, check=True)
    return time.perf_counter() - begin


def _stored(data: Path, begin_us: int) -> int:
    """Return how many different messages of the stream are in the history."""
    reader = SqliteHistorianReader(data / "hist", "Europe/Berlin")
    keys = [PointKey(point.key) for point in load_city(POINTS).points]
    frames = reader.query(keys, begin_us, begin_us + MESSAGES, MESSAGES, Tier.RAW)
    reader.close()
    return sum(len(np.unique(frame.time[frame.time >= begin_us])) for frame in frames)
