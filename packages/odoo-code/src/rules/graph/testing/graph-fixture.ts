import type { OdooVersion } from "../../../version.ts";

/** A module as texts by path below its folder. */
export type ModuleTexts = Readonly<Record<string, string>>;

/** What a rule over the whole project must and must not say. The module is called `trial` and depends on `base` unless its manifest says otherwise. */
export interface GraphFixture {
  readonly rule: string;
  /** What it shows. */
  readonly shows: string;
  readonly files: ModuleTexts;
  /** Places on which the rule speaks: `views/v.xml:4`. Empty: it must be silent. */
  readonly at: readonly string[];
  /** Files that differ after the cure, with their new text. */
  readonly fixed?: ModuleTexts;
  /** Versions it is about, where the rule is told or cured in another way in others. */
  readonly from?: OdooVersion;
  readonly to?: OdooVersion;
}

/** Manifest that lists data files and dependencies, each on one line. */
export function manifest(data: readonly string[], depends: readonly string[] = ["base"]): string {
  const list = (items: readonly string[]) => items.map((item) => `        "${item}",\n`).join("");
  return `{\n    "name": "Trial",\n    "depends": [\n${list(depends)}    ],\n    "data": [\n${list(data)}    ],\n}\n`;
}
