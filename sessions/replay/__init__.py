"""A visit's log, executed again: `verify` against this build, `show` to people, `diff` of two.

`python -m sessions.replay verify LOG [--recompute]`
"""
