import type { Project } from "../../project/project.ts";
import { registryEntries } from "../registry-entries.ts";
import type { Candidate, Completions } from "./completion.ts";
import { nearnessFrom } from "./nearness.ts";

const SERVICE = /\buseService\(\s*["']([\w.-]*)$/;
const CATEGORY = /\bregistry\.category\(\s*["']([\w.-]*)$/;
const ENTRY = /\bregistry\s*\.category\(\s*["']([\w.-]+)["']\s*\)\s*\.(?:get|contains|add|remove)\(\s*["']([\w.-]*)$/;

/** Services, registries and their entries, by what stands before the cursor; null where something else is meant. */
export function registryCompletions(project: Project, path: string, text: string, offset: number): Completions | null {
  const before = text.slice(Math.max(0, offset - 300), offset);
  const entry = ENTRY.exec(before);
  const service = SERVICE.exec(before);
  const category = CATEGORY.exec(before);
  if (entry) return answer(entriesOf(project, path, entry[1] ?? ""), entry[2] ?? "", offset);
  if (service) return answer(entriesOf(project, path, "services"), service[1] ?? "", offset);
  if (category) return answer(categories(project), category[1] ?? "", offset);
  return null;
}

function entriesOf(project: Project, path: string, category: string): Candidate[] {
  const nearness = nearnessFrom(project, project.moduleOf(path));
  const found = new Map<string, Candidate>();
  for (const { name } of project.modules.order)
    for (const item of registryEntries(project, name)) {
      if (item.category !== category || found.has(item.key)) continue;
      const symbol = { kind: "registry-entry", category, key: item.key } as const;
      found.set(item.key, {
        kind: "value",
        label: item.key,
        detail: category,
        module: name,
        rank: nearness(name),
        symbol,
      });
    }
  return [...found.values()];
}

function categories(project: Project): Candidate[] {
  const names = new Set(
    project.modules.order.flatMap(({ name }) => registryEntries(project, name).map(({ category }) => category)),
  );
  return [...names].map((label) => ({ kind: "value", label, detail: null, module: null, rank: 0, symbol: null }));
}

function answer(candidates: readonly Candidate[], typed: string, offset: number): Completions {
  return { span: [offset - typed.length, offset], candidates, incomplete: false };
}
