"""`app --check`: what this machine, this profile and this data folder are like, as JSON.

It only reads. The last entry, `problems`, says in sentences what a person should do something
about; the exit code is 1 when there is anything in it.
"""

import argparse
import json
import platform
import shutil
import sqlite3
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, qVersion
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QApplication

from app import __version__
from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.domain.sources import SourceHealth, SourceState
from app.link.client import LinkClient
from app.link.discovery import find
from app.link.messages import Health
from app.services.profiles import ProfileError, check_city
from app.storage import city_schema, journal
from app.storage.databases import inspect, newer_text, old_sqlite_notice
from app.storage.historian import SqliteHistorianReader, chunks, hot
from app.verbs.composition import make_application
from app.verbs.moments import write_moment
from app.verbs.places import Places, find_places

LIBRARIES: Final = (
    "PySide6-Essentials",
    "PySide6-QtAds",
    "amqtt",
    "asyncua",
    "cryptography",
    "keyring",
    "msgspec",
    "numpy",
    "paho-mqtt",
    "pcodec",
    "platformdirs",
    "protobuf",
    "pyqtgraph",
    "qtawesome",
    "sqlite-utils",
    "typing-extensions",
    "tzdata",
    "zstandard",
)
LEAST_FREE_BYTES: Final = 500_000_000
ANSWER_S: Final = 5.0
"""How long a collector that announced itself may take to answer."""

_GL_VENDOR: Final = 0x1F00
_GL_RENDERER: Final = 0x1F01
_GL_VERSION: Final = 0x1F02


def main(options: argparse.Namespace) -> int:
    """Print what was found; return 1 when something needs a person, else 0."""
    try:
        places = find_places(options.profile, options.data, only_reads=True)
    except ProfileError as error:
        print(json.dumps({"problems": [str(error)]}, ensure_ascii=False, indent=2))
        return 1
    found, problems = examine(places)
    print(json.dumps({**found, "problems": problems}, ensure_ascii=False, indent=2))
    return 1 if problems else 0


def examine(places: Places) -> tuple[dict[str, Any], list[str]]:
    """Return everything there is to say, and the sentences of what is wrong."""
    problems: list[str] = []
    city, profile = _profile(places, problems)
    found = {
        "program": {"version": __version__, "is_bundle": bool(getattr(sys, "frozen", False))},
        "python": platform.python_version(),
        "system": platform.platform(),
        "libraries": {"Qt": qVersion()} | {name: _version(name) for name in LIBRARIES},
        "sqlite": {"version": sqlite3.sqlite_version, "note": old_sqlite_notice() or ""},
        "screen": _screen(),
        "profile": profile,
        "data": _data(places, problems),
        "historian": _historian(places, city, problems),
        "collector": _collector(places, problems),
    }
    return found, problems


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"


# --- screen ---------------------------------------------------------------------------------


def _screen() -> dict[str, Any]:
    app = make_application()
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    return {
        "platform": QGuiApplication.platformName(),
        "style": QApplication.style().objectName(),
        "size": f"{size.width()}x{size.height()}",
        "scale": screen.devicePixelRatio(),
        "dpi": round(screen.logicalDotsPerInch()),
        "gl": _graphics(),
        "plugins": QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath),
        "screens": len(app.screens()),
    }


def _graphics() -> dict[str, str]:
    """Return who draws OpenGL; empty where nobody does."""
    context = QOpenGLContext()
    surface = QOffscreenSurface()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return {}
    functions = context.functions()
    names = {"vendor": _GL_VENDOR, "renderer": _GL_RENDERER, "version": _GL_VERSION}
    found = {key: str(functions.glGetString(name)) for key, name in names.items()}
    context.doneCurrent()
    return found


# --- profile and files ----------------------------------------------------------------------


def _profile(places: Places, problems: list[str]) -> tuple[City | None, dict[str, Any]]:
    city, faults = check_city(places.profile, places.overlay)
    problems += [str(fault) for fault in faults]
    return city, {
        "folder": str(places.profile),
        "city": "" if city is None else city.id,
        "points": 0 if city is None else len(city.points),
        "sources": 0 if city is None else len(city.sources),
        "rules": 0 if city is None else len(city.rules),
        "problems": [
            {
                "place": f"{fault.file}:{fault.line}:{fault.key}",
                "reason": fault.reason.de,
                "remedy": fault.remedy.de,
            }
            for fault in faults
        ],
    }


