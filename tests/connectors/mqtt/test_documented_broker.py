"""The broker configuration of the documentation is one that mosquitto takes and Leitstand uses."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.connectors.mqtt.certificates import Authority
from tests.connectors.mqtt.running import make, online
from tests.connectors.mqtt.supplies import Secrets, Sink, point
from tests.fakes.waiting import wait_for
from tests.servers.mosquitto import MOSQUITTO, free_port, listens

DOCUMENT = Path(__file__).parents[3] / "docs/mosquitto.conf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the files that the configuration names."""
    authority = Authority(tmp_path, "ca")
    authority.issue("server")
    passwords = tmp_path / "passwords"
    passwords.write_text("leitstand:richtig\n")
    subprocess.run(["mosquitto_passwd", "-U", str(passwords)], check=True)
    return tmp_path


def test_documented_configuration_serves_us(folder: Path) -> None:
    port = free_port()
    text = DOCUMENT.read_text("utf-8")
    for old in ("/etc/mosquitto/certs", "/etc/mosquitto", "/var/lib/mosquitto"):
        text = text.replace(old, str(folder))
    text = text.replace("listener 8883", f"listener {port} 127.0.0.1")
    assert "/etc/" not in text.partition("# --- who gets in")[2]
    file = folder / "documented.conf"
    file.write_text(("user root\n" if os.geteuid() == 0 else "") + text)
    broker = subprocess.Popen([MOSQUITTO, "-c", str(file)], stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: listens(port))
        source = make(
            f"mqtts://127.0.0.1:{port}",
            [point("stadt/1", "/v")],
            Sink(),
            secrets=Secrets(broker="richtig"),
            username="leitstand",
            password="secret:broker",
            ca_file=str(folder / "ca.pem"),
        )
        with online(source):
            assert source.health().security.startswith("TLS")
    finally:
        broker.terminate()
        broker.wait(10)
