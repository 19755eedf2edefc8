"""A mosquitto and a publisher for benchmarks."""

import json
import os
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from benchmarks._collector import topic_of

CONFIGURATION = """listener {port} 127.0.0.1
allow_anonymous true
max_queued_messages 0
max_inflight_messages 0
persistence {persistence}
persistence_location {folder}/
autosave_interval 1
"""
"""Without these limits the broker itself drops messages for a consumer that is away."""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Broker:
    """A mosquitto on a port of its own that can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._file = folder / "mosquitto.conf"
        self._file.write_text(
            CONFIGURATION.format(port=self.port, persistence="true", folder=folder), "utf-8"
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"mqtt://127.0.0.1:{self.port}"

    @property
    def cpu_s(self) -> float:
        """Seconds of CPU it has used since it was started."""
        if self._process is None:
            return 0.0
        fields = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def start(self) -> None:
        """Start it and wait until it listens."""
        self._process = subprocess.Popen(
            ["mosquitto", "-c", str(self._file)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("mosquitto does not listen")

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None


class Publisher:
    """Publishes one value a point in turn, each with a time of its own, QoS 1.

    Attributes:
        accepted: (point number, time in µs) of what the broker has taken over.
    """

    def __init__(self, port: int, points: int, rate: float) -> None:
        self._points = points
        self._rate = rate
        self.accepted: set[tuple[int, int]] = set()
        self._sent: dict[int, tuple[int, int] | None] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._client = paho.Client(CallbackAPIVersion.VERSION2, "bench-publisher")
        self._client.on_publish = self._note
        self._client.max_inflight_messages_set(1_000)
        self._client.reconnect_delay_set(1, 1)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop, after the broker has taken over everything or ten seconds."""
        self._stop.set()
        self._thread.join()
        deadline = time.monotonic() + 10
        while self._sent and time.monotonic() < deadline:
            time.sleep(0.05)
        self._client.disconnect()
        self._client.loop_stop()

    def _run(self) -> None:
        due, place, newest = time.monotonic(), 0, 0
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            due = max(due + 0.01, time.monotonic() - 0.1)
            for _ in range(max(1, round(self._rate * 0.01))):
                number = place % self._points
                place += 1
                newest = max(time.time_ns() // 1_000, newest + 1)
                payload = json.dumps({"t": newest, "v": place})
                # Not under our lock: paho calls `_note` under one of its own that publish needs.
                sent = self._client.publish(topic_of(number), payload, qos=1)
                with self._lock:
                    self._settle(sent.mid, (number, newest))

    def _note(self, _client: Any, _data: Any, mid: int, *_: Any) -> None:
        with self._lock:
            self._settle(mid, None)

    def _settle(self, mid: int, sent: tuple[int, int] | None) -> None:
        """Match a message with its acknowledgement; either may be noted first."""
        if mid not in self._sent:
            self._sent[mid] = sent
            return
        done = self._sent.pop(mid) or sent
        if done is not None:
            self.accepted.add(done)
