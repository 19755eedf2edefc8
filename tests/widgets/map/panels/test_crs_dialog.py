"""The question after the coordinates of a file: a proposal to accept, or another system."""

from pytestqt.qtbot import QtBot

from app.services.maps.files.results import CrsProposal
from widgets.map.panels.crs_dialog import USUAL, CrsDialog, crs_name

PROPOSAL = CrsProposal("EPSG:31467", "Gauß-Krüger 3", 0.98, "So liegen 98 % in der Stadt.")


def test_a_proposal_is_a_sentence_to_accept(qtbot: QtBot) -> None:
    dialog = CrsDialog("radwege.geojson", PROPOSAL)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.sentence.text() == PROPOSAL.sentence
    assert not dialog.list.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        dialog.take_button.click()
    assert dialog.crs == "EPSG:31467"


def test_another_system_can_be_chosen_instead(qtbot: QtBot) -> None:
    dialog = CrsDialog("radwege.geojson", PROPOSAL)
    qtbot.addWidget(dialog)
    dialog.other.click()
    assert dialog.list.isEnabled()
    dialog.list.setCurrentIndex(USUAL.index("EPSG:4326/yx"))
    assert dialog.crs == "EPSG:4326/yx"
    dialog.retranslate()
    assert dialog.crs == "EPSG:4326/yx"


def test_without_a_proposal_a_person_is_asked(qtbot: QtBot) -> None:
    dialog = CrsDialog("radwege.geojson", None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.proposed.isVisible()
    assert not dialog.other.isVisible()  # alone it would be no choice
    assert dialog.list.isEnabled()
    assert "Wissen Sie" in dialog.sentence.text()
    assert dialog.crs == USUAL[0]
    with qtbot.waitSignal(dialog.rejected):
        dialog.cancel_button.click()


def test_systems_are_named_with_their_codes() -> None:
    names = [crs_name(code) for code in USUAL]
    assert names[0].endswith("(EPSG:25832)")
    assert len(set(names)) == len(USUAL)