def _data(places: Places, problems: list[str]) -> dict[str, Any]:
    folder = next(path for path in (places.data, *places.data.parents) if path.is_dir())
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        problems.append(
            f"Auf dem Datenträger von {folder} sind nur noch {free // 1_000_000} MB frei. "
            "Bitte Speicherplatz freigeben."
        )
    files = sorted([*places.data.glob("*"), *places.history.glob("*")])
    return {
        "folder": str(places.data),
        "free_bytes": free,
        "files": [_file(path, places.data, problems) for path in files if path.is_file()],
    }


def _file(path: Path, data: Path, problems: list[str]) -> dict[str, Any]:
    name = path.relative_to(data).as_posix()
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    found: dict[str, Any] = {"name": name, "bytes": size}
    if path.suffix != ".db" or not size:
        if ".corrupt-" in name:
            problems.append(f"Die Datei „{name}“ war beschädigt und wurde beiseitegelegt.")
        return found
    version, damage = inspect(path)
    if damage:
        problems.append(
            f"Die Datei „{name}“ lässt sich nicht lesen ({damage}). Beim nächsten Start wird sie "
            "beiseitegelegt, wenn sie beschädigt ist."
        )
    elif version > _known_version(name):
        problems.append(newer_text(path))
    return found | {"schema_version": version, "integrity": damage or "ok"}


def _known_version(name: str) -> int:
    """Return the newest schema version of a file that this program knows."""
    known = {
        "city.db": city_schema.SCHEMA_VERSION,
        "journal.db": journal.SCHEMA_VERSION,
        f"hist/{hot.HOT_NAME}": hot.SCHEMA_VERSION,
    }
    return known.get(name, chunks.SCHEMA_VERSION)


def _historian(places: Places, city: City | None, problems: list[str]) -> dict[str, Any]:
    zone = "UTC" if city is None else city.time_zone
    with closing(SqliteHistorianReader(places.history, zone)) as reader:
        health = reader.health()
    notices = [notice for notice in health.notices if notice != old_sqlite_notice()]
    problems += [notice for notice in notices if notice not in problems]
    return {
        "bytes": health.size_bytes,
        "hot_samples": health.hot_samples,
        "first": _moment(health.first_time, zone),
        "last": _moment(health.last_time, zone),
        "notices": list(health.notices),
    }


def _moment(time_us: int, zone: str) -> str | None:
    return None if time_us == NO_TIME else write_moment(time_us, zone)


# --- collector ------------------------------------------------------------------------------


def _collector(places: Places, problems: list[str]) -> dict[str, Any]:
    address = find(places.data)
    if address is None:
        return {"is_running": False}
    sources = _ask(places.data)
    if sources is None:
        return {"is_running": False, "announced_pid": address.pid}
    for name, health in sources.items():
        if not health.state.is_delivering and health.state is not SourceState.CONNECTING:
            reason = f" ({health.reason})" if health.reason else ""
            problems.append(f"Die Quelle „{name}“ liefert nicht: {health.state}{reason}.")
    return {
        "is_running": True,
        "pid": address.pid,
        "sources": {name: _source(health) for name, health in sources.items()},
    }


def _ask(data: Path) -> Mapping[str, SourceHealth] | None:
    """Return the health of the sources as the collector tells it, None when it does not answer."""
    client = LinkClient(data)
    client.start()
    try:
        deadline = time.monotonic() + ANSWER_S
        while time.monotonic() < deadline:
            for event in client.poll():
                if isinstance(event, Health):
                    return {health.source: health for health in event.sources}
            time.sleep(0.02)
    finally:
        client.close()
    return None


def _source(health: SourceHealth) -> dict[str, Any]:
    return {
        "state": health.state.value,
        "reason": health.reason,
        "endpoint": health.endpoint,
        "samples": health.samples,
        "rejected": health.rejected,
        "sample_rate": round(health.sample_rate, 1),
    }
