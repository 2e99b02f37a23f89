"""The outside world: sockets, files, clocks, processes and randomness."""
