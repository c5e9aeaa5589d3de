"""All mends; importing this module registers their hooks."""

import mend_regions  # noqa: F401
