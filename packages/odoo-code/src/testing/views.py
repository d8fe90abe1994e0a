# Printed by Odoo itself, as JSON: every view as stored, and as combined by the server.
import json
from lxml import etree

views = env["ir.ui.view"].with_context(active_test=False, lang=None).search([], order="id")
ids = views.get_external_id()
rows = []
for view in views:
    combined = error = None
    try:
        combined = etree.tostring(view._get_combined_arch(), encoding="unicode")
    except Exception as problem:
        error = "%s: %s" % (type(problem).__name__, problem)
    rows.append({
        "key": view.id, "xmlId": ids.get(view.id) or None, "inherits": view.inherit_id.id or None, "mode": view.mode,
        "priority": view.priority, "model": view.model or None, "active": view.active, "type": view.type,
        "arch": view.arch or None, "combined": combined, "error": error,
    })
fields = {
    model: {field.name: {"type": field.type, "comodel": field.comodel_name} for field in env[model]._fields.values()}
    for model in env.registry
}
print(json.dumps({"views": rows, "fields": fields}))
