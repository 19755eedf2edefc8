"""The versions of a document: who changed what, when and why, and a way back to any of them.

`VersionsDialog` compares sets of rules; dialogs of other documents compare in their own way
(`title`, `origin`, `compare`, `summary_of`, `fill`).
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.samples import NO_TIME
from app.services.rulesets import RulesetError, differences, with_rules
from widgets.alarms.export import as_tsv
from widgets.background import Background
from widgets.connections.tables import ColumnKeeper, RowDelegate, RowTable
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.rules.changes import ChangesTree, summary_text
from widgets.rules.model import TOP, Index, ItemRole
from widgets.texts import language, time_text
from widgets.theme.tokens import GRID

_TWO: Final = 2


class VersionColumn(IntEnum):
    """Columns of the list of versions in their first order."""

    NUMBER = 0
    TIME = 1
    ACTOR = 2
    WHY = 3


_WIDTHS: Final = {
    VersionColumn.NUMBER: 9.0,
    VersionColumn.TIME: 21.0,
    VersionColumn.ACTOR: 18.0,
    VersionColumn.WHY: 60.0,
}


class VersionsModel(QAbstractTableModel):
    """Versions as rows, newest first; the last row is what was there before all of them.

    Args:
        versions: All versions, oldest first.
        origin: What was there before them, in words.
        zone: IANA zone of the times.
        parent: Owner.
    """

    def __init__(
        self,
        versions: Sequence[DocumentVersion],
        origin: str,
        zone: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        kind = versions[0].kind if versions else DocumentKind.RULES
        profile = DocumentVersion(kind, 0, NO_TIME, "", "", "")
        self._origin = origin
        self.versions = [*reversed(versions), profile]
        self._zone = zone

    def texts(self, place: int) -> list[str]:
        """Return the texts of a row."""
        version = self.versions[place]
        if version.number == 0:
            return ["0", "", "", self._origin]
        time = time_text(version.at_us, self._zone, with_date=True)[:-3]
        return [str(version.number), time, version.actor, version.why]

    def titles(self) -> list[str]:
        """Return the headings."""
        return [self._title(column) for column in VersionColumn]

    def _title(self, column: VersionColumn) -> str:
        titles = {
            VersionColumn.NUMBER: self.tr("Version"),
            VersionColumn.TIME: self.tr("Wann"),
            VersionColumn.ACTOR: self.tr("Wer"),
            VersionColumn.WHY: self.tr("Warum"),
        }
        return titles[column]

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.versions)

    @override
    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(VersionColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ItemRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == ItemRole.DisplayRole
        return self._title(VersionColumn(section)) if is_title else None

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        shown = {ItemRole.DisplayRole, ItemRole.AccessibleTextRole, ItemRole.ToolTipRole}
        if index.isValid() and role in shown:
            return self.texts(index.row())[index.column()]
        return None


class VersionsDialog(QDialog):
    """Lists the versions; one chosen is compared with the one before it, two with each other.

    Args:
        versions: All versions, oldest first.
        profile: The city as the profile has it.
        background: Where versions are compared.
        parent: Owner.

    Signals:
        restore_requested: A version that shall be in force again (`DocumentVersion`).
    """

    restore_requested = Signal(object)

    def __init__(
        self,
        versions: Sequence[DocumentVersion],
        profile: City,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.title())
        self.profile = profile
        self._background = background
        self._serial = 0
        self.model = VersionsModel(versions, self.origin(), profile.time_zone, self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setAccessibleName(self.tr("Versionen"))
        self.columns = ColumnKeeper(
            self.table.horizontalHeader(),
            list(VersionColumn),
            lambda column: self.model.titles()[column],
            _WIDTHS,
            fixed=set(VersionColumn),
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        self.tree = ChangesTree()
        self.stage = Stage(self.tree)
        self.heading = ElidedLabel()
        self.heading.setObjectName("muted")
        self.restore = QPushButton(self.tr("Diese Version wieder in Kraft setzen …"))
        self.restore.setAutoDefault(False)
        self._arrange()
        self.table.copy_wanted.connect(self.copy)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._compare())
        self.restore.clicked.connect(self._ask_restore)
        self._select_first()

    def _arrange(self) -> None:
        letter, line = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics().height()
        self.resize(130 * letter, 36 * line)
        hint = QLabel(
            self.tr(
                "Eine Version zeigt, was sich mit ihr geändert hat; zwei gewählte (Strg) "
                "zeigen ihren Unterschied."
            )
        )
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 2 * GRID, 0, 0)
        inner.setSpacing(GRID)
        inner.addWidget(self.heading)
        inner.addWidget(self.stage, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setChildrenCollapsible(False)
        box = QDialogButtonBox()
        box.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        close = box.addButton(self.tr("Schließen"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(hint)
        column.addWidget(splitter, 1)
        column.addWidget(box)

    def _select_first(self) -> None:
        flags = QItemSelectionModel.SelectionFlag
        first = self.model.index(0, 0)
        self.table.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
        self.table.setFocus()

    def selected(self) -> list[DocumentVersion]:
        """Return the chosen versions, newest first."""
        return [self.model.versions[row] for row in self.table.selected_rows()]

    def copy(self) -> None:
        """Copy the chosen versions as tab separated text with a heading."""
        lines = [self.model.texts(row) for row in self.table.selected_rows()]
        QGuiApplication.clipboard().setText(as_tsv(self.model.titles(), lines))

    # ---- what a document of another kind does in its own way -------------------------------------
    def title(self) -> str:
        """Return the title of the window."""
        return self.tr("Versionen der Regeln")

    def origin(self) -> str:
        """Return what was there before the first version."""
        return self.tr("Profil, ohne Änderungen")

    def first_sentence(self) -> str:
        """Return the sentence that nothing was there before the first row."""
        return self.tr("Das ist das Profil selbst; davor war nichts.")

    def compare(self, older: str, newer: str) -> Sequence[Any] | str:
        """Return what changed between two texts, or why that cannot be told; in the background."""
        try:
            return differences(with_rules(self.profile, older), with_rules(self.profile, newer))
        except RulesetError as error:
            return error.problems[0].in_language(language())

    def summary_of(self, changes: Sequence[Any]) -> str:
        """Return in a few words how much changed."""
        return summary_text(changes)

    def fill(self, changes: Sequence[Any]) -> None:
        """Show what changed in the tree."""
        self.tree.show_changes(changes, self.profile)

    # ---- comparing -----------------------------------------------------------------------------
    def _pair(self) -> tuple[DocumentVersion, DocumentVersion] | None:
        """Return the two versions to compare, older first; None when there are not two."""
        rows = self.table.selected_rows()
        if not rows or len(rows) > _TWO:
            return None
        newer, older = rows[0], rows[1] if len(rows) == _TWO else rows[0] + 1
        if older >= len(self.model.versions):
            return None
        return self.model.versions[older], self.model.versions[newer]

    def _compare(self) -> None:
        chosen = self.selected()
        is_current = [version.number for version in chosen] == [self.model.versions[0].number]
        self.restore.setEnabled(len(chosen) == 1 and not is_current)
        self._serial += 1
        pair = self._pair()
        if pair is None:
            self.heading.setText("")
            is_profile = [version.number for version in chosen] == [0]
            self.stage.show_message(
                "mdi6.file-compare",
                self.first_sentence()
                if is_profile
                else self.tr("Wählen Sie eine Version oder zwei."),
            )
            return
        older, newer = pair
        self.stage.show_loading()
        serial = self._serial
        self._background.ask(
            self,
            lambda: self.compare(older.text, newer.text),
            lambda changes: self._show(serial, older, newer, changes),
            lambda reason: self._refuse(serial, reason),
        )

    def _show(
        self,
        serial: int,
        older: DocumentVersion,
        newer: DocumentVersion,
        changes: Sequence[Any] | str,
    ) -> None:
        if serial != self._serial:
            return
        if isinstance(changes, str):
            self._refuse(serial, changes)
            return
        words = self.tr("Von Version {old} zu {new}: {summary}")
        self.heading.setText(
            words.format(old=older.number, new=newer.number, summary=self.summary_of(changes))
        )
        if changes:
            self.fill(changes)
            self.stage.show_content()
        else:
            self.stage.show_message("mdi6.equal", self.tr("Beide Versionen sagen dasselbe."))

    def _refuse(self, serial: int, reason: str) -> None:
        if serial == self._serial:
            self.heading.setText("")
            words = self.tr("Eine der Versionen passt nicht mehr zum Profil: {0}")
            self.stage.show_message("mdi6.alert-outline", words.format(reason))

    def _ask_restore(self) -> None:
        chosen = self.selected()
        if len(chosen) == 1:
            self.restore_requested.emit(chosen[0])
