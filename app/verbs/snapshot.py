"""`app --snapshot DIR`: a picture of every workspace of the running console.

Everything is really started, in a data folder of its own unless one is named; the pictures are
taken once values move and the last hour is there, or when patience ends.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from app.console.workspaces import workspace_ids
from app.services.clocks import SystemClock
from app.services.profiles import ProfileError
from app.verbs.composition import workplace
from app.verbs.crew import crew_of
from app.verbs.inventory_scenes import wait_for_inventory
from app.verbs.maps import wait_for_map
from app.verbs.moments import read_moment
from app.verbs.places import Places, find_places
from app.verbs.programme_scenes import wait_for_programme
from app.verbs.scenes import (
    data_folder,
    has_sparks,
    is_live,
    is_past,
    open_scene,
    picture,
    save,
    settle,
    wait_until,
)
from app.verbs.twin_scenes import wait_for_twin
from widgets.theme import theme

LIVE_S: Final = 60.0
SPARKS_S: Final = 90.0
SETTLE_S: Final = 3.0
SIZE: Final = (1600, 1000)


def main(options: argparse.Namespace) -> int:
    """Write the pictures, print their names; return 1 when the city was not live in time."""
    options.size = options.size or SIZE
    try:
        if options.at:
            read_moment(options.at, "UTC", SystemClock().now_us())
        with data_folder(options.data) as data:
            return _take(options, find_places(options.profile, data))
    except (ProfileError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _take(options: argparse.Namespace, places: Places) -> int:
    wanted = [options.workspace] if options.workspace else list(workspace_ids())
    target = Path(options.snapshot).expanduser()
    with crew_of(places) as crew, workplace(places, options, crew) as place:
        console = place.console
        console.start()
        if options.at:
            ready = wait_until(lambda: is_past(console), LIVE_S)
        else:
            ready = wait_until(lambda: is_live(console), LIVE_S)
            ready = ready and wait_until(lambda: has_sparks(console), SPARKS_S)
        settle(SETTLE_S)
        for workspace in wanted:
            open_scene(console, workspace)
            wait_for_map(console)
            wait_for_twin(console)
            wait_for_inventory(console)
            wait_for_programme(console)
            name = f"{workspace}-{theme().tokens.name}-{console.session.language}.png"
            if not save(picture(console), target / name):
                print(f"{target / name} cannot be written.", file=sys.stderr)
                return 1
            print(target / name, flush=True)
    if not ready:
        print("Not everything was there in time; the pictures show that.", file=sys.stderr)
    return 0 if ready else 1
