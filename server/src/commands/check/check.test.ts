import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ReportedFinding } from "@sextant/odoo-code";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkCommand } from "../check.ts";

let folder: string;
const put = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const read = (path: string) => readFileSync(join(folder, path), "utf8");

/** Runs the command as the terminal would; gives what it printed and its exit code. */
async function run(...words: string[]): Promise<{ out: string; code: number }> {
  let out = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const silent = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  process.exitCode = 0;
  try {
    const program = new Command("sextant").exitOverride();
    checkCommand(program);
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync(["node", "sextant", "check", ...words]);
    return { out, code: Number(process.exitCode) };
  } finally {
    write.mockRestore();
    silent.mockRestore();
    process.exitCode = 0;
  }
}
const findings = async (...words: string[]) =>
  JSON.parse((await run(...words, "--format", "json")).out) as ReportedFinding[];
const short = (found: readonly ReportedFinding[]) =>
  found.map(({ file, line, rule }) => `${file.slice(folder.length + 1)}:${line} ${rule}`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "check-"));
  put(
    "a/__manifest__.py",
    '{\n    "name": "A",\n    "version": "18.0.1.0.0",\n    "license": "AGPL-3",\n    "data": ["security/ir.model.access.csv", "views/a.xml"],\n}\n',
  );
  put(
    "a/security/ir.model.access.csv",
    "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\na_user,A,model_a,base.group_user,1,1,1,1\n",
  );
  put("a/__init__.py", "from . import models\n");
  put("a/README.rst", "A\n");
  put(
    "a/models.py",
    "from odoo import models\n\n\nclass A(models.Model):\n    _name = 'a'\n\n    def act(self):\n        print(1)\n",
  );
  put(
    "a/views/a.xml",
    '<?xml version="1.0" encoding="UTF-8" ?>\n<odoo>\n    <record model="res.partner" id="a.p" />\n</odoo>\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("sextant check", () => {
  it("prints findings in the shape that is promised, and tells by its exit code that there are some", async () => {
    const { out, code } = await run(folder, "--format", "json");
    expect(code).toBe(1);
    const [first] = JSON.parse(out) as ReportedFinding[];
    expect(first).toEqual({
      file: `${folder}/a/models.py`,
      line: 8,
      column: 9,
      rule: "print-used",
      code: "W8116",
      severity: "warning",
      message: expect.any(String),
      fixable: false,
    });
    expect(short(JSON.parse(out))).toEqual([
      "a/models.py:8 print-used",
      "a/views/a.xml:3 xml-id-position-first",
      "a/views/a.xml:3 xml-redundant-module-name",
    ]);
  });

  it("exits with 0 when there is nothing to say", async () => {
    expect(await run(folder, "--disable", "all")).toEqual({ out: "No findings.\n", code: 0 });
    expect(short(await findings(folder, "--disable", "all", "--enable", "W8116"))).toEqual([
      "a/models.py:8 print-used",
    ]);
  });

  it("fixes what is mechanical and leaves every other byte", async () => {
    const before = read("a/models.py");
    put("a/views/a.xml", `\ufeff${read("a/views/a.xml").replaceAll("\n", "\r\n")}`);
    expect((await findings(folder, "--fix")).map(({ rule }) => rule)).toEqual(["print-used"]);
    expect(read("a/views/a.xml")).toBe(
      '\ufeff<?xml version="1.0" encoding="UTF-8" ?>\r\n<odoo>\r\n    <record id="p" model="res.partner" />\r\n</odoo>\r\n',
    );
    expect(read("a/models.py")).toBe(before);
  });

  it("takes the version from the manifest, unless it is given", async () => {
    put(
      "a/models.py",
      "from odoo import models\n\n\nclass A(models.Model):\n    _name = 'a'\n\n    def act(self):\n        return self._cr\n",
    );
    expect((await findings(`${folder}/a/models.py`)).map(({ rule }) => rule)).toEqual([]);
    expect((await findings(`${folder}/a/models.py`, "--odoo", "19.0")).map(({ rule }) => rule)).toEqual([
      "deprecated-self-cr",
    ]);
  });

  it("checks only what differs from a git reference", async () => {
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.com", ...words]);
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    expect(await findings(folder, "--changed", "HEAD")).toEqual([]);
    put("a/new.py", "print(2)\n");
    put("a/views/a.xml", `${read("a/views/a.xml")}\n`);
    expect(short(await findings(folder, "--changed", "HEAD"))).toEqual([
      "a/new.py:1 print-used",
      "a/views/a.xml:3 xml-id-position-first",
      "a/views/a.xml:3 xml-redundant-module-name",
    ]);
    await expect(run(folder, "--changed", "nowhere")).rejects.toMatchObject({ code: "bad_usage" });
  });

  it("counts a module once that is linked a second time, and none that lies inside another", async () => {
    mkdirSync(join(folder, "linked"));
    symlinkSync(join(folder, "a"), join(folder, "linked/a"));
    put("a/tests/inner/__manifest__.py", "not a manifest\n");
    expect(await findings(folder)).toHaveLength(3);
  });

  it("survives files that are no text", async () => {
    put("a/models.py", new Uint8Array([0, 1, 2, 255]));
    put("a/security/ir.model.access.csv", "id,name,model_id:id,group_id:id\n");
    put("a/views/a.xml", new Uint8Array([60, 111, 233, 62]));
    expect((await findings(folder)).map(({ rule }) => rule)).toEqual(["python-syntax-error", "xml-syntax-error"]);
  });

  it("looks at what modules depend on, and cures across files", async () => {
    put("core/base/__manifest__.py", "{'name': 'Base'}");
    put("core/base/__init__.py", "");
    put("core/crm/__manifest__.py", "{'name': 'CRM', 'data': ['d.xml']}");
    put("core/crm/__init__.py", "");
    put("core/crm/d.xml", '<odoo><record id="team" model="crm.team"/></odoo>');
    put("a/views/a.xml", '<odoo><record id="x" model="res.users"><field name="team" ref="crm.team"/></record></odoo>');
    const only = ["--disable", "all", "--enable", "odoo-depends-missing,odoo-xmlid-unknown"];
    const around = ["--addons", join(folder, "core")];
    expect(short(await findings(join(folder, "a"), ...only))).toEqual([]);
    expect(short(await findings(join(folder, "a"), ...only, ...around))).toEqual([
      "a/views/a.xml:1 odoo-depends-missing",
    ]);
    expect((await findings(join(folder, "a"), ...only, ...around, "--fix")).map(({ rule }) => rule)).toEqual([]);
    expect(read("a/__manifest__.py")).toContain('"depends": ["crm"],\n    "data"');
  });

  it("says once which dependencies it did not find", async () => {
    const { out } = await run(join(folder, "a"));
    expect(out).toMatch(/\nNot found: base\. .*--addons\.\n$/);
    expect((await run(join(folder, "a"), "--format", "json")).out).not.toContain("Not found");
  });

  it("refuses what it does not know", async () => {
    await expect(run(`${folder}/absent`)).rejects.toMatchObject({ code: "bad_usage" });
    await expect(run(folder, "--odoo", "12.0")).rejects.toMatchObject({ exitCode: 1 });
    await expect(run(folder, "--disable", "no-such-rule")).rejects.toMatchObject({ exitCode: 1 });
  });

  it("reads the settings of the repository", async () => {
    put(".git/HEAD", "ref: refs/heads/main\n");
    put(".pylintrc", "[MESSAGES CONTROL]\ndisable=print-used\n[SEXTANT]\nxml-id-position-first=error\n");
    put(".oca_hooks.cfg", "[MESSAGES_CONTROL]\ndisable=xml-redundant-module-name\n");
    const found = await findings(folder);
    expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(["xml-id-position-first error"]);
    put(".pylintrc", "[SEXTANT]\nxml-id-first=error\n");
    await expect(run(folder)).rejects.toMatchObject({
      code: "bad_usage",
      message: expect.stringContaining("xml-id-first"),
    });
  });

  it("prints SARIF 2.1.0", async () => {
    const log = JSON.parse((await run(folder, "--format", "sarif")).out);
    expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringContaining("sarif-2.1.0") });
    const [{ results, tool }] = log.runs;
    expect(results).toHaveLength(3);
    for (const { ruleId, ruleIndex, level, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  });
});
