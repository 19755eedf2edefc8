"""A console with a real inventory in a folder of the test's own."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.console import Console
from app.console.inventory.desk import InventoryDesk
from app.console.portfolio.desk import PortfolioDesk
from app.console.workspaces import BESTAND, PROJEKTE
from app.domain.inventory.changes import Changeset, Commit
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key, Record
from app.services.ports import InventoryStore
from tests.fakes.console import Setting
from tests.fakes.settings import FakeSettings
from tests.inventories import MadeInventory, create, make_inventory, new_uid, update
from widgets.inventory.panes import Wish

MADE = "inventory-generated"
"""The setting that says that the demo inventory was made once."""

LOADED = "programme-loaded"
"""The setting that says that the programme of the profile was loaded once."""


class StockedSetting(Setting):
    """Everything around a console that has an inventory; no demo inventory is made.

    Attributes:
        store: The inventory.
        served: What the console is given of it: the same, or something that stands before it.
    """

    def __init__(self, qtbot: QtBot, folder: Path, settings: FakeSettings | None = None) -> None:
        super().__init__(qtbot, settings)
        self.settings.set(MADE, value=True)
        self.settings.set(LOADED, value=True)
        self.store: MadeInventory = make_inventory(folder, self.clock)
        self.served: InventoryStore = self.store

    @override
    def console(self, **options: str) -> Console:
        console = super().console(**options)
        console.surroundings = replace(console.surroundings, inventory=self.served)
        console.inventory.close()
        console.portfolio.close()
        console.inventory = InventoryDesk(console, console)
        console.portfolio = PortfolioDesk(console, console)
        console.inventory.elsewhere_requested.connect(console.portfolio.open)
        return console

    def idle(self) -> Any:
        """Return a console with a profile whose window is not shown: fit for its parts alone."""
        console = self.console()
        console.city = self.city
        return console

    def stocked(self) -> tuple[Any, Any]:
        """Return a live console and its page of the inventory, which is open."""
        console = self.live()
        console.window.open_workspace(BESTAND)
        return console, console.window.pages[BESTAND]

    def steered(self) -> tuple[Any, Any]:
        """Return a live console and its page of projects, which is open and shows a state."""
        console = self.live()
        console.window.open_workspace(PROJEKTE)
        self.qtbot.waitUntil(lambda: console.portfolio.state is not None, timeout=10_000)
        return console, console.window.pages[PROJEKTE]

    def fill(self) -> "Stock":
        """Put a school with three devices of the profile into the inventory; return the names."""
        devices = list(dict.fromkeys(str(point.device) for point in self.city.points))
        stock = Stock([new_uid() for _ in range(3)], new_uid(), new_uid(), devices[:3])
        self.store.put(
            create("site", uid=stock.site, name="Schule am Bach", kind="school"),
            create("asset_type", uid=stock.type, name="Modell A", kind="access_point"),
        )
        self.store.put(
            *(
                create("asset", uid=uid, tag=f"INV-{row}", name=f"Gerät {row}", type=stock.type,
                       state="in_service", site=stock.site, device=stock.devices[row])
                for row, uid in enumerate(stock.assets)
            )
        )  # fmt: skip
        return stock

    def record(self, kind: str, uid: str) -> Record | None:
        """Return a record as it is now."""
        with closing(self.store.reader()) as reader:
            return reader.record(kind, uid)

    def record_of(self, kind: str, code: str) -> str:
        """Return the uid of the record with a code (`code`)."""
        with closing(self.store.reader()) as reader:
            (uid,) = reader.find(kind, "code", [code])[code]
            return uid

    def count(self, kind: str) -> int:
        """Return how many records of a kind there are."""
        with closing(self.store.reader()) as reader:
            return reader.count(Query(kind))

    @override
    def close(self) -> None:
        super().close()
        self.store.close()


class Stock:
    """Names of what is in the inventory.

    Attributes:
        assets: Three devices of the school.
        site: The school.
        type: The type of the devices.
        devices: Their names in the profile.
    """

    def __init__(self, assets: list[str], site: str, type_: str, devices: list[str]) -> None:
        self.assets, self.site, self.type, self.devices = assets, site, type_, devices

    @property
    def keys(self) -> list[Key]:
        """The devices."""
        return [Key("asset", uid) for uid in self.assets]


class Answered:
    """A wish and what became of it."""

    def __init__(self, *, is_told: bool = False) -> None:
        self.outcomes: list[Commit | Exception] = []
        self._is_told = is_told

    def rename(self, uid: str, name: str, rev: int | None = None) -> Wish:
        """Return the wish to give a device another name."""
        return self.wish(Changeset([update("asset", uid, rev, name=name)]))

    def wish(self, changeset: Changeset) -> Wish:
        """Return the wish to carry something out."""
        return Wish(changeset, self.outcomes.append, self._is_told)


def texts(console: Any) -> list[str]:
    """Return all that was said in the strip of notices, oldest first."""
    return [notice.text for notice in console.window.notices.said]


def press_notice(console: Any, words: str) -> None:
    """Press the button of the newest notice that says these words."""
    notice = console.window.notices.said[-1]
    action = next(one for one in notice.actions if one.text == words)
    action.run()
