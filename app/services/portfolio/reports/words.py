"""The words of reports, German and English, and how numbers and days are written in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

Translate = Callable[[str], str]
"""Returns a German sentence of ours in the language of a report."""

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "council": ("Bericht an den Rat", "Report to the council"),
    "monthly": ("Monatsstatus", "Monthly status"),
    "intro": (
        (
            "Stand aller Projekte der Smart City {city} am {day}. Jede Zahl trägt die Nummer ihrer "
            "Quelle; am Ende steht, wie und aus welchen Daten sie entstanden ist."
        ),
        (
            "State of all smart-city projects of {city} on {day}. Each number carries the number "
            "of its source; the end says how and from which data it was made."
        ),
    ),
    "proposal": ("Beschlussvorschlag", "Proposed resolution"),
    "take_note": (
        "Der Rat nimmt den Sachstand der Smart-City-Projekte zum {day} zur Kenntnis.",
        "The council takes note of the state of the smart-city projects as of {day}.",
    ),
    "decide": ("Der Rat entscheidet über: {name}.", "The council decides on: {name}."),
    "summary": ("Das Programm in Zahlen", "The programme in numbers"),
    "projects": ("Projekte", "Projects"),
    "money": ("Haushalt und Förderung", "Budget and funding"),
    "kpis": ("Kennzahlen", "Key figures"),
    "decisions": ("Entscheidungen", "Decisions"),
    "sources": ("Quellen", "Sources"),
    "concerns": ("Prüfung vor der Veröffentlichung", "Check before publication"),
    "place": ("{kind} „{name}“", "{kind} “{name}”"),
    "concerns_counted": (
        "Weggelassen oder verändert, weil nicht für die Öffentlichkeit bestimmt: {count}.",
        "Left out or changed, as not meant for the public: {count}.",
    ),
    "count_projects": (
        "{count} Projekte, davon {running} in Umsetzung.",
        "{count} projects, {running} of them under way.",
    ),
    "count_lights": (
        "{green} im Plan, {yellow} gefährdet, {red} kritisch, {grey} nicht bewertet.",
        "{green} on track, {yellow} at risk, {red} critical, {grey} not judged.",
    ),
    "count_milestones": (
        "{done} von {all} Meilensteinen sind erreicht, {late} sind überfällig.",
        "{done} of {all} milestones are reached, {late} are overdue.",
    ),
    "sum_money": (
        "Ansatz {plan}, gebunden {committed}, ausgegeben {actual}, erwartet {forecast}.",
        "Budget {plan}, committed {committed}, spent {actual}, expected {forecast}.",
    ),
    "sum_risk": (
        "{count} offene Risiken; der erwartete Schaden beträgt {damage}.",
        "{count} open risks; the expected damage is {damage}.",
    ),
    "green": ("im Plan", "on track"),
    "yellow": ("gefährdet", "at risk"),
    "red": ("kritisch", "critical"),
    "grey": ("nicht bewertet", "not judged"),
    "field": ("Handlungsfeld", "Field of action"),
    "wave": ("Welle", "Wave"),
    "state": ("Zustand", "State"),
    "organisation": ("Federführung", "Lead"),
    "lead": ("Projektleitung", "Project lead"),
    "paper": ("Vorlage", "Council paper"),
    "dates": ("Laufzeit", "Duration"),
    "expected_end": ("Voraussichtliches Ende", "Expected end"),
    "progress": (
        "Gerechneter Fortschritt: {value}.",
        "Computed progress: {value}.",
    ),
    "reported": (
        "Gemeldeter Fortschritt: {value} (von Hand, {day}).",
        "Reported progress: {value} (by hand, {day}).",
    ),
    "project_money": (
        "Ansatz {plan}, ausgegeben {actual}, erwartet {forecast}.",
        "Budget {plan}, spent {actual}, expected {forecast}.",
    ),
    "evidence": ("{name}: {value}; Ziel {target}.", "{name}: {value}; target {target}."),
    "evidence_open": ("{name}: {value}.", "{name}: {value}."),
    "by_hand": (
        "Ampel von Hand gesetzt bis {day}: {reason}",
        "Light set by hand until {day}: {reason}",
    ),
    "milestones": ("Meilensteine", "Milestones"),
    "milestone": ("Meilenstein", "Milestone"),
    "planned": ("Geplant", "Planned"),
    "expected": ("Erwartet", "Expected"),
    "reached": ("Erreicht", "Reached"),
    "proof": ("Nachweis", "Evidence"),
    "risks": ("Größte Risiken", "Greatest risks"),
    "risk": ("Risiko", "Risk"),
    "class": ("Klasse", "Class"),
    "response": ("Maßnahme", "Measure"),
    "year": ("Jahr", "Year"),
    "fund": ("Fördertopf", "Fund"),
    "plan": ("Ansatz", "Budget"),
    "committed": ("Gebunden", "Committed"),
    "actual": ("Ausgegeben", "Spent"),
    "forecast": ("Erwartet", "Expected"),
    "until": ("Mittelabruf bis", "To be spent by"),
    "funds": ("Fördertöpfe", "Funds"),
    "years": ("Haushaltsjahre", "Budget years"),
    "name": ("Name", "Name"),
    "value": ("Wert", "Value"),
    "target": ("Ziel", "Target"),
    "day": ("Stand", "As of"),
    "trend": ("Richtung", "Direction"),
    "kind": ("Art", "Kind"),
    "source": ("Quelle", "Source"),
    "measured": ("gemessen", "measured"),
    "typed": ("gemeldet", "reported"),
    "estimated": ("geschätzt", "estimated"),
    "official": ("amtlich", "official"),
    "good": ("besser", "better"),
    "bad": ("schlechter", "worse"),
    "flat": ("unverändert", "unchanged"),
    "unknown": ("–", "–"),
    "body": ("Gremium", "Body"),
    "due": ("Fällig", "Due"),
    "decided": ("Entschieden", "Decided"),
    "follow_up": ("Folge", "Follow-up"),
    "subject": ("Gegenstand", "Subject"),
    "query": ("Abfrage", "Query"),
    "result": ("Ergebnis", "Result"),
    "data_of": ("Daten vom", "Data of"),
    "rests_on": ("Beruht auf", "Rests on"),
    "entries": ("{count} Einträgen", "{count} entries"),
    "behind": ("Dahinter", "Behind it"),
    "changes": ("Letzte Änderungen", "Last changes"),
    "by_person": ("Von Hand gemeldet.", "Reported by hand."),
    "simulated": (
        "Angaben aus der Simulation; sie beschreiben keine wirkliche Planung.",
        "Simulated data; they describe no real planning.",
    ),
    "small": ("weniger als {least}", "fewer than {least}"),
    "lights_chart": ("Ampeln der Projekte", "Lights of the projects"),
    "money_chart": (
        "Ansatz, Ausgaben und Erwartung nach Jahren",
        "Budget, spent and expected by year",
    ),
    "time_chart": ("Laufzeit der Projekte", "Duration of the projects"),
    "frozen": (
        "Eingefroren am {day} mit der Prüfsumme {digest}.",
        "Frozen on {day} with the check sum {digest}.",
    ),
    "no_concerns": ("Nichts steht der Veröffentlichung entgegen.", "Nothing stands against it."),
    "records": ("Datensätze „{kind}“", "Records “{kind}”"),
    "sum_of": ("Summe über {kind}", "Sum over {kind}"),
    "rules_of": ("Ampelregeln: {reason}", "Rules of the light: {reason}"),
    "schedule_of": (
        "Netzplan aus Arbeitspaketen und Abhängigkeiten",
        "Schedule of work items and dependencies",
    ),
    "left_out": (
        "Ausgelassen, weil der Datensatz nicht für diese Leser bestimmt ist.",
        "Left out, for the record is not meant for these readers.",
    ),
    "rounded": (
        "Durch „{text}“ ersetzt.",
        "Replaced by “{text}”.",
    ),
    "is_internal": (
        "„{name}“ ist {word} und darf in diesem Bericht nicht stehen.",
        "“{name}” is {word} and must not stand in this report.",
    ),
    "is_small": (
        "„{name}“ nennt eine Anzahl unter {least}; einzelne Personen könnten erkennbar sein.",
        "“{name}” gives a count below {least}; single persons might be recognised.",
    ),
    "is_restricted": (
        "„{name}“ beruht auf eingeschränkten Angaben über Leitungswege.",
        "“{name}” rests on restricted data about routes.",
    ),
    "is_personal": (
        "„{name}“ enthält womöglich eine Anschrift, Nummer oder einen Namen: {word}.",
        "“{name}” may contain an address, a number or a name: {word}.",
    ),
    "dashboard": ("Kennzahlen der Smart City {city}", "Key figures of the smart city {city}"),
    "dashboard_intro": (
        "Stand {day}. Die Seite braucht kein Netz und lädt nichts nach.",
        "As of {day}. This page needs no network and loads nothing.",
    ),
    "broken_method": ("Methodenwechsel: {note}", "Change of method: {note}"),
    "history": ("Verlauf", "History"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes:
        language: `de` or `en`.
        translate: Sentences of ours from below, German, in that language.
    """

    language: str
    translate: Translate

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with values filled in."""
        text = _TEXTS[key][0 if self.language == "de" else 1]
        return text.format(**values) if values else text

    def day(self, day: date | datetime | None) -> str:
        """Return a day as people write it; a dash for none."""
        if day is None:
            return "–"
        return f"{day:%d.%m.%Y}" if self.language == "de" else f"{day:%d/%m/%Y}"

    def number(self, value: float, places: int = 0) -> str:
        """Return a number with separators."""
        text = f"{value:,.{places}f}"
        if self.language == "de":
            text = text.translate(str.maketrans(",.", ".,"))
        return text.replace("-", "−")

    def figure(self, value: float | None, unit: str = "") -> str:
        """Return a value with as many places as it needs, at most two, and its unit."""
        if value is None:
            return "–"
        places = next((n for n in range(3) if abs(round(value, n) - value) < 0.005), 2)  # noqa: PLR2004
        text = self.number(value, places)
        return f"{text}\u202f{unit}" if unit else text

    def euro(self, value: float) -> str:
        """Return an amount in whole euro."""
        return f"{self.number(value)}\u202f€"

    def share(self, value: float | None) -> str:
        """Return a share (0 to 1) in per cent."""
        return "–" if value is None else f"{self.number(value * 100)}\u202f%"
