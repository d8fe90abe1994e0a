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
        if urlsplit(url).scheme not in ("http", "https"):
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
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("sextant.server_url", url)
        parameters.set_param("sextant.server_key", json.dumps(reply["pubkey"]))
        parameters.set_param("sextant.tenant", reply["tenant"])
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_disconnect(self):
        """Forget the server, and end every session it has: the keys go, and no new ones are made."""
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(_("Only administrators may disconnect the database."))
        for name in ("server_url", "server_key", "tenant", "private_key"):
            self.env["ir.config_parameter"].set_param("sextant." + name, False)
        self.env.cr.execute("DELETE FROM res_users_apikeys WHERE scope = 'sextant'")
        return {"type": "ir.actions.client", "tag": "reload"}

    def _committed_key(self):
        with self.env.registry.cursor() as cr:
            parameters = self.with_env(self.env(cr=cr)).env["ir.config_parameter"]
            pem = parameters.get_param("sextant.private_key")
            if not pem:
                pem = signing.make_key()
                parameters.set_param("sextant.private_key", pem)
        return signing.public_jwk(pem)

    def _ask(self, url, body):
        try:
            reply = requests.post(url, json=body, timeout=TIMEOUT, allow_redirects=False)
            answer = reply.json()
        except (requests.RequestException, ValueError) as error:
            raise UserError(_("Sextant does not answer at %s.") % url) from error
        if reply.status_code != 200:
            said = answer.get("message") if isinstance(answer, dict) else None
            raise UserError(_("Sextant refused the connection: %s") % (said or reply.status_code))
        return answer
