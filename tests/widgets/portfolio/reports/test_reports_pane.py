"""Reports are shown before they are kept, kept for good, and told when they do not hold."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from app.domain.inventory.fields import Publication
from app.domain.inventory.records import Key
from app.services.portfolio.reports.freezing import digest_of
from tests.fakes.city import make_city
from tests.fakes.clocks import FakeClock
from tests.inventories import MadeInventory, update
from tests.portfolios import make_programme, small_programme
from widgets.inventory.panes import Wish
from widgets.portfolio.reports import ReportsPane
from widgets.portfolio.reports.asking import Asked, ReportDialog
from widgets.theme import theme

COUNCIL = Asked("council", "de", Publication.INTERNAL, "", (), ("rat",))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_programme(tmp_path)
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot, store: MadeInventory) -> Iterator[ReportsPane]:
    theme().apply("light")
    made = ReportsPane()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.clock = FakeClock()
    made.set_city(make_city())
    made.set_inventory(store.reader)
    made.change_requested.connect(carrier(store, made))
    made.show()
    made.show_portfolio(small_programme().state())
    yield made
    made.close_feed()


def carrier(store: MadeInventory, pane: ReportsPane) -> Callable[[Wish], None]:
    def carry(wish: Wish) -> None:
        outcome = store.commit(wish.changeset)
        wish.done(outcome)
        pane.show_commit(outcome)

    return carry


def make(qtbot: QtBot, pane: ReportsPane, asked: Asked = COUNCIL) -> None:
    with qtbot.waitSignal(pane.made, timeout=20_000):
        pane.make(asked)


def titles(pane: ReportsPane) -> list[str]:
    items = [pane.list.topLevelItem(row) for row in range(pane.list.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def test_without_reports_the_pane_says_what_they_are_and_offers_the_first(
    pane: ReportsPane,
) -> None:
    assert "jede Zahl nennt ihre Quelle" in pane.stage.placeholder.sentence


def test_a_new_report_is_shown_and_not_kept_before_it_is_frozen(
    qtbot: QtBot, pane: ReportsPane, store: MadeInventory
) -> None:
    make(qtbot, pane)
    assert "noch nicht eingefroren" in pane.sheet.words.text()
    qtbot.waitUntil(lambda: pane.sheet.paper.is_drawn)
    assert pane.sheet.paper.page_count > 1
    picture = pane.sheet.paper.viewport().grab().toImage()
    middle = [picture.pixelColor(x, 60) for x in range(0, picture.width(), 3)]
    assert {one.lightness() for one in middle} != {255}
    assert pane.sheet.keep.isVisible()
    with closing(store.reader()) as reader:
        assert reader.records("report") == []


def test_a_frozen_report_stands_in_the_list_and_opens_with_its_hash(
    qtbot: QtBot, pane: ReportsPane, store: MadeInventory
) -> None:
    make(qtbot, pane)
    pane.sheet.keep.click()
    qtbot.waitUntil(lambda: titles(pane) == ["Bericht an den Rat – Smart City Musterstadt"])
    assert not pane.sheet.keep.isVisible()
    store.put(update("project", "wlan", name="Anders"))
    with closing(store.reader()) as reader:
        (record,) = reader.records("report")
    make(qtbot, pane)  # something else in between
    with qtbot.waitSignal(pane.made, timeout=20_000):
        pane.show_keys([Key("report", record.uid)])
    assert "stimmt" in pane.sheet.words.text()
    assert digest_of(record.text("content")) == record.text("digest")


def test_a_report_that_was_tampered_with_is_shown_and_says_so(
    qtbot: QtBot, pane: ReportsPane, store: MadeInventory
) -> None:
    make(qtbot, pane)
    pane.freeze()
    with closing(store.reader()) as reader:
        (record,) = reader.records("report")
    text = record.text("content").replace("WLAN", "XLAN")
    pane.show_commit(store.put(update("report", record.uid, content=text)))
    with qtbot.waitSignal(pane.made, timeout=20_000):
        pane.open(record.uid)
    assert "Prüfsumme stimmt nicht" in pane.sheet.words.text()


def test_a_report_that_cannot_be_read_says_why_in_its_place(
    qtbot: QtBot, pane: ReportsPane, store: MadeInventory
) -> None:
    make(qtbot, pane)
    pane.freeze()
    with closing(store.reader()) as reader:
        (record,) = reader.records("report")
    store.put(update("report", record.uid, content="{}"))
    with qtbot.waitSignal(pane.made, timeout=20_000):
        pane.open(record.uid)
    assert pane.sheet.shown is None
    assert "beschädigt" in pane.sheet.stage.placeholder.sentence
    assert not pane.sheet.paper.isVisible()


def test_the_list_tells_reports_apart_and_one_can_be_opened_again(
    qtbot: QtBot, pane: ReportsPane
) -> None:
    make(qtbot, pane)
    pane.freeze()
    qtbot.waitUntil(lambda: pane.list.topLevelItemCount() == 1)
    item = pane.list.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in (2, 3, 4)] == ["Deutsch", "intern", "Ratsvorlage"]
    make(qtbot, pane)
    assert pane.list.selectedItems() == []
    pane.sheet.drop.click()
    assert "aus der Liste" in pane.sheet.stage.placeholder.sentence
    first = pane.list.topLevelItem(0)
    assert first is not None
    with qtbot.waitSignal(pane.made, timeout=20_000):
        pane.list.setCurrentItem(first)
    assert "stimmt" in pane.sheet.words.text()


def test_what_must_not_be_published_is_listed_beside_the_preview(
    qtbot: QtBot, pane: ReportsPane
) -> None:
    make(qtbot, pane, Asked("monthly", "en", Publication.PUBLIC, "Status", (), ()))
    assert pane.sheet.concerns.topLevelItemCount() > 0
    first = pane.sheet.concerns.topLevelItem(0)
    assert first is not None
    assert all(first.text(column) for column in range(3))


def test_a_report_may_be_stopped(qtbot: QtBot, pane: ReportsPane) -> None:
    said: list[str] = []
    pane.message_requested.connect(said.append)
    with qtbot.waitSignal(pane.made, timeout=20_000):
        pane.make(COUNCIL)
        pane.cancel.click()
    assert said == ["Abgebrochen; es wurde kein Bericht erstellt."]
    assert pane.new.isVisible()


def test_a_dropped_preview_leaves_nothing(qtbot: QtBot, pane: ReportsPane) -> None:
    make(qtbot, pane)
    pane.sheet.drop.click()
    assert "jede Zahl nennt ihre Quelle" in pane.stage.placeholder.sentence


def test_paper_and_content_are_written_to_files(
    qtbot: QtBot, pane: ReportsPane, tmp_path: Path
) -> None:
    make(qtbot, pane)
    pane.freeze()
    path = tmp_path / "bericht.pdf"
    with qtbot.waitSignal(pane.message_requested, timeout=5_000):
        pane.write(path, b"%PDF-1.7")
    assert path.read_bytes() == b"%PDF-1.7"
    with qtbot.waitSignal(pane.message_requested, timeout=5_000) as said:
        pane.write(tmp_path / "fehlt" / "x.pdf", b"")
    assert "konnte nicht geschrieben werden" in str((said.args or [""])[0])


def test_the_public_page_says_what_is_left_out(
    qtbot: QtBot, pane: ReportsPane, tmp_path: Path
) -> None:
    path = tmp_path / "seite.html"
    with qtbot.waitSignal(pane.message_requested, timeout=5_000) as said:
        pane.write_page(path, "de")
    assert "nicht öffentlich" in str((said.args or [""])[0])
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_dialog_offers_selected_projects_and_open_decisions(qtbot: QtBot) -> None:
    made = small_programme()
    made.change("rat", state="open")
    dialog = ReportDialog(made.state(), ["ampel"])
    qtbot.addWidget(dialog)
    assert dialog.asked().projects == ("ampel",)
    item = dialog.decisions.item(0)
    item.setCheckState(Qt.CheckState.Checked)
    assert dialog.asked().decisions == ("rat",)
    dialog.type.setCurrentIndex(1)
    assert dialog.asked().decisions == ()
    dialog.projects.setCurrentIndex(0)
    assert dialog.asked().projects == ()


def test_a_report_in_english_is_english(qtbot: QtBot, pane: ReportsPane) -> None:
    kept: list[Wish] = []
    pane.change_requested.connect(kept.append)
    make(qtbot, pane, Asked("monthly", "en", Publication.INTERNAL, "", (), ()))
    pane.freeze()
    content = json.loads(str(kept[0].changeset.operations[0].values["content"]))
    assert content["summary"][0]["text"] == "2 projects, 1 of them under way."
