"""The labels and tooltips of the fields; some depend on the kind of the rule."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule, RuleKind
from widgets.rule_editor.fields import CheckField, Field


def set_field_texts(fields: Mapping[str, Field], rule: AlarmRule | None) -> None:
    """Set label and tooltip of each field in the language of the screen."""
    for name, (label, tooltip) in _texts(rule).items():
        field = fields[name]
        if field.label.text() != label or field.label.toolTip() != tooltip:
            field.set_texts(label, tooltip)
        if isinstance(field, CheckField):
            field.box.setText(
                QCoreApplication.translate("rule_editor", "bis ihn jemand zurücksetzt")
            )


def _texts(rule: AlarmRule | None) -> dict[str, tuple[str, str]]:
    return _watching() | _limits(rule) | _reasons() | _behaviour()


def _watching() -> dict[str, tuple[str, str]]:
    return {
        "kind": (
            QCoreApplication.translate("rule_editor", "Art"),
            QCoreApplication.translate(
                "rule_editor", "Eine gespeicherte Regel behält ihre Art; ihr Name sagt sie."
            ),
        ),
        "formula": (
            QCoreApplication.translate("rule_editor", "Formel"),
            QCoreApplication.translate(
                "rule_editor",
                "Datenpunkte in eckigen Klammern, wie in den Verläufen; wahr ist 1, falsch 0.",
            ),
        ),
        "codes": (
            QCoreApplication.translate("rule_editor", "Gestörte Zustände"),
            QCoreApplication.translate("rule_editor", "In diesen Zuständen steht der Alarm."),
        ),
        "message": (
            QCoreApplication.translate("rule_editor", "Meldung"),
            QCoreApplication.translate("rule_editor", "Was falsch ist, in einem Satz."),
        ),
    }


def _limits(rule: AlarmRule | None) -> dict[str, tuple[str, str]]:
    has_reference = rule is not None and rule.reference is not None
    kind = None if rule is None else rule.kind
    return {
        "limit": (
            QCoreApplication.translate("rule_editor", "Gesetzlicher Grenzwert"),
            QCoreApplication.translate(
                "rule_editor", "Gibt Grenze und Grundlage vor und folgt dem Gesetz."
            ),
        ),
        "reference": (
            QCoreApplication.translate("rule_editor", "Sollwert aus")
            if kind is RuleKind.DEVIATION
            else QCoreApplication.translate("rule_editor", "Grenze aus"),
            QCoreApplication.translate(
                "rule_editor", "Ein Datenpunkt derselben Einheit, dessen Wert zählt; leer: keiner."
            ),
        ),
        "setpoint": (QCoreApplication.translate("rule_editor", "Sollwert"), ""),
        "span_s": (
            QCoreApplication.translate("rule_editor", "Zeitspanne"),
            QCoreApplication.translate(
                "rule_editor", "Verglichen wird mit dem Wert, der so lange zurückliegt."
            ),
        ),
        "threshold": (_threshold_label(kind, has_reference=has_reference), _threshold_tip(kind)),
        "silence": (
            QCoreApplication.translate("rule_editor", "Längste Stille"),
            QCoreApplication.translate(
                "rule_editor", "So lange darf kein neuer Wert kommen, während die Quelle liefert."
            ),
        ),
        "deadband": (
            QCoreApplication.translate("rule_editor", "Totband"),
            QCoreApplication.translate(
                "rule_editor", "So weit muss der Wert zurück, bevor der Alarm endet."
            ),
        ),
        "on_delay_s": (
            QCoreApplication.translate("rule_editor", "Einschalt\u00adverzögerung"),
            QCoreApplication.translate(
                "rule_editor", "So lange muss die Grenze verletzt sein, bevor alarmiert wird."
            ),
        ),
        "off_delay_s": (
            QCoreApplication.translate("rule_editor", "Ausschalt\u00adverzögerung"),
            QCoreApplication.translate(
                "rule_editor", "So lange muss der Wert zurück sein, bevor der Alarm endet."
            ),
        ),
    }


def _threshold_label(kind: RuleKind | None, *, has_reference: bool) -> str:
    if kind is RuleKind.DEVIATION:
        return QCoreApplication.translate("rule_editor", "Größter Abstand")
    if kind is RuleKind.RATE:
        return QCoreApplication.translate("rule_editor", "Größte Änderung")
    if has_reference:
        return QCoreApplication.translate("rule_editor", "Zuschlag")
    return QCoreApplication.translate("rule_editor", "Grenze")


def _threshold_tip(kind: RuleKind | None) -> str:
    if kind is not None and not kind.is_upper:
        return QCoreApplication.translate("rule_editor", "Darunter wird alarmiert.")
    return QCoreApplication.translate("rule_editor", "Darüber wird alarmiert.")


def _reasons() -> dict[str, tuple[str, str]]:
    return {
        "matrix": (
            QCoreApplication.translate("rule_editor", "Dringlichkeit"),
            QCoreApplication.translate(
                "rule_editor", "Was geschieht, wenn niemand handelt, und wie viel Zeit bleibt."
            ),
        ),
        "action": (
            QCoreApplication.translate("rule_editor", "Maßnahme"),
            QCoreApplication.translate("rule_editor", "Was zu tun ist, Schritt für Schritt."),
        ),
        "effect": (
            QCoreApplication.translate("rule_editor", "Folge in Worten"),
            QCoreApplication.translate("rule_editor", "Was geschieht, wenn niemand handelt."),
        ),
        "rationale": (
            QCoreApplication.translate("rule_editor", "Begründung"),
            QCoreApplication.translate(
                "rule_editor", "Warum es diese Regel gibt, und warum mit dieser Dringlichkeit."
            ),
        ),
        "contact": (
            QCoreApplication.translate("rule_editor", "Ansprechpartner"),
            QCoreApplication.translate("rule_editor", "Wer helfen kann, mit Telefonnummer."),
        ),
        "basis": (
            QCoreApplication.translate("rule_editor", "Grundlage"),
            QCoreApplication.translate(
                "rule_editor", "Gesetz, Norm oder Beschluss, mit seinem Datum."
            ),
        ),
    }


def _behaviour() -> dict[str, tuple[str, str]]:
    return {
        "latches": (
            QCoreApplication.translate("rule_editor", "Bleibt stehen"),
            QCoreApplication.translate(
                "rule_editor", "Der Alarm bleibt nach seinem Ende, bis ihn jemand zurücksetzt."
            ),
        ),
        "realarm_s": (
            QCoreApplication.translate("rule_editor", "Erneut nach"),
            QCoreApplication.translate(
                "rule_editor",
                "Ein quittierter Alarm, der so lange noch steht, meldet sich erneut; 0: nie.",
            ),
        ),
        "realarm_limit": (
            QCoreApplication.translate("rule_editor", "Höchstens so oft"),
            QCoreApplication.translate("rule_editor", "0: ohne Grenze."),
        ),
        "schedule": (
            QCoreApplication.translate("rule_editor", "In Kraft"),
            QCoreApplication.translate(
                "rule_editor", "Außerhalb dieser Zeiten ist der Alarm unterdrückt."
            ),
        ),
        "suppressed_by": (
            QCoreApplication.translate("rule_editor", "Unterdrückt durch"),
            QCoreApplication.translate(
                "rule_editor", "Solange einer dieser Alarme steht, erklärt er diesen."
            ),
        ),
        "group": (
            QCoreApplication.translate("rule_editor", "Gruppe"),
            QCoreApplication.translate(
                "rule_editor",
                "In ihr wird der zuerst gekommene Alarm gesucht; leer: Netz und Ort entscheiden.",
            ),
        ),
    }
