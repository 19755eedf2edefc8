"""Profiles of cities: reading, checking, extending and watching the TOML files of a city.

Here a folder of files becomes a `City`, or a list of problems with file, line, reason and remedy;
nothing is ever half loaded. No widgets, no protocols: a source's options are its connector's.
Start reading at `loading`, then `names`, `points`, `alarms`, `maps`; `faults` and `map_faults`
hold all the words.
"""

from app.services.profiles.changes import changed_sources, fingerprint
from app.services.profiles.folders import city_folders, find_city
from app.services.profiles.loading import check_city, load_city
from app.services.profiles.overlays import append_points, propose_point_id, taken_ids
from app.services.profiles.problems import ProfileError, ProfileProblem

__all__ = [
    "ProfileError",
    "ProfileProblem",
    "append_points",
    "changed_sources",
    "check_city",
    "city_folders",
    "find_city",
    "fingerprint",
    "load_city",
    "propose_point_id",
    "taken_ids",
]
