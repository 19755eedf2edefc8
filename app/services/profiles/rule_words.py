"""What can be wrong with a single alarm rule, in whole sentences; see `faults` for the rest."""

from app.services.profiles.faults import fault

# --- what is watched ------------------------------------------------------------------------

UNKNOWN_POINT = fault(
    "Den Datenpunkt „{value}“ gibt es in dieser Stadt nicht.",
    "There is no point “{value}” in this city.",
    "Berichtigen Sie den Namen, oder entfernen Sie die Regel.",
    "Correct the name, or remove the rule.",
)
UNKNOWN_SOURCE = fault(
    "Die Quelle „{value}“ gibt es in dieser Stadt nicht.",
    "There is no source “{value}” in this city.",
    "Eine Regel der Art „lost“ nennt als point die Kennung einer Quelle.",
    "A rule of kind “lost” names the id of a source as its point.",
)
WRONG_ID = fault(
    "Die Kennung „{value}“ passt nicht zum Datenpunkt „{other}“.",
    "The id “{value}” does not fit the point “{other}”.",
    "Sie beginnt mit dem Datenpunkt und einem #, zum Beispiel {known}.",
    "It begins with the point and a #, such as {known}.",
)
NOT_OURS = fault(
    "Alarme der Art „mirrored“ beurteilt der Server selbst; eine Regel kann es dafür nicht geben.",
    "Alarms of kind “mirrored” are judged by the server itself; there can be no rule for them.",
    "Ändern Sie die Grenze am Server, oder wählen Sie eine andere Art.",
    "Change the limit at the server, or choose another kind.",
)
STRAY = fault(
    "Eine Regel der Art „{value}“ hat kein „{other}“.",
    "A rule of kind “{value}” has no “{other}”.",
    "Lassen Sie die Angabe weg, oder wählen Sie eine andere Art.",
    "Leave it out, or choose another kind.",
)

# --- limits ---------------------------------------------------------------------------------

NO_NUMBER = fault(
    "Die Angabe ist keine brauchbare Zahl.",
    "This is not a usable number.",
    "Geben Sie eine Zahl an.",
    "Give a number.",
)
TOO_LONG = fault(
    "Das ist länger als ein Jahr.",
    "This is longer than a year.",
    "Geben Sie eine kürzere Zeit an.",
    "Give a shorter time.",
)
BELOW_LOW = fault(
    "Die Grenze {value} liegt nicht über der Grenze {other} von „{alarm}“ am selben Datenpunkt.",
    "The limit {value} does not lie above the limit {other} of “{alarm}” at the same point.",
    "Die Reihenfolge ist lolo < lo < hi < hihi; ändern Sie eine der beiden Grenzen.",
    "The order is lolo < lo < hi < hihi; change one of the two limits.",
)
ABOVE_HIGH = fault(
    "Die Grenze {value} liegt nicht unter der Grenze {other} von „{alarm}“ am selben Datenpunkt.",
    "The limit {value} does not lie below the limit {other} of “{alarm}” at the same point.",
    "Die Reihenfolge ist lolo < lo < hi < hihi; ändern Sie eine der beiden Grenzen.",
    "The order is lolo < lo < hi < hihi; change one of the two limits.",
)
NOT_ABOVE_ZERO = fault(
    "Bei der Art „{value}“ muss die Grenze größer als null sein.",
    "With kind “{value}” the limit must be greater than zero.",
    "Geben Sie an, ab welchem Abstand, welcher Änderung oder welcher Zeit gemeldet wird.",
    "Give the distance, change or time from which on it is reported.",
)
SHORTER_THAN_INTERVAL = fault(
    "Der Datenpunkt meldet sich alle {other} s; nach {value} s Stille ist noch nichts verloren.",
    "The point reports every {other} s; after {value} s of silence nothing is lost yet.",
    "Geben Sie mindestens das Doppelte der üblichen Zeit an.",
    "Give at least twice the usual time.",
)
NEVER_A_TRUTH = fault(
    "Die Formel ergibt nur 0 oder 1; mit der Grenze {value} meldet sie nie oder immer.",
    "The formula is only 0 or 1; with the limit {value} it reports never or always.",
    "Setzen Sie die Grenze auf 0.",
    "Set the limit to 0.",
)
WIDE_DEADBAND = fault(
    "Das Totband {value} ist breiter als der Abstand {other} zur Gegengrenze; "
    "der Alarm könnte nicht enden.",
    "The deadband {value} is wider than the distance {other} to the opposite limit; "
    "the alarm could not end.",
    "Wählen Sie ein kleineres Totband.",
    "Choose a smaller deadband.",
)
LIMIT_DIFFERS = fault(
    "Die Grenze {value} ist nicht die der Rechtsgrundlage „{limit}“ ({other}).",
    "The limit {value} is not that of the legal basis “{limit}” ({other}).",
    "Lassen Sie threshold weg, dann gilt die Zeile; oder entfernen Sie limit.",
    "Leave threshold out, then the row counts; or remove limit.",
)
UNKNOWN_LIMIT = fault(
    "Die Rechtsgrundlage „{value}“ steht nicht in der Tabelle der Grenzwerte.",
    "The legal basis “{value}” is not in the table of limits.",
    "Wählen Sie eine Zeile aus limits.toml.",
    "Choose a row of limits.toml.",
)
UNKNOWN_REFERENCE = fault(
    "Den Bezugspunkt „{value}“ gibt es in dieser Stadt nicht.",
    "There is no reference point “{value}” in this city.",
    "Berichtigen Sie den Namen, oder geben Sie eine feste Zahl an.",
    "Correct the name, or give a fixed number.",
)
REFERENCE_UNIT = fault(
    "Der Bezugspunkt „{value}“ misst in {other}, der Datenpunkt in {unit}.",
    "The reference point “{value}” measures in {other}, the point in {unit}.",
    "Wählen Sie einen Bezugspunkt mit derselben Einheit.",
    "Choose a reference point with the same unit.",
)
OWN_REFERENCE = fault(
    "Ein Datenpunkt kann nicht seine eigene Grenze sein.",
    "A point cannot be its own limit.",
    "Wählen Sie einen anderen Bezugspunkt.",
    "Choose another reference point.",
)
NO_SETPOINT = fault(
    "Der Abweichung fehlt der Sollwert.",
    "The deviation has no setpoint.",
    "Nennen Sie reference (ein Datenpunkt) oder setpoint (eine Zahl).",
    "Name reference (a point) or setpoint (a number).",
)
TWO_SETPOINTS = fault(
    "Die Abweichung hat zwei Sollwerte, reference und setpoint.",
    "The deviation has two setpoints, reference and setpoint.",
    "Lassen Sie einen der beiden weg.",
    "Leave one of them out.",
)
NO_SPAN = fault(
    "Der Änderung fehlt die Zeit, über die sie gemessen wird.",
    "The change has no time over which it is measured.",
    "Geben Sie span_s in Sekunden an, größer als null.",
    "Give span_s in seconds, greater than zero.",
)
NO_FORMULA = fault(
    "Die Formel fehlt.",
    "The formula is missing.",
    "Schreiben Sie sie wie im Trend, zum Beispiel [name] > 3.",
    "Write it as in the trend, such as [name] > 3.",
)
WRONG_FORMULA = fault(
    "Die Formel ist nicht zu verstehen. {value}",
    "The formula cannot be understood. {value}",
    "Die Schreibweise ist dieselbe wie im Trend.",
    "The notation is that of the trend.",
)
OTHER_FIRST_POINT = fault(
    "Der Datenpunkt „{value}“ ist nicht der erste der Formel; das ist „{other}“.",
    "The point “{value}” is not the first of the formula; that is “{other}”.",
    "Setzen Sie point auf den ersten Datenpunkt der Formel.",
    "Set point to the first point of the formula.",
)
LOST_CODES = fault(
    "Eine Regel für eine verlorene Quelle hat immer den Code 1.",
    "A rule for a lost source always has the code 1.",
    "Lassen Sie codes weg.",
    "Leave codes out.",
)

