"""What can be wrong with a profile: reason and remedy as whole sentences in both languages.

The words in braces are filled in where the fault is found. All texts stand here together (those of
the map in `map_faults`), so that they stay friendly and alike, and so that a translation can be
checked at a glance.
"""

from dataclasses import dataclass

from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of problem.

    Attributes:
        reason: What is wrong.
        remedy: What the planner can do about it.
    """

    reason: Text
    remedy: Text


def fault(reason_de: str, reason_en: str, remedy_de: str, remedy_en: str) -> Fault:
    """Return a fault: reason and remedy, each in German and in English."""
    return Fault(Text(reason_de, reason_en), Text(remedy_de, remedy_en))


# --- files ----------------------------------------------------------------------------------

NO_FOLDER = fault(
    "Den Profilordner „{value}“ gibt es nicht.",
    "The profile folder “{value}” does not exist.",
    "Bitte prüfen Sie den Pfad, oder wählen Sie eines der mitgelieferten Profile.",
    "Please check the path, or choose one of the shipped profiles.",
)
NO_FILES = fault(
    "Im Profilordner liegt keine TOML-Datei.",
    "The profile folder holds no TOML file.",
    "Beginnen Sie mit einer Kopie eines mitgelieferten Profils; docs/profile.md hilft weiter.",
    "Start from a copy of a shipped profile; docs/profile.md shows how.",
)
UNREADABLE = fault(
    "Die Datei lässt sich nicht lesen: {value}.",
    "The file cannot be read: {value}.",
    "Bitte prüfen Sie, ob sie vorhanden ist und ob Sie sie lesen dürfen.",
    "Please check that it exists and that you may read it.",
)
TOO_LARGE = fault(
    "Die Datei ist mit {value} MB zu groß für ein Profil.",
    "The file is too large for a profile: {value} MB.",
    "Teilen Sie sie auf, oder entfernen Sie, was nicht zum Profil gehört.",
    "Split it, or remove what does not belong to the profile.",
)
NOT_UTF8 = fault(
    "Die Datei ist nicht in UTF-8 gespeichert.",
    "The file is not stored as UTF-8.",
    "Speichern Sie sie im Editor mit der Kodierung UTF-8.",
    "Save it in your editor with the encoding UTF-8.",
)
NOT_TOML = fault(
    "Hier stimmt die Schreibweise nicht: {value}.",
    "The notation is wrong here: {value}.",
    "Bitte prüfen Sie Anführungszeichen, Klammern und Gleichheitszeichen in dieser Zeile.",
    "Please check quotation marks, brackets and equals signs in this line.",
)
NO_CITY = fault(
    "Dem Profil fehlt die Tabelle [city].",
    "The profile has no table [city].",
    "Legen Sie city.toml mit id, name und time_zone an.",
    "Create city.toml with id, name and time_zone.",
)
NOT_IN_OVERLAY = fault(
    "Die Ergänzungsdatei darf keine Tabelle „{value}“ enthalten.",
    "The overlay file must not hold a table “{value}”.",
    "Dort sind nur [[source]], [[point]] und [[rule]] erlaubt; alles andere gehört ins Profil.",
    "Only [[source]], [[point]] and [[rule]] may stand there; the rest belongs to the profile.",
)

# --- shapes ---------------------------------------------------------------------------------

MISSING_KEY = fault(
    "Die Angabe „{value}“ fehlt.",
    "The key “{value}” is missing.",
    "Ergänzen Sie sie; docs/profile.md beschreibt jede Angabe.",
    "Add it; docs/profile.md describes every key.",
)
UNKNOWN_KEY = fault(
    "Die Angabe „{value}“ ist hier nicht bekannt.",
    "The key “{value}” is not known here.",
    "Entfernen Sie sie, oder berichtigen Sie den Namen. Bekannt sind: {known}.",
    "Remove it, or correct its name. Known are: {known}.",
)
WRONG_TYPE = fault(
    "Erwartet wird hier {expected}, gefunden wurde {found}.",
    "Expected {expected_en} here, found {found_en}.",
    "Berichtigen Sie den Wert; Texte stehen in Anführungszeichen, Zahlen nicht.",
    "Correct the value; texts stand in quotation marks, numbers do not.",
)
WRONG_CHOICE = fault(
    "Der Wert „{value}“ ist hier nicht möglich.",
    "The value “{value}” is not possible here.",
    "Möglich sind: {known}.",
    "Possible are: {known}.",
)
WRONG_VALUE = fault(
    "Der Wert passt hier nicht: {value}.",
    "The value does not fit here: {value}.",
    "Berichtigen Sie den Wert; docs/profile.md beschreibt jede Angabe.",
    "Correct the value; docs/profile.md describes every key.",
)
NOT_A_NUMBER = fault(
    "Hier steht keine brauchbare Zahl ({value}).",
    "This is not a usable number ({value}).",
    "Geben Sie eine endliche Zahl an.",
    "Give a finite number.",
)
OPEN_SECRET = fault(
    "Hier steht ein Geheimnis offen in der Datei.",
    "A secret stands openly in the file.",
    "Legen Sie es im Schlüsselbund ab und schreiben Sie hier den Verweis „secret:{value}“.",
    "Keep it in the key ring and write the reference “secret:{value}” here.",
)

# --- names ----------------------------------------------------------------------------------

BAD_ID = fault(
    "„{value}“ taugt nicht als Kennung.",
    "“{value}” cannot be used as an id.",
    "Kennungen bestehen aus Kleinbuchstaben a-z, Ziffern, Punkt, Binde- und Unterstrich und "
    "beginnen mit Buchstabe oder Ziffer.",
    "Ids consist of lower-case letters a-z, digits, dot, hyphen and underscore, and begin with "
    "a letter or digit.",
)
EMPTY_TEXT = fault(
    "Der Text ist leer.",
    "The text is empty.",
    "Schreiben Sie einen Text, den die Menschen am Leitstand verstehen.",
    "Write a text that the people in the control room understand.",
)
DUPLICATE_ID = fault(
    "Die Kennung „{value}“ gibt es schon ({other}).",
    "The id “{value}” exists already ({other}).",
    "Geben Sie einem der beiden Einträge eine andere Kennung.",
    "Give one of the two entries another id.",
)
SAME_NUMBER = fault(
    "Die Kennung „{value}“ hat dieselbe innere Nummer wie „{other}“.",
    "The id “{value}” has the same inner number as “{other}”.",
    "Ändern Sie eine der beiden Kennungen um ein Zeichen.",
    "Change one of the two ids by a character.",
)
UNKNOWN_NAME = fault(
    "„{value}“ ist nirgends beschrieben ({kind}).",
    "“{value}” is not described anywhere ({kind_en}).",
    "Legen Sie den Eintrag an, oder berichtigen Sie den Namen.{hint}",
    "Create the entry, or correct the name.{hint_en}",
)
UNKNOWN_TIME_ZONE = fault(
    "Die Zeitzone „{value}“ ist unbekannt.",
    "The time zone “{value}” is unknown.",
    "Geben Sie einen Namen der IANA-Liste an, zum Beispiel Europe/Berlin.",
    "Give a name of the IANA list, such as Europe/Berlin.",
)
BAD_BOX = fault(
    "Das Rechteck der Stadt ist nicht sinnvoll.",
    "The rectangle of the city makes no sense.",
    "Geben Sie vier Zahlen an: Westen, Süden, Osten, Norden in Grad.",
    "Give four numbers: west, south, east, north in degrees.",
)
OUTSIDE = fault(
    "Die Position {value} liegt nicht in der Stadt.",
    "The position {value} does not lie in the city.",
    "Prüfen Sie, ob lon (Ost) und lat (Nord) vertauscht sind, oder erweitern Sie city.box.",
    "Check whether lon (east) and lat (north) are swapped, or extend city.box.",
)
HALF_POSITION = fault(
    "Von der Position ist nur eine der beiden Angaben da.",
    "Only one half of the position is given.",
    "Geben Sie lon und lat an, oder keine von beiden.",
    "Give lon and lat, or neither.",
)
URL_WITHOUT_SCHEME = fault(
    "Die Adresse „{value}“ ist nicht vollständig.",
    "The address “{value}” is not complete.",
    "Schreiben Sie zum Beispiel {known}.",
    "Write for example {known}.",
)

# --- points ---------------------------------------------------------------------------------

NO_SOURCE = fault(
    "Weder das Gerät noch sein Typ nennt eine Quelle.",
    "Neither the device nor its type names a source.",
    "Ergänzen Sie source beim Gerät oder beim Typ.",
    "Add source to the device or to its type.",
)
NO_NODE = fault(
    "Für „{value}“ ist nirgends beschrieben, unter welcher Adresse die Quelle ihn führt.",
    "It is not described anywhere under which address the source keeps “{value}”.",
    "Ergänzen Sie node beim Punkt, beim Typ oder bei der Quelle.",
    "Add node to the point, to its type or to the source.",
)
MISSING_VARIABLE = fault(
    "Dem Gerät fehlt die Angabe „{value}“, die sein Typ in Vorlagen benutzt.",
    "The device lacks “{value}”, which the templates of its type use.",
    "Ergänzen Sie sie beim Gerät: vars = {{ {value} = … }}.",
    "Add it to the device: vars = {{ {value} = … }}.",
)
RESERVED_VARIABLE = fault(
    "Der Name „{value}“ ist in Vorlagen schon vergeben.",
    "The name “{value}” is taken already in templates.",
    "Wählen Sie in vars einen anderen Namen.",
    "Choose another name in vars.",
)
BAD_TOPIC = fault(
    "„{value}“ ist kein Thema, unter dem eine einzelne Nachricht ankommt.",
    "“{value}” is not a topic that a single message arrives at.",
    "Geben Sie das vollständige Thema ohne die Platzhalter + und # an.",
    "Give the whole topic without the wildcards + and #.",
)
BAD_NODE = fault(
    "„{value}“ ist keine Knotenadresse mit Namensraum-URI.",
    "“{value}” is not a node address with a namespace URI.",
    "Schreiben Sie sie wie nsu=urn:stadt:verkehr;s=LSA114.Program, nie mit einer Nummer (ns=2).",
    "Write it like nsu=urn:city:traffic;s=LSA114.Program, never with a number (ns=2).",
)
BAD_AGENT = fault(
    "„{value}“ ist kein Gerät, das sich fragen lässt.",
    "“{value}” is no device that can be asked.",
    "Erwartet wird ein Name oder eine Adresse wie 10.1.2.3, auch mit Port: 10.1.2.3:161.",
    "Expected is a name or an address such as 10.1.2.3, perhaps with a port: 10.1.2.3:161.",
)
BAD_MEASURE = fault(
    "„{value}“ ist keine Messgröße eines Geräts.",
    "“{value}” is no measure of a device.",
    "SNMP: agent.up, sysUpTime, ifOperStatus.3, rate(ifHCInOctets[Te1/1]) oder eine Nummer. "
    "ICMP: ping.up, ping.rtt, ping.loss oder ping.jitter.",
    "SNMP: agent.up, sysUpTime, ifOperStatus.3, rate(ifHCInOctets[Te1/1]) or a number. "
    "ICMP: ping.up, ping.rtt, ping.loss or ping.jitter.",
)
SAME_ADDRESS = fault(
    "Dieselbe Adresse {value} hat schon der Punkt „{other}“.",
    "The point “{other}” has the same address {value} already.",
    "Berichtigen Sie die Adresse, oder entfernen Sie einen der beiden Punkte.",
    "Correct the address, or remove one of the two points.",
)
NOT_POSITIVE = fault(
    "Der Wert muss größer als null sein, ist aber {value}.",
    "The value must be greater than zero, but is {value}.",
    "Geben Sie eine Zahl größer als null an.",
    "Give a number greater than zero.",
)
NEGATIVE = fault(
    "Der Wert darf nicht kleiner als null sein, ist aber {value}.",
    "The value must not be less than zero, but is {value}.",
    "Geben Sie null oder eine größere Zahl an.",
    "Give zero or a greater number.",
)
OUT_OF_RANGE = fault(
    "Der Wert {value} liegt nicht zwischen {low} und {high}.",
    "The value {value} does not lie between {low} and {high}.",
    "Geben Sie eine Zahl in diesem Bereich an.",
    "Give a number in this range.",
)
ZERO_SCALE = fault(
    "Mit dem Faktor null wäre jeder Wert gleich.",
    "With the factor zero all values would be the same.",
    "Lassen Sie scale weg, oder geben Sie einen anderen Faktor an.",
    "Leave scale out, or give another factor.",
)
NO_STATES = fault(
    "Ein Punkt der Art „state“ braucht benannte Zustände.",
    "A point of kind “state” needs named states.",
    "Ergänzen Sie states = [{{ code = 0, label = … }}, …].",
    "Add states = [{{ code = 0, label = … }}, …].",
)
STRAY_STATES = fault(
    "Nur ein Punkt der Art „state“ kann benannte Zustände haben.",
    "Only a point of kind “state” can have named states.",
    'Setzen Sie kind = "state", oder entfernen Sie states.',
    'Set kind = "state", or remove states.',
)
SAME_STATE = fault(
    "Der Zustand {value} ist doppelt.",
    "The state {value} stands twice.",
    "Geben Sie jedem Zustand einen eigenen Code und ein eigenes Wort.",
    "Give each state a code and a word of its own.",
)

# --- alarms ---------------------------------------------------------------------------------

NO_PRIORITY = fault(
    "Dem Alarm fehlt die Priorität.",
    "The alarm has no priority.",
    "Geben Sie priority an, oder consequence und response; daraus folgt sie.",
    "Give priority, or consequence and response; it follows from those.",
)
NO_THRESHOLD = fault(
    "Dem Alarm fehlt die Grenze.",
    "The alarm has no limit.",
    "Geben Sie threshold als Zahl oder limit als Verweis auf limits.toml an.",
    "Give threshold as a number, or limit as a reference into limits.toml.",
)
TWO_THRESHOLDS = fault(
    "Der Alarm hat zwei Grenzen, threshold und limit.",
    "The alarm has two limits, threshold and limit.",
    "Lassen Sie eine der beiden weg.",
    "Leave one of them out.",
)
LIMIT_UNIT = fault(
    "Die Grenze „{value}“ gilt in {other}, der Punkt wird in {unit} gemessen.",
    "The limit “{value}” is in {other}, the point is measured in {unit}.",
    "Wählen Sie eine Grenze in der Einheit des Punktes.",
    "Choose a limit in the unit of the point.",
)
LIMIT_NOT_YET = fault(
    "Von der Grenze „{value}“ gilt heute keine Zeile.",
    "No row of the limit “{value}” is in force today.",
    "Prüfen Sie valid_from und valid_until in limits.toml.",
    "Check valid_from and valid_until in limits.toml.",
)
ALARM_KIND = fault(
    "Ein Alarm der Art „{value}“ passt nicht zu einem Punkt der Art „{other}“.",
    "An alarm of kind “{value}” does not suit a point of kind “{other}”.",
    'Zustände überwacht man mit kind = "state", Zahlen mit lolo, lo, hi oder hihi.',
    'Watch states with kind = "state", numbers with lolo, lo, hi or hihi.',
)
SAME_ALARM = fault(
    "Der Punkt hat schon einen Alarm der Art „{value}“.",
    "The point has an alarm of kind “{value}” already.",
    "Lassen Sie einen der beiden weg.",
    "Leave one of them out.",
)
NO_CODES = fault(
    "Der Alarm nennt keinen Zustand, der ihn auslöst.",
    "The alarm names no state that raises it.",
    "Kennzeichnen Sie Zustände mit abnormal = true, oder geben Sie codes an.",
    "Mark states with abnormal = true, or give codes.",
)
UNKNOWN_CODE = fault(
    "Den Zustand {value} hat der Punkt nicht.",
    "The point has no state {value}.",
    "Nehmen Sie einen Code aus states.",
    "Take a code out of states.",
)
NOTHING_CHOSEN = fault(
    "Die Auswahl trifft keinen Punkt.",
    "The selection matches no point.",
    "Prüfen Sie points, type und district.",
    "Check points, type and district.",
)
NOTHING_TO_REMOVE = fault(
    "Es gibt keinen Alarm der Art „{value}“, den man entfernen könnte.",
    "There is no alarm of kind “{value}” that could be removed.",
    "Prüfen Sie kind und die Auswahl, oder entfernen Sie die Regel.",
    "Check kind and the selection, or remove the rule.",
)

# --- hours, connections, guidance -----------------------------------------------------------

NO_DAYS = fault(
    "Die Zeiten nennen keinen Wochentag.",
    "The hours name no day of the week.",
    'Nennen Sie Tage, etwa days = ["mo", "fr"], oder lassen Sie days weg; dann gilt jeder Tag.',
    'Name days, such as days = ["mo", "fr"], or leave days out; then every day counts.',
)
BAD_TIME = fault(
    "„{value}“ ist keine Uhrzeit.",
    "“{value}” is not a time of day.",
    "Schreiben Sie Stunden und Minuten, zum Beispiel 07:30; das Ende eines Tages ist 24:00.",
    "Write hours and minutes, such as 07:30; the end of a day is 24:00.",
)
UPLINK_RING = fault(
    "Die Anbindung von „{value}“ führt im Kreis zu ihm zurück.",
    "The uplink of “{value}” leads round in a circle back to it.",
    "Nennen Sie in uplink nur Geräte, die näher am Rechenzentrum liegen.",
    "Name only devices in uplink that are nearer to the data centre.",
)

CITY_SUBJECT = fault(
    "Eine Hilfe für die ganze Stadt hat keinen Gegenstand („{value}“).",
    "Guidance for the whole city has no subject (“{value}”).",
    "Lassen Sie subject weg, oder wählen Sie einen anderen scope.",
    "Leave subject out, or choose another scope.",
)
EMPTY_GUIDANCE = fault(
    "Die Hilfe ist leer.",
    "The guidance is empty.",
    "Schreiben Sie Schritte in steps oder einen Ansprechpartner in contact.",
    "Write steps into steps, or somebody to call into contact.",
)

# --- tiles ----------------------------------------------------------------------------------

BAD_AGGREGATE = fault(
    "„{value}“ ist keine Zusammenfassung für diese Punkte.",
    "“{value}” is not a way to sum up these points.",
    "Möglich sind mean, max, min und sum für Zahlen, count:<Code> für Zustände.",
    "Possible are mean, max, min and sum for numbers, count:<code> for states.",
)
MIXED_UNITS = fault(
    "Die Punkte der Kachel haben verschiedene Einheiten: {value}.",
    "The points of the tile have different units: {value}.",
    "Wählen Sie nur Punkte einer Einheit.",
    "Choose only points of one unit.",
)
