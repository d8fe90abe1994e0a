import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PackedModule } from "@sextant/odoo-code";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pythonParser } from "../python-parser.ts";
import { filesOfModule } from "../walk-addons.ts";
import { readerInWorkers, readerOnThread } from "./module-reader.ts";

const repository = join(import.meta.dirname, "../../../..");
let home = "";
let script = "";
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};

beforeAll(async () => {
  // Inside the repository, so that the bundle finds the packages that stay outside it.
  mkdirSync(join(repository, "node_modules/.sextant-run"), { recursive: true });
  home = realpathSync(mkdtempSync(join(repository, "node_modules/.sextant-run/reader-")));
  script = join(home, "facts-worker.js");
  await build({
    entryPoints: [join(import.meta.dirname, "../facts-worker.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["web-tree-sitter", "tree-sitter-python", "acorn", "saxes", "zod"],
    logLevel: "error",
  });
  for (const name of ["one", "two", "three"]) {
    write(`repo/${name}/__manifest__.py`, `{"name": "${name}"}`);
    write(`repo/${name}/a.py`, `class A(models.Model):\n    _name = "${name}"\n`);
    write(`repo/${name}/v.xml`, `<odoo><record id="r" model="${name}"/></odoo>`);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("workers find what the thread finds, and read again only what changed", async () => {
  const { signal } = new AbortController();
  const workers = readerInWorkers(script, "19.0");
  const thread = readerOnThread({ parsers: { python: await pythonParser() }, version: "19.0" });
  const folders = ["one", "two", "three"].map((name) => join(home, "repo", name));
  const read = (reader: typeof workers) =>
    Promise.all(folders.map((folder) => reader.read(folder, filesOfModule(folder), null, signal)));
  const [there, here] = [await read(workers), await read(thread)];
  expect(there).toEqual(here);
  const [folder = ""] = folders;
  write("repo/one/a.py", "class A(models.Model):\n    _name = 'other'\n");
  const before = there[0] ?? null;
  const again = await workers.read(folder, filesOfModule(folder), before, signal);
  expect(again).toEqual(await thread.read(folder, filesOfModule(folder), null, signal));
  expect((await workers.read(folder, filesOfModule(folder), again, signal)).block).toEqual(again.block);
  await workers.close();
});

it("definitions first and the rest later is what is read at once", async () => {
  const { signal } = new AbortController();
  const workers = readerInWorkers(script, "19.0");
  const thread = readerOnThread({ parsers: { python: await pythonParser() }, version: "19.0" });
  const folder = join(home, "repo/steps");
  write("repo/steps/__manifest__.py", '{"name": "steps"}');
  write(
    "repo/steps/a.py",
    'class A(models.Model):\n    _name = "steps"\n    def f(self):\n        return self.env["x.y"]\n',
  );
  write("repo/steps/static/a.js", 'registry.category("fields").add("steps", 1);\n');
  const whole = await thread.read(folder, filesOfModule(folder), null, signal);
  for (const reader of [workers, thread]) {
    const defined = await reader.readDefinitions(folder, filesOfModule(folder), signal);
    expect([defined.block, defined.uses]).toEqual([whole.block, null]);
    expect(await reader.readUses(defined, signal)).toEqual(whole);
  }
  const defined = await workers.readDefinitions(folder, filesOfModule(folder), signal);
  // What changed in between is read as a whole, and broken code may define something else than its heads tell.
  write("repo/steps/a.py", 'class B(models.Model):\n    _name = "other"\n    def f(self):\n        return (\n');
  expect(await workers.readUses(defined, signal)).toEqual(
    await thread.read(
      folder,
      filesOfModule(folder)
        .map(({ path }) => defined.files.find((file) => file.path === path))
        .flatMap((file) => (file ? { ...file, module: folder } : [])),
      null,
      signal,
    ),
  );
  await workers.close();
});

it("what a thread that dies should have read is read here, and a block that is damaged afresh", async () => {
  const { signal } = new AbortController();
  const dying = join(home, "dying.js");
  write("dying.js", "process.exit(1);");
  const workers = readerInWorkers(dying, "19.0");
  const folder = join(home, "repo/two");
  const broken = { folder, files: [], block: new Uint8Array(4), uses: null };
  const read = await workers.read(folder, filesOfModule(folder), broken, signal);
  expect(read.files).toHaveLength(3);
  expect(new PackedModule(folder, read.block).facts(`${folder}/a.py`)?.kind).toBe("python");
  await workers.close();
});
