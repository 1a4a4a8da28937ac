"""`./run conformance`: puts the folder of the tests on the path, and judges."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from conformance.report import main

    sys.exit(main())
