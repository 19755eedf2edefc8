"""The form of a new capsule: nothing is sent that lacks something; names can stay at home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId
from tests.fakes.capsules import END, MINUTE
from tests.fakes.clocks import START_US
from widgets.capsules.save_dialog import CapsuleForm, Incident, SaveCapsuleDialog

NOW = END + 10 * MINUTE
ALARM = Incident("NO₂ zu hoch", START_US, END, AlarmId("a#hi"))
MOMENT = Incident("Gezeigter Zeitpunkt", START_US - 60 * MINUTE, START_US - 60 * MINUTE)
LONG = Incident("Seit Tagen", START_US - 2 * 1_440 * MINUTE, END)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> SaveCapsuleDialog:
    path = tmp_path / "a.leitstand"
    dialog = SaveCapsuleDialog([ALARM, MOMENT, LONG], NOW, "Europe/Berlin", path)
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def forms(dialog: SaveCapsuleDialog) -> list[CapsuleForm]:
    forms: list[CapsuleForm] = []
    dialog.save_requested.connect(forms.append)
    dialog.why.setPlainText("Bericht")
    return forms


def test_half_an_hour_around_the_incident_is_offered_up_to_now(
    dialog: SaveCapsuleDialog, forms: list[CapsuleForm], tmp_path: Path
) -> None:
    assert "24.11.2025 16:30:00 – 17:20:00" in dialog.span.text()
    assert "Später ist noch nichts geschehen" in dialog.span.text()
    dialog.save()
    (form,) = forms
    assert (form.from_us, form.until_us) == (START_US - 30 * MINUTE, NOW)
    assert (form.title, form.why, form.incident) == ("NO₂ zu hoch", "Bericht", ALARM)
    assert (form.path, form.may_replace) == (tmp_path / "a.leitstand", False)
    assert form.keeps_names
    assert form.has_pictures


def test_the_title_follows_the_incident_until_somebody_writes_one(
    dialog: SaveCapsuleDialog,
) -> None:
    dialog.incident.setCurrentIndex(1)
    assert dialog.title.text() == MOMENT.title
    dialog.title.setText("Mein Titel")
    dialog.title.textEdited.emit("Mein Titel")
    dialog.incident.setCurrentIndex(0)
    assert dialog.title.text() == "Mein Titel"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("title", " ", "Titel"),
        ("path", "", "Datei"),
        ("path", "vorfall.leitstand", "Ordner"),
        ("path", "/data/vorfall.zip", ".leitstand"),
    ],
)
def test_what_is_missing_is_said(
    dialog: SaveCapsuleDialog, forms: list[CapsuleForm], field: str, text: str, words: str
) -> None:
    getattr(dialog, field).setText(text)
    dialog.save()
    assert forms == []
    assert words in dialog.notice.sentence


def test_a_reason_is_asked_for(dialog: SaveCapsuleDialog, forms: list[CapsuleForm]) -> None:
    dialog.why.setPlainText("")
    dialog.save()
    assert forms == []
    assert "Anlass" in dialog.notice.sentence


def test_more_than_a_day_is_refused(dialog: SaveCapsuleDialog, forms: list[CapsuleForm]) -> None:
    dialog.incident.setCurrentIndex(2)
    dialog.save()
    assert forms == []
    assert "24 Stunden" in dialog.notice.sentence


def test_without_names_there_are_no_pictures_either(
    dialog: SaveCapsuleDialog, forms: list[CapsuleForm]
) -> None:
    dialog.names.setChecked(False)
    assert not dialog.pictures.isEnabled()
    assert "Bedienung 1" in dialog.hint.text()
    dialog.save()
    assert not forms[0].keeps_names
    assert not forms[0].has_pictures


def test_a_file_is_replaced_only_when_the_person_says_so(
    dialog: SaveCapsuleDialog, forms: list[CapsuleForm]
) -> None:
    dialog.save()
    dialog.ask_replacement("Die Datei gibt es schon.")
    assert [form.may_replace for form in forms] == [False]
    dialog.notice.action_requested.emit()
    assert [form.may_replace for form in forms] == [False, True]


def test_the_first_press_of_cancel_stops_the_work_and_the_second_closes(
    qtbot: QtBot, dialog: SaveCapsuleDialog, forms: list[CapsuleForm]
) -> None:
    dialog.show()
    dialog.save()
    dialog.show_progress(3, 10)
    assert dialog.progress.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.save()
    assert len(forms) == 1  # not twice
    with qtbot.waitSignal(dialog.cancel_requested):
        dialog.reject()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()


def test_what_failed_stays_beside_the_form(
    dialog: SaveCapsuleDialog, forms: list[CapsuleForm]
) -> None:
    dialog.show()
    dialog.save()
    dialog.show_problem("Kein Platz.")
    assert dialog.notice.sentence == "Kein Platz."
    assert dialog.isVisible()
    dialog.save()
    dialog.finish()
    assert not dialog.isVisible()
    assert len(forms) == 2


def test_every_control_has_a_name(dialog: SaveCapsuleDialog) -> None:
    for control in (
        dialog.incident,
        dialog.before,
        dialog.after,
        dialog.title,
        dialog.why,
        dialog.path,
        dialog.browse,
        dialog.progress,
    ):
        assert control.accessibleName()
