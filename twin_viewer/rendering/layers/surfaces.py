"""Makes VTK surfaces of numpy arrays without copying them; imported in the render thread only."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util import numpy_support
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkTexture

from twin_viewer.model.frames import Floats

_to_vtk: Any = numpy_support.numpy_to_vtk

AMBIENT: Final = 0.55
"""Share of a surface's colour that is seen without any light: the sky's."""

DIFFUSE: Final = 0.52


def surface_data(points: Floats, triangles: NDArray[np.int32]) -> Any:
    """Return a surface; VTK keeps the arrays, and whoever writes into them touches it."""
    return _poly_data(points, triangles, "polys")


def edge_data(points: Floats, edges: NDArray[np.int32]) -> Any:
    """Return straight edges between points, (E, 2) rows of them."""
    return _poly_data(points, edges, "lines")


def surface_actor(data: Any) -> Any:
    """Return an actor of a surface: each triangle has one shade, unless points have directions."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.SetScalarModeToUsePointData()
    mapper.SetColorModeToDirectScalars()
    # Without it VTK asks after every array whether it changed, in each frame and for each tile.
    mapper.StaticOn()
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.PickableOff()
    if data.GetPointData().GetNormals() is None:
        actor.GetProperty().SetInterpolationToFlat()
    set_matt(actor)
    return actor


def set_matt(actor: Any) -> None:
    """Let a surface look as the city does: seen without light, brighter in it, never shiny."""
    look = actor.GetProperty()
    look.SetAmbient(AMBIENT)
    look.SetDiffuse(DIFFUSE)
    look.SetSpecular(0.0)


def set_colors(data: Any, colors: NDArray[np.uint8]) -> None:
    """Give each point of a surface a colour, uint8 (N, 3); kept, not copied."""
    array = _to_vtk(colors)
    array.SetName("colors")
    data.GetPointData().SetScalars(array)


def texture_of(pixels: NDArray[np.uint8]) -> Any:
    """Return a texture of a photograph, uint8 (rows, columns, 3), uppermost row first."""
    rows, columns, parts = pixels.shape
    image = vtkImageData()
    image.SetDimensions(columns, rows, 1)
    flipped = np.ascontiguousarray(pixels[::-1]).reshape(-1, parts)
    image.GetPointData().SetScalars(_to_vtk(flipped))
    texture = vtkTexture()
    texture.SetInputData(image)
    texture.InterpolateOn()
    texture.MipmapOn()
    # VTK's own choice is 4, which takes ten times as long where the processor draws.
    texture.SetMaximumAnisotropicFiltering(1)
    texture.EdgeClampOn()
    texture.SetColorModeToDirectScalars()
    return texture


def set_texture_places(data: Any, places: Floats) -> None:
    """Tell where each point of a surface lies in its texture, float32 (N, 2), 0 to 1."""
    array = _to_vtk(places)
    array.SetName("texture places")
    data.GetPointData().SetTCoords(array)
    data.Modified()


def set_normals(data: Any, normals: Floats) -> None:
    """Give each point of a surface its direction, float32 (N, 3): it is shaded softly then."""
    array = _to_vtk(normals)
    array.SetName("normals")
    data.GetPointData().SetNormals(array)


def push_back(actor: Any, units: float) -> None:
    """Let a surface that lies in another one win (negative) or lose (positive) against it."""
    mapper = actor.GetMapper()
    mapper.SetResolveCoincidentTopologyToPolygonOffset()
    mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(units / 4, units)


def _poly_data(points: Floats, rows: NDArray[np.int32], kind: str) -> Any:
    data = vtkPolyData()
    places = vtkPoints()
    places.SetData(_to_vtk(points))
    data.SetPoints(places)
    cells = vtkCellArray()
    cells.SetData(rows.shape[1], _to_vtk(rows.reshape(-1)))
    if kind == "polys":
        data.SetPolys(cells)
    else:
        data.SetLines(cells)
    return data
