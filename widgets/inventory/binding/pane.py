"""The pane of bindings: what is measured and no record, and what is recorded and not measured."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.records import Key
from app.services.inventory.binding_changes import bind, unbind
from app.services.inventory.binding_facts import Asset, Device, devices_of
from app.services.inventory.binding_proposals import Proposal
from app.services.ports import InventoryReader
from app.services.states import CityState
from widgets.foreign_texts import on_screen
from widgets.inventory.asking import ReadingPane
from widgets.inventory.binding.asking import AskDialog, Question, questions_of
from widgets.inventory.binding.columns import reason_text, score_text
from widgets.inventory.binding.fits import Fits
from widgets.inventory.binding.many import AcceptDialog, CreateDialog
from widgets.inventory.binding.reading import Bindings, propose, read_bindings
from widgets.inventory.binding.rows import BindTable, device_states
from widgets.inventory.binding.sheet import BindingSheet
from widgets.inventory.networks.live import LiveBoxes
from widgets.inventory.panes import Wish
from widgets.texts import count


class BindingsPane(ReadingPane):
    """Shows what is not bound, and binds it.

    Attributes:
        devices: The devices of the profile that no record has.
        assets: The records without points, and those whose device the profile does not know.
        read: What is shown.

    Signals:
        identify_requested: An `Inquiry`.
        proposed: The proposals for all at once are known.
    """

    identify_requested = Signal(object)
    proposed = Signal()

    THREAD = "inventory-bindings"
    TOUCHING = frozenset({"asset", "asset_type", "relation", "site"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read = Bindings()
        self._city: City | None = None
        self._devices: dict[str, Device] = {}
        self._boxes: LiveBoxes | None = None
        self._states: Mapping[str, int] = {}
        self._state: CityState | None = None
        self._fits = Fits()
        self._twice: set[str] = set()
        self._told = ""
        self._is_busy, self._is_quiet = False, False
        self.sheet = sheet = BindingSheet(
            lambda: self._states,
            self.trouble,
            lambda: self._fits.devices,
            lambda: self._fits.assets,
        )
        self.devices, self.assets = sheet.devices, sheet.assets
        self.device_model, self.asset_model = sheet.device_model, sheet.asset_model
        self.stage, self.hint = sheet.stage, sheet.hint
        self._hold(sheet)
        self._connect()
        self._show_counts()
        self._show_orders()
        self.stage.show_loading()

    def _connect(self) -> None:
        self.sheet.choice.currentIndexChanged.connect(self._show_assets)
        self.devices.selectionModel().selectionChanged.connect(self._device_chosen)
        self.assets.selectionModel().selectionChanged.connect(self._asset_chosen)
        self.devices.activated_row.connect(self._enter_device)
        self.assets.activated_row.connect(self.bind)
        self.assets.doubleClicked.connect(self._open_asset)
        self.device_model.dropped.connect(self._drop_assets)
        self.asset_model.dropped.connect(self._drop_devices)
        self.sheet.bind_button.clicked.connect(self.bind)
        self.sheet.accept_button.clicked.connect(self.accept_proposals)
        self.sheet.create_button.clicked.connect(self.create_assets)
        self.sheet.unbind_button.clicked.connect(self.unbind)
        self.sheet.ask_button.clicked.connect(self.ask_devices)

    # ---- what the console tells ------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self._devices = {one.name: one for one in devices_of(city)}
        self._boxes, self._state = LiveBoxes(city), None
        self._states = {}
        self.ask()

    @override
    def set_rules(self, city: City) -> None:
        self._city, self._boxes = city, LiveBoxes(city)
        self._show_live()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        self._is_quiet = True
        self.assets.choose([key.uid for key in keys if key.kind == "asset"])
        self._is_quiet = False

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self._show_orders()

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        self._state = state
        self._show_live()

    def _show_live(self) -> None:
        shown = [one.name for one in self.read.overview.loose]
        states = device_states(self._boxes, self._state, shown)
        if states != self._states:
            self._states = states
            self.device_model.refresh()

    # ---- reading ---------------------------------------------------------------------------------
    @override
    def _ask_now(self) -> None:
        if self._thread is None or self._city is None:
            return
        self._is_due = False
        self._thread.drop()
        devices = tuple(self._devices.values())

        def work(reader: InventoryReader) -> Bindings:
            return read_bindings(reader, devices)

        self._thread.ask(self, work, self._take, self._fail)

    def _fail(self, why: str) -> None:
        words = self.tr("Der Bestand lässt sich gerade nicht lesen. {0}").format(on_screen(why))
        self._show_trouble(words)

    def _take(self, read: Bindings) -> None:
        self.read = read
        self._twice = {one.uid for twice in read.overview.twice for one in twice.owners}
        chosen_devices, chosen_assets = self.devices.chosen(), self.assets.chosen()
        self._is_quiet = True
        self.device_model.show_rows(read.overview.loose)
        self._show_assets()
        self.devices.choose(chosen_devices)
        self.assets.choose(chosen_assets)
        self._is_quiet = False
        self._score()
        self._show_live()
        if not self._devices:
            words = self.tr("Das Profil der Stadt hat noch keine Geräte.")
            self.stage.show_message("mdi6.access-point-off", words)
        elif not read.overview.loose and not self.asset_model.total:
            words = self.tr("Jedes Gerät im Profil hat seinen Datensatz.")
            self.stage.show_message("mdi6.check-circle-outline", words)
        else:
            self.stage.show_content()
        self._show_orders()
        self.answered.emit()
        if self._thread is not None:
            is_wanted = self._thread.is_wanted()
            self._thread.ask(
                self, lambda _: propose(read, is_wanted), self._take_proposals, self._fail
            )

    def _take_proposals(self, proposals: tuple[Proposal, ...]) -> None:
        self.read = replace(self.read, proposals=proposals)
        self._show_orders()
        self.proposed.emit()

    def _show_assets(self) -> None:
        self.sheet.show_assets(self.read.overview)
        self._show_counts()

    def trouble(self, one: Asset) -> str:
        """Return what is wrong with a record, in words."""
        if one.uid in self._twice:
            return self.tr("Punkte doppelt zugeordnet")
        if one.device:
            return self.tr("Gerät {0} unbekannt").format(one.device)
        return self.tr("ohne Datenpunkte")

    def _show_counts(self) -> None:
        overview = self.read.overview
        words = self.tr(
            "{0} Geräte im Profil, davon {1} mit Datensatz. {2} Datensätze nennen ein unbekanntes "
            "Gerät, {3} haben keine Datenpunkte, {4} Datenpunkte sind doppelt zugeordnet."
        )
        numbers = (
            overview.devices,
            overview.bound,
            len(overview.unknown),
            len(overview.bare),
            len(overview.twice),
        )
        self.sheet.counts.setText(words.format(*(count(one) for one in numbers)))
        self.sheet.device_title.setText(
            self.tr("Geräte im Profil ohne Datensatz ({0})").format(count(len(overview.loose)))
        )
        words = self.tr("Datensätze ohne Gerät im Profil ({0})")
        self.sheet.asset_title.setText(words.format(count(self.asset_model.total)))

    # ---- choosing --------------------------------------------------------------------------------
    def chosen_devices(self) -> list[Device]:
        """Return the selected devices."""
        return [self._devices[name] for name in self.devices.chosen() if name in self._devices]

    def chosen_assets(self) -> list[Asset]:
        """Return the selected records."""
        found = (self.read.stock.asset(uid) for uid in self.assets.chosen())
        return [one for one in found if one is not None]

    def _device_chosen(self) -> None:
        devices = self.chosen_devices()
        if not self._is_quiet:
            self._told = ""
            if self._score():
                self._resort(self.assets)
        self._show_orders()
        if not self._is_quiet:
            self.points_selected.emit([point for one in devices for point in one.points])

    def _asset_chosen(self) -> None:
        if not self._is_quiet:
            self._told = ""
            if self._score():
                self._resort(self.devices)
        self._show_orders()
        if not self._is_quiet:
            self.keys_selected.emit([one.key for one in self.chosen_assets()])

    def _score(self) -> bool:
        """Judge the other side by what is selected on one; return whether that is something new.

        With both sides selected nothing is judged anew: the list in which the person just chose
        must not move under the hand.
        """
        devices, assets = self.chosen_devices(), self.chosen_assets()
        if devices and assets:
            return False
        is_new = self._fits.judge(self.read.matcher, devices, assets)
        self.asset_model.refresh()
        self.device_model.refresh()
        return is_new

    def _resort(self, table: BindTable) -> None:
        self._is_quiet = True
        table.show_best_first()
        self._is_quiet = False

    def _enter_device(self) -> None:
        """Go on to the records, the best first; with both selected, bind."""
        if self.assets.chosen():
            self.bind()
        elif self.asset_model.rows:
            self.assets.setFocus()
            self.assets.choose([self.asset_model.name_at(0)])

    def _open_asset(self) -> None:
        for one in self.chosen_assets()[:1]:
            self.open_requested.emit(one.key)

    def proposal(self) -> Proposal | None:
        """Return what is known of the selected pair; without one, of the best partner."""
        return self._fits.best(self.chosen_devices(), self.chosen_assets())

    def _show_orders(self) -> None:
        devices, assets = self.chosen_devices(), self.chosen_assets()
        is_open = self.moment is None and not self._is_busy
        self.sheet.bind_button.setEnabled(is_open and len(devices) == len(assets) == 1)
        self.sheet.create_button.setEnabled(is_open and bool(devices))
        self.sheet.accept_button.setEnabled(is_open and bool(self.read.proposals))
        self.sheet.unbind_button.setEnabled(is_open and any(one.device for one in assets))
        self.sheet.ask_button.setEnabled(self.moment is None and bool(self.questions()))
        if self.read.proposals is None:
            words = self.tr("Vorschläge werden gesucht …")
        else:
            number = len(self.read.proposals)
            words = self.tr("Vorschläge ({0}) …").format(count(number))
        self.sheet.accept_button.setText(words)
        if not self._is_busy:
            self._show_hint(devices, assets)

    def _show_hint(self, devices: list[Device], assets: list[Asset]) -> None:
        one = self.proposal()
        if self._told:
            self.hint.setText(self._told)
        elif self.moment is not None:
            self.hint.setText(self.tr("Zugeordnet wird nur im Live-Betrieb."))
        elif one is not None:
            words = f"{one.device.name} – {one.asset.title}: {score_text(one)}. {reason_text(one)}"
            self.hint.setText(words)
        elif devices or assets:
            self.hint.setText(self.tr("Kein Vorschlag. Ziehen Sie das Gerät auf seinen Datensatz."))
        elif not self.read.overview.loose:
            words = self.tr("Zuzuordnen ist nichts: Jedes Gerät im Profil hat seinen Datensatz.")
            self.hint.setText(words if self.read.overview.devices else "")
        else:
            words = self.tr("Wählen Sie links ein Gerät: rechts steht dann zuerst, was passt.")
            self.hint.setText(words)

    # ---- wishes ----------------------------------------------------------------------------------
    def bind(self) -> None:
        """Wish that the selected record has the selected device."""
        devices, assets = self.chosen_devices(), self.chosen_assets()
        if self.sheet.bind_button.isEnabled():
            self._bind(devices[0], assets[0])

    def _bind(self, device: Device, asset: Asset) -> None:
        holder = self.read.stock.holder(device.name)
        words = self.tr("{0} gehört nun zu „{1}“. Strg+Z nimmt es zurück.")
        self._wish(bind(asset, device.name, holder), words.format(device.name, asset.title))

    def _drop_devices(self, names: list[str], uid: str) -> None:
        device, asset = self._devices.get(names[0]), self.read.stock.asset(uid)
        if device is not None and asset is not None and self.moment is None and not self._is_busy:
            self._bind(device, asset)

    def _drop_assets(self, uids: list[str], name: str) -> None:
        self._drop_devices([name], uids[0])

    def unbind(self) -> None:
        """Wish that the selected records have no device any more."""
        having = [one for one in self.chosen_assets() if one.device]
        if having and self.sheet.unbind_button.isEnabled():
            words = self.tr("{0} Zuordnungen gelöst. Strg+Z nimmt es zurück.")
            self._wish(unbind(having), words.format(count(len(having))))

    def _wish(self, changeset: Changeset, told: str) -> None:
        self._is_busy = True
        self._show_orders()
        self.hint.setText(self.tr("Wird gespeichert …"))

        def done(outcome: Commit | Exception) -> None:
            self._is_busy = False
            if isinstance(outcome, Exception):
                words = self.tr("Nichts wurde geändert. {0}").format(on_screen(str(outcome)))
                self._told = words
            else:
                self._told = told
            self._show_orders()

        self.change_requested.emit(Wish(changeset, done, is_told=True))

    # ---- dialogs ---------------------------------------------------------------------------------
    def accept_proposals(self) -> QDialog | None:
        """Show the proposals, to take many at once."""
        if not self.sheet.accept_button.isEnabled():
            return None
        return self._show_dialog(AcceptDialog(self.read.proposals or (), self))

    def create_assets(self) -> QDialog | None:
        """Show what records would be made of the selected devices."""
        if not self.sheet.create_button.isEnabled():
            return None
        devices = self.chosen_devices()
        return self._show_dialog(CreateDialog(devices, self.read.types, self.read.sites, self))

    def questions(self) -> list[Question]:
        """Return who is asked: the device of the selection's source, that has a record.

        Without a selection all devices are asked that can say who they are.
        """
        return questions_of(self._devices.values(), self.read.stock, self.chosen_devices())

    def ask_devices(self) -> QDialog | None:
        """Ask the devices who they are, and show how they compare with their records."""
        questions = self.questions()
        if not questions or self.open_reader is None or self._city is None:
            return None
        dialog = AskDialog(questions, self.open_reader, self, zone=self._city.time_zone)
        dialog.identify_requested.connect(self.identify_requested)
        self._show_dialog(dialog)
        dialog.ask()
        return dialog

    def _show_dialog(self, dialog: Any) -> QDialog:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.change_requested.connect(self.change_requested)
        dialog.open()
        return dialog  # type: ignore[no-any-return]

    # ---- language and theme ----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.sheet.retranslate()
        self._show_counts()
        self._show_orders()

    @override
    def apply_theme(self) -> None:
        self.sheet.apply_theme()
