import type { Literal } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import { resolvePath } from "../../project/resolve-path.ts";
import type { Candidate } from "./completion.ts";

const MANIFEST_KEYS =
  "name version summary description author maintainers website license category depends data demo assets installable application auto_install external_dependencies pre_init_hook post_init_hook uninstall_hook post_load images sequence price currency support development_status live_test_url countries".split(
    " ",
  );
const LISTS = new Set("depends data demo maintainers images countries".split(" "));
const DICTS = new Set("assets external_dependencies".split(" "));

/** Keys of a manifest that it does not have yet. */
export function manifestKeys(given: ReadonlySet<string>): readonly Candidate[] {
  return MANIFEST_KEYS.filter((key) => !given.has(key)).map((label) => {
    const detail = LISTS.has(label) ? "list" : DICTS.has(label) ? "dict" : null;
    return { kind: "keyword", label, detail, module: null, rank: 0, symbol: null };
  });
}

/** Values that a field takes: those of a selection, truth for a boolean. */
export function valuesOfField(project: Project, model: string, path: string): readonly Candidate[] {
  const field = resolvePath(project.models, model, path).at(-1)?.field;
  if (!field) return [];
  if (field.type === "Boolean") return ["True", "False"].map((label) => value(label, null));
  const pairs = [
    field.argument("selection")?.value,
    ...field.definitions.map(({ fact }) => fact?.arguments.selection_add?.value),
  ];
  return pairs.flatMap((list: Literal | undefined) =>
    Array.isArray(list)
      ? list.flatMap((pair) => {
          const [key, label] = Array.isArray(pair) ? pair : [];
          return typeof key === "string" ? [value(key, typeof label === "string" ? label : null)] : [];
        })
      : [],
  );
}

function value(label: string, detail: string | null): Candidate {
  return { kind: "value", label, detail, module: null, rank: 0, symbol: null };
}
