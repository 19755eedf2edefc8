"""Analysis of the visible range: figures, histogram, duration curve, carpet and scatter plot.

`view` reads through a worker and shows one `Page` a tab; pages turn courses of the domain into
pictures and words. No statistics are computed here: they live in `app.domain.analysis`. Start
reading at `view`, then `page`.
"""

from widgets.trends.analysis.view import AnalysisView

__all__ = ["AnalysisView"]
