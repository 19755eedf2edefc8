"""What the pane of bindings is made of: two lists side by side, what is said of them, buttons."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.services.inventory.binding_facts import Asset
from app.services.inventory.binding_proposals import Overview
from widgets.filter_box import FilterBox
from widgets.inventory.binding.columns import Scores, asset_columns, device_columns
from widgets.inventory.binding.rows import BindTable, RowsModel
from widgets.labels import ElidedLabel
from widgets.placeholders import Stage
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

ALL: Final = "all"
UNKNOWN: Final = "unknown"
BARE: Final = "bare"
TWICE: Final = "twice"


class BindingSheet(QWidget):
    """The parts of the pane, without what they do.

    Args:
        states: Returns the live states of the devices, by name.
        trouble: Returns what is wrong with a record, in words.
        device_scores: Returns how well devices fit the selected record.
        asset_scores: Returns how well records fit the selected device.
        parent: Owner.
    """

    def __init__(
        self,
        states: Callable[[], Mapping[str, int]],
        trouble: Callable[[Asset], str],
        device_scores: Callable[[], Scores],
        asset_scores: Callable[[], Scores],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.device_model = RowsModel(
            device_columns(states, device_scores), lambda one: one.name, "devices", self
        )
        self.asset_model = RowsModel(
            asset_columns(trouble, asset_scores),
            lambda one: one.uid,
            "assets",
            self,
        )
        self._make()
        self._arrange()
        for model in (self.device_model, self.asset_model):
            model.modelReset.connect(self.show_rows)
        self.device_box.textChanged.connect(self.device_model.show_words)
        self.asset_box.textChanged.connect(self.asset_model.show_words)
        self.device_box.left.connect(self.devices.setFocus)
        self.asset_box.left.connect(self.assets.setFocus)
        self.retranslate()
        self.apply_theme()

    def _make(self) -> None:
        self.devices, self.assets = BindTable(self.device_model), BindTable(self.asset_model)
        middle = Qt.TextElideMode.ElideMiddle  # the number at the end is what one looks for
        self.device_title, self.asset_title = ElidedLabel(mode=middle), ElidedLabel(mode=middle)
        self.device_stage, self.asset_stage = Stage(self.devices), Stage(self.assets)
        self.device_box, self.asset_box = FilterBox(), FilterBox()
        self.choice = QComboBox()
        self.counts, self.hint = QLabel(), QLabel()
        self.bind_button, self.accept_button = QPushButton(), QPushButton()
        self.create_button, self.ask_button = QPushButton(), QPushButton()
        self.unbind_button = QPushButton()

    # ---- laying out ------------------------------------------------------------------------------
    def _arrange(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._side(self.device_title, self.device_box, None, self.device_stage))
        split.addWidget(self._side(self.asset_title, self.asset_box, self.choice, self.asset_stage))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([10_000, 10_000])
        split.setHandleWidth(3 * GRID)
        self._split, self._is_narrow = split, False
        self.stage = Stage(split)
        self.hint.setWordWrap(True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.counts.setObjectName("muted")
        self.counts.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        self.bind_button.setObjectName("primary")
        for one in self._buttons():
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.counts)
        column.addWidget(self.stage, 1)
        column.addWidget(self.hint)
        column.addLayout(buttons)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.bind_button,
            self.accept_button,
            self.create_button,
            self.unbind_button,
            self.ask_button,
        )

    def _side(
        self, title: QLabel, box: FilterBox, choice: QComboBox | None, table: QWidget
    ) -> QWidget:
        side = QWidget()
        title.setObjectName("heading")
        box.setClearButtonEnabled(True)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(box, 1)
        if choice is not None:
            line.addWidget(choice)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addLayout(line)
        column.addWidget(table, 1)
        return side

    def show_assets(self, overview: Overview) -> None:
        """Show the records that lack something, only those that are chosen."""
        wanted = self.choice.currentData() or ALL
        rows: dict[str, Asset] = {}
        twice = [one for both in overview.twice for one in both.owners]
        for name, some in ((UNKNOWN, overview.unknown), (TWICE, twice), (BARE, overview.bare)):
            if wanted in {ALL, name}:
                rows |= {one.uid: one for one in some}
        self.asset_model.show_rows(rows.values())

    def show_rows(self) -> None:
        """Show each list, or the sentence that says why it is empty; an empty side gives way."""
        is_narrow = not self.device_model.total and bool(self.asset_model.total)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._split.setSizes([7_500, 12_500] if is_narrow else [10_000, 10_000])
        for stage, model, done, none in (
            (
                self.device_stage,
                self.device_model,
                self.tr("Jedes Gerät im Profil hat seinen Datensatz."),
                self.tr("Kein Gerät passt zu dieser Suche."),
            ),
            (
                self.asset_stage,
                self.asset_model,
                self.tr("Kein Datensatz ist hier offen."),
                self.tr("Kein Datensatz passt zu dieser Suche."),
            ),
        ):
            if model.rowCount():
                stage.show_content()
            elif model.total:
                stage.show_message("mdi6.magnify-close", none)
            else:
                stage.show_message("mdi6.check-circle-outline", done)

    # ---- language and theme ----------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts that do not depend on what was read."""
        self.device_box.setPlaceholderText(self.tr("Gerät, Ort oder Art suchen"))
        self.asset_box.setPlaceholderText(self.tr("Nummer, Name oder Standort suchen"))
        for box, table, name in (
            (self.device_box, self.devices, self.tr("Geräte im Profil ohne Datensatz")),
            (self.asset_box, self.assets, self.tr("Datensätze ohne Datenpunkte")),
        ):
            box.setAccessibleName(box.placeholderText())
            table.setAccessibleName(name)
        self.show_rows()
        chosen = self.choice.currentIndex()
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItem(self.tr("Alle"), ALL)
            self.choice.addItem(self.tr("Unbekanntes Gerät"), UNKNOWN)
            self.choice.addItem(self.tr("Ohne Datenpunkte"), BARE)
            self.choice.addItem(self.tr("Doppelt zugeordnet"), TWICE)
            self.choice.setCurrentIndex(max(chosen, 0))
            self.choice.setAccessibleName(self.tr("Welche Datensätze"))
        self.bind_button.setText(self.tr("Zuordnen"))
        self.bind_button.setToolTip(self.tr("Eingabetaste; oder das eine auf das andere ziehen"))
        self.create_button.setText(self.tr("Anlegen …"))
        self.create_button.setToolTip(
            self.tr("Legt für jedes links gewählte Gerät einen Datensatz an.")
        )
        self.unbind_button.setText(self.tr("Lösen"))
        self.unbind_button.setToolTip(self.tr("Nimmt dem Datensatz sein unbekanntes Gerät."))
        self.ask_button.setText(self.tr("Geräte fragen …"))
        self.ask_button.setToolTip(
            self.tr("Fragt Geräte mit SNMP, wer sie sind, und vergleicht sie mit dem Bestand.")
        )

    def apply_theme(self) -> None:
        """Take icons and colours of the theme."""
        for button, name in (
            (self.accept_button, "mdi6.lightbulb-on-outline"),
            (self.create_button, "mdi6.plus"),
            (self.unbind_button, "mdi6.link-variant-off"),
            (self.ask_button, "mdi6.comment-question-outline"),
        ):
            button.setIcon(icon(name))
        for table in (self.devices, self.assets):
            table.viewport().update()
