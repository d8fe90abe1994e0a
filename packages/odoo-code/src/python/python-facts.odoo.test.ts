import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { askTemplate, odooHome } from "../../../../test/odoo/real-odoo.ts";
import type { ClassFact, FieldFact, PythonFacts } from "../facts.ts";
import { factsOf } from "../facts-of.ts";
import { loadPython } from "../testing/load-python.ts";
import { positionAt } from "../text/line-starts.ts";
import { importOrder } from "./import-order.ts";
import { modelOfClass } from "./model-name.ts";
import type { PythonParser } from "./python-parser.ts";

const FIELD_TEXTS = ["inverse_name", "related", "compute", "inverse", "search"] as const;

interface OrmField extends Record<(typeof FIELD_TEXTS)[number] | "comodel_name", string | null> {
  readonly name: string;
  readonly type: string;
  readonly automatic: boolean;
}
interface OrmClass {
  readonly python: string;
  readonly class: string;
  readonly model: string;
  readonly inherit: readonly string[];
  readonly inherits: Readonly<Record<string, string>>;
  readonly kind: string;
  readonly methods: readonly string[];
  readonly fields: readonly OrmField[];
}
interface Orm {
  readonly modules: Readonly<Record<string, readonly OrmClass[]>>;
  readonly registry: Readonly<
    Record<string, Readonly<Record<string, { type: string; comodel: string | null; modules: string[]; own: boolean }>>>
  >;
}

const addons = () => join(odooHome(), "root/usr/lib/python3/dist-packages/odoo/addons");

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pythonFiles(path);
    return entry.name.endsWith(".py") ? [path] : [];
  });
}

/** Set comparison as the index's own measure: share of ours that is right, share of theirs that we have. */
function compare(name: string, ours: Iterable<string>, theirs: Iterable<string>) {
  const [found, real] = [new Set(ours), new Set(theirs)];
  const extra = [...found].filter((item) => !real.has(item));
  const missing = [...real].filter((item) => !found.has(item));
  const precision = (found.size - extra.length) / found.size;
  const recall = (real.size - missing.length) / real.size;
  console.log(
    `${name}: ${real.size} in the ORM, ${found.size} in the facts, precision ${percent(precision)}, recall ${percent(recall)}`,
    ...extra.map((item) => `\n  only in the facts: ${item}`),
    ...missing.map((item) => `\n  only in the ORM: ${item}`),
  );
  return { extra, missing, precision, recall };
}

const percent = (share: number) => `${(share * 100).toFixed(3)} %`;

