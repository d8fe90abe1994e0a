/**
 * Words of this folder, which answers what an editor asks.
 *
 * - *symbol*: something with a name that files define and refer to, wherever it is meant: in Python, XML, CSV, a manifest or JavaScript.
 * - *definition*: a place that makes it what it is. A model has one per class, an XML id one per record that writes to it.
 * - *offset*: UTF-16 units from the start of the text, as in spans.
 */

/** Something with a name. Names are as the whole system knows them: ids with their module, fields with the model that they are read on. */
export type CodeSymbol =
  | { readonly kind: "model"; readonly model: string }
  /** `model` is null where it cannot be told which model the name is read on. */
  | { readonly kind: "field"; readonly model: string | null; readonly field: string }
  | { readonly kind: "method"; readonly model: string | null; readonly method: string }
  /** Any record with an id, groups and server-side templates among them. */
  | { readonly kind: "xml-id"; readonly xmlId: string }
  /** A template for the client (QWeb or OWL, `t-name` in a file under `static`). */
  | { readonly kind: "template"; readonly template: string }
  | { readonly kind: "module"; readonly module: string }
  /** A file of a module, by its full path. */
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "asset-bundle"; readonly bundle: string }
  /** A key of a registry of the client: a widget is one of `fields` or `view_widgets`. */
  | { readonly kind: "registry-entry"; readonly category: string; readonly key: string }
  | { readonly kind: "view-type"; readonly viewType: string };

/** A text that two symbols share exactly when they are the same. */
export function symbolKey(symbol: CodeSymbol): string {
  const { kind, ...names } = symbol;
  return [kind, ...Object.values(names).map((name) => name ?? "?")].join(":");
}

/** The name as people write it: `sale.order`, `sale.order.partner_id`, `sale.view_order_form`. */
export function symbolName(symbol: CodeSymbol): string {
  switch (symbol.kind) {
    case "model":
      return symbol.model;
    case "field":
      return symbol.model === null ? symbol.field : `${symbol.model}.${symbol.field}`;
    case "method":
      return symbol.model === null ? symbol.method : `${symbol.model}.${symbol.method}`;
    case "xml-id":
      return symbol.xmlId;
    case "template":
      return symbol.template;
    case "module":
      return symbol.module;
    case "file":
      return symbol.path;
    case "asset-bundle":
      return symbol.bundle;
    case "registry-entry":
      return symbol.key;
    case "view-type":
      return symbol.viewType;
  }
}
