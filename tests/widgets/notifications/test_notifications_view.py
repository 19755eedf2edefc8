"""Who is told of alarms can be seen, changed as a draft, published with a reason, and tried out."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.alarms import AlarmEvent, AlarmEventKind
from app.domain.alarms.escalations import NotificationPlan
from app.domain.documents import DocumentKind
from app.services.notifications import read_plan, write_plan
from tests.fakes.city import make_state
from tests.widgets.notifications.conftest import CITY, PLAN, Desk
from widgets.notifications.part_form import PartForm
from widgets.notifications.policy_form import PolicyForm
from widgets.notifications.receiver_forms import MailForm, PersonForm


def open_form(desk: Desk) -> PartForm:
    form = desk.view.editing.form
    assert form is not None
    return form


def test_without_a_plan_the_way_to_one_is_offered(empty: Desk) -> None:
    empty.read()
    stage = empty.view.stage
    assert stage.placeholder.sentence == "Noch wird niemand benachrichtigt."
    stage.action_requested.emit()
    assert stage.is_content_shown
    form = open_form(empty)
    assert isinstance(form, MailForm)
    form.host.setText("mail.example.org")
    form.sender_line.setText("leitstand@example.org")
    form.give()
    assert empty.view.draft.plan.mail is not None
    assert empty.asked == []


def test_who_is_on_call_now_and_next_follows_the_plan_in_force(desk: Desk) -> None:
    view = desk.view
    assert view.duty.now.text() == "Jetzt in Bereitschaft: Anna Meier"
    assert view.duty.next.text() == "Ab Di 07:00: Bernd"
    assert view.duty.gaps.text() == "Ohne Bereitschaft: Sa 07:00–16:00, So 07:00–16:00: niemand"
    assert view.duty.panel.model.lines[1] == ["Bernd", "Mo–Fr", "07:00–16:00"]
    later = replace(make_state(CITY), at_us=make_state(CITY).at_us + 16 * 3_600_000_000)
    view.show_state(later)
    assert view.duty.now.text() == "Jetzt in Bereitschaft: Bernd"


def test_the_picture_of_the_week_tells_of_each_place_who_is_there(desk: Desk) -> None:
    week = desk.view.duty.week
    area = week._area
    line = area.height() / 7
    at_noon = area.left() + area.width() / 2
    assert week.text_at(at_noon, line / 2) == "Mo 07:00–16:00: Bernd"
    assert week.text_at(at_noon, 5.5 * line) == "Sa 07:00–16:00: niemand"
    assert week.accessibleDescription() == "Sa 07:00–16:00, So 07:00–16:00: niemand"


def test_changes_are_a_draft_with_a_way_back(desk: Desk) -> None:
    view = desk.view
    view.duty.panel.select(0)
    view.duty.panel.wanted.emit("down", 0)
    view.policies.panel.wanted.emit("remove", 0)
    assert view.draft.plan.policies == ()
    assert view.bar.state.text() == "Entwurf, gilt noch nicht: 1 geändert, 1 entfernt"
    view.bar.undo.click()
    assert view.draft.plan.policies == PLAN.policies
    view.bar.undo.click()
    assert not view.draft.is_changed
    view.bar.redo.click()
    assert view.draft.plan.duties == PLAN.duties[::-1]
    view.bar.discard.click()
    assert view.draft.plan == PLAN
    assert desk.asked == []


def test_a_draft_with_a_fault_says_so_and_cannot_be_published(desk: Desk) -> None:
    desk.view.receivers_page.people.wanted.emit("remove", 0)
    assert "Die Person „anna“ gibt es nicht" in desk.view.stage.notice.sentence
    assert not desk.view.bar.publish.isEnabled()


def test_publishing_shows_what_changes_and_asks_why(desk: Desk) -> None:
    view = desk.view
    view.policies.panel.wanted.emit("remove", 0)
    view.bar.publish.click()
    desk.settle()
    dialog = view.acts.dialog
    assert dialog is not None
    lines = dialog.tree.lines()
    assert lines[0] == ["Regel Kritisches", "", "entfernt"]
    assert ["Stufen", "sofort → Bereitschaft; nach 10 min → Webhook chat", ""] in lines
    dialog.publish()
    assert desk.asked == []
    dialog.why.setText("Ruhe im Urlaub")
    dialog.publish()
    kind, text, why = desk.asked[0]
    assert (kind, why) == (DocumentKind.NOTIFICATIONS, "Ruhe im Urlaub")
    assert read_plan(text) == replace(PLAN, policies=())
    desk.answer()
    desk.settle()
    assert view.draft.base == replace(PLAN, policies=())
    assert view.bar.state.text() == "So ist es in Kraft."
    assert not view.draft.can_undo


def test_what_the_collector_refuses_is_said_where_it_was_asked(desk: Desk) -> None:
    view = desk.view
    view.policies.panel.wanted.emit("remove", 0)
    view.bar.publish.click()
    desk.settle()
    dialog = view.acts.dialog
    assert dialog is not None
    dialog.why.setText("Probe")
    dialog.publish()
    view.show_problems(["Zu einer Änderung gehört ein Grund."])
    assert "gehört ein Grund" in dialog.faults.toPlainText()
    assert view.draft.is_changed
    dialog.reject()
    view.show_problems(["Das Journal ist voll."])
    assert "Das Journal ist voll." in view.stage.notice.sentence


def test_a_plan_from_elsewhere_leaves_the_draft_and_says_so(desk: Desk) -> None:
    view = desk.view
    view.policies.panel.wanted.emit("remove", 0)
    other = replace(PLAN, webhooks=(replace(PLAN.webhooks[0], url="https://x.example.org"),))
    desk.record(write_plan(other))
    view.reload()
    desk.settle()
    assert "Inzwischen ist ein anderer Plan in Kraft" in view.stage.notice.sentence
    assert view.draft.plan == replace(PLAN, policies=())
    view.stage.notice.action_requested.emit()
    assert view.draft.plan == other


def test_an_open_dialog_compares_with_what_is_in_force_by_now(desk: Desk) -> None:
    view = desk.view
    view.policies.panel.wanted.emit("remove", 0)
    view.bar.publish.click()
    desk.settle()
    desk.record(write_plan(replace(PLAN, webhooks=(), policies=())))
    view.reload()
    desk.settle()
    dialog = view.acts.dialog
    assert dialog is not None
    assert next(line[2] for line in dialog.tree.lines() if line[2]) == "neu"
    dialog.reject()


def test_versions_are_compared_and_one_can_come_back(desk: Desk) -> None:
    desk.record(write_plan(replace(PLAN, policies=())), "Urlaub")
    desk.view.reload()
    desk.settle()
    desk.view.acts.show_versions()
    desk.settle()
    listed = desk.view.acts.list
    assert listed is not None
    assert desk.view.base_number == 2
    assert listed.heading.text() == "Von Version 1 zu 2: 1 entfernt"
    assert listed.model.texts(2)[3] == "Niemand wird benachrichtigt"
    listed.restore_requested.emit(listed.model.versions[1])
    desk.settle()
    dialog = desk.view.acts.dialog
    assert dialog is not None
    assert dialog.why.text() == "Wieder Version 1: Probe"
    dialog.publish()
    assert read_plan(desk.asked[0][1]) == PLAN


def test_what_went_out_and_what_did_not_is_listed(desk: Desk) -> None:
    rule = CITY.rules[0]
    for kind, comment in (
        (AlarmEventKind.NOTIFIED, "nachts/1/anna: E-Mail an anna@example.org"),
        (AlarmEventKind.RAISED, ""),
        (AlarmEventKind.UNNOTIFIED, "weg/2/chat: Der Webhook ist weg."),
    ):
        event = AlarmEvent(rule.id, kind, make_state(CITY).at_us, 1.0, "anna", comment)
        desk.journal.lines.append((event, ""))
    desk.view.reload()
    desk.settle()
    failed, sent = desk.view.deliveries.panel.model.lines
    assert sent[1] == "zugestellt"
    assert sent[3:] == ["Anna Meier", "E-Mail an anna@example.org (Kritisches, Stufe 1)"]
    assert failed[1] == "nicht zugestellt"
    assert failed[4] == "Der Webhook ist weg."


def test_a_test_message_is_asked_for_and_its_fate_told(desk: Desk) -> None:
    view = desk.view
    actions = view.bar._receivers.actions()
    assert [action.text() for action in actions] == ["Anna Meier", "Bernd", "Webhook chat"]
    actions[0].trigger()
    assert desk.tests == ["anna"]
    assert "unterwegs" in view.stage.notice.sentence
    view.show_test("anna", "")
    assert desk.said[-1] == "Die Testnachricht an Anna Meier ist zugestellt."
    view.show_test("chat", "Der Webhook antwortet nicht.")
    assert view.stage.notice.sentence.endswith("ging nicht hinaus: Der Webhook antwortet nicht.")
    view.stage.notice.action_requested.emit()
    assert view.stage.notice.sentence == ""


def test_a_plan_goes_to_a_file_and_comes_back_as_a_draft(desk: Desk, tmp_path: Path) -> None:
    view, path = desk.view, tmp_path / "plan.toml"
    view.acts.export_file(path)
    desk.settle()
    assert read_plan(path.read_text("utf-8")) == PLAN
    path.write_text(write_plan(replace(PLAN, policies=())), "utf-8")
    view.acts.import_file(path)
    desk.settle()
    assert view.draft.plan.policies == ()
    path.write_text("[[person]]\nid = 1", "utf-8")
    view.acts.import_file(path)
    desk.settle()
    assert "plan.toml" in view.stage.notice.sentence
    view.acts.import_file(tmp_path / "fehlt.toml")
    desk.settle()
    assert "fehlt.toml konnte nicht gelesen werden" in view.stage.notice.sentence


def test_a_broken_journal_is_said_and_read_again(desk: Desk) -> None:
    desk.journal.trouble = "Das Journal ist gesperrt."
    desk.view.reload()
    desk.settle()
    assert "Das Journal ist gesperrt." in desk.view.stage.notice.sentence
    desk.journal.trouble = ""
    desk.view.stage.notice.action_requested.emit()
    desk.settle()
    assert desk.view.stage.notice.sentence == ""


def test_a_person_is_asked_for_and_faults_stand_below_their_line(desk: Desk) -> None:
    desk.view.receivers_page.people.wanted.emit("new", -1)
    form = open_form(desk)
    assert isinstance(form, PersonForm)
    assert form.notice.sentence == "Schreiben Sie den Namen."
    form.name.setText("Anna Meier")
    form.email.setText("kein")
    assert form.faults == ["„kein“ ist keine E-Mail-Adresse."]
    assert not form.give_button.isEnabled()
    form.email.setText("anna.m@example.org")
    form.give()
    assert desk.view.draft.plan.people[-1].id == "anna-meier"


def test_a_policy_is_changed_step_by_step(desk: Desk) -> None:
    desk.view.policies.panel.wanted.emit("edit", 0)
    form = open_form(desk)
    assert isinstance(form, PolicyForm)
    row = form.steps.add_step()
    assert form.faults == ["Stufe 3: Es ist kein Empfänger angegeben."]
    row.choose("bernd")
    assert form.faults == []
    form.give()
    steps = desk.view.draft.plan.policies[0].steps
    assert [(step.after_s, step.receivers) for step in steps[1:]] == [
        (600.0, ("chat",)),
        (1200.0, ("bernd",)),
    ]
    assert desk.view.draft.plan.policies[0].id == "nachts"


def test_a_time_on_call_is_changed_where_it_stands(desk: Desk) -> None:
    desk.view.duty.panel.wanted.emit("edit", 0)
    form = open_form(desk)
    hours = getattr(form, "hours", None)
    assert hours is not None
    for day in hours.days:
        day.setChecked(False)
    assert any("Wochentag" in fault for fault in form.faults)
    hours.days[4].setChecked(True)
    form.give()
    assert desk.view.draft.plan.duties[0].schedule.days == {4}


def test_rows_are_copied_and_columns_remembered(desk: Desk) -> None:
    panel = desk.view.duty.panel
    panel.select(1)
    panel.copy()
    assert QApplication.clipboard().text() == "Person\tTage\tUhrzeit\nBernd\tMo–Fr\t07:00–16:00\n"
    desk.view.tabs.setCurrentIndex(2)
    state = desk.view.save_state()
    desk.view.tabs.setCurrentIndex(0)
    desk.view.restore_state(state)
    assert desk.view.tabs.currentIndex() == 2
    desk.view.restore_state({"page": "x", "columns": 3})


def test_a_draft_outlives_the_console(desk: Desk) -> None:
    view = desk.view
    view.policies.panel.wanted.emit("remove", 0)
    state = view.save_state()
    view.draft.discard()
    view.restore_state(state)
    view.reload()
    desk.settle()
    assert view.draft.plan == replace(PLAN, policies=())
    assert view.draft.base == PLAN


def test_rows_go_into_a_csv_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bereitschaft.csv"
    desk.view.duty.panel.export_csv(path)
    assert "Bernd;Mo–Fr;07:00–16:00" in path.read_text("utf-8-sig")
    desk.view.duty.panel.export_csv(tmp_path / "fehlt" / "x.csv")
    assert "konnte nicht geschrieben werden" in desk.said[-1]


def test_an_unreadable_plan_is_told_and_nobody_is_shown(empty: Desk) -> None:
    empty.record("[[person]]\nid = 1")
    empty.read()
    assert "nicht zu lesen" in empty.view.stage.notice.sentence
    assert empty.view.draft.base == NotificationPlan()
