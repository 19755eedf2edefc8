"""The dialog in which a person sets how alarms sound."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.console.sounds import AlarmSound, SoundSettings
from app.domain.alarms import Priority
from widgets.texts import priority_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class SoundDialog(QDialog):
    """Sets volume and the priorities that sound; everything is in force at once.

    Args:
        sound: The sound of alarms.
        parent: Owner.
    """

    def __init__(self, sound: AlarmSound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Alarmtöne"))
        self._sound = sound
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.boxes: dict[Priority, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        heading = QLabel(self.tr("Wie Alarme klingen"))
        heading.setObjectName("heading")
        column.addWidget(heading)
        self._say_trouble(column)
        column.addLayout(self._make_grid())
        note = QLabel(
            self.tr(
                "Kritische und hohe Alarme klingen wieder, bis jemand sie quittiert oder den Ton "
                "ausschaltet (F8)."
            )
        )
        note.setObjectName("muted")
        note.setWordWrap(True)
        column.addWidget(note)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Schließen"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _say_trouble(self, column: QVBoxLayout) -> None:
        if self._sound.player.trouble:
            trouble = QLabel(self._sound.player.trouble)
            trouble.setWordWrap(True)
            column.addWidget(trouble)

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(QLabel(self.tr("Lautstärke")), 0, 0)
        self.volume.setRange(0, 100)
        self.volume.setValue(round(self._sound.settings.volume * 100))
        self.volume.setAccessibleName(self.tr("Lautstärke in Prozent"))
        self.volume.setMinimumWidth(28 * self.fontMetrics().horizontalAdvance("n"))
        self.volume.valueChanged.connect(self._use)
        grid.addWidget(self.volume, 0, 1, 1, 2)
        for line, priority in enumerate(Priority, 1):
            word = priority_text(priority)
            box = QCheckBox(word)
            box.setChecked(priority in self._sound.settings.priorities)
            box.toggled.connect(self._use)
            self.boxes[priority] = box
            grid.addWidget(box, line, 0, 1, 2)
            listen = QToolButton()
            listen.setIcon(icon("mdi6.play-outline", colour=theme().tokens.text))
            listen.setToolTip(self.tr("Ton von „{0}“ anhören").format(word))
            listen.setAccessibleName(self.tr("Ton von „{0}“ anhören").format(word))
            listen.clicked.connect(partial(self._sound.try_out, priority))
            grid.addWidget(listen, line, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        return grid

    def _use(self) -> None:
        priorities = frozenset(p for p, box in self.boxes.items() if box.isChecked())
        self._sound.use(SoundSettings(self.volume.value() / 100, priorities))
