"""Network planning (DIN 69900, PERT): when tasks can begin, must end, and how sure that is.

Start reading at `tasks`, then `networks` and `critical_path`. `simulations` asks how likely the
dates are, `moves` what follows when a task is dragged, `levels` who has too much to do. Time is
counted in working days; a task takes up whole days from the start of one to the end of another.
"""
