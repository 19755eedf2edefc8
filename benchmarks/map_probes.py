"""What reaches a counting server, or this machine, from the map's page when it tries every way.

The real page in the real canvas, five rounds: as shipped; without the page's own policy; without
the request interceptor either, so that the engine's locks stand alone; with the server on the list
of allowed hosts; and without any guard, which shows that the tries are good and the counter counts.
"""

import json
import multiprocessing
import tempfile
import urllib.parse
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from benchmarks._map_probes import (
    CODE_ONLY,
    LEAKS,
    LEAVING,
    STAYING,
    STUN,
    TURN,
    Counting,
    as_script,
    counting,
)
from benchmarks.result import Result
from widgets.map.canvas import MapCanvas
from widgets.map.graphics import prepare_web_engine, renderer_name
from widgets.map.schemes import START, register_scheme, share_graphics
from widgets.map.serving import MapContents, page_files

ROUNDS: Final = ("as shipped", "no policy", "locks alone", "host allowed", "no guard")
BAIT: Final = "bait.json"
PICTURE: Final = "bait.png"
SETTLE_MS: Final = 1500
LEAVE_MS: Final = 250
WAYS: Final = (*STAYING, *STUN, *TURN, *LEAVING)
_PATIENCE_MS: Final = 15_000
_ROUND_S: Final = 120


@dataclass(slots=True)
class _Round:
    """What came of one round.

    Attributes:
        arrived: How often the server was reached, by way.
        leaked: Ways that got at something on this machine.
    """

    arrived: dict[str, int] = field(default_factory=dict)
    leaked: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """All that got through."""
        return sum(self.arrived.values()) + len(self.leaked)


def run() -> Result:
    """Try every way in five rounds, print a table, and count what got through as shipped."""
    with tempfile.TemporaryDirectory() as folder:
        _baits(Path(folder))
        rounds = {kind: _in_a_process(kind, folder) for kind in ROUNDS}
    _print(rounds)
    got = rounds["as shipped"].count
    second, third = (
        sum(one.arrived.values()) + len(one.leaked - CODE_ONLY)
        for one in (rounds["no policy"], rounds["locks alone"])
    )
    allowed = [way for way, count in rounds["host allowed"].arrived.items() if count]
    bare = [way for way, count in rounds["no guard"].arrived.items() if count]
    return Result(
        "map_probes",
        got,
        "arrived",
        f"{len(WAYS) + len(LEAKS)} ways; without the page's policy {second}, without the "
        f"interceptor either {third}; an allowed host was reached by {len(allowed)} of them, any "
        f"by {len(bare)} without guards",
        None,
        "0 arrive, with one or two of the three lines off too; the counter counts in the others",
        got == second == third == 0 and {"fetch", "image"} <= set(allowed) < set(bare),
    )


def _in_a_process(kind: str, folder: str) -> _Round:
    """Do a round in a process of its own: the engine takes its locks once, at its start."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_one_round, kind, Path(folder)).result(_ROUND_S)


def _one_round(kind: str, folder: Path) -> _Round:
    share_graphics()
    application = QApplication([])
    found = _without_guards(folder) if kind == "no guard" else _with_canvas(folder, kind)
    application.processEvents()
    return found


def _baits(folder: Path) -> None:
    """Make a file and a picture nobody may read."""
    (folder / BAIT).write_text('"secret"', "utf-8")
    QImage(2, 2, QImage.Format.Format_RGB32).save(str(folder / PICTURE))


def _with_canvas(folder: Path, kind: str) -> _Round:
    """Try all ways from the page of the real canvas."""
    canvas = MapCanvas()
    canvas.resize(800, 600)
    canvas.show()
    with counting() as server:
        if kind == "host allowed":
            canvas.allow([f"http://127.0.0.1:{server.port}"])
        canvas.start()
        engine = canvas._engine  # noqa: SLF001 - the lock itself is on trial
        assert engine is not None
        if kind in {"no policy", "locks alone"}:
            engine.answerer.headers = {}
        if kind == "locks alone":
            engine.interceptor.may_pass = _let_pass  # type: ignore[method-assign]

        def load() -> None:
            _await_signal(canvas.ready, engine.load)

        def evaluate(script: str) -> object:
            return _evaluate(engine.page, script)

        found = _try_all(server, load, evaluate, folder)
        print(f"{kind}: {canvas.refused_count} refused by the interceptor", flush=True)
        canvas.close_engine()
    canvas.close()
    return found


def _let_pass(url: QUrl) -> bool:  # noqa: ARG001 - takes the place of the interceptor's judgement
    return True


def _without_guards(folder: Path) -> _Round:
    """Try all ways from a page of the same scheme that nothing guards."""
    prepare_web_engine(renderer_name())
    register_scheme()
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile  # noqa: PLC0415
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - after the canvas

    from widgets.map.answering import Answerer  # noqa: PLC0415

    class Silent(QWebEnginePage):
        """Does not write the page's complaints to the terminal, nor show its dialogs."""

        @override
        def javaScriptConsoleMessage(self, *_: object) -> None:
            """Say nothing."""

        @override
        def javaScriptConfirm(self, *_: object) -> bool:
            """Agree at once."""
            return True

    profile = QWebEngineProfile()
    profile.downloadRequested.connect(lambda download: download.cancel())
    view = QWebEngineView()
    answerer = Answerer(page_files(), MapContents(), view)
    answerer.headers = {}
    profile.installUrlSchemeHandler(b"leitstand", answerer)
    page = Silent(profile, view)
    view.setPage(page)
    view.resize(800, 600)
    view.show()
    with counting() as server:

        def load() -> None:
            _await_signal(page.loadFinished, lambda: page.load(QUrl(START)))

        found = _try_all(server, load, lambda script: _evaluate(page, script), folder)
    answerer.close()
    view.close()
    page.deleteLater()
    view.deleteLater()
    _spin(100)
    profile.deleteLater()
    _spin(100)
    return found


