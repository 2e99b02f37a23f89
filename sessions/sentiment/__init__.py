"""How something is spoken of: for or against, and as to fit, fabric, price and look.

::

    words.py      a text as hashed words, pieces and short runs of them
    head.py       a linear head over these and the encoder's vector: `Opinion` of a text
    told.py       the opinions of many reviews of one product, counted
    corpus.py     labelled reviews; phrases, and reviews composed of them
    train.py      `python -m sessions.sentiment.train`    evaluate.py   `.. evaluate FILE..`
    model.py      the trained head that fits an encoder

It stands below the features: the guide tells what reviews say, the recommender likes what they
praise, and a remark about the thing in one's hand counts as liking or disliking it.
"""
