"""What is said of the rule that is edited beside the one in force."""

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule
from app.domain.points import Point
from app.services.rulesets import ATTRIBUTES, is_same
from widgets.rules.words import attribute_text, attribute_title


def changed_lines(saved: AlarmRule | None, rule: AlarmRule, point: Point | None) -> list[str]:
    """Return what differs from the saved rule, a line each; nothing for a new rule."""
    if saved is None:
        return []
    names = [n for n in ATTRIBUTES if not is_same(getattr(saved, n), getattr(rule, n))]
    sides = [(n, attribute_text(saved, n, point), attribute_text(rule, n, point)) for n in names]
    return [f"{attribute_title(name)}: {before} → {after}" for name, before, after in sides]


def conflict_text(in_force: AlarmRule | None, *, is_changed: bool) -> str:
    """Return what somebody else did to the rule that is being edited.

    Args:
        in_force: The rule as it is now; None when it was removed.
        is_changed: True when edits of it wait here.
    """
    if in_force is None:
        return QCoreApplication.translate(
            "RuleEditor", "Diese Regel wurde inzwischen entfernt. Speichern legt sie wieder an."
        )
    if is_changed:
        return QCoreApplication.translate(
            "RuleEditor",
            "Diese Regel wurde inzwischen auch an anderer Stelle geändert. „Bisher“ ist nun jene "
            "Version; Speichern ersetzt sie.",
        )
    return QCoreApplication.translate(
        "RuleEditor", "Diese Regel wurde soeben an anderer Stelle geändert; hier steht sie neu."
    )
