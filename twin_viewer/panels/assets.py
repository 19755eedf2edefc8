"""The panel of things that were placed in the twin, and the dialog that asks what one is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.twins import PlacedAsset, Spot
from twin_viewer.panels.lists import KeptList, KeptRow
from widgets.placeholders import NoticeBar
from widgets.texts import number, time_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

LONGEST: Final = 200


def spot_text(spot: Spot) -> str:
    """Return a place as people write it, with the unit of its parts."""
    height = QCoreApplication.translate("twin", "{0} m ü. NHN").format(number(spot.height, 2))
    return f"E {number(spot.east, 2)} m · N {number(spot.north, 2)} m · {height}"


class AssetsPanel(KeptList):
    """Placed things, oldest first. See `KeptList` for its signals.

    Signals:
        export_requested: All of them shall be written into a file.
        edit_requested: One shall be described again (its id).
        take_requested: These shall be taken into the inventory (list of ids).
    """

    export_requested = Signal()
    edit_requested = Signal(str)
    take_requested = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("mdi6.map-marker-plus-outline", parent)
        self._assets: tuple[PlacedAsset, ...] = ()
        self._zone = "Europe/Berlin"
        self.export = QToolButton()
        self.export.setObjectName("switch")
        self.export.clicked.connect(self.export_requested)
        self._taken: frozenset[str] = frozenset()
        self.take = QToolButton()
        self.take.setObjectName("switch")
        self.take.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.take.clicked.connect(self._take_all)
        self.take.hide()
        self.foot.addWidget(self.take)
        self.foot.addWidget(self.export)
        self.retranslate()
        self.apply_theme()
        self.choose_page()

    def show_assets(self, assets: Sequence[PlacedAsset], zone: str) -> None:
        """Show what was placed.

        Args:
            assets: The things.
            zone: The city's time zone (IANA).
        """
        self._assets, self._zone = tuple(assets), zone
        self.export.setEnabled(bool(assets))
        self.take.setEnabled(bool(self._new()))
        self.show_rows([KeptRow(one.id, one.name, self._detail(one)) for one in assets])

    def offer_taking(self, taken: Iterable[str]) -> None:
        """Offer to take things into the inventory; these are in it already (their ids)."""
        self._taken = frozenset(taken)
        self.take.show()
        self.show_assets(self._assets, self._zone)

    def _new(self) -> list[str]:
        return [one.id for one in self._assets if one.id not in self._taken]

    def _take_all(self) -> None:
        self.take_requested.emit(self._new())

    @override
    def make_menu(self) -> QMenu:
        menu = super().make_menu()
        if self.take.isVisibleTo(self):
            chosen = self.chosen()
            action = menu.addAction(self.tr("In den Bestand übernehmen"))
            action.setEnabled(chosen in self._new())
            action.triggered.connect(lambda: self.take_requested.emit([chosen]))
        return menu

    def _detail(self, one: PlacedAsset) -> str:
        placed = time_text(one.created_us, self._zone, with_date=True)
        lines = [one.kind, spot_text(one.spot), one.note]
        lines.append(self.tr("Gesetzt von {0} am {1}.").format(one.author, placed))
        if one.id in self._taken:
            lines.append(self.tr("Steht im Bestand."))
        return "\n".join(filter(None, lines))

    @override
    def empty_text(self) -> str:
        return self.tr(
            "Noch nichts gesetzt. Wählen Sie „Gerät setzen“ und klicken Sie in das Foto oder auf "
            "ein Gebäude."
        )

    @override
    def retranslate(self) -> None:
        self.add.setText(self.tr("Gerät setzen"))
        self.add.setToolTip(self.tr("Der nächste Klick ins Bild setzt ein Gerät"))
        self.name_undo(self.tr("Das zuletzt entfernte Gerät zurückholen (Strg+Z)"))
        self.export.setAccessibleName(self.tr("Exportieren …"))
        self.export.setToolTip(self.tr("Alle gesetzten Geräte als CSV oder GeoJSON schreiben"))
        self.take.setText(self.tr("In den Bestand"))
        self.take.setToolTip(
            self.tr(
                "Alle gesetzten Geräte, die noch nicht im Bestand stehen, dort anlegen; ein "
                "einzelnes über das Kontextmenü der Liste"
            )
        )
        self.list.setAccessibleName(self.tr("Gesetzte Geräte"))
        self.show_assets(self._assets, self._zone)

    @override
    def apply_theme(self) -> None:
        super().apply_theme()
        self.add.setIcon(icon("mdi6.map-marker-plus-outline"))
        self.export.setIcon(icon("mdi6.export-variant"))
        self.take.setIcon(icon("mdi6.database-import-outline"))


class AssetDialog(QDialog):
    """Asks what a placed thing is.

    Args:
        asset: The thing, or a draft of one.
        kinds: Kinds that are offered; others can be written.
        parent: The window.

    Signals:
        save_requested: The thing as the person wants it (`PlacedAsset`).
    """

    save_requested = Signal(object)

    def __init__(
        self, asset: PlacedAsset, kinds: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._asset = asset
        self.setWindowTitle(self.tr("Gerät setzen"))
        self.name = QLineEdit(asset.name)
        self.name.setMaxLength(LONGEST)
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.addItems(list(dict.fromkeys(filter(None, (asset.kind, *kinds)))))
        self.note = QPlainTextEdit(asset.note)
        self.note.setTabChangesFocus(True)
        self.notice = NoticeBar()
        self._arrange()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Art"), self.kind)
        form.addRow(self.tr("Ort"), QLabel(spot_text(self._asset.spot)))
        if self._asset.object_id:
            form.addRow(self.tr("Angebracht an"), QLabel(self._asset.object_id))
        if self._asset.panorama:
            form.addRow(self.tr("Im Foto"), QLabel(self._asset.panorama))
        form.addRow(self.tr("Notiz"), self.note)
        kind = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kind.Save | kind.Cancel)
        buttons.button(kind.Save).setText(self.tr("Setzen"))
        buttons.button(kind.Cancel).setText(self.tr("Abbrechen"))
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addWidget(buttons)
        self.name.setFocus()

    def _save(self) -> None:
        name, kind = self.name.text().strip(), self.kind.currentText().strip()
        if not name:
            text = self.tr("Bitte geben Sie dem Gerät einen Namen.")
            self.notice.show_notice("mdi6.alert-circle-outline", text)
            self.name.setFocus()
            return
        note = self.note.toPlainText().strip()
        self.save_requested.emit(replace(self._asset, name=name, kind=kind, note=note))
        self.accept()
