# Printed by the ORM itself, as JSON: models and fields of its registry, and the external ids of its database.
import json

installed = env["ir.module.module"].search([("state", "=", "installed")]).mapped("name")
models = {
    name: {
        field.name: [field.type, field.comodel_name or None]
        for field in env.registry[name]._fields.values()
        if not field.manual
    }
    for name in env.registry
    if not env.registry[name]._custom
}
env.cr.execute("SELECT module || '.' || name, model FROM ir_model_data")
print(json.dumps({"installed": installed, "models": models, "ids": env.cr.fetchall()}))
