"""How a session proves who we are, and how the server must prove who it is."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from asyncua import Client, ua
from asyncua.crypto import security_policies
from asyncua.crypto.uacrypto import CertProperties

from app.services.ports import SecretStore
from connectors.opcua.certificates import (
    CertificateError,
    OwnCertificate,
    TrustList,
    check_validity,
    fingerprint_of,
    first_certificate,
    load,
    microseconds,
    own_certificate,
    question_of,
)
from connectors.opcua.failures import RECHECK_S, NeedsPersonError
from connectors.opcua.options import SECRET_PREFIX, OpcuaOptions, SecurityMode, SecurityPolicy

_POLICIES: Final[dict[SecurityPolicy, type[security_policies.SecurityPolicy]]] = {
    SecurityPolicy.NONE: security_policies.SecurityPolicyNone,
    SecurityPolicy.BASIC256SHA256: security_policies.SecurityPolicyBasic256Sha256,
    SecurityPolicy.AES128_SHA256_RSAOAEP: security_policies.SecurityPolicyAes128Sha256RsaOaep,
    SecurityPolicy.AES256_SHA256_RSAPSS: security_policies.SecurityPolicyAes256Sha256RsaPss,
}

_MODES: Final = {
    SecurityMode.SIGN: ua.MessageSecurityMode.Sign,
    SecurityMode.SIGN_AND_ENCRYPT: ua.MessageSecurityMode.SignAndEncrypt,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything a session needs to prove who is who.

    Attributes:
        options: The source's settings.
        secrets: Where the password lies.
        folder: The source's own folder, for certificates.
    """

    options: OpcuaOptions
    secrets: SecretStore
    folder: Path

    @property
    def trust_list(self) -> TrustList:
        """The servers a person trusts."""
        return TrustList(self.folder)


@dataclass(frozen=True, slots=True)
class Peer:
    """The server as it introduced itself.

    Attributes:
        certificate: Its certificate, DER; empty when the channel is not secured.
        until_us: End of the certificate's validity, µs UTC; None when there is none.
    """

    certificate: bytes = b""
    until_us: int | None = None


async def meet(client: Client, identity: Identity, now: datetime) -> Peer:
    """Ask the server for its endpoints and check the one we want to use.

    Raises:
        NeedsPersonError: The server does not offer the protection asked for, or its certificate
            is out of date, belongs to another application or is not trusted (yet).
    """
    options = identity.options
    endpoints = await client.connect_and_get_server_endpoints()
    mode = _MODES[options.security_mode] if options.is_secured else ua.MessageSecurityMode.None_
    uri = _POLICIES[options.security_policy].URI
    endpoint = next(
        (e for e in endpoints if e.SecurityMode == mode and e.SecurityPolicyUri == uri), None
    )
    if endpoint is None:
        offered = sorted({_endpoint_text(endpoint) for endpoint in endpoints})
        raise NeedsPersonError(
            f"Der Server bietet „{options.security_text}“ nicht an, sondern: "
            f"{'; '.join(offered) or 'nichts'}. Bitte security_policy und security_mode anpassen.",
            RECHECK_S,
        )
    if not options.is_secured:
        return Peer()
    try:
        der = first_certificate(endpoint.ServerCertificate or b"")
        certificate = load(der)
        check_validity(certificate, endpoint.Server.ApplicationUri or "", now)
    except CertificateError as error:
        raise NeedsPersonError(str(error), RECHECK_S) from error
    if not identity.trust_list.is_trusted(der):
        await asyncio.to_thread(identity.trust_list.reject, der)
        raise NeedsPersonError(
            "Der Server zeigt ein Zertifikat, das hier noch niemand bestätigt hat. Bitte den "
            f"Fingerabdruck mit dem Betreiber vergleichen: {fingerprint_of(der)}.",
            RECHECK_S,
            question_of(der),
        )
    return Peer(der, microseconds(certificate.not_valid_after_utc))


async def prepare(
    client: Client, identity: Identity, peer: Peer, now: datetime
) -> OwnCertificate | None:
    """Give a client its certificate and its user before it connects.

    Returns:
        Our certificate, None on an unsecured channel.

    Raises:
        NeedsPersonError: A password, certificate or key is missing or unreadable.
    """
    own = await _prepare_channel(client, identity, peer, now)
    await _prepare_user(client, identity)
    return own


async def _prepare_channel(
    client: Client, identity: Identity, peer: Peer, now: datetime
) -> OwnCertificate | None:
    options = identity.options
    if not options.is_secured:
        return None
    try:
        own = await asyncio.to_thread(own_certificate, identity.folder, now)
    except CertificateError as error:
        raise NeedsPersonError(str(error), RECHECK_S) from error
    client.application_uri = own.application_uri
    await client.set_security(
        _POLICIES[options.security_policy],
        CertProperties(own.certificate, "der"),
        CertProperties(own.key, "der"),
        server_certificate=CertProperties(peer.certificate, "der"),
        mode=_MODES[options.security_mode],
    )
    return own


async def _prepare_user(client: Client, identity: Identity) -> None:
    options = identity.options
    if options.user:
        client.set_user(options.user)
        client.set_password(_password(identity))
    elif options.user_certificate:
        certificate = identity.folder / options.user_certificate
        key = identity.folder / options.user_key
        try:
            await client.load_client_certificate(str(certificate))
            await client.load_private_key(key)
        except (OSError, ValueError, TypeError) as error:
            raise NeedsPersonError(
                "Zertifikat oder Schlüssel des Benutzers sind nicht lesbar "
                f"({certificate}, {key}): {error}. Bitte user_certificate und user_key prüfen.",
                RECHECK_S,
            ) from error


def _password(identity: Identity) -> str:
    """Fetch the password by its reference; no reference is an empty password."""
    reference = identity.options.password
    if not reference:
        return ""
    secret = identity.secrets.get(reference.removeprefix(SECRET_PREFIX))
    if secret is None:
        raise NeedsPersonError(
            f"Das Passwort „{reference}“ fehlt im Schlüsselspeicher. Bitte dort eintragen und neu "
            "versuchen."
        )
    return secret


def _endpoint_text(endpoint: ua.EndpointDescription) -> str:
    policy = str(endpoint.SecurityPolicyUri or "").rpartition("#")[2]
    mode = endpoint.SecurityMode
    return policy if mode == ua.MessageSecurityMode.None_ else f"{policy}, {mode.name}"
