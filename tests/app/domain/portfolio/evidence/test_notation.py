"""Questions as text: what is written is read again, and what is no question is refused."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.notation import QuestionError, nearest, read_question, written
from app.domain.portfolio.evidence.questions import (
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Target,
)
from tests.app.domain.portfolio.evidence.strategies import QUESTIONS

FIBRE = Filter("line_technology", Operator.IS, ("fibre",))


@given(QUESTIONS)
def test_a_question_that_was_written_is_read_the_same(question: Question) -> None:
    assert read_question(written(question)) == question


@given(QUESTIONS)
def test_the_same_question_is_written_the_same_way(question: Question) -> None:
    assert written(read_question(written(question))) == written(question)


@given(st.text(max_size=40) | st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_either_refused_or_a_question(text: str) -> None:
    with suppress(QuestionError):
        assert isinstance(read_question(text), Question)


def test_what_stands_at_its_default_is_not_written() -> None:
    text = written(Question(OfRecords("school", filters=(FIBRE,))))
    assert json.loads(text) == {
        "version": 1,
        "sort": "records",
        "kind": "school",
        "filters": [{"path": "line_technology", "operator": "is", "values": ["fibre"]}],
    }


def test_target_and_unit_are_written() -> None:
    asked = Question(OfRecords("school"), Target(Direction.AT_LEAST, 25.0), "Schulen")
    raw = json.loads(written(asked))
    assert raw["target"] == {"direction": "at_least", "value": 25.0}
    assert raw["unit"] == "Schulen"


def test_a_number_that_is_none_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        written(Question(OfRecords("school"), Target(Direction.AT_LEAST, float("nan"))))


def test_what_is_left_out_has_its_default() -> None:
    found = read_question('{"version": 1, "sort": "history"}')
    assert isinstance(found.of, OfHistory)
    assert found.of.min_coverage == 0.9
    records = read_question('{"version": 1, "sort": "records", "has": [{"kind": "asset"}]}')
    assert isinstance(records.of, OfRecords)
    assert records.of.measure is Measure.COUNT
    assert records.of.has == (Has("asset", ()),)


def test_flags_become_numbers() -> None:
    text = '{"version":1,"sort":"records","filters":[{"path":"is_key","values":[true]}]}'
    found = read_question(text)
    assert isinstance(found.of, OfRecords)
    assert found.of.filters[0].values == (1,)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "", "kein JSON"),
        ("[" * 100_000, "", "kein JSON"),
        ("[1]", "", "kein Objekt"),
        ('{"version": 2}', "version", "Fassung 1"),
        ('{"version": 1}', "sort", "weder den Bestand"),
        ('{"version": 1, "sort": "records", "kind": 3}', "kind", "muss ein Text sein"),
        ('{"version": 1, "sort": "records", "messure": "sum"}', "messure", "„measure“"),
        ('{"version": 1, "sort": "records", "zzz": 1}', "zzz", "unbekannten Teil „zzz“."),
        ('{"version": 1, "sort": "records", "measure": "summ"}', "measure", "„sum“"),
        ('{"version": 1, "sort": "records", "filters": 1}', "filters", "eine Liste"),
        ('{"version": 1, "sort": "records", "filters": [1]}', "filters[0]", "kein Objekt"),
        (
            '{"version":1,"sort":"records","filters":[{"path":"a","operator":"conatins"}]}',
            "filters[0].operator",
            "„contains“",
        ),
        (
            '{"version":1,"sort":"records","filters":[{"path":"a","values":[[1]]}]}',
            "filters[0].values[0]",
            "ein Text oder eine Zahl",
        ),
        (
            '{"version":1,"sort":"records","filters":[{"path":"a","values":[NaN]}]}',
            "",
            "kein JSON",
        ),
        (
            '{"version":1,"sort":"records","filters":[{"values":[1e999]}]}',
            "filters[0].values[0]",
            "eine Zahl",
        ),
        (
            '{"version":1,"sort":"records","has":[{"kind":"asset","fields":[1]}]}',
            "has[0].fields[0]",
            "ein Text",
        ),
        (
            '{"version":1,"sort":"records","has":[{"kind":"asset","at_least":1.5}]}',
            "has[0].at_least",
            "ganze Zahl",
        ),
        ('{"version":1,"sort":"history","limit":"x"}', "limit", "eine Zahl"),
        ('{"version":1,"sort":"history","limit":true}', "limit", "eine Zahl"),
        ('{"version":1,"sort":"history","limit":1' + "0" * 400 + "}", "limit", "eine Zahl"),
        ('{"version":1,"sort":"history","span":{"weeks":1}}', "span.weeks", "unbekannten"),
        ('{"version":1,"sort":"history","target":[]}', "target", "kein Objekt"),
    ],
)
def test_what_is_no_question_is_refused_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(QuestionError) as caught:
        read_question(text)
    assert caught.value.place == place
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


def test_the_nearest_word_is_suggested_and_nothing_far() -> None:
    assert nearest("schol", ("school", "site")) == " Gemeint ist vielleicht „school“."
    assert nearest("xyz", ("school", "site")) == ""
