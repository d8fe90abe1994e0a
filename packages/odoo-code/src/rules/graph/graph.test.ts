import { describe, expect, it } from "vitest";
import { applyFixes } from "../../check/apply-fixes.ts";
import type { RuleInfo } from "../../diagnostic.ts";
import { ODOO_VERSIONS, type OdooVersion, versionWithin } from "../../version.ts";
import { RULE_GROUPS } from "../catalogue.ts";
import { checkProjectTexts, placesOf, TRIAL } from "./testing/check-project-texts.ts";
import type { GraphFixture, ModuleTexts } from "./testing/graph-fixture.ts";
import { GRAPH_FIXTURES } from "./testing/graph-fixtures.ts";

const INFOS: readonly RuleInfo[] = RULE_GROUPS["Across modules"] ?? [];
const infoOf = (rule: string) => INFOS.find((info) => info.rule === rule);
const holds = (rule: string, version: OdooVersion) => versionWithin(version, infoOf(rule)?.from, infoOf(rule)?.to);
const RULES = [...new Set(INFOS.map(({ rule }) => rule))];

/** The files with a comment at each place that switches the rule off; null where a file has no comments. */
function silenced({ files, at }: GraphFixture, name: string): ModuleTexts | null {
  const made: Record<string, string> = { ...files };
  for (const place of at) {
    const [file = "", line = "1"] = place.split(":");
    const text = made[file] ?? "";
    if (file.endsWith(".xml")) {
      if (!text.includes("oca-hooks"))
        made[file] = text.replace("</odoo>", `<!-- oca-hooks:disable=${name} --></odoo>`);
    } else if (file.endsWith(".py")) {
      const lines = text.split("\n");
      lines[Number(line) - 1] = `${lines[Number(line) - 1]}  # pylint: disable=${name}`;
      made[file] = lines.join("\n");
    } else return null;
  }
  return made;
}

/** Applies the cures of a rule until none is left. */
function cured(files: ModuleTexts, rule: string, version: OdooVersion): ModuleTexts {
  const texts: Record<string, string> = { ...files };
  for (let round = 0; round < 10; round += 1) {
    const found = checkProjectTexts(texts, { version, configuration: { disable: ["all"], enable: [rule] } });
    const { changed } = applyFixes(found, (path) => texts[path.slice(TRIAL.length + 1)] ?? "");
    if (changed.size === 0) break;
    for (const [path, text] of changed) texts[path.slice(TRIAL.length + 1)] = text;
  }
  return texts;
}

describe.each(RULES)("%s", (rule) => {
  const own = GRAPH_FIXTURES.filter((fixture) => fixture.rule === rule);
  const versions = ODOO_VERSIONS.filter((version) => holds(rule, version));
  const about = ({ from, to }: GraphFixture) => ODOO_VERSIONS.filter((version) => versionWithin(version, from, to));

  it("has fixtures that it speaks on and stays silent on", () => {
    expect(own.some(({ at }) => at.length > 0)).toBe(true);
    expect(own.some(({ at }) => at.length === 0)).toBe(true);
  });

  it.each(own.map((fixture) => [fixture.shows, fixture] as const))("%s", (_, fixture) => {
    const { files, at } = fixture;
    for (const version of about(fixture))
      expect([version, placesOf(files, rule, { version })]).toEqual([version, holds(rule, version) ? at : []]);
  });

  it("heeds comments and configuration", () => {
    const code = infoOf(rule)?.code ?? null;
    for (const fixture of own)
      for (const name of code === null ? [rule] : [rule, code]) {
        const version = about(fixture).findLast((at) => versions.includes(at)) ?? "19.0";
        const files = silenced(fixture, name);
        if (files !== null) expect([fixture.shows, placesOf(files, rule, { version })]).toEqual([fixture.shows, []]);
        const configuration = { disable: [name], enable: [] };
        expect(placesOf(fixture.files, rule, { version, configuration })).toEqual([]);
      }
  });

  it("is cured by its fix, once and for all", () => {
    for (const fixture of own)
      for (const version of about(fixture).filter((at) => versions.includes(at))) {
        const after = cured(fixture.files, rule, version);
        expect([version, after]).toEqual([version, { ...fixture.files, ...fixture.fixed }]);
        const left = checkProjectTexts(after, { version, configuration: { disable: ["all"], enable: [rule] } });
        expect(left.filter(({ fix }) => fix !== undefined)).toEqual([]);
      }
  });
});
