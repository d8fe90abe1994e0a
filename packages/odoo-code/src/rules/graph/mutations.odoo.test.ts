import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../../test/odoo/describe-odoo.ts";
import { applyEdits } from "../../check/apply-edits.ts";
import { checkFileInProject } from "../../check/check-project.ts";
import { DEFAULT_CONFIGURATION } from "../../check/configuration.ts";
import type { Edit } from "../../diagnostic.ts";
import type { FileFacts, Reference, XmlNode } from "../../facts.ts";
import { factsOf } from "../../facts-of.ts";
import { linkProject, relinkProject } from "../../project/link-project.ts";
import type { Project } from "../../project/project.ts";
import { addonsFolder } from "../../testing/addons-files.ts";
import { loadPython } from "../../testing/load-python.ts";
import { modulesIn, readModules } from "./testing/read-odoo.ts";

/** One defect planted into one file, in memory. */
interface Mutation {
  readonly path: string;
  readonly edits: readonly Edit[];
}

interface Kind {
  readonly name: string;
  /** Rules that may tell of it. */
  readonly rules: readonly string[];
  /** Share that has to be found. */
  readonly least: number;
  /** Whether the finding may stand in any file of the module. */
  readonly anywhere?: boolean;
  mutations(facts: FileFacts, project: Project): readonly Mutation[];
}

const AROUND = ["sale_purchase", "hr_holidays", "project", "crm", "mrp"];
const SAMPLE = 25;

/** Misspells the name of each reference that is accepted. */
function misspelt(facts: FileFacts, accept: (reference: Reference) => boolean): Mutation[] {
  return facts.references
    .filter((reference) => reference.certain && accept(reference))
    .map(({ span: [, end] }) => ({ path: facts.path, edits: [{ span: [end, end], text: "zz" }] }));
}

function loaded(facts: FileFacts, { contents, moduleOf }: Project): boolean {
  const own = contents.get(moduleOf(facts.path) ?? "");
  return own?.data.some(({ path, demo }) => path === facts.path && !demo) === true;
}

function* below(nodes: readonly (XmlNode | string)[]): Generator<XmlNode> {
  for (const node of nodes)
    if (typeof node !== "string") {
      yield node;
      yield* below(node.children);
    }
}

const KINDS: readonly Kind[] = [
  {
    name: "a field of a view misspelt",
    rules: ["odoo-field-unknown"],
    least: 0.95,
    mutations: (facts, project) =>
      facts.kind === "xml" && loaded(facts, project)
        ? misspelt(
            facts,
            ({ role, context, model }) => role === "field-path" && context === "arch" && typeof model === "string",
          )
        : [],
  },
  {
    name: "a locator that looks for another name",
    rules: ["odoo-view-xpath-miss"],
    least: 0.95,
    mutations: (facts, project) =>
      facts.kind !== "xml" || !loaded(facts, project)
        ? []
        : facts.records.flatMap(({ inheritId, arch }) =>
            inheritId === null
              ? []
              : [...below(arch ?? [])].flatMap(({ attributes: { expr } }) => {
                  const at = expr?.value.search(/(?<=@name=')\w+'/) ?? -1;
                  return expr === undefined || at < 0
                    ? []
                    : [
                        {
                          path: facts.path,
                          edits: [{ span: [expr.span[0] + at, expr.span[0] + at] as const, text: "zz" }],
                        },
                      ];
                }),
          ),
  },
  {
    name: "a reference to an id misspelt",
    rules: ["odoo-xmlid-unknown", "odoo-acl-bad-ref"],
    least: 0.95,
    mutations: (facts, project) =>
      (facts.kind === "xml" || facts.kind === "csv") && loaded(facts, project)
        ? misspelt(
            facts,
            ({ role, context }) => role === "xml-id" && /^(?:ref|inherit_id|csv-id|parent|action)$/.test(context),
          )
        : [],
  },
  {
    name: "the method of a button misspelt",
    rules: ["odoo-view-invalid-button"],
    least: 0.95,
    mutations: (facts, project) =>
      facts.kind === "xml" && loaded(facts, project)
        ? misspelt(facts, ({ role, context }) => role === "method" && context === "button")
        : [],
  },
  {
    name: "a dependency dropped",
    rules: ["odoo-depends-missing", "odoo-model-unknown", "odoo-field-unknown", "odoo-view-xpath-miss"],
    least: 0.7,
    anywhere: true,
    mutations: (facts, { modules, moduleOf }) => {
      const module = modules.get(moduleOf(facts.path) ?? "");
      if (facts.kind !== "manifest" || module === undefined || module.depends.length < 2) return [];
      return facts.references.flatMap(({ context, value, span }) => {
        const others = module.depends.filter((name) => name !== value);
        const kept = others.some((name) => modules.closure(name).has(value));
        return context !== "depends" || kept
          ? []
          : [{ path: facts.path, edits: [{ span, text: others[0] ?? "base" }] }];
      });
    },
  },
  {
    name: "the only access rights of a model dropped",
    rules: ["odoo-acl-missing"],
    least: 0.95,
    anywhere: true,
    mutations: (facts, { security }) =>
      facts.kind !== "csv" || facts.model !== "ir.model.access"
        ? []
        : facts.records.flatMap(({ span, xmlId }) => {
            const right = security.access.find(
              ({ entry }) => entry.path === facts.path && entry.record.xmlId === xmlId,
            );
            const alone = right?.model && security.accessOf(right.model).length === 1;
            return alone ? [{ path: facts.path, edits: [{ span, text: "" }] }] : [];
          }),
  },
  {
    name: "the first data file loaded last",
    rules: ["odoo-xmlid-order"],
    least: 0.3,
    anywhere: true,
    mutations: (facts) => {
      const data = facts.kind === "manifest" ? facts.data.filter(({ demo }) => !demo) : [];
      const [first, last] = [data[0], data.at(-1)];
      if (first === undefined || last === undefined || data.length < 4) return [];
      return [
        {
          path: facts.path,
          edits: [
            { span: first.span, text: last.path },
            { span: last.span, text: first.path },
          ],
        },
      ];
    },
  },
  {
    name: "a path of @api.depends misspelt",
    rules: ["odoo-field-unknown"],
    least: 0.9,
    mutations: (facts) => (facts.kind === "python" ? misspelt(facts, ({ context }) => context === "depends") : []),
  },
  {
    name: "a field of a record misspelt in code",
    rules: ["odoo-field-unknown"],
    least: 0.5,
    mutations: (facts) =>
      facts.kind === "python" && !facts.path.includes("/tests/")
        ? misspelt(facts, ({ context, value }) => context === "attribute" && /^[a-z]/.test(value))
        : [],
  },
  {
    name: "a model misspelt in code",
    rules: ["odoo-model-unknown"],
    least: 0.9,
    mutations: (facts) =>
      facts.kind === "python" && !/\/(?:tests|migrations)\//.test(facts.path)
        ? misspelt(
            facts,
            ({ role, context, value }) =>
              role === "model" && /^(?:env|comodel|_inherit)$/.test(context) && value.includes("."),
          )
        : [],
  },
  {
    name: "another model said by an extension of a view",
    rules: ["odoo-view-model-mismatch", "odoo-model-unknown"],
    least: 0.9,
    mutations: (facts, project) =>
      facts.kind === "xml" && loaded(facts, project)
        ? facts.records
            .filter(({ inheritId, fields }) => inheritId !== null && !fields.some(({ name }) => name === "mode"))
            .flatMap(({ fields, span: [start, end] }) => {
              const said = fields.find(({ name }) => name === "model");
              if (said?.value.kind !== "text") return [];
              const model = said.value.text;
              const reference = facts.references.find(
                ({ role, value, span }) =>
                  role === "model" && value === model && start <= span[0] && span[1] <= end && span[0] > said.span[0],
              );
              const text = model === "res.partner" ? "res.users" : "res.partner";
              return reference === undefined ? [] : [{ path: facts.path, edits: [{ span: reference.span, text }] }];
            })
        : [],
  },
];

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let made = Math.imul(state ^ (state >>> 15), 1 | state);
    made = (made + Math.imul(made ^ (made >>> 7), 61 | made)) ^ made;
    return ((made ^ (made >>> 14)) >>> 0) / 4294967296;
  };
}

