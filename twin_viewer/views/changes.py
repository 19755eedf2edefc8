"""Two laser scans of one place compared: what is offered, what is being done, what is shown."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.domain.texts import Text
from app.services.maps.legends import LegendEntry, Sign
from twin_viewer.analysis.epochs import ChangeKind
from twin_viewer.cache.blocks import DamagedBlockError
from twin_viewer.cache.store import Box
from twin_viewer.jobs.comparing import Pair, PairState
from twin_viewer.jobs.comparisons import Comparison, read_comparison
from twin_viewer.jobs.datasets import Change, CloudSource, Dataset, DatasetKind
from twin_viewer.model.frames import SceneFrame
from twin_viewer.panels.changes import ChangesPanel, ChangesState, ScanChoice
from twin_viewer.rendering.layers.changes import ChangeLayer, change_points
from twin_viewer.rendering.scenes import Act
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.texts import count

MOST_PAIRS: Final = 4
"""So many tiles are compared at once, those nearest to what is seen."""

_LAYER: Final = "changes"
_LEAST_M: Final = 1.0
"""Tiles that share no more than an edge of this width do not overlap."""


class Library(Protocol):
    """What the library has to do with it."""

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """All data sets, as they are now."""
        ...

    @property
    def comparisons(self) -> tuple[PairState, ...]:
        """How far the laser scans are that are compared."""
        ...

    def clouds(self) -> tuple[CloudSource, ...]:
        """Return the laser scans."""
        ...

    def compare(self, pairs: Sequence[Pair]) -> None:
        """Compare laser scans."""
        ...

    def cancel_comparisons(self) -> None:
        """Stop comparing, and forget what came of it."""
        ...


class Drawing(Protocol):
    """What draws; a `Stage`."""

    frame: SceneFrame

    def do(self, act: Act, *, redraw: bool = True) -> None:
        """Have something done to the scene."""
        ...


@dataclass(frozen=True, slots=True)
class Scan:
    """A laser scan that can be compared.

    Attributes:
        id: Its data set.
        name: Its name on screen.
        date: When it was flown, ISO or a year; empty where unknown.
        sources: Its tiles.
    """

    id: str
    name: str
    date: str
    sources: tuple[CloudSource, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """A result that is in the scene."""

    comparison: Comparison
    layer: ChangeLayer


class ChangeDesk(QObject):
    """Has scans compared by the library, and shows what came of it.

    Args:
        library: What data there are; it compares, in a process of its own.
        stage: What draws.
        middle: Returns east and north of what is seen, EPSG:25832; tiles near it come first.
        parent: Owner.

    Signals:
        changed: What is offered, how far it is, or what came of it is another.
        found: All that was wanted is compared (what came of it, a sentence).
        failed: Something cannot be compared (why, a sentence).
        began: A comparison was asked for; its layer should be seen.
        removed: A person wants no changes any more; their layer should go.
    """

    changed = Signal()
    found = Signal(str)
    failed = Signal(str)
    began = Signal()
    removed = Signal()

    def __init__(
        self,
        library: Library,
        stage: Drawing,
        middle: Callable[[], tuple[float, float]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._stage, self._middle = library, stage, middle
        self._work = Background(self, "twin-changes")
        self._wanted: tuple[Scan, Scan] | None = None
        self._left_out = 0
        self._shown: dict[Path, _Shown | None] = {}
        self._told: set[PairState] = set()
        self._is_closed = self._is_refused = False

    def close(self) -> None:
        """End the thread; what is in the scene stays there."""
        self._is_closed = True
        self._work.close()

    # ---- what is offered -----------------------------------------------------------------------
    def scans(self) -> tuple[Scan, ...]:
        """Return the scans that overlap another one, the earliest first."""
        sources: dict[str, list[CloudSource]] = {}
        for one in self._library.clouds():
            sources.setdefault(one.dataset, []).append(one)
        scans = [
            Scan(one.id, one.name, one.date, tuple(sources[one.id]))
            for one in self._library.datasets
            if one.kind is DatasetKind.CLOUD and one.id in sources
        ]
        scans.sort(key=lambda scan: (scan.date, scan.name))
        return tuple(scan for scan in scans if any(partners_of(scan, scans)))

    def usual(self) -> tuple[Scan, Scan] | None:
        """Return the newest scan and the newest of those before it that overlap; None for none."""
        scans = self.scans()
        for place in range(len(scans) - 1, 0, -1):
            before = list(partners_of(scans[place], scans[:place]))
            if before:
                return before[-1], scans[place]
        return None

    # ---- wishes --------------------------------------------------------------------------------
    def show(self) -> None:
        """Compare what is most likely meant, unless something is compared already."""
        if self._library.comparisons or self._wanted is not None:
            return
        pair = self.usual()
        if pair is not None:
            self.compare(pair[0].id, pair[1].id)
        elif not self._is_refused:
            self._is_refused = True
            self.failed.emit(
                self.tr(
                    "Für Veränderungen braucht es zwei Laserscans derselben Stelle aus "
                    "verschiedenen Jahren."
                )
            )

    def compare(self, old: str, new: str) -> None:
        """Compare two scans, by the ids of their data sets; an earlier result goes."""
        known = {scan.id: scan for scan in self.scans()}
        if old not in known or new not in known:
            return
        pairs = pairs_between(known[old], known[new], self._middle())
        if not pairs:
            self.failed.emit(self.tr("Diese beiden Laserscans überdecken sich nicht."))
            return
        self._clear()
        self._wanted = known[old], known[new]
        self._left_out = max(0, len(pairs) - MOST_PAIRS)
        self._library.compare(pairs[:MOST_PAIRS])
        self.began.emit()
        self.changed.emit()

    def remove(self) -> None:
        """Stop comparing, and take what came of it out of the scene."""
        self._library.cancel_comparisons()
        self._clear()
        self.removed.emit()
        self.changed.emit()

    def _clear(self) -> None:
        self._wanted = None
        for file in list(self._shown):
            self._drop(file)
        self._told.clear()

    # ---- what comes of it ----------------------------------------------------------------------
    def take(self, change: Change) -> None:
        """Look again at what the library has, where it is other than before."""
        if self._is_closed:
            return
        if change.comparisons:
            self._follow()
        if change.clouds:
            self._is_refused = False
        if change.comparisons or change.clouds or change.datasets or change.removed:
            self.changed.emit()

    def start(self) -> None:
        """Show what was compared before this scene was made."""
        self._follow()

    @property
    def has_any(self) -> bool:
        """True when a result is in the scene."""
        return any(one is not None for one in self._shown.values())

    @property
    def progress(self) -> tuple[str, float] | None:
        """What is being done, a phrase, and how far it is (0 to 1); None for nothing."""
        states = self._library.comparisons
        busy = [one for one in states if not one.is_over]
        if not busy:
            return None
        share = sum(1.0 if one.is_over else one.progress for one in states) / len(states)
        return next((one.words for one in busy if one.progress > 0), busy[0].words), share

    def summary(self) -> str:
        """Return what came of it, in sentences; empty for nothing."""
        shown = [one.comparison for one in self._shown.values() if one is not None]
        if not shown:
            return ""
        added = sum(one.change.raised for one in shown)
        gone = sum(one.change.lowered for one in shown)
        higher = sum(one.area(ChangeKind.RAISED) for one in shown)
        lower = sum(one.area(ChangeKind.LOWERED) for one in shown)
        words = self.tr(
            "{0} m³ kamen hinzu (auf etwa {1} m²), {2} m³ verschwanden (auf etwa {3} m²)."
        )
        lines = [words.format(*(count(round(value)) for value in (added, higher, gone, lower)))]
        if self._left_out:
            words = self.tr("Verglichene Kacheln um die Bildmitte: {0}, nicht verglichene: {1}.")
            lines.append(words.format(len(shown), self._left_out))
        faults = dict.fromkeys(fault.reason for one in shown for fault in one.change.faults)
        return " ".join([*lines, *map(on_screen, faults)])

    def legend(self) -> tuple[LegendEntry, ...]:
        """Return what the colours stand for; nothing while there is no result."""
        return legend_entries() if self.has_any else ()

    def _follow(self) -> None:
        """Show results that are new; take those away that are no longer wanted."""
        states = self._library.comparisons
        wanted = {one.file for one in states if one.file is not None}
        for file in self._shown.keys() - wanted:
            self._drop(file)
        for file in sorted(wanted - self._shown.keys()):
            self._shown[file] = None
            self._work.ask(self, lambda file=file: self._read(file), self._put, self._fail)  # type: ignore[misc]  # bound by default
        for one in states:
            if one.fault is not None and one not in self._told:
                self._told.add(one)
                words = self.tr("{0} lässt sich nicht vergleichen: {1}")
                self.failed.emit(words.format(one.new.name, on_screen(one.fault.reason)))

    def _read(self, file: Path) -> tuple[Path, _Shown]:
        """Make what is drawn of a result; beside the window."""
        try:
            comparison = read_comparison(file)
        except DamagedBlockError as error:
            file.unlink(missing_ok=True)
            raise OSError(str(error)) from error
        points = change_points(comparison.old, comparison.new, comparison.change, self._stage.frame)
        return file, _Shown(comparison, ChangeLayer(points, f"{_LAYER}-{file.stem}"))

    def _put(self, result: tuple[Path, _Shown]) -> None:
        file, shown = result
        if file not in self._shown:
            return
        self._shown[file] = shown
        self._stage.do(lambda scene: scene.put(shown.layer))
        self.changed.emit()
        is_over = all(one.is_over for one in self._library.comparisons)
        if is_over and all(one is not None for one in self._shown.values()):
            self.found.emit(self.summary())

    def _fail(self, reason: str) -> None:
        words = self.tr(
            "Was der Vergleich ergab, lässt sich nicht lesen: {0}. Bitte vergleichen Sie noch "
            "einmal."
        )
        self.failed.emit(words.format(reason))

    def _drop(self, file: Path) -> None:
        shown = self._shown.pop(file, None)
        if shown is not None:
            name = shown.layer.id
            self._stage.do(lambda scene: scene.drop(name))

    # ---- panel ---------------------------------------------------------------------------------
    def serve(self, panel: ChangesPanel) -> None:
        """Fill a panel from now on, and do what it asks for."""
        panel.compare_requested.connect(self.compare)
        panel.cancel_requested.connect(self.remove)
        panel.remove_requested.connect(self.remove)
        self.changed.connect(lambda: self._fill(panel))
        self._fill(panel)

    def _fill(self, panel: ChangesPanel) -> None:
        if self._is_closed:
            return
        scans = self.scans()
        choices = [
            ScanChoice(scan.id, on_screen(scan.name), scan.date, _ids(partners_of(scan, scans)))
            for scan in scans
        ]
        chosen = self._wanted or self.usual()
        pair = ("", "") if chosen is None else (chosen[0].id, chosen[1].id)
        panel.show_scans(choices, *pair)
        doing = self.progress
        words, share = ("", 0.0) if doing is None else doing
        panel.show_state(
            ChangesState(on_screen(words), share, self.summary(), doing is not None, self.has_any)
        )


def partners_of(scan: Scan, scans: Iterable[Scan]) -> Iterable[Scan]:
    """Return the scans that overlap one, in their order."""
    return (
        other
        for other in scans
        if other.id != scan.id
        and any(_overlap(one, two) for one in scan.sources for two in other.sources)
    )


def pairs_between(old: Scan, new: Scan, middle: tuple[float, float]) -> list[Pair]:
    """Return the tiles of two scans that overlap, those nearest to a place first."""
    found: list[tuple[float, Pair]] = []
    for one in old.sources:
        for two in new.sources:
            box = _overlap(one, two)
            if box is not None:
                away = math.dist(middle, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
                found.append((away, (one.path, two.path)))
    return [pair for _, pair in sorted(found, key=lambda each: each[0])]


def legend_entries() -> tuple[LegendEntry, ...]:
    """Return what the colours of changes stand for."""
    words = QCoreApplication.translate
    texts = (
        (1, words("twin", "Neu")),
        (2, words("twin", "Verschwunden")),
        (4, words("twin", "Höher geworden")),
        (0, words("twin", "Niedriger geworden")),
    )
    return tuple(LegendEntry(_LAYER, Sign.DOT, Text(text), colour=row) for row, text in texts)


def _ids(scans: Iterable[Scan]) -> frozenset[str]:
    return frozenset(scan.id for scan in scans)


def _overlap(one: CloudSource, other: CloudSource) -> Box | None:
    if one.extent is None or other.extent is None:
        return None
    west, south = max(one.extent[0], other.extent[0]), max(one.extent[1], other.extent[1])
    east, north = min(one.extent[2], other.extent[2]), min(one.extent[3], other.extent[3])
    is_wide = east - west > _LEAST_M and north - south > _LEAST_M
    return (west, south, east, north) if is_wide else None
