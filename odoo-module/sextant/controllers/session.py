# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.session import Session


class SextantSession(Session):
    """Who logs out of the web client is logged out of Sextant."""

    @http.route(readonly=False)
    def destroy(self):
        self._end_sextant()
        return super().destroy()

    @http.route(readonly=False)
    def logout(self, redirect="/odoo"):
        self._end_sextant()
        return super().logout(redirect)

    def _end_sextant(self):
        if request.db:
            request.env["sextant.code"]._end_session(request.session.sid)
