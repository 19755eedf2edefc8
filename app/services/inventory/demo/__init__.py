"""The demo inventory: a plausible, labelled inventory of a city, made up by the project.

Built on a few real figures (`figures`, each with its source); everything else is invented, and
every record says so in its source. No names of people. Start reading at
`generator`.

A few things are wrong on purpose, so that checks have something to find:

- access points in service that are silent (about 6) or were never seen (about 7);
- access points whose room lies in another school (2), and two that nothing is connected to;
- three pairs of notebooks with one serial number, two spare access points with one MAC address;
- four projectors in repair without any place, six switches in service without a room;
- two hotspots and a soil probe that report but are only prepared, a charging station that reports
  but is out of service, two access points whose planned day has passed;
- many devices whose warranty has ended, and a generation of tablets whose support has ended;
- loans that are overdue, and lent devices whose return is overdue;
- a licence with more seats given away than bought, one that has ended, a contract that has ended;
- schools with fewer access points than rooms, and a few (4) with fewer devices than they should.
"""

from app.services.inventory.demo.drafts import known_records
from app.services.inventory.demo.generator import demo_inventory, expected_count
from app.services.inventory.demo.grounds import DemoPlaces, read_places

__all__ = [
    "DemoPlaces",
    "demo_inventory",
    "expected_count",
    "known_records",
    "read_places",
]
