"""Words of the formula panel: what the functions do, and the examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.points import Point, PointKind
from app.services.formulas import FUNCTIONS, Function, Op
from widgets.texts import language


def purpose(op: Op) -> str:
    """Return what a function does, in one sentence."""
    texts = {
        Op.MEAN: QCoreApplication.translate(
            "formulas", "Zeitgewichtetes Mittel der letzten Zeitspanne."
        ),
        Op.MINIMUM: QCoreApplication.translate(
            "formulas", "Kleinster Wert der letzten Zeitspanne."
        ),
        Op.MAXIMUM: QCoreApplication.translate("formulas", "Größter Wert der letzten Zeitspanne."),
        Op.DERIVATIVE: QCoreApplication.translate(
            "formulas", "Änderung je s, min, h oder d; ohne Angabe je h."
        ),
        Op.CUMULATIVE: QCoreApplication.translate(
            "formulas",
            "Fläche unter der Kurve, aus kW werden kWh: ab Beginn des Fensters, ab Beginn von Tag, "
            "Woche, Monat oder Jahr, oder über die letzte Zeitspanne. Lücken zählen nicht mit.",
        ),
        Op.INCREASE: QCoreApplication.translate(
            "formulas",
            "Was ein Zähler gezählt hat, auch über Lücken und einen Neubeginn bei 0 hinweg; "
            "ab wann, wie bei summe.",
        ),
        Op.IN_STATE: QCoreApplication.translate(
            "formulas",
            "Anteil der letzten Zeitspanne in einem Zustand (%), oder Stunden ab Beginn von "
            "Fenster, Tag, Woche, Monat oder Jahr. Statt des Zustands geht eine Bedingung.",
        ),
        Op.SHIFT: QCoreApplication.translate(
            "formulas", "Werte von früher; 1 d sind immer 24 Stunden."
        ),
        Op.WHERE: QCoreApplication.translate(
            "formulas", "Der zweite Wert, wo die Bedingung stimmt, sonst der dritte."
        ),
        Op.FILL: QCoreApplication.translate("formulas", "Setzt in Lücken einen anderen Wert ein."),
        Op.AVERAGE: QCoreApplication.translate(
            "formulas", "Mittel mehrerer Datenpunkte im selben Augenblick."
        ),
        Op.GREATEST: QCoreApplication.translate(
            "formulas", "Größter Wert mehrerer Datenpunkte im selben Augenblick."
        ),
        Op.LEAST: QCoreApplication.translate(
            "formulas", "Kleinster Wert mehrerer Datenpunkte im selben Augenblick."
        ),
        Op.ABS: QCoreApplication.translate("formulas", "Wert ohne Vorzeichen."),
        Op.SQRT: QCoreApplication.translate("formulas", "Quadratwurzel."),
        Op.LOG: QCoreApplication.translate("formulas", "Logarithmus zur Basis 10."),
        Op.LN: QCoreApplication.translate("formulas", "Natürlicher Logarithmus."),
        Op.EXP: QCoreApplication.translate("formulas", "Exponentialfunktion."),
    }
    return texts[op]


def rules() -> list[str]:
    """Return how formulas are written, a sentence or two each."""
    return [
        QCoreApplication.translate(
            "formulas",
            "Datenpunkte und andere Formeln stehen in eckigen Klammern. „[“ öffnet die Suche nach "
            "Namen; Datenpunkte lassen sich auch hereinziehen.",
        ),
        QCoreApplication.translate(
            "formulas",
            "Rechenzeichen: + - * / ** ( ), Vergleiche < <= > >= == != und die Wörter und, oder, "
            "nicht. Stimmt ein Vergleich, ist er 1, sonst 0.",
        ),
        QCoreApplication.translate(
            "formulas",
            "Zahlen haben einen Dezimalpunkt und dürfen eine Einheit tragen: 0.5 kW, 40 µg/m³, "
            "15 min. Ohne Einheit gelten sie in der des Nachbarn: [NO₂] > 40.",
        ),
        QCoreApplication.translate(
            "formulas",
            "Einheiten werden geprüft und umgerechnet: kWh + MWh geht, µg/m³ + kW nicht. "
            "Aus kWh je h werden kW.",
        ),
        QCoreApplication.translate(
            "formulas",
            "°C, dB(A) und dBm sind keine Mengen: Ihre Differenz (K, dB) lässt sich weiterrechnen, "
            "ihre Summe hat keinen Sinn. Das Mittel mehrerer gibt durchschnitt.",
        ),
        QCoreApplication.translate(
            "formulas",
            "Werte gelten, bis der nächste kommt, höchstens aber, bis sie veraltet sind; danach "
            "ist auch im Ergebnis eine Lücke. Schlechte Werte machen das Ergebnis schlecht.",
        ),
        QCoreApplication.translate(
            "formulas",
            "Lange Zeiträume werden aus Mitteln über Minuten oder Viertelstunden gerechnet. "
            "Kürzere Spitzen zeigt dann nur eine Formel mit einem einzigen Datenpunkt.",
        ),
    ]


def help_page() -> str:
    """Return the help as rich text."""
    title = QCoreApplication.translate("formulas", "So werden Formeln geschrieben")
    functions = QCoreApplication.translate("formulas", "Funktionen")
    keys = QCoreApplication.translate(
        "formulas",
        "Eingabe übernimmt, Esc verwirft, Entf entfernt die gewählte Zeile, Strg+Z nimmt zurück.",
    )
    lines = "".join(f"<li>{escape(rule)}</li>" for rule in [*rules(), keys])
    rows = "".join(_help_row(function) for function in FUNCTIONS)
    return (
        f"<h3>{escape(title)}</h3><ul>{lines}</ul><h3>{escape(functions)}</h3><table>{rows}</table>"
    )


def _help_row(function: Function) -> str:
    known = (function.german, function.english)
    names = " · ".join(dict.fromkeys(known if language() == "de" else reversed(known)))
    return (
        f"<tr><td style='padding: 4px 12px 4px 0'><b>{escape(names)}</b><br/>"
        f"<code>{escape(_in_language(function).example)}</code></td>"
        f"<td style='padding: 4px 0'>{escape(purpose(function.op))}</td></tr>"
    )


def _in_language(function: Function) -> Function:
    """Return a function under its name in the language of the screen."""
    return function if language() == "de" else function.called(function.english)


@dataclass(frozen=True, slots=True)
class Example:
    """A formula to begin with.

    Attributes:
        title: What it shows.
        text: The formula, about points of this city.
    """

    title: str
    text: str


def examples(points: Sequence[Point]) -> list[Example]:
    """Return some formulas about points that a city really has."""
    found: list[Example] = []
    name = {function.op: _in_language(function).german for function in FUNCTIONS}
    analog = [point for point in points if point.kind is PointKind.ANALOG]
    first = analog[0] if analog else None
    if first is not None:
        title = QCoreApplication.translate("formulas", "Gleitendes Mittel über eine Stunde")
        found.append(Example(title, f"{name[Op.MEAN]}([{first.id}], 1 h)"))
    pair = [p for p in analog if first is not None and p.type == first.type][:2]
    if len(pair) > 1:
        title = QCoreApplication.translate("formulas", "Unterschied zweier Orte")
        found.append(Example(title, f"[{pair[0].id}] - [{pair[1].id}]"))
    power = next((p for p in analog if p.unit.symbol in {"kW", "W"}), None)
    if power is not None:
        title = QCoreApplication.translate("formulas", "Energie seit Beginn des Tages")
        day = "Tag" if language() == "de" else "day"
        found.append(Example(title, f"{name[Op.CUMULATIVE]}([{power.id}], {day})"))
    state = next((p for p in points if p.kind is PointKind.STATE and p.states), None)
    if state is not None:
        wanted = next((s for s in state.states if s.is_abnormal), state.states[0])
        title = QCoreApplication.translate("formulas", "Zeit in einem Zustand")
        label = wanted.label.in_language(language())
        found.append(Example(title, f'{name[Op.IN_STATE]}([{state.id}], "{label}", 1 d)'))
    return found
