import type { PythonImport } from "../facts.ts";
import type { ReferenceSink } from "./reference-sink.ts";

/** Other addons that an import names: `odoo.addons.sale.models`, `from odoo.addons import sale`. */
export function noteImport(sink: ReferenceSink, { module, names, span: [start, end] }: PythonImport): void {
  if (!/^(?:odoo|openerp)\.addons(?:\.|$)/.test(module)) return;
  const [, , addon] = module.split(".");
  const written = sink.text.slice(start, end);
  const after = wordAt(written, "addons", 0) + "addons".length;
  const wanted = addon === undefined ? names.map(({ name }) => name) : [addon];
  for (const name of wanted) {
    const at = /^\w+$/.test(name) ? wordAt(written, name, after) : -1;
    if (at === -1) continue;
    const from = start + at;
    sink.references.push({
      role: "module",
      value: name,
      span: [from, from + name.length],
      context: "import",
      certain: true,
    });
  }
}

/** Where a word stands by itself; -1 where it does not. To make a pattern of each name would take longer than all the rest. */
function wordAt(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at !== -1; at = text.indexOf(word, at + 1))
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + word.length)) return at;
  return -1;
}

function isWordAt(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at));
}
