"""The text that lies beside the files of a made-up city."""

from typing import Final

README: Final = """\
Dieser Zwilling ist simuliert.

Alle Dateien dieses Ordners hat Leitstand erfunden. Straßen, Gewässer, Bahnen und Namen bekannter
Orte folgen der schematischen Grundkarte des Stadtprofils; Gebäude, Wohnstraßen, Adressen, Höhen,
Luftbilder, Laserscans, Straßenfotos und Netze sind ausgedacht und stimmen mit der wirklichen
Stadt nicht überein. Es ist nichts vermessen, nichts davon ist amtlich, und keine Person, kein Haus
und kein Kennzeichen ist echt. Für Entscheidungen taugen diese Daten nicht.

Die Dateien haben die Formate der Vermessung, damit der Zwilling sie liest wie echte:
lod2/       Gebäude, CityGML 2.0, ein Quadratkilometer je Datei (Attribut simuliert = ja)
dgm/        Gelände: 1 m um die Mitte (GeoTIFF, eine Kachel als Text), sonst 10 m
dop/        Luftbilder, gezeichnet, 0,5 m je Bildpunkt
laser/      Laserscans, LAZ 1.4; eine Kachel aus zwei Jahren, dazwischen ändert sich etwas
panoramas/  Straßenfotos mit Liste der Aufnahmeorte
networks.geojson  Glasfaser, Mobilfunk und WLAN; Reichweiten sind Skizzen

Sobald echte Daten da sind, können Sie diesen Ordner löschen.


This twin is simulated.

Leitstand made up all files of this folder. Roads, water, rail and the names of well-known places
follow the schematic base map of the city profile; buildings, residential streets, addresses,
heights, aerial photographs, laser scans, street photographs and networks are invented and do not
match the real city. Nothing is surveyed, nothing is official, and no person, house or number plate
is real. Do not base decisions on these data.

The files have the formats surveys deliver, so that the twin reads them like real ones. Once real
data are there, you can delete this folder.
"""
