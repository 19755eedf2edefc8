"""Asking devices who they are: what is asked, and the dialog that shows the answers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import Commit, ConflictError
from app.domain.inventory.records import Key
from app.domain.sources import DeviceIdentity
from app.services.clocks import SystemClock
from app.services.inventory.binding_facts import Device, Stock
from app.services.inventory.identities import Comparison, Difference, compare, measured_changeset
from app.services.inventory.uids import new_uid
from app.services.ports import InventoryReader
from widgets.foreign_texts import on_screen
from widgets.inventory.binding.rows import TickDelegate
from widgets.inventory.fields import ReaderThread
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import NoticeBar
from widgets.texts import count, time_text
from widgets.theme.tokens import GRID

_DIFFERENCE: Final = int(Qt.ItemDataRole.UserRole)

_SAID: Final = "said"
"""What marks a device of which something is known, if only that it did not answer."""

Answer = DeviceIdentity | str
"""What a device said, or why it said nothing: a sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """One device that is asked.

    Attributes:
        source: The source that asks it.
        agent: The device, as its points name it.
        device: Its name in the profile.
        key: The record that has it.
        kind: Kind of assets it may be.
    """

    source: str
    agent: str
    device: str
    key: Key
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Devices that a person wants to be asked.

    Attributes:
        questions: Which; asked a few at a time.
        told: Told each answer in the window's thread, in any order.
        is_wanted: Tells whether the rest is still wanted; asked before each question.
    """

    questions: Sequence[Question]
    told: Callable[[Question, Answer], None]
    is_wanted: Callable[[], bool]


def question_of(device: Device, key: Key) -> Question | None:
    """Return how a device is asked; None for one that cannot say who it is."""
    if not device.agent:
        return None
    kind = device.kinds[0] if device.kinds else ""
    return Question(device.source, device.agent, device.name, key, kind)


def questions_of(
    devices: Iterable[Device], stock: Stock, chosen: Iterable[Device]
) -> list[Question]:
    """Return how devices that have a record are asked; with a choice, those of its sources only."""
    sources = {one.source for one in chosen if one.agent}
    found = []
    for device in devices:
        holder = stock.holder(device.name)
        if holder is not None and (not sources or device.source in sources):
            question = question_of(device, holder.key)
            found += [] if question is None else [question]
    return found


class AskDialog(QDialog):
    """Asks devices, shows where they and their records differ, and wishes what is taken over.

    Args:
        questions: The devices.
        open_reader: Where readers come from.
        parent: The window.
        zone: Time zone of the city.

    Attributes:
        tree: The devices, below each its differences.
        apply_button: Takes over what is ticked.

    Signals:
        identify_requested: An `Inquiry`.
        change_requested: A `Wish`.
        asked: All answers are there, or the person wants no more.
    """

    identify_requested = Signal(object)
    change_requested = Signal(object)
    asked = Signal()

    def __init__(
        self,
        questions: Sequence[Question],
        open_reader: OpenReader,
        parent: QWidget | None = None,
        *,
        zone: str = "Europe/Berlin",
    ) -> None:
        super().__init__(parent)
        self._questions = list(questions)
        self._zone = zone
        self._thread = ReaderThread(open_reader, self, "inventory-asking")
        self._is_wanted = True
        self._is_sent = False
        self._open = len(self._questions)
        self._failed = 0
        self.comparisons: dict[Key, Comparison] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self.notice, self.progress, self.tree = NoticeBar(), QProgressBar(), QTreeWidget()
        self.counts = QLabel()
        self._arrange()

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Geräte fragen"))
        heading = QLabel(self.tr("Was die Geräte von sich selbst sagen"))
        heading.setObjectName("heading")
        hint = QLabel(
            self.tr(
                "Gefragt wird mit SNMP, nur lesend. Angehakt ist, wo im Bestand noch nichts steht; "
                "wo sich beide widersprechen, entscheiden Sie."
            )
        )
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("Gerät"), self.tr("Ergebnis")])
        self.tree.setAccessibleName(self.tr("Antworten der Geräte"))
        self.tree.setAlternatingRowColors(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        letter = self.fontMetrics().horizontalAdvance("0")
        self.tree.setColumnWidth(0, 62 * letter)
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.setUniformRowHeights(True)
        self.tree.itemChanged.connect(self._show_counts)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, max(len(self._questions), 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        for part in (heading, hint, self.notice):
            column.addWidget(part)
        column.addWidget(self.tree, 1)
        column.addWidget(self.progress)
        column.addWidget(self.counts)
        column.addWidget(self._buttons())
        for one in self._questions:
            item = QTreeWidgetItem([one.device, self.tr("wird gefragt …")])
            self.tree.addTopLevelItem(item)
            self._items[one.device] = item
        self.resize(letter * 128, self.fontMetrics().height() * 34)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.apply_button = buttons.addButton(self.tr("Übernehmen"), role.AcceptRole)
        self.apply_button.setObjectName("primary")
        self.stop_button = buttons.addButton(self.tr("Nicht weiter fragen"), role.ActionRole)
        buttons.addButton(self.tr("Schließen"), role.RejectRole)
        buttons.accepted.connect(self.apply)
        buttons.rejected.connect(self.reject)
        self.stop_button.clicked.connect(self.stop)
        return buttons

    # ---- asking ----------------------------------------------------------------------------------
    def ask(self) -> None:
        """Ask; called once the signals are connected."""
        self._show_counts()
        self.identify_requested.emit(
            Inquiry(tuple(self._questions), self._take, lambda: self._is_wanted)
        )

    def stop(self) -> None:
        """Ask nobody any more; answers that are there stay."""
        if self._is_wanted:
            self._is_wanted = False
            for one in self._questions:
                if self._items[one.device].data(1, _DIFFERENCE) is None:
                    self._say(one, self.tr("nicht mehr gefragt"))
            self._rest()

    def _take(self, question: Question, answer: Answer) -> None:
        if not self._is_wanted:
            return
        if isinstance(answer, str):
            self._failed += 1
            self._say(question, on_screen(answer))
            self._done_one()
        else:
            self._compare(question, answer)

    def _compare(self, question: Question, identity: DeviceIdentity) -> None:
        def work(reader: InventoryReader) -> Comparison | None:
            return compare(reader, question.key.uid, identity, question.kind)

        self._thread.ask(
            self,
            work,
            lambda found: self._show(question, found),
            lambda why: self._show_failure(question, why),
        )

    def _show_failure(self, question: Question, why: str) -> None:
        self._failed += 1
        self._say(question, self.tr("Der Bestand lässt sich nicht lesen. {0}").format(why))
        self._done_one()

    def _show(self, question: Question, found: Comparison | None) -> None:
        if found is None:
            self._say(question, self.tr("Den Datensatz gibt es nicht mehr."))
        else:
            self.comparisons[question.key] = found
            self._show_comparison(self._items[question.device], found)
        self._done_one()

    def _show_comparison(self, item: QTreeWidgetItem, found: Comparison) -> None:
        with QSignalBlocker(self.tree):
            item.setText(0, f"{found.title} ({found.identity.agent})")
            at = time_text(found.identity.measured_us, self._zone)
            item.setToolTip(0, self.tr("Gefragt um {0}").format(at))
            agreeing = ", ".join(on_screen(one) for one in found.agreeing)
            words = (
                self.tr("{0} Unterschiede").format(count(len(found.differences)))
                if found.differences
                else self.tr("Alles stimmt überein.")
            )
            item.setText(
                1, f"{words}  {self.tr('Gleich: {0}').format(agreeing)}" if agreeing else words
            )
            item.setData(1, _DIFFERENCE, _SAID)
            for one in found.differences:
                _add_across(item, self._line(found.key, one))
            for remark in found.remarks:
                _add_across(item, self._remark(on_screen(remark)))
            item.setExpanded(bool(found.differences or found.remarks))

    def _line(self, key: Key, one: Difference) -> QTreeWidgetItem:
        line = QTreeWidgetItem([on_screen(one.sentence), ""])
        line.setToolTip(0, on_screen(one.sentence))
        if one.is_proposal:
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = Qt.CheckState.Checked if one.is_chosen else Qt.CheckState.Unchecked
            line.setCheckState(0, is_chosen)
            line.setData(0, _DIFFERENCE, (key, one))
        return line

    def _remark(self, sentence: str) -> QTreeWidgetItem:
        line = QTreeWidgetItem([sentence, ""])
        line.setToolTip(0, sentence)
        return line

    def _say(self, question: Question, sentence: str) -> None:
        item = self._items[question.device]
        item.setText(1, sentence)
        item.setToolTip(1, sentence)
        item.setData(1, _DIFFERENCE, _SAID)

    def _done_one(self) -> None:
        self._open -= 1
        self.progress.setValue(len(self._questions) - self._open)
        self._show_counts()
        if self._open <= 0:
            self._rest()

    def _rest(self) -> None:
        self.progress.hide()
        self.stop_button.hide()
        self._show_counts()
        self.asked.emit()

    # ---- taking over -----------------------------------------------------------------------------
    def chosen(self) -> dict[Key, tuple[Comparison, list[Difference]]]:
        """Return what is ticked, by record."""
        found: dict[Key, tuple[Comparison, list[Difference]]] = {}
        for item in self._items.values():
            for place in range(item.childCount()):
                line = item.child(place)
                kept = None if line is None else line.data(0, _DIFFERENCE)
                if (
                    line is not None
                    and kept is not None
                    and line.checkState(0) is Qt.CheckState.Checked
                ):
                    key, one = kept
                    found.setdefault(key, (self.comparisons[key], []))[1].append(one)
        return found

    def _show_counts(self) -> None:
        answered, all_ = len(self.comparisons), len(self._questions)
        words = self.tr("{0} von {1} Geräten haben geantwortet, {2} nicht")
        self.counts.setText(words.format(count(answered), count(all_), count(self._failed)))
        chosen = sum(len(some) for _, some in self.chosen().values())
        self.apply_button.setEnabled(bool(chosen) and not self._is_sent)
        self.apply_button.setText(
            self.tr("{0} Angaben übernehmen").format(count(chosen))
            if chosen
            else self.tr("Übernehmen")
        )

    def apply(self) -> None:
        """Wish what is ticked."""
        if not self.apply_button.isEnabled():
            return
        now = SystemClock().now_us
        changeset = measured_changeset(self.chosen(), lambda: new_uid(now()))
        self._is_sent = True
        self._show_counts()
        self.change_requested.emit(Wish(changeset, self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self._is_sent = False
        if isinstance(outcome, Commit):
            self.accept()
            return
        if isinstance(outcome, ConflictError):
            self._renew(outcome)
            return
        words = self.tr("Nichts wurde geändert. {0}").format(on_screen(str(outcome)))
        self.notice.show_notice("mdi6.alert-circle-outline", words)
        self._show_counts()

    def _renew(self, conflict: ConflictError) -> None:
        """Compare again with records that somebody changed meanwhile."""
        words = self.tr(
            "Nichts wurde geändert: {0} Datensätze wurden inzwischen geändert und sind neu "
            "verglichen. Bitte sehen Sie noch einmal hin."
        )
        sentence = words.format(count(len(conflict.current)))
        self.notice.show_notice("mdi6.alert-circle-outline", sentence)
        for question in self._questions:
            known = self.comparisons.get(question.key)
            if known is not None and question.key in conflict.current:
                self._items[question.device].takeChildren()
                self._open += 1
                self._compare(question, known.identity)
        self._show_counts()

    @override
    def done(self, result: int) -> None:
        self._is_wanted = False
        self._thread.close()
        super().done(result)


def _add_across(item: QTreeWidgetItem, line: QTreeWidgetItem) -> None:
    """Add a line that takes the whole width."""
    item.addChild(line)
    line.setFirstColumnSpanned(True)