# --- what it means --------------------------------------------------------------------------

NO_MESSAGE = fault(
    "Die Meldung ist leer.",
    "The message is empty.",
    "Schreiben Sie in message, was nicht stimmt.",
    "Write into message what is wrong.",
)
NO_ACTION = fault(
    "Der Alarm sagt nicht, was zu tun ist.",
    "The alarm does not say what to do.",
    "Ergänzen Sie action; wenn niemand etwas tun kann, machen Sie mit event = true ein Ereignis "
    "daraus.",
    "Add action; if nobody can do anything, make it an event with event = true.",
)
NOTHING_AT_STAKE = fault(
    "Wenn nichts auf dem Spiel steht, ist es kein Alarm.",
    "If nothing is at stake it is no alarm.",
    "Machen Sie mit event = true ein Ereignis daraus, oder wählen Sie eine andere Folge.",
    "Make it an event with event = true, or choose another consequence.",
)
EVENT_ATTRIBUTE = fault(
    "Ein Ereignis hat kein „{value}“, denn niemand quittiert es.",
    "An event has no “{value}”, as nobody acknowledges it.",
    "Lassen Sie die Angabe weg, oder machen Sie einen Alarm daraus.",
    "Leave it out, or make it an alarm.",
)
SCHEDULE_NO_DAYS = fault(
    "Der Zeitplan nennt keinen Wochentag.",
    "The schedule names no day of the week.",
    "Wählen Sie mindestens einen Tag; ohne Zeitplan gilt die Regel immer.",
    "Choose at least one day; without a schedule the rule is always in force.",
)
SCHEDULE_TIME = fault(
    "Der Zeitplan hat eine Zeit außerhalb des Tages.",
    "The schedule has a time outside the day.",
    "Der Beginn liegt zwischen 00:00 und 23:59, das Ende zwischen 00:00 und 24:00.",
    "The begin lies between 00:00 and 23:59, the end between 00:00 and 24:00.",
)
UNKNOWN_ALARM = fault(
    "Den Alarm „{value}“, der diesen erklären soll, gibt es nicht.",
    "There is no alarm “{value}” that could explain this one.",
    "Nennen Sie in suppressed_by die Kennung einer anderen Regel.",
    "Name the id of another rule in suppressed_by.",
)
SUPPRESSION_RING = fault(
    "Der Alarm würde sich selbst unterdrücken (über „{value}“).",
    "The alarm would suppress itself (by way of “{value}”).",
    "Nehmen Sie einen der Alarme aus suppressed_by heraus.",
    "Take one of the alarms out of suppressed_by.",
)
