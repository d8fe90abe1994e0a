# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from urllib.parse import urlsplit

from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request

ROOT = "/sextant/v1"


class SextantSignIn(http.Controller):
    @http.route(ROOT + "/.well-known", type="http", auth="none", methods=["GET"], readonly=True, save_session=False)
    def well_known(self):
        """What the server compares when it is paired: which database this is, and the thumbprint of its key."""
        return request.make_json_response(request.env["sextant.pairing"]._well_known())

    @http.route(ROOT + "/code", type="jsonrpc", auth="user", methods=["POST"])
    def code(self, challenge=None, use=None):
        """A one-time code for the page of the signed-in user, and the server that takes it."""
        self._check_same_origin()
        code = request.env["sextant.code"]._issue(challenge, request.session.sid, use)
        return {"code": code, "server": request.env["sextant.pairing"]._get("server_url")}

    @http.route(ROOT + "/exchange", type="json2", auth="sextant_server", methods=["POST"], save_session=False)
    def exchange(self, code=None, pkce_verifier=None, **_unknown):
        """A code of a user for a key that opens the bridge alone. For the paired server."""
        session = request.env["sextant.code"]._exchange(code, pkce_verifier)
        if session is None:
            # Not raised: an exception would roll back the use of the code.
            return request.make_json_response({"error": "code_refused"}, status=401)
        return session

    def _check_same_origin(self):
        """Odoo does not look where a JSON call comes from: this route does."""
        headers = request.httprequest.headers
        origin = headers.get("Origin")
        # Behind a proxy that does not pass its name on, Odoo takes itself for another host than the page does.
        own = (request.httprequest.host, urlsplit(request.env["sextant.pairing"]._origin()).netloc)
        if origin is not None and urlsplit(origin).netloc not in own:
            raise AccessError(
                _(
                    "Codes are given to pages of this Odoo alone: the page is at %(origin)s, and Odoo takes itself for %(host)s.",
                    origin=origin[:200],
                    host=own[0],
                )
            )
        if headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise AccessError(_("Codes are given to pages of this Odoo alone."))
