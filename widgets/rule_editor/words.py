"""What the editor says of kinds, consequences, notes and figures."""

from math import isfinite
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule, Consequence, ResponseTime, RuleKind
from app.domain.points import Point
from app.services.backtests import BackTestReport, Note
from widgets.texts import count, language, number
from widgets.trends.analysis.wording import NARROW, duration_text, share_text
from widgets.trends.wording import tier_text

_WORTH_A_WORD: Final = 3


def kind_text(kind: RuleKind) -> str:
    """Return what a kind of rule watches, in words."""
    words = {
        RuleKind.HIHI: QCoreApplication.translate("rule_editor", "HIHI: weit über der Grenze"),
        RuleKind.HI: QCoreApplication.translate("rule_editor", "HI: über der Grenze"),
        RuleKind.LO: QCoreApplication.translate("rule_editor", "LO: unter der Grenze"),
        RuleKind.LOLO: QCoreApplication.translate("rule_editor", "LOLO: weit unter der Grenze"),
        RuleKind.DEVIATION: QCoreApplication.translate("rule_editor", "Abweichung vom Sollwert"),
        RuleKind.RATE: QCoreApplication.translate("rule_editor", "Änderung in einer Zeitspanne"),
        RuleKind.STATE: QCoreApplication.translate("rule_editor", "Zustand"),
        RuleKind.INACTIVE: QCoreApplication.translate("rule_editor", "Stille: keine neuen Werte"),
        RuleKind.FORMULA: QCoreApplication.translate("rule_editor", "Formel über Datenpunkte"),
        RuleKind.LOST: QCoreApplication.translate("rule_editor", "Verbindung"),
        RuleKind.MIRRORED: QCoreApplication.translate("rule_editor", "vom Server beurteilt"),
    }
    return words[kind]


def consequence_text(consequence: Consequence) -> str:
    """Return what happens if nobody acts, in one or two words."""
    words = {
        Consequence.NONE: QCoreApplication.translate("rule_editor", "keine"),
        Consequence.MINOR: QCoreApplication.translate("rule_editor", "gering"),
        Consequence.MODERATE: QCoreApplication.translate("rule_editor", "spürbar"),
        Consequence.MAJOR: QCoreApplication.translate("rule_editor", "groß"),
        Consequence.SEVERE: QCoreApplication.translate("rule_editor", "Menschen"),
    }
    return words[consequence]


def consequence_detail(consequence: Consequence) -> str:
    """Return the same in a sentence."""
    words = {
        Consequence.NONE: QCoreApplication.translate(
            "rule_editor", "Nichts, was jemand verhindern könnte: ein Ereignis, kein Alarm."
        ),
        Consequence.MINOR: QCoreApplication.translate(
            "rule_editor", "Für wenige lästig, oder etwas mehr Arbeit."
        ),
        Consequence.MODERATE: QCoreApplication.translate(
            "rule_editor", "Für viele wird ein Dienst schlechter, oder etwas nimmt Schaden."
        ),
        Consequence.MAJOR: QCoreApplication.translate(
            "rule_editor", "Für viele fällt ein Dienst aus, oder ein Gesetz wird verletzt."
        ),
        Consequence.SEVERE: QCoreApplication.translate(
            "rule_editor", "Menschen können zu Schaden kommen."
        ),
    }
    return words[consequence]


def response_text(response: ResponseTime) -> str:
    """Return how long there is to act."""
    words = {
        ResponseTime.HOURS: QCoreApplication.translate("rule_editor", "über 2 h"),
        ResponseTime.SOON: QCoreApplication.translate("rule_editor", "bis 2 h"),
        ResponseTime.PROMPT: QCoreApplication.translate("rule_editor", "bis 30 min"),
        ResponseTime.IMMEDIATE: QCoreApplication.translate("rule_editor", "bis 5 min"),
    }
    return words[response]


