"""The figures as rows for the clipboard and for spreadsheet programs."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.alarms.targets import Figure
from app.domain.cities import City
from app.services.alarm_kpis import KpiReport
from widgets.connections.export import Cell, write_csv
from widgets.kpis.tables import ActorColumn, actor_rows, actor_title
from widgets.kpis.words import AlarmNames, judgement_text, kpi_title, target_text, value_text
from widgets.texts import time_text

_tr = QCoreApplication.translate


class Part(Enum):
    """Which part of a report is exported."""

    FIGURES = "figures"
    ACTORS = "actors"
    SLOTS = "slots"


def figure_titles() -> list[str]:
    """Return the headings of the figures."""
    return [
        _tr("kpis", "Kennzahl"),
        _tr("kpis", "Wert"),
        _tr("kpis", "Urteil"),
        _tr("kpis", "Ziel"),
        _tr("kpis", "Handeln ab"),
        _tr("kpis", "Quelle"),
    ]


def figure_cells(figure: Figure) -> list[Cell]:
    """Return a figure as values; durations in seconds, shares in percent."""
    target = figure.target
    return [
        kpi_title(figure.kpi),
        float(figure.value),
        judgement_text(figure.judgement),
        target_text(figure),
        "" if target is None else float(target.act),
        "" if target is None else target.source,
    ]


def figures_tsv(report: KpiReport, zone: str) -> str:
    """Return all figures as tab separated lines, as on screen, with the period above."""
    lines = [period_words(report, zone), "\t".join(figure_titles()[:4])]
    for figure in report.kpis.figures.values():
        texts = (
            kpi_title(figure.kpi),
            value_text(figure.kpi, figure.value),
            judgement_text(figure.judgement),
            target_text(figure),
        )
        lines.append("\t".join(texts))
    return "\n".join(lines) + "\n"


def period_words(report: KpiReport, zone: str, *, with_seconds: bool = True) -> str:
    """Return begin and end of a report's period."""
    kpis = report.kpis
    start, end = (time_text(time, zone, with_date=True) for time in (kpis.start_us, kpis.end_us))
    return f"{start} – {end}" if with_seconds else f"{start[:-3]} – {end[:-3]}"


def write_part(path: Path, part: Part, report: KpiReport, city: City) -> None:
    """Write a part of a report as CSV.

    Raises:
        OSError: The file cannot be written.
    """
    zone = city.time_zone
    if part is Part.ACTORS:
        actors = sorted(
            report.kpis.actors.every.values(), key=lambda actor: (-actor.calls, actor.alarm)
        )
        found = actor_rows(actors, report, AlarmNames(city, report.rules))
        write_csv(path, [actor_title(column) for column in ActorColumn], [r.cells for r in found])
        return
    if part is Part.FIGURES:
        rows = [figure_cells(figure) for figure in report.kpis.figures.values()]
        write_csv(path, figure_titles(), rows)
        return
    titles = [_tr("kpis", "Beginn"), _tr("kpis", "Meldungen"), _tr("kpis", "Besetzung")]
    write_csv(path, titles, _slot_rows(report, zone))


def _slot_rows(report: KpiReport, zone: str) -> list[Sequence[Cell]]:
    slots = report.kpis.slots
    words = {True: _tr("kpis", "bemannt"), False: _tr("kpis", "unbemannt")}
    return [
        (time_text(start, zone, with_date=True), calls, words[is_manned])
        for start, calls, is_manned in zip(
            slots.start.tolist(), slots.calls.tolist(), slots.is_manned.tolist(), strict=True
        )
    ]
