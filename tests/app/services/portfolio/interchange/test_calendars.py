"""Days of the programme as a calendar, and milestones out of one."""

from datetime import date

import pytest
from icalendar import Calendar

from app.domain.portfolio.foreign_plans import ForeignPlanError
from app.domain.portfolio.plans import plan_of
from app.services.portfolio.interchange.calendars import read_calendar, write_calendar
from tests.portfolios import Programme

DAY = date(2026, 5, 4)
START_US = 1_777_900_000_000_000


def file_of(*events: str) -> bytes:
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT" for event in events)
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//DE", body, "END:VCALENDAR", "")
    return "\r\n".join(lines).encode()


def test_milestones_decisions_and_reviews_become_whole_days() -> None:
    made = Programme()
    project = made.project("Portal", state="running")
    other = made.project("Akte", state="running")
    goal = made.milestone(project, "Freigabe", due_on="2026-06-01")
    made.milestone(other, "Fremdes", due_on="2026-06-02")
    made.decision("Vergabe", project=project, body="Rat", due_on="2026-07-01", state="open")
    made.decision("Strategie", body="Rat", decided_on="2026-03-01", state="decided")
    made.risk(project, name="Verzug", review_on="2026-05-20", state="open")
    made.risk(project, name="Erledigtes", review_on="2026-05-21", state="closed")
    portfolio = made.portfolio()
    content = write_calendar(portfolio, plan_of(portfolio, DAY), [project], START_US)
    events = Calendar.from_ical(content).walk("VEVENT")
    days = {str(event["summary"]): event.decoded("dtstart") for event in events}
    assert days == {
        "Freigabe": date(2026, 6, 1),
        "Rat: Vergabe": date(2026, 7, 1),
        "Rat: Strategie": date(2026, 3, 1),
        "Risiko prüfen: Verzug": date(2026, 5, 20),
    }
    uids = [str(event["uid"]) for event in events]
    assert f"{goal}@leitstand" in uids
    assert len(set(uids)) == len(uids)


def test_the_same_programme_writes_the_same_calendar() -> None:
    made = Programme()
    made.milestone(made.project("Portal", state="running"), "Freigabe", due_on="2026-06-01")
    portfolio = made.portfolio()
    uids = [one.uid for one in portfolio.projects]
    plan = plan_of(portfolio, DAY)
    first, second = (write_calendar(portfolio, plan, uids, START_US) for _ in range(2))
    assert first == second


def test_entries_become_milestones_by_their_day() -> None:
    plan = read_calendar(
        file_of(
            "UID:1\r\nSUMMARY:Ratssitzung\r\nDTSTART;VALUE=DATE:20260623",
            "UID:2\r\nSUMMARY:Lenkungskreis\r\nDTSTART:20260624T090000Z",
        )
    )
    assert [(one.uid, one.name, one.finish) for one in plan.tasks] == [
        ("1", "Ratssitzung", date(2026, 6, 23)),
        ("2", "Lenkungskreis", date(2026, 6, 24)),
    ]
    assert all(one.is_milestone for one in plan.tasks)


def test_entries_without_name_or_day_are_named_and_repeated_ones_taken_once() -> None:
    plan = read_calendar(
        file_of(
            "UID:1\r\nDTSTART;VALUE=DATE:20260623",
            "UID:2\r\nSUMMARY:Ohne Tag",
            "UID:3\r\nSUMMARY:Jede Woche\r\nDTSTART;VALUE=DATE:20260623\r\nRRULE:FREQ=WEEKLY",
        )
    )
    assert [one.name for one in plan.tasks] == ["Jede Woche"]
    assert [one.field for one in plan.problems] == ["SUMMARY", "DTSTART", "RRULE"]


@pytest.mark.parametrize("content", [b"", b"Hallo", b"\xff\xfe\x00", b"BEGIN:VCARD\r\nEND:VCARD"])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(ForeignPlanError, match="kein Kalender"):
        read_calendar(content)
