"""Questions in words: whoever reads them knows what is counted, of what, and what is wanted."""

import pytest
from hypothesis import given

from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.phrases import ENGLISH
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Combination,
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
from app.domain.portfolio.evidence.sentences import number, sentence
from tests.app.domain.portfolio.evidence.strategies import QUESTIONS

FIBRE = Filter("line_technology", Operator.IS, ("fibre",))
NO2 = Chosen(("umwelt.mitte.no2",))


@given(QUESTIONS)
def test_every_question_has_words(question: Question) -> None:
    assert sentence(question)
    assert sentence(question, language="en")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            Question(OfRecords("school", filters=(FIBRE,)), Target(Direction.AT_LEAST, 25.0)),
            "Anzahl von: Schulen mit Anschluss = Glasfaser, mindestens 25",
        ),
        (
            Question(OfRecords("school", Measure.SHARE, of_these=(FIBRE,))),
            "Anteil mit Anschluss = Glasfaser an: Schulen",
        ),
        (
            Question(
                OfRecords(
                    "school",
                    Measure.MEAN,
                    "down_mbit",
                    (Filter("site.district", Operator.IN, ("d1", "d2", "")),),
                ),
                Target(Direction.AT_MOST, 1_000.5, max_age_days=30.0),
                "Mbit/s",
            ),
            (
                "Mittelwert von Download über: Schulen mit Standort: Stadtbezirk = Mitte oder d2 "
                "oder leer, höchstens 1.000,5 Mbit/s, nicht älter als 30 Tage"
            ),
        ),
        (
            Question(
                OfRecords("school", filters=(Filter("down_mbit", Operator.AT_LEAST, (100,)),))
            ),
            "Anzahl von: Schulen mit Download mindestens 100 Mbit/s",
        ),
        (
            Question(OfRecords("school", filters=(Filter("pupils", Operator.AT_MOST, (100,)),))),
            "Anzahl von: Schulen mit Schülerinnen und Schüler höchstens 100",
        ),
        (
            Question(OfRecords("nichts", filters=(Filter("weg", Operator.IS_EMPTY),))),
            "Anzahl von: „nichts“ mit weg ist leer",
        ),
        (
            Question(OfRecords("site", filters=(Filter("weg", Operator.IS, (3.25,)),))),
            "Anzahl von: Standorte mit weg = 3,25",
        ),
        (Question(OfHistory(NO2)), "Mittel der Stundenmittel von NO₂ Mitte, letzte 365 Tage"),
        (
            Question(OfHistory(NO2, Statistic.LAST, Span(Window.DAYS, 1))),
            "Letzter Wert von NO₂ Mitte, letzter Tag",
        ),
        (
            Question(
                OfHistory(
                    Chosen(type="air.no2"),
                    Statistic.ABOVE,
                    Span(Window.YEAR, year=2025),
                    limit=200.0,
                    min_coverage=0.75,
                ),
                Target(Direction.AT_MOST, 18.0),
            ),
            (
                "Stunden über 200 von allen Datenpunkten der Art „air.no2“, Jahr 2025 "
                "(ungünstigster aller Datenpunkte), bei mindestens 75 % Abdeckung, höchstens 18"
            ),
        ),
        (
            Question(
                OfHistory(
                    Chosen(pattern="*.pm10"),
                    Statistic.ABOVE,
                    Span(Window.YEAR),
                    Step.DAY,
                    combination=Combination.SUM,
                )
            ),
            (
                "Tage über 0 von allen Datenpunkten „*.pm10“, letztes Kalenderjahr (Summe aller "
                "Datenpunkte)"
            ),
        ),
        (
            Question(
                OfHistory(
                    Chosen(("a", "b")),
                    Statistic.PERCENTILE,
                    Span(Window.YEAR_TO_DATE),
                    percent=95.0,
                    combination=Combination.MEAN,
                )
            ),
            (
                "95-%-Perzentil der Stundenmittel von a, b, seit Jahresbeginn (Mittel aller "
                "Datenpunkte)"
            ),
        ),
        (
            Question(OfHistory(NO2, Statistic.AVAILABILITY, Span(Window.DAYS, 7))),
            "Anteil der Zeit mit gültigen Werten von NO₂ Mitte, letzte 7 Tage",
        ),
    ],
)
def test_questions_in_words(question: Question, words: str) -> None:
    assert sentence(question, {"umwelt.mitte.no2": "NO₂ Mitte", "d1": "Mitte"}) == words


@pytest.mark.parametrize(
    ("has", "words"),
    [
        (Has("asset", ("site",)), "mindestens 1 „Gerät“"),
        (Has("asset", ("site",), at_least=0, at_most=0), "keinem „Gerät“"),
        (Has("asset", ("site",), at_least=2, at_most=2), "genau 2 „Gerät“"),
        (Has("asset", ("site",), at_least=2, at_most=4), "2 bis 4 „Gerät“"),
        (Has("asset", ("site",), at_least=0, at_most=4), "höchstens 4 „Gerät“"),
        (Has("weg", ("x",)), "mindestens 1 „weg“"),
        (
            Has(
                "asset",
                ("site",),
                "site",
                (Filter("state", Operator.IS, ("in_service",)),),
            ),
            "mindestens 1 „Gerät“ bei Standort (Zustand = in Betrieb)",
        ),
    ],
)
def test_conditions_on_others_in_words(has: Has, words: str) -> None:
    assert sentence(Question(OfRecords("school", has=(has,)))) == f"Anzahl von: Schulen mit {words}"


def test_numbers_are_written_as_germans_write_them() -> None:
    assert number(1234.5, "en") == "1,234.5"
    assert [number(one) for one in (1234567.0, -0.5, 3.1239)] == ["1.234.567", "−0,5", "3,124"]


def test_questions_are_said_in_english_with_the_names_of_the_screen() -> None:
    asked = Question(
        OfRecords("school", filters=(FIBRE,)), Target(Direction.AT_LEAST, 1_025.0), "schools"
    )
    words = {"Schulen": "Schools", "Anschluss": "Line", "Glasfaser": "fibre"}
    said = sentence(asked, language="en", label=lambda one: words.get(one, one))
    assert said == "Number of: Schools with Line = fibre, at least 1,025 schools"


def test_every_phrase_keeps_its_placeholders_in_english() -> None:
    for german, english in ENGLISH.items():
        assert [one in german for one in ("{0}", "{1}", "{2}")] == [
            one in english for one in ("{0}", "{1}", "{2}")
        ]
