"""Series that nobody recorded: formulas, comparisons with another time, forecasts.

Each is a point with a number of its own; `DerivedHistorian` answers for it like a historian, so
that plots, statistics and exports need not know the difference. No files here, no threads,
no screen. Start reading at `historian`.
"""
