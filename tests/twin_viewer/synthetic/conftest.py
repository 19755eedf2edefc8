"""A small made-up city, written once for all tests of this room."""

from pathlib import Path

import pytest

from twin_viewer.synthetic.cities import City, make_city
from twin_viewer.synthetic.generator import generate
from twin_viewer.synthetic.plans import Plan, Report

MAP = Path(__file__).resolve().parents[3] / "resources" / "cities" / "hamm" / "map"


def small_plan(folder: Path, seed: int = 1) -> Plan:
    return Plan(
        folder,
        MAP,
        seed=seed,
        buildings=300,
        cloud_points=20_000,
        panoramas=2,
        panorama_width=512,
        devices=((7.8128, 51.6800), (7.8170, 51.6790)),
        inner_km=1,
        photograph_km=1,
    )


class Told:
    """Remembers what the generator tells, and stops it after so many files."""

    def __init__(self, most: int = 10**9) -> None:
        self.most = most
        self.files: list[Path] = []
        self.shares: list[float] = []
        self.sentences: list[str] = []

    def run(self, plan: Plan) -> Report:
        return generate(
            plan,
            on_progress=self._progress,
            should_stop=lambda: len(self.files) >= self.most,
            on_file=self.files.append,
        )

    def _progress(self, share: float, sentence: str) -> None:
        self.shares.append(share)
        self.sentences.append(sentence)


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return small_plan(tmp_path_factory.mktemp("synthetic"))


@pytest.fixture(scope="session")
def told() -> Told:
    return Told()


@pytest.fixture(scope="session")
def report(plan: Plan, told: Told) -> Report:
    return told.run(plan)


@pytest.fixture(scope="session")
def city(plan: Plan) -> City:
    return make_city(plan)
