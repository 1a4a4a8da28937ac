"""`./run soak`: puts the folders of the tests and the bench on the path, and goes through the trials."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root / name) for name in ("tests", "bench", "src")]
    from soak.trials import main

    sys.exit(main())
