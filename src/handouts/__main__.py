"""`python -m handouts` is the command `handouts`."""

from handouts.cli import main

main()
