"""A store that is waited for only as long as somebody is there to wait."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typing_extensions import override

from app.domain.inventory.changes import Changeset, Commit, RefusedError
from app.services.inventory.stoppable import StoppableStore
from app.services.ports import Progress, StoppedError, StorageError
from tests.fakes.clocks import FakeClock
from tests.fakes.waiting import wait_for
from tests.inventories import MadeInventory, create, make_inventory


class Silent(MadeInventory):
    """Takes everything and answers nothing."""

    asked = 0

    @override
    def submit(
        self,
        changeset: Changeset,
        done: Callable[[Commit | Exception], None],
        progress: Progress | None = None,
    ) -> None:
        self.asked += 1


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    yield made
    made.close()


def site(name: str) -> Changeset:
    return Changeset([create("site", name=name, kind="school")])


def test_it_commits_reads_and_takes_back_as_the_store_behind_it(inventory: MadeInventory) -> None:
    store = StoppableStore(inventory, threading.Event())
    heard: list[Commit] = []
    store.listen(heard.append)
    commit = store.commit(site("Schule"))
    reader = store.reader()
    assert reader.record("site", commit.changed[0].uid) is not None
    reader.close()
    answers: list[Commit | Exception] = []
    store.submit(store.inverse(commit.transaction.number), answers.append)
    wait_for(lambda: bool(answers))
    assert heard == [commit, answers[0]]


def test_refusals_come_through(inventory: MadeInventory) -> None:
    store = StoppableStore(inventory, threading.Event())
    with pytest.raises(RefusedError, match="Name"):
        store.commit(Changeset([create("site", kind="school")]))


def test_failures_of_the_disk_come_through(inventory: MadeInventory) -> None:
    inventory.close()
    store = StoppableStore(inventory, threading.Event())
    with pytest.raises(StorageError):
        store.commit(site("Schule"))


def test_what_is_told_of_progress_may_stop_it(inventory: MadeInventory) -> None:
    store = StoppableStore(inventory, threading.Event())
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(StoppedError):
        store.commit(site("Schule"), stop)
    assert seen == [(0, 1)]


def test_once_the_owner_ends_nothing_is_begun(inventory: MadeInventory) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(StoppedError):
        StoppableStore(inventory, stop).commit(site("Schule"))
    inventory.database.flush()
    assert inventory.counts()["site"] == 0


def test_nobody_waits_for_an_answer_that_does_not_come(tmp_path: Path) -> None:
    silent = Silent(tmp_path / "city.db", FakeClock())
    stop = threading.Event()
    ended: list[str] = []

    def wait() -> None:
        try:
            StoppableStore(silent, stop).commit(site("Schule"))
        except StoppedError:
            ended.append("stopped")

    waiting = threading.Thread(target=wait)
    waiting.start()
    wait_for(lambda: silent.asked == 1)
    assert waiting.is_alive()
    stop.set()
    waiting.join(20)
    silent.close()
    assert ended == ["stopped"]
