"""What an error means: try again soon, or wait for a person; always in whole sentences."""

import socket

import pytest
from asyncua import ua

from connectors.opcua.failures import NeedsPersonError, failure_of

URL = "opc.tcp://werk:4840"


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        socket.gaierror(-2, "unknown"),
        OSError(113, "No route to host"),
        ua.uaerrors.BadTooManySessions(),
        KeyError("surprise"),
    ],
)
def test_passing_faults_are_tried_again(error: Exception) -> None:
    failure = failure_of(error, URL)
    assert not failure.needs_person
    assert failure.reason


@pytest.mark.parametrize(
    "error",
    [
        ua.uaerrors.BadUserAccessDenied(),
        ua.uaerrors.BadIdentityTokenRejected(),
        ua.uaerrors.BadIdentityTokenInvalid(),
    ],
)
def test_refused_users_are_never_tried_again_by_themselves(error: Exception) -> None:
    failure = failure_of(error, URL)
    assert failure.needs_person
    assert failure.recheck_s is None


@pytest.mark.parametrize(
    "error", [ua.uaerrors.BadCertificateUntrusted(), ua.uaerrors.BadSecurityChecksFailed()]
)
def test_refused_certificates_are_looked_at_again_once_a_minute(error: Exception) -> None:
    failure = failure_of(error, URL)
    assert failure.needs_person
    assert failure.recheck_s is not None
    assert failure.recheck_s >= 60


def test_own_word_is_kept() -> None:
    failure = failure_of(NeedsPersonError("Bitte handeln.", 5.0), URL)
    assert (failure.reason, failure.needs_person, failure.recheck_s) == (
        "Bitte handeln.",
        True,
        5.0,
    )
