"""A plan is read as written, written as read, and one fault refuses all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority, Schedule
from app.domain.alarms.escalations import (
    ON_DUTY,
    Duty,
    EscalationStep,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
    Webhook,
)
from app.domain.points import FieldId
from app.services.notifications import PlanError, read_plan, write_plan

PLAN = """
[mail]
host = "smtp.example.org"
sender = "leitstand@example.org"
password = "secret:hamm/smtp"
user = "leitstand"

[[person]]
id = "anna"
name = "Anna Beispiel"
email = "anna@example.org"

[[webhook]]
id = "chat"
url = "https://example.org/hook"

[[duty]]
person = "anna"
days = ["mo", "di"]
start = "22:00"
end = "06:00"

[[policy]]
id = "nachts"
name = "Kritisch in der Nacht"
priorities = ["critical", "high"]
[[policy.step]]
after_s = 600
to = ["chat"]
[[policy.step]]
to = ["duty"]
"""


def test_a_plan_is_read() -> None:
    plan = read_plan(PLAN)
    assert plan.mail == MailServer(
        "smtp.example.org", 587, "starttls", "leitstand@example.org", "leitstand",
        "secret:hamm/smtp",
    )  # fmt: skip
    assert plan.duties == (Duty("anna", Schedule(frozenset({0, 1}), 22 * 60, 6 * 60)),)
    steps = plan.policies[0].steps
    assert steps == (EscalationStep(0.0, (ON_DUTY,)), EscalationStep(600.0, ("chat",)))
    assert read_plan("") == NotificationPlan()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('host = "smtp', 'port = 0\nhost = "smtp', "kein Port"),
        ('user = "leitstand"', 'security = "plain"', "starttls"),
        ('"secret:hamm/smtp"', '"geheim"', "nie ein Passwort"),
        ('"anna@example.org"', '"anna"', "keine E-Mail-Adresse"),
        ('"leitstand@example.org"', '"a@b\\nBcc: c@d"', "keine E-Mail-Adresse"),
        ('id = "chat"', 'id = "anna"', "doppelt"),
        ('id = "chat"', 'id = "duty"', "vergeben"),
        ('"https://example.org/hook"', '"ftp://example.org"', "https://"),
        ('"https://example.org/hook"', '"http://example.org"', "https://"),
        ('person = "anna"', 'person = "otto"', "„otto“ gibt es nicht"),
        ('"22:00"', '"25:00"', "keine Uhrzeit"),
        ('["mo", "di"]', '["mo", "xx"]', "kein Wochentag"),
        ('["mo", "di"]', "[]", "kein Wochentag"),
        ('["critical", "high"]', '["rot"]', "keine Priorität"),
        ('["critical", "high"]', "[]", "keine Priorität"),
        ("after_s = 600", "after_s = -1", "negativ"),
        ('to = ["chat"]', 'to = ["otto"]', "„otto“ gibt es nicht"),
        ('to = ["chat"]', "to = []", "kein Empfänger"),
        ('id = "nachts"', 'id = "a/b"', "Schrägstrich"),
        ('name = "Anna', 'nome = "Anna', "nome"),
        ("[mail]", "[mail", "nicht lesbar"),
    ],
)
def test_a_fault_refuses_all_and_says_where(before: str, after: str, said: str) -> None:
    assert before in PLAN
    with pytest.raises(PlanError, match=said):
        read_plan(PLAN.replace(before, after, 1))


def test_a_policy_needs_a_step_and_people_a_server() -> None:
    with pytest.raises(PlanError, match="keine Stufe"):
        read_plan('policy = [{id = "a", name = "A", priorities = ["low"], step = []}]')
    with pytest.raises(PlanError, match="keinen Mailserver"):
        read_plan('person = [{id = "a", name = "A", email = "a@b"}]')


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
TIMES = st.builds(
    Schedule,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 1439),
    st.integers(0, 1440),
)
IDS = ["eins", "zwei", "drei"]


@given(
    st.lists(TEXTS, min_size=3, max_size=3),
    st.lists(TIMES, max_size=3),
    st.frozensets(st.sampled_from(list(Priority)), min_size=1),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=3),
)
def test_what_is_written_is_read_again(
    names: list[str], times: list[Schedule], priorities: frozenset[Priority], after: list[float]
) -> None:
    people = tuple(
        Person(id_, name, f"{id_}@example.org") for id_, name in zip(IDS, names, strict=True)
    )
    steps = tuple(EscalationStep(s, ("eins", ON_DUTY)) for s in sorted(after))
    plan = NotificationPlan(
        MailServer("h", 25, "none", "a@b"),
        people,
        (Webhook("hook", "https://x", "secret:a"),),
        tuple(Duty("zwei", one) for one in times),
        (Policy("p", names[0], priorities, frozenset({FieldId("umwelt")}), steps, tuple(times)),),
    )
    assert read_plan(write_plan(plan)) == plan
    assert write_plan(NotificationPlan()) == ""
