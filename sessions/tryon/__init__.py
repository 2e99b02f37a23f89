"""What the avatar wears. First version: garments on the default figure, no computed fit.

`dress` changes the visit's state inside `Session.step`; `fitting` answers the Job `Fit` in a
worker. Numbers of fit (girths, ease, strain) come with the fitting solver; until then none is
shown.
"""
