"""Our own application certificate, and the list of servers that a person trusts.

Everything lies in the source's folder: `own/` (certificate, key with mode 0600), `trusted/`,
`rejected/` (servers that were met and not trusted yet). A certificate is named by its SHA-256.
"""

import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.domain.sources import TrustQuestion
from connectors.opcua.values import EPOCH, MICROSECOND

KEY_BITS: Final = 2048
"""Accepted by all three SHA-256 policies (OPC UA Part 7: 2048 to 4096)."""

VALID_FOR: Final = timedelta(days=5 * 365)
"""Long enough that no plant stops on an ordinary day, short enough to be renewed in its life."""

RENEW_BEFORE: Final = timedelta(days=1)
"""An own certificate this close to its end is made anew."""

PRIVATE: Final = 0o600
APPLICATION_NAME: Final = "Leitstand"
FINGERPRINT_LENGTH: Final = 64


class CertificateError(Exception):
    """A certificate cannot be used; the text says why and what to do, in German."""


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """Our certificate with its private key.

    Attributes:
        application_uri: Name of this application, as in the certificate.
        certificate: DER form.
        key: PKCS#8 DER form of the private key.
        until_us: End of validity, µs UTC.
        file: Where the certificate lies, for the person who must make it known to the server.
    """

    application_uri: str
    certificate: bytes
    key: bytes
    until_us: int
    file: Path


def own_certificate(folder: Path, now: datetime) -> OwnCertificate:
    """Return our certificate, made on first need and renewed before it ends.

    Args:
        folder: The source's folder.
        now: The present moment, aware.

    Raises:
        CertificateError: The files cannot be read or written.
    """
    own = folder / "own"
    certificate_file, key_file = own / "leitstand.der", own / "leitstand-key.der"
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_usable(certificate_file, key_file, now):
            _make(certificate_file, key_file, now)
        key_file.chmod(PRIVATE)
        der = certificate_file.read_bytes()
        key = key_file.read_bytes()
    except OSError as error:
        raise CertificateError(
            f"Das eigene Zertifikat in {own} lässt sich nicht lesen oder anlegen: "
            f"{error.strerror or error}. Bitte Rechte und freien Platz prüfen."
        ) from error
    certificate = x509.load_der_x509_certificate(der)
    return OwnCertificate(
        application_uris(certificate)[0],
        der,
        key,
        microseconds(certificate.not_valid_after_utc),
        certificate_file,
    )


