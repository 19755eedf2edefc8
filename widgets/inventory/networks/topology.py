"""The topology: what hangs on what, from the core to the last access point, with live states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.networks.layout import Layout, tidy_layout
from app.domain.inventory.networks.topology import Topology, topology
from app.domain.inventory.records import Key
from app.services.inventory.networks import Networks
from app.services.states import CityState
from widgets.inventory.networks.canvas import Canvas
from widgets.inventory.networks.drawing_files import png_bytes, svg_bytes
from widgets.inventory.networks.live import LiveBoxes
from widgets.inventory.networks.pane import NetworkPane, keep_room
from widgets.inventory.networks.topology_sheet import TopologySheet, summary_of
from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_PLACED: Final = frozenset({"site", "district", "school", "rack", "asset", "port"})


class TopologyCommand(StrEnum):
    """What the bar of the topology offers."""

    FIT = "fit"
    IN = "in"
    OUT = "out"
    UNFOLD = "unfold"
    PNG = "png"
    SVG = "svg"


_LOOKS: Final = {
    TopologyCommand.FIT: Look("mdi6.fit-to-page-outline", 0, needs_scene=False),
    TopologyCommand.IN: Look("mdi6.magnify-plus-outline", 2, needs_scene=False),
    TopologyCommand.OUT: Look("mdi6.magnify-minus-outline", 2, needs_scene=False),
    TopologyCommand.UNFOLD: Look(
        "mdi6.unfold-more-horizontal", 1, is_switch=True, needs_scene=False
    ),
    TopologyCommand.PNG: Look("mdi6.image-outline", 4, needs_scene=False),
    TopologyCommand.SVG: Look("mdi6.svg", 4, needs_scene=False),
}


def _bar_texts() -> BarTexts[TopologyCommand]:
    return BarTexts(
        _tr("networks", "Werkzeuge des Netzbildes"),
        {
            TopologyCommand.FIT: _tr("networks", "Alles zeigen"),
            TopologyCommand.IN: _tr("networks", "Vergrößern"),
            TopologyCommand.OUT: _tr("networks", "Verkleinern"),
            TopologyCommand.UNFOLD: _tr("networks", "Alle Gruppen einzeln zeigen"),
            TopologyCommand.PNG: _tr("networks", "Als PNG speichern …"),
            TopologyCommand.SVG: _tr("networks", "Als SVG speichern …"),
        },
        {TopologyCommand.FIT: _tr("networks", "Taste 0; Plus und Minus ändern die Größe.")},
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    topology: Topology
    layout: Layout


class TopologyPane(NetworkPane):
    """The network of the selected sites, districts or devices; without any, all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        self.summary = QLabel()
        self.bar: CommandBar[TopologyCommand] = CommandBar(_LOOKS, _bar_texts)
        self.topology: Topology | None = None
        self.sheet: TopologySheet | None = None
        self._unfolded: set[str] = set()
        self._is_kept = False
        self._live: LiveBoxes | None = None
        self._state: CityState | None = None
        self._arrange()
        self.bar.triggered.connect(self._do)
        self.canvas.picked.connect(self._pick)
        self.canvas.opened.connect(self._open)
        self.retranslate()

    def _arrange(self) -> None:
        self.summary.setObjectName("muted")
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        head.addWidget(self.summary, 1)
        head.addWidget(self.bar)
        keep_room(self.bar)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)

    # ---- what the console tells ------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._live = LiveBoxes(city)
        self._state = None
        if self.topology is not None:
            self._live.set_nodes(self.topology.nodes)

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self._state = state
        self._show_live()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        shown = self._items_of(keys)
        if shown and self.is_settled:
            self.keys = tuple(keys)
            self.canvas.select(shown)
            if not shown & {self.canvas.marks.hovered}:
                self.canvas.reveal(min(shown))
            return
        self._unfolded.clear()
        super().show_keys(keys)

    # ---- asking ----------------------------------------------------------------------------------
    @override
    def accepts(self, keys: Sequence[Key]) -> bool:
        return True

    @override
    def question(self, networks: Networks) -> Callable[[], object]:
        keys = [key for key in self.keys if key.kind in _PLACED]
        is_whole = self.bar.actions_of[TopologyCommand.UNFOLD].isChecked()
        unfolded = None if is_whole else frozenset(self._unfolded)
        return partial(_lay_out, networks, keys, unfolded)

    @override
    def show_answer(self, answer: Any) -> None:
        self.topology = answer.topology
        self.sheet = TopologySheet(answer.topology, answer.layout, self.canvas.font())
        if self._live is not None:
            self._live.set_nodes(answer.topology.nodes)
        shown = self._items_of(self.keys)
        self.canvas.show_sheet(self.sheet, keep=self._is_kept)
        self.canvas.select(shown)
        if shown and not self._is_kept:
            self.canvas.reveal(min(shown), is_centred=True)
        self._is_kept = False
        self.summary.setText(summary_of(answer.topology))
        self._show_live()
        self._show_notice()

    @override
    def empty_sentence(self) -> str:
        return self.nothing_sentence()

    @override
    def nothing_sentence(self) -> str:
        return self.tr("Hier sind im Bestand noch keine Verbindungen in Betrieb vermerkt.")

    @override
    def _show_notice(self) -> None:
        super()._show_notice()
        if self.topology is not None and self.topology.is_cut and self.stage.is_content_shown:
            sentence = self.tr(
                "Es sind mehr Geräte, als ein Bild zeigt. Bitte wählen Sie einen Standort oder "
                "einen Stadtbezirk."
            )
            self.stage.notice.show_notice("mdi6.information-outline", sentence)

    def _show_live(self) -> None:
        if self._live is None or self._state is None or self.sheet is None:
            return
        states = self._live.judge(self._state)
        if states != self.sheet.states:
            self.sheet.states = states
            self.canvas.update()

    # ---- hands -----------------------------------------------------------------------------------
    def _items_of(self, keys: Sequence[Key]) -> set[int]:
        if self.topology is None:
            return set()
        wanted = set(keys)
        nodes = enumerate(self.topology.nodes)
        return {item for item, node in nodes if wanted.intersection(node.members)}

    def _pick(self, item: int, is_added: bool) -> None:  # noqa: FBT001 - a signal's own form
        if self.topology is None or item < 0:
            return
        items = sorted(self.canvas.marks.selected) if is_added else [item]
        self.keys_selected.emit([key for one in items for key in self.topology.nodes[one].members])

    def _open(self, item: int) -> None:
        if self.topology is None:
            return
        node = self.topology.nodes[item]
        if node.is_group:
            self._unfolded.add(node.group)
            self._is_kept = True
            self.ask()
        else:
            self.open_requested.emit(node.key)

    def _do(self, command: TopologyCommand, _: object) -> None:
        acts: dict[TopologyCommand, Callable[[], object]] = {
            TopologyCommand.FIT: self.canvas.fit,
            TopologyCommand.IN: self.canvas.zoom_in,
            TopologyCommand.OUT: self.canvas.zoom_out,
            TopologyCommand.UNFOLD: self._unfold,
            TopologyCommand.PNG: self._save_png,
            TopologyCommand.SVG: self._save_svg,
        }
        acts[command]()

    def _unfold(self) -> None:
        self._unfolded.clear()
        self.ask()

    def _save_png(self) -> None:
        path = self.ask_path(self.tr("Netzbild speichern"), self.tr("Netzbild.png"), "PNG (*.png)")
        if path is not None and self.sheet is not None:
            self.write(path, png_bytes(self.sheet, self.font()))

    def _save_svg(self) -> None:
        path = self.ask_path(self.tr("Netzbild speichern"), self.tr("Netzbild.svg"), "SVG (*.svg)")
        if path is not None and self.sheet is not None:
            self.write(path, svg_bytes(self.sheet, self.summary.text(), self.font()))

    # ---- language and theme ----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.canvas.setAccessibleName(self.tr("Netzbild, von der Versorgung nach rechts"))
        super().retranslate()
        if self.topology is not None:
            self.ask()

    @override
    def apply_theme(self) -> None:
        self.canvas.update()


def _lay_out(
    networks: Networks, keys: list[Key], unfolded: frozenset[str] | None
) -> _Answer | None:
    """Work the topology and its places out; in the thread."""
    found = topology(networks.network(), keys, unfolded)
    return _Answer(found, tidy_layout(found.parent)) if found.nodes else None
