"""Many at once, after a look at each: taking proposals, and making records out of devices."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.changes import Changeset, Commit
from app.services.clocks import SystemClock
from app.services.inventory.binding_changes import (
    NewAsset,
    SiteChoice,
    TypeChoice,
    bind_all,
    create_new,
    plan_new,
)
from app.services.inventory.binding_facts import Device
from app.services.inventory.binding_proposals import LEAST, SURE, Proposal
from app.services.inventory.uids import new_uid
from widgets.foreign_texts import on_screen
from widgets.inventory.binding.columns import kind_text, reason_text, score_text
from widgets.inventory.binding.rows import TickDelegate
from widgets.inventory.panes import Wish
from widgets.placeholders import NoticeBar
from widgets.texts import count
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_WIDEST: Final = 16_777_215
_ROW: Final = int(Qt.ItemDataRole.UserRole)
_NAME: Final = 1


class ManyDialog(QDialog):
    """A list of what will be done, with ticks; a subclass says what.

    Args:
        title: What the window is called.
        hint: What the person decides here.
        parent: The window.

    Attributes:
        tree: What will be done, one line each.
        options: Above it, what decides about all.
        apply_button: Wishes what is ticked.

    Signals:
        change_requested: A `Wish`.
    """

    change_requested = Signal(object)

    def __init__(self, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._is_sent = False
        heading, words = QLabel(title), QLabel(hint)
        heading.setObjectName("heading")
        words.setObjectName("muted")
        words.setWordWrap(True)
        self.notice, self.tree, self.counts = NoticeBar(), QTreeWidget(), QLabel()
        self.options = QGridLayout()
        self.options.setHorizontalSpacing(3 * GRID)
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setAccessibleName(title)
        self.tree.setItemDelegate(TickDelegate(self.tree))
        self.tree.setUniformRowHeights(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        for part in (heading, words, self.notice):
            column.addWidget(part)
        column.addLayout(self.options)
        column.addWidget(self.tree, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.counts, 1)
        bottom.addWidget(self._buttons())
        column.addLayout(bottom)
        self.tree.itemChanged.connect(self._show_counts)
        letter = self.fontMetrics().horizontalAdvance("0")
        self.resize(letter * 150, self.fontMetrics().height() * 36)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.apply_button = buttons.addButton("", role.AcceptRole)
        self.apply_button.setObjectName("primary")
        buttons.addButton(self.tr("Abbrechen"), role.RejectRole)
        buttons.accepted.connect(self.apply)
        buttons.rejected.connect(self.reject)
        return buttons

    def lay_columns(self, titles: Sequence[str], letters: Sequence[int]) -> None:
        """Name the columns and give them widths in letters; the last takes what is left."""
        letter = self.fontMetrics().horizontalAdvance("0")
        self.tree.setHeaderLabels(list(titles))
        for place, width in enumerate(letters):
            self.tree.setColumnWidth(place, width * letter)

    def add_option(self, label: str, editor: QWidget) -> None:
        """Add what decides about all lines; two beside each other."""
        row, place = divmod(self.options.count() // 2, 2)
        words = QLabel(label)
        words.setBuddy(editor)
        editor.setAccessibleName(label)
        self.options.addWidget(words, row, 2 * place)
        is_narrow = editor.maximumWidth() < _WIDEST
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0)
        self.options.addWidget(editor, row, 2 * place + 1, side)
        self.options.setColumnStretch(2 * place + 1, 1)

    def add_line(self, texts: Sequence[str], row: int, *, is_ticked: bool) -> QTreeWidgetItem:
        """Add a line with a tick; tooltips say what may be cut off."""
        line = QTreeWidgetItem(list(texts))
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setCheckState(0, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        line.setData(0, _ROW, row)
        for place, text in enumerate(texts):
            line.setToolTip(place, text)
        self.tree.addTopLevelItem(line)
        return line

    def ticked(self) -> list[int]:
        """Return the numbers of the ticked lines."""
        lines = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [
            int(one.data(0, _ROW))
            for one in lines
            if one is not None and one.checkState(0) is Qt.CheckState.Checked
        ]

    # ---- what a subclass says --------------------------------------------------------------------
    def apply_text(self, number: int) -> str:
        """Return what the button says that does it."""
        raise NotImplementedError

    def changeset(self) -> Changeset:
        """Return what is ticked as a change."""
        raise NotImplementedError

    # ---- carrying out ----------------------------------------------------------------------------
    def _show_counts(self) -> None:
        number, total = len(self.ticked()), self.tree.topLevelItemCount()
        self.counts.setText(self.tr("{0} von {1} angehakt").format(count(number), count(total)))
        self.apply_button.setEnabled(bool(number) and not self._is_sent)
        self.apply_button.setText(self.apply_text(number))

    def apply(self) -> None:
        """Wish what is ticked."""
        if self.apply_button.isEnabled():
            self._is_sent = True
            self._show_counts()
            self.change_requested.emit(Wish(self.changeset(), self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self._is_sent = False
        if isinstance(outcome, Commit):
            self.accept()
            return
        words = self.tr("Nichts wurde geändert. {0}").format(on_screen(str(outcome)))
        self.notice.show_notice("mdi6.alert-circle-outline", words)
        self._show_counts()


class AcceptDialog(ManyDialog):
    """Takes many proposals at once.

    Args:
        proposals: At most one for each device and each record, best first.
        parent: The window.

    Attributes:
        least: From which score on proposals are ticked.
    """

    def __init__(self, proposals: Sequence[Proposal], parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("binding", "Vorschläge übernehmen"),
            _tr(
                "binding",
                "Angehakt ist, was klar zusammengehört. Wo ein anderes Paar fast genauso gut "
                "passt, entscheiden Sie.",
            ),
            parent,
        )
        self._proposals = list(proposals)
        self.least = QSpinBox()
        self.least.setRange(LEAST, 100)
        self.least.setValue(SURE)
        self.least.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 12)
        self.least.setToolTip(
            self.tr("0 bis 100 Punkte; gezählt wird, was für die Zuordnung spricht.")
        )
        self.add_option(self.tr("Ankreuzen ab"), self.least)
        titles = (
            self.tr("Gerät im Profil"),
            self.tr("Datensatz"),
            self.tr("Bewertung"),
            self.tr("Begründung"),
        )
        self.lay_columns(titles, (28, 38, 20))
        for row, one in enumerate(self._proposals):
            texts = (one.device.name, one.asset.title, score_text(one), reason_text(one))
            self.add_line(texts, row, is_ticked=False)
        self.least.valueChanged.connect(self._tick)
        self._tick()

    def _tick(self) -> None:
        with QSignalBlocker(self.tree):
            for row, one in enumerate(self._proposals):
                line = self.tree.topLevelItem(row)
                is_good = one.score >= self.least.value() and not one.rival
                if line is not None:
                    state = Qt.CheckState.Checked if is_good else Qt.CheckState.Unchecked
                    line.setCheckState(0, state)
        self.tree.viewport().update()
        self._show_counts()

    @override
    def apply_text(self, number: int) -> str:
        if not number:
            return self.tr("Zuordnen")
        return self.tr("{0} Geräte zuordnen").format(count(number))

    @override
    def changeset(self) -> Changeset:
        return bind_all(self._proposals[row] for row in self.ticked())


class CreateDialog(ManyDialog):
    """Makes records out of devices of the profile.

    Args:
        devices: The devices.
        types: Types that the records may have.
        sites: Sites they may stand at.
        parent: The window.

    Attributes:
        types: The choice of a type, by the kind of the devices.
    """

    def __init__(
        self,
        devices: Sequence[Device],
        types: Sequence[TypeChoice],
        sites: Sequence[SiteChoice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _tr("binding", "Datensätze aus dem Profil anlegen"),
            _tr(
                "binding",
                "Die neuen Datensätze sind „vorbereitet“ und haben ihr Gerät im Profil schon. "
                "Namen lassen sich hier mit F2 ändern, alles Weitere danach im Steckbrief.",
            ),
            parent,
        )
        self._planned = plan_new(devices, types, sites)
        self._all_types = list(types)
        self.types: dict[str, QComboBox] = {}
        self._add_choices()
        titles = (
            self.tr("Gerät im Profil"),
            self.tr("Name"),
            self.tr("Typ"),
            self.tr("Standort"),
            self.tr("Warum dieser Standort"),
        )
        self.lay_columns(titles, (26, 34, 26, 30))
        with QSignalBlocker(self.tree):
            for row, one in enumerate(self._planned):
                line = self.add_line(self._texts(one), row, is_ticked=one.type is not None)
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsEditable)
        self.tree.itemDoubleClicked.connect(self._edit_name)
        self.tree.setEditTriggers(QTreeWidget.EditTrigger.EditKeyPressed)
        self.tree.itemChanged.connect(self._take_name)
        self.tree.currentItemChanged.connect(self._stay_at_name)
        self._show_counts()

    def _add_choices(self) -> None:
        """Offer a type for each kind of devices: fitting types first, then all others."""
        kinds = dict.fromkeys(_kind(one) for one in self._planned)
        for kind in kinds:
            box = QComboBox()
            box.addItem(self.tr("Bitte wählen"), None)
            ordered = sorted(self._all_types, key=lambda one: one.kind != kind)
            for one in ordered:
                words = one.name if one.kind == kind else f"{one.name} ({kind_text(one.kind)})"
                box.addItem(words, one.uid)
            chosen = next((one.type for one in self._planned if _kind(one) == kind), None)
            box.setCurrentIndex(0 if chosen is None else box.findData(chosen.uid))
            number = sum(_kind(one) == kind for one in self._planned)
            label = self.tr("Typ für {0} ({1})").format(kind_text(kind), count(number))
            box.currentIndexChanged.connect(self._take_types)
            self.add_option(label, box)
            self.types[kind] = box

    def _texts(self, one: NewAsset) -> tuple[str, ...]:
        type_name = self.tr("noch keiner") if one.type is None else one.type.name
        site = self.tr("keiner") if one.site is None else one.site.name
        return one.device.name, one.name, type_name, site, on_screen(one.reason)

    def _take_types(self) -> None:
        by_uid = {one.uid: one for one in self._all_types}
        chosen = {kind: by_uid.get(box.currentData()) for kind, box in self.types.items()}
        with QSignalBlocker(self.tree):
            for row, one in enumerate(self._planned):
                line, wanted = self.tree.topLevelItem(row), chosen[_kind(one)]
                if line is None or wanted == one.type:
                    continue
                is_first = one.type is None and wanted is not None
                self._planned[row] = replace(one, type=wanted)
                line.setText(2, self._texts(self._planned[row])[2])
                if is_first or wanted is None:
                    state = Qt.CheckState.Checked if is_first else Qt.CheckState.Unchecked
                    line.setCheckState(0, state)
        self.tree.viewport().update()
        self._show_counts()

    def _edit_name(self, line: QTreeWidgetItem) -> None:
        self.tree.editItem(line, _NAME)

    def _stay_at_name(self, line: QTreeWidgetItem | None) -> None:
        if line is not None:
            self.tree.setCurrentItem(line, _NAME)

    def _take_name(self, line: QTreeWidgetItem, column: int) -> None:
        row = int(line.data(0, _ROW))
        name = line.text(_NAME).strip()
        if column == _NAME and name:
            self._planned[row] = replace(self._planned[row], name=name)

    @override
    def apply_text(self, number: int) -> str:
        ready = sum(self._planned[row].type is not None for row in self.ticked())
        self.apply_button.setEnabled(bool(ready) and ready == number and not self._is_sent)
        if number > ready:
            return self.tr("{0} brauchen noch einen Typ").format(count(number - ready))
        if not ready:
            return self.tr("Anlegen")
        return self.tr("{0} Datensätze anlegen").format(count(ready))

    @override
    def changeset(self) -> Changeset:
        now = SystemClock().now_us
        return create_new((self._planned[row] for row in self.ticked()), lambda: new_uid(now()))


def _kind(one: NewAsset) -> str:
    return one.device.kinds[0] if one.device.kinds else "other"
