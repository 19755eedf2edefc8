"""A frozen report comes back letter for letter whatever is changed later, or says it does not."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.inventory.fields import Publication
from app.domain.inventory.records import Record
from app.services.portfolio.reports.freezing import (
    Frozen,
    digest_of,
    freezing,
    frozen_text,
    kept_form,
    thawed,
)
from tests.app.services.portfolio.reports.test_building import built, wanted
from tests.inventories import MadeInventory, new_uid, update
from tests.portfolios import make_programme, small_programme


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_programme(tmp_path)
    yield made
    made.close()


def record(store: MadeInventory, uid: str) -> Record:
    with closing(store.reader()) as reader:
        found = reader.record("report", uid)
    assert found is not None
    return found


def test_a_report_comes_back_after_a_hundred_later_changes(store: MadeInventory) -> None:
    content, uid = built(small_programme()), new_uid()
    store.commit(freezing(content, uid, b"%PDF", "Bericht eingefroren"))
    for number in range(100):
        store.put(update("project", "wlan", name=f"Anders {number}"))
    found = thawed(record(store, uid))
    assert isinstance(found, Frozen)
    assert (found.content, found.problem) == (content, "")
    assert found.digest == digest_of(frozen_text(content)) == digest_of(found.text)


def test_a_report_that_was_changed_says_so(store: MadeInventory) -> None:
    content, uid = built(small_programme()), new_uid()
    store.commit(freezing(content, uid, b"%PDF", ""))
    text = record(store, uid).text("content").replace("WLAN", "XLAN")
    store.put(update("report", uid, content=text))
    found = thawed(record(store, uid))
    assert isinstance(found, Frozen)
    assert "Prüfsumme" in found.problem


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version":1}'])
def test_a_report_that_cannot_be_read_is_told(text: str) -> None:
    values = {"content": text, "digest": "a" * 64}
    assert "beschädigt" in str(thawed(Record("report", "r", 1, 1, values, 0)))


def test_a_report_of_another_version_is_told() -> None:
    text = frozen_text(built(small_programme())).replace('"version":1', '"version":9')
    values = {"content": text, "digest": digest_of(text)}
    assert "andere" in str(thawed(Record("report", "r", 1, 1, values, 0)))


def test_what_a_public_report_leaves_out_is_not_named_in_what_is_kept() -> None:
    made = small_programme()
    made.change("ampel", publication="public")
    content = built(made, wanted(Publication.PUBLIC))
    assert "WLAN in der Innenstadt" in frozen_text(content)
    kept = kept_form(content)
    assert "WLAN in der Innenstadt" not in frozen_text(kept)
    assert kept.concern_count == len(content.concerns) > 0
    internal = built(made)
    assert kept_form(internal) is internal
