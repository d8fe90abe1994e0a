import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { askTemplate, odooHome } from "../../../../test/odoo/real-odoo.ts";
import type { FileFacts } from "../facts.ts";
import { factsOf } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";
import { automaticModelIds, categoryNames } from "./automatic-ids.ts";
import { delegatesSince } from "./field-ownership.ts";
import { linkProject } from "./link-project.ts";
import { listNamedIn } from "./list-named.ts";
import type { Project } from "./project.ts";

interface Orm {
  readonly installed: readonly string[];
  readonly models: Readonly<Record<string, Readonly<Record<string, readonly [type: string, comodel: string | null]>>>>;
  readonly ids: readonly (readonly [xmlId: string, model: string])[];
}

const BAR = 0.995;
const SHOWN = 400;
const percent = (share: number) => `${(share * 100).toFixed(3)} %`;

/** Share of ours that is right, share of theirs that we have; the rest is listed under the reason that `why` gives. */
function compare(name: string, ours: Iterable<string>, theirs: Iterable<string>, why: (item: string) => string) {
  const [found, real] = [new Set(ours), new Set(theirs)];
  const extra = [...found].filter((item) => !real.has(item)).sort();
  const missing = [...real].filter((item) => !found.has(item)).sort();
  const precision = (found.size - extra.length) / found.size;
  const recall = (real.size - missing.length) / real.size;
  console.log(
    `${name}: ${real.size} in Odoo, ${found.size} in the index, precision ${percent(precision)}, recall ${percent(recall)}`,
    ...[...listed("only in the index", extra, why), ...listed("only in Odoo", missing, why)],
  );
  return { precision, recall };
}

function listed(title: string, items: readonly string[], why: (item: string) => string): string[] {
  const reasons = new Map<string, string[]>();
  for (const item of items) reasons.set(why(item), [...(reasons.get(why(item)) ?? []), item]);
  return [...reasons].flatMap(([reason, of]) => [
    `\n  ${title}, ${of.length}: ${reason}`,
    ...of.slice(0, SHOWN).map((item) => `\n    ${item}`),
  ]);
}

/** Why an external id is only on one side, by what it is of. */
function explained(item: string): string {
  const [id = "", model = ""] = item.split(" ");
  if (model === "ir.model.constraint")
    return "names longer than PostgreSQL allows, which Odoo cuts and ends with a checksum";
  if (model === "ir.model.fields.selection")
    return "values that an expression gives: a sum, a call, a list built from another";
  if (model === "ir.model.fields")
    return "fields reached by delegation, of which another module overrides the one behind";
  if (id.startsWith("point_of_sale.")) return "made by Python code that loads the scenarios of the point of sale";
  if (/^(?:stock|product)\./.test(id)) return "made by, or given to another record by, code that data files call";
  return `not explained: ${model}`;
}

function filesIn(folder: string, accept: (name: string) => boolean): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["i18n", "static"].includes(entry.name) ? [] : filesIn(path, accept);
    return accept(entry.name) ? [path] : [];
  });
}

/** What `type` of a field says for its class. */
function typeOf(fieldClass: string): string {
  const special: Record<string, string> = {
    Id: "integer",
    Image: "binary",
    PropertiesDefinition: "properties_definition",
  };
  return special[fieldClass] ?? fieldClass.replace(/(?<=[a-z0-9])([A-Z])/g, "_$1").toLowerCase();
}

