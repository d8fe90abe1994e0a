import { describe, expect, it } from "vitest";
import type { Configuration } from "../check/configuration.ts";
import { fixFile } from "../check/fix-file.ts";
import { checkTexts, type Files, linesOf, type Trial } from "../check/testing/check-text.ts";
import type { RuleInfo } from "../diagnostic.ts";
import { ODOO_VERSIONS, type OdooVersion, versionWithin } from "../version.ts";
import { RULE_GROUPS, RULES } from "./catalogue.ts";
import { DEFAULT_OPTIONS } from "./options.ts";
import { DATA_FIXTURES } from "./testing/data-fixtures.ts";
import type { Fixture } from "./testing/fixture.ts";
import { MANIFEST_FIXTURES } from "./testing/manifest-fixtures.ts";
import { OTHER_FIXTURES } from "./testing/other-fixtures.ts";
import { PYTHON_FIXTURES } from "./testing/python-fixtures.ts";
import { XML_FIXTURES } from "./testing/xml-fixtures.ts";

const FIXTURES = [...MANIFEST_FIXTURES, ...PYTHON_FIXTURES, ...XML_FIXTURES, ...DATA_FIXTURES, ...OTHER_FIXTURES];
const infoOf = (name: string): RuleInfo => {
  const info = RULES.find(({ rule }) => rule === name);
  if (info === undefined) throw new Error(`no rule ${name}`);
  return info;
};
const holds = ({ from, to, legacy }: RuleInfo, version: OdooVersion | null) =>
  version === null ? legacy === true : legacy !== true && versionWithin(version, from, to);
const trialOf = (
  { options = {}, module = "trial" }: Fixture,
  version: OdooVersion | null,
  configuration: Partial<Configuration> = {},
): Trial => ({
  version,
  name: module,
  configuration: { ...configuration, options: { ...DEFAULT_OPTIONS, ...options } },
});
const VERSIONS = [...ODOO_VERSIONS, null];
const filesOf = (fixture: Fixture, text: string): Files => ({ ...fixture.beside, [fixture.file]: text });
const places = (fixture: Fixture) => fixture.at.map((line) => `${fixture.file}:${line}`);

/** The text with a comment that switches the rule off, in the way of its kind of file; null where there is none. */
function silenced({ file, bad, at }: Fixture, name: string): string | null {
  if (file.endsWith(".xml"))
    return bad.replace(
      /(\n<\/odoo>|\n<\/openerp>|\n<\/templates>|<odoo\/>)/,
      `<!-- oca-hooks:disable=other,\n ${name} -->$1`,
    );
  const comment = file.endsWith(".py") ? "# pylint" : file.endsWith(".js") ? "// sextant" : null;
  if (comment === null) return null;
  const lines = bad.split("\n");
  for (const line of at) lines[line - 1] = `${lines[line - 1]}  ${comment}: disable=${name}`;
  return lines.join("\n");
}

// Rules over a whole project have fixtures of their own.
const ACROSS = new Set(RULE_GROUPS["Across modules"]?.map(({ rule }) => rule));

describe.each(RULES.map(({ rule }) => rule).filter((rule) => !ACROSS.has(rule)))("%s", (rule) => {
  const info = infoOf(rule);
  const own = FIXTURES.filter((fixture) => fixture.rule === rule);
  const versions = VERSIONS.filter((version) => holds(info, version));

  it("has fixtures", () => {
    // A README is beside every trial module; its absence has a test of its own.
    if (rule !== "missing-readme") expect(own.length).toBeGreaterThan(0);
  });

  it("speaks where it should, in every version that it is for, and is silent in the others", () => {
    for (const fixture of own)
      for (const version of info.from === undefined && info.to === undefined ? VERSIONS : ODOO_VERSIONS)
        expect([version, linesOf(filesOf(fixture, fixture.bad), rule, trialOf(fixture, version))]).toEqual([
          version,
          holds(info, version) || (version === null && info.legacy !== true) ? places(fixture) : [],
        ]);
  });

  it("is silent on what only looks like it", () => {
    for (const fixture of own)
      for (const version of versions)
        expect(
          linesOf({ ...filesOf(fixture, fixture.good), ...fixture.besideGood }, rule, trialOf(fixture, version)),
        ).toEqual([]);
  });

  it("heeds comments and configuration, by name and by code", () => {
    const version = versions.findLast((known) => known !== null) ?? null;
    for (const fixture of own)
      for (const name of info.code === null ? [rule] : [rule, info.code]) {
        const trial = trialOf(fixture, version);
        const text = silenced(fixture, name);
        // A comment cannot stand inside what does not parse.
        if (text !== null && !/syntax-error|file-not-used|multiline|header-missing|data-node/.test(rule))
          expect([text, linesOf(filesOf(fixture, text), rule, trial)]).toEqual([text, []]);
        expect(
          linesOf(filesOf(fixture, fixture.bad), rule, trialOf(fixture, version, { disable: [name], enable: [] })),
        ).toEqual([]);
      }
  });

  it("is cured by its fix, once and for all", () => {
    for (const fixture of own) {
      const path = `addons/${fixture.module ?? "trial"}/${fixture.file}`;
      const version = versions.findLast((known) => known !== null) ?? null;
      const check = (text: string) =>
        checkTexts(filesOf(fixture, text), trialOf(fixture, version, { disable: ["all"], enable: [rule] })).filter(
          (finding) => finding.path === path,
        );
      const fixed = fixFile(path, fixture.bad, check);
      expect(fixed.text).toBe(fixture.fixed ?? fixture.bad);
      if (fixture.fixed !== undefined) expect(check(fixed.text).filter(({ fix }) => fix !== undefined)).toEqual([]);
    }
  });
});

describe("rules of some versions", () => {
  it("are silent where the version is not known", () => {
    const gated = FIXTURES.filter(({ rule }) => infoOf(rule).from !== undefined);
    expect(gated.length).toBeGreaterThan(20);
    for (const fixture of gated)
      expect(linesOf(filesOf(fixture, fixture.bad), fixture.rule, { version: null })).toEqual([]);
  });
});

describe("missing-readme", () => {
  const manifest = { "__manifest__.py": '# words\n{"name": "Trial"}\n' };
  it("speaks where the dict begins, and only without any README", () => {
    expect(linesOf(manifest, "missing-readme", { readme: false })).toEqual(["__manifest__.py:2"]);
    for (const name of ["README.rst", "README.md", "README.txt"])
      expect(linesOf({ ...manifest, [name]: "" }, "missing-readme", { readme: false })).toEqual([]);
    const silent = { "__manifest__.py": '# pylint: disable=missing-readme\n{"name": "Trial"}\n' };
    expect(linesOf(silent, "missing-readme", { readme: false })).toEqual([]);
  });
});
