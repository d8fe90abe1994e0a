import type { Reference } from "../facts.ts";
import { PackedFiles } from "../packed/packed-files.ts";
import type { Field, Models } from "./models.ts";
import { fullXmlId, type ModuleContents } from "./module-contents.ts";
import type { Module } from "./module-graph.ts";
import { resolvePath } from "./resolve-path.ts";

/** A reference, where it stands. */
export interface PlacedReference {
  readonly module: string;
  readonly path: string;
  readonly reference: Reference;
  /** Part of the reference that names the target: a segment of a field path; else the whole. UTF-16 offsets, relative to its start. */
  readonly part: readonly [start: number, end: number];
  /** False when the model it starts from could not be told: it may mean another thing of this name. */
  readonly resolved: boolean;
}

export interface References {
  toModel(model: string): readonly PlacedReference[];
  /** References to the field of this model, of those it inherits the field from and those that inherit it. */
  toField(model: string, field: string): readonly PlacedReference[];
  toMethod(model: string, method: string): readonly PlacedReference[];
  toXmlId(xmlId: string): readonly PlacedReference[];
  /** All references with this name in them, whatever they start from: nothing is judged. Of an XML id the name after the module. */
  named(kind: NameKind, name: string): readonly PlacedReference[];
  /** All references to XML ids that end so, not judged either. */
  toIdsEnding(ending: string): readonly PlacedReference[];
}

export type NameKind = "model" | "field" | "method" | "id";

interface Candidate {
  readonly path: string;
  readonly reference: Reference;
  readonly segment: number;
  readonly part: readonly [start: number, end: number];
}

const XML_ID_ROLES = new Set(["xml-id", "group", "template"]);

/** References by what they name. Each module's are sorted by name when first asked for, and stay so until a file of it changes. */
export function referencesOf(
  order: readonly Module[],
  contents: ReadonlyMap<string, ModuleContents>,
  models: Models,
): References {
  const find = (
    key: string,
    accept: (candidate: Candidate, module: string) => { readonly resolved: boolean } | null,
  ): PlacedReference[] =>
    order.flatMap(({ name }) => {
      const own = contents.get(name);
      return (own === undefined ? [] : candidatesOf(own, key)).flatMap((candidate) => {
        const judged = accept(candidate, name);
        const { path, reference, part } = candidate;
        return judged === null ? [] : [{ module: name, path, reference, part, resolved: judged.resolved }];
      });
    });
  return {
    toModel: (model) => find(`model:${model}`, () => ({ resolved: true })),
    toField(model, field) {
      const target = models.get(model)?.fields.get(field);
      return find(`field:${field}`, ({ reference, segment }) => judgeField(reference, segment, model, target, models));
    },
    toMethod(model, method) {
      return find(`method:${method}`, ({ reference }) => {
        const start = startOf(reference, models);
        if (start === null) return { resolved: false };
        return related(start, model, models) ? { resolved: true } : null;
      });
    },
    toXmlId(xmlId) {
      const name = xmlId.slice(xmlId.indexOf(".") + 1);
      return find(`id:${name}`, ({ reference }, module) =>
        fullXmlId(module, reference.value.replace(/^[!-]/, "")) === xmlId ? { resolved: true } : null,
      );
    },
    toIdsEnding: (ending) =>
      order.flatMap(({ name: module }) => {
        const own = contents.get(module);
        const placed = own === undefined ? [] : idsEnding(own, ending);
        return placed.map(({ path, reference, part }) => ({ module, path, reference, part, resolved: false }));
      }),
    named: (kind, name) => find(`${kind}:${name}`, () => ({ resolved: false })),
  };
}

/** Whether a segment of a path names the field that is meant. */
function judgeField(
  reference: Reference,
  segment: number,
  model: string,
  target: Field | undefined,
  models: Models,
): { readonly resolved: boolean } | null {
  const start = startOf(reference, models);
  if (start === null) return { resolved: false };
  const step = resolvePath(models, start, reference.value)[segment];
  if (step === undefined) return null;
  if (step.model === null) return { resolved: false };
  if (step.field === null || target === undefined) return step.model === model ? { resolved: true } : null;
  return sameField(step.field, target) ? { resolved: true } : null;
}

/** Two fields are one when they share a definition. */
function sameField(a: Field, b: Field): boolean {
  if (a.definitions.length === 0 || b.definitions.length === 0) return a === b;
  return a.definitions.some(({ fact, extension }) =>
    b.definitions.some((other) => other.extension === extension && other.fact === fact),
  );
}

/** Model that a reference starts from; null when it cannot be told. */
export function startOf({ model, through }: Reference, models: Models): string | null {
  if (model !== null && model !== undefined) return model;
  if (through === undefined) return null;
  return resolvePath(models, through.model, through.path).at(-1)?.field?.comodel ?? null;
}

function related(a: string, b: string, models: Models): boolean {
  if (a === b) return true;
  const inherits = (child: string, parent: string) =>
    models.get(child)?.classes.some((extension) => extension.model === parent) ?? false;
  return inherits(a, b) || inherits(b, a);
}

/** Parts of a reference by what they may name: `model:x`, `method:x`, `field:x`, `id:x`. */
function* named(path: string, reference: Reference): Generator<readonly [key: string, candidate: Candidate]> {
  const { role, value } = reference;
  const whole: Candidate = { path, reference, segment: 0, part: [0, value.length] };
  if (role === "model") yield [`model:${value}`, whole];
  else if (role === "method") yield [`method:${value}`, whole];
  else if (XML_ID_ROLES.has(role)) yield [`id:${value.slice(value.lastIndexOf(".") + 1).replace(/^[!-]/, "")}`, whole];
  else if (role === "field-path") {
    let start = 0;
    for (const [segment, name] of value.split(".").entries()) {
      yield [`field:${name}`, { path, reference, segment, part: [start, start + name.length] }];
      start += name.length + 1;
    }
  }
}

/** A packed module is searched by bytes; of another an index is made when first asked for, which stays until a file changes. */
function candidatesOf(contents: ModuleContents, key: string): readonly Candidate[] {
  if (!(contents.files instanceof PackedFiles)) return indexOf(contents).get(key) ?? [];
  const found: Candidate[] = [];
  for (const [path, reference] of contents.files.referencesWith(key.slice(key.indexOf(":") + 1)))
    for (const [name, candidate] of named(path, reference)) if (name === key) found.push(candidate);
  return found;
}

function idsEnding(contents: ModuleContents, ending: string): readonly Candidate[] {
  if (!(contents.files instanceof PackedFiles))
    return [...indexOf(contents)].flatMap(([key, found]) =>
      key.startsWith("id:") && key.endsWith(ending) ? found : [],
    );
  return contents.files
    .referencesWith(ending)
    .flatMap(([path, reference]) =>
      [...named(path, reference)].flatMap(([key, found]) =>
        key.startsWith("id:") && key.endsWith(ending) ? [found] : [],
      ),
    );
}

const byContents = new WeakMap<ModuleContents, ReadonlyMap<string, readonly Candidate[]>>();

function indexOf(contents: ModuleContents): ReadonlyMap<string, readonly Candidate[]> {
  const known = byContents.get(contents);
  if (known) return known;
  const found = new Map<string, Candidate[]>();
  for (const [path, facts] of contents.files)
    for (const reference of facts.references)
      for (const [key, candidate] of named(path, reference)) {
        const candidates = found.get(key);
        if (candidates) candidates.push(candidate);
        else found.set(key, [candidate]);
      }
  byContents.set(contents, found);
  return found;
}
