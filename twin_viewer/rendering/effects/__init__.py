"""What changes the whole scene: the light of the sun, the sky, cuts, and depth made visible.

Each is an `Effect` of `rendering.scenes`, made in the window's thread of plain values and handed
over with `Stage.do(lambda scene: scene.set_effect(name, effect))`. Never here: what is drawn.
"""
