import type { RuleOptions } from "../options.ts";

/** What a rule must and must not say, as text. */
export interface Fixture {
  readonly rule: string;
  /** File below the module that holds `bad` and `good`. */
  readonly file: string;
  readonly bad: string;
  /** Lines of `bad`, from 1, on which the rule speaks. */
  readonly at: readonly number[];
  /** As near to `bad` as it can be without breaking the rule. */
  readonly good: string;
  /** `bad` after its fix; absent where there is none. */
  readonly fixed?: string;
  /** Other files of the module. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Technical name of the module where it matters. */
  readonly module?: string;
  /** Settings under which the rule has something to say. */
  readonly options?: Partial<RuleOptions>;
  /** The same for `good`, where they differ. */
  readonly besideGood?: Readonly<Record<string, string>>;
}

/** Writes the lines of a model class with its imports: line 1 imports, line 2 the class, line 3 `_name`. */
export function model(...body: readonly string[]): string {
  return [
    "from odoo import _, api, fields, models",
    "class Trial(models.Model):",
    '    _name = "trial"',
    ...body.map((line) => `    ${line}`),
    "",
  ].join("\n");
}

/** Data file: line 1 the declaration, line 2 `<odoo>`. */
export function data(...body: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    "<odoo>",
    ...body.map((line) => `    ${line}`),
    "</odoo>",
    "",
  ].join("\n");
}

/** A view of a data file whose arch is given: the arch begins on line 5. */
export function view(...arch: readonly string[]): string {
  return data(
    '<record id="v" model="ir.ui.view">',
    '    <field name="arch" type="xml">',
    ...arch.map((line) => `        ${line}`),
    "    </field>",
    "</record>",
  );
}
