"""Members of staff: who is there, and the visits that wait for one or are with one."""
