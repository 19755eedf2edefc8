"""`app collect`: the collector alone, beside it the simulated city where the profile needs it."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from app.collector.collector import SIMULATED, ProfileFolder
from app.collector.composition import compose
from app.collector.process import run
from app.services.clocks import SystemClock
from app.services.processes import ProcessSupervisor
from app.services.profiles import ProfileError
from app.storage.secrets import StoredSecrets
from app.verbs.places import Places, find_places, program_command

_GRACE_S = 4.0
"""The simulated city ends within three seconds; then it is made to."""


def main(options: argparse.Namespace) -> int:
    """Collect until stopped; the first line on standard output tells when it is ready."""
    places = find_places(options.profile, options.data)
    profile = ProfileFolder(places.profile, places.overlay)
    has_city = not options.no_simulation and _is_simulated(profile)
    with _city_beside(places) if has_city else _nothing():
        return run(
            profile,
            places.data,
            lambda city: compose(
                city,
                data=places.data,
                secrets=StoredSecrets(places.data),
                clock=SystemClock(),
                simulation=places.simulation,
            ),
            with_parent=options.with_parent,
        )


def _is_simulated(profile: ProfileFolder) -> bool:
    """Tell whether a source of the profile is the simulated city; a wrong profile has none."""
    try:
        city = profile.read()
    except ProfileError:
        return False
    return any(source.url.startswith(SIMULATED) for source in city.sources)


@contextmanager
def _city_beside(places: Places) -> Iterator[None]:
    """Keep the simulated city running; what it prints does not mix with ours."""
    command = program_command(
        "simulate",
        "--profile",
        str(places.profile),
        "--data",
        str(places.data),
        "--with-parent",
    )
    city = ProcessSupervisor(
        "city", lambda: command, log_file=places.data / "logs" / "simulation.log"
    )
    city.start()
    try:
        yield
    finally:
        city.stop(_GRACE_S)


@contextmanager
def _nothing() -> Iterator[None]:
    """Run nothing beside the collector."""
    yield
