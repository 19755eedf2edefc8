"""What is worth a look in a set of rules, or wrong with maintenance windows; whole sentences."""

from collections.abc import Mapping

from app.domain.texts import Text
from app.services.profiles.faults import Fault, fault
from app.services.profiles.problems import shortened

# --- rules ----------------------------------------------------------------------------------

NOTHING_REMOVED = fault(
    "Diese Regel gibt es im Profil nicht; nichts wird entfernt.",
    "There is no such rule in the profile; nothing is removed.",
    "Prüfen Sie die Kennung, oder löschen Sie den Eintrag.",
    "Check the id, or delete the entry.",
)
OTHER_PRIORITY = fault(
    "Die Priorität {value} weicht von der Matrix ab: Folge und Reaktionszeit ergeben {other}.",
    "The priority {value} differs from the matrix: consequence and time to respond give {other}.",
    "Lassen Sie priority weg, oder begründen Sie die Abweichung in rationale.",
    "Leave priority out, or give the reason for the difference in rationale.",
)

# --- maintenance windows --------------------------------------------------------------------

ENDS_BEFORE_START = fault(
    "Das Ende liegt nicht nach dem Beginn.",
    "The end does not lie after the start.",
    "Berichtigen Sie start oder end.",
    "Correct start or end.",
)
NO_SCOPE = fault(
    "Das Wartungsfenster nennt nicht, woran gearbeitet wird.",
    "The maintenance window does not say what is worked on.",
    "Nennen Sie points, devices, districts, fields oder sources.",
    "Name points, devices, districts, fields or sources.",
)
NO_REASON = fault(
    "Dem Wartungsfenster fehlt der Grund.",
    "The maintenance window has no reason.",
    "Schreiben Sie in reason, was getan wird.",
    "Write into reason what is done.",
)
NO_ORDER = fault(
    "Dem Wartungsfenster fehlt der Arbeitsauftrag.",
    "The maintenance window has no work order.",
    "Schreiben Sie seine Nummer in work_order.",
    "Write its number into work_order.",
)
UNKNOWN_PART = fault(
    "„{value}“ gibt es in dieser Stadt nicht.",
    "“{value}” does not exist in this city.",
    "Berichtigen Sie den Namen, oder lassen Sie ihn weg.",
    "Correct the name, or leave it out.",
)


def filled(fault: Fault, values: Mapping[str, object]) -> tuple[Text, Text]:
    """Return reason and remedy of a fault with their braces filled."""
    short = {name: shortened(str(value)) for name, value in values.items()}
    both = [
        Text(text.de.format(**short), text.en.format(**short))
        for text in (fault.reason, fault.remedy)
    ]
    return both[0], both[1]
