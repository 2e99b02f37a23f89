"""What a build knows, on disk: `OUT/cache/state.db`.

`stamps`: files by what the file system says of them; `products`: what was made, by the hash of all
that went in; `table`: what the shop says; `outcomes`: what came of each file in this build. So
memory does not grow with the shop, and a build that was stopped, however rudely, goes on where it
was.
"""
