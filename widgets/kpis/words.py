"""The words of the key figures: what each is, how it stands to its target, what would mend what."""

from collections.abc import Mapping
from math import isnan

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmId, AlarmRule, RuleKind
from app.domain.alarms.targets import Figure, Judgement, Kpi
from app.domain.cities import City
from app.services.alarm_kpis import PeriodKind, RepairKind, RepairProposal
from widgets.texts import DASH, count, language, number, rule_kind_text
from widgets.trends.analysis.wording import NARROW, duration_text

_tr = QCoreApplication.translate

_DURATIONS = frozenset({Kpi.SEEN_MEDIAN, Kpi.SEEN_LATE})
_RATES = frozenset({Kpi.RATE, Kpi.RATE_HOUR, Kpi.RATE_DAY})
_PERCENT = frozenset({Kpi.FLOOD_TIME, Kpi.FLEETING, Kpi.TOP, Kpi.HIGH, Kpi.MEDIUM, Kpi.LOW})
_SMALL = 10.0

JUDGEMENT_ICONS = {
    Judgement.GOOD: "mdi6.check-circle-outline",
    Judgement.WATCH: "mdi6.arrow-up-circle-outline",
    Judgement.ACT: "mdi6.alert-circle-outline",
    Judgement.NONE: "mdi6.minus-circle-outline",
    Judgement.UNKNOWN: "mdi6.help-circle-outline",
}


def period_text(period: PeriodKind) -> str:
    """Return the name of a period on its button."""
    words = {
        PeriodKind.SHIFT: _tr("kpis", "Schicht"),
        PeriodKind.DAY: _tr("kpis", "24 Stunden"),
        PeriodKind.WEEK: _tr("kpis", "7 Tage"),
        PeriodKind.MONTH: _tr("kpis", "30 Tage"),
    }
    return words[period]


def kpi_title(kpi: Kpi) -> str:
    """Return the name of a figure."""
    words = {
        Kpi.RATE: _tr("kpis", "Meldungen je 10 min"),
        Kpi.PEAK: _tr("kpis", "Spitze in 10 min"),
        Kpi.RATE_HOUR: _tr("kpis", "Meldungen je Stunde"),
        Kpi.PEAK_HOUR: _tr("kpis", "Spitze in einer Stunde"),
        Kpi.RATE_DAY: _tr("kpis", "Meldungen je Tag"),
        Kpi.FLOODS: _tr("kpis", "Alarmfluten"),
        Kpi.FLOOD_TIME: _tr("kpis", "Zeit in Fluten"),
        Kpi.STANDING: _tr("kpis", "Anstehende Alarme"),
        Kpi.STALE: _tr("kpis", "Länger als 24 h"),
        Kpi.CHATTERING: _tr("kpis", "Flatternde Alarme"),
        Kpi.FLEETING: _tr("kpis", "Flüchtige Meldungen"),
        Kpi.TOP: _tr("kpis", "Anteil der häufigsten zehn"),
        Kpi.HIGH: _tr("kpis", "Kritisch und hoch"),
        Kpi.MEDIUM: _tr("kpis", "Mittel"),
        Kpi.LOW: _tr("kpis", "Niedrig"),
        Kpi.SEEN_MEDIAN: _tr("kpis", "Bis zur Quittierung"),
        Kpi.SEEN_LATE: _tr("kpis", "Quittierung, 90 %"),
        Kpi.UNSEEN: _tr("kpis", "Nicht quittiert"),
        Kpi.SHELVED: _tr("kpis", "Zurückgestellt"),
        Kpi.SUPPRESSED: _tr("kpis", "Unterdrückt"),
        Kpi.REMOVED: _tr("kpis", "Außer Betrieb"),
        Kpi.SHELVINGS: _tr("kpis", "Zurückstellungen"),
        Kpi.LATE: _tr("kpis", "Verspätete Verletzungen"),
    }
    return words[kpi]


