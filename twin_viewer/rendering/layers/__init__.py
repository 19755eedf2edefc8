"""The parts of the scene, one module each: they hold the VTK objects and live in the render thread.

A layer is made in the window's thread of numpy values only, and handed over with `Stage.do`; from
then on nothing of it may be touched from outside but by another act. `base` says what it must do.
"""
