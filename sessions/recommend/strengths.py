"""What an interaction says about a product, as one signed number.

The strength is the log-odds it adds to "the shopper will keep this" (see `interest.likelihood`),
linear in the duration and size of the gesture::

    strength = bias + per_log_second * log1p(ms / 1000) + per_size * min(size, 1)

held within +-`limit`. `size` is |magnitude|, for `scale` |log factor|, so 1 is a turn by a radian,
a growth by e, a swipe of a metre. No public data links gestures to preference (facts/recommend.md,
section 6), so the table holds priors, to be replaced by learned numbers of the same form.

==============  =====  ==========  ========  =====
kind            bias   log second  per size  limit
==============  =====  ==========  ========  =====
gaze_dwell      0      .2          0         .3     under 500 ms: nothing
hover           0      .1          0         .15
point           .3     0           0         .3
swipe move      0      0           0         0      says where, not what
select pinch    .4     0           0         .4
compare         .4     0           0         .4
details         .5     0           0         .5
grab            .6     .05         0         .75
release         0      0           0         0
rotate scale    .6     .05         .1        .85
place try_on    1.0    0           0         1.0
like thumbs_up  1.2    0           0         1.2
cart_add        1.5    0           0         1.5
cart_remove     -.6    0           0         .6
take_off        -.6    0           0         .6     after a try-on that had said 1.0
discard         -1.0   0           0         1.0
dislike         -1.2   0           0         1.2    also thumbs_down
rate            .6 for each star above 3, -.6 for each below
==============  =====  ==========  ========  =====
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sessions.messages.jobs import Interaction

GAZE_READS_MS = 500
"""A shorter look is passing by, not reading."""

RATE_PER_STAR = 0.6


class Prior(NamedTuple):
    """One row of the table."""

    bias: float
    per_log_second: float
    per_size: float
    limit: float


NOTHING = Prior(0.0, 0.0, 0.0, 0.0)

PRIORS: dict[str, Prior] = {
    "gaze_dwell": Prior(0.0, 0.2, 0.0, 0.3),
    "hover": Prior(0.0, 0.1, 0.0, 0.15),
    "point": Prior(0.3, 0.0, 0.0, 0.3),
    "swipe": NOTHING,
    "move": NOTHING,
    "select": Prior(0.4, 0.0, 0.0, 0.4),
    "pinch": Prior(0.4, 0.0, 0.0, 0.4),
    "compare": Prior(0.4, 0.0, 0.0, 0.4),
    "details": Prior(0.5, 0.0, 0.0, 0.5),
    "grab": Prior(0.6, 0.05, 0.0, 0.75),
    "release": NOTHING,
    "rotate": Prior(0.6, 0.05, 0.1, 0.85),
    "scale": Prior(0.6, 0.05, 0.1, 0.85),
    "place": Prior(1.0, 0.0, 0.0, 1.0),
    "try_on": Prior(1.0, 0.0, 0.0, 1.0),
    "like": Prior(1.2, 0.0, 0.0, 1.2),
    "thumbs_up": Prior(1.2, 0.0, 0.0, 1.2),
    "cart_add": Prior(1.5, 0.0, 0.0, 1.5),
    "cart_remove": Prior(-0.6, 0.0, 0.0, 0.6),
    "take_off": Prior(-0.6, 0.0, 0.0, 0.6),
    "discard": Prior(-1.0, 0.0, 0.0, 1.0),
    "dislike": Prior(-1.2, 0.0, 0.0, 1.2),
    "thumbs_down": Prior(-1.2, 0.0, 0.0, 1.2),
}


def strength(did: Interaction) -> float:
    """Signed log-odds in -1.5..1.5; 0 for what says nothing."""
    if did.kind == "rate":
        return RATE_PER_STAR * (did.value - 3) if 1 <= did.value <= 5 else 0.0
    if did.kind == "gaze_dwell" and did.ms < GAZE_READS_MS:
        return 0.0
    bias, per_log_second, per_size, limit = PRIORS[did.kind]
    if per_log_second:
        bias += per_log_second * math.log1p(did.ms / 1000.0)
    if per_size:
        bias += per_size * min(_size(did), 1.0)
    return max(-limit, min(limit, bias))


def _size(did: Interaction) -> float:
    """How large the gesture was; 0 where the client did not say (or said what cannot be)."""
    if did.kind == "scale":
        return abs(math.log(did.magnitude)) if did.magnitude > 0.0 else 0.0
    return abs(did.magnitude)
