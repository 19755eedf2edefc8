"""The simulated city as a process: ready, its addresses in a file, ports again, gone in time."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import paho.mqtt.client as paho
import pytest
from asyncua import Client
from paho.mqtt.enums import CallbackAPIVersion

from connectors.polling.addresses import SCALARS, Agent
from connectors.polling.objects import text_of
from connectors.polling.options import SnmpOptions, read_through
from connectors.polling.snmp_session import SnmpSession
from tests.connectors.polling.rigs import Secrets
from tests.fakes.waiting import wait_for


@dataclass
class Started:
    process: subprocess.Popen[bytes]
    ready: dict[str, Any]
    file: Path

    def ports(self) -> list[int]:
        return [urlsplit(self.ready[name]).port or 0 for name in ("mqtt", "opcua", "snmp")]

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal; return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(10.0)


class Stage:
    """Starts simulated cities in one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.started: list[Started] = []

    def start(self, *arguments: str) -> Started:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "simulate", "--data", str(self.data), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        started = Started(process, ready, self.data / "simulation.json")
        self.started.append(started)
        return started

    def close(self) -> None:
        for one in self.started:
            if one.process.poll() is None:
                one.process.kill()
                one.process.wait()
            for pipe in (one.process.stdin, one.process.stdout):
                if pipe is not None:
                    pipe.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def messages_of(port: int, count: int) -> list[str]:
    """Return the topics of the first messages of a broker."""
    topics: list[str] = []
    client = paho.Client(CallbackAPIVersion.VERSION2, protocol=paho.MQTTv311)
    client.on_message = lambda _client, _data, message: topics.append(message.topic)
    client.on_connect = lambda connected, *_: connected.subscribe("#", 1)
    client.connect("127.0.0.1", port)
    client.loop_start()
    try:
        wait_for(lambda: len(topics) >= count)
    finally:
        client.disconnect()
        client.loop_stop()
    return topics


async def state_of(url: str) -> str:
    client = Client(url, timeout=5)
    client.session_timeout = 60_000
    async with client:
        return str((await client.get_namespace_array())[2])


async def name_of(url: str) -> str:
    """Return what a device of the agent calls itself."""
    session = SnmpSession(SnmpOptions(), read_through(url), Secrets())
    oid = SCALARS["sysName"]
    try:
        told = await session.get(Agent("kern-hammonense.netz.example"), [oid])
    finally:
        session.close()
        await asyncio.sleep(0)
    return text_of(told[oid].value)


def test_it_says_where_it_is_and_speaks_all_protocols(stage: Stage) -> None:
    city = stage.start("--seed", "3", "--incidents", "off")
    assert city.ready["state"] == "ready"
    assert city.ready["pid"] == city.process.pid
    assert city.ready["points"] >= 1_500
    assert city.ready["seed"] == 3
    assert json.loads(city.file.read_text("utf-8")) == city.ready
    mqtt, *_ = city.ports()
    # Newest values are there at once, live ones follow.
    topics = messages_of(mqtt, 100)
    assert any(topic.startswith("v3/hamm@ttn/devices/") for topic in topics)
    assert asyncio.run(state_of(city.ready["opcua"])).startswith("urn:")
    assert asyncio.run(name_of(city.ready["snmp"])) == "kern-hammonense.netz.example"
    assert city.ready["icmp"] == "icmp://127.0.0.0/8"
    assert city.end() == 0
    assert not city.file.exists()
    assert not any(is_open(port) for port in city.ports())


def test_ports_of_a_killed_run_are_taken_again(stage: Stage) -> None:
    first = stage.start()
    first.end(signal.SIGKILL)
    assert first.file.exists()
    second = stage.start()
    assert second.ports() == first.ports()
    # A third one beside it takes other ports, and leaves the file to whoever wrote last.
    third = stage.start()
    assert not set(third.ports()) & set(second.ports())
    second.end()
    assert json.loads(third.file.read_text("utf-8"))["pid"] == third.process.pid
    assert third.end(signal.SIGINT) == 0
    assert not third.file.exists()


def test_with_a_parent_it_ends_when_its_input_closes(stage: Stage) -> None:
    city = stage.start("--with-parent")
    assert city.process.stdin is not None
    city.process.stdin.close()
    assert city.process.wait(10.0) == 0
    assert not city.file.exists()


def test_it_cannot_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-m', 'app', 'simulate', '--with-parent',"
        f" '--data', {str(tmp_path)!r}], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "print(child.stdout.readline().decode(), flush=True)\n"
        "child.wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = json.loads(parent.stdout.readline())["pid"]
        parent.kill()
    wait_for(lambda: not _is_alive(pid))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z"
