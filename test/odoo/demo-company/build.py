# Input of `odoo shell` (see build.sh): loads the package beside this file and builds the demo company in the database of the shell.
import os
import sys

sys.path.insert(0, os.environ['DEMO_COMPANY_DIR'])
from demo_company.run import build  # noqa: E402

build(env)  # noqa: F821  (`env` is given by odoo shell)
