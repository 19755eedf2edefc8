"""What the panes of racks and floors have in common: reading, the hint, wishes, files."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.networks.topology import TopologyNode
from app.domain.inventory.records import Key
from app.services.inventory.rooms import Device
from app.services.ports import InventoryReader
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.inventory.asking import ReadingPane
from widgets.inventory.networks.canvas import Sheet
from widgets.inventory.networks.drawing_files import png_bytes, svg_bytes
from widgets.inventory.networks.live import UNKNOWN, LiveBoxes
from widgets.inventory.panes import Wish
from widgets.inventory.rooms.printing import ask_and_print
from widgets.placeholders import Stage
from widgets.texts import time_text
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate


class RoomPane(ReadingPane):
    """A pane that reads a drawing for a record, in a thread, and lets a person change it.

    A subclass says what it reads (`question`) and shows the answer (`show_answer`). Nothing is
    read while the pane is hidden.
    """

    ICON = "mdi6.server"
    REST_MS = 200
    THREAD = "inventory-rooms"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: tuple[Key, ...] = ()
        self.start: Key | None = None
        self.zone = "UTC"
        self.content = QWidget()
        self.stage = Stage(self.content)
        self.hint = QLabel()
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        self.is_busy = False
        self._live: LiveBoxes | None = None
        self._state: CityState | None = None
        self._is_kept = False
        self._hold(self.stage)

    # ---- what a subclass says --------------------------------------------------------------------
    KINDS: frozenset[str] = frozenset()
    """Kinds of records that lead somewhere here."""

    def question(self, key: Key) -> Callable[[InventoryReader], object | None]:
        """Return what is read for a record, in the thread; None for nothing to show."""
        raise NotImplementedError

    def show_answer(self, answer: Any, *, is_kept: bool) -> None:
        """Show what came; `is_kept` when it is the same place, read again."""
        raise NotImplementedError

    def shown_keys(self) -> set[Key]:
        """Return the records that can be marked in what is drawn now."""
        raise NotImplementedError

    def mark(self) -> None:
        """Mark the selection in what is drawn."""
        raise NotImplementedError

    def show_live(self) -> None:
        """Show live values on what is drawn."""
        raise NotImplementedError

    def empty_sentence(self) -> str:
        """Return what stands where nothing fitting is selected."""
        raise NotImplementedError

    def nothing_sentence(self) -> str:
        """Return what stands where there is nothing to draw."""
        raise NotImplementedError

    # ---- what the console tells ------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self.zone = city.time_zone
        self._live = LiveBoxes(city)
        self._state = None
        self.show_live()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        if tuple(keys) == self.keys:
            return
        self.keys = tuple(keys)
        if self.stage.is_content_shown and self.shown_keys().intersection(keys):
            self.mark()
            return
        start = next((key for key in keys if key.kind in self.KINDS), None)
        if start is None:
            self.mark()
        else:
            self.start = start
            self.forget_choice()
            self.ask()

    def forget_choice(self) -> None:
        """Let the record say which room or floor is shown, not the last choice."""

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self.ask_again()

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self._state = state
        self.show_live()

    # ---- asking ----------------------------------------------------------------------------------
    def ask_again(self) -> None:
        """Read the same place again, and leave zoom and selection as they are."""
        self._is_kept = True
        self.ask()

    @override
    def ask_rested(self) -> None:
        self.ask_again()

    @override
    def _ask_now(self) -> None:
        self._is_due = False
        is_kept, self._is_kept = self._is_kept, False
        if self._thread is None or self.start is None:
            self.stage.show_message(self.ICON, self.empty_sentence())
            self.answered.emit()
            return
        if not self.stage.is_content_shown:
            self.stage.show_loading()
        self._thread.drop()
        self._thread.ask(
            self,
            self.question(self.start),
            lambda answer: self._take(answer, is_kept=is_kept),
            self._fail,
        )

    def _take(self, answer: object | None, *, is_kept: bool) -> None:
        if answer is None:
            self.stage.show_message(self.ICON, self.nothing_sentence())
        else:
            is_same = is_kept and self.stage.is_content_shown
            self.stage.show_content()
            self.show_answer(answer, is_kept=is_same)
            self.mark()
            self.show_live()
            self._show_notice()
        self.answered.emit()

    def _fail(self, why: str) -> None:
        sentence = _tr("rooms", "Der Bestand konnte nicht gelesen werden: {0}").format(why)
        self._show_trouble(sentence)

    def read(self, work: Callable[[InventoryReader], Any], take: Callable[[Any], None]) -> None:
        """Read something more, after what is being read."""
        if self._thread is not None:
            self._thread.ask(self, work, take, self._fail)

    def notice(self) -> tuple[str, str, str]:
        """Return icon, sentence and action of the notice over the drawing; empty for none."""
        if self.moment is None:
            return "", "", ""
        moment = time_text(self.moment, self.zone, with_date=True)
        sentence = _tr("rooms", "Stand vom {0}; geändert wird nur im Live-Betrieb.")
        return "mdi6.history", sentence.format(moment), ""

    def _show_notice(self) -> None:
        self.stage.notice.show_notice(*self.notice())

    # ---- live values -----------------------------------------------------------------------------
    def judged(self, devices: Sequence[Device | None]) -> list[int]:
        """Return the live state of devices, see `widgets.inventory.networks.live`."""
        if self._live is None or self._state is None:
            return [UNKNOWN] * len(devices)
        self._live.set_nodes(tuple(map(_node, devices)))
        return self._live.judge(self._state)

    # ---- changes ---------------------------------------------------------------------------------
    def why_closed(self) -> str:
        """Return why nothing can be changed now, a sentence; empty when it can."""
        if self.moment is not None:
            return _tr("rooms", "In der Vergangenheit lässt sich nichts ändern.")
        return _tr("rooms", "Die letzte Änderung läuft noch.") if self.is_busy else ""

    def wish(self, changeset: Changeset, told: str) -> None:
        """Ask for a change; what became of it is said in the hint.

        Args:
            changeset: The change.
            told: What is said when it is done, a sentence.
        """
        if not any(operation.values for operation in changeset.operations):
            self.hint.clear()
            return
        self.is_busy = True
        self.hint.setText(_tr("rooms", "Wird gespeichert …"))

        def done(outcome: Commit | Exception) -> None:
            self.is_busy = False
            if isinstance(outcome, Exception):
                self.refuse(on_screen(str(outcome)))
                self.ask_again()
            else:
                self.hint.setText(told)

        self.change_requested.emit(Wish(changeset, done, is_told=True))

    def refuse(self, reason: str) -> None:
        """Say why something cannot be."""
        self.hint.setText(_tr("rooms", "Das geht nicht: {0}").format(reason))

    # ---- files -----------------------------------------------------------------------------------
    def save_svg(self, sheet: Sheet, name: str, font: QFont) -> None:
        """Ask for a file and write a drawing as SVG."""
        path = self.ask_path(f"{name}.svg", "SVG (*.svg)")
        if path is not None:
            self._write(path, svg_bytes(sheet, name, font))

    def save_png(self, sheet: Sheet, name: str, font: QFont) -> None:
        """Ask for a file and write a drawing as PNG."""
        path = self.ask_path(f"{name}.png", "PNG (*.png)")
        if path is not None:
            self._write(path, png_bytes(sheet, font))

    def print_sheet(self, sheet: Sheet, name: str, font: QFont) -> None:
        """Ask for a printer and print a drawing on one page."""
        sentence = ask_and_print(self, sheet, name, font)
        if sentence:
            self.message_requested.emit(sentence)

    def ask_path(self, name: str, kind: str) -> Path | None:
        """Ask where a file is to go; None when the person gives up."""
        title = _tr("rooms", "Zeichnung speichern")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name.replace("/", "-"), kind)
        return Path(chosen) if chosen else None

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.write_bytes(content)
        except OSError as error:
            sentence = _tr("rooms", "{file} konnte nicht geschrieben werden: {reason}")
            reason = error.strerror or str(error)
            self.message_requested.emit(sentence.format(file=path.name, reason=reason))
        else:
            self.message_requested.emit(_tr("rooms", "Gespeichert: {0}").format(path))

    # ---- language --------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.hint.clear()
        self.ask_again()


def _node(device: Device | None) -> TopologyNode:
    """Return a box with the devices of an asset in the profile, as live values are judged."""
    if device is None:
        return TopologyNode(Key("", ""), "", "", "", (), "", (), 0)
    name = device.record.text("device")
    return TopologyNode(
        device.key, device.name, device.kind, "", (device.key,), "", (name,) if name else (), 0
    )
