import type { Span } from "../facts.ts";
import type { Cell } from "./scan-csv.ts";

/** What a header cell says about its column. */
export interface Column {
  readonly name: string;
  readonly span: Span;
  /** Path of fields with dots; empty for the record's own id and for nothing. */
  readonly path: string;
  readonly pathSpan: Span;
  /** `xml-id`: `x:id`, `x/id`, `id`; `database-id`: `.id`, `x/.id`, `x.id`; `translation`: `name@fr`, which Odoo leaves out here. */
  readonly kind: "value" | "xml-id" | "database-id" | "translation";
}

/** Reads `model_id:id`, `line_ids/product_id/id`, `.id`, `name@fr` as Odoo's import does. */
export function readColumn({ value, span }: Cell): Column {
  const name = value.trim();
  const start = span[0] + value.indexOf(name);
  const translation = name.indexOf("@");
  if (translation !== -1) return column(name, span, name.slice(0, translation), start, "translation");
  if (name === "id") return column(name, span, "", start, "xml-id");
  if (name === ".id") return column(name, span, "", start, "database-id");
  const suffix = /(?:[:/]id|\/?\.id)$/.exec(name)?.[0];
  if (suffix === undefined) return column(name, span, name, start, "value");
  const kind = suffix.includes(".") ? "database-id" : "xml-id";
  return column(name, span, name.slice(0, -suffix.length), start, kind);
}

function column(name: string, span: Span, written: string, start: number, kind: Column["kind"]): Column {
  return { name, span, path: written.replaceAll("/", "."), pathSpan: [start, start + written.length], kind };
}
