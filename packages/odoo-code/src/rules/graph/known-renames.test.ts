import { describe, expect, it } from "vitest";
import { ODOO_VERSIONS } from "../../version.ts";
import { knownRenames, renamedField, renamedModel } from "./known-renames.ts";
import { checkProjectTexts } from "./testing/check-project-texts.ts";

const MODULE = {
  "__manifest__.py": '{"name": "Trial", "depends": ["stock"]}\n',
  "__init__.py": "from . import m\n",
  "m.py":
    'from odoo import fields, models\nclass Own(models.Model):\n    _name = "own"\n    lot_id = fields.Many2one("stock.production.lot")\n    channel = fields.Many2one("mail.channel.partner")\n',
};
const told = (version: (typeof ODOO_VERSIONS)[number]) =>
  checkProjectTexts(MODULE, {
    version,
    alone: true,
    configuration: { disable: ["all"], enable: ["odoo-renamed-model"] },
  }).map(({ message, severity }) => `${severity}: ${message}`);

describe("models and fields that are gone", () => {
  it("are told from the version on that changed them, each with the name of that version, without Odoo's source", () => {
    expect(told("15.0")).toEqual([]);
    expect(told("16.0")).toEqual([
      'error: The model "stock.production.lot" is called "stock.lot" since 16.0.',
      'error: The model "mail.channel.partner" is called "mail.channel.member" since 16.0.',
    ]);
    expect(told("19.0")).toEqual([
      'error: The model "stock.production.lot" is called "stock.lot" since 16.0.',
      'error: The model "mail.channel.partner" is called "discuss.channel.member" since 17.0.',
    ]);
  });

  it("are told once, also by a class that extends them", () => {
    const files = {
      ...MODULE,
      "__manifest__.py": '{"name": "Trial", "depends": ["base"]}\n',
      "m.py": 'from odoo import models\nclass Lot(models.Model):\n    _inherit = "stock.production.lot"\n',
    };
    const enable = ["odoo-renamed-model", "odoo-model-unknown"];
    const found = checkProjectTexts(files, { version: "19.0", configuration: { disable: ["all"], enable } });
    expect(found.map(({ rule }) => rule)).toEqual(["odoo-renamed-model"]);
  });

  it("are not led to a name that is gone itself", () => {
    const { models, fields } = knownRenames();
    for (const version of ODOO_VERSIONS) {
      for (const name of Object.keys(models)) {
        const next = renamedModel(name, version)?.to ?? null;
        if (next !== null) expect([version, name, renamedModel(next, version)]).toEqual([version, name, null]);
      }
      for (const [model, names] of Object.entries(fields))
        for (const name of Object.keys(names)) {
          const next = renamedField(model, name, version)?.to ?? null;
          if (next !== null)
            expect([version, model, name, renamedField(model, next, version)]).toEqual([version, model, name, null]);
        }
    }
  });
});
