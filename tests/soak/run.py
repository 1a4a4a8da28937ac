"""`./run soak`: puts the folders of the tests and the bench on the path, and goes through the trials.

`./run soak pages` lays out made-up brochures and says how well their pages are filled; `./run soak edits` changes YAML
files at random; `./run soak studio-drafts` kills who types into a consult.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root / name) for name in ("tests", "bench", "src")]
    if sys.argv[1:2] == ["pages"]:
        from soak import filling

        sys.exit(filling.main(sys.argv[2:]))
    if sys.argv[1:2] == ["edits"]:
        from soak import editing

        sys.exit(editing.main(sys.argv[2:]))
    if sys.argv[1:2] == ["studio-drafts"]:
        from soak import drafting

        sys.exit(drafting.main(sys.argv[2:]))
    from soak.trials import main

    sys.exit(main())
