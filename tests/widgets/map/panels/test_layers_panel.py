"""The panel of layers: order and boxes by mouse and keyboard, settings, undo, dropped files."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.maps import LayerKind, MapLayer
from app.domain.maps.layers import MAX_ZOOM
from app.domain.texts import Text
from app.services.maps.sources import Rank
from app.services.maps.values import ValueChoice
from widgets.map.panels.files import FileProgress
from widgets.map.panels.layers import LayersPanel
from widgets.map.panels.tree_model import LAYER_ROLE, MIME, NOTE_ROLE, QUIET_ROLE
from widgets.theme import theme

Layers = tuple[MapLayer, ...]
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A panel, and what it told."""

    def __init__(self, panel: LayersPanel) -> None:
        self.panel = panel
        self.told: list[Layers] = []
        self.asked: list[tuple[str, object]] = []
        panel.layers_changed.connect(self.told.append)
        for name in (
            "style_requested",
            "extent_requested",
            "remove_requested",
            "faults_requested",
            "undo_requested",
            "value_requested",
            "states_requested",
            "files_dropped",
        ):
            signal = getattr(panel, name)
            signal.connect(lambda value, name=name: self.asked.append((name, value)))

    @property
    def ids(self) -> list[str]:
        """The ids as they were told last, topmost first."""
        return [layer.id for layer in reversed(self.told[-1])]

    def rows(self) -> list[str]:
        """Return all rows as shown, children indented by two dots."""
        model, texts = self.panel.model, []
        for row in range(model.rowCount()):
            head = model.index(row, 0)
            texts.append(str(head.data()))
            texts += [
                f"..{model.index(one, 0, head).data()}" for one in range(model.rowCount(head))
            ]
        return texts

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in the tree."""
        QTest.keyClick(self.panel.tree, key, modifier or Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def desk(qtbot: QtBot, layers: Layers) -> Desk:
    panel = LayersPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 800)
    panel.set_layers(layers)
    panel.show()
    qtbot.waitExposed(panel)
    return Desk(panel)


def test_layers_stand_topmost_first_under_what_they_have_in_common(desk: Desk) -> None:
    assert desk.rows() == [
        "Alarme und Geräte",
        "..Alarme",
        "..Verkehr",
        "..Umwelt",
        "Wärmebild",
        "Eigene Ebenen",
        "..Stadtgrenze",
        "..Radwege",
        "Grau",
        "Grundkarte",
        "..Straßen",
        "..Gewässer",
    ]
    assert not desk.told


def test_a_layer_between_others_parts_their_group(desk: Desk, layers: Layers) -> None:
    """The tree never says another order than the map has."""
    desk.panel.choose("file:grenze")
    for _ in range(3):
        desk.key(Qt.Key.Key_Up, ALT)
    desk.key(Qt.Key.Key_Down, ALT)
    assert desk.ids[:4] == ["alarms", "points:verkehr", "file:grenze", "points:umwelt"]
    assert desk.rows()[:6] == [
        "Alarme und Geräte",
        "..Alarme",
        "..Verkehr",
        "Stadtgrenze",
        "Umwelt",
        "Wärmebild",
    ]
    chosen = desk.panel.tree.layer
    assert chosen is not None
    assert chosen.id == "file:grenze"


def test_the_ends_of_the_order_are_ends(desk: Desk) -> None:
    desk.panel.choose("alarms")
    desk.key(Qt.Key.Key_Up, ALT)
    desk.panel.choose("base:water")
    desk.key(Qt.Key.Key_Down, ALT)
    assert not desk.told
    desk.key(Qt.Key.Key_Up, ALT)
    assert desk.ids[-2:] == ["base:water", "base:roads"]


def test_space_ticks_a_layer_and_all_of_a_group(desk: Desk) -> None:
    desk.panel.choose("points:umwelt")
    desk.key(Qt.Key.Key_Space)
    hidden = {layer.id for layer in desk.told[-1] if not layer.is_visible}
    assert "points:umwelt" in hidden
    head = desk.panel.model.index(0, 0)
    assert head.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    desk.panel.tree.setCurrentIndex(head)
    desk.key(Qt.Key.Key_Space)
    assert head.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    desk.key(Qt.Key.Key_Space)
    hidden = {layer.id for layer in desk.told[-1] if not layer.is_visible}
    assert hidden >= {"alarms", "points:umwelt", "points:verkehr"}
    assert "file:radwege" not in hidden


def test_a_click_on_the_box_ticks_it(desk: Desk) -> None:
    tree = desk.panel.tree
    area: QRect = tree.visualRect(desk.panel.model.index_of("points:umwelt"))
    at = QPoint(area.left() + 10, area.center().y())
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not next(one for one in desk.told[-1] if one.id == "points:umwelt").is_visible


def drop(desk: Desk, layer_id: str, row: int, parent: QModelIndex | None = None) -> bool:
    model = desk.panel.model
    data = model.mimeData([model.index_of(layer_id)])
    action = Qt.DropAction.MoveAction
    assert model.canDropMimeData(data, action, row, 0, parent or QModelIndex())
    return model.dropMimeData(data, action, row, 0, parent or QModelIndex())


def test_a_layer_is_dropped_between_two_others(desk: Desk) -> None:
    """Gaps are counted before the layer leaves its place."""
    head = desk.panel.model.index(0, 0)
    assert drop(desk, "base:water", 1, head)
    assert desk.ids[:2] == ["alarms", "base:water"]
    desk.panel.undo()
    assert drop(desk, "alarms", 3, desk.panel.model.index(0, 0))
    assert desk.ids[:3] == ["points:verkehr", "points:umwelt", "alarms"]


def test_drops_on_headings_and_beside_groups_have_a_place_too(desk: Desk) -> None:
    assert drop(desk, "base:water", -1, desk.panel.model.index(2, 0))
    assert desk.ids[4:7] == ["base:water", "file:grenze", "file:radwege"]
    desk.panel.undo()
    assert drop(desk, "alarms", -1)
    assert desk.ids[-1] == "alarms"
    desk.panel.undo()
    assert drop(desk, "base:water", 0)
    assert desk.ids[0] == "base:water"


def test_a_drop_where_it_lies_already_changes_nothing(desk: Desk) -> None:
    assert drop(desk, "alarms", 0)
    assert drop(desk, "alarms", 1, desk.panel.model.index(0, 0))
    assert not desk.told


def test_what_is_no_layer_of_ours_is_refused(desk: Desk) -> None:
    model, data = desk.panel.model, QMimeData()
    data.setText("alarms")
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    data.setData(MIME, b"no-such-layer")
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_undo_and_redo_go_through_the_steps(desk: Desk, layers: Layers) -> None:
    desk.panel.choose("alarms")
    desk.key(Qt.Key.Key_Down, ALT)
    desk.key(Qt.Key.Key_Space)
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.told[-1][-1].id == "points:verkehr"
    assert all(layer.is_visible for layer in desk.told[-1][-2:])
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.told[-1] == layers
    assert not desk.panel.undo_button.isEnabled()
    QTest.keyClick(desk.panel.tree, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.told[-1][-1].id == "points:verkehr"


def test_a_slider_that_is_drawn_is_one_step(desk: Desk, layers: Layers) -> None:
    desk.panel.choose("points:umwelt")
    for value in (90, 70, 40):
        desk.panel.details.opacity.setValue(value)
    assert next(one for one in desk.told[-1] if one.id == "points:umwelt").opacity == 0.4
    QTest.keyClick(desk.panel.details.opacity, Qt.Key.Key_Z, CONTROL)
    assert desk.told[-1] == layers
    assert desk.panel.details.opacity.value() == 100


def test_a_removed_layer_is_asked_back_at_its_old_place(desk: Desk, layers: Layers) -> None:
    """Only whoever reads files can bring it back; the whole arrangement says where to."""
    desk.panel.choose("file:radwege")
    desk.key(Qt.Key.Key_Delete)
    assert desk.asked == [("remove_requested", "file:radwege")]
    desk.panel.set_layers([one for one in layers if one.id != "file:radwege"])
    assert not desk.told
    desk.panel.undo()
    assert desk.asked[-1] == ("undo_requested", layers)
    assert not desk.told


def test_a_removal_that_was_thought_better_of_needs_no_undo(desk: Desk, layers: Layers) -> None:
    desk.panel.choose("alarms")
    desk.key(Qt.Key.Key_Down, ALT)
    desk.panel.choose("file:radwege")
    desk.key(Qt.Key.Key_Delete)
    desk.panel.undo()
    assert desk.told[-1] == layers


def test_only_own_layers_can_be_removed(desk: Desk, layers: Layers) -> None:
    for layer_id in ("alarms", "base:water", "online:grau"):
        desk.panel.choose(layer_id)
        desk.key(Qt.Key.Key_Delete)
        assert desk.panel.details.remove_button.isHidden()
    desk.panel.set_layers(layers, own={"file:grenze"})
    desk.panel.choose("file:radwege")
    assert desk.panel.details.remove_button.isHidden()
    desk.panel.choose("file:grenze")
    assert not desk.panel.details.remove_button.isHidden()
    assert not desk.asked


def test_the_default_arrangement_can_be_undone(desk: Desk, layers: Layers) -> None:
    desk.panel.choose("alarms")
    desk.key(Qt.Key.Key_Down, ALT)
    arranged = desk.panel.layers
    desk.panel.reset_requested.connect(lambda: desk.panel.set_layers(layers))
    desk.panel.reset_button.click()
    assert desk.panel.layers == layers
    desk.panel.undo()
    assert desk.told[-1] == arranged
    desk.panel.forget()
    assert not desk.panel.undo_button.isEnabled()


def test_scales_are_chosen_as_scales(desk: Desk) -> None:
    details = desk.panel.details
    desk.panel.choose("file:radwege")
    details.first.setCurrentIndex(details.first.findText("1:50\u202f000"))
    details.first.activated.emit(details.first.currentIndex())
    layer = next(one for one in desk.told[-1] if one.id == "file:radwege")
    assert layer.min_zoom == pytest.approx(11.757, abs=0.01)
    assert layer.max_zoom == MAX_ZOOM
    index = desk.panel.model.index_of("file:radwege")
    assert "ab 1:50\u202f000" in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_scales_that_would_hide_a_layer_for_ever_give_way(desk: Desk) -> None:
    """Whoever sets one end gets it; the other end becomes unlimited."""
    details = desk.panel.details
    desk.panel.choose("file:radwege")
    for box, text in ((details.last, "1:50\u202f000"), (details.first, "1:5\u202f000")):
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
    layer = next(one for one in desk.told[-1] if one.id == "file:radwege")
    assert layer.max_zoom == MAX_ZOOM
    details.last.setCurrentIndex(details.last.findText("1:100\u202f000"))
    details.last.activated.emit(details.last.currentIndex())
    layer = next(one for one in desk.told[-1] if one.id == "file:radwege")
    assert layer.min_zoom == 0.0
    assert details.first.currentText() == "ohne Grenze"


def test_an_unusual_scale_is_shown_as_it_is(desk: Desk, layers: Layers) -> None:
    desk.panel.set_layers([replace(one, min_zoom=12.2) for one in layers])
    desk.panel.choose("file:radwege")
    assert desk.panel.details.first.currentText() == "1:37\u202f000"


def test_layers_out_of_their_scales_are_dimmed(desk: Desk, layers: Layers) -> None:
    near = replace(layers[-1], min_zoom=14.0)
    desk.panel.set_layers([*layers[:-1], near])
    index = desk.panel.model.index_of("alarms")
    assert not index.data(QUIET_ROLE)
    desk.panel.set_zoom(12.0)
    assert index.data(QUIET_ROLE)
    assert "beim jetzigen Maßstab nicht zu sehen" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    desk.panel.set_zoom(14.0)
    assert not index.data(QUIET_ROLE)


def test_what_is_wrong_stands_at_the_layer(desk: Desk, layers: Layers) -> None:
    sentence = "3 Objekte sind nicht zu zeichnen."
    desk.panel.set_layers(layers, {"file:radwege": sentence}, faults={"file:radwege": 3})
    index = desk.panel.model.index_of("file:radwege")
    assert index.data(NOTE_ROLE) == sentence
    assert sentence in index.data(Qt.ItemDataRole.AccessibleTextRole)
    desk.panel.choose("file:radwege")
    assert desk.panel.details.note.text() == sentence
    desk.panel.details.faults_button.click()
    desk.panel.details.style_button.click()
    desk.panel.details.extent_button.click()
    names = [name for name, _ in desk.asked]
    assert names == ["faults_requested", "style_requested", "extent_requested"]
    desk.panel.choose("alarms")
    assert desk.panel.details.faults_button.isHidden()
    assert desk.panel.details.style_button.isHidden()


def test_return_shows_a_layer_whole_where_it_has_an_extent(desk: Desk) -> None:
    desk.panel.choose("base:water")
    desk.key(Qt.Key.Key_Return)
    assert not desk.asked
    desk.panel.choose("file:grenze")
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == [("extent_requested", "file:grenze")]


def test_states_are_asked_for_by_their_ranks(desk: Desk) -> None:
    box = desk.panel.choices.states
    asked = []
    for row in range(box.count()):
        box.setCurrentIndex(row)
        box.activated.emit(row)
        asked.append(desk.asked[-1][1])
    everything, abnormal, alarms, stale = asked
    assert everything is None
    assert abnormal == set(Rank) - {Rank.NORMAL}
    assert alarms == {Rank.LOW, Rank.MEDIUM, Rank.HIGH, Rank.CRITICAL}
    assert stale == {Rank.STALE}


def test_one_quantity_is_chosen_of_those_there_are(desk: Desk) -> None:
    choices = desk.panel.choices
    assert choices.value.isHidden()
    nitrogen = ValueChoice("air.no2", Text("Stickstoffdioxid", "Nitrogen dioxide"), "µg/m³", 3)
    noise = ValueChoice("noise.level", Text("Lärm"), "", 2)
    desk.panel.set_value_choices([nitrogen, noise], "noise.level")
    assert choices.value.currentText() == "Lärm"
    choices.value.setCurrentIndex(0)
    choices.value.activated.emit(0)
    assert choices.value.currentText() == "Stickstoffdioxid, µg/m³"
    assert choices.value.toolTip().splitlines()[0] == "Stickstoffdioxid, µg/m³"
    assert desk.asked == [("value_requested", "air.no2")]


def dropped(paths: list[str], kind: QEvent.Type = QEvent.Type.Drop) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl(path) for path in paths])
    if kind == QEvent.Type.DragEnter:
        enter = QDragEnterEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, CONTROL
        )
        return enter, data
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, CONTROL
    )
    return drop, data


def test_files_are_taken_wherever_they_are_dropped(desk: Desk) -> None:
    """The tree leaves them to the panel, which shows a frame meanwhile."""
    viewport = desk.panel.tree.viewport()
    event, _data = dropped(["file:///tmp/radwege.geojson"], QEvent.Type.DragEnter)
    QApplication.sendEvent(viewport, event)
    assert event.isAccepted()
    assert desk.panel._frame.isVisible()
    assert desk.panel._frame.size() == desk.panel.size()
    event, _data = dropped(["file:///tmp/radwege.geojson", "https://example.org/a.json"])
    QApplication.sendEvent(viewport, event)
    assert not desk.panel._frame.isVisible()
    assert desk.asked == [("files_dropped", [Path("/tmp/radwege.geojson")])]  # noqa: S108 - a name


def test_an_address_of_the_net_is_no_file(desk: Desk) -> None:
    event, _data = dropped(["https://example.org/a.json"], QEvent.Type.DragEnter)
    QApplication.sendEvent(desk.panel, event)
    assert not event.isAccepted()


def test_files_that_are_read_are_shown_and_go(desk: Desk, qtbot: QtBot) -> None:
    progress = FileProgress("radwege.geojson")
    desk.panel.show_reading(progress)
    assert progress.isVisible()
    progress.deleteLater()
    qtbot.waitUntil(lambda: desk.panel.findChild(FileProgress) is None)


def test_no_layer_at_all_is_said_with_a_way_out(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.set_layers([])
    stage = desk.panel._stage
    assert not stage.is_content_shown
    assert "noch keine Ebenen" in stage.placeholder.sentence
    with qtbot.waitSignal(desk.panel.add_requested):
        stage.placeholder._button.click()
    with qtbot.waitSignal(desk.panel.add_requested):
        desk.panel.add.click()


def test_folds_and_states_are_remembered(desk: Desk, qtbot: QtBot, layers: Layers) -> None:
    tree, model = desk.panel.tree, desk.panel.model
    tree.collapse(model.index(0, 0))
    desk.panel.choices.states.setCurrentIndex(1)
    saved = desk.panel.save_state()
    other = LayersPanel()
    qtbot.addWidget(other)
    other.set_layers(layers)
    told: list[object] = []
    other.states_requested.connect(told.append)
    other.restore_state(saved)
    assert not other.tree.isExpanded(other.model.index(0, 0))
    assert other.tree.isExpanded(other.model.index(2, 0))
    assert told == [frozenset(Rank) - {Rank.NORMAL}]
    other.restore_state({"folded": 3, "sizes": ["x"], "states": "pink"})
    assert other.save_state()["folded"] == saved["folded"]


def test_a_fold_survives_a_change_of_order(desk: Desk) -> None:
    tree, model = desk.panel.tree, desk.panel.model
    tree.collapse(model.index(0, 0))
    desk.panel.choose("base:water")
    desk.key(Qt.Key.Key_Up, ALT)
    assert not tree.isExpanded(model.index(0, 0))


def test_every_control_has_a_name_and_all_fit_into_240_px(desk: Desk, layers: Layers) -> None:
    desk.panel.set_layers(layers, {"file:radwege": "Ein Hinweis."}, faults={"file:radwege": 12})
    desk.panel.choose("file:radwege")
    assert desk.panel.minimumSizeHint().width() <= 240
    for button in desk.panel.findChildren(QToolButton):
        if button.isVisible():
            assert button.accessibleName(), button.toolTip()
    named: list[QWidget] = [
        desk.panel.tree,
        desk.panel.details.opacity,
        desk.panel.details.first,
        desk.panel.details.last,
        desk.panel.choices.states,
    ]
    assert all(one.accessibleName() for one in named)
    assert desk.panel.add.accessibleName() == "Ebene hinzufügen …"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_drawn_in_both_themes(desk: Desk, name: str) -> None:
    theme().apply(name)
    desk.panel.choose("file:radwege")
    desk.panel.tree.setFocus()
    assert not desk.panel.grab().isNull()


def test_the_menu_says_what_can_be_done(desk: Desk, layers: Layers) -> None:
    desk.panel.set_layers(layers, faults={"file:radwege": 2})
    desk.panel.choose("file:radwege")
    words = [action.text() for action in desk.panel.make_menu().actions() if action.text()]
    assert words == [
        "Ganze Ebene zeigen",
        "Darstellung ändern …",
        "Hinweise zur Datei …",
        "Nach oben (Alt+Pfeil auf)",
        "Nach unten (Alt+Pfeil ab)",
        "Ebene entfernen",
    ]
    desk.panel.choose("alarms")
    up, down = [
        action.isEnabled() for action in desk.panel.make_menu().actions() if "Alt" in action.text()
    ]
    assert (up, down) == (False, True)


def test_a_role_nobody_knows_has_no_answer(desk: Desk) -> None:
    index = desk.panel.model.index_of("alarms")
    assert index.data(Qt.ItemDataRole.UserRole + 99) is None
    assert index.data(LAYER_ROLE).kind is LayerKind.ALARMS
    assert not desk.panel.model.setData(index, 1, Qt.ItemDataRole.EditRole)
