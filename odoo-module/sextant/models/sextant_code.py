# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import json
import secrets
import time
from datetime import timedelta

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import signing

SCOPE = "sextant"
#: Of the key that answers scheduled questions while its user is away: it reads, and brings answers to him.
BACKGROUND_SCOPE = "sextant_background"
BACKGROUND = "background"
CODE_SECONDS = 60
KEY_HOURS = 8
BACKGROUND_DAYS = 90
#: Characters of a session's id that stay: the rest is changed every few hours.
STABLE = 42


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def challenge_of(verifier):
    """RFC 7636, S256."""
    return signing.encode(hashlib.sha256(verifier.encode()).digest())


class SextantCode(models.Model):
    """One-time codes: the page of a signed-in user gets one, the server exchanges it for a key that acts as this user.

    Rows are written by SQL, because users have no rights on this table.
    """

    _name = "sextant.code"
    _description = "Sextant one-time code"
    _log_access = False

    jti_sha256 = fields.Char(required=True, readonly=True)
    challenge = fields.Char(required=True, readonly=True)
    user_id = fields.Integer(readonly=True)
    sid = fields.Char(readonly=True)
    expires_at = fields.Datetime(readonly=True)
    used_at = fields.Datetime(readonly=True)
    key_id = fields.Integer(readonly=True)

    def init(self):
        self.env.cr.execute(
            "CREATE UNIQUE INDEX IF NOT EXISTS sextant_code_jti_unique ON sextant_code (jti_sha256)"
        )
        self.env.cr.execute("CREATE INDEX IF NOT EXISTS sextant_code_sid ON sextant_code (sid)")

    @api.model
    def _issue(self, challenge, session_id, use=None):
        """A code for the current user.

        :param str challenge: of PKCE; only who knows its verifier can exchange the code
        :param str use: ``background`` for a key that answers his scheduled questions while he is away; else one that ends
            with his session
        :raise AccessError: when the user may not use Sextant
        :raise UserError: when the database is not paired, or the challenge is none
        """
        user = self.env.user
        if self.env.su or not user._sextant_may_sign_in():
            raise AccessError(_("You may not use Sextant. Ask an administrator for the group Sextant / User."))
        pairing = self.env["sextant.pairing"]
        pairing._check_paired()
        if not isinstance(challenge, str) or len(challenge) != 43:
            raise UserError(_("The challenge of PKCE is missing."))
        if use not in (None, BACKGROUND):
            raise UserError(_("There are no codes for this use."))
        jti = secrets.token_urlsafe(24)
        now = int(time.time())
        sid = digest(session_id[:STABLE])
        self.env.cr.execute(
            "INSERT INTO sextant_code (jti_sha256, challenge, user_id, sid, expires_at) "
            "VALUES (%s, %s, %s, %s, to_timestamp(%s) AT TIME ZONE 'UTC')",
            (digest(jti), challenge, user.id, sid, now + CODE_SECONDS),
        )
        return signing.token(
            pairing._get("private_key"),
            {
                "iss": pairing._uuid(),
                "aud": pairing._get("tenant"),
                "sub": str(user.id),
                "sid": sid,
                "cids": user.company_ids.ids,
                "jti": jti,
                "iat": now,
                "exp": now + CODE_SECONDS,
                **({"use": use} if use else {}),
            },
        )

    @api.model
    def _exchange(self, code, verifier):
        """Use a code up, and make a key of its user that opens the bridge alone.

        :return: what the server keeps of the session, or None. Never raises for a code that is not good: that would
            roll the use back.
        """
        claims = self._claims(code)
        jti = claims.get("jti")
        if jti is None or not isinstance(verifier, str):
            return None
        self.env.cr.execute(
            "UPDATE sextant_code SET used_at = now() AT TIME ZONE 'UTC' WHERE jti_sha256 = %s AND challenge = %s "
            "AND used_at IS NULL AND expires_at > now() AT TIME ZONE 'UTC' RETURNING id, user_id",
            (digest(jti), challenge_of(verifier)),
        )
        row = self.env.cr.fetchone()
        if not row:
            return None
        user = self.env["res.users"].with_user(row[1]).browse(row[1])
        if not user.exists() or not user._sextant_may_sign_in():
            return None
        if claims.get("use") == BACKGROUND:
            key, seconds = self._background_key(user), BACKGROUND_DAYS * 86400
        else:
            key, seconds = self._session_key(user, row[0]), KEY_HOURS * 3600
        return {
            "key": key,
            "exp": int(time.time()) + seconds,
            "uid": user.id,
            "login": user.login,
            "lang": user.lang or "en_US",
            "tz": user.tz or "UTC",
            "company_ids": user.company_ids.ids,
            "groups_hash": user._sextant_groups_hash(),
        }

    @api.model
    def _session_key(self, user, code_id):
        expires = fields.Datetime.now() + timedelta(hours=KEY_HOURS)
        key = user.env["res.users.apikeys"]._generate(SCOPE, "Sextant", expires)
        self.env.cr.execute(
            "UPDATE sextant_code SET key_id = (SELECT max(id) FROM res_users_apikeys WHERE user_id = %s AND scope = %s) "
            "WHERE id = %s",
            (user.id, SCOPE, code_id),
        )
        return key

    @api.model
    def _background_key(self, user):
        """The one key of a user for the background: another one takes its place. Logging out does not end it."""
        self._end_background(user)
        expires = fields.Datetime.now() + timedelta(days=BACKGROUND_DAYS)
        return user.env["res.users.apikeys"]._generate(BACKGROUND_SCOPE, "Sextant, while you are away", expires)

    @api.model
    def _end_background(self, user):
        self.env.cr.execute(
            "DELETE FROM res_users_apikeys WHERE scope = %s AND user_id = %s", (BACKGROUND_SCOPE, user.id)
        )

    @api.model
    def _background_until(self, user):
        """When the user's key for the background ends; None where he has none."""
        self.env.cr.execute(
            "SELECT max(expiration_date) FROM res_users_apikeys WHERE scope = %s AND user_id = %s "
            "AND expiration_date > now() AT TIME ZONE 'UTC'",
            (BACKGROUND_SCOPE, user.id),
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _end_session(self, session_id):
        """Remove the keys that were made in a session of the web client: its user logs out."""
        self.env.cr.execute(
            "DELETE FROM res_users_apikeys k USING sextant_code c WHERE c.key_id = k.id AND k.scope = %s AND c.sid = %s",
            (SCOPE, digest((session_id or "")[:STABLE])),
        )

    @api.autovacuum
    def _gc_codes(self):
        self.env.cr.execute("DELETE FROM sextant_code WHERE expires_at < now() AT TIME ZONE 'UTC' - interval '1 day'")

    @api.model
    def _claims(self, code):
        """What a code says that this database has signed; nothing for anything else."""
        pem = self.env["sextant.pairing"]._get("private_key")
        parts = code.split(".") if isinstance(code, str) and len(code) < 4096 else []
        if not pem or len(parts) != 3:
            return {}
        if not signing.is_signed(signing.public_jwk(pem), parts[0] + "." + parts[1], parts[2]):
            return {}
        return json.loads(signing.decode(parts[1]))
