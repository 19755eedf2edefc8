"""Where the figures come from, in words: on screen, in files and on pictures."""

from PySide6.QtCore import QCoreApplication

from app.domain.cities import City
from widgets.texts import language
from widgets.trends.analysis.readings import Reading
from widgets.trends.analysis.wording import tiers_words
from widgets.trends.date_axis import DateAxis


def origin_of(reading: Reading, city: City) -> list[tuple[str, str]]:
    """Return city, range, zone, tier and a word on simulated values, as (name, words)."""
    window, axis = reading.window, DateAxis(reading.zone)
    start, end = (axis.moment_text(at, window.span_us) for at in (window.start_us, window.end_us))
    lines = [
        (QCoreApplication.translate("analysis", "Stadt"), city.name.in_language(language())),
        (QCoreApplication.translate("analysis", "Zeitraum"), f"{start} – {end}"),
        (QCoreApplication.translate("analysis", "Zeitzone"), reading.zone.key),
        (QCoreApplication.translate("analysis", "Stufe"), tiers_words(reading.tiers)),
    ]
    if any(one.trace.point.is_simulated for one in reading.subjects):
        simulated = QCoreApplication.translate("analysis", "enthält simulierte Werte")
        lines.append((QCoreApplication.translate("analysis", "Hinweis"), simulated))
    return lines
