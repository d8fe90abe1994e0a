# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
{
    "name": "Sextant",
    "summary": "Figures with their proof, and changes that a person approves",
    "version": "19.0.1.0.0",
    "author": "Sextant contributors",
    "license": "LGPL-3",
    "category": "Productivity",
    "depends": ["base_setup", "mail"],
    "data": [
        "security/sextant_groups.xml",
        "security/ir.model.access.csv",
        "security/sextant_rules.xml",
        "data/mail_activity_type.xml",
        "data/ir_cron.xml",
        "views/sextant_connect_views.xml",
        "views/res_config_settings_views.xml",
        "views/sextant_proposal_views.xml",
        "views/sextant_question_views.xml",
        "views/sextant_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["sextant/static/src/**/*"],
        "web.assets_unit_tests": ["sextant/static/tests/*"],
        "web.assets_tests": ["sextant/static/tests/tours/*"],
    },
    "uninstall_hook": "uninstall_hook",
    "application": True,
    "installable": True,
}
