# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Sextant",
    "summary": "Executes approved changes exactly once",
    "version": "19.0.1.0.0",
    "author": "Sextant contributors",
    "license": "LGPL-3",
    "category": "Technical",
    "depends": ["base"],
    "data": ["security/ir.model.access.csv"],
    "installable": True,
}
