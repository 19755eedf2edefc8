"""The chart on paper and as a picture: pages, repeated names, vector files, what is too large."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from tests.portfolios import large_programme
from tests.widgets.inventory.made import heard
from widgets.portfolio.gantt import GanttPane
from widgets.portfolio.gantt.output import PaperDialog
from widgets.portfolio.gantt.pages import (
    Paper,
    PaperScale,
    StoppedError,
    TooManyPagesError,
    draw_page,
    page_size,
    pdf_bytes,
    sheets_of,
)
from widgets.theme import theme


def test_a_large_plan_becomes_several_pages_with_names_on_each(
    qtbot: QtBot, pane: GanttPane, tmp_path: Path
) -> None:
    pane.show_portfolio(large_programme(4, 20).state())
    told = heard(pane.message_requested)
    path = tmp_path / "plan.pdf"
    pane.output.save_pdf(path, Paper.A4, PaperScale.TWO)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"Gespeichert: {path}"]
    document = QPdfDocument()
    document.load(str(path))
    sheets = pane.output.sheets(Paper.A4, PaperScale.TWO)
    assert sheets is not None
    assert document.pageCount() == sheets.count
    assert (sheets.across, sheets.down) == (2, 4)
    for page in range(document.pageCount()):
        text = document.getAllText(page).text()
        assert "Beginn" in text
        assert f"Seite {page + 1} von {sheets.count}" in text
    assert "Projekt 00" in document.getAllText(0).text()
    assert "Projekt 00" in document.getAllText(1).text()
    width, height = document.pagePointSize(0).toTuple()
    assert width > height
    document.close()


def test_the_scale_decides_how_many_pages_lie_beside_each_other(pane: GanttPane) -> None:
    pane.sheet.chart.zoom_by(10.0)
    across = []
    for scale in PaperScale:
        sheets = pane.output.sheets(Paper.A3, scale)
        assert sheets is not None
        across.append(sheets.across)
    assert across[:2] == [1, 2]
    assert across[2] > 2


def test_a3_has_more_room_than_a4() -> None:
    assert page_size(Paper.A3).width() > page_size(Paper.A4).width() * 1.3


def test_hundreds_of_pages_are_refused(pane: GanttPane) -> None:
    content = pane.sheet.chart.content
    assert content is not None
    with pytest.raises(TooManyPagesError):
        sheets_of(content, PaperScale.SCREEN, per_day=48.0, size=QSizeF(500, 120), title="",
                  font=QFont())  # fmt: skip


def test_pictures_are_png_and_svg_of_all_rows(
    qtbot: QtBot, pane: GanttPane, tmp_path: Path
) -> None:
    told = heard(pane.message_requested)
    for name in ("plan.png", "plan.svg"):
        pane.output.save_picture(tmp_path / name)
    qtbot.waitUntil(lambda: len(told) == 2)
    image = QImage(str(tmp_path / "plan.png"))
    assert image.text("Title") == "Projektplan"
    assert image.width() > image.height()
    svg = (tmp_path / "plan.svg").read_text("utf-8")
    assert "Ausbau Süd" in svg
    assert "<image" not in svg


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, pane: GanttPane, tmp_path: Path
) -> None:
    told = heard(pane.message_requested)
    pane.output.save_picture(tmp_path / "nirgends" / "plan.png")
    qtbot.waitUntil(lambda: bool(told))
    assert "konnte nicht gespeichert werden" in str(told[0])


def test_paper_is_light_whatever_the_screen_is(pane: GanttPane, tmp_path: Path) -> None:
    content = pane.sheet.chart.content
    assert content is not None
    sheets = sheets_of(content, PaperScale.WIDTH, per_day=2.0, size=page_size(Paper.A4), title="P",
                       font=QFont())  # fmt: skip
    image = QImage(sheets.size.toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_page(painter, sheets, 0)
    painter.end()
    assert image.pixelColor(image.width() - 2, image.height() - 2).lightness() > 240


def test_pages_are_painted_beside_the_window_and_no_more_once_it_is_closed(
    pane: GanttPane,
) -> None:
    theme().apply("dark")
    pane.show_portfolio(large_programme(4, 20).state())
    sheets = pane.output.sheets(Paper.A4, PaperScale.TWO)
    assert sheets is not None
    asked: list[tuple[str, str]] = []

    def is_stopped() -> bool:
        asked.append((threading.current_thread().name, theme().tokens.name))
        return len(asked) > 2

    outcome: list[object] = []
    pool = ThreadPoolExecutor(1, thread_name_prefix="paper")
    future = pool.submit(pdf_bytes, sheets, Paper.A4, is_stopped)
    assert theme().tokens.name == "dark"
    outcome.append(future.exception())
    pool.shutdown()
    assert isinstance(outcome[0], StoppedError)
    assert asked == [("paper_0", "light")] * 3
    assert theme().tokens.name == "dark"


def test_a_closed_pane_writes_no_further_page(pane: GanttPane, tmp_path: Path) -> None:
    pane.show_portfolio(large_programme(4, 20).state())
    told = heard(pane.message_requested)
    pane.output.close()
    pane.output.save_pdf(tmp_path / "plan.pdf", Paper.A4, PaperScale.TWO)
    pane.close_feed()
    assert not (tmp_path / "plan.pdf").exists()
    assert told == []


@pytest.mark.parametrize("scale", PaperScale)
def test_the_dialog_of_the_paper_gives_what_was_chosen(qtbot: QtBot, scale: PaperScale) -> None:
    dialog = PaperDialog()
    qtbot.addWidget(dialog)
    dialog.scale.setCurrentIndex(dialog.scale.findData(scale))
    dialog.paper.setCurrentIndex(1)
    paper, chosen = dialog.wish()
    assert paper is Paper.A4
    assert chosen is scale
