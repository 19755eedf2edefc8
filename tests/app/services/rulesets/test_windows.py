"""Maintenance windows: written, read again, and refused with the reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.alarms import MaintenanceWindow, Scope
from app.domain.cities import City
from app.domain.points import DeviceId, FieldId, PointId, SourceId
from app.services.rulesets import RulesetError, read_windows, write_windows

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(str.strip)
SCOPES = st.builds(
    Scope,
    points=st.frozensets(st.sampled_from([PointId("pegel"), PointId("luft-markt.no2")])),
    devices=st.frozensets(st.just(DeviceId("ampel-1")), min_size=1),
    districts=st.frozensets(st.just("mitte")),
    fields=st.frozensets(st.just(FieldId("umwelt"))),
    sources=st.frozensets(st.just(SourceId("plc"))),
)
STARTS = st.integers(0, 4_000_000_000_000_000)
WINDOWS = st.builds(
    lambda name, start, length, scope, reason, order, actor: MaintenanceWindow(
        name, start, start + length, scope, reason, order, actor
    ),
    st.uuids().map(lambda uuid: uuid.hex),
    STARTS,
    st.integers(1, 10**13),
    SCOPES,
    WORDS,
    WORDS,
    st.just("") | WORDS,
)
TEXT = """
[[window]]
id = "a1"
start = 2026-11-30T08:00:00+01:00
end = 2026-11-30T10:00:00+01:00
reason = "Switch tauschen"
work_order = "A-17"
actor = "Ada"
devices = ["ampel-1"]
"""


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(windows=st.lists(WINDOWS, max_size=3, unique_by=lambda window: window.id).map(tuple))
def test_windows_are_read_as_they_were_written(
    city: City, windows: tuple[MaintenanceWindow, ...]
) -> None:
    assert read_windows(write_windows(windows), city) == windows


def test_a_moment_without_offset_is_meant_by_the_city_s_clock(city: City) -> None:
    local = TEXT.replace("+01:00", "")
    assert read_windows(local, city) == read_windows(TEXT, city)


def test_nothing_written_is_no_window(city: City) -> None:
    assert read_windows("", city) == ()
    assert write_windows(()) == ""


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("10:00", "08:00", "Zeile 5, Wartungsfenster a1, end:", "nicht nach dem Beginn"),
        ("Switch tauschen", " ", "Zeile 6", "fehlt der Grund"),
        ("A-17", "", "Zeile 7", "fehlt der Arbeitsauftrag"),
        ('devices = ["ampel-1"]\n', "", "Zeile 2", "woran gearbeitet wird"),
        ('"ampel-1"', '"ampel-2"', "Zeile 9", "„ampel-2“ gibt es in dieser Stadt nicht"),
        ("devices", "geraete", "Zeile 9", "nicht bekannt"),
        ("2026-11-30T08:00:00+01:00", '"gestern"', "Zeile 4", "Der Wert passt hier nicht"),
        (TEXT, TEXT + TEXT, "Zeile 12", "gibt es schon"),
        ("[[window]]", "[[window]", "Zeile 2", "Schreibweise"),
    ],
)
def test_what_makes_no_sense_is_refused(
    city: City, old: str, new: str, place: str, reason: str
) -> None:
    with pytest.raises(RulesetError) as error:
        read_windows(TEXT.replace(old, new, 1), city)
    first = next(one for one in map(str, error.value.problems) if reason in one)
    assert first.startswith(place)
