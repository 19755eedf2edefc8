"""Branches survive the end of the collector; a broken file costs no more than itself."""

from pathlib import Path

import pytest

from connectors.opcua.branch_file import NAME, BranchFile
from connectors.opcua.condition_events import ConditionEvent, Shelving


def branch(number: int) -> ConditionEvent:
    return ConditionEvent(
        condition="nsu=urn:werk;s=kessel",
        branch=f"b{number}",
        event_id=bytes([number, 255]),
        name="Kessel",
        message="zu hoch",
        severity=700,
        watched=("a", "b"),
        time_us=10,
        received_us=11,
        is_active=True,
        is_acknowledged=False,
        shelving=Shelving.TIMED,
    )


def test_branches_come_back_as_they_were(tmp_path: Path) -> None:
    file = BranchFile(tmp_path / "werk")
    assert file.read(1) == []
    file.write(1, [branch(1), branch(2)])
    assert BranchFile(tmp_path / "werk").read(1) == [branch(1), branch(2)]
    assert BranchFile(tmp_path / "werk").read(2) == []
    file.write(1, [])
    assert BranchFile(tmp_path / "werk").read(1) == []


def test_source_without_branches_has_no_file(tmp_path: Path) -> None:
    BranchFile(tmp_path).write(1, [])
    assert not (tmp_path / NAME).exists()


@pytest.mark.expects_warnings
def test_file_that_cannot_be_read_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{", "utf-8")
    assert BranchFile(tmp_path).read(1) == []
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    assert BranchFile(tmp_path).read(1) == []
