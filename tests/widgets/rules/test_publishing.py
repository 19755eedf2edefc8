"""From a wish to a set of rules in force: preview, reason, refusal, and the way back."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmRule
from app.domain.documents import DocumentKind
from app.domain.texts import NO_TEXT
from app.services.rulesets import differences, with_rule, with_rules, write_changes, write_rules
from tests.widgets.rules.conftest import CITY, Desk
from widgets.rules.publish_dialog import PublishDialog

FIRST, SECOND, THIRD = CITY.rules[:3]
LOWER = replace(FIRST, threshold=FIRST.threshold - 1)


def dialog_of(desk: Desk, qtbot: QtBot) -> PublishDialog:
    """Return the dialog that is open, once its preview is there."""
    dialog = desk.view.acts._publishing
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview is not None)
    return dialog


def confirm(dialog: PublishDialog, why: str = "Probe") -> None:
    dialog.why.setText(why)
    dialog.publish()


def save(desk: Desk, rule: AlarmRule, why: str) -> None:
    """Publish the rules in force with one in another one's place."""
    text = write_changes(CITY, with_rule(desk.city, rule))
    desk.view.documents.publish(DocumentKind.RULES, text, why)


def is_unreadable(dialog: PublishDialog) -> bool:
    return "nicht lesen" in dialog.stage.placeholder.sentence


def lines(dialog: PublishDialog) -> list[list[str]]:
    return dialog.tree.lines()


def test_an_edited_rule_is_published_as_a_change_of_the_profile(desk: Desk) -> None:
    save(desk, LOWER, "Zu hoch")
    ((kind, text, why),) = desk.asked
    assert (kind, why) == (DocumentKind.RULES, "Zu hoch")
    assert text.count("[[rule]]") == 1
    assert [change.alarm for change in differences(CITY, desk.city)] == [FIRST.id]


def test_removing_shows_what_goes_and_asks_why(desk: Desk, qtbot: QtBot) -> None:
    desk.view.select([str(FIRST.id), str(SECOND.id)])
    desk.view.ask_removal()
    dialog = dialog_of(desk, qtbot)
    assert [line[2] for line in lines(dialog)] == ["entfernt", "entfernt"]
    assert dialog.summary.text() == "2 entfernt"
    dialog.publish()
    assert desk.asked == [], "without a reason nothing happens"
    confirm(dialog)
    assert {rule.id for rule in CITY.rules} - {rule.id for rule in desk.city.rules} == {
        FIRST.id,
        SECOND.id,
    }
    assert desk.view.acts._publishing is None


def test_what_somebody_else_publishes_meanwhile_is_kept(desk: Desk, qtbot: QtBot) -> None:
    desk.view.select([str(SECOND.id)])
    desk.view.ask_removal()
    dialog = dialog_of(desk, qtbot)
    before = dialog.preview
    desk.record(DocumentKind.RULES, write_changes(CITY, with_rule(CITY, LOWER)), "Andere", "Bea")
    qtbot.waitUntil(lambda: dialog.preview is not None and dialog.preview is not before)
    confirm(dialog)
    changes = {change.alarm: change.new for change in differences(CITY, desk.city)}
    assert changes == {FIRST.id: LOWER, SECOND.id: None}


def test_rules_go_back_to_what_the_profile_says(desk: Desk, qtbot: QtBot) -> None:
    """Of a changed, a removed and a new rule, the first two are reset."""
    new = replace(THIRD, id=type(THIRD.id)(f"{THIRD.point}#neu"))
    city = with_rule(with_rule(CITY, LOWER), new)
    city = replace(city, rules=tuple(rule for rule in city.rules if rule.id != SECOND.id))
    desk.record(DocumentKind.RULES, write_changes(CITY, city), "Versuch")
    desk.settle()
    desk.view.select([str(FIRST.id), str(SECOND.id)])
    desk.view.ask_reset()
    confirm(dialog_of(desk, qtbot))
    assert [change.alarm for change in differences(CITY, desk.city)] == [new.id]


