"""Pictures as vectors: what looks alike lies near.

::

    look.py      bytes of a picture -> its pixels, within bounds; the thing on it, cut out
    colours.py   what it is coloured like
    outline.py   what shape it has: edges by direction and place, in plain numpy
    lite.py      what it is: EfficientNet-Lite0 (a pack)
    vision.py    the same by any vision model of transformers (`SHOWROOM_PICTURE_MODEL`)
    blend.py     form and colour as one vector: what every picture encoder here gives
    model.py     which of them
"""
