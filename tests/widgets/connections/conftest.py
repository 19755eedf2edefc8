"""A view of connections on a screen, in German, with sources in every state."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.points import SourceId
from app.domain.sources import RawMessage, SourceHealth, SourceState, TrustQuestion
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from widgets.connections.view import ConnectionsView

SECOND = 1_000_000
DAY = 86_400 * SECOND

QUESTION = TrustQuestion(
    fingerprint=":".join(f"{byte:02X}" for byte in range(32)),
    subject="CN=Verkehrsrechner,O=Stadt",
    issuer="CN=Stadt",
    not_before_us=START_US - DAY,
    not_after_us=START_US + 300 * DAY,
    application_uri="urn:stadt:verkehr",
)
REJECT = RawMessage(START_US - SECOND, "stadt/laerm", 3, b"{x", "Das ist kein JSON.")


def health_of_all(at_us: int = START_US) -> dict[SourceId, SourceHealth]:
    """Return one source online, one degraded, one that asks, one that waits."""
    healths = [
        SourceHealth(
            SourceId("lora"),
            SourceState.ONLINE,
            connected_us=START_US - DAY,
            message_rate=118.42,
            last_message_us=at_us - SECOND,
            lag_s=0.421,
            certificate_until_us=START_US + 12 * DAY,
            rejected=1,
            rejects=(REJECT,),
            endpoint="mqtts://broker:8883",
            details={"Unbestätigte Nachrichten": "3"},
        ),
        SourceHealth(SourceId("daten"), SourceState.DEGRADED, reason="Es fehlt etwas."),
        SourceHealth(
            SourceId("signale"), SourceState.FAILED, reason="Unbekannt.", question=QUESTION
        ),
        SourceHealth(
            SourceId("netz"),
            SourceState.BACKING_OFF,
            reason="Der Server antwortet nicht.",
            retries=7,
            next_try_us=START_US + 12 * SECOND,
        ),
    ]
    return {health.source: health for health in healths}


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def question() -> TrustQuestion:
    return QUESTION


@pytest.fixture
def make_live() -> Callable[..., CityState]:
    """Return a maker of live states, so many seconds after the first one."""

    def make(seconds: float = 0.0) -> CityState:
        at_us = START_US + round(seconds * SECOND)
        return replace(make_state(make_city(60), at_us=at_us), sources=health_of_all(at_us))

    return make


@pytest.fixture
def view(qtbot: QtBot, make_live: Callable[..., CityState]) -> ConnectionsView:
    """Return the view as it is a moment after the start."""
    view = ConnectionsView()
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.set_city(make_city(60))
    view.show_state(make_live())
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view
