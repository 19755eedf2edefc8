"""Plans are shown before they change anything, taken over whole, and refused with a reason."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.inventory.changes import Commit, Origin
from app.domain.portfolio.foreign_plans import (
    MOST_TASKS,
    ForeignPlan,
    ForeignPlanError,
    ForeignTask,
)
from app.domain.portfolio.portfolios import ALWAYS_READ, Portfolio
from app.services.portfolio.interchange.project_xml_writing import write_project_xml
from app.services.ports.plan_servers import ForeignProject, PlanServer
from tests.inventories import MadeInventory, create, remove, update
from tests.portfolios import Programme, make_programme, small_programme
from widgets.inventory.panes import Wish
from widgets.portfolio.interchange import PlanImportDialog
from widgets.theme import theme

NAMESPACE = "http://schemas.microsoft.com/project"
WAIT_MS = 20_000


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_programme(tmp_path)
    yield made
    made.close()


class FakeServer:
    """A server with one project; it waits before its plan comes until it is let go."""

    def __init__(self) -> None:
        self.project = ForeignProject("7", "Radwege")
        self.go = Event()
        self.go.set()
        self.was_stopped = False
        self.opened: list[tuple[str, str]] = []

    def open(self, address: str, key: str) -> PlanServer:
        self.opened.append((address, key))
        return self

    def projects(self) -> Sequence[ForeignProject]:
        if self.opened[-1][1] != "richtig":
            raise ForeignPlanError("Der Server nimmt den Schlüssel nicht an.")
        return [self.project]

    def plan(self, project: ForeignProject, go_on: Callable[[int, int], bool]) -> ForeignPlan:
        go_on(1, 2)
        self.go.wait()
        if not go_on(2, 2):
            self.was_stopped = True
            raise ForeignPlanError("Abgebrochen.")
        return ForeignPlan(project.name, "OpenProject", (ForeignTask("1", "Markieren", 0),))


class Taking:
    """A dialog whose wishes are carried out in a store."""

    def __init__(self, qtbot: QtBot, store: MadeInventory, server: FakeServer) -> None:
        theme().apply("light")
        self.qtbot, self.store = qtbot, store
        self.wishes: list[Wish] = []
        self.dialog = PlanImportDialog(store.reader, small_programme().state(), "wlan", server.open)
        qtbot.addWidget(self.dialog)
        self.dialog.change_requested.connect(self._carry_out)
        self.dialog.show()

    def _carry_out(self, wish: Wish) -> None:
        self.wishes.append(wish)
        try:
            outcome: Commit | Exception = self.store.commit(wish.changeset)
        except Exception as error:  # noqa: BLE001 - the dialog is told whatever it is
            outcome = error
        wish.done(outcome)

    def read(self, path: Path) -> None:
        with self.qtbot.waitSignal(self.dialog.reading.compared, timeout=WAIT_MS):
            self.dialog.read_file(path)

    def take_over(self) -> None:
        with self.qtbot.waitSignal(self.dialog.reading.compared, timeout=WAIT_MS):
            self.dialog.take.click()

    def portfolio(self) -> Portfolio:
        with closing(self.store.reader()) as reader:
            return Portfolio.of([one for kind in ALWAYS_READ for one in reader.records(kind)])


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def taking(qtbot: QtBot, store: MadeInventory, server: FakeServer) -> Iterator[Taking]:
    made = Taking(qtbot, store, server)
    yield made
    server.go.set()
    if made.dialog.isVisible():
        with qtbot.waitSignal(made.dialog.gone, timeout=WAIT_MS):
            made.dialog.reject()


def task(number: int, name: str, *, before: int | None = None) -> str:
    link = ""
    if before is not None:
        link = (
            f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>1</Type>"
            "</PredecessorLink>"
        )
    return (
        f"<Task><UID>{number}</UID><ID>{number}</ID><Name>{name}</Name>"
        f"<OutlineLevel>1</OutlineLevel><Duration>PT40H0M0S</Duration>{link}</Task>"
    )


def write(path: Path, *tasks: str, name: str = "Portal") -> Path:
    inner = "".join(tasks)
    path.write_text(
        f'<?xml version="1.0"?><Project xmlns="{NAMESPACE}"><Name>{name}</Name>'
        f"<Tasks>{inner}</Tasks></Project>",
        "utf-8",
    )
    return path


# ---- files ---------------------------------------------------------------------------------------
def test_a_plan_is_shown_first_and_changes_nothing(taking: Taking, tmp_path: Path) -> None:
    counts = taking.store.counts()
    taking.read(write(tmp_path / "a.xml", task(1, "Vergabe"), task(2, "Bau", before=1)))
    dialog = taking.dialog
    assert "3 neu, 0 geändert, 0 unverändert" in dialog.preview.summary.text()
    titles = [row.title for row in dialog.preview.changes.rows.chosen]
    assert titles == ["Vergabe", "Bau", "Vergabe → Bau"]
    assert dialog.take.isEnabled()
    assert taking.store.counts() == counts


def test_taking_over_writes_it_whole_and_the_same_file_has_nothing_to_do(
    taking: Taking, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.xml", task(1, "Vergabe"), task(2, "Bau", before=1))
    taking.read(path)
    taking.take_over()
    assert "Übernommen: 3 neu, 0 geändert" in taking.dialog.notice.sentence
    assert not taking.dialog.take.isEnabled()
    names = {one.text("name") for one in taking.portfolio().parts("work_item", "wlan")}
    assert {"Vergabe", "Bau"} <= names
    assert taking.wishes[0].changeset.origin is Origin.IMPORT
    assert len(taking.wishes[0].changeset.file_sha256) == 64
    taking.read(path)
    assert "Es gibt nichts zu tun" in taking.dialog.notice.sentence
    assert not taking.dialog.take.isEnabled()


def test_a_later_version_shows_field_by_field_what_is_different_and_what_is_gone(
    taking: Taking, tmp_path: Path
) -> None:
    taking.read(write(tmp_path / "a.xml", task(1, "Vergabe"), task(2, "Bau")))
    taking.take_over()
    later = task(1, "Zuschlag").replace("PT40H", "PT80H")
    taking.read(write(tmp_path / "b.xml", later))
    rows = {(row.title, row.field): row for row in taking.dialog.preview.changes.rows.chosen}
    assert rows["Zuschlag", "Name"].before == "Vergabe"
    assert rows["Zuschlag", "Dauer"].before == "5\u202fArbeitstage"
    assert rows["Zuschlag", "Dauer"].after == "10\u202fArbeitstage"
    assert rows["Bau", ""].after == "bleibt, wie es ist"
    assert "1 nicht mehr im Plan" in taking.dialog.preview.summary.text()


def test_a_plan_goes_into_the_project_that_is_chosen(taking: Taking, tmp_path: Path) -> None:
    taking.read(write(tmp_path / "a.xml", task(1, "Vergabe")))
    with taking.qtbot.waitSignal(taking.dialog.reading.compared, timeout=WAIT_MS):
        taking.dialog.target.setCurrentIndex(taking.dialog.target.findData("ampel"))
    taking.take_over()
    names = {one.text("name") for one in taking.portfolio().parts("work_item", "ampel")}
    assert names == {"Pilot", "Vergabe"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Makros"),
        (b"<Project", "vollständiges XML"),
        (b"<!DOCTYPE x><Project/>", "DOCTYPE"),
        (b"nichts davon", "XML"),
    ],
)
def test_files_that_cannot_be_taken_are_refused_with_the_reason(
    taking: Taking, tmp_path: Path, content: bytes, reason: str
) -> None:
    counts, path = taking.store.counts(), tmp_path / "plan.mpp"
    path.write_bytes(content)
    with taking.qtbot.waitSignal(taking.dialog.reading.refused, timeout=WAIT_MS):
        taking.dialog.read_file(path)
    assert reason in taking.dialog.notice.sentence
    assert not taking.dialog.take.isEnabled()
    assert taking.store.counts() == counts


def test_a_plan_of_fifty_thousand_tasks_is_refused(taking: Taking, tmp_path: Path) -> None:
    assert MOST_TASKS < 50_000
    path = write(tmp_path / "a.xml", *(task(number, "x") for number in range(1, 50_001)))
    with taking.qtbot.waitSignal(taking.dialog.reading.refused, timeout=WAIT_MS):
        taking.dialog.read_file(path)
    assert "mehr als 20.000 Vorgänge" in taking.dialog.notice.sentence


def test_a_ring_is_shown_with_its_way_and_cannot_be_taken(taking: Taking, tmp_path: Path) -> None:
    taking.read(write(tmp_path / "a.xml", task(1, "Eins", before=2), task(2, "Zwei", before=1)))
    assert "schließen einen Kreis" in taking.dialog.notice.sentence
    assert not taking.dialog.take.isEnabled()
    assert taking.dialog.preview.tabs.currentIndex() == 1


def test_a_missing_file_is_told(taking: Taking, tmp_path: Path) -> None:
    with taking.qtbot.waitSignal(taking.dialog.reading.refused, timeout=WAIT_MS):
        taking.dialog.read_file(tmp_path / "fehlt.xml")
    assert taking.dialog.notice.sentence


def test_problems_can_be_kept_as_csv(taking: Taking, tmp_path: Path) -> None:
    taking.read(write(tmp_path / "a.xml", task(1, "Vergabe"), task(1, "Doppelt")))
    path = tmp_path / "hinweise.csv"
    taking.dialog.save_problems(path)
    taking.qtbot.waitUntil(path.exists, timeout=WAIT_MS)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Stelle", "Feld", "Wert", "Grund", "Vorschlag"]
    assert "Doppelt" in rows[1][0]
    assert taking.dialog.preview.copy_problems.isEnabled()


def test_what_somebody_changed_meanwhile_is_compared_again(taking: Taking, tmp_path: Path) -> None:
    taking.read(write(tmp_path / "a.xml", task(1, "Vergabe")))
    taking.take_over()
    taking.read(write(tmp_path / "b.xml", task(1, "Zuschlag")))
    (uid,) = {row.name.split("/")[0] for row in taking.dialog.preview.changes.rows.chosen}
    taking.store.put(update("work_item", uid, name="Anders"))
    taking.take_over()
    rows = taking.dialog.preview.changes.rows.chosen
    assert [(row.before, row.after) for row in rows if row.field == "Name"] == [
        ("Anders", "Zuschlag")
    ]
    assert taking.dialog.take.isEnabled()


def test_a_refusal_of_the_store_is_told_and_nothing_is_written(
    taking: Taking, tmp_path: Path
) -> None:
    taking.store.put(create("project", uid="leer", name="Leer", state="idea"))
    taking.dialog.target.addItem("Leer", "leer")
    taking.dialog.target.setCurrentIndex(taking.dialog.target.findData("leer"))
    taking.read(write(tmp_path / "a.xml", task(1, "Vergabe")))
    taking.store.put(remove("project", "leer"))
    counts = taking.store.counts()
    taking.dialog.take.click()
    assert taking.dialog.notice.sentence
    assert taking.store.counts() == counts
    assert taking.dialog.take.isEnabled()


def test_what_was_written_from_the_programme_can_be_taken_into_another_project(
    taking: Taking, tmp_path: Path
) -> None:
    state, path = small_programme().state(), tmp_path / "wlan.xml"
    path.write_bytes(write_project_xml(state.portfolio, state.plan, ["wlan"]))
    taking.dialog.target.setCurrentIndex(taking.dialog.target.findData("ampel"))
    taking.read(path)
    taking.take_over()
    names = {one.text("name") for one in taking.portfolio().parts("work_item", "ampel")}
    assert names >= {"Konzept", "Ausbau", "Ausbau Nord", "Ausbau Süd"}


# ---- servers -------------------------------------------------------------------------------------
def fill(dialog: PlanImportDialog, key: str) -> None:
    dialog.sources.setCurrentIndex(1)
    dialog.server.address.setText("https://projekte.example.org")
    dialog.server.key.setText(key)


def test_a_plan_of_a_server_is_listed_read_and_taken(taking: Taking, server: FakeServer) -> None:
    dialog = taking.dialog
    fill(dialog, "richtig")
    with taking.qtbot.waitSignal(dialog.reading.listed, timeout=WAIT_MS):
        dialog.server.list.click()
    assert dialog.server.projects.currentText() == "Radwege"
    with taking.qtbot.waitSignal(dialog.reading.compared, timeout=WAIT_MS):
        dialog.server.read.click()
    taking.take_over()
    names = {one.text("name") for one in taking.portfolio().parts("work_item", "wlan")}
    assert "Markieren" in names
    assert set(server.opened) == {("https://projekte.example.org", "richtig")}


def test_a_server_that_refuses_says_why(taking: Taking) -> None:
    fill(taking.dialog, "falsch")
    with taking.qtbot.waitSignal(taking.dialog.reading.refused, timeout=WAIT_MS):
        taking.dialog.server.list.click()
    assert "Schlüssel nicht an" in taking.dialog.notice.sentence
    assert not taking.dialog.server.read.isEnabled()


def test_the_key_is_hidden_and_forgotten_when_the_window_is_closed(
    qtbot: QtBot, taking: Taking
) -> None:
    fill(taking.dialog, "richtig")
    assert taking.dialog.server.key.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(taking.dialog.gone, timeout=WAIT_MS):
        taking.dialog.reject()
    assert taking.dialog.server.key.text() == ""


def test_reading_a_server_can_be_stopped_and_its_plan_is_thrown_away(
    qtbot: QtBot, taking: Taking, server: FakeServer
) -> None:
    dialog = taking.dialog
    fill(dialog, "richtig")
    with qtbot.waitSignal(dialog.reading.listed, timeout=WAIT_MS):
        dialog.server.list.click()
    server.go.clear()
    with qtbot.waitSignal(dialog.reading.progressed, timeout=WAIT_MS):
        dialog.server.read.click()
    assert dialog.stop_button.isVisible()
    dialog.stop_button.click()
    assert "Abgebrochen" in dialog.notice.sentence
    server.go.set()
    qtbot.waitUntil(lambda: not dialog.reading.is_busy, timeout=WAIT_MS)
    assert server.was_stopped
    assert dialog.comparison is None


def test_closing_does_not_wait_for_a_server(
    qtbot: QtBot, taking: Taking, server: FakeServer
) -> None:
    dialog = taking.dialog
    fill(dialog, "richtig")
    with qtbot.waitSignal(dialog.reading.listed, timeout=WAIT_MS):
        dialog.server.list.click()
    server.go.clear()
    with qtbot.waitSignal(dialog.reading.progressed, timeout=WAIT_MS):
        dialog.server.read.click()
    dialog.reject()
    assert dialog.reading.is_busy
    with qtbot.waitSignal(dialog.gone, timeout=WAIT_MS):
        server.go.set()


def test_without_a_server_only_files_are_offered(qtbot: QtBot, store: MadeInventory) -> None:
    dialog = PlanImportDialog(store.reader, Programme().state())
    qtbot.addWidget(dialog)
    assert dialog.sources.count() == 1
    assert "zuerst ein Projekt" in dialog.stage.placeholder.sentence
    dialog.reject()
