"""What a profile may say of an MQTT source, and how mistakes are told."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.domain.cities import SourceConfig
from app.domain.points import SourceId
from app.domain.sources import SourceKind
from app.domain.texts import Text
from connectors.mqtt.options import Endpoint, OptionsError, read_endpoint, read_options
from tests.connectors.mqtt.supplies import config

UP = {"filter": "v3/+/devices/+/up", "decoder": "ttn-v3"}
HAMM = Path(__file__).parents[3] / "resources/cities/hamm/sources.toml"


def test_defaults_are_safe() -> None:
    options = read_options(config(UP))
    assert options.is_5
    assert options.subscriptions[0].qos == 1
    assert options.session_expiry_s == 86_400


@pytest.mark.parametrize(
    ("version", "is_5"), [(5, True), ("5", True), (4, False), ("4", False), ("3.1.1", False)]
)
def test_version_is_written_in_any_usual_way(version: object, is_5: bool) -> None:
    assert read_options(config(UP, version=version)).is_5 is is_5


def test_shipped_city_is_valid() -> None:
    rows = tomllib.loads(HAMM.read_text("utf-8"))["source"]
    rows = [row for row in rows if row["kind"] == "mqtt"]
    assert rows
    for row in rows:
        read_options(
            SourceConfig(SourceId(row["id"]), Text(""), SourceKind.MQTT, "", options=row["options"])
        )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"version": 3}, "version"),
        ({"keepalive_s": 0}, "keepalive_s"),
        ({"receive_maximum": 70_000}, "receive_maximum"),
        ({"keep_alive": 5}, "keep_alive"),
        ({"password": "geheim", "username": "a"}, "secret:broker"),
        ({"password": "secret:x"}, "username"),
        ({"cert_file": "/a.pem"}, "key_file"),
        ({"key_file": "/a.pem"}, "cert_file"),
    ],
)
def test_mistake_names_source_and_key(options: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionsError, match=said) as caught:
        read_options(config(UP, **options))
    assert "broker" in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"filter": "", "decoder": "json"}, r"subscriptions\[1\].filter"),
        ({"filter": "a/#/b", "decoder": "json"}, "#"),
        ({"filter": "a#", "decoder": "json"}, "#"),
        ({"filter": "a/b+", "decoder": "json"}, r"\+"),
        ({"filter": "a\0", "decoder": "json"}, "Nullzeichen"),
        ({"filter": "a/" * 40_000, "decoder": "json"}, "zu lang"),
        ({"filter": "a", "decoder": "xml"}, "xml.*ttn-v3"),
        ({"filter": "a", "decoder": "json", "options": {"time": "t"}}, "time"),
        ({"filter": "a", "decoder": "json", "qos": 3}, "qos"),
        ({"decoder": "json"}, "filter"),
    ],
)
def test_mistake_in_a_subscription_names_its_place(entry: dict[str, Any], said: str) -> None:
    with pytest.raises(OptionsError, match=said):
        read_options(config(UP, entry))


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("mqtt://broker.hamm.de", Endpoint("broker.hamm.de", 1883, has_tls=False)),
        ("mqtts://broker.hamm.de", Endpoint("broker.hamm.de", 8883, has_tls=True)),
        ("tcp://10.0.0.1:1", Endpoint("10.0.0.1", 1, has_tls=False)),
        ("ssl://[::1]:8884", Endpoint("::1", 8884, has_tls=True)),
    ],
)
def test_address(url: str, endpoint: Endpoint) -> None:
    assert read_endpoint(url) == endpoint


@pytest.mark.parametrize(
    "url",
    ["", "broker", "http://a", "mqtt://", "mqtt://a:99999", "mqtt://[", "mqtt://user:geheim@a"],
)
def test_wrong_address_is_refused_and_never_shows_a_password(url: str) -> None:
    with pytest.raises(OptionsError, match="url") as caught:
        read_endpoint(url)
    assert "geheim" not in str(caught.value)
