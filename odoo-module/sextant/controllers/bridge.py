# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import http
from odoo.http import request

ROOT = "/sextant/v1"
#: Longer than any change takes, shorter than Odoo lets a worker live.
EXECUTE_TIMEOUT = "60s"


class SextantBridgeRoutes(http.Controller):
    """What the paired server calls with the key of a user. One call is one transaction."""

    @http.route(ROOT + "/call", type="json2", auth="sextant_read", methods=["POST"], readonly=True, save_session=False)
    def call(self, model=None, method=None, ids=None, kwargs=None, context=None, **_unknown):
        return request.env["sextant.reader"]._call(model, method, ids, kwargs, context)

    @http.route(ROOT + "/execute", type="json2", auth="sextant", methods=["POST"], save_session=False)
    def execute(self, proposal=None, payload_sha256=None, versions=None, idem_key=None, approval_sig=None, **_unknown):
        request.env.cr.execute("SET LOCAL statement_timeout = %s", (EXECUTE_TIMEOUT,))
        return request.env["sextant.bridge"]._execute_approved(
            proposal, payload_sha256, versions, idem_key, approval_sig
        )

    @http.route(ROOT + "/announce", type="json2", auth="sextant", methods=["POST"], save_session=False)
    def announce(self, proposals=None, **_unknown):
        """Proposals of the key's user that were made or decided elsewhere than in Odoo: those who may approve are told."""
        request.env["sextant.proposal"]._announce(proposals)
        return {"told": True}

    @http.route(ROOT + "/due", type="json2", auth="sextant_background", methods=["POST"], save_session=False)
    def due(self, **_unknown):
        """Questions of the key's user that are due, each given out once."""
        return {"runs": request.env["sextant.question.run"].take()}

    @http.route(ROOT + "/answer", type="json2", auth="sextant_background", methods=["POST"], save_session=False)
    def answer(self, run=None, answer=None, proof=None, failure=None, **_unknown):
        """What came of a due question: the answer with its proof, or why there is none."""
        request.env["sextant.question.run"]._note(run, answer, proof, failure)
        return {"noted": True}

    @http.route(
        ROOT + "/effect/<path:key>", type="json2", auth="sextant", methods=["GET"], readonly=True, save_session=False
    )
    def effect(self, key, **_unknown):
        return request.env["sextant.bridge"]._effect(key) or {"state": "none"}
