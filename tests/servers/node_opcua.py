"""An OPC UA server that is not ours (node-opcua), with limit alarms that it judges itself.

Its program lies in benchmarks/node_opcua. Its libraries are fetched once, as its lock file names
them, into a cache folder outside the checkout.
"""

import hashlib
import json
import os
import select
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import platformdirs

PROGRAM: Final = Path(__file__).parents[2] / "benchmarks" / "node_opcua"
NAMESPACE: Final = "urn:leitstand:alarms"
INSTALL_S: Final = 180.0
READY_S: Final = 60.0
ANSWER_S: Final = 10.0


class NodeMissingError(Exception):
    """Node.js or the server's libraries are not there; the text says what to do."""


def install() -> Path:
    """Return the folder of the program with its libraries, fetched if need be.

    Raises:
        NodeMissingError: There is no Node.js, or the libraries cannot be fetched.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NodeMissingError(
            "The independent server needs Node.js with npm. On Debian: apt-get install nodejs npm."
        )
    files = {name: (PROGRAM / name).read_bytes() for name in ("package.json", "package-lock.json")}
    version = hashlib.sha256(b"".join(files.values())).hexdigest()[:12]
    folder = Path(platformdirs.user_cache_dir("leitstand-tests")) / f"node-opcua-{version}"
    if not (folder / "complete").exists():
        _fetch(folder, files)
    shutil.copyfile(PROGRAM / "server.js", folder / "server.js")
    return folder


def _fetch(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"]
    try:
        subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True, timeout=INSTALL_S
        )
    except subprocess.CalledProcessError as error:
        reason = str(error.stderr)[-300:]
        raise NodeMissingError(f"The libraries could not be fetched with npm: {reason}") from error
    except subprocess.TimeoutExpired as error:
        raise NodeMissingError("The libraries could not be fetched with npm in time.") from error
    (folder / "complete").write_text("", "utf-8")


class NodeServer:
    """A running server; a context manager that ends it.

    Args:
        alarms: How many variables with an alarm each it has.
        port: Where it listens; 0 finds a free port.
    """

    def __init__(self, alarms: int, port: int = 0) -> None:
        self.port = port or _free_port()
        self.url = f"opc.tcp://127.0.0.1:{self.port}/alarms"
        self._alarms = alarms
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = tempfile.TemporaryDirectory()
        self._rest = b""

    def __enter__(self) -> Self:
        program = install()
        self._process = subprocess.Popen(
            ["node", "server.js", str(self.port), self._folder.name, str(self._alarms)],
            cwd=program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answer("state", READY_S)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it, also one that does not answer."""
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.close()
            try:
                process.wait(ANSWER_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
        self._folder.cleanup()

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        assert self._process is not None
        self._process.kill()

    @staticmethod
    def address(number: int) -> str:
        """Return the address of a variable."""
        return f"nsu={NAMESPACE};s=v{number}"

    @staticmethod
    def condition(number: int) -> str:
        """Return the address of its alarm."""
        return f"nsu={NAMESPACE};s=alarm{number}"

    def set(self, number: int, value: float) -> None:
        """Give a variable a value."""
        self._say(f"set {number} {value}")
        self._answer("set", ANSWER_S)

    def tell(self) -> list[dict[str, Any]]:
        """Return what the server itself holds of its alarms."""
        self._say("tell")
        alarms: list[dict[str, Any]] = self._answer("alarms", ANSWER_S)["alarms"]
        return alarms

    def wait(self, is_so: Callable[[list[dict[str, Any]]], bool], timeout_s: float = 10.0) -> bool:
        """Wait until the server's own view of its alarms is so; return whether it became so."""
        end = time.monotonic() + timeout_s
        while not is_so(self.tell()):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def _say(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def _answer(self, key: str, timeout_s: float) -> dict[str, Any]:
        """Return the next line with this key; the library prints remarks in between."""
        assert self._process is not None
        assert self._process.stdout is not None
        end = time.monotonic() + timeout_s
        while True:
            line, found, rest = self._rest.partition(b"\n")
            if found:
                self._rest = rest
                if line.startswith(b"{"):
                    said: dict[str, Any] = json.loads(line)
                    if key in said:
                        return said
                continue
            output = self._process.stdout.fileno()
            if not select.select([output], [], [], max(end - time.monotonic(), 0.0))[0]:
                raise TimeoutError(f"The server did not answer with {key}.")
            more = os.read(output, 1 << 16)
            if not more:
                raise RuntimeError("The server ended early.")
            self._rest += more


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
