"""Makes VTK objects of numpy arrays; loads VTK, so it is imported in the render thread only.

Arrays are shared, not copied: VTK keeps the array alive, and whoever writes into it says so with
`touch`.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util import numpy_support
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPointGaussianMapper, vtkPolyDataMapper

from twin_viewer.model.frames import Floats
from twin_viewer.rendering.colors import share_of

_SUPPORT: Any = numpy_support
"""It carries no types."""


def vtk_array(values: NDArray[Any], name: str = "") -> Any:
    """Return an array of VTK over the same memory."""
    array = _SUPPORT.numpy_to_vtk(np.ascontiguousarray(values))
    array.SetName(name)
    return array


def point_data(places: Floats, **columns: NDArray[Any]) -> Any:
    """Return points without cells, float32 (N, 3), with one value or row of values each."""
    points = vtkPoints()
    points.SetData(vtk_array(places, "places"))
    data = vtkPolyData()
    data.SetPoints(points)
    for name, values in columns.items():
        data.GetPointData().AddArray(vtk_array(values, name))
    return data


def cells(rows: NDArray[np.integer[Any]], counts: NDArray[np.integer[Any]]) -> Any:
    """Return cells of points: all their rows one after the other, and how many each cell has."""
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    array = vtkCellArray()
    array.SetData(
        _SUPPORT.numpy_to_vtkIdTypeArray(offsets, deep=1),
        _SUPPORT.numpy_to_vtkIdTypeArray(np.ascontiguousarray(rows, np.int64), deep=1),
    )
    return array


def line_data(places: Floats, counts: NDArray[np.integer[Any]], **columns: NDArray[Any]) -> Any:
    """Return lines through points that follow each other; `counts` points belong to each."""
    data = point_data(places)
    data.SetLines(cells(np.arange(len(places)), counts))
    _add_cell_columns(data, columns)
    return data


def face_data(places: Floats, faces: NDArray[np.integer[Any]], **columns: NDArray[Any]) -> Any:
    """Return faces, (M, corners) rows of `places`."""
    data = point_data(places)
    data.SetPolys(cells(faces.ravel(), np.full(len(faces), faces.shape[1])))
    _add_cell_columns(data, columns)
    return data


def set_faces(actor: Any, faces: NDArray[np.integer[Any]]) -> None:
    """Have other faces of the same points drawn, (M, corners) rows of them."""
    data = actor.GetMapper().GetInput()
    data.SetPolys(cells(faces.ravel(), np.full(len(faces), faces.shape[1])))


def set_lines(actor: Any, lines: Sequence[int], length: int) -> None:
    """Have some of the lines drawn, by their numbers; `length` points belong to each."""
    rows = np.array(lines, np.int64)[:, None] * length + np.arange(length)
    actor.GetMapper().GetInput().SetLines(cells(rows.ravel(), np.full(len(rows), length)))


def _add_cell_columns(data: Any, columns: dict[str, NDArray[Any]]) -> None:
    for name, values in columns.items():
        data.GetCellData().AddArray(vtk_array(values, name))


def touch(data: Any) -> None:
    """Say that the arrays of points have new contents."""
    data.GetPoints().GetData().Modified()
    data.GetPoints().Modified()
    columns = data.GetPointData()
    for number in range(columns.GetNumberOfArrays()):
        columns.GetArray(number).Modified()
    data.Modified()


def plain_actor(data: Any, color: str = "", *, width: float = 1.0, opacity: float = 1.0) -> Any:
    """Return an actor of one colour that light does not change; white for its texture without."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.ScalarVisibilityOff()
    actor = _unlit(mapper)
    look = actor.GetProperty()
    if color:
        look.SetColor(share_of(color))
    look.SetLineWidth(width)
    look.SetOpacity(opacity)
    return actor


def painted_actor(data: Any, column: str, *, width: float = 1.0, of_cells: bool = False) -> Any:
    """Return an actor whose points or cells have their own colours, uint8 (N, 3 or 4)."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    _paint_by(mapper, column, of_cells=of_cells)
    actor = _unlit(mapper)
    actor.GetProperty().SetLineWidth(width)
    return actor


def splat_actor(data: Any, column: str, *, scale: str = "", shader: str = "") -> Any:
    """Return an actor of points: squares of some pixels, or splats of `scale` metres each.

    Args:
        data: Points without cells.
        column: Their colours, uint8 (N, 3 or 4).
        scale: Column of their radii, float32; empty for squares of the property's point size.
        shader: What is done to each fragment of a splat, GLSL; its place in the splat is
            `offsetVCVSOutput`, 1 at the rim.
    """
    mapper = vtkPointGaussianMapper()
    mapper.SetInputData(data)
    mapper.EmissiveOff()
    mapper.SetScaleFactor(1.0 if scale else 0.0)
    if scale:
        mapper.SetScaleArray(scale)
        mapper.SetBoundScale(1.0)
        mapper.SetSplatShaderCode(shader)
    _paint_by(mapper, column, of_cells=False)
    return _unlit(mapper)


def _paint_by(mapper: Any, column: str, *, of_cells: bool) -> None:
    mapper.ScalarVisibilityOn()
    if of_cells:
        mapper.SetScalarModeToUseCellFieldData()
    else:
        mapper.SetScalarModeToUsePointFieldData()
    mapper.SelectColorArray(column)
    mapper.SetColorModeToDirectScalars()


def _unlit(mapper: Any) -> Any:
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    actor.PickableOff()
    # Blended all the same; VTK's own pass for what is translucent costs software graphics 16 ms.
    actor.ForceOpaqueOn()
    return actor
