"""What shall follow from an audit; nothing follows that is not ticked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.audits import Audit, Place, Scan, result_of
from app.services.inventory.audits import Consequences, can_be_lost
from widgets.inventory.importing.chips import Chip, ChipBar
from widgets.placeholders import NoticeBar
from widgets.texts import count
from widgets.theme.tokens import GRID

_UID: Final = Qt.ItemDataRole.UserRole


class _Choice(QWidget):
    """A question for many devices, with a list in which single ones can be left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box, self.list = QCheckBox(), QListWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        self.box.toggled.connect(self.list.setEnabled)
        self.list.setEnabled(False)
        self.list.setSpacing(1)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        self.list.clear()
        for uid, text in lines:
            item = QListWidgetItem(text)
            item.setData(_UID, uid)
            item.setToolTip(text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.box.setChecked(False)
        self.box.setEnabled(bool(lines))

    @property
    def chosen(self) -> frozenset[str]:
        if not self.box.isChecked():
            return frozenset()
        items = [self.list.item(place) for place in range(self.list.count())]
        checked = Qt.CheckState.Checked
        return frozenset(str(one.data(_UID)) for one in items if one.checkState() is checked)


class FinishPage(QWidget):
    """Figures, what shall follow, and a reason.

    Signals:
        back_requested: Scanning goes on.
        finish_requested: The audit ends with these consequences (`Consequences`).
    """

    back_requested = Signal()
    finish_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audit: Audit | None = None
        self._place: Place | None = None
        self.notice, self.chips = NoticeBar(), ChipBar()
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self.mark, self.rooms = QCheckBox(), QCheckBox()
        self.move_here, self.lose, self.back_home = _Choice(), _Choice(), _Choice()
        self.reason, self._reason_label = QLineEdit(), QLabel()
        self._reason_label.setBuddy(self.reason)
        self.back, self.finish = QPushButton(), QPushButton()
        self.finish.setObjectName("primary")
        self._arrange()
        self.back.clicked.connect(self.back_requested)
        self.finish.clicked.connect(lambda: self.finish_requested.emit(self.consequences))
        self.retranslate()

    def _arrange(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(4 * GRID)
        for choice in (self.move_here, self.lose, self.back_home):
            choices.addWidget(choice, 1)
        reason = QHBoxLayout()
        reason.setSpacing(3 * GRID)
        reason.addWidget(self._reason_label)
        reason.addWidget(self.reason, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._heading)
        column.addWidget(self.notice)
        column.addWidget(self.chips)
        column.addWidget(self.mark)
        column.addWidget(self.rooms)
        column.addLayout(choices, 1)
        column.addLayout(reason)
        column.addLayout(buttons)

    def show_audit(self, audit: Audit, place: Place) -> None:
        """Show what was found, and ask what shall follow."""
        self._audit, self._place = audit, place
        self.notice.show_notice("", "")
        self.mark.setChecked(True)
        self.rooms.setChecked(True)
        self.move_here.show_lines([(one.uid, self._moved(one)) for one in audit.misplaced])
        missing = [one for one in audit.missing(place) if can_be_lost(place.things[one.uid])]
        self.lose.show_lines(
            [(one.uid, " – ".join(p for p in (one.title, one.place) if p)) for one in missing]
        )
        lost = [one for one in (*audit.found, *audit.misplaced) if one.state == "lost"]
        self.back_home.show_lines([(one.uid, one.title) for one in lost])
        self.back_home.setVisible(bool(lost))
        self.show_busy(is_busy=False)
        self._say()

    def _moved(self, scan: Scan) -> str:
        here = self._place.name(scan.here) if self._place else ""
        return f"{scan.title}: {scan.place or '–'} → {here}"

    @property
    def consequences(self) -> Consequences:
        """What is ticked."""
        return Consequences(
            is_marked=self.mark.isChecked(),
            moves=self.move_here.chosen,
            has_rooms=self.rooms.isChecked(),
            lost=self.lose.chosen,
            returned=self.back_home.chosen,
        )

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that the audit is being finished."""
        self.finish.setEnabled(not is_busy)
        self.back.setEnabled(not is_busy)

    def show_failure(self, sentence: str) -> None:
        """Say why the audit could not be finished."""
        self.show_busy(is_busy=False)
        self.notice.show_notice("mdi6.alert-circle-outline", sentence)

    def _say(self) -> None:
        audit, place = self._audit, self._place
        if audit is None or place is None:
            return
        self._heading.setText(self.tr("Inventur beenden: {0}").format(place.title))
        result = result_of(audit, place)
        chips = (
            (self.tr("erwartet"), "mdi6.clipboard-list-outline", result.expected),
            (self.tr("gefunden"), "mdi6.check-circle-outline", result.found),
            (self.tr("falscher Ort"), "mdi6.map-marker-alert-outline", result.misplaced),
            (self.tr("unbekannt"), "mdi6.help-rhombus-outline", result.unknown),
            (self.tr("nicht gefunden"), "mdi6.circle-off-outline", result.missing),
        )
        self.chips.show_chips(
            [Chip(place, word, sign, number) for place, (word, sign, number) in enumerate(chips)]
        )
        for button in self.chips.buttons:
            button.setCheckable(False)
        stuck = result.missing - self.lose.list.count()
        self.lose.box.setToolTip(
            self.tr(
                "{0} weitere sind im Lager oder erst vorbereitet und bleiben, wie sie sind."
            ).format(count(stuck))
            if stuck
            else ""
        )

    def retranslate(self) -> None:
        """Set all texts."""
        self.mark.setText(self.tr("Was gelesen wurde, als geprüft vermerken"))
        self.rooms.setText(self.tr("Bei Geräten ohne Raum den Raum eintragen, in dem sie stehen"))
        self.move_here.box.setText(self.tr("Am falschen Ort gefundene hierher umziehen"))
        self.lose.box.setText(self.tr("Nicht gefundene als verloren melden"))
        self.back_home.box.setText(self.tr("Wiedergefundene ins Lager nehmen"))
        for choice in (self.move_here, self.lose, self.back_home):
            choice.list.setAccessibleName(choice.box.text())
        self._reason_label.setText(self.tr("Grund"))
        self.reason.setPlaceholderText(
            self.tr("Steht im Verlauf der Änderungen; darf leer bleiben.")
        )
        self.back.setText(self.tr("Weiter scannen"))
        self.finish.setText(self.tr("Inventur abschließen"))
        self._say()
