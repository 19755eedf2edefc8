"""Drawings of what is seen: pictures and vectors that say what they show."""

import re
import zlib
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from app.domain.annotations import Annotation
from tests.widgets.trends.export.conftest import CITY, HOUR, NOW, Setting
from widgets.theme import theme
from widgets.theme.tokens import DARK, LIGHT
from widgets.trends.export.choices import Choice, FileFormat
from widgets.trends.export.drawings import draw_page, make_page

NO2, PM10, SIGNAL = CITY.points[0], CITY.points[1], CITY.points[5]
NOTE = Annotation("1", NOW - HOUR, NOW, "Feuerwehr sperrt die Straße", "Kim", NOW)


def streams(pdf: bytes) -> str:
    """Return what a PDF draws.

    Packed bytes may themselves end in a line end (the checksum does, once in some hundred
    drawings), so a stream whose last byte went with the line end is unpacked as well.
    """
    found = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(part).decode("latin1"))
        except zlib.error:
            continue
    return "\n".join(found)


def test_svg_and_pdf_are_made_of_lines_and_letters(setting: Setting, tmp_path: Path) -> None:
    setting.show([NO2, PM10, SIGNAL], NOW - 6 * HOUR, NOW, (NOTE,))
    assert setting.exporter.write(tmp_path / "v.svg")
    assert setting.exporter.write(tmp_path / "v.pdf")
    svg = (tmp_path / "v.svg").read_text("utf-8")
    assert "<image" not in svg
    assert "Feuerwehr sperrt die Straße" in svg
    assert "Exportiert am" in svg
    assert "<title>Verläufe</title>" in svg
    pdf = (tmp_path / "v.pdf").read_bytes()
    assert b"/Subtype /Image" not in pdf
    assert streams(pdf).count(" l\n") > 500


def test_a_curve_in_a_vector_drawing_goes_where_its_values_are(
    setting: Setting, tmp_path: Path
) -> None:
    setting.show([NO2], NOW - 24 * HOUR, NOW)
    assert setting.exporter.write(tmp_path / "v.svg")
    svg = (tmp_path / "v.svg").read_text("utf-8")
    number = r"([-\d.]+)"
    lines = re.findall(rf'<polyline [^>]*points="{number},{number} {number},{number} "', svg)
    steps = [(float(c) - float(a), abs(float(d) - float(b))) for a, b, c, d in lines]
    curve = [dy for dx, dy in steps if 0 < dx < 5]
    assert len(curve) > 1_000
    assert max(curve) < 5


def test_the_picture_is_light_on_a_dark_screen_if_wanted(setting: Setting, tmp_path: Path) -> None:
    theme().apply("dark")
    setting.show([NO2], NOW - 6 * HOUR, NOW)
    for is_light, tokens in ((True, LIGHT), (False, DARK)):
        path = tmp_path / f"{is_light}.png"
        assert setting.exporter.write(path, Choice(FileFormat.PNG, is_light=is_light))
        image = QImage(str(path))
        assert image.pixelColor(2, 2) == QColor(tokens.surface)
        assert image.text("Zeitzone") == "Europe/Berlin"
    assert theme().tokens is DARK


def test_the_page_grows_so_that_no_curve_is_left_out(setting: Setting) -> None:
    setting.show([NO2], NOW - 6 * HOUR, NOW)
    one = setting.exporter.subject()
    setting.show(CITY.points[:30], NOW - 6 * HOUR, NOW)
    many = setting.exporter.subject()
    assert one is not None
    assert many is not None
    low, high = (make_page(subject, setting.plot).size.height() for subject in (one, many))
    assert high - low > 29 * 14
    assert callable(draw_page)
