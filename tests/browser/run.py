"""`./run browser`: the studio in a real browser; what follows goes to pytest, such as `-k barrier`.

`./run browser --short` is what a change may break first, in a few minutes on two cores.
"""

from __future__ import annotations

import sys
from pathlib import Path

SHORT = (
    "check_screens.py::test_no_screen_has_a_barrier_or_is_wider_than_its_window[nl]",
    "check_screens.py::test_from_nothing_to_a_practice_and_a_first_sheet_by_keyboard",
    "check_screens.py::test_no_word_of_a_client_is_in_an_address_a_title_a_log_or_the_storage_of_the_browser",
    "check_strangers.py::test_a_stranger_reads_and_writes_nothing[127.0.0.1]",
    "check_flows.py::test_flow_a_a_new_client_of_what_she_gave_before",
    "check_states.py::test_seen_is_never_said_of_an_older_state",
    "check_states.py::test_two_windows_at_one_field_offer_the_choice_and_nothing_is_gone",
    "check_brochures.py::test_a_brochure_is_written_by_keyboard_alone",
    "check_practice.py::test_a_word_file_becomes_a_brochure_by_keyboard",
    "check_practice.py::test_a_colour_says_at_once_how_it_reads",
)

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
    asked = sys.argv[1:]
    if "--short" in asked:
        asked = [*(each for each in asked if each != "--short"), *(f"{here}/{each}" for each in SHORT)]
    named = [each for each in asked if Path(each.partition("::")[0]).exists()]
    sys.exit(pytest.main([*options, *([] if named else [str(here)]), *asked]))
