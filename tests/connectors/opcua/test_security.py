"""Who may talk to whom: policies, first use of a certificate, users. Against a real server."""

import asyncio
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from app.domain.sources import SourceState
from app.services.ports import ConnectorError
from connectors.opcua.certificates import fingerprint_of, own_certificate
from connectors.opcua.connector import OpcuaConnector
from tests.connectors.opcua.rigs import SOURCE, Secrets, connected, online, point, until
from tests.servers.opcua import APPLICATION_URI, PASSWORD, USER, Plant

POLICIES = ["Basic256Sha256", "Aes128Sha256RsaOaep", "Aes256Sha256RsaPss"]
MODES = ["Sign", "SignAndEncrypt"]


async def _trusted(connector: OpcuaConnector) -> None:
    """Answer the question about the server's certificate with yes."""
    await until(lambda: connector.health().state is SourceState.FAILED)
    question = connector.health().question
    assert question is not None
    await connector.trust(question.fingerprint)
    await online(connector)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_policy_connects_once_the_certificate_is_trusted(
    plant: Plant, tmp_path: Path, policy: str, mode: str
) -> None:
    plant.add("kraft", 1.5)
    kraft = point("kraft", plant.address("kraft"))

    async def scene() -> None:
        options: dict[str, Any] = {"security_policy": policy, "security_mode": mode}
        async with connected(plant, [kraft], tmp_path, **options) as (connector, sink):
            await _trusted(connector)
            await until(lambda: 1.5 in sink.values(kraft))
            health = connector.health()
            assert health.security == f"{policy}, {mode}"
            assert health.certificate_until_us > datetime.now(UTC).timestamp() * 1e6
            assert health.question is None

    asyncio.run(scene())


def test_unknown_certificate_is_a_question_and_stays_trusted_after_a_restart(
    plant: Plant, tmp_path: Path
) -> None:
    options: dict[str, Any] = {"security_policy": "Basic256Sha256"}

    async def first() -> None:
        async with connected(plant, [], tmp_path, **options) as (connector, _):
            await until(lambda: connector.health().state is SourceState.FAILED)
            health = connector.health()
            assert health.question is not None
            assert health.question.application_uri == APPLICATION_URI
            assert health.question.fingerprint in health.reason
            assert health.next_try_us - health.since_us > 30e6
            with pytest.raises(ConnectorError, match="nicht gezeigt"):
                await connector.trust("AA:" * 31 + "AA")
            with pytest.raises(ConnectorError, match="nicht verbunden"):
                await connector.browse("")
            await connector.trust(health.question.fingerprint)
            await online(connector)

    async def second() -> None:
        async with connected(plant, [], tmp_path, **options) as (connector, _):
            await online(connector)

    asyncio.run(first())
    asyncio.run(second())
    key = tmp_path / SOURCE / "own" / "leitstand-key.der"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_right_password_connects(plant: Plant, tmp_path: Path) -> None:
    options: dict[str, Any] = {"user": USER, "password": "secret:werk/server"}
    secrets = Secrets(**{"werk/server": PASSWORD})

    async def scene() -> None:
        async with connected(plant, [], tmp_path, secrets=secrets, **options) as (connector, _):
            await online(connector)

    asyncio.run(scene())


def test_wrong_password_waits_for_a_person_and_is_not_tried_again(
    plant: Plant, tmp_path: Path
) -> None:
    options: dict[str, Any] = {
        "user": USER,
        "password": "secret:werk/server",
        "security_policy": POLICIES[0],
    }
    secrets = Secrets(**{"werk/server": "falsch"})

    async def scene() -> None:
        async with connected(plant, [], tmp_path, secrets=secrets, **options) as (connector, _):
            await until(lambda: connector.health().question is not None)
            question = connector.health().question
            assert question is not None
            await connector.trust(question.fingerprint)
            await until(lambda: "Passwort" in connector.health().reason)
            health = connector.health()
            assert health.state is SourceState.FAILED
            assert health.next_try_us < 0
            tries = plant.gate.tries
            await asyncio.sleep(0.5)
            assert plant.gate.tries == tries
            secrets.set("werk/server", PASSWORD)
            await connector.retry()
            await online(connector)

    asyncio.run(scene())


def test_missing_secret_is_named(plant: Plant, tmp_path: Path) -> None:
    options: dict[str, Any] = {"user": USER, "password": "secret:werk/server"}

    async def scene() -> None:
        async with connected(plant, [], tmp_path, **options) as (connector, _):
            await until(lambda: connector.health().state is SourceState.FAILED)
            assert "secret:werk/server" in connector.health().reason

    asyncio.run(scene())


def test_user_certificate_connects_and_a_foreign_one_does_not(plant: Plant, tmp_path: Path) -> None:
    folder = tmp_path / SOURCE
    user = own_certificate(tmp_path / "user", datetime.now(UTC))
    folder.mkdir()
    (folder / "user.der").write_bytes(user.certificate)
    key = serialization.load_der_private_key(user.key, None)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "user-key.pem").write_bytes(pem)
    options: dict[str, Any] = {
        "security_policy": "Aes256Sha256RsaPss",
        "user_certificate": "user.der",
        "user_key": "user-key.pem",
    }

    async def scene() -> None:
        plant.gate.certificate = user.certificate
        async with connected(plant, [], tmp_path, **options) as (connector, _):
            await _trusted(connector)
        plant.gate.certificate = b"another"
        async with connected(plant, [], tmp_path, **options) as (connector, _):
            await until(lambda: connector.health().state is SourceState.FAILED)
            assert "lehnt" in connector.health().reason

    asyncio.run(scene())


def test_unreadable_user_certificate_is_named(plant: Plant, tmp_path: Path) -> None:
    options: dict[str, Any] = {"user_certificate": "weg.der", "user_key": "weg.pem"}

    async def scene() -> None:
        async with connected(plant, [], tmp_path, **options) as (connector, _):
            await until(lambda: connector.health().state is SourceState.FAILED)
            assert "weg.der" in connector.health().reason

    asyncio.run(scene())


def test_own_certificate_is_kept_and_renewed_before_its_end(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    first = own_certificate(tmp_path, now)
    assert own_certificate(tmp_path, now + timedelta(days=365)) == first
    renewed = own_certificate(tmp_path, now + timedelta(days=5 * 365))
    assert fingerprint_of(renewed.certificate) != fingerprint_of(first.certificate)
    assert x509.load_der_x509_certificate(renewed.certificate).not_valid_after_utc.year == 2036


def test_damaged_own_key_is_made_anew(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    first = own_certificate(tmp_path, now)
    (tmp_path / "own" / "leitstand-key.der").write_bytes(b"not a key")
    assert own_certificate(tmp_path, now).certificate != first.certificate
