"""What of a programme rests on a question, with what its record itself wants and reports."""

import pytest

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Filter, Operator
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evidence.fields import UnknownPathError, kinds_of, lead
from app.domain.portfolio.evidence.items import Reported, has_question, items_of, reported_of
from app.domain.portfolio.evidence.notation import QuestionError, written
from app.domain.portfolio.evidence.questions import (
    Direction,
    Has,
    Measure,
    OfRecords,
    Question,
    Target,
)
from app.domain.portfolio.portfolios import Portfolio

SCHOOLS = OfRecords("school")
TEXT = written(Question(SCHOOLS))


def record(kind: str, uid: str, **values: Value) -> Record:
    return Record(kind, uid, 1, 1, values, 0)


def test_a_key_figure_stands_in_with_its_target_unit_and_age() -> None:
    kpi = record("kpi", "k", evidence=TEXT, direction="down", target=20.0, unit="µg/m³")
    found = items_of(Portfolio.of([kpi]))[Key("kpi", "k")].question()
    assert found == Question(SCHOOLS, Target(Direction.AT_MOST, 20.0), "µg/m³")
    fresh = record("kpi", "k", evidence=TEXT, direction="up", target=20.0, fresh_days=30)
    found = items_of(Portfolio.of([fresh]))[Key("kpi", "k")].question()
    assert found.target == Target(Direction.AT_LEAST, 20.0, max_age_days=30.0)


def test_what_the_question_itself_wants_comes_first() -> None:
    own = Question(SCHOOLS, Target(Direction.AT_LEAST, 3.0, max_age_days=5.0), "Schulen")
    kpi = record("kpi", "k", evidence=written(own), direction="down", target=20.0, unit="x")
    assert items_of(Portfolio.of([kpi]))[Key("kpi", "k")].question() == own


def test_a_key_figure_without_target_has_none() -> None:
    kpi = record("kpi", "k", evidence=TEXT, direction="up")
    assert items_of(Portfolio.of([kpi]))[Key("kpi", "k")].question().target == Target()


def test_the_last_reported_value_counts_not_the_last_measured_one() -> None:
    kpi = record("kpi", "k", evidence=TEXT, direction="up")
    values = [
        record("kpi_value", "a", kpi="k", as_of="2026-01-31", value=1.0, status="reported"),
        record("kpi_value", "b", kpi="k", as_of="2026-03-31", value=3.0, status="estimated"),
        record("kpi_value", "c", kpi="k", as_of="2026-04-30", value=9.0, status="measured"),
        record("kpi_value", "d", kpi="k", as_of="", value=9.0, status="reported"),
    ]
    assert reported_of(Portfolio.of([kpi, *values]), kpi) == Reported(3.0, "2026-03-31")
    assert reported_of(Portfolio.of([kpi]), kpi) is None


def test_what_is_reported_of_a_milestone() -> None:
    programme = Portfolio.of([])

    def told(**values: Value) -> Reported | None:
        return reported_of(programme, record("milestone", "m", **values))

    assert told() is None
    assert told(reported_value=24.0, reported_on="2026-02-01") == Reported(24.0, "2026-02-01")
    assert told(reached_on="2026-03-01") == Reported(None, "2026-03-01", is_reached=True)


def test_only_what_has_a_question_is_an_item_milestones_first() -> None:
    records = [
        record("kpi", "k", evidence=TEXT, direction="up"),
        record("milestone", "m", evidence=TEXT),
        record("milestone", "n", evidence=" {} "),
        record("milestone", "o"),
    ]
    assert list(items_of(Portfolio.of(records))) == [Key("milestone", "m"), Key("kpi", "k")]
    assert [has_question(one) for one in records] == [True, True, False, False]


def test_a_text_that_is_no_question_is_refused_when_it_is_asked() -> None:
    found = items_of(Portfolio.of([record("milestone", "m", evidence="25 Schulen")]))
    with pytest.raises(QuestionError):
        found[Key("milestone", "m")].question()


def test_an_answer_rests_on_all_kinds_on_its_way() -> None:
    of = OfRecords(
        "school",
        Measure.SHARE,
        filters=(Filter("site.district.name", Operator.IS, ("Mitte",)),),
        has=(
            Has(
                "asset",
                ("space.site",),
                via="site",
                filters=(Filter("type.vendor", Operator.IS, ("x",)),),
            ),
        ),
        of_these=(Filter("custom.dach", Operator.IS_FILLED),),
        dated_by="as_of",
    )
    assert kinds_of(of) == {
        "school",
        "site",
        "district",
        "asset",
        "space",
        "asset_type",
        "custom_field",
    }


def test_a_path_is_called_by_what_it_goes_through() -> None:
    assert lead("school", "site.district.name").label == "Standort: Stadtbezirk"
    assert lead("school", "site.kind").label == "Standort: Art"
    assert lead("school", "name").label == "Name"
    with pytest.raises(UnknownPathError) as caught:
        lead("school", "nme")
    assert "„name“" in caught.value.text
