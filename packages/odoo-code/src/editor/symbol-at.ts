import type { FileFacts, Reference, Span } from "../facts.ts";
import { fullXmlId } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { resolvePath } from "../project/resolve-path.ts";
import { modelOfClass } from "../python/model-name.ts";
import type { OdooVersion } from "../version.ts";
import { clientTemplatesNamed } from "./client-templates.ts";
import type { CodeSymbol } from "./code-symbol.ts";
import { referenceStart } from "./reference-start.ts";
import { referencedFile } from "./referenced-file.ts";
import { widgetEntries } from "./registry-entries.ts";
import { fullIdOf } from "./view-record.ts";

/** A symbol, where a file names it. */
export interface SymbolAt {
  readonly symbol: CodeSymbol;
  /** The name itself: one segment of a field path, an id with its module where that is written. */
  readonly span: Span;
  /** True where the file defines it here; false where it refers to it. */
  readonly definition: boolean;
  /** False where the text is put together by an expression: the span is then the whole expression. */
  readonly certain: boolean;
  /** What refers to it, as the facts say; null for a definition. */
  readonly reference: Reference | null;
}

/** What stands at an offset of a file; null where nothing with a name does. The offset behind a name still counts. */
export function symbolAt(project: Project, facts: FileFacts, offset: number): SymbolAt | null {
  const defined = narrowest(definedIn(facts, project), offset);
  const reference = narrowest(
    facts.references.filter(({ span }) => touches(span, offset)),
    offset,
  );
  // `_name = "x"` stands inside a class, the name of a field is no reference: the narrower one is meant.
  if (defined && (reference === null || width(defined.span) <= width(reference.span))) return defined;
  return reference === null ? null : symbolOfReference(project, facts, reference, offset);
}

/** What a reference names; for a field path, at an offset inside it (its end when absent). */
export function symbolOfReference(
  project: Project,
  facts: FileFacts,
  reference: Reference,
  offset: number = reference.span[1],
): SymbolAt | null {
  const { span, certain } = reference;
  const whole = (symbol: CodeSymbol): SymbolAt => ({ symbol, span, definition: false, certain, reference });
  const { value } = reference;
  switch (reference.role) {
    case "model":
      return whole({ kind: "model", model: value });
    case "field-path":
      return fieldAt(project, facts, reference, offset);
    case "method":
      return whole({ kind: "method", model: referenceStart(project, facts, reference), method: value });
    case "xml-id":
    case "group":
      return whole({ kind: "xml-id", xmlId: idOf(project, facts, value) });
    case "template": {
      const xmlId = idOf(project, facts, value);
      const server = !isStatic(facts.path) && project.xmlIds.get(xmlId) !== undefined;
      const client = !server && clientTemplatesNamed(project, value).length > 0;
      return whole(client || isStatic(facts.path) ? { kind: "template", template: value } : { kind: "xml-id", xmlId });
    }
    case "module":
      return whole({ kind: "module", module: value });
    case "file": {
      const path = referencedFile(project, facts.path, reference);
      return path === null ? null : whole({ kind: "file", path });
    }
    case "asset": {
      if (reference.context === "assets-bundle" || reference.context === "t-call-assets" || !value.includes("/"))
        return whole({ kind: "asset-bundle", bundle: value });
      const path = referencedFile(project, facts.path, reference);
      return path === null ? null : whole({ kind: "file", path });
    }
    case "widget": {
      const [entry] = widgetEntries(project, value);
      return whole({ kind: "registry-entry", category: entry?.category ?? "fields", key: entry?.key ?? value });
    }
    case "view-type":
      return whole({ kind: "view-type", viewType: value });
  }
}

/** The segment of a path at an offset: a field, or the method or attribute that Python reads by the same syntax. */
function fieldAt(project: Project, facts: FileFacts, reference: Reference, offset: number): SymbolAt {
  const { value, span, certain, context } = reference;
  const start = referenceStart(project, facts, reference);
  const names = value.split(".");
  let at = 0;
  let index = 0;
  // An uncertain one has no place for its segments: the last is what it leads to.
  if (!certain) index = names.length - 1;
  else
    while (index < names.length - 1 && offset > span[0] + at + (names[index]?.length ?? 0)) {
      at += (names[index]?.length ?? 0) + 1;
      index += 1;
    }
  const name = names[index] ?? value;
  const model = index === 0 ? start : (resolvePath(project.models, start, value)[index]?.model ?? null);
  const known = model === null ? undefined : project.models.get(model);
  const method = context === "attribute" && known?.fields.has(name) === false && known.methods.has(name);
  return {
    symbol: method ? { kind: "method", model, method: name } : { kind: "field", model, field: name },
    span: certain ? [span[0] + at, span[0] + at + name.length] : span,
    definition: false,
    certain,
    reference,
  };
}

/** Everything that a file defines, with the span of its name. */
export function definedIn(facts: FileFacts, project: Project): readonly SymbolAt[] {
  switch (facts.kind) {
    case "python":
      return facts.classes.flatMap((fact) => definedByClass(fact, project.version));
    case "xml":
    case "csv": {
      const records = facts.records.flatMap((record) => {
        const xmlId = fullIdOf(project, facts.path, record);
        return xmlId === null ? [] : [defines({ kind: "xml-id", xmlId }, record.idSpan)];
      });
      const templates = facts.kind === "xml" ? facts.templates : [];
      return [
        ...records,
        ...templates.flatMap(({ name, node }) => {
          const span = node.attributes["t-name"]?.span;
          return span === undefined ? [] : [defines({ kind: "template", template: name }, span)];
        }),
      ];
    }
    case "javascript":
      return facts.registrations.map(({ category, key, span }) =>
        defines({ kind: "registry-entry", category, key }, span),
      );
    case "manifest":
    case "po":
    case "other":
      return [];
  }
}

function definedByClass(fact: Parameters<typeof modelOfClass>[0], version: OdooVersion): SymbolAt[] {
  const model = modelOfClass(fact, version);
  if (model === null) return [];
  return [
    defines({ kind: "model", model }, fact.nameSpan),
    ...fact.fields.map(({ name, nameSpan }) => defines({ kind: "field", model, field: name }, nameSpan)),
    ...fact.methods.map(({ name, nameSpan }) => defines({ kind: "method", model, method: name }, nameSpan)),
  ];
}

function defines(symbol: CodeSymbol, span: Span): SymbolAt {
  return { symbol, span, definition: true, certain: true, reference: null };
}

function idOf(project: Project, facts: FileFacts, written: string): string {
  return fullXmlId(project.moduleOf(facts.path) ?? "", written) ?? written;
}

/** Whether a file is for the client, where templates are known by `t-name`. */
function isStatic(path: string): boolean {
  return path.includes("/static/");
}

function narrowest<Item extends { readonly span: Span }>(items: readonly Item[], offset: number): Item | null {
  let best: Item | null = null;
  for (const item of items) {
    if (!touches(item.span, offset)) continue;
    // Of two that meet at the offset, the one that begins there is meant.
    if (best === null || better(item.span, best.span, offset)) best = item;
  }
  return best;
}

function better(span: Span, than: Span, offset: number): boolean {
  const [inside, before] = [offset < span[1], offset < than[1]];
  return inside === before ? width(span) < width(than) : inside;
}

function touches([start, end]: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function width([start, end]: Span): number {
  return end - start;
}
