"""The figures of one school, or of all, as tiles and bars; which records they count."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.schools import Measure, SchoolFigures, Verdict, conditions
from app.services.inventory.schools import CitySchools
from widgets.inventory.fields.wording import day_text
from widgets.inventory.schools.tiles import Tile
from widgets.inventory.schools.words import (
    brief_target_text,
    figure_text,
    measure_text,
    percent_text,
    target_text,
    whole_text,
)
from widgets.kpis.bars import Bar
from widgets.texts import DASH, count, number

_tr = QCoreApplication.translate
TILES = 9
"""So many tiles there are."""


def tiles_of(one: SchoolFigures, sites: Sequence[str], schools: CitySchools) -> list[Tile]:
    """Return the tiles of a school, or of the sum of all.

    Args:
        one: The figures.
        sites: At which sites their records stand.
        schools: What they were worked out from.
    """
    school, told = one.school, _Telling(sites, schools)
    line = one.line_per_room
    lines = figure_text(line, 0) + ("" if line.value is None else "\u202fMbit/s")
    speed = ""
    if school.down_mbit is not None and school.uid:
        speed = _tr("schools", "{0} Mbit/s für alle").format(count(round(school.down_mbit)))
    age = one.median_age
    return [
        Tile(
            _tr("schools", "Lernende"),
            whole_text(school.pupils),
            tip=told.dated(_tr("schools", "So steht es an der Schule."), school.as_of),
            query=told.query("school", (Filter("site", Operator.IN, tuple(sites)),)),
        ),
        told.tile(
            Measure.DEVICES,
            _tr("schools", "Lernende je Gerät"),
            figure_text(one.pupils_per_device),
            target_text(one.pupils_per_device),
            one,
        ),
        told.tile(
            Measure.ACCESS_POINTS,
            _tr("schools", "Access Points je Raum"),
            figure_text(one.access_points_per_room),
            target_text(one.access_points_per_room),
            one,
        ),
        told.tile(
            Measure.LINE,
            _tr("schools", "Anschluss je Raum"),
            lines,
            target_text(line, 0),
            one,
        ),
        Tile(
            _tr("schools", "Mbit/s je Kopf"),
            figure_text(one.line_per_pupil, 2),
            speed,
            tip=told.dated(
                _tr("schools", "Download geteilt durch Lernende; ein Ziel ist nicht bekannt."),
                school.as_of,
            ),
        ),
        told.tile(
            Measure.DISPLAYS,
            _tr("schools", "Displays je Raum"),
            figure_text(one.displays_per_room),
            _tr("schools", "Geräte: {0}").format(count(one.count(Measure.DISPLAYS))),
            one,
        ),
        Tile(
            _tr("schools", "Mittleres Alter"),
            DASH if age is None else f"{number(age, 1)}\u202f" + _tr("schools", "Jahre"),
            tip=told.dated(
                _tr("schools", "Median über die benutzten Geräte, vom Tag des Kaufs an."), ""
            ),
            query=told.assets(Measure.DEVICES),
        ),
        told.tile(
            Measure.SUPPORT,
            _tr("schools", "Ohne Unterstützung"),
            percent_text(one.share(Measure.SUPPORT)),
            _tr("schools", "Geräte: {0}").format(count(one.count(Measure.SUPPORT))),
            one,
        ),
        told.tile(
            Measure.WARRANTY,
            _tr("schools", "Ohne Gewährleistung"),
            percent_text(one.share(Measure.WARRANTY)),
            _tr("schools", "Geräte: {0}").format(count(one.count(Measure.WARRANTY))),
            one,
        ),
    ]


class _Telling:
    """Says of figures how they came about."""

    def __init__(self, sites: Sequence[str], schools: CitySchools) -> None:
        self._sites, self._schools = sites, schools

    def query(self, kind: str, filters: tuple[Filter, ...]) -> Query:
        return Query(kind, filters, at_us=self._schools.at_us)

    def assets(self, measure: Measure, year: int | None = None) -> Query:
        return self.query("asset", conditions(measure, self._sites, self._schools.today, year))

    def dated(self, text: str, as_of: str) -> str:
        day = _tr("schools", "Stand der Geräte: {0}.").format(
            day_text(self._schools.today.isoformat())
        )
        other = _tr("schools", "Stand der Zahlen der Schule: {0}.").format(day_text(as_of))
        return "\n".join(filter(None, (text, day, other if as_of else "")))

    def _missed(self, measure: Measure) -> tuple[str, str]:
        """Return how many schools miss a target, in words and in fewer words."""
        place = (Measure.DEVICES, Measure.ACCESS_POINTS, Measure.LINE).index(measure)
        missing = sum(
            one.compared[place].verdict is Verdict.MISSED for one in self._schools.figures
        )
        counts = (count(missing), count(len(self._schools.figures)))
        return (
            _tr("schools", "verfehlt in {0} von {1} Schulen").format(*counts),
            _tr("schools", "{0} von {1} verfehlt").format(*counts),
        )

    def tile(
        self, measure: Measure, title: str, value: str, target: str, one: SchoolFigures
    ) -> Tile:
        figures = {
            Measure.DEVICES: one.pupils_per_device,
            Measure.ACCESS_POINTS: one.access_points_per_room,
            Measure.LINE: one.line_per_room,
            Measure.DISPLAYS: one.displays_per_room,
        }
        figure = figures.get(measure, one.share(measure))
        text = measure_text(measure)
        if measure.kinds:
            amount = _tr("schools", "Gezählte Geräte: {0}. Ein Klick zeigt sie in der Tabelle.")
            text = f"{text}\n{amount.format(count(one.count(measure)))}"
        schools = Filter("site", Operator.IN, tuple(self._sites))
        query = self.assets(measure) if measure.kinds else self.query("school", (schools,))
        brief = brief_target_text(figure, 0 if measure is Measure.LINE else 1)
        if not one.school.uid and not target:
            target, brief = self._missed(measure)
        told = self.dated(text, one.school.as_of)
        return Tile(title, value, target, figure.verdict, told, query, brief)


def age_bars(one: SchoolFigures) -> list[tuple[int | None, Bar]]:
    """Return the years of purchase with their bars, the newest first, the unknown one last."""
    known = sorted((year for year in one.years if year is not None), reverse=True)
    top = max(one.years.values(), default=1)
    years: list[int | None] = [*known, *([None] if None in one.years else [])]
    return [
        (
            year,
            Bar(
                _tr("schools", "unbekannt") if year is None else str(year),
                one.years[year] / top,
                count(one.years[year]),
            ),
        )
        for year in years
    ]


def year_query(schools: CitySchools, sites: Sequence[str], year: int | None) -> Query:
    """Return the used devices that were bought in a year."""
    found = conditions(Measure.DEVICES, sites, schools.today, year)
    if year is None:
        found = (*found, Filter("bought_on", Operator.IS_EMPTY))
    return Query("asset", found, at_us=schools.at_us)


def findings_query(schools: CitySchools, sites: Sequence[str]) -> Query:
    """Return the open findings of schools."""
    uids = tuple(uid for site in sites for uid in schools.findings.get(site, ()))
    return Query("finding", (Filter("uid", Operator.IN, uids),), at_us=schools.at_us)


def due_query(schools: CitySchools, uids: Sequence[str]) -> Query:
    """Return assets by their uids."""
    return Query("asset", (Filter("uid", Operator.IN, tuple(uids)),), at_us=schools.at_us)
