"""The Qt binding must not lose references to None and True: it would end the process."""

from PySide6.QtWidgets import QApplication

from app.verbs.guard import ALLOWED, lost_references


def test_many_calls_and_signals_leave_none_and_true_alone(qapp: QApplication) -> None:
    moved = lost_references(500)
    assert all(abs(count) < ALLOWED for count in moved.values()), moved
