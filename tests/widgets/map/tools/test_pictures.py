"""The map as a page: everything that must be said is on it, in both looks and each format."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.map.tools.picture_dialogs import PictureDialog
from widgets.map.tools.picture_exports import PictureExport
from widgets.map.tools.picture_files import (
    PictureChoice,
    PictureFormat,
    PictureSize,
    file_bytes,
    page_image,
    size_of,
)
from widgets.map.tools.pictures import WHOLE, MapPicture, Page, PictureParts, make_page
from widgets.map.tools.wording import picture_words
from widgets.theme import theme
from widgets.theme.tokens import DARK, LIGHT

WATER, SIGN = "#336699", "#112233"


def paint_legend(painter: QPainter, box: QRectF) -> float:
    painter.fillRect(QRectF(box.left(), box.top(), 60, 40), QColor(SIGN))
    return 40.0


def make_picture(width: int = 800, height: int = 500) -> MapPicture:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(WATER))
    return MapPicture(
        image,
        "Luftqualität",
        metres=6.6,
        moment="24.11.2025 17:00:00 MEZ",
        paint_legend=paint_legend,
        attributions=("© Stadt Hamm", "© Stadt Hamm"),
        notice="schematisch",
        is_simulated=True,
        made="Erstellt am 30.11.2026",
    )


def image_of(page: Page) -> QImage:
    return page_image(page, QSize(round(page.size.width()), round(page.size.height())))


def share_of(image: QImage, colour: str) -> float:
    wanted = QColor(colour).rgb()
    places = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    return sum(image.pixel(x, y) == wanted for x, y in places) / len(places)


def has_ink(image: QImage, area: QRectF, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    box = area.toAlignedRect().intersected(image.rect())
    return any(
        image.pixel(x, y) == wanted
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )


def test_a_page_has_the_map_and_the_legend_beside_it() -> None:
    page = make_page(make_picture(), WHOLE)
    image = image_of(page)
    assert share_of(image, WATER) > 0.4
    beside = QRectF(page.place.right(), 0, page.size.width(), page.size.height())
    assert has_ink(image, beside, SIGN)


def test_a_small_map_has_its_legend_below() -> None:
    page = make_page(make_picture(360, 300), WHOLE)
    below = QRectF(0, page.place.bottom(), page.size.width(), page.size.height())
    assert has_ink(image_of(page), below, SIGN)


def test_a_legend_higher_than_the_map_makes_the_page_higher() -> None:
    high = replace(make_picture(), paint_legend=lambda _painter, _box: 900.0)
    assert make_page(high, WHOLE).size.height() > 950


def test_what_is_not_wanted_is_left_out() -> None:
    bare = make_page(make_picture(), PictureParts(has_legend=False, has_scale=False))
    image = image_of(bare)
    assert share_of(image, SIGN) == 0
    inner = bare.place.adjusted(2, 2, -2, -2)
    assert not has_ink(image, inner, LIGHT.text)
    assert has_ink(image_of(make_page(make_picture(), WHOLE)), inner, LIGHT.text)


def test_the_past_is_said_loudly() -> None:
    page = make_page(replace(make_picture(), is_live=False), WHOLE)
    head = QRectF(0, 0, page.size.width(), page.place.top())
    assert has_ink(image_of(page), head, LIGHT.not_live)
    live = make_page(make_picture(), WHOLE)
    assert not has_ink(image_of(live), head, LIGHT.not_live)


def test_a_picture_of_a_fine_screen_is_as_large_and_finer() -> None:
    fine = make_picture(1600, 1000)
    fine.image.setDevicePixelRatio(2.0)
    assert make_page(fine, WHOLE).size == make_page(make_picture(), WHOLE).size


def test_the_look_of_paper_is_light_whatever_the_screen_is(qtbot: QtBot) -> None:
    theme().apply("dark")
    light = PictureDialog(make_picture(), PictureChoice(is_light=True), picture_words())
    dark = PictureDialog(make_picture(), PictureChoice(is_light=False), picture_words())
    for dialog in (light, dark):
        qtbot.addWidget(dialog)
    assert light.page().ground == QColor(LIGHT.surface)
    assert dark.page().ground == QColor(DARK.surface)
    assert theme().tokens is DARK


@pytest.mark.parametrize("size", list(PictureSize))
def test_png_says_how_fine_it_is(size: PictureSize) -> None:
    page = make_page(make_picture(), WHOLE)
    image = QImage.fromData(file_bytes(page, PictureFormat.PNG, size))
    assert image.size() == size_of(page, size)
    assert image.text("Title") == "Luftqualität"
    dots = image.dotsPerMeterX() * 0.0254
    assert dots == pytest.approx(192 if size is PictureSize.SCREEN else 300, abs=0.1)
    if size is PictureSize.A4:
        assert max(image.width(), image.height()) == 3508


def test_jpeg_and_pdf_are_what_they_say() -> None:
    page = make_page(make_picture(), WHOLE)
    jpeg = file_bytes(page, PictureFormat.JPEG, PictureSize.SCREEN)
    assert jpeg[:3] == b"\xff\xd8\xff"
    pdf = file_bytes(page, PictureFormat.PDF, PictureSize.A4)
    assert pdf[:5] == b"%PDF-"
    assert b"/Font" in pdf


def test_a_pdf_has_the_ground_of_its_look_and_words_that_can_be_found(tmp_path: Path) -> None:
    theme().apply("dark")
    path = tmp_path / "karte.pdf"
    page = make_page(make_picture(), WHOLE)
    path.write_bytes(file_bytes(page, PictureFormat.PDF, PictureSize.A4))
    document = QPdfDocument()
    document.load(str(path))
    image = document.render(0, QSize(842, 595))
    for corner in (QPoint(1, 1), QPoint(840, 593)):
        assert image.pixelColor(corner) == QColor(DARK.surface)
    words = document.getAllText(0).text()
    assert "24.11.2025 17:00:00 MEZ" in words
    assert "schematisch" in words
    document.close()


def test_choices_are_kept() -> None:
    choice = PictureChoice(
        PictureFormat.PDF, PictureSize.A3, PictureParts(has_legend=False), is_light=False
    )
    assert PictureChoice.of(choice.saved()) == choice


@pytest.mark.parametrize(
    "nonsense", [None, [], {"format": "exe", "size": 3, "legend": "x", "light": None}]
)
def test_nonsense_that_was_kept_is_passed_over(nonsense: object) -> None:
    assert PictureChoice.of(nonsense) == PictureChoice()


# --- dialog and files ------------------------------------------------------------------------


@pytest.fixture
def export(qtbot: QtBot) -> Iterator[PictureExport]:
    window = QWidget()
    qtbot.addWidget(window)
    export = PictureExport(window, picture_words)
    yield export
    export.close()


def opened(export: PictureExport) -> PictureDialog:
    export.offer(make_picture())
    assert export.dialog is not None
    return export.dialog


def test_saving_writes_the_file_and_closes_the_dialog(
    qtbot: QtBot, export: PictureExport, tmp_path: Path
) -> None:
    dialog = opened(export)
    dialog.sizes.setCurrentIndex(0)
    dialog.title.setText("Mein Titel")
    target = tmp_path / "karte.png"
    with qtbot.waitSignal(export.finished) as told:
        export.save_to(target)
        assert not dialog.save.isEnabled()
    assert told.args == [f"Gespeichert: {target}"]
    assert QImage(str(target)).text("Title") == "Mein Titel"
    assert export.dialog is None
    assert export.choice.size is PictureSize.SCREEN
    assert [path.name for path in tmp_path.iterdir()] == ["karte.png"]


def test_a_file_that_cannot_be_written_is_said_in_the_dialog_and_nothing_is_lost(
    qtbot: QtBot, export: PictureExport, tmp_path: Path
) -> None:
    dialog = opened(export)
    dialog.sizes.setCurrentIndex(0)
    dialog.title.setText("Mein Titel")
    export.save_to(tmp_path / "fehlt" / "karte.png")
    qtbot.waitUntil(lambda: not export.is_writing)
    assert export.dialog is dialog
    assert "Den Ordner gibt es nicht mehr. Wählen Sie einen anderen." in dialog.trouble.text()
    assert not dialog.trouble_row.isHidden()
    assert dialog.title.text() == "Mein Titel"
    assert dialog.save.isEnabled()
    target = tmp_path / "karte.png"
    with qtbot.waitSignal(export.finished):
        export.save_to(target)
    assert target.exists()


def test_a_dialog_that_is_left_while_the_file_is_written_lets_it_be_written(
    qtbot: QtBot, export: PictureExport, tmp_path: Path
) -> None:
    dialog = opened(export)
    target = tmp_path / "karte.png"
    with qtbot.waitSignal(export.finished) as told:
        export.save_to(target)
        dialog.reject()
    assert told.args == [f"Gespeichert: {target}"]
    assert target.exists()


def test_the_end_of_the_program_waits_for_no_picture_and_leaves_no_half_file(
    qtbot: QtBot, export: PictureExport, tmp_path: Path
) -> None:
    told: list[str] = []
    export.finished.connect(told.append)
    opened(export)
    export.save_to(tmp_path / "karte.png")
    export.close()
    qtbot.waitUntil(lambda: not export.is_writing)
    names = [path.name for path in tmp_path.iterdir()]
    assert names in ([], ["karte.png"])
    assert all(sentence.startswith("Gespeichert") for sentence in told)


def test_the_choice_is_remembered_when_the_dialog_is_left(export: PictureExport) -> None:
    dialog = opened(export)
    dialog.legend.setChecked(False)
    dialog.formats.setCurrentIndex(2)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert export.dialog is None
    kept = export.save_state()
    assert (kept["format"], kept["legend"]) == ("pdf", False)
    export.restore_state({"format": "jpg"})
    assert opened(export).choice.format is PictureFormat.JPEG


def test_another_look_is_asked_of_the_map_and_its_answer_is_shown(
    qtbot: QtBot, export: PictureExport
) -> None:
    dialog = opened(export)
    dialog.title.setText("Bleibt")
    with qtbot.waitSignal(export.look_requested) as told:
        dialog.light.setChecked(False)
    assert told.args == [False]
    darker = make_picture()
    darker.image.fill(QColor(SIGN))
    export.set_picture(darker)
    assert dialog.title.text() == "Bleibt"
    assert dialog.preview.page is not None
    assert dialog.preview.page.image.pixelColor(3, 3) == QColor(SIGN)


def test_a_dark_map_is_asked_to_be_light_as_soon_as_the_dialog_opens(
    qtbot: QtBot, export: PictureExport
) -> None:
    with qtbot.waitSignal(export.look_requested) as told:
        export.offer(replace(make_picture(), is_light=False))
    assert told.args == [True]
    with qtbot.waitSignal(export.settled):
        export.close()


def test_copying_needs_no_dialog(qtbot: QtBot, export: PictureExport) -> None:
    with qtbot.waitSignal(export.finished) as told:
        export.copy(make_picture())
    assert told.args == ["Das Bild der Karte ist kopiert."]
    copied = QGuiApplication.clipboard().image()
    assert share_of(copied, WATER) > 0.4


def test_the_dialog_says_how_large_the_picture_becomes(qtbot: QtBot) -> None:
    dialog = PictureDialog(make_picture(), PictureChoice(), picture_words())
    qtbot.addWidget(dialog)
    assert dialog.summary.text().startswith("3.508 × ")
    assert dialog.summary.text().endswith("Pixel, 300 Punkte je Zoll")
    dialog.formats.setCurrentIndex(2)
    assert "bleiben scharf" in dialog.summary.text()


def test_typing_a_title_changes_the_preview_after_a_moment(qtbot: QtBot) -> None:
    dialog = PictureDialog(make_picture(), PictureChoice(), picture_words())
    qtbot.addWidget(dialog)
    dialog.title.clear()
    QTest.keyClicks(dialog.title, "Neu")
    qtbot.waitUntil(lambda: dialog.preview.page is not None and dialog.preview.page.title == "Neu")


def test_what_is_seen_at_a_slant_has_neither_scale_nor_north(qtbot: QtBot) -> None:
    slanted = replace(make_picture(), is_plan=False)
    bare = make_page(slanted, PictureParts(has_scale=False))
    assert image_of(make_page(slanted, WHOLE)) == image_of(bare)
    dialogs = [
        PictureDialog(picture, PictureChoice(), picture_words())
        for picture in (make_picture(), slanted)
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
    assert [dialog.scale.isHidden() for dialog in dialogs] == [False, True]
