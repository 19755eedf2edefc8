"""The import assistant from file to result: what it shows, what it wishes, what it leaves alone."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.inventory.changes import ConflictError, FieldProblem, RefusedError
from app.domain.inventory.records import Key
from app.services.inventory.imports.problems import RowStatus
from app.services.ports import StoppedError
from tests.inventories import MadeInventory
from tests.widgets.inventory.importing.conftest import LIST, Assistant
from tests.widgets.inventory.made import heard
from widgets.inventory.importing.frame import COMMIT, FILE, LAYOUT, MAPPING, TRIAL
from widgets.theme import theme

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "samples"

Open = Callable[[], Assistant]


def shown(assistant: Assistant, row: int) -> list[str]:
    model = assistant.dialog.trial_step.model
    return [str(model.data(model.index(row, place))) for place in range(model.columnCount())]


def settle_words(assistant: Assistant) -> None:
    """Say what the words mean that nobody knows."""
    words = assistant.dialog.mapping.words.words
    assistant.qtbot.waitUntil(lambda: words.open_count > 0)
    place = next(n for n, row in enumerate(words.rows) if row.meaning is None)
    words.choose(place, "in_service")
    assistant.qtbot.waitUntil(lambda: words.open_count == 0)


def test_a_list_goes_from_file_to_inventory_and_back(
    assistant: Assistant, inventory: MadeInventory, devices: Path
) -> None:
    dialog = assistant.dialog
    before = inventory.counts()
    assert (dialog.step, dialog.reached, dialog.isModal()) == (FILE, FILE, False)
    assistant.choose(devices)
    assert dialog.mapping.kind.currentData() == "asset"
    assert dialog.mapping.flaws == []
    settle_words(assistant)
    assistant.try_it()
    assert dialog.trial is not None
    plan = dialog.trial.plan
    assert (plan.new, plan.changed, plan.errors) == (1, 1, 1)
    assert any("AP alt → AP Flur" in cell for cell in shown(assistant, 0))
    assert inventory.counts() == before, "a trial changes nothing"
    dialog.go_to(COMMIT)
    dialog.commit.reason.setText("Lieferung")
    assistant.carry_out()
    assert dialog.transaction is not None
    assert (dialog.transaction.reason, dialog.transaction.count) == ("Lieferung", 2)
    assert dialog.commit.heading.text() == "Importiert"
    assert len(assistant.wishes) == 2, "the import, then what is remembered"
    seen = heard(dialog.show_requested)
    dialog.commit.show_records.click()
    assert Key("asset", "5" * 32) in seen[0]  # type: ignore[operator]
    dialog.commit.undo.click()
    assert assistant.undone == [dialog.transaction]
    inverse = inventory.inverse(dialog.transaction.number)
    dialog.show_commit(inventory.commit(inverse))
    assert dialog.commit.heading.text() == "Zurückgenommen"


def test_the_same_file_twice_has_nothing_to_do(
    opened: Open, inventory: MadeInventory, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("".join(LIST.splitlines(keepends=True)[:2]), "utf-8")
    first = opened()
    first.choose(path)
    first.try_it()
    first.carry_out()
    first.qtbot.waitUntil(lambda: inventory.counts()["import_profile"] == 1)
    second = opened()
    second.choose(path)
    assert "Erkannt: liste" in second.dialog.mapping.known.text()
    assert "schon importiert" in second.dialog.mapping.known.text()
    second.try_it()
    assert "Nichts zu tun" in second.dialog.trial_step.notice.sentence
    assert second.dialog.reached == TRIAL
    assert not second.dialog.next.isEnabled()
    second.dialog.carry_out()
    assert second.wishes == []


def test_a_changed_layout_is_recognised_and_what_moved_is_said(
    opened: Open, inventory: MadeInventory, tmp_path: Path, devices: Path
) -> None:
    first = opened()
    first.choose(devices)
    first.try_it()
    first.carry_out()
    first.qtbot.waitUntil(lambda: inventory.counts()["import_profile"] == 1)
    lines = LIST.replace("Bezeichnung", "Gerätename").replace("AP Flur", "AP Gang").splitlines()
    path = tmp_path / "neu.csv"
    path.write_text("\n".join(["Stand: heute", "", *(f"{n};{x}" for n, x in enumerate(lines))]))
    second = opened()
    second.choose(path)
    told = second.dialog.mapping.moved.toolTip()
    assert "Die Kopfzeile steht jetzt in Zeile 3 statt in Zeile 1." in told
    assert "heißt jetzt „Gerätename“" in told
    second.try_it()
    second.carry_out()
    second.qtbot.waitUntil(lambda: len(second.wishes) == 2)
    assert second.wishes[1].changeset.operations[0].uid != ""
    assert inventory.counts()["import_profile"] == 1, "it is the same one, renewed"


def test_a_file_that_cannot_be_read_says_why(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "bild.csv"
    path.write_bytes(b"\x89PNG....")
    assistant.dialog.choose([path])
    notice = assistant.dialog.file.notice
    assistant.qtbot.waitUntil(lambda: "keine Tabelle" in notice.sentence)
    assert (assistant.dialog.step, assistant.dialog.reached) == (FILE, FILE)
    assistant.dialog.choose([tmp_path / "fehlt.csv"])
    assistant.qtbot.waitUntil(lambda: "fehlt.csv" in notice.sentence)


def test_after_another_file_nothing_of_the_first_one_can_be_gone_to(
    assistant: Assistant, tmp_path: Path, devices: Path
) -> None:
    assistant.choose(devices)
    assistant.dialog.choose([tmp_path / "fehlt.csv"])
    notice = assistant.dialog.file.notice
    assistant.qtbot.waitUntil(lambda: "fehlt.csv" in notice.sentence)
    assert (assistant.dialog.step, assistant.dialog.reached) == (FILE, FILE)
    assert assistant.dialog.layout_step.model.rowCount() == 0


def test_a_thousand_columns_are_shown_and_the_first_ones_fit_their_texts(
    assistant: Assistant, tmp_path: Path
) -> None:
    path = tmp_path / "breit.csv"
    names = ";".join(("Eine Spalte mit langem Namen", *(f"S{n}" for n in range(1_000))))
    path.write_text(names + "\n" + ";".join("1" for _ in range(1_001)) + "\n")
    assistant.choose(path)
    grid = assistant.dialog.layout_step.grid
    assert grid.model().columnCount() == 1_001
    text = grid.fontMetrics().horizontalAdvance("Eine Spalte mit langem Namen")
    assert grid.columnWidth(0) > text > grid.columnWidth(1)


def test_documents_are_read_together_and_tables_are_not(
    assistant: Assistant, tmp_path: Path, devices: Path
) -> None:
    paths = []
    for number in range(3):
        path = tmp_path / f"ap{number}.yaml"
        path.write_text(f"manufacturer: Nordwind\nmodel: AP {number}\nslug: ap-{number}\n")
        paths.append(path)
    assistant.choose(*paths)
    assert assistant.dialog.mapping.kind.currentData() == "asset_type"
    assistant.try_it()
    assert assistant.dialog.trial is not None
    assert assistant.dialog.trial.plan.new == 3
    assistant.dialog.choose([devices, paths[0]])
    notice = assistant.dialog.file.notice
    assistant.qtbot.waitUntil(lambda: "einzeln" in notice.sentence)


def test_a_changed_layout_of_the_file_is_read_again(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Liste der Geräte;;\nInventarnummer;Name;Kosten\nA-1;eins;1,5\nA-2;zwei;2,5\n")
    assistant.choose(path)
    step = assistant.dialog.layout_step
    assert step.model.number(0) == 2
    assistant.dialog.go_to(LAYOUT)
    step.header.setValue(3)
    assistant.qtbot.waitUntil(lambda: step.model.number(0) == 3)
    assert step.model.data(step.model.index(0, 0)) == "A-1"
    step.again.click()
    assistant.qtbot.waitUntil(lambda: step.model.number(0) == 2)
    step.lines.setCurrentIndex(0)
    step.lines.activated.emit(0)
    assistant.qtbot.waitUntil(lambda: step.model.headerData(0, Qt.Orientation.Vertical) == "Kopf")
    step.again.click()
    assistant.qtbot.waitUntil(lambda: assistant.dialog.reached >= MAPPING)


def test_going_back_keeps_what_was_mapped(assistant: Assistant, devices: Path) -> None:
    dialog = assistant.dialog
    assistant.choose(devices)
    columns = dialog.mapping.table.columns
    serial = next(n for n in range(columns.rowCount()) if columns.key(n) == "serial")
    columns.choose(serial, columns.choices()[0])
    for step in (LAYOUT, FILE, MAPPING):
        dialog.go_to(step)
    assert columns.key(serial) == ""
    dialog.layout_step.layout_changed.emit(dialog.raw.layout)  # type: ignore[union-attr]
    assistant.qtbot.waitUntil(lambda: dialog.reached >= MAPPING)
    assert columns.key(serial) == "", "the same columns keep what a person said of them"


def test_what_is_missing_stands_at_the_top_and_holds_the_trial_back(
    assistant: Assistant, devices: Path
) -> None:
    dialog = assistant.dialog
    assistant.choose(devices)
    columns = dialog.mapping.table.columns
    model = next(n for n in range(columns.rowCount()) if columns.key(n) == "type.name")
    columns.choose(model, columns.choices()[0])
    assert dialog.mapping.missing.isVisible()
    assert "Typ" in dialog.mapping.missing.text()
    assert dialog.reached == MAPPING
    wanted = next(one for one in columns.choices() if one.key == "type.name")
    columns.choose(model, wanted)
    assert not dialog.mapping.missing.isVisible()
    assert dialog.reached == TRIAL


def test_another_kind_is_proposed_anew(assistant: Assistant, devices: Path) -> None:
    dialog = assistant.dialog
    assistant.choose(devices)
    kind = dialog.mapping.kind
    kind.setCurrentIndex(kind.findData("site"))
    kind.activated.emit(kind.currentIndex())
    assistant.qtbot.waitUntil(
        lambda: dialog.mapping.mapping is not None and dialog.mapping.mapping.kind == "site"
    )


def test_counts_filter_rows_and_a_problem_leads_to_its_row(
    assistant: Assistant, devices: Path
) -> None:
    assistant.choose(devices)
    settle_words(assistant)
    assistant.try_it()
    step = assistant.dialog.trial_step
    new = next(one for one in step.chips.buttons if one.chip.key == RowStatus.NEW)
    new.click()
    assert step.model.rowCount() == 1
    assert shown(assistant, 0)[1] == "neu"
    problem = step.problem_model.problems[0]
    assert problem.column == "Schule"
    step.problems.clicked.emit(step.problem_model.index(0, 0))
    assert step.rows.selected_rows() == [problem.row]
    heads = [
        step.model.headerData(n, Qt.Orientation.Horizontal) for n in range(step.model.columnCount())
    ]
    wrong = step.model.index(problem.row, heads.index("Standort: Name"))
    assert problem.reason in str(step.model.data(wrong, Qt.ItemDataRole.ToolTipRole))
    assert step.model.data(wrong, Qt.ItemDataRole.DecorationRole) is not None
    assert step.model.rowCount() == 3


def test_rows_with_errors_are_saved_to_be_mended(
    assistant: Assistant, devices: Path, tmp_path: Path
) -> None:
    assistant.choose(devices)
    assistant.try_it()
    goal = tmp_path / "fehler.csv"
    assistant.dialog.save_errors(goal)
    notice = assistant.dialog.trial_step.notice
    assistant.qtbot.waitUntil(lambda: "fehler.csv" in notice.sentence)
    assert "Nirgendwo" in goal.read_text("utf-8-sig")
    assistant.dialog.save_errors(tmp_path / "gibt es nicht" / "x.csv")
    assistant.qtbot.waitUntil(lambda: "lässt sich nicht speichern" in notice.sentence)


def test_what_the_file_does_not_have_is_only_listed(
    assistant: Assistant, inventory: MadeInventory, tmp_path: Path
) -> None:
    path = tmp_path / "eins.csv"
    path.write_text(LIST.replace("H-001", "H-009").replace("SN1", "SN9"), "utf-8")
    assistant.choose(path)
    assistant.try_it()
    absent = assistant.dialog.trial_step.absent
    assistant.qtbot.waitUntil(lambda: absent.count() == 1 and absent.item(0).text() != "…")
    assert "H-001" in absent.item(0).text()
    assistant.carry_out()
    with closing(inventory.reader()) as reader:
        assert reader.record("asset", "5" * 32) is not None


def test_a_trial_that_is_stopped_can_be_made_again(assistant: Assistant, devices: Path) -> None:
    dialog = assistant.dialog
    assistant.choose(devices)
    dialog.go_to(TRIAL)
    dialog.trial_step.stop.click()
    assert dialog.trial is None
    assert "abgebrochen" in dialog.trial_step.stage.placeholder.sentence
    dialog.trial_step.stage.action_requested.emit()
    assistant.qtbot.waitUntil(lambda: dialog.trial is not None)


def test_an_import_that_is_stopped_changes_nothing(
    assistant: Assistant, inventory: MadeInventory, devices: Path
) -> None:
    dialog = assistant.dialog
    assistant.choose(devices)
    settle_words(assistant)
    assistant.try_it()
    before = inventory.counts()
    dialog.go_to(COMMIT)
    dialog.change_requested.disconnect()
    wishes = heard(dialog.change_requested)
    dialog.carry_out()
    dialog.commit.stop.click()
    progress = wishes[0].progress  # type: ignore[attr-defined]
    with pytest.raises(StoppedError):
        inventory.commit(wishes[0].changeset, progress)  # type: ignore[attr-defined]
    wishes[0].done(StoppedError())  # type: ignore[attr-defined]
    assert "abgebrochen" in dialog.commit.text.text()
    assert inventory.counts() == before
    assert dialog.commit.commit.isVisible()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConflictError({Key("asset", "5" * 32): None}), "1 Datensätze wurden seit der Probe"),
        (RefusedError([FieldProblem(Key("asset", "x"), "", "So nicht.")]), "So nicht."),
        (OSError("Die Platte ist voll."), "Die Platte ist voll."),
    ],
)
def test_what_stands_against_an_import_is_said(
    assistant: Assistant, devices: Path, error: Exception, words: str
) -> None:
    assistant.choose(devices)
    settle_words(assistant)
    assistant.try_it()
    dialog = assistant.dialog
    dialog.change_requested.disconnect()
    dialog.change_requested.connect(lambda wish: wish.done(error))
    dialog.go_to(COMMIT)
    dialog.carry_out()
    assert words in dialog.commit.text.text()
    assert dialog.transaction is None


def test_escape_does_not_throw_the_work_away(assistant: Assistant, devices: Path) -> None:
    assistant.choose(devices)
    QTest.keyClick(assistant.dialog, Qt.Key.Key_Escape)
    assert assistant.dialog.isVisible()
    assistant.dialog.leave.click()
    assert not assistant.dialog.isVisible()


def test_closing_while_a_file_is_read_leaves_nothing(assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "gross.csv"
    path.write_text("a;b;c\n" + "1;2;3\n" * 200_000)
    assistant.dialog.choose([path])
    assistant.dialog.close()
    assert not assistant.dialog.isVisible()


def test_another_theme_and_language_repaint_all(assistant: Assistant, devices: Path) -> None:
    assistant.choose(devices)
    assistant.try_it()
    theme().apply("dark")
    assistant.dialog.retranslate()
    for step in range(TRIAL + 1):
        assistant.dialog.go_to(step)
        assert not assistant.dialog.grab().isNull()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_the_charging_register_is_recognised_and_imported(
    assistant: Assistant, inventory: MadeInventory
) -> None:
    assistant.choose(SAMPLES / "charging" / "ladesaeulenregister_00__2017-04-11.xlsx")
    assert "Erkannt: Ladesäulenregister 2017" in assistant.dialog.mapping.known.text()
    assistant.try_it()
    assistant.carry_out()
    assert assistant.dialog.transaction is not None
    assert assistant.dialog.transaction.count == 1784
