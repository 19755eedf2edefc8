"""Where sources are, and what the simulated city says about it."""

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.collector.composition import (
    address_of,
    compose,
    connector_factories,
    read_addresses,
    read_seed,
)
from app.collector.supervisor import SourceAwaitedError
from app.domain.alarms.escalations import MailServer, Person, Webhook
from app.domain.sources import SourceKind, SourceState
from app.services.clocks import SystemClock
from tests.connectors.opcua.rigs import Recorder
from tests.fakes.city import SOURCES, make_city


class NoSecrets:
    def get(self, reference: str) -> str | None:
        return None


def test_a_real_source_is_where_the_profile_says() -> None:
    config = replace(SOURCES[0], url="mqtts://broker.example")
    assert address_of(config, {}) == "mqtts://broker.example"


def test_a_simulated_source_is_where_the_simulated_city_says() -> None:
    assert address_of(SOURCES[0], {"mqtt": "mqtt://127.0.0.1:1"}) == "mqtt://127.0.0.1:1"
    with pytest.raises(SourceAwaitedError, match="läuft noch nicht"):
        address_of(SOURCES[0], {})


def test_a_file_that_is_missing_or_half_written_is_no_address(tmp_path: Path) -> None:
    file = tmp_path / "simulation.json"
    assert read_addresses(file) == {}
    file.write_text('{"mqtt": "mqtt://127')
    assert read_addresses(file) == {}
    file.write_text("[]")
    assert read_addresses(file) == {}
    file.write_text('{"mqtt": "mqtt://127.0.0.1:1", "pid": 3}')
    assert read_addresses(file) == {"mqtt": "mqtt://127.0.0.1:1"}


def test_only_a_simulated_city_gets_a_past(tmp_path: Path) -> None:
    city = make_city(5)
    real = replace(city, sources=tuple(replace(one, url="mqtt://x") for one in city.sources))
    secrets, clock = NoSecrets(), SystemClock()
    assert compose(real, data=tmp_path, secrets=secrets, clock=clock).back_fill is None
    assert compose(city, data=tmp_path, secrets=secrets, clock=clock).back_fill is not None


def test_the_past_is_that_of_the_city_that_runs(tmp_path: Path) -> None:
    file = tmp_path / "simulation.json"
    assert read_seed(None) == read_seed(file) == 1
    file.write_text('{"mqtt": "mqtt://127.0.0.1:1", "seed": 7}')
    assert read_seed(file) == 7


@pytest.mark.parametrize("kind", [SourceKind.SNMP, SourceKind.ICMP])
def test_sources_that_are_polled_have_their_connector(kind: SourceKind, tmp_path: Path) -> None:
    config = replace(SOURCES[0], kind=kind, url=f"{kind}://", options={})
    factories = connector_factories(tmp_path, Recorder(), NoSecrets(), SystemClock(), dict)
    assert factories.keys() == set(SourceKind)
    connector = factories[kind](config, ())
    assert connector.source == config.id
    assert connector.health().state is SourceState.STOPPED


def test_the_ways_out_are_loaded_with_the_first_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[object, ...]] = []

    class Channels:
        def __init__(self, secrets: object) -> None:
            sent.append(("made", secrets))

        def mail(self, *what: object) -> None:
            sent.append(("mail", *what))

        def post(self, *what: object) -> None:
            sent.append(("post", *what))

    secrets = NoSecrets()
    channels = compose(make_city(5), data=tmp_path, secrets=secrets, clock=SystemClock()).channels
    assert channels is not None
    monkeypatch.setitem(sys.modules, "connectors.messaging", SimpleNamespace(Channels=Channels))
    assert sent == []
    hook = Webhook("bauhof", "https://bauhof.example")
    channels.post(hook, {"a": 1})
    channels.post(hook, {})
    channels.mail(MailServer("x", 25, "none", "y"), Person("p", "P", "p@example"), "s", "t")
    assert [what for what, *_ in sent] == ["made", "post", "post", "mail"]
