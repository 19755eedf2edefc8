"""Figures and forecasts of schools as tables of a file."""

from collections.abc import Sequence
from math import isinf

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.schools import Figure, Measure, SchoolFigures
from app.services.inventory.reports import Cell, Report, ReportTable
from app.services.inventory.schools import CitySchools
from widgets.inventory.fields.wording import day_text
from widgets.inventory.schools.forecast import Outlook
from widgets.inventory.schools.words import (
    asset_kind_text,
    form_text,
    measure_text,
    verdict_text,
)
from widgets.texts import language, number

_tr = QCoreApplication.translate
_CENTS = 100


def schools_report(
    schools: CitySchools,
    chosen: Sequence[SchoolFigures],
    outlook: Outlook | None,
    title: str,
    made_us: int,
) -> Report:
    """Return the report of some schools.

    Args:
        schools: All schools.
        chosen: Those in the report.
        outlook: Their forecast; None for none.
        title: Title of the report.
        made_us: When it is made, µs UTC.
    """
    facts = [
        (_tr("schools", "Stand der Geräte"), day_text(schools.today.isoformat())),
        *((_name(measure), measure_text(measure)) for measure in Measure),
        (
            _tr("schools", "Herkunft"),
            ", ".join(sorted({one.school.source for one in chosen} - {""})),
        ),
    ]
    tables = [_figures(chosen), _ages(chosen)]
    if outlook is not None:
        tables += [_years(outlook), _kinds(outlook), _by_school(outlook, schools)]
        facts.append((_tr("schools", "Annahmen"), _assumed(outlook)))
    has_comma = language() == "de"
    return Report(title, tuple(facts), tuple(tables), has_comma, language(), made_us)


def _name(measure: Measure) -> str:
    return {
        Measure.DEVICES: _tr("schools", "Lernende je Gerät"),
        Measure.ACCESS_POINTS: _tr("schools", "Access Points je Raum"),
        Measure.DISPLAYS: _tr("schools", "Displays je Raum"),
        Measure.LINE: _tr("schools", "Mbit/s je Raum"),
        Measure.SUPPORT: _tr("schools", "Ohne Unterstützung"),
        Measure.WARRANTY: _tr("schools", "Ohne Gewährleistung"),
    }[measure]


def _cell(figure: Figure) -> Cell:
    is_number = figure.value is not None and not isinf(figure.value)
    return figure.value if is_number else verdict_text(figure.verdict)


def _figures(chosen: Sequence[SchoolFigures]) -> ReportTable:
    heads = (
        _tr("schools", "Schule"), _tr("schools", "Schulform"), _tr("schools", "Lernende"),
        _tr("schools", "Räume"), _tr("schools", "Geräte"), _tr("schools", "Lernende je Gerät"),
        _tr("schools", "Ziel"), _tr("schools", "Urteil"), _tr("schools", "AP je Raum"),
        _tr("schools", "Urteil AP"), _tr("schools", "Mbit/s"), _tr("schools", "Mbit/s je Kopf"),
        _tr("schools", "Displays"), _tr("schools", "Alter (Jahre)"), _tr("schools", "Befunde"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one in chosen:
        school = one.school
        devices, points = one.pupils_per_device, one.access_points_per_room
        rows.append(
            (
                school.name, form_text(school.form), school.pupils, school.classrooms,
                one.count(Measure.DEVICES), _cell(devices), devices.target,
                verdict_text(devices.verdict), _cell(points), verdict_text(points.verdict),
                school.down_mbit, one.line_per_pupil.value, one.count(Measure.DISPLAYS),
                one.median_age, one.findings,
            )
        )  # fmt: skip
    decimals = (0, 0, 0, 0, 0, 1, 1, 0, 2, 0, 0, 2, 0, 1, 0)
    return ReportTable(_tr("schools", "Ausstattung"), heads, tuple(rows), decimals)


def _ages(chosen: Sequence[SchoolFigures]) -> ReportTable:
    years = sorted({year for one in chosen for year in one.years if year is not None})
    heads = (_tr("schools", "Schule"), *(str(year) for year in years))
    rows: list[tuple[Cell, ...]] = [
        (one.school.name, *(one.years.get(year, 0) for year in years)) for one in chosen
    ]
    return ReportTable(_tr("schools", "Geräte nach Jahr des Kaufs"), heads, tuple(rows))


def _years(outlook: Outlook) -> ReportTable:
    heads = (
        _tr("schools", "Haushaltsjahr"), _tr("schools", "fällig"), _tr("schools", "ersetzt"),
        _tr("schools", "Kosten [€]"), _tr("schools", "davon eigen [€]"),
        _tr("schools", "verschoben"), _tr("schools", "Kosten verschoben [€]"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            str(one.year), one.due, one.replaced, one.cost / _CENTS, outlook.own[one.year] / _CENTS,
            one.carried, one.carried_cost / _CENTS,
        )
        for one in outlook.forecast.years
    ]  # fmt: skip
    title = _tr("schools", "Ersatzbedarf nach Jahren")
    return ReportTable(title, heads, tuple(rows), (0, 0, 0, 2, 2, 0, 2))


def _kinds(outlook: Outlook) -> ReportTable:
    costs = outlook.forecast.costs(lambda need: need.kind)
    named = {asset_kind_text(kind): years for kind, years in costs.items()}
    return _crossed(outlook, _tr("schools", "Ersatzbedarf nach Arten [€]"), named)


def _by_school(outlook: Outlook, schools: CitySchools) -> ReportTable:
    names = {one.school.site: one.school.name for one in schools.figures}
    costs = outlook.forecast.costs(lambda need: need.site)
    named = {names.get(site, site): years for site, years in costs.items()}
    return _crossed(outlook, _tr("schools", "Ersatzbedarf nach Schulen [€]"), named)


def _crossed(outlook: Outlook, title: str, costs: dict[str, dict[int, int]]) -> ReportTable:
    years = [one.year for one in outlook.forecast.years]
    heads = ("", *(str(year) for year in years), _tr("schools", "zusammen"))
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            *(found.get(year, 0) / _CENTS for year in years),
            sum(found.values()) / _CENTS,
        )
        for name, found in sorted(costs.items())
    ]
    return ReportTable(title, heads, tuple(rows), (0, *[2] * (len(years) + 1)))


def _assumed(outlook: Outlook) -> str:
    assumed = outlook.assumed
    cap = (
        _tr("schools", "keine")
        if assumed.cap is None
        else f"{number(assumed.cap / _CENTS, 0)}\u202f€"
    )
    text = _tr(
        "schools",
        "Preise steigen um {0} % je Jahr, Geräte werden {1} Monate länger genutzt, Grenze je "
        "Jahr: {2}, Ersatz wird wieder ersetzt: {3}.",
    )
    again = _tr("schools", "ja") if assumed.renews else _tr("schools", "nein")
    return text.format(number(100 * assumed.index, 1), assumed.stretch_months, cap, again)
