"""What the map's page is given, and nothing else: its own files and what the program put there.

The page asks for names; they are looked up in tables. No name of the page ever becomes a path on
disk, so there is nothing to climb out of.
"""

import importlib.util
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QFile, QIODevice, QUrl

from widgets.map.schemes import HOST, SCHEME

Found = tuple[str, bytes]
"""Kind (MIME) and content of an answer."""

MIMES: Final[Mapping[str, str]] = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
"""The kinds of files the page may consist of."""

WEB: Final = Path(__file__).resolve().parents[2] / "resources" / "web" / "map"
"""Where the page lies."""
_CHANNEL: Final = ":/qtwebchannel/qwebchannel.js"
_LIBRARY: Final = "maplibre"
_LIBRARY_FILES: Final = ("maplibre-gl.js", "maplibre-gl.css")
_START: Final = "index.html"
_NAME: Final = re.compile("[a-z0-9.-]+")
_FORBIDDEN: Final = frozenset('\\%:*?"<>|')


class MapContents:
    """What the program serves to the page beside its files: data, sprites, glyphs, tiles.

    May be written and read in any thread. A path is as in `data/points/3.json`.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._files: dict[str, Found] = {}
        self._makers: dict[str, Callable[[str], Found | None]] = {}

    def put(self, path: str, mime: str, data: bytes) -> None:
        """Serve this content under a path from now on."""
        with self._lock:
            self._files[path] = (mime, data)

    def drop(self, prefix: str) -> None:
        """Serve nothing any more whose path begins like this."""
        with self._lock:
            for path in [path for path in self._files if path.startswith(prefix)]:
                del self._files[path]
            for path in [path for path in self._makers if path.startswith(prefix)]:
                del self._makers[path]

    def provide(self, prefix: str, make: Callable[[str], Found | None]) -> None:
        """Serve what is made when it is asked for, such as glyphs and tiles.

        Args:
            prefix: Beginning of the paths, such as `glyphs/`; the longest that fits is asked.
            make: Given the rest of the path, returns kind and content, or None for nothing. It
                is called in threads of the canvas, at times in two at once.
        """
        with self._lock:
            self._makers[prefix] = make

    def held(self, path: str) -> Found | None:
        """Return what was put under a path; does not make anything."""
        with self._lock:
            return self._files.get(path)

    def maker(self, path: str) -> Callable[[], Found | None] | None:
        """Return what makes the content of a path; None when nothing does."""
        with self._lock:
            fitting = [prefix for prefix in self._makers if path.startswith(prefix)]
            if not fitting:
                return None
            prefix = max(fitting, key=len)
            make = self._makers[prefix]
        rest = path[len(prefix) :]
        return lambda: make(rest)

    def get(self, path: str) -> Found | None:
        """Return the content of a path, made at once where it has to be."""
        found = self.held(path)
        if found is not None:
            return found
        make = self.maker(path)
        return make() if make else None

    def paths(self) -> tuple[str, ...]:
        """Return the paths of all that was put."""
        with self._lock:
            return tuple(self._files)


@dataclass(slots=True)
class PageFiles:
    """The files the page consists of, by name; each is read once, when it is first asked for."""

    files: Mapping[str, Path]
    _read: dict[str, Found] = field(default_factory=dict)

    def get(self, name: str) -> Found | None:
        """Return kind and content of a file; None for a name that is none of ours."""
        if name not in self._read:
            found = self._find(name)
            if found is None:
                return None
            self._read[name] = found
        return self._read[name]

    def _find(self, name: str) -> Found | None:
        if name == "qwebchannel.js":
            return MIMES[".js"], _read_resource(_CHANNEL)
        path = self.files.get(name)
        if path is None:
            return None
        try:
            return MIMES[path.suffix], path.read_bytes()
        except OSError:
            return None


def page_files(folder: Path = WEB) -> PageFiles:
    """Find the files of the page: its own, and those of the map library.

    A link that leads out of the folder is passed over.
    """
    root = folder.resolve()
    return PageFiles({**_library_files(), **dict(_own_files(root))})


def _own_files(root: Path) -> Iterable[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        real = path.resolve()
        if real.is_file() and real.is_relative_to(root) and path.suffix in MIMES:
            yield path.relative_to(root).as_posix(), real


def _library_files() -> dict[str, Path]:
    """Return MapLibre GL; its package is a box of files for us and never imported."""
    spec = importlib.util.find_spec(_LIBRARY)
    folders = spec.submodule_search_locations if spec else None
    return {
        name: path
        for folder in folders or ()
        for name in _LIBRARY_FILES
        if (path := Path(folder) / "srcjs" / name).is_file()
    }


def _read_resource(name: str) -> bytes:
    """Return a file out of Qt's own resources."""
    file = QFile(name)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        return b""
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()


def path_of(url: QUrl) -> str | None:
    """Return what is asked for by an address; None for whatever is no clean address of ours.

    Steps upwards, escaped characters that stay escaped, and signs that mean something to a file
    system are no part of our names, so they are refused before anything is looked up.
    """
    is_ours = url.isValid() and url.scheme() == SCHEME and url.host() == HOST
    if not is_ours or url.port() != -1 or url.userInfo():
        return None
    path = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    if not path.startswith("/"):
        return None
    steps = path[1:].split("/") if path != "/" else [_START]
    if any(step in {"", ".", ".."} or not _is_clean(step) for step in steps):
        return None
    return "/".join(steps)


def _is_clean(step: str) -> bool:
    return step.isprintable() and not _FORBIDDEN.intersection(step)


def policy(origins: Sequence[str] = ()) -> str:
    """Return the page's Content-Security-Policy.

    Args:
        origins: Addresses the profile allows pictures and data from, such as
            `https://sgx.geodatenzentrum.de`.
    """
    allowed = "".join(f" {origin}" for origin in origins)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self' blob:",  # the map library's worker is a blob
            "style-src 'self'",
            f"img-src 'self' data: blob:{allowed}",
            f"connect-src 'self'{allowed}",
            "frame-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def origin_of(host: str) -> str:
    """Return the origin of an entry of the allow list: a host means its https address.

    Returns:
        Such as `https://sgx.geodatenzentrum.de`; empty for what is no host.
    """
    try:
        parts = urlsplit(host if "://" in host else f"https://{host}")
        name, port = bytes(QUrl.toAce(parts.hostname or "").data()).decode(), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"https", "http"} or not _NAME.fullmatch(name):
        return ""
    return f"{parts.scheme}://{name}{f':{port}' if port is not None else ''}"


def headers(origins: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers every answer has."""
    return {
        "Content-Security-Policy": policy(origins),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
