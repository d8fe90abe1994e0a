import type { PythonImport } from "../facts.ts";
import type { ReferenceSink } from "./reference-sink.ts";

/** Other addons that an import names: `odoo.addons.sale.models`, `from odoo.addons import sale`. */
export function noteImport(sink: ReferenceSink, { module, names, span: [start, end] }: PythonImport): void {
  if (!/^(?:odoo|openerp)\.addons(?:\.|$)/.test(module)) return;
  const [, , addon] = module.split(".");
  const written = sink.text.slice(start, end);
  const after = written.search(/\baddons\b/) + "addons".length;
  const wanted = addon === undefined ? names.map(({ name }) => name) : [addon];
  for (const name of wanted) {
    const at = /^\w+$/.test(name) ? written.slice(after).search(new RegExp(`\\b${name}\\b`)) : -1;
    if (at === -1) continue;
    const from = start + after + at;
    sink.references.push({
      role: "module",
      value: name,
      span: [from, from + name.length],
      context: "import",
      certain: true,
    });
  }
}
