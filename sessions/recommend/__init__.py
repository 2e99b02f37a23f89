"""What stands on the shelf, and why: ordered anew after every gesture.

::

    observe.py     gesture -> the visit's state; state -> Job `Rank`        (inside `Session.step`)
    strengths.py   what a gesture says about a product, as one number       ) worker side:
    interest.py    recent interactions -> one direction u; p = G(z, a)      ) `Ranker.rank`
    space.py       text vectors -> few dimensions around their mean         ) answers the Job
    neighbours.py  what is taken with what: weighted co-visitation          )
    goods.py       prices, stock, ratings, attributes as arrays             )
    reach.py       which products may stand where: hidden, stock, ceiling   )
    kernel.py      scores, diversity, the one place shown to learn, and     )
                   the largest contributor to each place: one compiled call )
    reasons.py     that contributor in words                                )
    ranker.py      the order of these                                       )
    members/       ways of telling what comes next from histories: rules, like histories,
                   factors, a recurrent encoder
    blend/         these mixed, by weights that are learned where no member has looked
    evaluate.py    quality of the blend on public sequences (`python -m`)

The score of product y is a sum, so that its reason can be told exactly::

    z(y) = text <a, v_y> + near <v_near, v_y> + search order   what was asked
         + sum_i w_i (gesture <v_i, v_y> + together N(i, y))   what was done
         + popular(y) + new(y)                                 what the shop knows

The image part of the fusion (alpha z_image) is left out until products have picture vectors.
"""