def _is_usable(certificate_file: Path, key_file: Path, now: datetime) -> bool:
    """Tell whether both files are there, belong together and are valid for some time."""
    try:
        certificate = x509.load_der_x509_certificate(certificate_file.read_bytes())
        key = serialization.load_der_private_key(key_file.read_bytes(), None)
    except (FileNotFoundError, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return (
        key.public_key() == certificate.public_key()
        and bool(application_uris(certificate))
        and certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc - RENEW_BEFORE
    )


def _make(certificate_file: Path, key_file: Path, now: datetime) -> None:
    """Make a self-signed application certificate (OPC UA Part 6, 6.2.2)."""
    host = socket.gethostname() or "localhost"
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"{APPLICATION_NAME}@{host}"[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, APPLICATION_NAME),
        ]
    )
    uri = x509.UniformResourceIdentifier(f"urn:{host}:leitstand")
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=True,
        data_encipherment=True,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    client = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # clocks in a plant differ
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectAlternativeName([uri, x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(client, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    pkcs8 = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(key_file, pkcs8, PRIVATE)
    _write(certificate_file, certificate.public_bytes(serialization.Encoding.DER), 0o644)


def _write(file: Path, content: bytes, mode: int) -> None:
    """Write a file whole or not at all; it never exists with a wider mode than asked for."""
    partial = file.with_suffix(file.suffix + ".part")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(file)


class TrustList:
    """Certificates of servers that a person accepted, as files in the source's folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read or written yet."""
        self.trusted = folder / "trusted"
        self.rejected = folder / "rejected"

    def is_trusted(self, der: bytes) -> bool:
        """Tell whether this very certificate was accepted. An empty or missing list trusts none."""
        try:
            return (self.trusted / _file_name(der)).read_bytes() == der
        except OSError:
            return False

    def reject(self, der: bytes) -> None:
        """Keep a certificate that was met and is not trusted (yet)."""
        with suppress(OSError):  # the question is shown anyway; trusting will say what is wrong
            self.rejected.mkdir(parents=True, exist_ok=True)
            _write(self.rejected / _file_name(der), der, 0o644)

    def trust(self, fingerprint: str) -> None:
        """Accept a certificate that was met before.

        Raises:
            CertificateError: No such certificate was met, or the list cannot be written.
        """
        name = fingerprint.replace(":", "").strip().lower()
        met = self.rejected / f"{name}.der"
        is_name = len(name) == FINGERPRINT_LENGTH and all(c in "0123456789abcdef" for c in name)
        try:
            der = met.read_bytes() if is_name else b""
        except OSError:
            der = b""
        if not der or met.name != _file_name(der):
            raise CertificateError(
                f"Ein Zertifikat mit dem Fingerabdruck {fingerprint} hat dieser Server nicht "
                "gezeigt. Bitte die Verbindung neu versuchen und den Fingerabdruck vergleichen."
            )
        try:
            self.trusted.mkdir(parents=True, exist_ok=True)
            _write(self.trusted / met.name, der, 0o644)
            met.unlink(missing_ok=True)
        except OSError as error:
            raise CertificateError(
                f"Die Vertrauensliste {self.trusted} lässt sich nicht schreiben: "
                f"{error.strerror or error}. Bitte Rechte und freien Platz prüfen."
            ) from error


def first_certificate(chain: bytes) -> bytes:
    """Return the server's own certificate out of a chain of concatenated DER certificates.

    Raises:
        CertificateError: There is no certificate in it.
    """
    long_form, header = 0x82, 4
    if len(chain) < header or chain[0] != 0x30 or chain[1] != long_form:  # noqa: PLR2004 -- DER tag SEQUENCE
        raise CertificateError("Der Server zeigt kein lesbares Zertifikat. Bitte dort prüfen.")
    return chain[: int.from_bytes(chain[2:4], "big") + header]


def load(der: bytes) -> x509.Certificate:
    """Read a server's certificate.

    Raises:
        CertificateError: It is not a certificate.
    """
    try:
        return x509.load_der_x509_certificate(der)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CertificateError(
            "Das Zertifikat des Servers ist beschädigt oder unbekannter Art. Bitte den Betreiber "
            "des Servers um ein neues bitten."
        ) from error


def question_of(der: bytes) -> TrustQuestion:
    """Return what a person is asked about a certificate.

    Raises:
        CertificateError: It is not a certificate.
    """
    certificate = load(der)
    uris = application_uris(certificate)
    return TrustQuestion(
        fingerprint_of(der),
        certificate.subject.rfc4514_string(),
        certificate.issuer.rfc4514_string(),
        microseconds(certificate.not_valid_before_utc),
        microseconds(certificate.not_valid_after_utc),
        uris[0] if uris else "",
    )


def check_validity(certificate: x509.Certificate, application_uri: str, now: datetime) -> None:
    """Refuse a certificate that is out of date or belongs to another application.

    Args:
        certificate: The server's certificate.
        application_uri: The application the server says it is.
        now: The present moment, aware.

    Raises:
        CertificateError: With the reason and what to do.
    """
    if now > certificate.not_valid_after_utc:
        raise CertificateError(
            f"Das Zertifikat des Servers ist seit {certificate.not_valid_after_utc:%d.%m.%Y} "
            "abgelaufen. Bitte den Betreiber des Servers um ein neues bitten."
        )
    if now < certificate.not_valid_before_utc:
        raise CertificateError(
            f"Das Zertifikat des Servers gilt erst ab {certificate.not_valid_before_utc:%d.%m.%Y}. "
            "Bitte die Uhren dieses Rechners und des Servers prüfen."
        )
    uris = application_uris(certificate)
    if application_uri not in uris:
        named = uris[0] if uris else "keine"
        raise CertificateError(
            f"Das Zertifikat gehört zu einer anderen Anwendung ({named}) als der Server angibt "
            f"({application_uri}). Bitte prüfen, ob die Adresse zum richtigen Server führt."
        )


def application_uris(certificate: x509.Certificate) -> list[str]:
    """Return the application URIs a certificate names."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return []
    return list(names.get_values_for_type(x509.UniformResourceIdentifier))


def fingerprint_of(der: bytes) -> str:
    """Return the SHA-256 of a certificate as upper-case hex pairs with colons."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    return digest.finalize().hex(":").upper()


def microseconds(moment: datetime) -> int:
    """Return a moment in µs UTC."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(time_us: int) -> datetime:
    """Return µs UTC as an aware moment."""
    return datetime.fromtimestamp(time_us // 1_000_000, UTC)


def _file_name(der: bytes) -> str:
    return f"{fingerprint_of(der).replace(':', '').lower()}.der"
