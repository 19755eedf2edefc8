"""`app`: the console of a city, with its collector and, where the profile says so, its simulation.

The window comes first; processes, profile and views follow once it is painted.
"""

import argparse
import sys

from app.services.clocks import SystemClock
from app.services.profiles import ProfileError
from app.verbs.crew import Crew, crew_of
from app.verbs.moments import read_moment
from app.verbs.places import Places, find_places
from app.verbs.stopwatch import Stopwatch, heavy_modules


def main(options: argparse.Namespace) -> int:
    """Run the console until its window is closed."""
    watch = Stopwatch(options.times or "")
    try:
        places = find_places(options.profile, options.data)
        if options.at:
            read_moment(options.at, "UTC", SystemClock().now_us())
    except (ProfileError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    with crew_of(places) as crew:
        return _run(options, places, crew, watch)


def _run(options: argparse.Namespace, places: Places, crew: Crew, watch: Stopwatch) -> int:
    # Qt takes its time to load; the simulated city, which takes longest, starts meanwhile.
    from app.verbs.composition import workplace  # noqa: PLC0415 - see above

    with workplace(places, options, crew) as place:
        place.console.painted.connect(lambda: watch.note("painted"))
        place.console.painted.connect(lambda: watch.note("heavy_at_paint", heavy_modules()))
        place.console.populated.connect(lambda: watch.note("populated"))
        place.console.became_live.connect(lambda: watch.note("live"))
        place.console.start()
        return place.app.exec()
