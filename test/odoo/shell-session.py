# Run by `odoo19 shell`: executes the Python that comes on file descriptor 3, a JSON string a line, and answers on 4 with {"out": …} or {"error": …}.
# Each piece has an environment and a transaction of its own: it sees what others committed, and running servers are told what it changed.
import contextlib
import io
import json
import os
import traceback

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

database = env.cr.dbname


def execute(code):
    registry = Registry(database).check_signaling()
    try:
        with registry.cursor() as cr:
            context = api.Environment(cr, SUPERUSER_ID, {})["res.users"].context_get()
            own = api.Environment(cr, SUPERUSER_ID, context)
            exec(code, {"env": own, "self": own.user, "odoo": odoo, "__name__": "__main__"})
        registry.signal_changes()
    except BaseException:
        registry.reset_changes()
        raise


with os.fdopen(3, "r", encoding="utf-8") as requests, os.fdopen(4, "w", encoding="utf-8") as replies:
    for line in requests:
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                execute(json.loads(line))
            reply = {"out": out.getvalue()}
        except BaseException:
            reply = {"error": traceback.format_exc()}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
