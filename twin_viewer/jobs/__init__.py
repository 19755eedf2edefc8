"""Data sets of the twin: recognised, read and converted by a process beside the program.

`library` is what a window uses; `worker` is the process; they speak in lines of JSON (`messages`).
What the worker made lies in the cache; which data sets there are, in the catalogue. Never here: Qt,
VTK, SQL, or a file written beside its source. Start with `library`.
"""
