"""A rule changed from the list of alarms: tested on the past, in force at once, taken back."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.documents import DocumentKind
from tests.journeys.station import LEVEL, Station, at_work, table_rows

pytestmark = pytest.mark.journey

WHY = "Der Rechen setzt sich frueher zu"

BAD = """\
[[rule]]
id = "pegel.stand#hi"
point = "pegel.stand"
kind = "hi"
threshold = 70
deadband = -3
consequence = "moderate"
response = "prompt"
message = "Wasserstand zu hoch"
action = "Rechen ansehen."
"""


def limit(station: Station) -> float:
    """Return the limit by which the console shows the alarm."""
    city = station.console.city
    assert city is not None
    return next(rule.threshold for rule in city.rules if rule.id == LEVEL)


def open_editor(station: Station) -> Any:
    """Open the editor of the alarm's rule by the menu of the list."""
    station.choose()
    menu = station.page.alarms.make_menu()
    next(act for act in menu.actions() if act.text().startswith("Regel bearbeiten")).trigger()
    menu.deleteLater()
    editor = station.console.rules._editor
    assert editor is not None
    station.until(editor.isVisible)
    return editor


def change_limit(station: Station, value: str) -> None:
    """Write another limit, look at the back-test, save it and say why."""
    editor = open_editor(station)
    box = editor.form.fields["threshold"].number
    box.selectAll()
    station.write(box, value)
    bench = editor.bench
    station.until(lambda: bench.report is not None and bench.report.rule.threshold == float(value))
    figures, saved = bench.report.figures, bench.report.saved_figures
    assert figures.count == saved.count + 1
    assert any(row.startswith("Alarme |") for row in table_rows(bench.figures_model))
    station.click(editor.save_button)
    station.write(station.dialog().box, WHY, is_sent=True)
    station.until(lambda: not editor.isVisible())


def versions_tell_who_and_why(station: Station) -> None:
    """Open the versions and read the newest row."""
    rules = station.page.rules
    station.until(lambda: len(rules.documents.known.rules) == 1)
    rules.bar.versions_requested.emit()
    dialog = station.dialog()
    row = table_rows(dialog.model)[0]
    assert WHY in row
    assert station.console.surroundings.actor in row
    dialog.reject()


def bad_rules_are_refused(station: Station, path: Path) -> None:
    """Import a file with one bad rule: nothing of it is taken, here or by the collector."""
    path.write_text(BAD, "utf-8")
    station.page.rules.acts.import_file(path)
    dialog = station.dialog()
    station.until(lambda: dialog.preview is not None)
    assert any(LEVEL in problem for problem in dialog.preview.problems)
    assert LEVEL in dialog.faults.toPlainText()
    dialog.why.setText(WHY)
    dialog.publish()
    assert dialog.isVisible()
    dialog.reject()
    refusals: list[list[str]] = []
    station.console.rules.publish(DocumentKind.RULES, BAD, WHY, refusals.append)
    station.until(lambda: refusals)
    assert any(LEVEL in problem for problem in refusals[0])


def take_back(station: Station) -> None:
    """Press „Rückgängig“ above the list of rules."""
    station.page.dock("rules").setAsCurrentTab()
    notice = station.page.rules.stage.notice
    station.until(lambda: WHY in notice.sentence)
    station.click(notice._button)


def test_a_changed_rule_is_in_force_at_once_and_can_be_taken_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with at_work(tmp_path, qtbot) as station:
        station.measure("pegel", 50.0, 85.0, 50.0, ago_s=3_600.0)
        station.raise_level()
        station.measure("pegel", 60.0)
        station.until(lambda: not station.alarm().is_active)
        collector = station.collector()

        change_limit(station, "80")
        station.until(lambda: limit(station) == 80.0)
        station.measure("pegel", 90.0)
        station.until(lambda: station.alarm().is_active)
        assert station.alarm().value == 90.0
        assert station.collector() == collector
        versions_tell_who_and_why(station)

        before = station.versions()
        bad_rules_are_refused(station, tmp_path / "schlecht.toml")
        assert station.versions() == before
        assert limit(station) == 80.0

        # By the profile's limit, 90 cm are nothing.
        take_back(station)
        station.until(lambda: limit(station) == 100.0)
        station.until(lambda: not station.alarm().is_active)
        assert [version.number for version in station.versions()] == [1, 2]
