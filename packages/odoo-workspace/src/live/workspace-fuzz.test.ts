import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { factsOf, type Project, relinkProject } from "@sextant/odoo-code";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadProject } from "../load-project.ts";
import { pythonParser } from "../python-parser.ts";
import { openWorkspace } from "./open-workspace.ts";

let home = "";
const at = (path: string) => join(home, path);
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "fuzz-")));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const FILES: Readonly<Record<string, string>> = {
  "one/__manifest__.py": "{'name': 'one', 'depends': [], 'data': ['views/v.xml', 'a.csv']}",
  "one/__init__.py": "from . import models",
  "one/models/__init__.py": "from . import a",
  "one/models/a.py": "class A(models.Model):\n    _name = 'a'\n    x = fields.Char()\n    y = fields.Many2one('b')\n",
  "one/views/v.xml": '<odoo><record id="v" model="ir.ui.view"><field name="model">a</field></record></odoo>',
  "one/a.csv": "id,name\nr,R\n",
  "one/static/src/a.js": 'import { a } from "./b"; export class A {}',
  "two/__manifest__.py": "{'name': 'two', 'depends': ['one']}",
  "two/__init__.py": "from . import b",
  "two/b.py": "class B(models.Model):\n    _name = 'b'\n    _inherit = 'a'\n",
};
const path = fc.constantFrom(
  ...Object.keys(FILES),
  "one",
  "two",
  "one/models",
  "one/views",
  "three/__manifest__.py",
  "one/new.py",
);
const content = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.constantFrom(...Object.values(FILES)).map((text) => Buffer.from(text)),
  fc
    .tuple(fc.constantFrom(...Object.values(FILES)), fc.nat(80))
    .map(([text, length]) => Buffer.from(text.slice(0, length))),
);
const step = fc.oneof(
  fc.record({ does: fc.constant("write" as const), path, content }),
  fc.record({ does: fc.constant("delete" as const), path }),
  fc.record({ does: fc.constant("rename" as const), path, to: path }),
  fc.record({ does: fc.constant("type" as const), path, content }),
  fc.record({ does: fc.constant("close" as const), path }),
  fc.record({ does: fc.constant("nothing" as const), path }),
);

/** Does to the disk what a step says; gives the paths that a watcher would tell of. */
function change(step: { does: string; path: string; to?: string; content?: Uint8Array }): string[] {
  const [from, to] = [at(`repo/${step.path}`), at(`repo/${step.to}`)];
  try {
    if (step.does === "write") {
      mkdirSync(dirname(from), { recursive: true });
      writeFileSync(from, step.content ?? "");
    } else if (step.does === "delete") rmSync(from, { recursive: true, force: true });
    else if (step.does === "rename") {
      mkdirSync(dirname(to), { recursive: true });
      renameSync(from, to);
      return [from, to];
    }
  } catch {
    // A folder where a file should go, or a folder into itself: the disk refuses, and nothing happened but for new folders.
    return [from, to, dirname(to)];
  }
  return [from];
}

function said(project: Project) {
  return {
    files: [...project.files.keys()].sort(),
    modules: project.modules.order.map(({ name, loadable }) => [name, loadable]),
    problems: project.modules.problems.filter(({ kind }) => kind !== "no-manifest"),
    fields: [...project.models.names()]
      .sort()
      .map((name) => [name, [...(project.models.get(name)?.fields.keys() ?? [])]]),
    ids: [...project.xmlIds.ids()].sort(),
    views: project.views.all().map(({ xmlId }) => xmlId),
    named: project.references.toModel("a").map(({ path: file, reference }) => [file, reference.span]),
  };
}

it("after anything happened to files and documents, in any order, says what a fresh look at the disk says", async () => {
  const python = await pythonParser();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), async (batches) => {
      rmSync(at("repo"), { recursive: true, force: true });
      for (const [name, text] of Object.entries(FILES))
        change({ does: "write", path: name, content: Buffer.from(text) });
      const workspace = await openWorkspace({ folders: [at("repo")], version: "19.0", data: at("data") });
      const documents = new Map<string, Uint8Array>();
      for (const batch of batches) {
        const told: string[] = [];
        for (const one of batch) {
          const file = at(`repo/${one.path}`);
          if (one.does === "type" && one.path.includes(".")) {
            const text = new TextDecoder().decode(one.content);
            workspace.documentChanged(file, text);
            documents.set(file, new TextEncoder().encode(text));
          } else if (one.does === "close") {
            workspace.documentClosed(file);
            documents.delete(file);
          } else told.push(...change(one));
        }
        await workspace.filesChanged(told);
      }
      for (const file of documents.keys()) workspace.documentClosed(file);
      const now = await workspace.whenComplete();
      await workspace.close();
      const fresh = await loadProject({ roots: existsSync(at("repo")) ? [at("repo")] : [], version: "19.0" });
      expect(said(now)).toEqual(said(fresh));
      const kept = await loadProject({
        roots: existsSync(at("repo")) ? [at("repo")] : [],
        version: "19.0",
        data: at("data"),
      });
      expect(said(kept)).toEqual(said(fresh));
      const [file, text] = [...documents][0] ?? [];
      if (file !== undefined && text !== undefined)
        relinkProject(fresh, new Map([[file, factsOf({ python }, file, text, "19.0")]]));
    }),
    { numRuns: 30 },
  );
}, 120_000);
