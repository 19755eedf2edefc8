"""Invented names of streets that the map does not name."""

from random import Random
from typing import Final

_WORDS: Final = """
    Ahorn Akazien Amsel Anger Apfel Bach Berg Birken Birn Blumen Brombeer Brunnen Buchen
    Buchfinken Dachs Distel Dohlen Dorf Drossel Eibe Eichen Eichhorn Elster Enzian Erlen Eschen
    Falken Farn Feld Fichten Finken Flachs Flieder Forst Fuchs Garten Geest Gerste Ginster Grenz
    Grün Hafer Hagebutten Hain Hasel Hasen Heide Heidelbeer Hirsch Hohl Holunder Hopfen Igel
    Iltis Jasmin Johannisbeer Kamillen Kastanien Kiebitz Kiefern Kirsch Kirch Klee Korn
    Kornblumen Kranich Kresse Krokus Lärchen Lavendel Lerchen Libellen Lilien Linden Lupinen
    Malven Marder Margeriten Meisen Mispel Mohn Moor Mühlen Nachtigallen Nelken Nuss Pappel
    Primel Quell Rain Raps Reiher Roggen Rosen Rotdorn Rotkehlchen Salbei Sand Schlehen Schmiede
    Schul Schwalben Silber Sonnen Specht Sperber Star Stein Stern Storch Tannen Teich Thymian
    Tulpen Ulmen Veilchen Wacholder Wald Walnuss Weiden Weißdorn Weizen Wiesen Wildrosen Zeisig
"""
_FIRST: Final = tuple(_WORDS.split())
_ENDS: Final = (
    "weg",
    "straße",
    "kamp",
    "gasse",
    "ring",
    "pfad",
    "hof",
    "stiege",
    "grund",
    "breite",
)


def street_names(count: int, random: Random) -> list[str]:
    """Return names of streets, all different, in the order of a seeded chance."""
    names = [f"{first}{end}" for end in _ENDS for first in _FIRST]
    random.shuffle(names)
    rounds = 1
    found = list(names)
    while len(found) < count:
        rounds += 1
        found += [f"{name} {rounds}" for name in names]
    return found[:count]
