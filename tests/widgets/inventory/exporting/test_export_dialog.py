"""The dialog of exports: it says before what will be left out, and asks for exactly that file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.inventory.fields import Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.publications import Left
from app.domain.inventory.queries import Filter, Operator, Query
from app.services.inventory.exports import (
    ExportJob,
    ExportOutlook,
    ExportRequest,
    ExportResult,
    FileFormat,
    TakenError,
    all_paths,
    outlook,
)
from app.storage.geopackages import write_geopackage
from tests.fakes.clocks import START_US
from tests.fakes.inventory_exports import ASSET_PATHS, made_city
from tests.inventories import MadeInventory
from widgets.inventory.exporting.dialog import InventoryExportDialog
from widgets.inventory.exporting.offers import Columns, ExportOffer, Scope


class Desk:
    """A console that answers at once, with a real inventory."""

    def __init__(self, city: MadeInventory, dialog: InventoryExportDialog) -> None:
        self.city = city
        self.asked: list[ExportRequest] = []
        self.wanted: list[ExportRequest] = []
        self.dialog = dialog
        dialog.outlook_requested.connect(self._tell)
        dialog.export_requested.connect(self._export)

    def _tell(self, request: ExportRequest) -> None:
        self.asked.append(request)
        reader = self.city.reader()
        self.dialog.show_outlook(request, outlook(reader, request))
        reader.close()

    def _export(self, request: ExportRequest) -> None:
        self.wanted.append(request)
        try:
            self.dialog.finish(ExportJob(self.city.reader, request, write_geopackage).run())
        except TakenError as error:
            self.dialog.ask_replacement(str(error))
        except OSError as error:
            self.dialog.show_problem(error.strerror or "")


@pytest.fixture(autouse=True)
def german() -> None:
    QLocale.setDefault(QLocale("de_DE"))


@pytest.fixture
def city(tmp_path: Path) -> Iterator[MadeInventory]:
    made = made_city(tmp_path)
    yield made
    made.close()


def offer(folder: Path, kind: str = "asset") -> ExportOffer:
    in_service = (Filter("state", Operator.IS, ("in_service",)),) if kind == "asset" else ()
    return ExportOffer(
        Query(kind, in_service),
        ASSET_PATHS if kind == "asset" else KINDS[kind].columns,
        all_paths(KINDS[kind], {}),
        folder,
        "Bestand",
        KINDS[kind].plural,
        ("a1", "a3") if kind == "asset" else (),
        now_us=START_US,
    )


def opened(
    qtbot: QtBot, city: MadeInventory, given: ExportOffer
) -> tuple[Desk, InventoryExportDialog]:
    dialog = InventoryExportDialog(given)
    qtbot.addWidget(dialog)
    desk = Desk(city, dialog)
    dialog.show()
    return desk, dialog


def choose(dialog: InventoryExportDialog, target: Publication) -> None:
    dialog.form.targets.setCurrentIndex(dialog.form.targets.findData(target))


def test_nothing_is_asked_before_it_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = InventoryExportDialog(offer(tmp_path))
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.outlook_requested):
        dialog.restore_state({"format": "csv"})


def test_the_class_is_internal_unless_somebody_says_otherwise(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path))
    assert dialog.target is Publication.INTERNAL
    assert "MAC-Adressen" in dialog.form.hint.text()


def test_each_choice_of_records_tells_how_many_it_has(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path))
    texts = [button.text() for button in dialog.form.scopes.values()]
    assert texts == [
        "nur die ausgewählten (2)",
        "alle, die die Tabelle gerade zeigt (2)",
        "alle im Bestand (4)",
    ]
    assert dialog.scope is Scope.SELECTION


def test_what_will_be_left_out_is_told_before(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path))
    told = dialog.summary.text()
    assert "enthält 1 Datensatz/Datensätze" in told
    assert "nicht freigegeben: 1 Datensatz/Datensätze." in told
    assert "Leer bleiben die Spalten MAC-Adresse." in told
    choose(dialog, Publication.PUBLIC)
    assert "Die Datei wäre leer" in dialog.summary.text()
    assert not dialog.export_button.isEnabled()


def test_confidential_files_need_a_word_of_the_person(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path))
    choose(dialog, Publication.RESTRICTED)
    assert dialog.form.entitled.isVisible()
    assert not dialog.export_button.isEnabled()
    dialog.form.entitled.setChecked(True)
    assert dialog.export_button.isEnabled()
    assert dialog.save_state()["target"] == "internal"


@pytest.mark.parametrize("kind", list(FileFormat))
def test_the_file_asked_for_is_the_one_that_comes(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path, kind: FileFormat
) -> None:
    desk, dialog = opened(qtbot, city, offer(tmp_path))
    dialog.form.formats.setCurrentIndex(dialog.form.formats.findData(kind))
    dialog.form.scopes[Scope.ALL].click()
    dialog.export_button.click()
    assert (tmp_path / f"Bestand.{kind}").stat().st_size > 0
    assert desk.wanted[0].paths == ASSET_PATHS
    assert "Gespeichert: 3 Datensatz/Datensätze in" in dialog.notice._text
    with qtbot.waitSignal(dialog.folder_requested) as asked:
        dialog.notice.action_requested.emit()
    assert asked.args == [tmp_path / f"Bestand.{kind}"]


def test_a_file_that_is_there_is_replaced_only_when_somebody_says_so(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    (tmp_path / "Bestand.xlsx").write_text("alt", "utf-8")
    desk, dialog = opened(qtbot, city, offer(tmp_path))
    dialog.export_button.click()
    assert "gibt es dort schon" in dialog.notice._text
    assert (tmp_path / "Bestand.xlsx").read_bytes() == b"alt"
    dialog.notice.action_requested.emit()
    assert [one.may_replace for one in desk.wanted] == [False, True]
    assert (tmp_path / "Bestand.xlsx").read_bytes()[:2] == b"PK"


def test_a_folder_that_is_not_there_is_told_and_can_be_mended(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path))
    dialog.form.file.setText(str(tmp_path / "nirgends" / "a.xlsx"))
    dialog.export_button.click()
    assert dialog.notice.isVisible()
    assert dialog.form.isEnabled()
    dialog.form.file.setText("a.xlsx")
    assert not dialog.export_button.isEnabled()


def test_places_are_asked_only_of_kinds_that_have_some(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    given = offer(tmp_path, "vendor")
    _, dialog = opened(qtbot, city, given)
    dialog.form.formats.setCurrentIndex(dialog.form.formats.findData(FileFormat.GEOJSON))
    assert "haben keine Lage" in dialog.summary.text()
    assert not dialog.export_button.isEnabled()


def test_lines_that_will_be_generalised_are_told(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path, "route"))
    assert "genauen Verlauf: 1 Datensatz/Datensätze." in dialog.summary.text()


def test_a_long_list_is_not_offered_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = InventoryExportDialog(offer(tmp_path))
    qtbot.addWidget(dialog)
    many = ExportOutlook(9_000, 9_000, 0, 0, (), can_have_places=True)
    dialog.outlook_requested.connect(lambda request: dialog.show_outlook(request, many))
    dialog.show()
    assert dialog.export_button.isEnabled()
    dialog.form.formats.setCurrentIndex(dialog.form.formats.findData(FileFormat.PDF))
    assert "höchstens 3.000 Datensätze" in dialog.summary.text()
    assert not dialog.export_button.isEnabled()


def test_while_it_is_written_the_way_out_stops_the_work(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = InventoryExportDialog(offer(tmp_path))
    qtbot.addWidget(dialog)
    some = ExportOutlook(4, 4, 0, 0, (), can_have_places=True)
    dialog.outlook_requested.connect(lambda request: dialog.show_outlook(request, some))
    dialog.show()
    dialog.export_button.click()
    dialog.show_progress(2, 4)
    assert dialog.progress.isVisible()
    assert not dialog.form.isEnabled()
    with qtbot.waitSignal(dialog.stop_requested):
        dialog.close_button.click()
    assert dialog.isVisible()
    dialog.show_stopped()
    assert "Abgebrochen" in dialog.notice._text
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_what_the_file_lacks_is_told_at_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = InventoryExportDialog(offer(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    left = Left(3, 0, 12, ("MAC-Adresse",))
    dialog.finish(ExportResult(tmp_path / "a.csv", 40, 0, left, ("Ein Hinweis.",)))
    assert (
        "Weggelassen: 3 Datensatz/Datensätze; einzelne Werte: 12. Ein Hinweis."
        in dialog.summary.text()
    )


def test_choices_are_remembered_and_nonsense_is_not(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    _, dialog = opened(qtbot, city, offer(tmp_path))
    dialog.form.formats.setCurrentIndex(dialog.form.formats.findData(FileFormat.CSV))
    dialog.form.columns[Columns.ALL].click()
    dialog.form.scopes[Scope.ALL].click()
    dialog.form.comma.setChecked(False)
    choose(dialog, Publication.PUBLIC)
    state = dialog.save_state()
    _, other = opened(qtbot, city, offer(tmp_path / "anderswo"))
    other.restore_state(state)
    assert other.save_state() == state
    other.restore_state({"format": "doc", "target": "restricted", "scope": 3, "folder": 7})
    assert other.format is FileFormat.XLSX
    assert other.target is Publication.INTERNAL


def test_a_past_moment_is_shown_and_exported(
    qtbot: QtBot, city: MadeInventory, tmp_path: Path
) -> None:
    given = offer(tmp_path)
    given = replace(given, query=replace(given.query, at_us=START_US))
    desk, dialog = opened(qtbot, city, given)
    assert dialog.form.moment.text() == "24.11.2025 17:00:00"
    assert {request.query.at_us for request in desk.asked} == {START_US}
