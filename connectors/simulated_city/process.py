"""The simulated city as a process of its own: a broker, a server, and one file that says where."""

import asyncio
import gc
import importlib
import json
import logging
import os
import signal
import socket
import sys
import threading
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from app.domain.cities import City
from app.domain.sources import SourceKind
from app.services.clocks import SystemClock
from app.services.processes import end_with_parent
from connectors.simulated_city.mqtt_side import MqttSide
from connectors.simulated_city.sampling import simulated_points
from connectors.simulated_city.world import World

EXIT_OK: Final = 0
EXIT_BROKEN: Final = 1
END_S: Final = 2.5
"""An end that takes longer is not waited for: nothing here is worth keeping."""

_log = logging.getLogger(__name__)


def run(
    city: City,
    *,
    seed: int = 1,
    has_incidents: bool = True,
    address_file: Path | None = None,
    with_parent: bool = False,
) -> int:
    """Play a city until SIGTERM, Ctrl+C or, with a parent, the end of standard input.

    The first line on standard output is a JSON object:
    `{"state": "ready", "pid": …, "mqtt": …, "opcua": …, "points": …, "seed": …}`; `snmp` and `icmp`
    are there too where the city has such sources.

    Args:
        city: The city.
        seed: Another seed is another city.
        has_incidents: Let things go wrong.
        address_file: Where that object is written too; removed at an orderly end. Addresses in the
            file of an earlier run are taken again when their ports are free.
        with_parent: End when standard input closes.

    Returns:
        The exit code: 0 after an orderly end, 1 when no port could be opened.
    """
    for library in ("amqtt", "asyncua", "transitions"):
        logging.getLogger(library).setLevel(logging.ERROR)
    # A hundred thousand objects are made that stay: looking for garbage there takes half a second.
    gc.disable()
    try:
        world = World(city, seed, has_incidents=has_incidents)
        asyncio.run(_play(world, address_file, with_parent=with_parent))
    except OSError as error:
        _log.error("The simulated city cannot listen: %s", error)
        _say({"state": "failed", "pid": os.getpid(), "reason": str(error)})
        return EXIT_BROKEN
    return EXIT_OK


async def _play(world: World, address_file: Path | None, *, with_parent: bool) -> None:
    stop = _stop_event(with_parent=with_parent)
    parts = AsyncExitStack()
    playing = asyncio.create_task(_open(parts, world, address_file), name="play")
    ended = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait([playing, ended], return_when=asyncio.FIRST_COMPLETED)
    finally:
        _end_soon()
        _forget(address_file)
        ended.cancel()
        try:
            await _cancel(playing)
        finally:
            await parts.aclose()


async def _open(parts: AsyncExitStack, world: World, address_file: Path | None) -> None:
    """Open broker and server, say where they are, and stay until one of them fails."""
    ports = {name: _free_port(name, port) for name, port in _earlier_ports(address_file).items()}
    said = {
        "state": "starting",
        "pid": os.getpid(),
        "mqtt": f"mqtt://127.0.0.1:{ports['mqtt']}",
        "points": sum(len(group.points) for group in world.groups),
        "seed": world.seed,
    }
    if _has(world, SourceKind.ICMP):
        # Every address of it is this machine, and its kernel answers.
        said["icmp"] = "icmp://127.0.0.0/8"
    publishing = await _publishing(parts, world, ports["mqtt"])
    # The server takes two seconds more: whoever waits for the broker need not wait for it.
    _write(address_file, said)
    if _has(world, SourceKind.SNMP):
        said["snmp"] = await _answering(parts, world, ports["snmp"])
        _write(address_file, said)
    url, serving = await _serving(parts, world, ports["opcua"])
    ready = said | {"state": "ready", "opcua": url}
    _write(address_file, ready)
    _say(ready)
    gc.freeze()
    gc.enable()
    await asyncio.wait([publishing, serving], return_when=asyncio.FIRST_COMPLETED)


