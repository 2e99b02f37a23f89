"""The table of the compact encoder."""