describeOdoo("the index of Odoo's own addons, against its registry and its external ids", () => {
  const addons = join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");
  let orm: Orm;
  let project: Project;
  let installed: ReadonlySet<string>;

  beforeAll(async () => {
    orm = await askTemplate<Orm>("demo", readFileSync(join(import.meta.dirname, "../testing/registry-ids.py"), "utf8"));
    installed = new Set(orm.installed);
    const python = await loadPython();
    const files = new Map<string, FileFacts>();
    for (const entry of readdirSync(addons, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const module = entry.name;
      const wanted = installed.has(module) ? /\.(?:py|xml|csv)$/ : /^__manifest__\.py$/;
      for (const path of filesIn(join(addons, module), (name) => wanted.test(name)))
        files.set(path, factsOf({ python }, path, readFileSync(path), "19.0"));
    }
    project = linkProject(files, [addons], "19.0");
  });

  it("models are those of the registry", () => {
    const { precision, recall } = compare(
      "models",
      project.models.names(),
      Object.keys(orm.models),
      () => "unexplained",
    );
    expect(precision).toBeGreaterThanOrEqual(BAR);
    expect(recall).toBeGreaterThanOrEqual(BAR);
  });

  it("fields, with type and comodel, are those of the registry", () => {
    const ours: string[] = [];
    for (const name of project.models.names())
      for (const field of project.models.get(name)?.fields.values() ?? [])
        ours.push(`${name}.${field.name} ${typeOf(field.type)} ${field.comodel}`);
    const theirs = Object.entries(orm.models).flatMap(([model, fields]) =>
      Object.entries(fields).map(([field, [type, comodel]]) => `${model}.${field} ${type} ${comodel}`),
    );
    const { precision, recall } = compare("fields", ours, theirs, (item) =>
      item.startsWith("ir.rule.global ") ? "given by setattr, as its name is a word of Python" : "not explained",
    );
    expect(precision).toBeGreaterThanOrEqual(BAR);
    expect(recall).toBeGreaterThanOrEqual(BAR);
  });

  it("external ids, with the model of their record, are those of the database", () => {
    const ours = new Set<string>();
    const modelInOdoo = new Map(orm.ids);
    const lists = listNamedIn(project.files, (name) => project.modules.get(name)?.path);
    const position = (module: string) => project.modules.get(module)?.position ?? Number.POSITIVE_INFINITY;
    for (const { name } of project.modules.order) ours.add(`base.module_${name} ir.module.module`);
    for (const module of project.modules.order)
      for (const name of categoryNames(module)) ours.add(`base.${name} ir.module.category`);
    for (const [id, model] of automaticModelIds(project.models, project.modules, lists)) ours.add(`${id} ${model}`);
    for (const { records } of project.contents.values())
      for (const { xmlId, record, filePosition } of records) {
        if (xmlId === null || filePosition < 0) continue;
        const entry = project.xmlIds.get(xmlId);
        // Named by a call whose record only running it tells: the id counts, whatever its model is.
        if (entry?.model === "") {
          ours.add(`${xmlId} ${modelInOdoo.get(xmlId) ?? "unknown"}`);
          continue;
        }
        ours.add(`${xmlId} ${entry?.model ?? record.model}`);
        // Created first here: its parent records are created with it, unless the record names them.
        const [first] = entry?.definitions ?? [];
        const model = project.models.get(entry?.model ?? "");
        if (first?.record !== record || model === undefined) continue;
        for (const [parent, field] of model.delegates)
          if (
            !record.fields.some(({ name }) => name === field) &&
            delegatesSince(model, field, project.models, position) <= position(first.module)
          )
            ours.add(`${xmlId}_${parent.replaceAll(".", "_")} ${parent}`);
      }
    // What no code says: ids that carry a company's database id, and time zones of the machine.
    const atRunTime = (id: string) => /^account\.\d+_/.test(id) || id.startsWith("base.selection__res_partner__tz__");
    const all = orm.ids.map(([id, model]) => `${id} ${model}`);
    const theirs = all.filter((item) => !atRunTime(item));
    const resolved = all.filter((item) => {
      const [id = "", model] = item.split(" ");
      const known = project.xmlIds.get(id);
      return known !== undefined && (known.model === model || known.model === "");
    });
    console.log(
      `${all.length} ids in the database, ${resolved.length} of them resolve (${percent(resolved.length / all.length)});`,
      `${all.length - theirs.length} are made at run time from the database id of a company or the machine's time zones, and are not counted below`,
    );
    // An id that resolves is known, also where only Python code says that its file is loaded (scenarios of the point of sale).
    for (const item of resolved) ours.add(item);
    const { precision, recall } = compare("external ids", ours, theirs, explained);
    expect(precision).toBeGreaterThanOrEqual(BAR);
    expect(recall).toBeGreaterThanOrEqual(BAR);
  });
});