def kpi_meaning(kpi: Kpi) -> str:
    """Return what a figure counts, a whole sentence."""
    words = {
        Kpi.RATE: _tr("kpis", "Mittel der Meldungen je zehn bemannte Minuten."),
        Kpi.PEAK: _tr("kpis", "Die meisten Meldungen in irgendwelchen zehn Minuten, bemannt."),
        Kpi.RATE_HOUR: _tr("kpis", "Mittel der Meldungen je bemannte Stunde."),
        Kpi.PEAK_HOUR: _tr("kpis", "Die meisten Meldungen in irgendeiner Stunde, bemannt."),
        Kpi.RATE_DAY: _tr("kpis", "Mittel der Meldungen je 24 bemannte Stunden."),
        Kpi.FLOODS: _tr(
            "kpis",
            "Fluten in bemannter Zeit: mehr als zehn Meldungen in zehn Minuten, bis es weniger als "
            "fünf sind.",
        ),
        Kpi.FLOOD_TIME: _tr("kpis", "Anteil der bemannten Zeit, in der eine Flut lief."),
        Kpi.STANDING: _tr(
            "kpis", "Alarme, die am Ende des Zeitraums anstehen und nicht zurückgestellt sind."
        ),
        Kpi.STALE: _tr("kpis", "Alarme, die im Zeitraum länger als 24 Stunden anstanden."),
        Kpi.CHATTERING: _tr(
            "kpis",
            "Alarme, die innerhalb einer Minute dreimal oder innerhalb einer Stunde mehr als "
            "fünfmal kamen.",
        ),
        Kpi.FLEETING: _tr(
            "kpis", "Anteil der Meldungen, die nach höchstens einer Minute vorbei waren."
        ),
        Kpi.TOP: _tr("kpis", "Anteil der zehn häufigsten Alarme an allen Meldungen."),
        Kpi.HIGH: _tr("kpis", "Anteil der Meldungen mit Priorität Kritisch oder Hoch."),
        Kpi.MEDIUM: _tr("kpis", "Anteil der Meldungen mit Priorität Mittel."),
        Kpi.LOW: _tr("kpis", "Anteil der Meldungen mit Priorität Niedrig."),
        Kpi.SEEN_MEDIAN: _tr("kpis", "Bemannte Zeit von der Meldung bis zur Quittierung, Median."),
        Kpi.SEEN_LATE: _tr(
            "kpis", "Bemannte Zeit, in der neun von zehn Meldungen quittiert waren."
        ),
        Kpi.UNSEEN: _tr(
            "kpis", "Meldungen des Zeitraums, die an seinem Ende niemand quittiert hat."
        ),
        Kpi.SHELVED: _tr("kpis", "Alarme, die am Ende des Zeitraums zurückgestellt sind."),
        Kpi.SUPPRESSED: _tr("kpis", "Alarme, die am Ende des Zeitraums unterdrückt sind."),
        Kpi.REMOVED: _tr("kpis", "Alarme, die am Ende des Zeitraums außer Betrieb sind."),
        Kpi.SHELVINGS: _tr("kpis", "Wie oft im Zeitraum etwas zurückgestellt wurde."),
        Kpi.LATE: _tr("kpis", "Verletzungen, von denen erst verspätete Daten berichteten."),
    }
    return words[kpi]


def value_text(kpi: Kpi, value: float) -> str:
    """Return the value of a figure with its unit; a dash when it is not known."""
    if isnan(value):
        return DASH
    if kpi in _DURATIONS:
        return duration_text(value * 1e6)
    if kpi in _PERCENT:
        return f"{number(float(value), 1)}{NARROW}%"
    if kpi in _RATES:
        return number(float(value), 2 if value < _SMALL else 0)
    return count(round(value))


def judgement_text(judgement: Judgement) -> str:
    """Return how a figure stands to its target, in words."""
    words = {
        Judgement.GOOD: _tr("kpis", "im Ziel"),
        Judgement.WATCH: _tr("kpis", "neben dem Ziel"),
        Judgement.ACT: _tr("kpis", "handeln"),
        Judgement.NONE: _tr("kpis", "ohne Zielwert"),
        Judgement.UNKNOWN: _tr("kpis", "nicht bekannt"),
    }
    return words[judgement]


def target_text(figure: Figure) -> str:
    """Return the target of a figure in few words; empty without one."""
    target = figure.target
    if target is None:
        return ""
    if target.limit == 0 and figure.kpi not in _PERCENT:
        return _tr("kpis", "Ziel keine")
    words = (
        _tr("kpis", "Ziel mindestens {value}")
        if target.is_least
        else _tr("kpis", "Ziel höchstens {value}")
    )
    return words.format(value=_bound(figure.kpi, target.limit))


def figure_tip(figure: Figure) -> str:
    """Return everything about a figure: what it counts, its target, from where on to act."""
    lines = [kpi_meaning(figure.kpi)]
    target = figure.target
    if target is None:
        lines.append(_tr("kpis", "Dafür nennt keine der Normen einen Zielwert."))
    else:
        lines.append(f"{target_text(figure)} ({target.source}).")
        words = (
            _tr("kpis", "Handeln unter {value} ({source}).")
            if target.is_least
            else _tr("kpis", "Handeln über {value} ({source}).")
        )
        source = target.act_source or _tr("kpis", "eigener Wert")
        lines.append(words.format(value=_bound(figure.kpi, target.act), source=source))
    if figure.judgement is Judgement.UNKNOWN:
        lines.append(
            _tr("kpis", "Nicht bekannt: zu wenig bemannte Zeit, oder es gab nichts zu zählen.")
        )
    return "\n".join(lines)


