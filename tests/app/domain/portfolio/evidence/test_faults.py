"""What is wrong with a question is told with its place, and with what comes nearest."""

import pytest

from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.faults import Known, chosen_points, problems
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Statistic,
    Step,
    Target,
    Window,
)

POINTS = {
    "umwelt.mitte.no2": "air.no2",
    "umwelt.heessen.no2": "air.no2",
    "umwelt.mitte.pm10": "air.pm10",
}
KNOWN = Known(POINTS, {"school": {"dach": Field("dach", "Dach", FieldType.DECIMAL)}, "site": {}})
NO2 = Chosen(("umwelt.mitte.no2",))


def faults(of: OfRecords | OfHistory, target: Target | None = None) -> list[tuple[str, str]]:
    asked = Question(of, target or Target())
    return [(one.place, one.text) for one in problems(asked, KNOWN)]


def where(path: str, operator: Operator = Operator.IS, *values: str | float | None) -> OfRecords:
    return OfRecords("school", filters=(Filter(path, operator, values),))


@pytest.mark.parametrize(
    "of",
    [
        OfRecords("school", filters=(Filter("line_technology", Operator.IS, ("fibre",)),)),
        OfRecords("school", Measure.SHARE, of_these=(Filter("pupils", Operator.AT_LEAST, (100,)),)),
        OfRecords("school", Measure.SUM, "pupils", dated_by="as_of"),
        OfRecords("asset", Measure.MEDIAN, "cost", dated_by="valid_from"),
        where("site.district.name", Operator.CONTAINS, "Mitte"),
        where("custom.dach", Operator.AT_LEAST, 3),
        where("as_of", Operator.AT_LEAST, "2026-01-31"),
        where("line_technology", Operator.IN, "fibre", "cable", None),
        where("line_technology", Operator.IS_EMPTY),
        where("uid", Operator.IN, "a", "b"),
        OfRecords("site", filters=(Filter("tags", Operator.HAS_TAG, ("wlan", "neu")),)),
        OfRecords("space", filters=(Filter("parent", Operator.WITHIN, ("haus",)),)),
        OfRecords("site", has=(Has("asset", ("site",), at_least=2, at_most=5),)),
        OfRecords("school", has=(Has("asset", ("site",), via="site", at_least=0, at_most=0),)),
        OfRecords("site", has=(Has("asset", ("space.site",)),)),
        OfRecords("site", has=(Has("link", ("a", "b")),)),
        OfRecords("school", has=(Has("site", ("uid",), via="site"),)),
        OfHistory(NO2),
        OfHistory(Chosen(pattern="*.no2"), Statistic.PERCENTILE, percent=95.0),
        OfHistory(Chosen(type="air.no2"), Statistic.ABOVE, Span(Window.DAYS, 30), limit=200.0),
        OfHistory(NO2, span=Span(Window.YEAR, year=2025), step=Step.VALUE),
    ],
)
def test_nothing_is_wrong_with_what_can_be_asked(of: OfRecords | OfHistory) -> None:
    assert faults(of, Target(Direction.AT_LEAST, 3.0, 0.5, 30.0)) == []


