"""`python -m sayso` is the command `sayso`."""

import sys

from sayso.cli import main

sys.exit(main())
