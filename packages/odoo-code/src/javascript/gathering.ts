import type { JavaScriptFacts, Reference, ReferenceRole } from "../facts.ts";
import type { StringNode } from "./syntax-tree.ts";

type Mutable<List> = List extends readonly (infer Item)[] ? Item[] : never;

/** What has been found in a file so far. */
export interface Gathering {
  readonly text: string;
  readonly imports: Mutable<JavaScriptFacts["imports"]>;
  readonly exports: string[];
  readonly registrations: Mutable<JavaScriptFacts["registrations"]>;
  readonly components: Mutable<JavaScriptFacts["components"]>;
  readonly patches: Mutable<JavaScriptFacts["patches"]>;
  readonly ormCalls: Mutable<JavaScriptFacts["ormCalls"]>;
  readonly references: Reference[];
  /** Variables that hold a registry: name → category. */
  readonly categories: Map<string, string>;
  legacyModule: string | null;
}

export function newGathering(text: string): Gathering {
  return {
    text,
    imports: [],
    exports: [],
    registrations: [],
    components: [],
    patches: [],
    ormCalls: [],
    references: [],
    categories: new Map(),
    legacyModule: null,
  };
}

/** Notes a reference when there is a string that says something. */
export function noteText(
  gathering: Gathering,
  found: StringNode | null,
  role: ReferenceRole,
  context: string,
  model?: string | null,
): void {
  if (found === null || found.value === "") return;
  const { value, span, certain } = found;
  gathering.references.push({ role, value, span, context, certain, ...(model !== undefined && { model }) });
}