@pytest.mark.parametrize(
    ("of", "place", "words"),
    [
        (OfRecords(""), "kind", "Es fehlt, was gezählt wird."),
        (OfRecords("schol"), "kind", "„school“"),
        (OfRecords("school", path="pupils"), "path", "hat kein Feld"),
        (OfRecords("school", Measure.SUM), "path", "Es fehlt das Feld"),
        (OfRecords("school", Measure.SUM, "pupls"), "path", "„pupils“"),
        (OfRecords("school", Measure.SUM, "tariff"), "path", "„Tarif“ enthält keine Zahlen."),
        (OfRecords("school", dated_by="asof"), "dated_by", "„as_of“"),
        (OfRecords("school", dated_by="name"), "dated_by", "kein Tag"),
        (OfRecords("school", Measure.SHARE), "of_these", "Für einen Anteil fehlt"),
        (
            OfRecords("school", of_these=(Filter("name", Operator.IS, ("x",)),)),
            "of_these",
            "nur bei einem Anteil",
        ),
        (where(""), "filters[0].path", "Bedingung 1: Es fehlt das Feld."),
        (where("line_tecnology", Operator.IS, "fibre"), "filters[0].path", "„line_technology“"),
        (where("name.district", Operator.IS, "x"), "filters[0].path", "führt zu keinem anderen"),
        (where("uid.name", Operator.IS, "x"), "filters[0].path", "führt zu keinem anderen"),
        (where("site.distrct", Operator.IS, "x"), "filters[0].path", "„district“"),
        (where("custom.dsch", Operator.IS, 1), "filters[0].path", "eigenes Feld „dsch“"),
        (where("line_technology", Operator.IS, "fiber"), "filters[0].values", "„fibre“"),
        (where("line_technology", Operator.IS, "Glasfaser"), "filters[0].values", "„fibre“"),
        (where("line_technology", Operator.IS, "qqqq"), "filters[0].values", "gibt es nicht."),
        (where("pupils", Operator.AT_LEAST, "viele"), "filters[0].values", "keine Zahl"),
        (where("as_of", Operator.AT_LEAST, "31.1.2026"), "filters[0].values", "2026-11-30"),
        (where("pupils", Operator.AT_LEAST), "filters[0].values", "Es fehlt der Wert."),
        (where("pupils", Operator.AT_LEAST, 1, 2), "filters[0].values", "nur einen Wert"),
        (where("pupils", Operator.IS_EMPTY, 1), "filters[0].values", "keinen Wert"),
        (where("pupils", Operator.HAS_TAG, 1), "filters[0].operator", "„has_tag“ passt nicht"),
        (where("form", Operator.AT_LEAST, "primary"), "filters[0].operator", "passt nicht"),
        (where("name", Operator.WITHIN, "x"), "filters[0].operator", "passt nicht"),
        (where("site", Operator.CONTAINS, "x"), "filters[0].operator", "passt nicht"),
        (OfRecords("site", has=(Has("aset", ("site",)),)), "has[0].kind", "„asset“"),
        (OfRecords("site", has=(Has("asset", ()),)), "has[0].fields", "Es fehlt das Feld"),
        (OfRecords("site", has=(Has("asset", ("sit",)),)), "has[0].fields[0]", "„site“"),
        (
            OfRecords("site", has=(Has("asset", ("space",)),)),
            "has[0].fields[0]",
            "verweist nicht auf „Standort“",
        ),
        (
            OfRecords("school", has=(Has("asset", ("site",), via="sit"),)),
            "has[0].via",
            "„site“",
        ),
        (
            OfRecords("school", has=(Has("asset", ("site",), via="name"),)),
            "has[0].via",
            "führt zu keinem anderen",
        ),
        (
            OfRecords(
                "site", has=(Has("asset", ("site",), filters=(Filter("stat", Operator.IS),)),)
            ),
            "has[0].filters[0].path",
            "„state“",
        ),
        (
            OfRecords("site", has=(Has("asset", ("site",), at_least=3, at_most=2),)),
            "has[0].at_least",
            "über der größten",
        ),
        (
            OfRecords("site", has=(Has("asset", ("site",), at_least=0),)),
            "has[0].at_least",
            "schließt nichts aus",
        ),
        (OfHistory(Chosen()), "points", "Es fehlt, welche Datenpunkte"),
        (OfHistory(Chosen(("umwelt.mitte.no",))), "points.ids[0]", "„umwelt.mitte.no2“"),
        (OfHistory(Chosen(pattern="*.o3")), "points.pattern", "keinen Datenpunkt"),
        (OfHistory(Chosen(type="air.no")), "points.type", "„air.no2“"),
        (OfHistory(NO2, span=Span(Window.DAYS)), "span.days", "1 bis 3660"),
        (OfHistory(NO2, span=Span(Window.YEAR, year=1900)), "span.year", "1900"),
        (OfHistory(NO2, Statistic.ABOVE), "limit", "Grenzwert"),
        (OfHistory(NO2, Statistic.PERCENTILE), "percent", "Perzentil"),
        (OfHistory(NO2, Statistic.PERCENTILE, percent=101.0), "percent", "zwischen 0 und 100"),
        (
            OfHistory(NO2, Statistic.ABOVE, step=Step.VALUE, limit=1.0),
            "step",
            "je Stunde oder je Tag",
        ),
        (OfHistory(NO2, min_coverage=1.5), "min_coverage", "0 und 100 %"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    of: OfRecords | OfHistory, place: str, words: str
) -> None:
    found = faults(of)
    assert [one for one, _ in found] == [place]
    assert words in found[0][1]
    assert found[0][1].endswith(".")


@pytest.mark.parametrize(
    ("target", "place"),
    [
        (Target(Direction.AT_MOST), "target.value"),
        (Target(tolerance=-1.0), "target.tolerance"),
        (Target(max_age_days=0.0), "target.max_age_days"),
    ],
)
def test_a_target_that_makes_no_sense_is_told(target: Target, place: str) -> None:
    assert [one for one, _ in faults(OfRecords("school"), target)] == [place]


def test_points_and_own_fields_nobody_knows_of_here_are_left_to_others() -> None:
    assert problems(Question(OfHistory(Chosen(("nirgends",))))) == []
    asked = OfRecords("school", filters=(Filter("custom.x", Operator.IS, ("1",)),))
    assert problems(Question(asked)) == []


def test_points_are_chosen_by_id_by_pattern_and_by_type_each_once() -> None:
    assert chosen_points(Chosen(("umwelt.mitte.pm10", "weg")), POINTS) == ["umwelt.mitte.pm10"]
    assert chosen_points(Chosen(("umwelt.heessen.no2",), "*mitte*", "air.no2"), POINTS) == [
        "umwelt.heessen.no2",
        "umwelt.mitte.no2",
        "umwelt.mitte.pm10",
    ]
