"""Secrets come from the environment, a keyring or a file only the owner may read."""

import stat
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from app.storage.secrets import StoredSecrets, environment_name

CANARY = "canary-7f3a"


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behave like a server without a desktop."""
    nothing: type[KeyringBackend] = fail.Keyring
    monkeypatch.setattr(keyring.core, "_keyring_backend", nothing())


def test_without_a_keyring_a_private_file_keeps_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The file is 0600, and the secret appears neither in logs nor in representations."""
    secrets = StoredSecrets(tmp_path / "data")
    assert secrets.get("hamm/ttn") is None
    assert secrets.put("hamm/ttn", CANARY) == "credentials.json"
    assert secrets.get("hamm/ttn") == CANARY
    if sys.platform != "win32":
        mode = (tmp_path / "data" / "credentials.json").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600
    assert CANARY not in caplog.text + repr(secrets)


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator may override without touching files."""
    secrets = StoredSecrets(tmp_path)
    secrets.put("hamm/lorawan-ttn", "old")
    assert environment_name("hamm/lorawan-ttn") == "LEITSTAND_SECRET_HAMM_LORAWAN_TTN"
    monkeypatch.setenv("LEITSTAND_SECRET_HAMM_LORAWAN_TTN", CANARY)
    assert secrets.get("hamm/lorawan-ttn") == CANARY


def test_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    """No exception reaches the connector that asks."""
    (tmp_path / "credentials.json").write_text("{broken", encoding="utf-8")
    assert StoredSecrets(tmp_path).get("a") is None
