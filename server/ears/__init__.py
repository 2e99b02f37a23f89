"""Listening: a process of its own reads what microphones hear.

`front.Ears` is the loop's side, `worker` the other, `orders` what passes between them. The process
starts when somebody speaks for the first time, and is replaced when it dies. Sound goes through
memory only: it is neither stepped nor logged, as mesh bytes are not. What was understood goes back
to the client, which says it with what the shopper saw while speaking.
"""