def test_a_file_is_shown_with_old_and_new_before_it_counts(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "satz.toml"
    path.write_text("# Kommentar\n" + write_rules([LOWER]), encoding="utf-8")
    desk.view.acts.import_file(path)
    dialog = dialog_of(desk, qtbot)
    head, attribute = lines(dialog)
    assert attribute[0] == "Grenze"
    assert attribute[1] != attribute[2]
    assert head[1].startswith(">")
    confirm(dialog)
    assert desk.asked[-1][1].startswith("# Kommentar"), "the file itself comes into force"
    assert desk.city.rules[0].threshold == LOWER.threshold


def test_a_file_replaces_what_was_changed_before_or_is_added_to_it(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    save(desk, LOWER, "vorher")
    other = replace(SECOND, on_delay_s=77.0)
    path = tmp_path / "satz.toml"
    path.write_text(write_rules([other]), encoding="utf-8")
    desk.view.acts.import_file(path)
    dialog = dialog_of(desk, qtbot)
    assert dialog.summary.text() == "2 geändert"
    keep = dialog.findChild(QCheckBox)
    assert keep is not None
    keep.setChecked(True)
    dialog = dialog_of(desk, qtbot)
    assert dialog.summary.text() == "1 geändert"
    confirm(dialog)
    assert {change.alarm for change in differences(CITY, desk.city)} == {FIRST.id, SECOND.id}


def test_a_file_with_one_bad_rule_loads_nothing_and_says_which(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "satz.toml"
    path.write_text(write_rules([LOWER, replace(SECOND, action=NO_TEXT)]), encoding="utf-8")
    desk.view.acts.import_file(path)
    dialog = dialog_of(desk, qtbot)
    said = dialog.faults.toPlainText()
    assert str(SECOND.id) in said
    assert "Zeile" in said
    assert "event = true" in said
    assert not dialog.stage.isVisible()
    confirm(dialog)
    assert desk.asked == []


def test_a_file_that_cannot_be_read_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "bild.toml"
    path.write_bytes(b"\xff\xfe")
    for file in (path, tmp_path / "fehlt.toml"):
        desk.view.acts.import_file(file)
        dialog = desk.view.acts._publishing
        assert dialog is not None
        qtbot.waitUntil(partial(is_unreadable, dialog))
        dialog.reject()


def test_what_changes_nothing_cannot_be_published(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "satz.toml"
    path.write_text(write_rules(CITY.rules), encoding="utf-8")
    desk.view.acts.import_file(path)
    dialog = dialog_of(desk, qtbot)
    assert dialog.summary.text() == "kein Unterschied"
    confirm(dialog)
    assert desk.asked == []


def test_what_the_collector_refuses_is_told_in_the_dialog_which_stays(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.is_silent = True
    desk.view.select([str(FIRST.id)])
    desk.view.ask_removal()
    dialog = dialog_of(desk, qtbot)
    confirm(dialog)
    assert "Wird geprüft" in dialog.notice.sentence
    desk.view.show_problems(["Der Sammler ist nicht verbunden."])
    assert dialog.faults.toPlainText() == "Der Sammler ist nicht verbunden."
    assert desk.view.documents.undo is None
    confirm(dialog)
    desk.answer()
    assert len(desk.asked) == 2
    assert desk.view.documents.undo is not None


def test_a_refusal_without_a_dialog_stands_above_the_list(desk: Desk) -> None:
    desk.is_silent = True
    save(desk, LOWER, "Zu hoch")
    desk.view.show_problems(["Zeile 3: Das geht nicht."])
    assert "Zeile 3: Das geht nicht." in desk.view.stage.notice.sentence
    desk.view.stage.action_requested.emit()
    assert desk.view.stage.notice.sentence == ""


def test_a_change_is_taken_back_with_one_click(desk: Desk, qtbot: QtBot) -> None:
    save(desk, LOWER, "Zu hoch")
    assert desk.view.stage.notice.sentence == "In Kraft: Zu hoch"
    desk.view.documents.read()
    desk.settle()
    save(desk, replace(LOWER, on_delay_s=99.0), "Flattert")
    desk.view.documents.read()
    desk.settle()
    desk.view.stage.action_requested.emit()
    assert desk.city.rules[0].on_delay_s == FIRST.on_delay_s
    assert desk.city.rules[0].threshold == LOWER.threshold
    assert desk.asked[-1][2] == "Rückgängig: Flattert"
    assert desk.view.documents.undo is None, "taking back is not taken back"


def test_a_change_by_somebody_else_takes_the_way_back_away(desk: Desk, qtbot: QtBot) -> None:
    save(desk, LOWER, "Zu hoch")
    desk.view.documents.read()
    desk.settle()
    text = write_rules([replace(SECOND, on_delay_s=5.0)])
    desk.record(DocumentKind.RULES, text, "anders", "Bo")
    desk.settle()
    assert desk.view.documents.undo is None
    assert desk.view.stage.notice.sentence == ""


def test_what_this_person_changed_in_the_editor_can_be_taken_back_here(desk: Desk) -> None:
    """The editor publishes by itself; the list sees who did it."""
    desk.view.set_actor("Ada")
    desk.record(DocumentKind.RULES, write_rules([LOWER]), "im Editor", "Ada")
    desk.settle()
    assert desk.view.stage.notice.sentence == "In Kraft: im Editor"
    desk.view.stage.action_requested.emit()
    desk.settle()
    assert differences(CITY, desk.city) == []
    assert desk.view.documents.undo is None, "taking back is not taken back"
    desk.record(DocumentKind.RULES, write_rules([LOWER]), "woanders", "Bo")
    desk.settle()
    assert desk.view.documents.undo is None


def test_rules_are_exported_whole_or_as_changes(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    save(desk, LOWER, "Zu hoch")
    for name, is_whole in (("alle.toml", True), ("nur.toml", False)):
        with qtbot.waitSignal(desk.view.message_requested):
            desk.view.acts.export_file(tmp_path / name, is_whole=is_whole)
        text = (tmp_path / name).read_text("utf-8")
        assert differences(desk.city, with_rules(CITY, text)) == []
        assert text.count("[[rule]]") == (len(CITY.rules) if is_whole else 1)
    told: list[str] = []
    desk.view.message_requested.connect(told.append)
    with qtbot.waitSignal(desk.view.message_requested):
        desk.view.acts.export_file(tmp_path / "nicht" / "da.toml", is_whole=True)
    assert "konnte nicht geschrieben werden" in told[0]
