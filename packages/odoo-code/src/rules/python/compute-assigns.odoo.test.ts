import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeOdoo } from "../../../../../test/odoo/describe-odoo.ts";
import { checkFile } from "../../check/check-module.ts";
import { DEFAULT_CONFIGURATION } from "../../check/configuration.ts";
import { factsOf } from "../../facts-of.ts";
import { type PythonNode, parsePython } from "../../python/python-tree.ts";
import { addonsFolder } from "../../testing/addons-files.ts";
import { loadPython } from "../../testing/load-python.ts";

/** Every so many of the defects that could be planted. */
const EVERY = 9;
/** Shares that have to be found: of values that one branch lacks, and of values that were there before any branch. */
const LEAST = { branch: 0.95, first: 0.92 };

interface Assignment {
  readonly statement: PythonNode;
  /** From the method's block down to the statement. */
  readonly way: readonly PythonNode[];
}

/** Statements of a method that give a field a value; null where one gives values to several at once, which is not taken apart here. */
function assignments(block: PythonNode, field: string, text: string): readonly Assignment[] | null {
  const found: Assignment[] = [];
  let clear = true;
  const visit = (node: PythonNode, way: readonly PythonNode[]): void => {
    for (const child of node.children) {
      const inside = [...way, child];
      const [inner] = child.type === "expression_statement" ? child.children : [];
      const written = text.slice(child.start, child.end);
      if (inner !== undefined && new RegExp(`\\b${field}\\b[^\\n]*=(?!=)|['"]${field}['"]`).test(written)) {
        const single = new RegExp(`^\\w+\\.${field}\\s*=(?![^\\n]*[^=!<>]=[^=])`).test(written);
        if (inner.type === "assignment" && single) found.push({ statement: child, way: inside });
        else if (!new RegExp(`=[^\\n]*\\b${field}\\b`).test(written)) clear = false;
      }
      visit(child, inside);
    }
  };
  visit(block, []);
  return clear ? found : null;
}

const hasElse = ({ type, children }: PythonNode) =>
  type === "if_statement" && children.some((child) => child.type === "else_clause");

/** Sets of statements whose loss leaves some way without a value: all of one branch where no value is given around, or the first value. */
function plantable(given: readonly Assignment[]): { kind: keyof typeof LEAST; lost: readonly PythonNode[] }[] {
  const around = given[0]?.way.findLast((node) => hasElse(node) && given.every(({ way }) => way.includes(node)));
  const branches = new Map<PythonNode | undefined, PythonNode[]>();
  for (const { statement, way } of given) {
    if (around === undefined) break;
    const branch = way[way.indexOf(around) + 1];
    branches.set(branch, [...(branches.get(branch) ?? []), statement]);
  }
  const first = given.filter(({ way, statement }) => {
    const outer = way.slice(0, -1).filter(({ type }) => type !== "block");
    const others = given.filter((other) => other.statement !== statement);
    const onlySometimes = others.every((other) =>
      other.way.some((node) => node.type === "if_statement" && !hasElse(node)),
    );
    return outer.length <= 1 && outer.every(({ type }) => type === "for_statement") && onlySometimes;
  });
  return [
    ...(branches.size > 1 ? [...branches.values()].map((lost) => ({ kind: "branch" as const, lost })) : []),
    ...first.map(({ statement }) => ({ kind: "first" as const, lost: [statement] })),
  ];
}

describeOdoo("compute methods of Odoo 19 that lose an assignment", () => {
  it("are told, for the most part", async () => {
    const python = await loadPython();
    const folder = addonsFolder();
    const configuration = { ...DEFAULT_CONFIGURATION, disable: ["all"], enable: ["odoo-compute-unassigned"] };
    const check = (path: string, text: string) =>
      checkFile(
        { facts: factsOf({ python }, path, new TextEncoder().encode(text), "19.0"), text },
        { python, version: "19.0", module: null, configuration },
      );
    const planted = { branch: 0, first: 0 };
    const found = { branch: 0, first: 0 };
    let place = 0;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /^\w+\/(?:models|wizards?|report)\/\w+\.py$/.test(path))
      .sort();
    for (const path of files) {
      const text = readFileSync(join(folder, path), "utf8");
      if (!text.includes("compute=")) continue;
      const facts = factsOf({ python }, path, new TextEncoder().encode(text), "19.0");
      const blocks = new Map<number, PythonNode>();
      const gather = (node: PythonNode): void => {
        for (const child of node.children) {
          const block = child.type === "function_definition" ? child.children.at(-1) : undefined;
          const name = child.children.find(({ type }) => type === "identifier");
          if (block?.type === "block" && name !== undefined) blocks.set(name.start, block);
          gather(child);
        }
      };
      gather(parsePython(python, text).root);
      const known = check(path, text).map(({ span }) => span[0]);
      for (const { fields, methods } of facts.kind === "python" ? facts.classes : [])
        for (const { name: field, arguments: given } of fields) {
          const method = methods.find(({ name }) => name === given.compute?.value);
          const block = method === undefined ? undefined : blocks.get(method.nameSpan[0]);
          const kept = ["store", "inverse", "readonly"].some((name) => Object.hasOwn(given, name));
          if (method === undefined || block === undefined || kept || known.includes(method.nameSpan[0])) continue;
          for (const { kind, lost } of plantable(assignments(block, field, text) ?? [])) {
            place += 1;
            if (place % EVERY !== 0) continue;
            let without = text;
            for (const { start, end } of [...lost].sort((a, b) => b.start - a.start))
              without = `${without.slice(0, start)}pass${without.slice(end)}`;
            planted[kind] += 1;
            if (check(path, without).some(({ message }) => message.includes(`"${field}"`))) found[kind] += 1;
          }
        }
    }
    python.delete();
    console.log("planted", planted, "found", found);
    expect(planted.branch).toBeGreaterThan(40);
    expect(planted.first).toBeGreaterThan(100);
    expect(found.branch / planted.branch).toBeGreaterThanOrEqual(LEAST.branch);
    expect(found.first / planted.first).toBeGreaterThanOrEqual(LEAST.first);
  }, 600_000);
});
