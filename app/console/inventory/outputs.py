"""What leaves the inventory: the dialogs of exports and of labels."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QDialog

from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.domain.inventory.fields import Field
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.services.ports import InventoryStore
from widgets.background import Background
from widgets.foreign_texts import on_screen

if TYPE_CHECKING:
    from app.console.inventory.exporting import ExportDesk
    from widgets.inventory.table.selecting import ChosenRecords

_EXPORT: Final = "inventory/export"
_LABELS: Final = "inventory/labels"
"""Settings: what was chosen last in the two dialogs."""
_ASSET: Final = "asset"


class Given(Protocol):
    """A console as its outputs see it."""

    surroundings: Surroundings
    window: ConsoleWindow
    time_bus: TimeBus
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class Outputs(QObject):
    """Opens the dialogs and remembers what was chosen in them.

    Args:
        console: The console.
        store: The inventory.
        parent: Owner.
    """

    def __init__(self, console: Given, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._store = console, store
        self._work = Background(self, "inventory-outputs")
        self._desk: ExportDesk | None = None

    def close(self) -> None:
        """End the threads."""
        self._work.close()
        if self._desk is not None:
            self._desk.close()

    @property
    def _zone(self) -> str:
        return "UTC" if self._console.city is None else self._console.city.time_zone

    # ---- exports -------------------------------------------------------------------------------
    def export(self, query: Query, columns: tuple[str, ...], chosen: "ChosenRecords") -> None:
        """Offer to export what a table shows.

        Args:
            query: What it shows.
            columns: Paths of its columns.
            chosen: What is selected in it.
        """
        store, kind = self._store, query.kind
        ids = () if chosen.query is not None or chosen.kind != kind else tuple(chosen.ids)

        def work() -> tuple[dict[str, Field], tuple[str, ...]]:
            with closing(store.reader()) as reader:
                return reader.custom_fields(kind), tuple(reader.keys(kind, ids))

        def taken(found: tuple[dict[str, Field], tuple[str, ...]]) -> None:
            self._open_export(query, columns, *found)

        self._work.ask(self, work, taken, self._fail)

    def export_keys(self, keys: list[Key]) -> None:
        """Offer to export records of one kind, with the columns a table shows at first."""
        kind = keys[0].kind
        uids = tuple(key.uid for key in keys if key.kind == kind)
        query = Query(kind, (Filter("uid", Operator.IN, uids),))
        self._open_export(query, KINDS[kind].columns, {}, uids)

    def _open_export(
        self,
        query: Query,
        columns: tuple[str, ...],
        custom: dict[str, Field],
        uids: tuple[str, ...],
    ) -> None:
        from app.console.inventory.exporting import ExportDesk  # noqa: PLC0415 - seldom wanted
        from app.services.inventory.exports import all_paths  # noqa: PLC0415 - likewise
        from widgets.inventory.exporting.dialog import (  # noqa: PLC0415 - likewise
            InventoryExportDialog,
        )
        from widgets.inventory.exporting.offers import ExportOffer  # noqa: PLC0415 - likewise

        surroundings, kind = self._console.surroundings, KINDS[query.kind]
        if surroundings.write_geopackage is None:
            return
        if self._desk is None:
            self._desk = ExportDesk(self._store.reader, surroundings.write_geopackage, self)
        now_us, plural = surroundings.clock.now_us(), on_screen(kind.plural)
        day = datetime.fromtimestamp(now_us / 1e6, UTC).astimezone(ZoneInfo(self._zone)).date()
        offer = ExportOffer(
            query=query,
            columns=columns,
            all_columns=all_paths(kind, custom),
            folder=_documents(),
            name=f"{plural} {day.isoformat()}",
            plural=plural,
            selected=uids,
            zone=self._zone,
            now_us=now_us,
        )
        dialog = InventoryExportDialog(offer, self._console.window)
        self._remembered(dialog, _EXPORT)
        self._desk.serve(dialog)
        dialog.show()

    # ---- labels --------------------------------------------------------------------------------
    def make_labels(self, keys: list[Key], chosen: "ChosenRecords | None") -> None:
        """Offer labels of assets."""
        store = self._store
        if chosen is not None and chosen.kind == _ASSET and len(chosen.ids) > len(keys):
            ids = tuple(chosen.ids)

            def work() -> list[str]:
                with closing(store.reader()) as reader:
                    return reader.keys(_ASSET, ids)

            self._work.ask(self, work, self._open_labels, self._fail)
            return
        uids = [key.uid for key in keys if key.kind == _ASSET]
        if uids:
            self._open_labels(uids)
        else:
            text = self.tr("Etiketten gibt es für Geräte; bitte wählen Sie Geräte aus.")
            self._console.say("inventory", NoticeLevel.INFORMATION, text)

    def _open_labels(self, uids: list[str]) -> None:
        from widgets.inventory.labels.dialog import LabelDialog  # noqa: PLC0415 - seldom wanted

        dialog = LabelDialog(_documents(), self._console.window)
        self._remembered(dialog, _LABELS)
        dialog.finished_with.connect(
            lambda text: self._console.say("inventory", NoticeLevel.INFORMATION, text)
        )
        dialog.show_assets(self._store.reader, uids, self._console.time_bus.pinned_us)
        dialog.show()

    def _remembered(self, dialog: QDialog, setting: str) -> None:
        """Take up what was chosen last, and keep what is chosen now."""
        asked: Any = dialog
        settings = self._console.surroundings.settings
        known = settings.get(setting, default=None)
        asked.restore_state(known if isinstance(known, dict) else {})
        dialog.finished.connect(lambda: settings.set(setting, value=asked.save_state()))
        dialog.finished.connect(dialog.deleteLater)

    def _fail(self, reason: str) -> None:
        self._console.say("inventory", NoticeLevel.ERROR, on_screen(reason))


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or str(Path.home()))
