"""`app simulate`: the simulated city alone, until it is stopped."""

import argparse
import json
import sys

from app.services.profiles import ProfileError, load_city
from app.verbs.places import find_places

EXIT_PROFILE = 2


def main(options: argparse.Namespace) -> int:
    """Play the city of a profile; print its addresses as one line of JSON."""
    # Broker and server libraries take a second to load: only this verb needs them.
    from connectors.simulated_city.process import run  # noqa: PLC0415 - see above

    places = find_places(options.profile, options.data)
    try:
        city = load_city(places.profile, places.overlay)
    except ProfileError as error:
        problems = [str(problem) for problem in error.problems]
        print(json.dumps({"state": "failed", "problems": problems}, ensure_ascii=False))
        print(*problems, sep="\n", file=sys.stderr)
        return EXIT_PROFILE
    return run(
        city,
        seed=options.seed,
        has_incidents=options.incidents == "on",
        address_file=places.simulation,
        with_parent=options.with_parent,
    )
