"""`app twin …`: what it prints, and how it ends."""

import argparse
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import laspy
import numpy as np
import pytest

from app.main import make_parser
from app.verbs import twin
from twin_viewer.synthetic import generator
from twin_viewer.synthetic.plans import Plan, Report

START = (
    "import argparse, sys; from app.verbs import twin; "
    "sys.exit(twin.main(argparse.Namespace(action='work', folder=sys.argv[1])))"
)


def told(action: str, **options: object) -> argparse.Namespace:
    """Return what the parser makes of a command line."""
    return argparse.Namespace(action=action, profile="", data="", **{"grids": "", **options})


def scan(path: Path, count: int) -> Path:
    """Write a laser scan."""
    las = laspy.create(point_format=6, file_version="1.4")
    rng = np.random.default_rng(1)
    las.header.offsets, las.header.scales = (412_000, 5_725_000, 0), (0.01, 0.01, 0.01)
    las.x, las.y = 412_000 + rng.uniform(0, 99, count), 5_725_000 + rng.uniform(0, 99, count)
    las.z = rng.uniform(50, 70, count)
    las.write(str(path))
    return path


def test_inspect_says_what_files_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cloud = scan(tmp_path / "3dm_32_412_5725_1_nw_2023.las", 500)
    grid = tmp_path / "dgm.xyz"
    lines = [f"{412_000 + x} {5_725_000 + y} {60 + x}" for x in range(4) for y in range(4)]
    grid.write_text("\n".join(lines), "utf-8")
    assert twin.main(told("inspect", files=[str(cloud), str(grid)])) == 0
    said = capsys.readouterr().out
    assert "3dm_32_412_5725_1_nw_2023.las: LAS (cloud), 500 in it" in said
    assert "dgm.xyz: XYZ (terrain), 16 in it" in said
    assert "of 2023" in said


def test_inspect_of_what_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(tmp_path / "gone.gml")]
    assert twin.main(told("inspect", files=files)) == twin.EXIT_FAULT
    assert "! Die Datei ist nicht mehr da" in capsys.readouterr().out


def test_convert_writes_an_octree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.copc.laz"
    source = str(scan(tmp_path / "a.las", 2_000))
    assert twin.main(told("convert", file=source, into=str(target))) == 0
    with laspy.CopcReader.open(str(target)) as octree:
        assert octree.header.point_count == 2_000
    assert twin.main(told("convert", file=source, into="x.laz")) == twin.EXIT_WRONG
    (tmp_path / "bad.las").write_bytes(b"LASF and no more")
    bad = told("convert", file=str(tmp_path / "bad.las"), into=str(target))
    assert twin.main(bad) == twin.EXIT_FAULT
    assert "bad.las: " in capsys.readouterr().err


def test_generate_writes_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def generate(plan: Plan, **_: object) -> Report:
        seen.append(plan)
        return Report((plan.folder / "a.gml",), 1, plan.buildings, is_complete=True)

    monkeypatch.setattr(generator, "generate", generate)
    into = tmp_path / "city"
    assert twin.main(told("generate", into=str(into), buildings=7, seed=3)) == 0
    (plan,) = seen
    assert (plan.folder, plan.buildings, plan.seed) == (into, 7, 3)
    assert (plan.map_folder / "districts.geojson").is_file()
    assert "1 files, 7 buildings" in capsys.readouterr().out


def test_the_worker_answers_in_lines_and_ends_with_its_input(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("nothing", "utf-8")
    jobs = io.StringIO()
    print("this is no job", file=jobs)
    job = {"type": "job", "id": 7, "verb": "inspect", "path": str(tmp_path / "note.txt")}
    print(json.dumps(job), file=jobs)
    with subprocess.Popen(
        [sys.executable, "-c", START, str(tmp_path / "twin")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(jobs.getvalue())
        worker.stdin.flush()
        answers = [json.loads(worker.stdout.readline()) for _ in range(3)]
        niceness = os.getpriority(os.PRIO_PROCESS, worker.pid)
        worker.stdin.close()
        assert worker.wait(10) == 0
    assert [answer["type"] for answer in answers] == ["ready", "inspected", "done"]
    assert answers[1]["found"]["kind"] == ""
    assert niceness > os.getpriority(os.PRIO_PROCESS, 0)


def test_inspect_takes_a_folder_of_grids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["twin", "inspect", "--grids", str(tmp_path), str(scan(tmp_path / "a.las", 50))]
    assert twin.main(make_parser().parse_args(line)) == 0
    told_of = capsys.readouterr()
    assert "no grid for heights" in told_of.err
    assert "(cloud), 50 in it" in told_of.out
