# Printed by the ORM itself, as JSON: what every installed module defines, and what the registry made of it.
import json
from odoo.orm.models import LOG_ACCESS_COLUMNS, MetaModel
from odoo.tools import classproperty


def text(value):
    return value if isinstance(value, str) else None


def is_automatic(field, args):
    """Added by the ORM to every stored model, not written in its class."""
    return field.name in LOG_ACCESS_COLUMNS and set(args) <= {"comodel_name", "string", "readonly"} and args.get("readonly") is True


def is_method(cls, value):
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    if isinstance(value, (property, classproperty)):
        value = value.fget
    if hasattr(value, "func") and not hasattr(value, "__qualname__"):
        value = value.func
    # A function of the framework that a class merely refers to (`_check_company_domain = ...`) is an attribute.
    return callable(value) and getattr(value, "__qualname__", "").startswith(cls.__name__ + ".")


def definition(field):
    args = field._args__ or {}
    return {
        "name": field.name,
        "type": type(field).__name__,
        **{key: text(args.get(key)) for key in ("comodel_name", "inverse_name", "related", "compute", "inverse", "search")},
        "automatic": is_automatic(field, args),
    }


def definitions(cls):
    return {
        "python": cls.__module__,
        "class": cls.__name__,
        "model": cls._name,
        "inherit": list(cls.__dict__.get("_inherit") or ()),
        "inherits": dict(cls.__dict__.get("_inherits") or {}),
        "kind": "transient" if cls._transient else "abstract" if cls._abstract else "model",
        "methods": sorted(name.removeprefix("_" + cls.__name__) for name, value in cls.__dict__.items() if is_method(cls, value)),
        "fields": [definition(field) for field in cls._field_definitions],
    }


installed = env["ir.module.module"].search([("state", "=", "installed")]).mapped("name")
registry = {
    name: {
        field.name: {
            "type": field.type,
            "comodel": field.comodel_name,
            "modules": sorted(field._modules),
            "own": not (field.inherited or field.manual),
        }
        for field in env.registry[name]._fields.values()
    }
    for name in env.registry
}
modules = {module: [definitions(cls) for cls in MetaModel._module_to_models__.get(module, [])] for module in installed}
print(json.dumps({"modules": modules, "registry": registry}))
