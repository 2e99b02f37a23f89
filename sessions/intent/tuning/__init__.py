"""Fine-tuning of any transformers encoder on one's own labelled utterances.

`examples` reads them, `spans` counts what is found, `model` holds encoder, heads and CRF, and
`python -m sessions.intent.tuning.train BASE DATA OUT` is the one command.
"""
