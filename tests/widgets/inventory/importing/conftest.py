"""The import assistant over a real store, with a real process that reads files."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit, Transaction
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, create, make_inventory
from widgets.inventory.importing import ImportDialog
from widgets.inventory.importing.frame import MAPPING, TRIAL
from widgets.inventory.panes import Wish
from widgets.theme import theme

CHILD = (
    sys.executable,
    "-c",
    "from app.services.tables.apart import serve_process; raise SystemExit(serve_process())",
)

LIST = """Inventarnummer;Bezeichnung;Modell;Hersteller;Zustand;Schule;Seriennummer
H-001;AP Flur;AP 6;Nordwind;in Betrieb;Falkschule;SN1
H-002;AP Aula;AP 6;Nordwind;Inbetrieb genommen;Falkschule;SN2
H-003;AP Hof;AP 6;Nordwind;in Betrieb;Nirgendwo;SN3
"""


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    theme().apply("light")


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path / "store" / "city.db")
    made.put(
        create("vendor", uid="1" * 32, name="Nordwind"),
        create("asset_type", uid="2" * 32, name="AP 6", kind="access_point", vendor="1" * 32),
        create("site", uid="3" * 32, name="Falkschule", kind="school"),
        create(
            "asset",
            uid="5" * 32,
            tag="H-001",
            name="AP alt",
            serial="SN1",
            type="2" * 32,
            site="3" * 32,
            state="in_service",
        ),
    )
    yield made
    made.close()


class _Answers(QObject):
    """Brings answers of the store into the window's thread, as the console does."""

    told = Signal(object, object)


@dataclass
class Assistant:
    """A dialog, and what it wished."""

    dialog: ImportDialog
    store: MadeInventory
    qtbot: QtBot
    wishes: list[Wish] = field(default_factory=list)
    undone: list[Transaction] = field(default_factory=list)
    answers: _Answers = field(default_factory=_Answers)

    def serve(self) -> None:
        """Carry out what is wished, in the thread of the store."""
        self.answers.told.connect(
            lambda wish, outcome: wish.done(outcome), Qt.ConnectionType.QueuedConnection
        )
        self.dialog.change_requested.connect(self._carry_out)
        self.dialog.undo_requested.connect(self.undone.append)

    def _carry_out(self, wish: Wish) -> None:
        self.wishes.append(wish)

        def done(outcome: Commit | Exception) -> None:
            self.answers.told.emit(wish, outcome)

        self.store.submit(wish.changeset, done, wish.progress)

    def choose(self, *paths: Path) -> None:
        """Choose files and wait until they were read and understood."""
        self.dialog.choose(paths)
        self.qtbot.waitUntil(lambda: self.dialog.reached >= MAPPING, timeout=60_000)
        self.dialog.go_to(MAPPING)
        self.qtbot.waitUntil(lambda: not self.dialog._rest.isActive())

    def try_it(self) -> None:
        """Go to the trial and wait for it."""
        self.dialog.go_to(TRIAL)
        self.qtbot.waitUntil(lambda: self.dialog.trial is not None, timeout=60_000)

    def carry_out(self) -> None:
        """Import, and wait for what becomes of it."""
        self.dialog.go_to(TRIAL + 1)
        self.dialog.commit.commit.click()
        self.qtbot.waitUntil(lambda: not self.dialog._is_committing, timeout=60_000)


@pytest.fixture
def opened(qtbot: QtBot, inventory: MadeInventory) -> Iterator[Callable[[], Assistant]]:
    made: list[ImportDialog] = []

    def go() -> Assistant:
        dialog = ImportDialog(inventory.reader, CHILD, clock=FakeClock(START_US))
        qtbot.addWidget(dialog)
        made.append(dialog)
        assistant = Assistant(dialog, inventory, qtbot)
        assistant.serve()
        dialog.show()
        return assistant

    yield go
    for dialog in made:
        dialog.close()


@pytest.fixture
def assistant(opened: Callable[[], Assistant]) -> Assistant:
    return opened()


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    path = tmp_path / "geräte.csv"
    path.write_text(LIST, "utf-8")
    return path
