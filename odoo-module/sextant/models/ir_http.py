# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import re
import time

import werkzeug.exceptions

from odoo import models
from odoo.http import request

from .sextant_code import BACKGROUND_SCOPE, SCOPE

#: Of the server that the panel speaks with: below 1 major and minor have to be equal, from then on the major.
SERVER_VERSION = "0.1"
SKEW_SECONDS = 60
#: Hexadecimal digits of a key that are kept in clear, to find it by.
INDEX_SIZE = 8


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the pages of those who may use Sextant where its server is; for others there is no panel."""
        info = super().session_info()
        if self.env.user.has_group("sextant.group_user"):
            pairing = self.env["sextant.pairing"]
            info["sextant"] = {
                "server": (pairing._get("server_url") or "").rstrip("/"),
                "serverVersion": SERVER_VERSION,
                # Of a copy, too: its pages are told what it is when they ask for a code.
                "paired": bool(pairing._get("tenant")),
                "tenant": pairing._get("tenant") or "",
                "origin": pairing._origin(),
                "userId": self.env.uid,
            }
        return info

    @classmethod
    def _auth_method_sextant(cls):
        """``auth='sextant'``: a key of this scope makes the call its user's own. A cookie is not looked at."""
        cls._sextant_authenticate((SCOPE,))

    @classmethod
    def _auth_method_sextant_read(cls):
        """``auth='sextant_read'``: a key of the background will do, too."""
        cls._sextant_authenticate((SCOPE, BACKGROUND_SCOPE))

    @classmethod
    def _auth_method_sextant_background(cls):
        """``auth='sextant_background'``: for what a key of the background alone is good for."""
        cls._sextant_authenticate((BACKGROUND_SCOPE,))

    @classmethod
    def _sextant_authenticate(cls, scopes):
        given = re.match(r"^bearer\s+(\S+)$", request.httprequest.headers.get("Authorization", ""), re.IGNORECASE)
        uid = given and cls._sextant_user_of(request.env, given[1], scopes)
        if not uid:
            raise werkzeug.exceptions.Unauthorized("The key is not one of Sextant, or has ended.")
        request.session.can_save = False
        request.update_env(user=uid, context={}, su=False)

    @classmethod
    def _auth_method_sextant_server(cls):
        """``auth='sextant_server'``: the paired server has signed the request. Nobody is signed in by it."""
        headers = request.httprequest.headers
        stamp = headers.get("Sextant-Timestamp", "")
        body = hashlib.sha256(request.httprequest.get_data()).hexdigest()
        signed = "\n".join(
            [request.httprequest.method, request.httprequest.path, body, stamp, headers.get("Sextant-Nonce", "")]
        )
        pairing = request.env["sextant.pairing"]
        timed = stamp.isdecimal() and len(stamp) < 12
        if not timed or not pairing._is_signed_by_server(signed, headers.get("Sextant-Signature")):
            raise werkzeug.exceptions.Unauthorized("The request is not signed by the paired server of Sextant.")
        apart = int(stamp) - int(time.time())
        if abs(apart) > SKEW_SECONDS:
            raise werkzeug.exceptions.Unauthorized("Its clock and the one of Odoo are %s seconds apart." % apart)
        request.session.can_save = False
        cls._auth_method_none()

    @classmethod
    def _sextant_user_of(cls, env, key, scopes=(SCOPE,)):
        """The user whose key this is; None for a key of another scope or of none, and for users who may not use Sextant."""
        for scope in scopes:
            uid = env["res.users.apikeys"]._check_credentials(scope=scope, key=key)
            if uid:
                break
        if not uid:
            return None
        # A key without scope passes the check of any scope; this one has to be of ours.
        env.cr.execute(
            "SELECT count(*) FILTER (WHERE scope = %s), count(*) FROM res_users_apikeys WHERE user_id = %s AND index = %s",
            (scope, uid, key[:INDEX_SIZE]),
        )
        ours, all_of_them = env.cr.fetchone()
        if not ours or ours != all_of_them:
            return None
        return uid if env["res.users"].with_user(uid).browse(uid)._sextant_may_sign_in() else None