def measure_title(rule: AlarmRule, point: Point) -> str:
    """Return what the plot draws: what the rule compares with its limit."""
    if rule.kind is RuleKind.DEVIATION:
        return QCoreApplication.translate("rule_editor", "Abstand zum Sollwert")
    if rule.kind is RuleKind.RATE:
        return QCoreApplication.translate("rule_editor", "Betrag der Änderung")
    if rule.kind is RuleKind.INACTIVE:
        return QCoreApplication.translate("rule_editor", "Zeit seit dem letzten Wert")
    if rule.kind is RuleKind.FORMULA:
        return QCoreApplication.translate("rule_editor", "Ergebnis der Formel")
    if rule.reference is not None:
        return QCoreApplication.translate("rule_editor", "Abstand zum Bezugswert")
    return point.name.in_language(language())


def measure_unit(rule: AlarmRule, point: Point) -> str:
    """Return the unit of the limit; empty where there is none."""
    if rule.kind is RuleKind.INACTIVE:
        return "s"
    return "" if rule.kind is RuleKind.FORMULA else point.unit.symbol


def amount(value: float, unit: str, decimals: int) -> str:
    """Return a number with its unit."""
    text = number(value, decimals)
    return f"{text}{NARROW}{unit}" if unit and isfinite(value) else text


def basis_text(report: BackTestReport) -> str:
    """Return what the back-test rests on, in one line."""
    reading = report.reading
    words = QCoreApplication.translate("rule_editor", "{tier} · bekannt sind {share} der Zeit")
    text = words.format(tier=tier_text(reading.tier), share=share_text(reading.coverage))
    lengths = reading.gaps_us[:, 1] - reading.gaps_us[:, 0]
    # A single bad value is no gap worth a word.
    lengths = lengths[lengths > _WORTH_A_WORD * reading.spacing_us]
    if len(lengths):
        more = QCoreApplication.translate(
            "rule_editor", "%n Lücke(n), die längste {longest}", "", len(lengths)
        )
        text += " · " + more.format(longest=duration_text(float(lengths.max())))
    return text


def change_text(report: BackTestReport) -> str:
    """Return what changes in one line: new, missed, and how many alarms became how many."""
    new, missed = int(report.comparison.new.sum()), int(report.comparison.missed.sum())
    parts = []
    if new:
        parts.append(QCoreApplication.translate("rule_editor", "%n neu", "", new))
    if missed:
        parts.append(QCoreApplication.translate("rule_editor", "%n entfällt", "", missed))
    before, after = len(report.saved_episodes) - missed, len(report.episodes) - new
    if before != after:
        words = QCoreApplication.translate("rule_editor", "aus {before} werden {after}")
        parts.append(words.format(before=count(before), after=count(after)))
    return " · ".join(parts)


def note_text(note: Note, report: BackTestReport) -> str:
    """Return a note on a back-test in a sentence."""
    spacing = duration_text(float(report.reading.spacing_us))
    words = {
        Note.BUCKETS: QCoreApplication.translate(
            "rule_editor",
            "Gerechnet aus je einem äußersten und einem letzten Wert je {spacing}.",
        ),
        Note.COARSE: QCoreApplication.translate(
            "rule_editor",
            "Die Vergangenheit ist gröber aufgezeichnet ({spacing}) als die Verzögerungen der "
            "Regel: Kurze Alarme fehlen hier.",
        ),
        Note.THINNED: QCoreApplication.translate(
            "rule_editor",
            "Früher wurde nur alle {spacing} aufgezeichnet, heute öfter.",
        ),
        Note.PARTIAL: QCoreApplication.translate(
            "rule_editor", "Ein Teil der Zeit fehlt; „je Tag“ zählt nur Zeit mit Werten."
        ),
        Note.EMPTY: QCoreApplication.translate(
            "rule_editor", "Für diese Zeit ist nichts aufgezeichnet."
        ),
        Note.SCHEDULE: QCoreApplication.translate(
            "rule_editor", "Der Zeitplan der Regel und Wartungsfenster sind nicht berücksichtigt."
        ),
        Note.SUPPRESSION: QCoreApplication.translate(
            "rule_editor", "Alarme, die diesen unterdrücken, sind nicht berücksichtigt."
        ),
        Note.LIMIT: QCoreApplication.translate(
            "rule_editor", "Für die ganze Zeit gilt der heutige gesetzliche Grenzwert."
        ),
    }
    return words[note].format(spacing=spacing)
