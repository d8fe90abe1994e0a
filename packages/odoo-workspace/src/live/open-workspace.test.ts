import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Project } from "@sextant/odoo-code";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace } from "./open-workspace.ts";
import type { Workspace, WorkspaceOptions } from "./workspace.ts";

let home = "";
const opened: Workspace[] = [];
const at = (path: string) => join(home, path);
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const model = (name: string, field: string) =>
  `from odoo import fields, models\nclass A(models.Model):\n    _name = "${name}"\n    ${field} = fields.Char()\n`;
const module = (path: string, depends: readonly string[], version = "1.0") => {
  const name = path.split("/").at(-1) ?? "";
  write(`${path}/__manifest__.py`, JSON.stringify({ name, depends, version, data: ["v.xml"] }));
  write(`${path}/__init__.py`, "from . import a");
  write(`${path}/a.py`, model(`${name}.model`, "x"));
  write(`${path}/v.xml`, `<odoo><record id="r" model="${name}.model"/></odoo>`);
};
const open = async (options: Partial<WorkspaceOptions> = {}) => {
  const workspace = await openWorkspace({ folders: [at("repo")], ...options });
  opened.push(workspace);
  return workspace;
};
const fieldsOf = (project: Project, name: string) =>
  [...(project.models.get(name)?.fields.keys() ?? [])].filter((field) => field.length === 1);

/** Facts of all files, by path. */
const saidBy = ({ files }: Project) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "workspace-")));
  module("repo/base", []);
  module("repo/one", ["base"]);
  module("repo/two", ["one"]);
  module("repo/other", ["base"]);
});
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
  rmSync(home, { recursive: true, force: true });
});

describe("what a workspace finds", () => {
  it("roots from configurations, folders, links and settings, with what led to each", async () => {
    module("elsewhere/linked", []);
    module("more/extra", []);
    module("conf-root/conf_module", []);
    symlinkSync(at("elsewhere/linked"), at("repo/linked"));
    write("repo/config/odoo.conf", "[options]\naddons_path = ../../conf-root,../nowhere\n");
    const { roots, problems, project, pathOf } = await open({ addons: [at("more"), at("missing")] });
    expect(roots.map(({ path, from }) => [path.slice(home.length + 1), from])).toEqual([
      ["conf-root", "conf"],
      ["repo", "folder"],
      ["more", "setting"],
      ["elsewhere", "link"],
    ]);
    expect(roots.find(({ from }) => from === "link")?.by).toBe(at("repo"));
    expect(problems.map(({ path }) => path.slice(home.length + 1))).toEqual(["repo/nowhere", "missing"]);
    expect(project.modules.get("linked")?.path).toBe(at("elsewhere/linked"));
    expect(pathOf(at("repo/linked/new/file.py"))).toBe(at("elsewhere/linked/new/file.py"));
  });

  it("the version from a setting, manifests, Odoo's own release, or none of them", async () => {
    expect((await open()).version).toMatchObject({ version: "19.0", by: "default" });
    write("repo/release.py", "nothing");
    module("src/odoo/addons/base", []);
    write("src/odoo/release.py", "version_info = ('saas~17', 2, 0, FINAL, 0, '')");
    expect((await open({ addons: [at("src")] })).version).toMatchObject({ version: "17.0", by: "release" });
    module("repo/one", ["base"], "16.0.1.0.0");
    expect((await open({ addons: [at("src")] })).version).toMatchObject({ version: "16.0", by: "manifests" });
    expect((await open({ version: "18" })).version).toMatchObject({ version: "18.0", by: "setting" });
    await expect(open({ version: "7.0" })).rejects.toThrow(/no series/);
  });

  it("no addons folder of an Odoo of another version, unless people work in it; either is said", async () => {
    module("src/odoo/addons/theirs", []);
    write("src/odoo/release.py", "version_info = (17, 0, 0, FINAL, 0, '')");
    module("repo/one", ["base"], "16.0.1.0.0");
    const judged = async (options: Partial<WorkspaceOptions>) => {
      const workspace = await open(options);
      const { roots, problems } = workspace;
      const project = await workspace.whenComplete();
      const told = problems.map(({ path, message }) => `${path.slice(home.length + 1)}: ${message}`);
      return [roots.map(({ path }) => path.slice(home.length + 1)), project.modules.get("theirs") !== undefined, told];
    };
    const said = "src/odoo/addons: This is Odoo 17.0:";
    expect(await judged({ addons: [at("src")] })).toEqual([
      ["repo"],
      false,
      [`${said} it is left out, as everything is checked as for 16.0.`],
    ]);
    expect(await judged({ folders: [at("repo"), at("src")] })).toEqual([
      ["repo", "src/odoo/addons"],
      true,
      [`${said} what is checked is judged by it as if it were of 16.0.`],
    ]);
    expect(await judged({ addons: [at("src")], version: "17" })).toEqual([["repo", "src/odoo/addons"], true, []]);
  });
});

