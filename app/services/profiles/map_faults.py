"""What can be wrong with the map of a profile; the words beside those in `faults`."""

from app.services.profiles.faults import fault

BAD_HOST = fault(
    "„{value}“ ist keine Freigabe für einen Rechner im Netz.",
    "“{value}” does not allow a host on the network.",
    "Schreiben Sie nur https:// und den Namen des Rechners, ohne Pfad und ohne Platzhalter, "
    "zum Beispiel https://karten.example.org.",
    "Write only https:// and the name of the host, without a path and without wildcards, "
    "such as https://maps.example.org.",
)
NOT_ENCRYPTED = fault(
    "Die Karte „{value}“ würde unverschlüsselt abgerufen.",
    "The map “{value}” would be fetched without encryption.",
    "Geben Sie eine Adresse an, die mit https:// beginnt.",
    "Give an address that begins with https://.",
)
BAD_TILE_URL = fault(
    "„{value}“ ist keine Adresse von Kartenkacheln.",
    "“{value}” is not an address of map tiles.",
    "Schreiben Sie https://, den Rechner und einen Pfad mit den Platzhaltern {{z}}, {{x}} und "
    "{{y}}; andere Platzhalter gibt es nicht.",
    "Write https://, the host and a path with the placeholders {{z}}, {{x}} and {{y}}; there are "
    "no other placeholders.",
)
NOT_ALLOWED = fault(
    "Die Karte braucht den Rechner {value}, der nicht freigegeben ist.",
    "The map needs the host {value}, which is not allowed.",
    'Geben Sie ihn in [map] frei, allowed = ["{value}"], oder entfernen Sie die Karte.',
    'Allow it in [map], allowed = ["{value}"], or remove the map.',
)
BAD_CRS = fault(
    "„{value}“ ist kein Koordinatensystem.",
    "“{value}” is not a coordinate reference system.",
    "Schreiben Sie es mit seiner Nummer, zum Beispiel EPSG:25832, oder lassen Sie crs weg.",
    "Write it with its number, such as EPSG:25832, or leave crs out.",
)
BAD_FILE = fault(
    "„{value}“ ist kein Dateiname.",
    "“{value}” is not a file name.",
    "Geben Sie den Weg zu einer Datei an, vom Ordner des Profils aus oder vollständig.",
    "Give the path of a file, from the folder of the profile or in full.",
)
