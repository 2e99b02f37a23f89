"""Several members (`sessions.recommend.members`) as one that is no worse than the best of them.

::

    candidates.py  the best of each member, and what every member says about each of these
    splits.py      which part of what may be seen is kept back to learn the blend on
    kept.py        what members say where they have not seen the answer
    ranks.py       places of targets, ties counted against; the usual measures
    model.py       what was said -> one score; a blend is a member again (torch)
    train.py       fits members, mixes them on what was kept back, fits members on everything

The blend learns which member serves a set: nothing in it knows a set by name. Where mixing does
not beat the best single member on lists that the mixing did not see, that member speaks alone.
"""
