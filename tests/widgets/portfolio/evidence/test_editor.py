"""Building a question: choosers, problems at their place, the answer as it grows, saving."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.faults import Known
from app.domain.portfolio.evidence.items import item_of
from app.domain.portfolio.evidence.notation import read_question
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
from tests.inventories import update
from tests.widgets.portfolio.evidence.conftest import FIBRE, Shown
from widgets.portfolio.evidence.conditions import Conditions
from widgets.portfolio.evidence.editor import EvidenceEditor
from widgets.portfolio.evidence.history_form import HistoryForm
from widgets.portfolio.evidence.others import relation_words, relations_of
from widgets.portfolio.evidence.records_form import RecordsForm, paths_with
from widgets.portfolio.evidence.target_form import TargetForm

USED = (Filter("state", Operator.IS, ("in_service",)),)


def edited(shown: Shown, kind: str, uid: str) -> EvidenceEditor:
    """Return the editor of a milestone or key figure, open."""
    state = shown.state()
    record = state.portfolio.get(kind, uid)
    assert record is not None
    item = item_of(state.portfolio, record)
    made = EvidenceEditor(
        item,
        record,
        shown.world.asker,
        shown.world.inventory.reader,
        shown.pane,
        points=tuple(shown.pane.sheet.points.values()),
    )
    made.change_requested.connect(shown.carry_out)
    made.open()
    return made


@pytest.fixture
def editor(shown: Shown) -> Iterator[EvidenceEditor]:
    made = edited(shown, "milestone", "glasfaser")
    yield made
    made.reject()


@pytest.fixture
def records(editor: EvidenceEditor) -> RecordsForm:
    return editor.records


@pytest.mark.parametrize(
    "of",
    [
        OfRecords("school"),
        OfRecords("school", Measure.SUM, "pupils", dated_by="as_of"),
        OfRecords(
            "site",
            Measure.SHARE,
            filters=(Filter("kind", Operator.IN, ("school", "store")),),
            has=(Has("asset", ("site",), filters=USED, at_least=2, at_most=9),),
            of_these=(Filter("district.name", Operator.IS, ("Mitte",)),),
            of_these_has=(Has("cable", ("a_site", "b_site"), at_least=0, at_most=0),),
        ),
        OfRecords("school", has=(Has("asset", ("site",), via="site"),)),
        OfRecords("gibtesnicht", filters=(Filter("weg", Operator.IS, ("x",)),)),
        OfRecords("school", Measure.MEAN, "gibtesnicht"),
    ],
)
def test_a_question_to_the_records_comes_back_as_it_was_shown(
    records: RecordsForm, of: OfRecords
) -> None:
    records.show_question(of)
    assert records.question() == of


@pytest.mark.parametrize(
    "of",
    [
        OfHistory(Chosen(("umwelt.mitte", "umwelt.heessen"))),
        OfHistory(
            Chosen(type="air.no2"),
            Statistic.ABOVE,
            Span(Window.YEAR, year=2025),
            Step.DAY,
            limit=200.5,
            combination=Combination.SUM,
            min_coverage=0.75,
        ),
        OfHistory(Chosen(pattern="*.no2"), Statistic.PERCENTILE, Span(Window.YEAR), percent=95.0),
        OfHistory(Chosen(("a",)), Statistic.LAST, Span(Window.DAYS, 7)),
        OfHistory(Chosen(("a",)), Statistic.AVAILABILITY, Span(Window.YEAR_TO_DATE)),
    ],
)
def test_a_question_to_the_history_comes_back_as_it_was_shown(
    editor: EvidenceEditor, of: OfHistory
) -> None:
    form: HistoryForm = editor.history
    form.show_question(of)
    assert form.question() == of


@pytest.mark.parametrize(
    "target",
    [Target(), Target(Direction.AT_LEAST, 25.0, 1.5, 30.0), Target(Direction.AT_MOST, -3.0)],
)
def test_a_target_comes_back_as_it_was_shown(editor: EvidenceEditor, target: Target) -> None:
    form: TargetForm = editor.target
    form.show_target(target, "km")
    assert form.target() == target
    assert form.unit.text() == "km"


def test_the_question_of_the_record_is_shown_with_its_answer(
    qtbot: QtBot, editor: EvidenceEditor
) -> None:
    assert editor.question() == FIBRE
    qtbot.waitUntil(lambda: editor.preview.text().startswith("1 – noch offen"))
    assert editor.sentence.text().startswith("Anzahl von: Schulen")


def test_the_answer_follows_what_is_changed(qtbot: QtBot, editor: EvidenceEditor) -> None:
    editor.records.filters.bar.filter_removed.emit("line_technology")
    qtbot.waitUntil(lambda: editor.preview.text().startswith("2 – erfüllt"))


def test_what_is_wrong_is_told_at_its_place_and_cannot_be_saved(editor: EvidenceEditor) -> None:
    editor.records.measure.choose(Measure.SHARE)
    complaint = editor.records.form.complaints["of_these"]
    assert complaint.text().startswith("Für einen Anteil fehlt")
    assert complaint.isVisibleTo(editor)
    assert not editor.save.isEnabled()
    editor.records.measure.choose(Measure.COUNT)
    assert not complaint.isVisibleTo(editor)
    assert editor.save.isEnabled()
    editor.target.value.clear()
    editor.target.value.number_changed.emit(float("nan"))
    assert editor.target.form.complaints["target.value"].text() == "Es fehlt der Zielwert."


def test_an_unknown_point_is_told_at_its_place_with_the_nearest(
    qtbot: QtBot, editor: EvidenceEditor
) -> None:
    editor.sort.choose("history")
    editor.history.which.setText("umwelt.mite")
    complaint = editor.history.form.complaints["points"]
    qtbot.waitUntil(lambda: "„umwelt.mitte“" in complaint.text())


def test_saving_changes_only_the_field_of_the_record_that_was_seen(
    qtbot: QtBot, shown: Shown, editor: EvidenceEditor
) -> None:
    editor.target.value.show_value(5.0)
    editor.reason.setText("Ratsbeschluss")
    with qtbot.waitSignal(editor.accepted):
        editor.save.click()
    [wish] = shown.wishes
    [operation] = wish.changeset.operations
    assert set(operation.values) == {"evidence"}
    assert operation.rev == 1
    assert wish.changeset.reason == "Ratsbeschluss"
    kept = shown.state().portfolio.get("milestone", "glasfaser")
    assert kept is not None
    assert read_question(kept.text("evidence")).target == Target(Direction.AT_LEAST, 5.0)


def test_a_conflict_is_told_and_nothing_is_lost(shown: Shown, editor: EvidenceEditor) -> None:
    shown.world.inventory.put(update("milestone", "glasfaser", name="Anderer Name"))
    editor.save.click()
    assert editor.notice.sentence
    assert editor.isVisible()
    assert editor.question() == FIBRE


def test_a_value_may_be_typed_again(qtbot: QtBot, shown: Shown, editor: EvidenceEditor) -> None:
    editor.sort.choose("typed")
    assert editor.question() is None
    with qtbot.waitSignal(editor.accepted):
        editor.save.click()
    kept = shown.state().portfolio.get("milestone", "glasfaser")
    assert kept is not None
    assert kept.get("evidence") is None


def test_a_text_that_is_no_question_is_told_and_replaced_by_a_new_one(shown: Shown) -> None:
    shown.world.inventory.put(update("milestone", "falsch", evidence="[1]"))
    editor = edited(shown, "milestone", "falsch")
    assert "nicht lesbar" in editor.notice.sentence
    assert isinstance(editor.records.question(), OfRecords)
    editor.reject()


def test_a_question_of_an_unknown_kind_keeps_it_and_says_so(qtbot: QtBot, shown: Shown) -> None:
    editor = edited(shown, "milestone", "falsch")
    complaint = editor.records.form.complaints["kind"]
    qtbot.waitUntil(lambda: "„school“" in complaint.text())
    question = editor.question()
    assert isinstance(question, Question)
    assert question.of == OfRecords("schol")
    editor.reject()


def test_the_target_of_a_key_figure_counts_while_the_question_has_none(
    qtbot: QtBot, shown: Shown
) -> None:
    editor = edited(shown, "kpi", "no2")
    assert editor.sort.key() == "history"
    qtbot.waitUntil(lambda: editor.preview.text().startswith("10\u202fµg/m³ – erfüllt"))
    editor.reject()


def test_another_kind_drops_conditions_that_do_not_fit(records: RecordsForm) -> None:
    records.kind.choose("asset")
    assert records.question() == OfRecords("asset")
    assert "cost" in dict(paths_with("asset", {}, is_number=True))
    assert "bought_on" in dict(paths_with("asset", {}, is_number=False))
    assert list(paths_with("weg", {}, is_number=True)) == []


def test_conditions_on_others_are_added_changed_and_removed(
    qtbot: QtBot, records: RecordsForm
) -> None:
    records.show_question(OfRecords("site"))
    with qtbot.waitSignal(records.changed):
        records.has.add.click()
    [row] = records.has.rows
    row.relation.choose("asset site uid")
    row.least.setValue(3)
    assert records.question().has == (Has("asset", ("site",), at_least=3),)
    row.remove.click()
    assert records.question().has == ()


def test_relations_are_direct_or_by_a_shared_place() -> None:
    words = {relation_words("school", one) for one in relations_of("school")}
    assert "Gerät (Standort) über „Standort“" in words
    assert "Gerät (Standort)" in {relation_words("site", one) for one in relations_of("site")}
    assert list(relations_of("weg")) == []


def test_a_condition_is_added_by_a_field_of_the_menu(qtbot: QtBot, editor: EvidenceEditor) -> None:
    conditions: Conditions = editor.records.of_these
    assert len(conditions.menu().actions()) > 10
    popup = conditions.open("down_mbit")
    assert popup is not None
    with qtbot.waitSignal(conditions.changed):
        popup.filters_chosen.emit("down_mbit", [Filter("down_mbit", Operator.AT_LEAST, (100,))])
    popup.close()
    assert conditions.filters() == (Filter("down_mbit", Operator.AT_LEAST, (100,)),)
    assert "Download" in conditions.bar.chips["down_mbit"].button.text()
    with qtbot.waitSignal(conditions.changed):
        conditions.bar.all_removed.emit()
    assert conditions.filters() == ()
    assert conditions.open("gibtesnicht") is None


def test_records_in_conditions_are_called_by_their_names(
    qtbot: QtBot, editor: EvidenceEditor
) -> None:
    conditions = editor.records.filters
    conditions.set_filters([Filter("site.district", Operator.IS, ("ba" * 16,))])
    chip = "site.district"
    qtbot.waitUntil(lambda: "Mitte" in conditions.bar.chips[chip].button.text())


def test_values_with_their_counts_are_offered(qtbot: QtBot, editor: EvidenceEditor) -> None:
    popup = editor.records.filters.open("form")
    assert popup is not None
    [values] = popup.findChildren(QListWidget)
    qtbot.waitUntil(lambda: "(1)" in values.item(0).text())
    popup.close()


def test_the_pane_opens_the_editor_and_forgets_it(qtbot: QtBot, shown: Shown) -> None:
    pane = shown.pane
    pane.edit(pane.model.rows[0])
    assert pane.editor is not None
    pane.editor.records.set_known(Known())
    pane.editor.reject()
    qtbot.waitUntil(lambda: pane.editor is None)
