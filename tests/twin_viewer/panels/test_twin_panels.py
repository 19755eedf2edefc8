"""The panels of the twin show what they are given and ask for what a person wants."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, QMimeData, QPointF, Qt, QTime, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.twins import PlacedAsset, Spot, TwinBookmark
from twin_viewer.jobs.datasets import Activity, Dataset, DatasetKind, DatasetState
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import HeightReference, Reference
from twin_viewer.panels.assets import AssetDialog, AssetsPanel
from twin_viewer.panels.bookmarks import BookmarksPanel
from twin_viewer.panels.data import DataPanel
from twin_viewer.panels.layers import LAYER_ICONS, Choice, TwinLayer, TwinLayersPanel
from twin_viewer.panels.light import Cut, LightPanel
from twin_viewer.panels.objects import ObjectPanel, ObjectSheet

ZONE = "Europe/Berlin"
NOON_US = 1_764_500_400_000_000  # 30 November 2025, 12:00 in Hamm
SPOT = Spot(412_300.25, 5_725_100.5, 63.2)
VIEW = TwinBookmark("v", "Markt", SPOT, 30.0, -20.0, 45.0, "Anna", NOON_US)
THING = PlacedAsset("a", "AP 7", "Access Point", SPOT, "Anna", NOON_US, object_id="B1")
HOUSES = Dataset(
    "h",
    "Hamm LoD2",
    DatasetKind.BUILDINGS,
    (Path("LoD2_32_412_5725_1_NW.gml"), Path("LoD2_32_413_5725_1_NW.gml")),
    (412_000, 5_725_000, 414_000, 5_726_000),
    Reference(),
    "2024-03-01",
    "Land",
    "dl-de/zero-2-0",
    12_400_000,
    4_000_000,
    2_400,
    is_simulated=True,
    state=DatasetState.READING,
    progress=0.42,
    words="wird gelesen",
    faults=(),
    is_visible=True,
)
SCAN = replace(
    HOUSES,
    id="s",
    name="Scan",
    kind=DatasetKind.CLOUD,
    files=(Path("a.laz"),),
    reference=Reference(heights=HeightReference.UNKNOWN, note="Kein Höhensystem genannt."),
    state=DatasetState.PARTIAL,
    words="",
    faults=(Fault("a.laz", "Punkt 4", "Die Datei endet vorzeitig."),),
)


@pytest.fixture
def data(qtbot: QtBot) -> DataPanel:
    panel = DataPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.show()
    return panel


# ---- data ---------------------------------------------------------------------------------------
def test_the_folder_for_grids_is_named_where_one_is_missing(data: DataPanel) -> None:
    above_ellipsoid = Reference(heights=HeightReference.ELLIPSOID, note="Das Gitter fehlt.")
    data.set_grids(Path("twin") / "grids")
    for reference, expected in ((above_ellipsoid, True), (Reference(), False)):
        data.show_datasets([replace(SCAN, reference=reference)])
        data.list.setCurrentIndex(data.rows.index(0))
        assert (str(Path("twin") / "grids") in data.details.note.text()) is expected


def test_data_sets_say_what_they_are_and_how_far(data: DataPanel) -> None:
    data.show_datasets([HOUSES, SCAN])
    texts = [
        data.rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(data.rows.rowCount())
    ]
    assert "simuliert" in texts[0]
    assert "42" in texts[0]
    assert "unvollständig" in texts[1]


def test_a_data_set_shows_its_reference_and_its_faults(data: DataPanel) -> None:
    data.show_datasets([HOUSES, SCAN])
    data.list.setCurrentIndex(data.rows.index(1))
    details = data.details
    assert details.labels["heights"].text() == "nicht angegeben, als DHHN2016 gelesen"
    assert details.note.text() == "Kein Höhensystem genannt."
    assert details.faults.item(0).text() == "a.laz: Punkt 4: Die Datei endet vorzeitig."
    details.copy()
    assert "EPSG:25832" in QGuiApplication.clipboard().text()


def test_the_chosen_data_set_stays_chosen_while_others_come(data: DataPanel) -> None:
    data.show_datasets([HOUSES])
    data.list.setCurrentIndex(data.rows.index(0))
    data.show_datasets([SCAN, replace(HOUSES, progress=0.5)])
    chosen = data.chosen()
    assert chosen is not None
    assert chosen.id == "h"


def test_words_a_person_writes_are_told_once(qtbot: QtBot, data: DataPanel) -> None:
    data.show_datasets([HOUSES])
    data.list.setCurrentIndex(data.rows.index(0))
    box = data.details.boxes["licence"]
    box.setText("CC BY 4.0")
    with qtbot.waitSignal(data.described) as told:
        box.editingFinished.emit()
    assert told.args == ["h", "licence", "CC BY 4.0"]


def test_the_menu_offers_what_the_state_allows(qtbot: QtBot, data: DataPanel) -> None:
    data.show_datasets([HOUSES])
    data.list.setCurrentIndex(data.rows.index(0))
    menu = data.make_menu()
    actions = {action.text(): action for action in menu.actions()}
    assert actions["Anhalten"].isEnabled()
    assert not actions["Weiterlesen"].isEnabled()
    with qtbot.waitSignal(data.cancel_requested) as told:
        actions["Anhalten"].trigger()
    assert told.args == ["h"]
    with qtbot.waitSignal(data.visible_changed) as told:
        actions["Anzeigen"].trigger()
    assert told.args == ["h", False]


def test_delete_asks_to_remove_the_chosen_one(qtbot: QtBot, data: DataPanel) -> None:
    data.show_datasets([HOUSES])
    data.list.setCurrentIndex(data.rows.index(0))
    with qtbot.waitActive(data):
        data.activateWindow()
    data.list.setFocus()
    with qtbot.waitSignal(data.remove_requested) as told:
        QTest.keyClick(data.list, Qt.Key.Key_Delete)
    assert told.args == ["h"]


def test_files_can_be_dropped_and_nothing_says_how_to_begin(
    qtbot: QtBot, data: DataPanel, tmp_path: Path
) -> None:
    data.show_datasets([])
    assert not data.stage.is_content_shown
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(data.files_dropped) as told:
        data.dropEvent(event)
    assert told.args == [[tmp_path]]


def test_what_is_under_way_without_a_data_set_is_said(data: DataPanel) -> None:
    data.show_activity(Activity("3 Dateien werden angesehen", 0.3))
    assert data.bar.isVisible()
    assert data.bar.value() == 300
    data.show_activity(None)
    assert not data.bar.isVisible()


# ---- layers -------------------------------------------------------------------------------------
@pytest.fixture
def layers(qtbot: QtBot) -> TwinLayersPanel:
    panel = TwinLayersPanel()
    qtbot.addWidget(panel)
    panel.show_layers(
        [TwinLayer(name, lack="Keine Daten." if name == "changes" else "") for name in LAYER_ICONS]
    )
    return panel


def row_of(panel: TwinLayersPanel, name: str) -> int:
    return list(LAYER_ICONS).index(name)


def test_a_box_switches_a_layer(qtbot: QtBot, layers: TwinLayersPanel) -> None:
    with qtbot.waitSignal(layers.visible_changed) as told:
        layers.list.item(row_of(layers, "cloud")).setCheckState(Qt.CheckState.Unchecked)
    assert told.args == ["cloud", False]


def test_a_layer_without_data_says_why(layers: TwinLayersPanel) -> None:
    item = layers.list.item(row_of(layers, "changes"))
    assert item.toolTip() == "Keine Daten."
    assert item.checkState() is Qt.CheckState.Unchecked
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled


def test_opacity_belongs_to_the_chosen_layer(qtbot: QtBot, layers: TwinLayersPanel) -> None:
    assert not layers.opacity.isEnabled()
    layers.list.setCurrentRow(row_of(layers, "buildings"))
    with qtbot.waitSignal(layers.opacity_changed) as told:
        layers.opacity.setValue(40)
    assert told.args == ["buildings", 40]


def test_a_colour_is_asked_for_by_its_key(qtbot: QtBot, layers: TwinLayersPanel) -> None:
    layers.offer_attributes([Choice("", "neutral"), Choice("roofType", "Dachform")], "")
    with qtbot.waitSignal(layers.attribute_requested) as told:
        layers.attribute.setCurrentIndex(1)
        layers.attribute.activated.emit(1)
    assert told.args == ["roofType"]


# ---- light and cuts -----------------------------------------------------------------------------
@pytest.fixture
def light(qtbot: QtBot) -> LightPanel:
    panel = LightPanel()
    qtbot.addWidget(panel)
    panel.set_zone(ZONE)
    return panel


def test_the_sun_is_asked_for_in_the_citys_time(qtbot: QtBot, light: LightPanel) -> None:
    light.moment.setDateTime(QDateTime.fromString("2025-11-30T12:00", Qt.DateFormat.ISODate))
    with qtbot.waitSignal(light.sun_requested) as told:
        light.sun.setChecked(True)
    assert told.args == [NOON_US]
    with qtbot.waitSignal(light.sun_requested) as told:
        light.clock.setValue(13 * 60)
    assert told.args == [NOON_US + 3_600_000_000]
    assert light.moment.time() == QTime(13, 0)
    with qtbot.waitSignal(light.sun_requested) as told:
        light.sun.setChecked(False)
    assert told.args == [None]


def test_a_cut_is_told_with_its_place(qtbot: QtBot, light: LightPanel) -> None:
    light.show_cut(Cut("plane", 90, 0.25))
    assert light.turn.isEnabled()
    with qtbot.waitSignal(light.cut_requested) as told:
        light.place.setValue(500)
    assert told.args == [Cut("plane", 90, 0.5)]


# ---- views and things ---------------------------------------------------------------------------
def test_kept_views_are_opened_renamed_and_removed(qtbot: QtBot) -> None:
    panel = BookmarksPanel()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.list.setFocus()
    panel.show_bookmarks([VIEW], ZONE)
    item = panel.list.item(0)
    panel.list.setCurrentItem(item)
    with qtbot.waitSignal(panel.open_requested) as told:
        panel.list.itemActivated.emit(item)
    assert told.args == ["v"]
    with qtbot.waitSignal(panel.renamed) as told:
        item.setText(" Rathaus ")
    assert told.args == ["v", "Rathaus"]
    with qtbot.waitSignal(panel.remove_requested) as told:
        QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert told.args == ["v"]


def test_a_placed_thing_needs_a_name(qtbot: QtBot) -> None:
    dialog = AssetDialog(replace(THING, name=""), ["Access Point", "Kamera"])
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.save_requested):
        dialog._save()
    assert dialog.notice.sentence == "Bitte geben Sie dem Gerät einen Namen."
    dialog.name.setText("Kamera Markt")
    dialog.kind.setCurrentText("Kamera")
    with qtbot.waitSignal(dialog.save_requested) as told:
        dialog._save()
    assert told.args == [replace(THING, name="Kamera Markt", kind="Kamera")]


def test_placed_things_say_where_they_are(qtbot: QtBot) -> None:
    panel = AssetsPanel()
    qtbot.addWidget(panel)
    panel.show_assets([THING], ZONE)
    assert "Access Point" in panel.list.item(0).toolTip()
    assert panel.export.isEnabled()


# ---- a building ---------------------------------------------------------------------------------
def test_a_building_shows_model_tables_and_points(qtbot: QtBot) -> None:
    panel = ObjectPanel()
    qtbot.addWidget(panel)
    panel.show_object(
        ObjectSheet(
            "B1",
            "Marktplatz 3",
            "Hamm LoD2",
            {"measuredHeight": 12.4},
            {"Klasse": "C"},
            [("p", "NO₂ Markt")],
            ["AP 7"],
        )
    )
    panel.copy()
    text = QGuiApplication.clipboard().text()
    for part in ("Kennung\tB1", "12", "Klasse\tC", "NO₂ Markt", "AP 7"):
        assert part in text
    row = next(item for item in panel._all() if item.text(0) == "Klasse")
    panel.tree.setCurrentItem(row)
    with qtbot.waitSignal(panel.color_requested) as told:
        panel.color.click()
    assert told.args == ["Klasse"]
    point = next(item for item in panel._all() if item.text(0) == "NO₂ Markt")
    with qtbot.waitSignal(panel.points_selected) as told:
        panel.tree.itemActivated.emit(point, 0)
    assert told.args == [["p"]]
    panel.show_object(None)
    assert not panel.stage.is_content_shown


def test_joined_tables_can_be_taken_away_again(qtbot: QtBot) -> None:
    panel = ObjectPanel()
    qtbot.addWidget(panel)
    menu = panel.join.menu()
    assert menu.isEmpty()
    panel.show_tables([("t", "energie.csv")])
    with qtbot.waitSignal(panel.part_requested) as told:
        menu.actions()[0].trigger()
    assert told.args == ["t"]
    panel.show_tables([])
    assert menu.isEmpty()
