# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import _, api, models
from odoo.exceptions import AccessError, UserError, ValidationError

#: The methods that may be called on any model, each with the arguments it may be given.
METHODS = {
    "fields_get": {"allfields", "attributes"},
    "has_access": {"operation"},
    "default_get": {"fields", "fields_list"},
    "search": {"domain", "offset", "limit", "order"},
    "search_count": {"domain", "limit"},
    "search_read": {"domain", "fields", "offset", "limit", "order", "load"},
    "read": {"fields", "load"},
    "web_read": {"specification"},
    "formatted_read_group": {"domain", "groupby", "aggregates", "having", "offset", "limit", "order"},
    "name_search": {"name", "domain", "operator", "limit"},
    "context_get": set(),
}
#: Methods of one model alone.
METHODS_OF = {
    "ir.model": {"display_name_for": {"models"}},
    "ir.model.data": {"check_object_reference": {"module", "xml_id", "raise_on_access_error"}},
    "res.users": {"has_group": {"group_ext_id"}},
    "sextant.bridge": {"about": set(), "versions": {"targets"}},
}
#: They hold secrets: not even an administrator's key reads them from outside.
CLOSED = {"ir.config_parameter", "res.users.apikeys", "sextant.code", "sextant.pairing"}
CONTEXT = {"lang", "tz", "allowed_company_ids", "active_test"}
MOST_ROWS = 1000
MOST_IDS = 100_000
MOST_GROUPS = 50_000
MOST_HOPS = 3
STATEMENT_TIMEOUT = "20s"


class SextantReader(models.AbstractModel):
    """What the server of Sextant may read through the bridge, as the user whose key it shows."""

    _name = "sextant.reader"
    _description = "Sextant reader"

    @api.model
    def _call(self, model, method, ids=None, kwargs=None, context=None):
        """One reading method of one model.

        :raise AccessError: for a method or model that is not on the list, and what the user's rights refuse
        :raise UserError: for arguments that are not on the list, or beyond the limits
        """
        kwargs = kwargs or {}
        if self.env.su or self.env.uid in (None, 1):
            raise AccessError(_("The bridge is used as a user."))
        allowed = METHODS_OF.get(model, {}).get(method, METHODS.get(method))
        if allowed is None or model in CLOSED:
            raise AccessError(_("%(model)s.%(method)s cannot be called over the bridge.") % {"model": model, "method": method})
        if model not in self.env:
            raise UserError(_("There is no model %s here.") % model)
        if not isinstance(kwargs, dict) or set(kwargs) - allowed:
            raise UserError(_("These arguments are not taken: %s.") % ", ".join(sorted(set(kwargs) - allowed)))
        kwargs = self._bounded(self.env[model], method, dict(kwargs), ids)
        self.env.cr.execute("SET LOCAL statement_timeout = %s", (STATEMENT_TIMEOUT,))
        kept = {name: value for name, value in (context or {}).items() if name in CONTEXT}
        # Contents of files are not read here: a file's size stands for it.
        records = self.env[model].with_context(**self.env.user.context_get(), **{"bin_size": True}).with_context(**kept)
        result = getattr(records.browse(ids) if ids else records, method)(**kwargs)
        if method == "formatted_read_group" and len(result) > MOST_GROUPS:
            raise UserError(_("There are more than %s groups. Ask for fewer.") % MOST_GROUPS)
        return result.ids if isinstance(result, models.BaseModel) else result

    @api.model
    def _bounded(self, model, method, kwargs, ids):
        if ids is not None and (not isinstance(ids, list) or any(type(one) is not int for one in ids)):
            raise UserError(_("The ids are not a list of whole numbers."))
        if ids and len(ids) > MOST_ROWS:
            raise UserError(_("More than %s records at once.") % MOST_ROWS)
        if method in ("search_read", "read") and not kwargs.get("fields"):
            raise UserError(_("Name the fields to read."))
        most = {"search_read": MOST_ROWS, "name_search": MOST_ROWS, "search": MOST_IDS, "formatted_read_group": MOST_GROUPS + 1}.get(method)
        if most:
            limit = kwargs.get("limit")
            if method != "formatted_read_group" and (type(limit) is not int or not 0 < limit <= most):
                raise UserError(_("The limit must be between 1 and %s.") % most)
            kwargs["limit"] = min(limit or most, most)
        if "domain" in kwargs:
            self._check_paths(model, kwargs["domain"])
        return kwargs

    @api.model
    def _check_paths(self, model, domain):
        """Every field that a domain goes through must be one that the user may read."""
        if not isinstance(domain, list):
            raise UserError(_("The domain is not a list."))
        for term in domain:
            if isinstance(term, str):
                continue
            if not isinstance(term, list) or len(term) != 3:
                raise ValidationError(_("The domain holds a condition that is none."))
            if not isinstance(term[0], str):
                continue
            path = term[0].split(".")
            if len(path) > MOST_HOPS:
                raise UserError(_("%s goes through too many fields.") % term[0])
            at = model
            for name in path:
                field = at._fields.get(name) if at is not None else None
                if field is None:
                    break
                if not at._has_field_access(field, "read"):
                    raise AccessError(_("You may not read the field %(field)s of %(model)s.") % {"field": name, "model": at._name})
                if not field._description_searchable:
                    raise UserError(_("The field %s cannot be searched by.") % name)
                at = self.env[field.comodel_name] if field.comodel_name else None
            if term[1] in ("any", "not any") and at is not None:
                self._check_paths(at, term[2])