describeOdoo("facts of Odoo's own Python, against its ORM", () => {
  const files = new Map<string, PythonFacts>();
  let orm: Orm;
  let python: PythonParser;

  beforeAll(async () => {
    python = await loadPython();
    orm = await askTemplate<Orm>("demo", readFileSync(join(import.meta.dirname, "../testing/registry.py"), "utf8"));
  });

  it("every file is read, and none has a syntax problem", () => {
    const paths = pythonFiles(addons());
    const sources = paths.map((path) => [relative(addons(), path), readFileSync(path)] as const);
    const before = process.cpuUsage();
    const problems: string[] = [];
    let references = 0;
    let misplaced = 0;
    for (const [path, bytes] of sources) {
      const facts = factsOf({ python }, path, bytes, "19.0");
      if (facts.kind === "python") files.set(path, facts);
      references += facts.references.length;
      for (const { message } of facts.problems) problems.push(`${path}: ${message}`);
      const text = new TextDecoder().decode(bytes);
      for (const { span, value, certain, context } of facts.references)
        if (certain && text.slice(...span) !== value) {
          misplaced += 1;
          console.log(`${path}: ${context} ${value} at ${span} is ${text.slice(...span)}`);
        }
    }
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    console.log(
      `${sources.length} files, ${references} references, ${seconds.toFixed(1)} s of one core, ${Math.round(sources.length / seconds)} files/s`,
    );
    expect(sources.length).toBeGreaterThan(5000);
    expect(problems).toEqual([]);
    expect(misplaced).toBe(0);
  });

  /** Classes of the installed modules that are models, with the file they stand in; as the facts and as the ORM say. */
  function paired() {
    const real = new Map<string, OrmClass>();
    for (const classes of Object.values(orm.modules))
      for (const found of classes) real.set(`${found.python}:${found.class}:${found.model}`, found);
    const ours = new Map<string, ClassFact>();
    const loaded = Object.keys(orm.modules).flatMap((module) => importOrder(module, module, files));
    for (const path of loaded) {
      const facts = files.get(path);
      if (!facts) continue;
      const name = `odoo.addons.${path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".")}`;
      for (const found of facts.classes) {
        const model = modelOfClass(found, "19.0");
        if (model !== null && found.attributes._register?.value !== false)
          ours.set(`${name}:${found.name}:${model}`, found);
      }
    }
    return { real, ours };
  }

  // Differences known and explained: `ir.rule` puts its field `global` on the class by `setattr`, the word being reserved; `create_date` and the
  // like, written in a class exactly as the ORM would add them, are not told apart on the ORM's side; `_str_to_char = _str_to_text` is an attribute.
  const MAGIC = new Set(["create_uid", "create_date", "write_uid", "write_date"]);
  const text = (field: FieldFact, name: string) => {
    const value = Object.hasOwn(field.arguments, name) ? field.arguments[name]?.value : null;
    return typeof value === "string" ? value : null;
  };

  it("models, their parents and their kinds are those of the ORM", () => {
    const { real, ours } = paired();
    const shown = (key: string, inherit: readonly string[], inherits: object, kind: string) =>
      `${key} ${inherit.join("+")} ${JSON.stringify(inherits)} ${kind}`;
    const classes = compare(
      "models and extensions",
      [...ours].map(([key, { inherit, inherits, kind }]) => shown(key, inherit, inherits, kind)),
      [...real].map(([key, { inherit, inherits, kind }]) => shown(key, inherit, inherits, kind)),
    );
    expect(classes.precision).toBeGreaterThanOrEqual(0.995);
    expect(classes.recall).toBeGreaterThanOrEqual(0.995);
  });

  it("own fields, with type, comodel and what they name, are those of the ORM", () => {
    const { real, ours } = paired();
    const fields = compare(
      "own fields",
      [...ours].flatMap(([key, found]) =>
        found.fields.map((field) =>
          [key, field.name, field.type, field.comodel, ...FIELD_TEXTS.map((name) => text(field, name))].join(" "),
        ),
      ),
      [...real].flatMap(([key, found]) =>
        found.fields
          .filter(({ automatic }) => !automatic)
          .map((field) =>
            [key, field.name, field.type, field.comodel_name, ...FIELD_TEXTS.map((name) => field[name])].join(" "),
          ),
      ),
    );
    expect(fields.precision).toBeGreaterThanOrEqual(0.995);
    expect(fields.recall).toBeGreaterThanOrEqual(0.995);
  });

  it("methods are those of the ORM", () => {
    const { real, ours } = paired();
    const methods = compare(
      "methods",
      [...ours].flatMap(([key, found]) => found.methods.map(({ name }) => `${key} ${name}`)),
      [...real].flatMap(([key, found]) => found.methods.map((name) => `${key} ${name}`)),
    );
    expect(methods.precision).toBeGreaterThanOrEqual(0.995);
    expect(methods.recall).toBeGreaterThanOrEqual(0.995);
  });

  it("the modules that the registry says a field comes from are those that define it", () => {
    const { ours } = paired();
    const found: string[] = [];
    for (const [key, fact] of ours) {
      const [name = "", , model = ""] = key.split(":");
      for (const field of fact.fields) found.push(`${model}.${field.name} ${name.split(".")[2]}`);
    }
    const definitions = new Set(found);
    const parents = new Map<string, Set<string>>();
    for (const [key, fact] of ours) {
      const model = key.split(":")[2] ?? "";
      parents.set(model, new Set([...(parents.get(model) ?? []), ...fact.inherit]));
    }
    const family = (model: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(model)) return seen;
      seen.add(model);
      for (const parent of ["base", ...(parents.get(model) ?? [])]) family(parent, seen);
      return seen;
    };
    const missing: string[] = [];
    let checked = 0;
    for (const [model, fields] of Object.entries(orm.registry)) {
      const models = [...family(model)];
      for (const [name, { modules, own }] of Object.entries(fields)) {
        if (!own || MAGIC.has(name)) continue;
        for (const module of modules) {
          checked += 1;
          if (!models.some((ancestor) => definitions.has(`${ancestor}.${name} ${module}`)))
            missing.push(`${model}.${name} ${module}`);
        }
      }
    }
    console.log(
      `registry: ${checked} pairs of field and module, ${missing.length} not in the facts`,
      ...missing.map((item) => `\n  ${item}`),
    );
    expect(missing.length / checked).toBeLessThanOrEqual(0.005);
  });

  it("field paths whose start was inferred exist in the registry", () => {
    const NAMES_A_FIELD = new Set(
      "domain depends related constrains onchange mapped filtered sorted grouped _read_group order _order inverse_name values read search_fetch currency_field subscript".split(
        " ",
      ),
    );
    /** Why a path does not hold, or null; a path that leaves the fields for something else is not judged. */
    const broken = (model: string, path: string): string | null => {
      let at: string | null = model;
      for (const name of path.split(".")) {
        if (at === null || orm.registry[at] === undefined) return null;
        const field: { comodel: string | null } | undefined = orm.registry[at]?.[name];
        if (field === undefined) return `${at}.${name}`;
        at = field.comodel;
      }
      return null;
    };
    const end = (model: string, path: string): string | null =>
      path
        .split(".")
        .reduce<string | null>((at, name) => (at === null ? null : (orm.registry[at]?.[name]?.comodel ?? null)), model);
    let judged = 0;
    const wrong: string[] = [];
    for (const [path, facts] of files) {
      if (!(path.slice(0, path.indexOf("/")) in orm.modules) || path.includes("/tests/")) continue;
      for (const { role, context, model, through, value, span } of facts.references) {
        if (role !== "field-path" || !NAMES_A_FIELD.has(context)) continue;
        const start = through ? end(through.model, through.path) : model;
        if (!start || orm.registry[start] === undefined) continue;
        judged += 1;
        const reason = broken(start, value);
        if (reason !== null)
          wrong.push(`${path}:${positionAt(facts.lineStarts, span[0]).line + 1} ${context} ${reason}`);
      }
    }
    console.log(
      `${judged} field paths judged, ${wrong.length} unknown to the registry`,
      ...wrong.map((item) => `\n  ${item}`),
    );
    expect(judged).toBeGreaterThan(5000);
    expect(wrong.length / judged).toBeLessThanOrEqual(0.001);
  });
});