async def _publishing(parts: AsyncExitStack, world: World, port: int) -> asyncio.Task[None]:
    """Open the broker and let the devices speak, until the stack is closed."""
    side = MqttSide(world, port, SystemClock().now_us)
    parts.push_async_callback(side.stop)
    await side.start()
    task = asyncio.create_task(side.publish_for_ever(), name="publish")
    parts.push_async_callback(_cancel, task)
    return task


async def _serving(
    parts: AsyncExitStack, world: World, port: int
) -> tuple[str, asyncio.Task[None]]:
    """Open the server and keep its values going, until the stack is closed."""
    # The library takes most of a second to load: the broker lives meanwhile.
    module = await asyncio.to_thread(
        importlib.import_module, "connectors.simulated_city.opcua_side"
    )
    side = module.OpcuaSide(world, port, SystemClock().now_us)
    parts.push_async_callback(side.stop)
    await side.start()
    task = asyncio.create_task(side.serve_for_ever(), name="serve")
    parts.push_async_callback(_cancel, task)
    return side.url, task


async def _answering(parts: AsyncExitStack, world: World, port: int) -> str:
    """Open the agent of the network devices, until the stack is closed; return where it is."""
    module = await asyncio.to_thread(importlib.import_module, "connectors.simulated_city.snmp_side")
    side = module.SnmpSide(world, port, SystemClock().now_us)
    parts.push_async_callback(side.stop)
    await side.start()
    return str(side.url)


def _has(world: World, kind: SourceKind) -> bool:
    return bool(simulated_points(world.city, kind))


async def _cancel(task: asyncio.Task[None]) -> None:
    """End a task; an error that ended it before is raised."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _stop_event(*, with_parent: bool) -> asyncio.Event:
    """Return an event that SIGTERM, Ctrl+C and a parent that is gone set."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def end() -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)

    for name in (signal.SIGTERM, signal.SIGINT):
        if sys.platform == "win32":
            signal.signal(name, lambda *_: end())
        else:
            loop.add_signal_handler(name, stop.set)
    if with_parent:
        end_with_parent(end)
    return stop


def _end_soon() -> None:
    """Make sure that an end that hangs ends nevertheless."""
    timer = threading.Timer(END_S, os._exit, (EXIT_OK,))
    timer.daemon = True
    timer.start()


def _forget(file: Path | None) -> None:
    """Remove the file of addresses: they are no good any more."""
    # Another run may have written its own meanwhile.
    if file is not None and _said_in(file).get("pid") == os.getpid():
        with suppress(OSError):
            file.unlink()


def _write(file: Path | None, what: dict[str, Any]) -> None:
    """Write the addresses; readers never see half of them."""
    if file is not None:
        draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
        draft.write_text(json.dumps(what), "utf-8")
        draft.replace(file)


def _said_in(file: Path) -> dict[str, Any]:
    """Return what a file of addresses says; nothing when there is no whole one."""
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _earlier_ports(file: Path | None) -> dict[str, int]:
    """Return the ports in the file of a run that ended without removing it; 0 for none."""
    said = {} if file is None else _said_in(file)
    ports = {"mqtt": 0, "opcua": 0, "snmp": 0}
    for name in ports:
        with suppress(ValueError):
            ports[name] = urlsplit(str(said.get(name, ""))).port or 0
    return ports


def _free_port(name: str, wished: int) -> int:
    """Return the wished port of a protocol when nobody has it, else one that is free."""
    kind = socket.SOCK_DGRAM if name == "snmp" else socket.SOCK_STREAM
    for port in dict.fromkeys((wished, 0)):
        with socket.socket(type=kind) as probe:
            if kind == socket.SOCK_STREAM:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no port of this machine is free")


def _say(what: dict[str, Any]) -> None:
    """Print the one line other programs read."""
    with suppress(OSError, ValueError):
        sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
        sys.stdout.flush()
