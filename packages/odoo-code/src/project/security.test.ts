import { expect, it } from "vitest";
import { factsOf } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";
import { linkProject } from "./link-project.ts";

const python = await loadPython();

it("of Odoo 20: rows of a group give, rows with a domain narrow, on models by name and by id", () => {
  const files = {
    "__manifest__.py": '{"name": "x", "data": ["ir.access.csv", "a.xml"]}',
    "__init__.py": "from . import m",
    "m.py": "from odoo import models\nclass Book(models.Model):\n    _name = 'shop.book'\n",
    "ir.access.csv": [
      "id,name,model_id,group_id/id,operation,domain",
      "all,,shop.book,base.group_user,crud,",
      `own,,shop.book,base.group_portal,ru,"[('create_uid', '=', user.id)]"`,
      `companies,,shop.book,,crud,"[('company_id', 'in', company_ids)]"`,
    ].join("\n"),
    "a.xml":
      '<odoo><record id="r" model="ir.access"><field name="model_id" ref="model_shop_book"/><field name="group_id" ref="base.group_public"/><field name="operation">r</field><field name="domain">[]</field></record></odoo>',
  };
  const facts = Object.entries(files).map(([name, text]) =>
    factsOf({ python }, `/addons/shop/${name}`, new TextEncoder().encode(text), "20.0"),
  );
  const { security } = linkProject(new Map(facts.map((one) => [one.path, one])), ["/addons"], "20.0");
  expect(security.accessOf("shop.book").map(({ group, allows }) => [group, allows])).toEqual([
    ["base.group_user", "rwcd"],
    ["base.group_portal", "rw"],
    ["base.group_public", "r"],
  ]);
  expect(security.rulesOf("shop.book").map(({ groups, domain }) => [groups, domain])).toEqual([
    [["base.group_portal"], "[('create_uid', '=', user.id)]"],
    [[], "[('company_id', 'in', company_ids)]"],
    [["base.group_public"], "[]"],
  ]);
});
