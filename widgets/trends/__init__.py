"""The trends view (Verläufe): live values and history of points in one plot.

Way of a curve: `model` says what is asked for, `feed` reads it in worker threads, `curves` and
`lanes` turn series into drawable columns (numpy only), `plot` paints them. No file and no database
is opened here: a `HistorianReader` is given. Start reading at `view`, then `model`.
"""
