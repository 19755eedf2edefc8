"""The controller of the connections: intents go out, outcomes come back beside their controls."""

from collections.abc import Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.console.connections import ConnectionsController
from app.console.console import Console
from app.domain.points import Point
from app.domain.sources import BrowseNode
from tests.fakes.city import make_city, make_state
from tests.fakes.console import Setting
from widgets.connections.node_mime import FoundNode
from widgets.connections.view import ConnectionsView

NODE = BrowseNode("bad/becken", "temp", is_variable=True, item="/temp", unit="°C")


class Full(Setting):
    """Surroundings whose disk may be full.

    Attributes:
        trouble: Why points cannot be written; empty when they can.
    """

    trouble = ""

    @override
    def _add(self, points: Sequence[Point]) -> None:
        if self.trouble:
            raise OSError(self.trouble)
        super()._add(points)


@pytest.fixture
def setting(qtbot: QtBot) -> Iterator[Full]:
    setting = Full(qtbot)
    yield setting
    setting.close()


@pytest.fixture
def console(setting: Full) -> Console:
    return setting.console()


@pytest.fixture
def view(qtbot: QtBot, console: Console) -> ConnectionsView:
    view = ConnectionsView()
    qtbot.addWidget(view)
    ConnectionsController(view, console)
    view.set_city(make_city(60))
    return view


def test_a_retry_reaches_the_collector(view: ConnectionsView, setting: Full) -> None:
    view.retry_requested.emit("lora")
    assert setting.link.asked == [("retry", "lora")]
    assert not view.health.failure.text()


def test_a_refused_retry_is_told_beside_its_button(view: ConnectionsView, setting: Full) -> None:
    setting.link.refusal = "Die Quelle ist angehalten."
    view.health.retry.click()
    assert view.health.failure.text() == "Die Quelle ist angehalten."


def test_trust_goes_out_with_the_fingerprint_and_a_refusal_comes_back(
    view: ConnectionsView, setting: Full
) -> None:
    view.trust_requested.emit("lora", "AA:BB")
    assert setting.link.asked == [("trust", "lora", "AA:BB")]
    setting.link.refusal = "Das Zertifikat ist ein anderes."
    view.trust_requested.emit("lora", "AA:BB")
    assert view.health.trust.failure.text() == "Das Zertifikat ist ein anderes."


def test_messages_are_fetched_and_a_refusal_is_shown(view: ConnectionsView, setting: Full) -> None:
    view.messages.ask()
    assert setting.link.asked == [("raw_messages", "lora")]
    assert "noch keine Nachricht" in view.messages.stage.placeholder.sentence
    setting.link.refusal = "Die Erfassung ist nicht da."
    view.messages.ask()
    assert view.messages.stage.placeholder.sentence == "Die Erfassung ist nicht da."


def test_browsing_fills_the_tree_and_a_refusal_stands_in_it(
    view: ConnectionsView, setting: Full, qtbot: QtBot
) -> None:
    setting.link.nodes = [BrowseNode("bad/", "bad", has_children=True)]
    view.show_state(make_state(make_city(60)))
    view.tabs.setCurrentIndex(2)
    view.show()
    proxy = view.browser.proxy
    qtbot.waitUntil(lambda: proxy.index(0, 0).data() == "bad")
    setting.link.refusal = "Der Broker antwortet nicht."
    view.browser.tree.expand(proxy.index(0, 0))
    qtbot.waitUntil(
        lambda: proxy.index(0, 0, proxy.index(0, 0)).data() == "Der Broker antwortet nicht."
    )


def test_new_points_are_written_then_everybody_reads_the_profile_again(
    view: ConnectionsView, setting: Full, console: Console, qtbot: QtBot
) -> None:
    view.drafts.add([FoundNode("lora", NODE)])
    with qtbot.waitSignal(console.populated):
        view.drafts.send()
    assert [str(point.id) for point in setting.added] == ["lora.becken.temp"]
    assert setting.link.asked == [("reload_profile",)]
    assert not view.drafts.model.drafts
    assert view.drafts.model.saved_ids() == ["lora.becken.temp"]


def test_a_full_disk_keeps_the_drafts(view: ConnectionsView, setting: Full, qtbot: QtBot) -> None:
    setting.trouble = "Die Platte ist voll."
    view.drafts.add([FoundNode("lora", NODE)])
    view.drafts.send()
    qtbot.waitUntil(lambda: bool(view.drafts.failure.text()))
    assert "Die Platte ist voll." in view.drafts.failure.text()
    assert len(view.drafts.model.drafts) == 1
    assert not setting.link.asked


def test_points_in_the_file_are_not_offered_again_when_the_collector_is_away(
    view: ConnectionsView, setting: Full, console: Console, qtbot: QtBot
) -> None:
    setting.link.refusal = "Die Erfassung ist gerade nicht verbunden."
    view.drafts.add([FoundNode("lora", NODE)])
    with qtbot.waitSignal(console.populated):
        view.drafts.send()
    assert not view.drafts.model.drafts
    assert "sobald sie wieder da ist" in view.drafts.failure.text()


def test_a_profile_with_problems_is_told_in_the_strip_and_beside_the_drafts(
    view: ConnectionsView, setting: Full, console: Console, qtbot: QtBot
) -> None:
    setting.link.problems = ["units.toml, Zeile 3: Das stimmt nicht."]
    view.drafts.add([FoundNode("lora", NODE)])
    with qtbot.waitSignal(console.populated):
        view.drafts.send()
    assert "units.toml" in view.drafts.failure.text()


def test_a_reload_is_asked_for_and_its_problems_are_told(
    view: ConnectionsView, setting: Full, console: Console, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(console.populated):
        view.reload_requested.emit()
    setting.link.problems = ["city.toml: Das stimmt nicht."]
    with qtbot.assertNotEmitted(console.populated, wait=50):
        view.reload_requested.emit()
