# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import json

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

VERSION = 1
MOST_STEPS = 5


class SextantBridge(models.Model):
    """Executed proposals of Sextant, each once.

    The methods are called by RPC as the user who approved. They insert their key by SQL, because users have no rights
    on this table; all business records are reached through the ORM with the user's own rights.
    """

    _name = "sextant.bridge"
    _description = "Sextant bridge"
    _log_access = False
    _VERSION = VERSION

    key = fields.Char(required=True, readonly=True)
    payload_sha256 = fields.Char(required=True, readonly=True)
    user_id = fields.Integer(string="User", readonly=True)
    done_at = fields.Datetime(readonly=True)
    result = fields.Text(readonly=True)

    def init(self):
        # One definition for all versions: the way to declare a constraint differs between them.
        self.env.cr.execute(
            "CREATE UNIQUE INDEX IF NOT EXISTS sextant_bridge_key_unique ON sextant_bridge (key)"
        )

    @api.model
    def about(self):
        """What Sextant asks to find out whether the bridge is there, and whether the user's rights are still the same."""
        self._check_internal()
        user = self.env.user
        return {"version": VERSION, "role": user._sextant_role(), "groups_hash": user._sextant_groups_hash()}

    @api.model
    def versions(self, targets):
        """``write_date`` of ``[[model, id], ...]`` to the microsecond, as text; False where a model has none.

        :raise AccessError: when the user may not read a record
        """
        self._check_internal()
        return [self._version(self._record(model, record_id)) for model, record_id in targets]

    @api.model
    def execute(self, key, payload_sha256, steps, expected):
        """Execute the steps and note the key, both or neither.

        :param str key: of the proposal; the same key is never executed twice
        :param str payload_sha256: of what was approved; another one under the same key is refused
        :param list steps: ``{model, method, ids, of, arguments, context}``; ``of`` is the number of an earlier step
            whose records the method is called on
        :param list expected: ``{model, id, version}``; the change is refused when a version is another one by now
        :return: ``{state: done|replayed|changed|conflict, ...}``
        """
        self._check_internal()
        if not 0 < len(steps) <= MOST_STEPS:
            raise UserError(_("A change has 1 to %s steps.") % MOST_STEPS)
        known = self._known(key, payload_sha256)
        if known:
            return known
        for one in expected:
            if not self._is_unchanged(one["model"], one["id"], one["version"]):
                return {"state": "changed", "model": one["model"], "id": one["id"]}
        # A call that runs beside this one with the same key makes this wait; it then fails with a serialization
        # error, Odoo repeats it in a new transaction, and there the key is known.
        self.env.cr.execute(
            "INSERT INTO sextant_bridge (key, payload_sha256, user_id, done_at) "
            "VALUES (%s, %s, %s, now() AT TIME ZONE 'UTC') ON CONFLICT (key) DO NOTHING RETURNING id",
            (key, payload_sha256, self.env.uid),
        )
        inserted = self.env.cr.fetchone()
        if not inserted:
            return self._known(key, payload_sha256)
        results = self._run(steps)
        self.env.cr.execute(
            "UPDATE sextant_bridge SET result = %s WHERE id = %s", (json.dumps(results), inserted[0])
        )
        return {"state": "done", "results": results}

    @api.model
    def _execute_approved(self, proposal, payload_sha256, versions, idem_key, approval_sig):
        """Execute what a person approved on the paired server. It is exactly what he was shown: the bytes are hashed again.

        :param str proposal: the payload as the bytes that were approved
        :param str approval_sig: of the server, over hash, key and the user who approved
        """
        self._check_internal()
        pairing = self.env["sextant.pairing"]
        approval = "\n".join(["approval", str(payload_sha256), str(idem_key), str(self.env.uid)])
        if not pairing._is_signed_by_server(approval, approval_sig):
            raise AccessError(_("The approval is not signed by the paired server of Sextant."))
        if not isinstance(proposal, str) or hashlib.sha256(proposal.encode()).hexdigest() != payload_sha256:
            raise AccessError(_("The proposal is not the one that was approved."))
        change = json.loads(proposal)
        if pairing._get("tenant") != change["tenant"] or idem_key != "%s:%s" % (change["tenant"], change["id"]):
            raise AccessError(_("The proposal belongs to another database."))
        expected = [
            {"model": one["model"], "id": one["id"], "version": one.get("version") or False}
            for one in change["expected"]
        ]
        if versions != expected:
            raise AccessError(_("The versions of the records are not those that were approved."))
        return self.execute(idem_key, payload_sha256, change["steps"], expected)

    @api.model
    def _effect(self, key):
        """What was executed under a key of the user; None when nothing was."""
        self._check_internal()
        self.env.cr.execute(
            "SELECT payload_sha256, result FROM sextant_bridge WHERE key = %s AND user_id = %s", (key, self.env.uid)
        )
        row = self.env.cr.fetchone()
        return row and {"state": "done", "payload_sha256": row[0], "results": json.loads(row[1])}

    # ------------------------------------------------------------------------------------------------------------------

    def _check_internal(self):
        # RPC never runs as superuser; code that does must not borrow the bridge.
        if self.env.su or not self.env.user.has_group("base.group_user"):
            raise AccessError(_("Only internal users may use the Sextant bridge."))

    def _known(self, key, payload_sha256):
        self.env.cr.execute("SELECT payload_sha256, result FROM sextant_bridge WHERE key = %s", (key,))
        row = self.env.cr.fetchone()
        if not row:
            return None
        if row[0] != payload_sha256:
            return {"state": "conflict"}
        return {"state": "replayed", "results": json.loads(row[1])}

    def _model(self, name):
        if name not in self.env:
            raise UserError(_("There is no model %s here.") % name)
        return self.env[name]

    def _record(self, model, record_id):
        record = self._model(model).browse(record_id)
        record.read(["id"])
        return record

    def _version(self, record):
        if not record._log_access or record._transient:
            return False
        record.flush_recordset()
        self.env.cr.execute(
            'SELECT to_char(write_date, \'YYYY-MM-DD HH24:MI:SS.US\') FROM "%s" WHERE id = %%s' % record._table,
            (record.id,),
        )
        row = self.env.cr.fetchone()
        return row[0] if row else False

    def _is_unchanged(self, model, record_id, version):
        """Lock the row, then compare: what others wrote since this transaction began makes Odoo repeat it."""
        record = self._model(model).browse(record_id)
        self.env.cr.execute('SELECT 1 FROM "%s" WHERE id = %%s FOR NO KEY UPDATE' % record._table, (record_id,))
        if not self.env.cr.fetchone():
            return False
        return not version or self._version(self._record(model, record_id)) == version

    def _run(self, steps):
        results = []
        records_of = []
        for step in steps:
            model = self._model(step["model"]).with_context(**(step.get("context") or {}))
            if step.get("of") is not None:
                model = model.browse(records_of[step["of"]])
            elif step.get("ids"):
                model = model.browse(step["ids"])
            result = self._public_method(model, step["method"])(**step["arguments"])
            self.env.flush_all()
            if isinstance(result, models.BaseModel):
                result = result.ids
            records_of.append([one for one in result if isinstance(one, int)] if isinstance(result, list) else [])
            # An action to open, a date: nothing that Sextant reads.
            results.append(result if isinstance(result, (bool, int, str, list)) and _is_plain(result) else None)
        return results

    def _public_method(self, records, name):
        """The method, if RPC could call it too."""
        refused = AccessError(_("The method %(model)s.%(name)s cannot be called.") % {"model": records._name, "name": name})
        # On the class, as RPC looks: what instances carry beside, like their environment, can be called as well.
        cls = type(records)
        if name.startswith("_") or not callable(getattr(cls, name, None)):
            raise refused
        if any(getattr(getattr(base, name, None), "_api_private", False) for base in cls.mro()):
            raise refused
        return getattr(records, name)


def _is_plain(value):
    if isinstance(value, list):
        return all(_is_plain(one) for one in value)
    return isinstance(value, (bool, int, str))