def _try_all(
    server: Counting,
    load: Callable[[], None],
    evaluate: Callable[[str], object],
    folder: Path,
) -> _Round:
    """Try every way; what leads elsewhere is tried last, each on a fresh page."""
    load()
    for name, body in LEAKS.items():
        filled = body.replace("SECRET", str(folder / BAIT)).replace(
            "PICTURE", str(folder / PICTURE)
        )
        evaluate(as_script(name, filled))
    _spin(SETTLE_MS)
    answers = json.loads(str(evaluate("JSON.stringify(window.probes)") or "{}"))
    load()
    for name, body in STAYING.items():
        evaluate(as_script(name, f"const u = '{_address(server, name)}'; {body}"))
    for name, body in STUN.items():
        evaluate(as_script(name, body.replace("PORT", str(server.udp(name)))))
    for name, body in TURN.items():
        evaluate(as_script(name, body.replace("PORT", str(server.tcp(name)))))
    _spin(SETTLE_MS)
    for name, body in LEAVING.items():
        load()
        evaluate(as_script(name, f"const u = '{_address(server, name)}'; {body}"))
        _spin(LEAVE_MS)
    seen = dict(server.seen)
    found = _Round({way: seen.pop(way, 0) for way in WAYS})
    if seen:
        found.arrived["something else"] = sum(seen.values())
    found.leaked = {name for name, got in answers.items() if got is True}
    return found


def _address(server: Counting, name: str) -> str:
    return f"http://127.0.0.1:{server.port}/{urllib.parse.quote(name)}"


def _evaluate(page: object, script: str) -> object:
    """Run a script in the page's own world and return its value."""
    answers: list[object] = []
    loop = QEventLoop()

    def take(value: object) -> None:
        answers.append(value)
        loop.quit()

    page.runJavaScript(script, 0, take)  # type: ignore[attr-defined]  # a QWebEnginePage
    if not answers:
        QTimer.singleShot(2000, loop.quit)
        loop.exec()
    return answers[0] if answers else None


def _await_signal(signal: object, act: Callable[[], None]) -> None:
    """Do something and wait for a signal, bounded in time."""
    loop = QEventLoop()
    signal.connect(loop.quit)  # type: ignore[attr-defined]  # a bound signal of Qt
    act()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)  # type: ignore[attr-defined]


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _print(rounds: Mapping[str, _Round]) -> None:
    """Print one line a way."""
    names = list(rounds)
    print(f"{'way':66}" + "".join(f"{name:>19}" for name in names))
    for way in (*WAYS, "something else"):
        counts = (one.arrived.get(way, 0) for one in rounds.values())
        print(f"{way:66}" + "".join(f"{count:>19}" for count in counts))
    for way in LEAKS:
        marks = ("got there" if way in one.leaked else "-" for one in rounds.values())
        print(f"{way:66}" + "".join(f"{mark:>19}" for mark in marks))
