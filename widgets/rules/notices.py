"""What stands above the list of rules, and in its place when it is empty."""

from PySide6.QtCore import QCoreApplication

from widgets.texts import count


def count_text(shown: int, total: int) -> str:
    """Return how many rules there are, and how many of them are shown."""
    if shown == total:
        return QCoreApplication.translate("rules", "{n} Regeln").format(n=count(total))
    words = QCoreApplication.translate("rules", "{n} von {total} Regeln")
    return words.format(n=count(shown), total=count(total))


def notice_of(refusal: str, undo: str | None, unread: str) -> tuple[str, str, str]:
    """Return icon, sentence and action of the notice; empty ones for none.

    Args:
        refusal: Why the last change was refused; empty for none.
        undo: The reason of the last change, while it can be taken back; None for none.
        unread: Why the versions cannot be read; empty when they can.
    """
    if refusal:
        words = QCoreApplication.translate("rules", "Nicht übernommen: {reason}")
        action = QCoreApplication.translate("rules", "Schließen")
        return "mdi6.alert-outline", words.format(reason=refusal), action
    if undo is not None:
        words = QCoreApplication.translate("rules", "In Kraft: {why}")
        action = QCoreApplication.translate("rules", "Rückgängig")
        return "mdi6.check", words.format(why=undo), action
    if unread:
        words = QCoreApplication.translate(
            "rules", "Wer was geändert hat, ist gerade nicht bekannt: {reason}"
        )
        action = QCoreApplication.translate("rules", "Nochmals lesen")
        return "mdi6.alert-outline", words.format(reason=unread), action
    return "", "", ""


def emptiness_of(total: int) -> tuple[str, str, str]:
    """Return icon, sentence and action in place of a list without rows.

    Args:
        total: How many rules there are, all of which the search leaves out.
    """
    if total:
        return (
            "mdi6.filter-off-outline",
            QCoreApplication.translate("rules", "Keine Regel passt zu dieser Suche."),
            QCoreApplication.translate("rules", "Filter zurücksetzen"),
        )
    return (
        "mdi6.bell-plus-outline",
        QCoreApplication.translate(
            "rules", "Noch keine Regeln. Legen Sie eine an, oder importieren Sie einen Satz."
        ),
        QCoreApplication.translate("rules", "Neu …"),
    )
