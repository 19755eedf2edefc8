"""What can be done with the plan as a whole: publish, versions, files."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.notifications import PlanError, read_plan, write_plan
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.notifications.draft import Draft
from widgets.notifications.publishing import PlanPublishDialog, PlanVersionsDialog
from widgets.rules.files import read_text, write_text
from widgets.texts import time_text


class PlanActs(QObject):
    """Opens the dialogs and asks for the plan to come into force.

    Signals:
        publish_requested: Kind, text and reason (`DocumentKind`, str, str).
        told: A sentence for the notification strip.
        refused: Why a file or a plan cannot be used (list of str).
    """

    publish_requested = Signal(object, str, str)
    told = Signal(str)
    refused = Signal(list)

    def __init__(self, draft: Draft, background: Background, owner: QWidget) -> None:
        super().__init__(owner)
        self.city: City | None = None
        self.versions: tuple[DocumentVersion, ...] = ()
        self.dialog: PlanPublishDialog | None = None
        """The dialog before something comes into force."""
        self.list: PlanVersionsDialog | None = None
        """The dialog of the versions."""
        self._draft = draft
        self._background = background
        self._owner = owner

    # ---- publishing ----------------------------------------------------------------------------
    def publish(self) -> None:
        """Show what the draft changes and ask why."""
        heading = self.tr("Entwurf der Benachrichtigung in Kraft setzen")
        self._preview(heading, write_plan(self._draft.plan))

    def follow(self) -> None:
        """Let an open dialog compare with what is in force by now."""
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.rebase(self._draft.base)

    def _preview(self, heading: str, text: str) -> PlanPublishDialog | None:
        if self.city is None:
            return None
        dialog = PlanPublishDialog(
            heading,
            text,
            base=self._draft.base,
            city=self.city,
            background=self._background,
            parent=self._owner,
        )
        dialog.publish_requested.connect(self._request)
        self.dialog = dialog
        dialog.open()
        return dialog

    def _request(self, text: str, why: str) -> None:
        self.publish_requested.emit(DocumentKind.NOTIFICATIONS, text, why)

    def show_problems(self, problems: list[str]) -> None:
        """Show what became of the last request; no problems: it is in force."""
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.show_problems(problems)
            if not problems:
                self.dialog = None
        elif problems:
            self.refused.emit(problems)

    # ---- versions ------------------------------------------------------------------------------
    def show_versions(self) -> None:
        """Show the versions of the plan."""
        if self.city is None:
            return
        dialog = PlanVersionsDialog(self.versions, self.city, self._background, self._owner)
        dialog.restore_requested.connect(self.restore)
        self.list = dialog
        dialog.open()

    def restore(self, version: DocumentVersion) -> None:
        """Show what a version would change if it were in force again."""
        if self.city is None:
            return
        if self.list is not None and isValid(self.list):
            self.list.accept()
        if version.number == 0:
            heading = why = self.tr("Niemanden mehr benachrichtigen")
        else:
            time = time_text(version.at_us, self.city.time_zone, with_date=True)[:-3]
            heading = self.tr("Version {n} vom {time} wieder in Kraft setzen").format(
                n=version.number, time=time
            )
            why = self.tr("Wieder Version {n}: {why}").format(n=version.number, why=version.why)
        dialog = self._preview(heading, version.text)
        if dialog is not None:
            dialog.why.setText(why)
            dialog.why.selectAll()

    # ---- files ---------------------------------------------------------------------------------
    def ask_import(self) -> None:
        """Ask for a file with a plan and take it as the draft."""
        name, _ = QFileDialog.getOpenFileName(
            self._owner, self.tr("Plan importieren"), "", self.tr("Plan (*.toml)")
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Take a plan from a file as the draft; a file with faults changes nothing."""
        failed = self.tr("{file} konnte nicht gelesen werden: {reason}")
        self._background.ask(
            self,
            lambda: read_text(path),
            lambda text: self._take_text(text, path.name),
            lambda reason: self.refused.emit([failed.format(file=path.name, reason=reason)]),
        )

    def _take_text(self, text: str, name: str) -> None:
        try:
            plan = read_plan(text)
        except PlanError as error:
            self.refused.emit([f"{name}: {on_screen(problem)}" for problem in error.problems])
            return
        self._draft.change(plan)
        words = self.tr("{file} ist jetzt der Entwurf; er gilt erst, wenn er veröffentlicht ist.")
        self.told.emit(words.format(file=name))

    def ask_export(self) -> None:
        """Ask for a file and write the draft."""
        name, _ = QFileDialog.getSaveFileName(
            self._owner,
            self.tr("Plan exportieren"),
            "benachrichtigung.toml",
            self.tr("Plan (*.toml)"),
        )
        if name:
            self.export_file(Path(name))

    def export_file(self, path: Path) -> None:
        """Write the draft in the background, and say how it went."""
        text = write_plan(self._draft.plan)
        done = self.tr("Plan in {file} geschrieben.").format(file=path.name)
        failed = self.tr("{file} konnte nicht geschrieben werden: {reason}")
        self._background.ask(
            self,
            lambda: write_text(path, text),
            lambda _: self.told.emit(done),
            lambda reason: self.told.emit(failed.format(file=path.name, reason=reason)),
        )
