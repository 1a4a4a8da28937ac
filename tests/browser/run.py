"""`./run browser`: the studio in a real browser; what follows goes to pytest, such as `-k axe`."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path.insert(0, str(here.parent))
    import pytest

    from browser.environment import set_up
    from tooling import Missing

    try:
        set_up()
    except Missing as reason:
        sys.stderr.write(f"browser: {reason}\n")
        sys.exit(3)
    # These files are called so that the quick tests do not take them along.
    options = ["-o", "python_files=check_*.py", "-o", "norecursedirs=.*", "-p", "no:cacheprovider"]
    named = [each for each in sys.argv[1:] if Path(each.partition("::")[0]).exists()]
    sys.exit(pytest.main([*options, *([] if named else [str(here)]), *sys.argv[1:]]))
