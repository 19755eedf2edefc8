"""Labels on the screen and on paper: the codes are there to be read, nothing is cut in silence."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.services.inventory.labels import SHEETS, LabelContent, code_of, sheet_of, spot_of
from app.services.inventory.labels.contents import LabelRecord
from app.services.ports import StoppedError
from tests.fakes.inventory_exports import made_city
from tests.inventories import MadeInventory
from widgets.inventory.labels.dialog import MOST_LABELS, LabelDialog
from widgets.inventory.labels.painting import LabelJob, measure, paint_page
from widgets.inventory.labels.printing import page_layout, write_labels

SCALE = 12.0
"""Pixels a millimetre, about 300 dpi."""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[MadeInventory]:
    made = made_city(tmp_path)
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[LabelDialog]:
    made = LabelDialog(tmp_path)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def records(number: int) -> list[LabelRecord]:
    return [
        LabelRecord(f"{one:032x}", {"tag": f"{one:06d}", "name": f"AP {one}", "owner": "Stadt"})
        for one in range(number)
    ]


def shown(qtbot: QtBot, dialog: LabelDialog, number: int) -> None:
    """Wait until so many labels are shown: their codes are made beside the window."""
    qtbot.waitUntil(lambda: dialog.surface.place.text().endswith(f"Etiketten: {number}"))


def job(sheet: str = "l7160", labels: int = 3, used: int = 0) -> LabelJob:
    contents = [
        LabelContent(f"00047{one}", f"00047{one}", ("AP-SÜD-12", "AP 635"), "Stadt Beispiel")
        for one in range(labels)
    ]
    return LabelJob(sheet_of(sheet), contents, used)


def painted(wanted: LabelJob, page: int = 0) -> QImage:
    width, height = wanted.sheet.page_mm
    image = QImage(round(width * SCALE), round(height * SCALE), QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    paint_page(painter, wanted, page)
    painter.end()
    return image


def sampled(image: QImage, wanted: LabelJob, number: int, scale: float) -> np.ndarray:
    """Return the modules of a code as a reader of the picture sees them."""
    layout = wanted.layout(number)
    _, x, y = spot_of(wanted.sheet, number, wanted.used, wanted.offset_mm)
    left, top, _ = layout.code_mm
    size = len(code_of(layout.code))
    middle = (np.arange(size) + 0.5) * layout.module_mm
    return np.array(
        [
            [
                image.pixelColor(
                    round((x + left + dx) * scale), round((y + top + dy) * scale)
                ).lightness()
                < 128
                for dx in middle
            ]
            for dy in middle
        ]
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_the_code_on_the_page_is_the_code_of_the_text(qtbot: QtBot, sheet: object) -> None:
    wanted = job(sheet.id, labels=1)  # type: ignore[attr-defined]  # a LabelSheet
    image = painted(wanted)
    assert np.array_equal(sampled(image, wanted, 0, SCALE), code_of("000470"))


def test_a_page_has_what_stands_on_it_and_used_places_are_free(qtbot: QtBot) -> None:
    wanted = job(labels=25, used=2)
    assert wanted.pages == 2
    assert wanted.numbers(0) == range(19)
    assert wanted.numbers(1) == range(19, 25)
    image = painted(wanted)
    sheet = wanted.sheet
    free = image.copy(
        round(sheet.left_mm * SCALE), round(sheet.top_mm * SCALE), round(125 * SCALE), 400
    )
    assert all(
        free.pixelColor(x, y).lightness() == 255
        for x in range(0, free.width(), 7)
        for y in range(0, free.height(), 7)
    )


def test_the_pdf_has_the_size_of_the_sheet_and_codes_that_can_be_read(
    qtbot: QtBot, tmp_path: Path
) -> None:
    wanted = job(labels=30)
    assert write_labels(tmp_path / "a.pdf", wanted, lambda _done, _total: True) == 2
    document = QPdfDocument()
    document.load(str(tmp_path / "a.pdf"))
    assert document.pageCount() == 2
    size = document.pagePointSize(0)
    assert (size.width(), size.height()) == pytest.approx((595.0, 842.0), abs=1)
    scale = 8.0
    image = document.render(0, QSize(round(210 * scale), round(297 * scale)))
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    painter = QPainter(white)
    painter.drawImage(QPoint(0, 0), image)
    painter.end()
    for number in (0, 20):
        assert np.array_equal(
            sampled(white, wanted, number, scale), code_of(wanted.contents[number].code)
        )


def test_a_tape_has_a_page_for_each_label_in_its_own_size(qtbot: QtBot, tmp_path: Path) -> None:
    write_labels(tmp_path / "a.pdf", job("tape24", labels=3), lambda _done, _total: True)
    document = QPdfDocument()
    document.load(str(tmp_path / "a.pdf"))
    assert document.pageCount() == 3
    size = document.pagePointSize(0)
    assert (size.width(), size.height()) == pytest.approx((70 / 25.4 * 72, 18.1 / 25.4 * 72), abs=1)


def test_a_stopped_pdf_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        write_labels(tmp_path / "a.pdf", job(), lambda _done, _total: False)
    assert not list(tmp_path.iterdir())


def test_widths_are_measured_as_they_are_drawn(qtbot: QtBot) -> None:
    assert measure("mm", False) == pytest.approx(2 * measure("m", False), rel=0.05)
    assert measure("", True) == 0


def test_assets_are_read_beside_the_window_and_shown(
    dialog: LabelDialog, city: MadeInventory, qtbot: QtBot
) -> None:
    dialog.show_assets(city.reader, ["a1", "a4", "nichts"])
    shown(qtbot, dialog, 2)
    assert dialog.surface.place.text() == "Seite 1 von 1 · Etiketten: 2"
    assert dialog.surface.pdf_button.isEnabled()


def test_no_asset_is_an_empty_page_with_a_reason(
    dialog: LabelDialog, city: MadeInventory, qtbot: QtBot
) -> None:
    dialog.show_assets(city.reader, ["nichts"])
    qtbot.waitUntil(lambda: "Keines" in dialog.surface.placeholder.sentence)
    assert not dialog.surface.pdf_button.isEnabled()


def test_text_that_does_not_fit_is_told(dialog: LabelDialog, qtbot: QtBot) -> None:
    long = LabelRecord("1", {"tag": "1", "name": "Netzwerkverteilerschrank im Kellergeschoss " * 3})
    dialog.form.sheets.setCurrentIndex(dialog.form.sheets.findData("l4731"))
    dialog.show_records([long])
    shown(qtbot, dialog, 1)
    assert "Auf 1 von 1 Etiketten ist Text gekürzt" in dialog.surface.notes.text()


def test_a_code_too_small_for_scanners_is_told(dialog: LabelDialog, qtbot: QtBot) -> None:
    dialog.form.sheets.setCurrentIndex(dialog.form.sheets.findData("l4731"))
    dialog.form.codes.setCurrentIndex(1)
    dialog.show_records(records(1))
    shown(qtbot, dialog, 1)
    assert "Scanner" in dialog.surface.notes.text()


def test_a_click_into_the_page_says_where_to_begin(dialog: LabelDialog, qtbot: QtBot) -> None:
    dialog.show_records(records(3))
    shown(qtbot, dialog, 3)
    preview = dialog.surface.preview
    _, x, y = spot_of(dialog.form.sheet, 4)
    place = QPoint(round((x + 5) * 2.5) + 12, round((y + 5) * 2.5) + 12)
    qtbot.mouseClick(  # type: ignore[no-untyped-call]
        preview, Qt.MouseButton.LeftButton, pos=place
    )
    assert dialog.form.begin.value() == 5
    assert dialog.job is not None
    assert dialog.job.used == 4


def test_pages_are_turned_and_stay_within_bounds(dialog: LabelDialog, qtbot: QtBot) -> None:
    dialog.show_records(records(50))
    shown(qtbot, dialog, 50)
    dialog.surface.forth.click()
    dialog.surface.forth.click()
    assert dialog.surface.preview.page == 2
    assert not dialog.surface.forth.isEnabled()
    dialog.show_records(records(5))
    shown(qtbot, dialog, 5)
    assert dialog.surface.preview.page == 0


def test_a_pdf_is_written_beside_the_window_and_told(
    dialog: LabelDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.show_records(records(50))
    with qtbot.waitSignal(dialog.finished_with) as told:
        dialog.write_pdf(tmp_path / "e.pdf")
    assert "3 Seite(n)" in told.args[0]
    assert (tmp_path / "e.pdf").stat().st_size > 5_000
    assert dialog.form.isEnabled()


def test_a_printer_gets_all_pages(dialog: LabelDialog, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    printer.setPageLayout(page_layout(job()))
    dialog.show_records(records(43))
    assert dialog.job is not None
    with qtbot.waitSignal(dialog.finished_with) as told:
        dialog._print(printer, dialog.job)
    assert told.args[0] == "An den Drucker gegeben: 3 Seite(n)."
    document = QPdfDocument()
    document.load(str(tmp_path / "p.pdf"))
    assert document.pageCount() == 3
    scale = 8.0
    image = document.render(0, QSize(round(210 * scale), round(297 * scale)))
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    painter = QPainter(white)
    painter.drawImage(QPoint(0, 0), image)
    painter.end()
    for number in (0, 20):
        assert np.array_equal(
            sampled(white, dialog.job, number, scale), code_of(dialog.job.contents[number].code)
        )


def test_a_folder_that_cannot_be_written_is_told(
    dialog: LabelDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.show_records(records(1))
    with qtbot.waitSignal(dialog.finished_with) as told:
        dialog.write_pdf(tmp_path / "nirgends" / "e.pdf")
    assert "nicht geklappt" in told.args[0]


def test_more_than_can_be_shown_is_told(
    dialog: LabelDialog, city: MadeInventory, qtbot: QtBot
) -> None:
    dialog.show_assets(city.reader, ["a1"] * (MOST_LABELS + 7))
    qtbot.waitUntil(lambda: "7 weitere fehlen" in dialog.surface.notes.text())


def test_choices_are_remembered_and_nonsense_is_not(dialog: LabelDialog, tmp_path: Path) -> None:
    form = dialog.form
    form.sheets.setCurrentIndex(form.sheets.findData("l7651"))
    form.fields["serial"].setChecked(True)
    form.owner.setText("Stadt Beispiel")
    form.right.setValue(-1.5)
    state = dialog.save_state()
    other = LabelDialog(tmp_path)
    other.restore_state(state)
    assert other.save_state() == state
    other.restore_state({"sheet": "?", "fields": 7, "code": 1, "offset_mm": "weit"})
    assert other.form.sheet.id == "l7160"
    other.close()
    other.deleteLater()
