"""The dialog that binds one record: to a device of the profile, or to single points of it."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Changeset, Commit, ConflictError
from app.domain.inventory.records import Key
from app.domain.points import Point
from app.services.clocks import SystemClock
from app.services.inventory.binding_changes import bind, bind_points, unbind, unbind_points
from app.services.inventory.binding_facts import Asset, Device, PointBinding, Stock, devices_of
from app.services.inventory.uids import new_uid
from app.services.ports import InventoryReader
from app.services.states import CityState
from widgets.filter_box import FilterBox
from widgets.foreign_texts import on_screen
from widgets.inventory.binding.asking import AskDialog, question_of
from widgets.inventory.binding.columns import device_columns, holder_column, reason_text
from widgets.inventory.binding.reading import BoundAsset, read_bound
from widgets.inventory.binding.rows import BindTable, RowsModel, TickDelegate, device_states
from widgets.inventory.fields import ReaderThread
from widgets.inventory.networks.live import LiveBoxes
from widgets.inventory.panes import OpenReader, Wish
from widgets.placeholders import Stage
from widgets.texts import count, language
from widgets.theme.tokens import GRID

_POINT: Final = int(Qt.ItemDataRole.UserRole)


class BindDialog(QDialog):
    """Binds one record.

    Args:
        key: The record, an asset.
        city: The profile.
        open_reader: Where readers come from.
        parent: The window.

    Attributes:
        table: The devices, those that fit best first.
        points: The points of the selected device; those are ticked that are bound singly.
        change: Says what would change.

    Signals:
        change_requested: A `Wish`.
        identify_requested: An `Inquiry`.
        shown: What the record has is on screen.
    """

    change_requested = Signal(object)
    identify_requested = Signal(object)
    shown = Signal()

    def __init__(
        self, key: Key, city: City, open_reader: OpenReader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._open_reader = key, open_reader
        self._zone = city.time_zone
        self._devices = {one.name: one for one in devices_of(city)}
        self._city_points: dict[str, Point] = {str(one.id): one for one in city.points}
        self._boxes = LiveBoxes(city)
        self._states: Mapping[str, int] = {}
        self._read = BoundAsset(None, 0, Stock(), {})
        self._is_sent = False
        self._thread = ReaderThread(open_reader, self, "inventory-binding")
        columns = device_columns(lambda: self._states, lambda: self._read.proposals)
        columns.insert(5, holder_column(self._holder))
        self.model = RowsModel(columns, lambda one: one.name, "devices", self)
        self.table = BindTable(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setDragEnabled(False)
        self.box, self.points = FilterBox(), QListWidget()
        self.heading, self.present, self.change, self.reason = (QLabel() for _ in range(4))
        self.bind_button, self.unbind_button = QPushButton(), QPushButton()
        self.ask_button, self.points_button = QPushButton(), QPushButton()
        self.close_button = QPushButton()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._points_part())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.stage = Stage(split)
        self._arrange()
        self._connect()
        self._ask()

    # ---- laying out ------------------------------------------------------------------------------
    def _points_part(self) -> QWidget:
        part = QWidget()
        self.points_title = QLabel()
        self.points_title.setObjectName("muted")
        line = QHBoxLayout()
        line.addWidget(self.points_title, 1)
        line.addWidget(self.points_button)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 2 * GRID, 0, 0)
        column.addLayout(line)
        column.addWidget(self.points)
        return part

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Datenpunkte zuordnen"))
        self.heading.setObjectName("heading")
        for one in (self.present, self.change, self.reason):
            one.setWordWrap(True)
        self.reason.setObjectName("muted")
        self.box.setPlaceholderText(self.tr("Gerät, Ort oder Art suchen"))
        self.box.setAccessibleName(self.tr("Geräte suchen"))
        self.box.setClearButtonEnabled(True)
        self.table.setAccessibleName(self.tr("Geräte im Profil"))
        self.points.setItemDelegate(TickDelegate(self.points))
        self.points.setAccessibleName(self.tr("Datenpunkte des Geräts"))
        self.bind_button.setText(self.tr("Zuordnen"))
        self.bind_button.setObjectName("primary")
        self.bind_button.setDefault(True)
        self.unbind_button.setText(self.tr("Lösen"))
        self.unbind_button.setToolTip(self.tr("Der Datensatz hat dann kein Gerät im Profil mehr."))
        self.ask_button.setText(self.tr("Gerät fragen …"))
        self.ask_button.setToolTip(
            self.tr("Fragt das Gerät mit SNMP nach Seriennummer, Modell, Adressen und Nachbarn.")
        )
        self.points_button.setText(self.tr("Einzelne Punkte übernehmen"))
        self.points_button.setAutoDefault(False)
        self.close_button.setText(self.tr("Schließen"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.ask_button)
        buttons.addStretch(1)
        for button in (self.bind_button, self.unbind_button, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        for part in (self.heading, self.present, self.box):
            column.addWidget(part)
        column.addWidget(self.stage, 1)
        column.addWidget(self.reason)
        column.addWidget(self.change)
        column.addLayout(buttons)
        letter = self.fontMetrics().horizontalAdvance("0")
        self.resize(letter * 148, self.fontMetrics().height() * 42)
        self.stage.show_loading()

    def _connect(self) -> None:
        self.box.textChanged.connect(self._filter)
        self.box.left.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._show_choice)
        self.table.activated_row.connect(self.bind)
        self.table.doubleClicked.connect(self._bind_clicked)
        self.points.itemChanged.connect(self._show_choice_of_points)
        self.bind_button.clicked.connect(self.bind)
        self.unbind_button.clicked.connect(self.unbind)
        self.ask_button.clicked.connect(self.ask_device)
        self.points_button.clicked.connect(self.bind_points)
        self.close_button.clicked.connect(self.reject)

    # ---- reading ---------------------------------------------------------------------------------
    def _ask(self) -> None:
        key, devices = self._key, tuple(self._devices.values())

        def work(reader: InventoryReader) -> BoundAsset:
            return read_bound(reader, key, devices)

        self._thread.ask(self, work, self._take, self._fail)

    def _fail(self, why: str) -> None:
        words = self.tr("Der Bestand lässt sich gerade nicht lesen. {0}").format(on_screen(why))
        self.stage.show_message("mdi6.alert-circle-outline", words)
        self.shown.emit()

    def _take(self, read: BoundAsset) -> None:
        self._read = read
        asset = read.asset
        if asset is None:
            words = self.tr("Diesen Datensatz gibt es nicht mehr.")
            self.stage.show_message("mdi6.delete-outline", words)
            self._show_choice()
            self.shown.emit()
            return
        if not self._devices:
            words = self.tr("Das Profil der Stadt hat noch keine Geräte.")
            self.stage.show_message("mdi6.access-point-off", words)
        else:
            self.stage.show_content()
        self.heading.setText(asset.title)
        self._show_present(asset)
        chosen = self.table.chosen()
        self.model.show_rows(self._devices.values())
        self.table.sortByColumn(len(self.model.columns) - 1, Qt.SortOrder.DescendingOrder)
        self.table.choose(chosen or self._first_choice(asset))
        self._show_choice()
        self.shown.emit()

    def _first_choice(self, asset: Asset) -> list[str]:
        """Return the device it has, else the best one that no other record has."""
        if asset.device in self._devices:
            return [asset.device]
        free = (name for name in self._read.proposals if self._holder(name) is None)
        return list(islice(free, 1))

    def _show_present(self, asset: Asset) -> None:
        singly = len(self._bindings())
        if not asset.device:
            words = self.tr("Dieser Datensatz hat noch kein Gerät im Profil.")
        elif asset.device in self._devices:
            number = count(len(self._devices[asset.device].points))
            words = self.tr("Gerät im Profil: {0}, mit {1} Datenpunkten.")
            words = words.format(asset.device, number)
        else:
            words = self.tr("Gerät im Profil: {0}. Das Profil kennt kein Gerät dieses Namens.")
            words = words.format(asset.device)
        if singly:
            more = self.tr("{0} Datenpunkte sind einzeln zugeordnet.")
            words += " " + more.format(count(singly))
        self.present.setText(words)

    def show_state(self, state: CityState) -> None:
        """Show the live states of the devices."""
        self._states = device_states(self._boxes, state, list(self._devices))
        self.model.refresh()

    # ---- choosing --------------------------------------------------------------------------------
    def _filter(self, text: str) -> None:
        chosen = self.table.chosen()
        self.model.show_words(text)
        self.table.choose(chosen)
        if not self.table.chosen() and len(self.model.rows) == 1:
            self.table.choose([self.model.name_at(0)])

    def device(self) -> Device | None:
        """Return the selected device."""
        chosen = self.table.chosen()
        return self._devices.get(chosen[0]) if chosen else None

    def _holder(self, device: str) -> Asset | None:
        return self._read.stock.holder(device)

    def _bindings(self) -> list[PointBinding]:
        return [one for one in self._read.stock.points if one.owner == self._key]

    def _show_choice(self) -> None:
        device, asset = self.device(), self._read.asset
        self._show_points(device)
        name = "" if asset is None else asset.device
        is_new = device is not None and asset is not None and device.name != name
        is_free = not self._is_sent and asset is not None
        self.bind_button.setEnabled(is_new and is_free)
        self.unbind_button.setEnabled(bool(name) and is_free)
        known = self._devices.get(name)
        self.ask_button.setEnabled(known is not None and bool(known.agent))
        self.reason.setText(
            "" if device is None else reason_text(self._read.proposals.get(device.name))
        )
        self.change.setText(self._what_changes(device, asset))

    def _what_changes(self, device: Device | None, asset: Asset | None) -> str:
        if asset is None:
            return ""
        if device is None:
            return self.tr("Kein freies Gerät passt von selbst; wählen Sie eines aus der Liste.")
        if device.name == asset.device:
            return self.tr("Dieses Gerät hat der Datensatz schon.")
        before = asset.device or self.tr("keines")
        words = self.tr("Es ändert sich: Gerät im Profil, bisher {0}, danach {1}.")
        words = words.format(before, device.name)
        holder = self._read.stock.holder(device.name)
        if holder is not None:
            words += " " + self.tr("„{0}“ gibt es dafür ab.").format(holder.title)
        return words

    def _show_points(self, device: Device | None) -> None:
        bound = {one.point for one in self._bindings()}
        shown = list(device.points) if device is not None else []
        shown += sorted(bound - set(shown))
        with QSignalBlocker(self.points):
            self.points.clear()
            for point in shown:
                self.points.addItem(self._point_line(point, is_bound=point in bound))
        if shown:
            words = self.tr("Oder einzelne Datenpunkte ankreuzen, wenn nicht alle zu ihm gehören:")
        else:
            words = self.tr("Wählen Sie ein Gerät, dann stehen hier seine Datenpunkte.")
        self.points_title.setText(words)
        self._show_choice_of_points()

    def _point_line(self, point: str, *, is_bound: bool) -> QListWidgetItem:
        known = self._city_points.get(point)
        if known is None:
            words = self.tr("{0} (kennt das Profil nicht)").format(point)
        else:
            words = f"{known.name.in_language(language())} · {point}"
        line = QListWidgetItem(words)
        line.setData(_POINT, point)
        line.setToolTip(words)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setCheckState(Qt.CheckState.Checked if is_bound else Qt.CheckState.Unchecked)
        return line

    def ticked(self) -> set[str]:
        """Return the points that are ticked."""
        lines = (self.points.item(row) for row in range(self.points.count()))
        return {str(one.data(_POINT)) for one in lines if one.checkState() is Qt.CheckState.Checked}

    def _show_choice_of_points(self) -> None:
        is_other = self.ticked() != {one.point for one in self._bindings()}
        self.points_button.setEnabled(is_other and not self._is_sent)

    # ---- wishes ----------------------------------------------------------------------------------
    def _bind_clicked(self, _: QModelIndex) -> None:
        self.bind()

    def bind(self) -> None:
        """Wish that the record has the selected device."""
        device, asset = self.device(), self._read.asset
        if device is None or asset is None or not self.bind_button.isEnabled():
            return
        holder = self._read.stock.holder(device.name)
        self._wish(bind(asset, device.name, holder, self._read.rev))

    def unbind(self) -> None:
        """Wish that the record has no device any more."""
        asset = self._read.asset
        if asset is not None and asset.device and not self._is_sent:
            self._wish(unbind([asset], self._read.rev))

    def bind_points(self) -> None:
        """Wish that exactly the ticked points are bound singly."""
        ticked, bindings = self.ticked(), self._bindings()
        bound = {one.point for one in bindings}
        now = SystemClock().now_us
        made = bind_points(self._key, sorted(ticked - bound), lambda: new_uid(now()))
        gone = unbind_points(one for one in bindings if one.point not in ticked)
        operations = (*made.operations, *gone.operations)
        if operations and not self._is_sent:
            self._wish(Changeset(operations, made.reason if made.operations else gone.reason))

    def _wish(self, changeset: Changeset) -> None:
        self._is_sent = True
        self._show_choice()
        self.change_requested.emit(Wish(changeset, self._done, is_told=True))

    def _done(self, outcome: Commit | Exception) -> None:
        self._is_sent = False
        if isinstance(outcome, Commit):
            self.stage.notice.show_notice("mdi6.check", self.tr("Gespeichert."))
        elif isinstance(outcome, ConflictError):
            words = self.tr("Der Datensatz wurde inzwischen geändert; hier ist sein neuer Stand.")
            self.stage.notice.show_notice("mdi6.alert-circle-outline", words)
        else:
            words = self.tr("Nichts wurde geändert. {0}").format(on_screen(str(outcome)))
            self.stage.notice.show_notice("mdi6.alert-circle-outline", words)
        self._ask()

    def ask_device(self) -> None:
        """Ask the record's device who it is, and show how that compares."""
        asset = self._read.asset
        device = None if asset is None else self._devices.get(asset.device)
        question = None if device is None else question_of(device, self._key)
        if question is None:
            return
        dialog = AskDialog([question], self._open_reader, self, zone=self._zone)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.identify_requested.connect(self.identify_requested)
        dialog.change_requested.connect(self.change_requested)
        dialog.accepted.connect(self._ask)
        dialog.open()
        dialog.ask()

    @override
    def done(self, result: int) -> None:
        self._thread.close()
        super().done(result)
