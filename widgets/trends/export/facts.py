"""What stands beside the values: range, zone, tier, sources, definitions, statistics, notes."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.domain.annotations import Annotation
from app.domain.comparisons import read_comparison
from app.domain.forecasts import ForecastMethod
from app.domain.local_times import at_local
from app.domain.points import PointKind
from widgets.texts import count, language, number
from widgets.trends.date_axis import clock_text, date_text
from widgets.trends.derived_points import comparison_words
from widgets.trends.export.rasters import Form, Raster
from widgets.trends.export.subject import ExportCurve, Subject
from widgets.trends.markers import duration_text
from widgets.trends.model import Window
from widgets.trends.traces import TraceKind
from widgets.trends.wording import tier_text, tiers_text

_PERCENT: Final = 100.0
_MARKER_NAMES: Final = ("A", "B")


class Fact(NamedTuple):
    """Something there is to say.

    Attributes:
        key: What programs know it by, whatever the language of the screen.
        name: What it is called on screen.
        value: What there is to say.
    """

    key: str
    name: str
    value: str


def range_words(window: Window, zone: ZoneInfo) -> str:
    """Return a window in words: from, to, in local time."""
    start, end = at_local(window.start_us, zone), at_local(window.end_us, zone)
    if start.date() == end.date():
        return f"{date_text(start)} {clock_text(start)} – {clock_text(end)}"
    texts = [f"{date_text(local)} {clock_text(local, '%H:%M')}" for local in (start, end)]
    return " – ".join(texts)


def moment_words(time_us: int, zone: ZoneInfo) -> str:
    """Return a moment in words: date and local time."""
    local = at_local(time_us, zone)
    return f"{date_text(local)} {clock_text(local)}"


def simulated_words() -> str:
    """Return the sentence that says that values are simulated."""
    return QCoreApplication.translate("trends", "Die Werte sind simuliert.")


def made_words(subject: Subject) -> str:
    """Return when and by whom it was exported."""
    words = QCoreApplication.translate("trends", "Exportiert am %1 von %2")
    if not subject.author:
        words = QCoreApplication.translate("trends", "Exportiert am %1")
    when = moment_words(subject.made_us, subject.zone)
    return words.replace("%1", when).replace("%2", subject.author)


def raster_words(raster: Raster) -> str:
    """Return the name of steps."""
    if raster.value is None:
        return QCoreApplication.translate("trends", "wie gezeichnet")
    return tier_text(raster.value)


def form_words(form: Form) -> str:
    """Return the name of a layout."""
    if form is Form.WIDE:
        return QCoreApplication.translate("trends", "eine Spalte je Kurve")
    return QCoreApplication.translate("trends", "eine Zeile je Wert")


def origin_words(curve: ExportCurve) -> str:
    """Return where a curve comes from: its source, or how it is made."""
    words = {
        TraceKind.FORMULA: QCoreApplication.translate("trends", "Formel"),
        TraceKind.COMPARISON: QCoreApplication.translate("trends", "Vergleich"),
        TraceKind.FORECAST: QCoreApplication.translate("trends", "Prognose"),
    }
    if curve.kind in words:
        return f"{words[curve.kind]}: {_definition_words(curve)}"
    return curve.source


def _definition_words(curve: ExportCurve) -> str:
    """Return how a derived curve is made, as the screen says it."""
    comparison = read_comparison(curve.definition)
    if curve.kind is TraceKind.COMPARISON and comparison is not None:
        return comparison_words(comparison).in_language(language())
    methods = {
        ForecastMethod.SEASONAL_NAIVE: QCoreApplication.translate(
            "trends", "saisonal, wie zuletzt um diese Zeit"
        ),
        ForecastMethod.HOLT_WINTERS: QCoreApplication.translate(
            "trends", "exponentielle Glättung (Holt-Winters)"
        ),
    }
    if curve.kind is TraceKind.FORECAST and curve.definition in set(ForecastMethod):
        return methods[ForecastMethod(curve.definition)]
    return curve.definition


def curve_name(curve: ExportCurve) -> str:
    """Return the title of a curve with its unit."""
    symbol = curve.point.unit.symbol
    return f"{curve.title} ({symbol})" if symbol else curve.title


def figures(curve: ExportCurve) -> tuple[str, ...]:
    """Return number of values, minimum, mean, maximum and the share of good ones as text."""
    stats, point = curve.stats, curve.point
    if stats is None:
        return ("0", "", "", "", "")
    total = stats.count + stats.bad
    good = f"{number(_PERCENT * stats.count / total, 1)}\u202f%" if total else ""
    if point.kind is PointKind.STATE or not stats.count:
        return (count(total), "", "", "", good)
    decimals = max(point.decimals, 0)
    return (
        count(total),
        number(stats.minimum, decimals),
        number(stats.mean, decimals + 1),
        number(stats.maximum, decimals),
        good,
    )


def figure_titles() -> tuple[str, ...]:
    """Return what the `figures` are."""
    return (
        QCoreApplication.translate("trends", "Anzahl"),
        QCoreApplication.translate("trends", "Minimum"),
        QCoreApplication.translate("trends", "Mittel"),
        QCoreApplication.translate("trends", "Maximum"),
        QCoreApplication.translate("trends", "Anteil gut"),
    )


def note_words(note: Annotation, zone: ZoneInfo) -> str:
    """Return a note in one line: when, what, who."""
    when = moment_words(note.start_us, zone)
    if note.end_us > note.start_us:
        when = range_words(Window(note.start_us, note.end_us), zone)
    text = " ".join(note.text.split())
    return f"{when}: {text} ({note.author})" if note.author else f"{when}: {text}"


def marker_words(subject: Subject) -> list[str]:
    """Return the markers in words, and how far they are apart."""
    zone = subject.zone
    placed = [
        (name, time_us)
        for name, time_us in zip(_MARKER_NAMES, subject.markers, strict=True)
        if time_us is not None
    ]
    words = [f"{name}: {moment_words(time_us, zone)}" for name, time_us in placed]
    if len(placed) == len(_MARKER_NAMES):
        words.append(f"Δt {duration_text(abs(placed[1][1] - placed[0][1]))}")
    return words


def facts(subject: Subject, raster: Raster = Raster.DRAWN) -> list[Fact]:
    """Return everything that explains a table, in the order it is to be read."""
    words = QCoreApplication.translate
    tier = tiers_text(subject.tiers) if raster is Raster.DRAWN else raster_words(raster)
    found = [
        Fact("title", words("trends", "Titel"), subject.title),
        Fact("city", words("trends", "Stadt"), subject.city),
        Fact("range", words("trends", "Zeitraum"), range_words(subject.window, subject.zone)),
        Fact("time_zone", words("trends", "Zeitzone"), subject.zone.key),
        Fact("tier", words("trends", "Stufe"), tier),
        Fact("source", words("trends", "Quelle"), ", ".join(subject.sources)),
        Fact("export", words("trends", "Export"), made_words(subject)),
    ]
    if subject.is_simulated:
        found.append(Fact("notice", words("trends", "Hinweis"), simulated_words()))
    marker, note = words("trends", "Marke"), words("trends", "Notiz")
    found += [Fact("marker", marker, text) for text in marker_words(subject)]
    found += [Fact("note", note, note_words(one, subject.zone)) for one in subject.annotations]
    return [*found, *_curve_facts(subject)]


def _curve_facts(subject: Subject) -> Iterator[Fact]:
    heading = QCoreApplication.translate("trends", "Kurve")
    simulated = QCoreApplication.translate("trends", "simuliert")
    for curve in subject.curves:
        statistics = (
            f"{title} {value}"
            for title, value in zip(figure_titles(), figures(curve), strict=True)
            if value
        )
        parts = [
            str(curve.point.id),
            curve_name(curve),
            origin_words(curve),
            simulated if curve.is_simulated else "",
            tier_text(curve.frame.tier) if curve.frame is not None else "",
            ", ".join(statistics),
        ]
        yield Fact("curve", heading, " · ".join(filter(None, parts)))
