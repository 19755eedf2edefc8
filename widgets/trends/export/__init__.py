"""What is seen in the trends as a file: tables (CSV, XLSX, Parquet) and drawings (PNG, SVG, PDF).

The screen's thread makes a `Subject`, a snapshot that nothing changes any more; tables are written
from it by a thread of their own. Nothing is left half written. Start reading at `exporter`.
"""

from widgets.trends.export.exporter import TrendExporter

__all__ = ["TrendExporter"]
