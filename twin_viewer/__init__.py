"""The twin: the city in three dimensions, as one view widget that the console puts into a dock.

`model` says in numpy what is shown; `formats` read it from files, `cache` keeps it ready, `jobs`
convert beside the program, `synthetic` makes a city of its own. `rendering` draws all of it in one
thread of its own, and only there VTK lives; `panels`, `tools` and `view` are what a person sees.
Never here: data sources, SQL, windows. Nobody imports this room before its dock is shown.
"""
