"""What can be done with sets of rules: preview and publish, files, versions, maintenance."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget
from shiboken6 import isValid

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.services.rulesets import write_changes, write_rules
from widgets.background import Background
from widgets.rules.documents import Documents
from widgets.rules.files import read_text, write_text
from widgets.rules.maintenance_dialog import MaintenanceDialog
from widgets.rules.publish_dialog import Preview, PublishDialog, preview_of
from widgets.rules.versions_dialog import VersionsDialog
from widgets.texts import time_text

Prepare = Callable[[City, City], Preview]
"""Makes a preview for a profile and the city with the rules in force, in the background."""


class RuleActs(QObject):
    """Opens the dialogs and asks for documents to come into force.

    Signals:
        told: A sentence for the notification strip.
        refused: Why a document was refused while no dialog was there to say so (list of str).
    """

    told = Signal(str)
    refused = Signal(list)

    def __init__(self, documents: Documents, background: Background, owner: QWidget) -> None:
        super().__init__(owner)
        self.city: City | None = None
        self.profile: City | None = None
        self.actor = ""
        self.now_us = 0
        self._documents = documents
        self._background = background
        self._owner = owner
        self._publishing: PublishDialog | None = None
        self._prepare: Prepare | None = None
        self._versions: VersionsDialog | None = None
        self._maintenance: MaintenanceDialog | None = None
        documents.changed.connect(self._refresh)

    # ---- single rules --------------------------------------------------------------------------
    def remove_rules(self, alarms: Sequence[AlarmId]) -> None:
        """Ask whether some rules shall go."""
        gone = frozenset(alarms)
        heading = self.tr("%n Regel(n) entfernen", "", len(gone))
        self._preview_city(heading, lambda _, city: _without(city, gone))

    def reset_rules(self, alarms: Sequence[AlarmId]) -> None:
        """Ask whether some rules shall be again what the profile says."""
        chosen = frozenset(alarms)
        heading = self.tr("%n Regel(n) auf das Profil zurücksetzen", "", len(chosen))
        self._preview_city(heading, lambda profile, city: _reset(profile, city, chosen))

    def _preview_city(self, heading: str, wanted: Callable[[City, City], City]) -> None:
        if self.profile is not None and self.city is not None:
            self._preview(
                heading,
                lambda profile, city: preview_of(
                    write_changes(profile, wanted(profile, city)), profile, city
                ),
            )

    # ---- files ---------------------------------------------------------------------------------
    def ask_import(self) -> None:
        """Ask for a file of rules and show what it would change."""
        name, _ = QFileDialog.getOpenFileName(
            self._owner, self.tr("Regeln importieren"), "", self.tr("Regelsatz (*.toml)")
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Show what a file of rules would change."""
        if self.profile is None or self.city is None:
            return

        def prepare(profile: City, city: City, *, keeps: bool) -> Preview:
            return preview_of(read_text(path), profile, city, keeps=keeps)

        heading = self.tr("Aus {file} importieren").format(file=path.name)
        keep = QCheckBox(self.tr("Bisherige Änderungen behalten und diese hinzufügen"))
        dialog = self._preview(heading, partial(prepare, keeps=False))
        keep.setToolTip(
            self.tr(
                "Ohne Haken ersetzt die Datei alle bisherigen Änderungen; was nicht in ihr steht, "
                "gilt wieder wie im Profil."
            )
        )
        keep.toggled.connect(lambda keeps: self._ask_preview(partial(prepare, keeps=keeps)))
        dialog.add_extra(keep)

    def ask_export(self, *, is_whole: bool) -> None:
        """Ask for a file and write the rules: all of them, or what differs from the profile."""
        name, _ = QFileDialog.getSaveFileName(
            self._owner,
            self.tr("Regeln exportieren"),
            "regeln.toml" if is_whole else "aenderungen.toml",
            self.tr("Regelsatz (*.toml)"),
        )
        if name:
            self.export_file(Path(name), is_whole=is_whole)

    def export_file(self, path: Path, *, is_whole: bool) -> None:
        """Write the rules in the background, and say how it went."""
        profile, city = self.profile, self.city
        if profile is None or city is None:
            return

        def work() -> None:
            changes = write_changes(profile, city) or write_rules(())
            write_text(path, write_rules(city.rules, is_complete=True) if is_whole else changes)

        done = self.tr("Regeln in {file} geschrieben.").format(file=path.name)
        failed = self.tr("{file} konnte nicht geschrieben werden: {reason}")
        self._background.ask(
            self,
            work,
            lambda _: self.told.emit(done),
            lambda reason: self.told.emit(failed.format(file=path.name, reason=reason)),
        )

    # ---- versions ------------------------------------------------------------------------------
    def show_versions(self) -> None:
        """Show the versions of the rules."""
        if self.profile is None:
            return
        dialog = VersionsDialog(
            self._documents.known.rules, self.profile, self._background, self._owner
        )
        dialog.restore_requested.connect(self.restore)
        self._versions = dialog
        dialog.open()

    def restore(self, version: DocumentVersion) -> None:
        """Show what a version would change if it were in force again."""
        profile = self.profile
        if profile is None or self.city is None:
            return
        if self._versions is not None and isValid(self._versions):
            self._versions.accept()
        if version.number == 0:
            heading, why = self.tr("Zurück zum Profil"), self.tr("Zurück zum Profil")
        else:
            time = time_text(version.at_us, profile.time_zone, with_date=True)[:-3]
            words = self.tr("Version {n} vom {time} wieder in Kraft setzen")
            heading = words.format(n=version.number, time=time)
            why = self.tr("Wieder Version {n}: {why}").format(n=version.number, why=version.why)
        dialog = self._preview(heading, partial(preview_of, version.text))
        dialog.why.setText(why)
        dialog.why.selectAll()

    def undo(self) -> None:
        """Ask for what was in force before the last change from here."""
        if (last := self._documents.undo) is not None:
            self._documents.take_back(self.tr("Rückgängig: {why}").format(why=last.why))

    # ---- publishing ----------------------------------------------------------------------------
    def set_city(self, profile: City, city: City) -> None:
        """Take a profile and the city with the rules in force; an open preview is made anew."""
        if profile is not self.profile or city is not self.city:
            self.profile, self.city = profile, city
            if self._publishing is not None and isValid(self._publishing):
                self._ask_preview(self._prepare)

    def _ask_preview(self, prepare: Prepare | None) -> None:
        """Show what a change means for the rules that are in force now."""
        self._prepare = prepare
        dialog, profile, city = self._publishing, self.profile, self.city
        if dialog is not None and prepare is not None and profile and city:
            dialog.ask(partial(prepare, profile, city), city)

    def _preview(self, heading: str, prepare: Prepare) -> PublishDialog:
        profile, city = self.profile, self.city
        assert profile is not None and city is not None  # noqa: S101, PT018 - each caller has looked
        make = partial(prepare, profile, city)
        dialog = PublishDialog(heading, make, city, self._background, self._owner)
        dialog.publish_requested.connect(self._publish)
        self._publishing, self._prepare = dialog, prepare
        dialog.open()
        return dialog

    def _publish(self, text: str, why: str) -> None:
        self._documents.publish(DocumentKind.RULES, text, why)

    def show_problems(self, problems: list[str]) -> None:
        """Show what became of the last request where it was made; no problems: it is in force."""
        self._documents.answer(problems)
        if self._publishing is not None and isValid(self._publishing):
            self._publishing.show_problems(problems)
            if not problems:
                self._publishing = None
        elif self._maintenance is not None and self._maintenance.isVisible():
            self._maintenance.show_problems(problems)
        elif problems:
            self.refused.emit(problems)

    # ---- maintenance windows -------------------------------------------------------------------
    def show_maintenance(self) -> None:
        """Show the maintenance windows."""
        if self.city is None:
            return
        dialog = MaintenanceDialog(self.city, self.now_us, self._owner)
        dialog.actor = self.actor
        dialog.publish_requested.connect(
            lambda text, why: self._documents.publish(DocumentKind.MAINTENANCE, text, why)
        )
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.finished.connect(lambda _: self._forget())
        self._maintenance = dialog
        self._refresh()
        dialog.open()

    def show_now(self, now_us: int) -> None:
        """Take the present, µs UTC."""
        self.now_us = now_us
        if self._maintenance is not None:
            self._maintenance.show_now(now_us)

    def _forget(self) -> None:
        self._maintenance = None

    def _refresh(self) -> None:
        if self._maintenance is not None:
            self._maintenance.show_windows(self._documents.known.windows)


def _without(city: City, gone: frozenset[AlarmId]) -> City:
    return replace(city, rules=tuple(rule for rule in city.rules if rule.id not in gone))


def _reset(profile: City, city: City, chosen: frozenset[AlarmId]) -> City:
    """Return a city in which some rules are again what the profile says."""
    own = {rule.id: rule for rule in profile.rules}
    kept = [
        own.get(rule.id, rule) if rule.id in chosen else rule
        for rule in city.rules
        if rule.id not in chosen or rule.id in own
    ]
    there = {rule.id for rule in kept}
    kept += [rule for id_, rule in own.items() if id_ in chosen and id_ not in there]
    return replace(city, rules=tuple(kept))
