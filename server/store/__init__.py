"""What is kept: the visits' logs, consent, and what was erased. SQLite in WAL mode, one writer.

`tables` are the rows and the statements over them; `writer` is the one thread that writes, with
group commit; `front.Store` is what the rest of the server talks to.
"""
