"""What all tests share: how hard the properties search."""

import os

from hypothesis import settings

# Other work on the machine makes single examples slow: pytest-timeout bounds whole tests instead.
settings.register_profile("dev", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
