"""What panes have in common that read in a thread: when they ask, and how trouble is shown."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.changes import Commit
from widgets.inventory.fields import ReaderThread
from widgets.inventory.panes import InventoryPane, OpenReader
from widgets.placeholders import Stage

_TROUBLE_ICON = "mdi6.alert-circle-outline"


class AskingPane(InventoryPane):
    """A pane that asks for what it shows, in a thread.

    A subclass has a `stage` and says how it asks (`_ask_now`). Nothing is asked while the pane is
    hidden: what is due then is asked when it is shown.

    Signals:
        answered: An answer, or the reason why there is none, is on screen.
    """

    answered = Signal()

    REST_MS = 300
    """A change of many records comes in many commits: the pane asks when they rest so long."""

    stage: Stage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_due = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(self.REST_MS)
        self._rest.timeout.connect(self.ask_rested)

    def _hold(self, widget: QWidget) -> None:
        """Let a widget be the whole pane."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)

    def ask(self) -> None:
        """Ask anew, now or when the pane is shown."""
        self._is_due = True
        if self.isVisible():
            self._ask_now()

    def ask_rested(self) -> None:
        """Ask anew because of changes that rest now."""
        self.ask()

    def _ask_now(self) -> None:
        """Ask, and clear `_is_due`."""
        raise NotImplementedError

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_due:
            self._ask_now()

    def _show_trouble(self, sentence: str) -> None:
        """Say why there is no answer; it is asked again when the pane is shown again."""
        self._is_due = True
        self.stage.show_message(_TROUBLE_ICON, sentence)
        self.answered.emit()

    def close_feed(self) -> None:
        """Ask no more; a subclass ends its thread after this."""
        self._rest.stop()


class ReadingPane(AskingPane):
    """A pane that asks the inventory, with a reader that stays open in a thread of its own."""

    THREAD = "inventory"
    """Name of the thread."""

    TOUCHING: frozenset[str] = frozenset()
    """Kinds whose changes must be taken up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread: ReaderThread | None = None

    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        if self._thread is not None:
            self._thread.close()
        self._thread = ReaderThread(open_reader, self, self.THREAD)
        self.ask()

    @override
    def show_commit(self, commit: Commit) -> None:
        if any(key.kind in self.TOUCHING for key in commit.changed):
            self._rest.start()

    @override
    def close_feed(self) -> None:
        """End the thread."""
        super().close_feed()
        if self._thread is not None:
            self._thread.close()
