"""Reports of audits by scan: text, CSV, PDF."""

import csv
import io
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.audits import Verdict
from app.domain.inventory.kinds import KINDS
from app.services.inventory.audits import PastAudit
from app.services.spreadsheets import harmless

_STATES: Final = KINDS["asset"].field("state")
_VERDICTS: Final = {
    Verdict.FOUND: "gefunden",
    Verdict.MISPLACED: "falscher Ort",
    Verdict.UNKNOWN: "unbekannt",
    Verdict.AMBIGUOUS: "mehrdeutig",
    Verdict.REPEATED: "wiederholt",
}
REPORT_COLUMNS: Final = ("Ergebnis", "Code", "Gerät", "Soll-Ort", "Zustand", "Gelesen")


def report_rows(audit: PastAudit, zone: str) -> list[tuple[str, ...]]:
    """Return the lines of a report: what is wrong first, then what was found; German."""
    order = list(Verdict)
    weight = {Verdict.MISPLACED: 0, Verdict.UNKNOWN: 1, Verdict.AMBIGUOUS: 1, Verdict.FOUND: 3}
    rows: list[tuple[str, ...]] = [
        ("nicht gefunden", "", one.title, one.place, "", "") for one in audit.missing
    ]
    scans = [one for one in audit.scans if one.verdict is not Verdict.REPEATED]
    scans.sort(key=lambda one: (weight.get(one.verdict, order.index(one.verdict)), one.at_us))
    rows += [
        (
            _VERDICTS[one.verdict],
            one.code,
            one.title,
            one.place,
            _STATES.choice_label(one.state),
            _moment(one.at_us, zone),
        )
        for one in scans
    ]
    return rows


def _moment(at_us: int, zone: str) -> str:
    return datetime.fromtimestamp(at_us / 1e6, ZoneInfo(zone)).strftime("%d.%m.%Y %H:%M:%S")


def report_facts(audit: PastAudit, zone: str) -> list[tuple[str, str]]:
    """Return the head of a report: names and values, German."""
    result = audit.result
    ended = _moment(audit.finished_us, zone) if audit.finished_us else "noch nicht beendet"
    return [
        ("Ort", audit.place),
        ("Begonnen", _moment(audit.started_us, zone)),
        ("Beendet", ended),
        ("Erwartet", str(result.expected)),
        ("Gefunden", str(result.found)),
        ("Falscher Ort", str(result.misplaced)),
        ("Unbekannt", str(result.unknown)),
        ("Nicht gefunden", str(result.missing)),
        ("Wiederholt gelesen, einmal gezählt", str(result.repeated)),
    ]


def report_text(audit: PastAudit, zone: str) -> str:
    """Return a report as plain text."""
    head = [audit.name, ""]
    head += [f"{name}: {value}" for name, value in report_facts(audit, zone)]
    lines = [
        ", ".join(part for part in (f"{row[0]}: {row[2] or row[1]}", row[3]) if part)
        for row in report_rows(audit, zone)
    ]
    return "\n".join([*head, "", *lines, ""])


def report_csv(audit: PastAudit, zone: str) -> str:
    """Return a report as CSV with semicolons; what could be a formula is neutralised (CWE-1236)."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(REPORT_COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in report_rows(audit, zone))
    return file.getvalue()


_BODY: Final = """
#facts(data.facts)
#records(data.columns, data.widths, data.sides, data.rows)
"""


def report_pdf(audit: PastAudit, zone: str, made_us: int) -> bytes:
    """Return a report as PDF/UA; it takes a while.

    Raises:
        PaperError: It cannot be set.
    """
    from app.services.papers import compile_paper  # noqa: PLC0415 - only whoever makes a paper

    data = {
        "facts": [list(one) for one in report_facts(audit, zone)],
        "columns": list(REPORT_COLUMNS),
        "widths": [12.0, 16.0, 26.0, 30.0, 12.0, 16.0],
        "sides": ["left"] * len(REPORT_COLUMNS),
        "rows": [list(row) for row in report_rows(audit, zone)],
    }
    paper = compile_paper(
        _BODY,
        data,
        title=audit.name,
        description=f"Inventur: {audit.place}",
        foot=f"{audit.name} · Leitstand, Bestand",
        is_wide=True,
        made_us=made_us,
    )
    return paper.pdf
