"""Values and pure decisions: points, samples, quality, series, limits, alarms.

Here lives what the words of the control room mean. No I/O, no clock, no threads, no Qt: time and
randomness arrive as arguments, results leave as values. Start reading at `points`, then `samples`.
"""
