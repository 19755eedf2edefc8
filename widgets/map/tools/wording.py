"""What shared widgets say of the map."""

from PySide6.QtCore import QCoreApplication

from widgets.map.tools.pictures import PictureWords
from widgets.scenes.readouts import ReadoutWords


def readout_words() -> ReadoutWords:
    """Return what the bar under the map says of it."""
    words = QCoreApplication.translate
    return ReadoutWords(
        bar=words("map_tools", "Angaben zur Karte"),
        outside=words("map_tools", "Zeiger: außerhalb der Karte"),
        scale=words(
            "map_tools",
            "Maßstab in der Mitte der Karte. Die Zahl gilt für einen Bildschirm mit %1 Punkten je "
            "Zoll, die Leiste immer.",
        ),
    )


def picture_words() -> PictureWords:
    """Return what is said of pictures of the map."""
    words = QCoreApplication.translate
    return PictureWords(
        dialog=words("map_tools", "Karte als Bild"),
        save=words("map_tools", "Karte als Bild speichern"),
        stem=words("map_tools", "karte"),
        sharp=words("map_tools", "Eine Seite; Schrift, Legende und Maßstab bleiben scharf."),
        copied=words("map_tools", "Das Bild der Karte ist kopiert."),
    )