describe("reading", () => {
  it("what a file's module depends on first, the rest in the background", async () => {
    const others = Array.from({ length: 40 }, (_, at) => `x${at}`);
    for (const name of others) module(`repo/${name}`, ["base"]);
    const steps: (readonly [string, number, number])[] = [];
    const onProgress = (phase: string, done?: number, of?: number) => {
      if (done !== undefined && of !== undefined) steps.push([phase, done, of]);
    };
    const workspace = await open({ onProgress });
    const modules = workspace.project.modules.order.map(({ name }) => name);
    expect(modules.filter((name) => !others.includes(name))).toEqual(["base", "one", "other", "two"]);
    expect(workspace.project.models.has("one.model")).toBe(false);
    const around = await workspace.readAround([at("repo/one/a.py")]);
    expect([around.models.has("base.model"), around.models.has("one.model")]).toEqual([true, true]);
    // The rest has only begun.
    expect([workspace.isDefined("one"), workspace.isRead("one"), workspace.complete]).toEqual([true, false, false]);
    expect(modules.filter((name) => workspace.isDefined(name)).length).toBeLessThan(modules.length / 2);
    const defined = await workspace.whenDefined();
    expect([[...defined.models.names()].length, workspace.defined, workspace.complete]).toEqual([44, true, false]);
    const project = await workspace.whenComplete();
    expect([...project.models.names()]).toHaveLength(modules.length);
    expect(workspace.complete).toBe(true);
    // An editor's bar never goes back.
    const done = steps.map(([, value]) => value);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([steps[0]?.[0], steps.at(-1)]).toEqual(["Reading modules", ["Reading what modules use", 88, 88]]);
  });

  it("the members of a file's models before any module is read, those of what they inherit from among them", async () => {
    module("odoo/mixer", ["base"]);
    module("odoo/deep", ["mixer"]);
    module("odoo/unneeded", ["base"]);
    write("odoo/mixer/a.py", model("mixer.mixin", "m"));
    write(
      "odoo/deep/a.py",
      'from odoo import fields, models\nclass D(models.Model):\n    _name = "deep.model"\n    _inherit = ["mixer.mixin"]\n    d = fields.Char()\n',
    );
    write("odoo/deep/b.py", model("deep.unasked", "u"));
    write("repo/mine/__manifest__.py", '{"name": "mine", "depends": ["deep"]}');
    write("repo/mine/__init__.py", "from . import order");
    write(
      "repo/mine/order.py",
      'from odoo import fields, models\nclass O(models.Model):\n    _inherit = "deep.model"\n    o = fields.Char()\n',
    );
    const workspace = await open({ addons: [at("odoo")] });
    expect(workspace.project.modules.get("unneeded")).toBeUndefined();
    const early = await workspace.readModelsOf([at("repo/mine/order.py")]);
    expect(fieldsOf(early, "deep.model").sort()).toEqual(["d", "m", "o"]);
    expect(workspace.complete).toBe(false);
    expect(early.files.has(at("odoo/deep/b.py"))).toBe(false);
    const project = await workspace.whenComplete();
    expect(fieldsOf(project, "deep.model").sort()).toEqual(["d", "m", "o"]);
    expect(project.modules.get("unneeded")?.name).toBe("unneeded");
    const afresh = await (await open({ addons: [at("odoo")] })).whenComplete();
    expect(project.modules.order.map(({ name }) => name)).toEqual(afresh.modules.order.map(({ name }) => name));
    expect(saidBy(project)).toEqual(saidBy(afresh));
  });

  it("all that files say in the end, whenever the models of one were wanted first", async () => {
    for (const name of ["d", "e", "f"]) module(`odoo/${name}`, ["two"]);
    // Reading it takes several turns.
    module("odoo/c", ["two"]);
    const text = 'from odoo import models\nclass O(models.Model):\n    _inherit = "c.model"\n';
    const extension = `${text}    def look(self):\n        return self.env["d.model"].search([("x", "=", self.x)])\n`;
    const names = Array.from({ length: 100 }, (_, at) => `extension_${at}`);
    for (const name of names) write(`odoo/c/${name}.py`, extension.repeat(3));
    write("odoo/c/__init__.py", names.map((name) => `from . import ${name}\n`).join(""));
    write("repo/mine/__manifest__.py", '{"name": "mine", "depends": ["c", "d", "e", "f"]}');
    write("repo/mine/__init__.py", "from . import order");
    write("repo/mine/order.py", extension);
    const afresh = saidBy(await (await open({ addons: [at("odoo")] })).whenComplete());
    // Each time when at least so many modules are read, and the next are being read.
    for (const read of [0, 1, 2, 3, 4]) {
      let early: Promise<Project> | null = null;
      const onProgress = (_phase: string, done?: number) => {
        if (early === null && done !== undefined && done >= read)
          early = setImmediate().then(() => workspace.readModelsOf([at("repo/mine/order.py")]));
      };
      const workspace = await open({ addons: [at("odoo")], onProgress });
      if (read === 0) onProgress("", 0);
      expect(saidBy(await workspace.whenComplete())).toEqual(afresh);
      expect(early).not.toBeNull();
      await early;
    }
  });

  it("gives the same from what it kept", async () => {
    const first = await (await open({ data: at("data") })).whenComplete();
    const second = await (await open({ data: at("data") })).whenComplete();
    expect([...second.files].sort()).toEqual([...first.files].sort());
  });

  it("reads a kept block when it is asked for, and the files of one that is damaged or gone by then", async () => {
    const options = { data: at("data") };
    const first = await open(options);
    const said = saidBy(await first.whenComplete());
    await first.close();
    const folder = join(at("data"), "facts", readdirSync(at("data/facts"))[0] ?? "");
    const blockOf = (name: string) =>
      join(folder, readdirSync(folder).find((file) => file.endsWith(`-${name}.block`)) ?? "");
    const second = await open(options);
    const project = await second.whenComplete();
    const bytes = readFileSync(blockOf("one"));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(blockOf("one"), bytes);
    rmSync(blockOf("two"));
    expect(saidBy(project)).toEqual(said);
    // What is gone at the start is read like a module that was never kept.
    rmSync(blockOf("other"));
    expect(saidBy(await (await open(options)).whenComplete())).toEqual(said);
  });

  it("stops when it is closed or cancelled", async () => {
    const workspace = await open();
    const waiting = workspace.whenComplete();
    await Promise.all([expect(waiting).rejects.toThrow(/abort/i), workspace.close()]);
    const other = await open();
    await expect(other.whenComplete(AbortSignal.abort())).rejects.toThrow(/abort/i);
    await expect(open({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe("changes", () => {
  it("of documents count until they are closed, also before their module is read", async () => {
    const workspace = await open();
    const told: Project[] = [];
    const stop = workspace.subscribe((project) => told.push(project));
    workspace.documentChanged(at("repo/one/a.py"), model("one.model", "y"));
    await workspace.whenComplete();
    expect(fieldsOf(workspace.project, "one.model")).toEqual(["y"]);
    expect(workspace.documentChanged(at("repo/one/a.py"), "class (").models.has("one.model")).toBe(false);
    write("repo/one/a.py", model("one.model", "z"));
    await workspace.filesChanged([at("repo/one/a.py")]);
    expect(workspace.project.models.has("one.model")).toBe(false);
    expect(fieldsOf(workspace.documentClosed(at("repo/one/a.py")), "one.model")).toEqual(["z"]);
    expect(told.at(-1)).toBe(workspace.project);
    const before = told.length;
    stop();
    workspace.documentChanged(at("repo/one/a.py"), "");
    expect(told).toHaveLength(before);
  });

  it("on disk: files that come, change and go, and what only seems to change", async () => {
    const workspace = await open();
    const before = await workspace.whenComplete();
    expect(await workspace.filesChanged([at("repo/one/a.py"), at("repo/one/nothing.py")])).toBe(before);
    write("repo/one/a.py", model("one.model", "y"));
    write("repo/one/b.py", model("one.b", "x"));
    write("repo/one/__init__.py", "from . import a, b");
    rmSync(at("repo/two/a.py"));
    const names = ["repo/one/a.py", "repo/one/b.py", "repo/one/__init__.py", "repo/two/a.py"];
    const after = await workspace.filesChanged(names.map(at));
    expect(fieldsOf(after, "one.model")).toEqual(["y"]);
    expect([after.models.has("one.b"), after.models.has("two.model")]).toEqual([true, false]);
    expect(after.contents.get("other")).toBe(before.contents.get("other"));
  });

  it("on disk between the two steps of reading", async () => {
    for (const name of ["one", "two", "other"])
      write(`repo/${name}/static/src/a.js`, `registry.category("fields").add("${name}", 1);\n`);
    const workspace = await open();
    const registered = ({ files }: Project) =>
      [...files.values()].flatMap((facts) => (facts.kind === "javascript" ? facts.registrations : [])).length;
    const defined = await workspace.whenDefined();
    expect([fieldsOf(defined, "one.model"), registered(defined)]).toEqual([["x"], 0]);
    write("repo/one/a.py", model("one.model", "y"));
    write("repo/one/v.xml", '<odoo><record id="s" model="one.model"/></odoo>');
    write("repo/two/b.py", model("two.b", "x"));
    write("repo/two/__init__.py", "from . import a, b");
    rmSync(at("repo/other"), { recursive: true });
    // Told of half of it only: what is read next is as it is then.
    await workspace.filesChanged(["repo/one/v.xml", "repo/two/b.py", "repo/two/__init__.py", "repo/other"].map(at));
    await workspace.whenComplete();
    const project = await workspace.filesChanged([at("repo/one/a.py")]);
    const afresh = await (await open()).whenComplete();
    expect(saidBy(project)).toEqual(saidBy(afresh));
    expect([fieldsOf(project, "one.model"), registered(project)]).toEqual([["y"], 2]);
    expect([project.xmlIds.get("one.s")?.xmlId, project.models.has("two.b")]).toEqual(["one.s", true]);
  });

  it("of a folder in whose place there is a file now", async () => {
    write("repo/one/more/b.xml", '<odoo><record id="b" model="one.model"/></odoo>');
    const workspace = await open();
    expect((await workspace.whenComplete()).files.has(at("repo/one/more/b.xml"))).toBe(true);
    rmSync(at("repo/one/more"), { recursive: true });
    write("repo/one/more", "");
    const project = await workspace.filesChanged([at("repo/one/more")]);
    expect(saidBy(project)).toEqual(saidBy(await (await open()).whenComplete()));
  });

  it("of whole folders and modules", async () => {
    const workspace = await open();
    await workspace.whenComplete();
    module("repo/fresh", ["base"]);
    renameSync(at("repo/two"), at("repo/renamed"));
    rmSync(at("repo/other"), { recursive: true });
    await workspace.filesChanged([at("repo/fresh"), at("repo/two"), at("repo/renamed"), at("repo/other")]);
    const project = await workspace.whenComplete();
    expect(project.modules.order.map(({ name }) => name)).toEqual(["base", "fresh", "one", "renamed"]);
    expect([...project.files.keys()].some((path) => path.includes("/two/") || path.includes("/other/"))).toBe(false);
    write("repo/two/a.py", model("two.model", "x"));
    write("repo/two/__manifest__.py", "{'name': 'two'}");
    await workspace.filesChanged([at("repo/two/a.py"), at("repo/two/__manifest__.py")]);
    expect((await workspace.whenComplete()).modules.get("two")).toBeDefined();
    rmSync(at("repo"), { recursive: true });
    expect([...(await workspace.filesChanged([at("repo")])).files.keys()]).toEqual([]);
  });

  it("to what no reader can read: facts degrade, nothing throws", async () => {
    const workspace = await open();
    await workspace.whenComplete();
    write("repo/one/a.py", new Uint8Array([0, 1, 2, 255]));
    write("repo/one/latin.py", Buffer.from("class É(models.Model):\n    _name = 'é'\n", "latin1"));
    write("repo/one/v.xml", `<odoo>${" ".repeat(10 * 1024 * 1024)}</odoo>`);
    symlinkSync(at("nowhere"), at("repo/one/broken.py"));
    mkdirSync(at("repo/one/folder.py"));
    const names = ["a.py", "latin.py", "v.xml", "broken.py", "folder.py", "static/lib/x.js"];
    const { files } = await workspace.filesChanged(names.map((name) => at(`repo/one/${name}`)));
    const problems = names.map((name) => files.get(at(`repo/one/${name}`))?.problems.length);
    expect(problems).toEqual([1, 1, 1, undefined, undefined, undefined]);
  });
});
