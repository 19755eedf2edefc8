"""Laser scans as octrees in one file (COPC 1.0): read by node, and written of LAS and LAZ.

Never choosing what to show; that is `lod`. Import it late, laspy and lazrs are heavy. Start with
`reading`.
"""

from twin_viewer.formats.copc.reading import CopcFile
from twin_viewer.formats.copc.writing import CopcReport, write_copc
from twin_viewer.lod.nodes import NodeTable

__all__ = ["CopcFile", "CopcReport", "NodeTable", "write_copc"]
