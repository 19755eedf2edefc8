"""References are found by words, shown by title, and never half."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.inventory.kinds import KINDS
from app.services.ports import InventoryReader, StoppedError
from tests.widgets.inventory.made import Made, make
from widgets.inventory.fields import ReaderThread, ReferenceField, References, make_editor


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path, 12)
    yield made
    made.store.close()


@pytest.fixture
def references(made: Made, qtbot: QtBot) -> Iterator[References]:
    references = References(made.store.reader)
    yield references
    references.close()


def reference(qtbot: QtBot, references: References, kind: str, name: str) -> ReferenceField:
    editor = make_editor(KINDS[kind].field(name), references=references)
    assert isinstance(editor, ReferenceField)
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def test_a_record_is_shown_by_its_title(qtbot: QtBot, made: Made, references: References) -> None:
    editor = reference(qtbot, references, "asset", "site")
    editor.set_value(made.sites[1])
    qtbot.waitUntil(lambda: editor.line.text() == "Schule Lange Straße 1")
    assert editor.value() == made.sites[1]


def test_words_find_a_record_in_any_spelling(
    qtbot: QtBot, made: Made, references: References
) -> None:
    editor = reference(qtbot, references, "asset", "site")
    QTest.keyClicks(editor.line, "strasse 3")
    qtbot.waitUntil(lambda: len(editor._hits.hits) == 1)
    assert editor.value() is None
    with qtbot.waitSignal(editor.changed):
        editor.choose(editor._hits.hits[0])
    assert editor.value() == made.sites[3]
    assert editor.own_problem() == ""


def test_a_kind_without_text_search_is_found_by_its_title(
    qtbot: QtBot, made: Made, references: References
) -> None:
    hits: list[object] = []
    references.ask_hits(references, "tag", "", hits.append)
    qtbot.waitUntil(lambda: bool(hits))
    assert hits == [[]]


def test_words_that_are_no_record_are_complained_of_and_no_value(
    qtbot: QtBot, references: References
) -> None:
    editor = reference(qtbot, references, "asset", "site")
    QTest.keyClicks(editor.line, "Luftschloss")
    qtbot.waitUntil(lambda: "nichts gefunden" in editor.problem)
    assert editor.value() is None
    assert "Liste" in editor.own_problem()


def test_a_title_written_whole_is_the_record(
    qtbot: QtBot, made: Made, references: References
) -> None:
    editor = reference(qtbot, references, "asset", "site")
    QTest.keyClicks(editor.line, "schule lange straße 1")
    qtbot.waitUntil(lambda: bool(editor._hits.hits))
    editor._finish()
    assert editor.value() == made.sites[1]


def test_a_record_that_is_gone_says_so(qtbot: QtBot, references: References) -> None:
    editor = reference(qtbot, references, "asset", "site")
    editor.set_value("f" * 32)
    qtbot.waitUntil(lambda: "nicht mehr" in editor.line.text())


def test_another_kind_empties_a_free_reference(qtbot: QtBot, references: References) -> None:
    editor = reference(qtbot, references, "relation", "to")
    editor.set_kind("point")
    editor.set_value("temp.1")
    assert editor.value() == "temp.1"
    editor.set_kind("asset")
    assert editor.value() is None


def test_what_was_dropped_is_told_to_nobody_and_a_late_stop_hits_nobody(
    qtbot: QtBot, made: Made
) -> None:
    thread = ReaderThread(made.store.reader, None)
    told: list[str] = []
    stops = [StoppedError(), None]

    def stopped_once(reader: InventoryReader) -> str:
        stop = stops.pop(0)
        if stop is not None:
            raise stop
        return "neu"

    thread.ask(thread, lambda _: "alt", told.append, told.append)
    thread.drop()
    thread.ask(thread, stopped_once, told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    thread.close()
    assert told == ["neu"]
