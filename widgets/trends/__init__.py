"""The trends view (Verläufe): live values and history of points in one plot.

Way of a curve: `model` says what is asked for, `studies` puts series behind derived ones, `supply`
and `feed` read in worker threads, `curves` and `lanes` make drawable columns (numpy only), `plot`
paints them. No file or database is opened here: a `HistorianReader` is given. Start reading at
`parts` (what there is), then `acts` (what a person does), `joints` (how they meet), `model`.
"""
