"""Why a source that is polled cannot be asked, in words for a person."""

from typing import Final

RECHECK_S: Final = 300.0
"""After a failure that needs a person, one quiet try each five minutes."""


class PollingFailure(Exception):  # noqa: N818 -- named after what it carries, as in mqtt
    """Nothing of a source can be asked; the text says why, in German."""

    def __init__(self, reason: str) -> None:
        """Keep the reason: whole sentences for a person."""
        super().__init__(reason)
        self.reason = reason


class SilenceError(Exception):
    """A device gave no usable answer; the text says what a person may look for, in German."""

    def __init__(self, reason: str, *, is_refused: bool = False) -> None:
        """Keep the reason.

        Args:
            reason: Whole sentences.
            is_refused: True when the device answered, but refuses us.
        """
        super().__init__(reason)
        self.reason = reason
        self.is_refused = is_refused


def missing_secret(reference: str) -> PollingFailure:
    """Return the failure of a password that is not in the key ring."""
    return PollingFailure(
        f"Das Kennwort „{reference}“ ist im Schlüsselbund nicht hinterlegt. Bitte dort eintragen "
        "und erneut verbinden."
    )


REFUSALS: Final = {
    "UnknownUserName": "Das Gerät kennt den Benutzer nicht. Bitte user prüfen.",
    "UnknownSecurityName": "Das Gerät kennt den Benutzer nicht. Bitte user prüfen.",
    "WrongDigest": "Das Gerät lehnt das Kennwort ab. Bitte auth und auth_password prüfen.",
    "AuthenticationFailure": "Das Gerät lehnt die Anmeldung ab. Bitte auth_password prüfen.",
    "AuthenticationError": "Das Gerät lehnt die Anmeldung ab. Bitte auth_password prüfen.",
    "UnsupportedSecurityLevel": (
        "Das Gerät verlangt eine andere Sicherheitsstufe. Bitte auth und privacy prüfen."
    ),
    "DecryptionError": (
        "Das Gerät kann uns nicht entschlüsseln. Bitte privacy und privacy_password prüfen."
    ),
    "UnknownCommunityName": "Das Gerät kennt die Community nicht. Bitte community prüfen.",
    "NoSuchContext": "Das Gerät kennt den Kontext nicht. Bitte context prüfen.",
    "NoAccessEntry": "Der Benutzer darf auf diesem Gerät nichts lesen.",
    "NoGroupName": "Der Benutzer darf auf diesem Gerät nichts lesen.",
}
"""What error indications of pysnmp mean, by the names of their classes (RFC 3414, section 3.2)."""

UNANSWERED_V2C: Final = (
    "Das Gerät antwortet nicht. Ist es erreichbar, stimmt die Community, und darf dieser Rechner "
    "fragen?"
)
"""A wrong community is met with silence, so it looks like a device that is away."""

UNANSWERED_V3: Final = "Das Gerät antwortet nicht. Ist es erreichbar, und spricht es SNMP v3?"
