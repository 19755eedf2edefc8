"""A real mosquitto on a free port of the loopback, for tests."""

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.fakes.waiting import wait_for

BASIC = """listener {port} 127.0.0.1
max_queued_messages 0
max_inflight_messages 0
persistence {persistence}
persistence_location {folder}/
"""
"""Without the two limits the broker itself drops messages of a client that is away."""

MOSQUITTO = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
_STAY_ROOT = "user root\n" if os.geteuid() == 0 else ""
"""Started by root it else becomes another user, who cannot read a test's files."""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port of the loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Mosquitto:
    """A broker that can be stopped, killed and started again on its port.

    Args:
        folder: Where its files lie; one of its own for each broker.
        settings: More lines of its configuration; `allow_anonymous true` unless it says otherwise.
        users: Names and passwords; then nobody else gets in.
        is_lasting: Whether it keeps sessions and messages over a restart.
    """

    def __init__(
        self,
        folder: Path,
        settings: Sequence[str] = (),
        users: dict[str, str] | None = None,
        *,
        is_lasting: bool = False,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self._folder = folder
        self._file = folder / "mosquitto.conf"
        text = BASIC.format(
            port=self.port, persistence=str(is_lasting).lower(), folder=folder.resolve()
        )
        text = _STAY_ROOT + text + "".join(f"{line}\n" for line in settings)
        if users:
            passwords = folder / "passwords"
            passwords.write_text("".join(f"{name}:{word}\n" for name, word in users.items()))
            subprocess.run(["mosquitto_passwd", "-U", str(passwords)], check=True)
            text += f"allow_anonymous false\npassword_file {passwords}\n"
        else:
            text += "allow_anonymous true\n"
        self._file.write_text(text, "utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self._probes = 0

    @property
    def url(self) -> str:
        """Its address without encryption."""
        return f"mqtt://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it has logged."""
        return (self._folder / "log").read_text("utf-8", errors="replace")

    def start(self) -> None:
        """Start it and wait until it listens."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [MOSQUITTO, "-v", "-c", str(self._file)], stdout=log, stderr=log
            )
        wait_for(self._listens)

    def stop(self) -> None:
        """Stop it in order; it writes its sessions down."""
        if self._process is not None:
            wait_for(self._ended)
            self._process = None

    def _ended(self) -> bool:
        """Ask it to end, and tell whether it has: just after its start it misses the first ask."""
        assert self._process is not None
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        return self._process.poll() is not None

    def kill(self) -> None:
        """Kill it; connections break without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def freeze(self, *, is_frozen: bool) -> None:
        """Stop it in its tracks, or let it go on; its connections stay open meanwhile."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP if is_frozen else signal.SIGCONT)

    def publish(
        self,
        topic: str,
        payloads: Sequence[str | dict[str, object]],
        *,
        qos: int = 1,
        is_retained: bool = False,
        login: Sequence[str] = (),
    ) -> None:
        """Publish messages in order with the broker's own tool; returns when it has them all."""
        lines = [item if isinstance(item, str) else json.dumps(item) for item in payloads]
        more = [*login, *(["-r"] if is_retained else [])]
        self._publish(topic, "\n".join(lines).encode() + b"\n", ["-l", "-q", str(qos), *more])

    def publish_bytes(self, topic: str, payload: bytes, *, qos: int = 1) -> None:
        """Publish one message of any bytes."""
        self._publish(topic, payload, ["-s", "-q", str(qos)])

    def _publish(self, topic: str, data: bytes, more: Sequence[str]) -> None:
        command = ["mosquitto_pub", "-h", "127.0.0.1", "-p", str(self.port), "-t", topic, *more]
        done = subprocess.run(command, input=data, capture_output=True, timeout=30, check=False)
        assert done.returncode == 0, done.stderr.decode()

    def connections(self) -> int:
        """Return how many connections were opened, accepted or not, our own probes left out."""
        return self.log.count("New connection from") - self._probes

    def _listens(self) -> bool:
        is_open = listens(self.port)
        self._probes += is_open
        return is_open