def repair_title(kind: RepairKind) -> str:
    """Return a proposal in a word or two."""
    words = {
        RepairKind.DEADBAND: _tr("kpis", "Totband"),
        RepairKind.ON_DELAY: _tr("kpis", "Einschaltverzögerung"),
        RepairKind.OFF_DELAY: _tr("kpis", "Ausschaltverzögerung"),
        RepairKind.SUPPRESSION: _tr("kpis", "Unterdrückung"),
        RepairKind.EVENT: _tr("kpis", "Ereignis statt Alarm"),
        RepairKind.FIX: _tr("kpis", "Beheben"),
        RepairKind.SERVER: _tr("kpis", "Am Server ändern"),
        RepairKind.REVIEW: _tr("kpis", "Grenzwert prüfen"),
    }
    return words[kind]


def repair_text(proposal: RepairProposal, cause: str, unit: str) -> str:
    """Return a proposal as a whole sentence, with what it would have spared.

    Args:
        proposal: The proposal.
        cause: Name of the alarm that explains it, for SUPPRESSION.
        unit: Unit of the point, for DEADBAND.
    """
    seconds = duration_text(0 if isnan(proposal.value) else proposal.value * 1e6)
    words = {
        RepairKind.DEADBAND: _tr("kpis", "Totband von {value} einführen."),
        RepairKind.ON_DELAY: _tr("kpis", "Einschaltverzögerung auf {seconds} setzen."),
        RepairKind.OFF_DELAY: _tr("kpis", "Ausschaltverzögerung auf {seconds} setzen."),
        RepairKind.SUPPRESSION: _tr("kpis", "Unterdrücken, solange „{cause}“ ansteht."),
        RepairKind.EVENT: _tr("kpis", "Nur als Ereignis führen: Niemand handelt danach."),
        RepairKind.FIX: _tr("kpis", "Ursache beheben oder mit Auftrag außer Betrieb nehmen."),
        RepairKind.SERVER: _tr("kpis", "Der Server beurteilt ihn: dort ändern."),
        RepairKind.REVIEW: _tr("kpis", "Ursache und Grenzwert prüfen."),
    }
    decimals = 0 if isnan(proposal.value) or proposal.value >= _SMALL else 2
    value = f"{number(proposal.value, decimals)}{NARROW}{unit}".rstrip(NARROW)
    text = words[proposal.kind].format(value=value, seconds=seconds, cause=cause)
    if not proposal.spared:
        return text
    spared = _tr("kpis", "Erspart hätte das {spared} von {all} Meldungen.")
    return f"{text} " + spared.format(
        spared=count(proposal.spared), all=count(proposal.occurrences)
    )


class AlarmNames:
    """Names alarms: by their point, their source or what the server says.

    Args:
        city: The city.
        rules: All rules by alarm.
    """

    def __init__(self, city: City, rules: Mapping[AlarmId, AlarmRule]) -> None:
        self._rules = rules
        self._points = {point.id: point for point in city.points}
        self._sources = {str(source.id): source for source in city.sources}

    def name(self, alarm: AlarmId) -> str:
        """Return the name of an alarm; its id when its rule is gone."""
        rule = self._rules.get(alarm)
        if rule is None:
            return str(alarm)
        point = self._points.get(rule.point)
        if rule.kind is RuleKind.MIRRORED:
            message = rule.message.in_language(language())
            return f"{point.name.in_language(language())}: {message}" if point else message
        source = self._sources.get(str(rule.point))
        named = point or source
        subject = str(rule.point) if named is None else named.name.in_language(language())
        return f"{subject} ({rule_kind_text(rule.kind)})"

    def unit(self, alarm: AlarmId) -> str:
        """Return the unit of an alarm's point; empty where there is none."""
        rule = self._rules.get(alarm)
        point = None if rule is None else self._points.get(rule.point)
        return "" if point is None else point.unit.symbol

    def point(self, alarm: AlarmId) -> str:
        """Return the id of an alarm's point; empty where it has none."""
        rule = self._rules.get(alarm)
        return str(rule.point) if rule is not None and rule.point in self._points else ""


def _bound(kpi: Kpi, value: float) -> str:
    text = number(float(value), 0 if value == round(value) else 1)
    return f"{text}{NARROW}%" if kpi in _PERCENT else text
