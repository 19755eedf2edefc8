"""Alarm messages without what stands beside them already."""

import pytest

from widgets.alarms.words import short_message


@pytest.mark.parametrize(
    ("message", "subject", "place", "short"),
    [
        ("Ampel gestört – Nordring", "Störung", "Nordring", "Ampel gestört"),
        ("Temperatur: zu hoch", "Temperatur", "", "zu hoch"),
        ("Battery of the noise meter empty", "Battery", "", "Battery of the noise meter empty"),
        ("Störung", "Störung", "", "Störung"),
        ("Nordring", "Störung", "Nordring", "Nordring"),
    ],
)
def test_a_message_loses_only_what_is_set_apart(
    message: str, subject: str, place: str, short: str
) -> None:
    assert short_message(message, subject, place) == short
