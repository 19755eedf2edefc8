"""Which workspaces there are, in the order of the rail."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.console.rail import WorkspaceSpec

LAGE: Final = "lage"
ALARME: Final = "alarme"
VERLAEUFE: Final = "verlaeufe"
ANBINDUNG: Final = "anbindung"
SCHICHT: Final = "schicht"
ZWILLING: Final = "zwilling"
BESTAND: Final = "bestand"
PROJEKTE: Final = "projekte"

WORKSPACES: Final = (
    WorkspaceSpec(
        LAGE,
        str(QT_TRANSLATE_NOOP("workspaces", "Lage")),
        "mdi6.view-dashboard-outline",
        "Ctrl+1",
        str(QT_TRANSLATE_NOOP("workspaces", "Die Stadt auf einen Blick, nach Handlungsfeldern.")),
    ),
    WorkspaceSpec(
        ALARME,
        str(QT_TRANSLATE_NOOP("workspaces", "Alarme")),
        "mdi6.bell-outline",
        "Ctrl+2",
        str(QT_TRANSLATE_NOOP("workspaces", "Was nicht in Ordnung ist und wer es gesehen hat.")),
    ),
    WorkspaceSpec(
        VERLAEUFE,
        str(QT_TRANSLATE_NOOP("workspaces", "Verläufe")),
        "mdi6.chart-line",
        "Ctrl+3",
        str(
            QT_TRANSLATE_NOOP("workspaces", "Kurven von Datenpunkten, live und aus der Geschichte.")
        ),
    ),
    WorkspaceSpec(
        ZWILLING,
        str(QT_TRANSLATE_NOOP("workspaces", "Zwilling")),
        "mdi6.cube-outline",
        "Ctrl+4",
        str(QT_TRANSLATE_NOOP("workspaces", "Das räumliche Modell der Stadt.")),
    ),
    WorkspaceSpec(
        "felder",
        str(QT_TRANSLATE_NOOP("workspaces", "Felder")),
        "mdi6.shape-outline",
        "Ctrl+5",
        str(
            QT_TRANSLATE_NOOP("workspaces", "Mobilität, Umwelt, Verwaltung: je Feld eine Ansicht.")
        ),
    ),
    WorkspaceSpec(
        BESTAND,
        str(QT_TRANSLATE_NOOP("workspaces", "Bestand")),
        "mdi6.server-outline",
        "Ctrl+6",
        str(
            QT_TRANSLATE_NOOP(
                "workspaces", "Was die Stadt betreibt, wo es steht, in welchem Zustand."
            )
        ),
    ),
    WorkspaceSpec(
        "ausbau",
        str(QT_TRANSLATE_NOOP("workspaces", "Ausbau")),
        "mdi6.map-marker-path",
        "Ctrl+7",
        str(QT_TRANSLATE_NOOP("workspaces", "Der Netzausbau, Adresse für Adresse.")),
    ),
    WorkspaceSpec(
        PROJEKTE,
        str(QT_TRANSLATE_NOOP("workspaces", "Projekte")),
        "mdi6.clipboard-check-outline",
        "Ctrl+8",
        str(QT_TRANSLATE_NOOP("workspaces", "Die Vorhaben der Smart City mit ihren Nachweisen.")),
    ),
    WorkspaceSpec(
        ANBINDUNG,
        str(QT_TRANSLATE_NOOP("workspaces", "Anbindung")),
        "mdi6.connection",
        "Ctrl+9",
        str(QT_TRANSLATE_NOOP("workspaces", "Quellen, ihre Gesundheit und ihre Datenpunkte.")),
    ),
    WorkspaceSpec(
        SCHICHT,
        str(QT_TRANSLATE_NOOP("workspaces", "Schicht")),
        "mdi6.account-clock-outline",
        "Ctrl+0",
        str(QT_TRANSLATE_NOOP("workspaces", "Schichtbuch, Übergabe und Vorfallkapseln.")),
    ),
)
"""All workspaces; those without a page of their own stand as empty states."""


def workspace_ids() -> tuple[str, ...]:
    """Return the ids the command line knows."""
    return tuple(spec.id for spec in WORKSPACES)
