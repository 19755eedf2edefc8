"""What a failed connection means to a person: try again soon, or wait for somebody to act."""

import socket
from dataclasses import dataclass
from typing import Final

from app.domain.sources import TrustQuestion

RECHECK_S: Final = 60.0
"""A fault that is mended at the other end is looked for again once a minute, never fast."""


class NeedsPersonError(Exception):
    """The connection cannot stand before a person has done something; the text says what."""

    def __init__(
        self,
        reason: str,
        recheck_s: float | None = None,
        question: TrustQuestion | None = None,
    ) -> None:
        """Keep the reason and how it may end.

        Args:
            reason: Whole sentences for a person, in German.
            recheck_s: Look again after this long, because it may be mended at the other end;
                None waits for a person here.
            question: A certificate a person must decide on.
        """
        super().__init__(reason)
        self.reason = reason
        self.recheck_s = recheck_s
        self.question = question


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed try in words.

    Attributes:
        reason: Whole sentences for a person.
        needs_person: True when trying again by itself would not help.
        recheck_s: For those: look again after this long; None does not.
        question: A certificate a person must decide on.
    """

    reason: str
    needs_person: bool = False
    recheck_s: float | None = None
    question: TrustQuestion | None = None


_LOGIN: Final = {
    "BadUserAccessDenied": "Der Server lehnt Benutzer oder Passwort ab.",
    "BadIdentityTokenRejected": "Der Server lehnt diese Anmeldung ab.",
    "BadIdentityTokenInvalid": "Der Server erkennt diese Anmeldung nicht an.",
    "BadUserSignatureInvalid": "Die Unterschrift des Benutzerzertifikats stimmt nicht.",
}
"""Never tried again by itself: a server may lock the account."""

_REFUSED: Final = {
    "BadSecurityChecksFailed",
    "BadCertificateUntrusted",
    "BadCertificateInvalid",
    "BadCertificateTimeInvalid",
    "BadCertificateIssuerTimeInvalid",
    "BadCertificateUriInvalid",
    "BadCertificateHostNameInvalid",
    "BadCertificateUseNotAllowed",
    "BadCertificateRevoked",
    "BadCertificateChainIncomplete",
    "BadApplicationSignatureInvalid",
}

_BUSY: Final = {
    "BadTooManySessions": "Der Server hat keine freie Sitzung mehr.",
    "BadServerHalted": "Der Server hält gerade an.",
    "BadShutdown": "Der Server fährt herunter.",
    "BadServerTooBusy": "Der Server ist überlastet.",
    "BadTcpServerTooBusy": "Der Server ist überlastet.",
    "BadOutOfMemory": "Dem Server fehlt Speicher.",
}


def failure_of(error: BaseException, url: str) -> Failure:
    """Say what an error of a connection attempt or of a standing connection means.

    Works on the names of asyncua's error classes, so that it needs no asyncua.
    """
    name = type(error).__name__
    if isinstance(error, NeedsPersonError):
        return Failure(error.reason, True, error.recheck_s, error.question)  # noqa: FBT003 -- a fact
    if name in _LOGIN:
        reason = (
            f"{_LOGIN[name]} Bitte Benutzer und Passwort der Quelle prüfen, dann neu versuchen."
        )
        return Failure(reason, needs_person=True)
    if name in _REFUSED:
        reason = (
            f"Der Server nimmt das Zertifikat dieses Programms nicht an ({name}). Bitte dort das "
            "Zertifikat von Leitstand als vertrauenswürdig eintragen; danach verbindet es sich "
            "von selbst."
        )
        return Failure(reason, needs_person=True, recheck_s=RECHECK_S)
    if name == "BadSecurityPolicyRejected":
        return Failure(
            "Der Server bietet die eingestellte Verschlüsselung nicht an. Bitte "
            "security_policy und security_mode der Quelle anpassen.",
            needs_person=True,
            recheck_s=RECHECK_S,
        )
    if name in _BUSY:
        return Failure(f"{_BUSY[name]} Es wird weiter versucht.")
    return Failure(_plain(error, name, url))


def _plain(error: BaseException, name: str, url: str) -> str:
    """Return the words for an error of the network, or for one that nobody foresaw."""
    if isinstance(error, TimeoutError):
        return f"Der Server {url} antwortet nicht. Es wird weiter versucht."
    if isinstance(error, ConnectionRefusedError):
        return f"Unter {url} nimmt niemand Verbindungen an. Läuft der Server?"
    if isinstance(error, socket.gaierror):
        return f"Der Name in {url} lässt sich nicht auflösen. Bitte Adresse und Netz prüfen."
    if isinstance(error, OSError):
        return f"Die Verbindung zu {url} ist unterbrochen: {error.strerror or error}."
    detail = str(error)[:200]
    return f"Die Verbindung zu {url} ist gescheitert: {name} {detail}".rstrip() + "."