describeOdoo("defects planted into Odoo's own addons", () => {
  it("are found", async () => {
    const python = await loadPython();
    const addons = addonsFolder();
    const manifests = linkProject(
      new Map(
        modulesIn(addons).map((name) => {
          const path = `${addons}/${name}/__manifest__.py`;
          return [path, factsOf({ python }, path, readFileSync(path), "19.0")];
        }),
      ),
      [addons],
      "19.0",
    );
    const wanted = new Set(AROUND.flatMap((name) => [...manifests.modules.closure(name)]));
    const files = readModules(python, addons, [...wanted], "19.0");
    const project = linkProject(files, [addons], "19.0");
    const context = { version: "19.0", configuration: DEFAULT_CONFIGURATION } as const;
    const known = new Map<string, ReadonlySet<string>>();
    const findings = (now: Project, path: string, rules: readonly string[]) =>
      checkFileInProject(now, path, context)
        .filter(({ rule }) => rules.includes(rule))
        .map(({ rule, message }) => `${rule}: ${message}`);
    const before = (path: string, rules: readonly string[]) => {
      const key = `${rules} ${path}`;
      const found = known.get(key) ?? new Set(findings(project, path, rules));
      known.set(key, found);
      return found;
    };
    const table: string[] = [];
    const low: string[] = [];
    for (const kind of KINDS) {
      const next = numbers(7);
      const all = [...files.values()].flatMap((facts) => [...kind.mutations(facts, project)]);
      const sample = all
        .map((mutation) => ({ mutation, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .slice(0, SAMPLE)
        .map(({ mutation }) => mutation);
      const missed: string[] = [];
      for (const { path, edits } of sample) {
        const text = readFileSync(path, "utf8");
        const changed = applyEdits(text, [edits]).text;
        const now = relinkProject(
          project,
          new Map([[path, factsOf({ python }, path, new TextEncoder().encode(changed), "19.0")]]),
        );
        const places = kind.anywhere ? [...(now.contents.get(now.moduleOf(path) ?? "")?.files.keys() ?? [])] : [path];
        const told = places.some((place) =>
          findings(now, place, kind.rules).some((item) => !before(place, kind.rules).has(item)),
        );
        if (!told)
          missed.push(
            `${path.slice(addons.length + 1)}: ${text.slice((edits[0]?.span[0] ?? 0) - 60, (edits[0]?.span[1] ?? 0) + 20).replace(/\s+/g, " ")}`,
          );
      }
      const share = 1 - missed.length / sample.length;
      table.push(
        `\n  ${(share * 100).toFixed(0).padStart(3)} % of ${sample.length} (${all.length} possible): ${kind.name}`,
        ...missed.slice(0, 6).map((item) => `\n        not found: ${item}`),
      );
      if (!(share >= kind.least)) low.push(`${kind.name}: ${share}`);
    }
    python.delete();
    console.log(`Of defects planted into ${wanted.size} modules are found:${table.join("")}`);
    expect(low).toEqual([]);
  }, 1_200_000);
});
