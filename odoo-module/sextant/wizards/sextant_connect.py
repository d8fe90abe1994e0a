# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from urllib.parse import urlsplit

import requests

from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.base.models.res_users import check_identity

from .. import signing

TIMEOUT = 20


class SextantConnect(models.TransientModel):
    """Connects this database to a server of Sextant, with the pairing code that its administrator made."""

    _name = "sextant.connect"
    _description = "Connect to Sextant"

    server_url = fields.Char(string="Address of Sextant", required=True)
    pairing_code = fields.Char(required=True)

    @check_identity
    def action_connect(self):
        """Ask the server to pair; needs the password typed a moment ago.

        The key is committed first, because the server looks at it while this call is still running. A second call with
        the same code is refused by the server, so a repeated transaction pairs once.
        """
        self.ensure_one()
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(_("Only administrators may connect the database."))
        url = self.server_url.strip().rstrip("/")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise UserError(_("The address must begin with https://."))
        public = self._committed_key()
        pairing = self.env["sextant.pairing"]
        reply = self._ask(
            url + "/v1/pair",
            {
                "pairing_code": self.pairing_code.strip(),
                "db_uuid": pairing._uuid(),
                "base_url": self.get_base_url(),
                "addon_ver": self.env.ref("base.module_sextant").installed_version,
                "pubkey": public,
            },
        )
        pairing._keep(
            server_url=url, server_key=json.dumps(reply["pubkey"]), tenant=reply["tenant"], base_url=self.get_base_url()
        )
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_disconnect(self):
        """Forget the server, and end every session it has: the keys go, and no new ones are made."""
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(_("Only administrators may disconnect the database."))
        self.env["sextant.pairing"]._keep(private_key=False)
        self.env.cr.execute("DELETE FROM res_users_apikeys WHERE scope LIKE 'sextant%'")
        return {"type": "ir.actions.client", "tag": "reload"}

    def _committed_key(self):
        with self.env.registry.cursor() as cr:
            env = self.with_env(self.env(cr=cr)).env
            parameters = env["ir.config_parameter"]
            pem = parameters.get_param("sextant.private_key")
            # The key of a copy is also the one of the original.
            if not pem or env["sextant.pairing"]._is_copy():
                pem = signing.make_key()
                parameters.set_param("sextant.private_key", pem)
        return signing.public_jwk(pem)

    def _ask(self, url, body):
        try:
            reply = requests.post(url, json=body, timeout=TIMEOUT, allow_redirects=False)
            answer = reply.json()
        except (requests.RequestException, ValueError) as error:
            raise UserError(_("Sextant does not answer at %s.", url)) from error
        if reply.status_code != 200:
            raise UserError(self._refusal(answer if isinstance(answer, dict) else {}, reply.status_code))
        if not isinstance(answer, dict) or not isinstance(answer.get("pubkey"), dict) or not answer.get("tenant"):
            raise UserError(_("What answers at %s is not a server of Sextant.", url))
        return answer

    def _refusal(self, answer, status):
        """The reason of a refusal, in the user's language where it is a known one."""
        details = answer.get("details") or {}
        known = {
            "code": _("The pairing code is unknown, was used, or is older than ten minutes. Make a new one on the server."),
            "address": _(
                "The code is for %(expected)s, and this Odoo calls itself %(own)s. Correct the parameter web.base.url, or make a code for that address.",
                expected=details.get("expected"),
                own=self.get_base_url(),
            ),
            "database": _(
                "The server finds another database at %s than this one. Make a code for this database.", self.get_base_url()
            ),
            "version": _("The module in Odoo and the server of Sextant do not fit: update the older one."),
        }.get(details.get("why"))
        return known or _("Sextant refused the connection: %s", answer.get("message") or status)
