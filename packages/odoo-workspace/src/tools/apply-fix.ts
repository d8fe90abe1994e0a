import { existsSync } from "node:fs";
import { defineTool, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { addonsAt } from "../check/addon-files.ts";
import type { MendedFile } from "../check/check-addon.ts";
import { checkAddons } from "../check/check-addons.ts";
import { pythonParser } from "../python-parser.ts";
import type { AddonsAccess } from "./addons-access.ts";
import { liesIn, pathInside, realPathOf } from "./path-inside.ts";
import { settingsFor } from "./settings-for.ts";
import type { FileEdit } from "./shown-edits.ts";
import { unifiedDiff } from "./unified-diff.ts";
import { writeEdit } from "./write-edit.ts";

/** Characters of diff that one edit may have: what a person reads before approving. */
const READABLE = 40_000;

const edited = z.object({
  file: z.string(),
  fixes: z.number().int().describe("Fixes that begin in this file"),
  created: z.boolean().describe("True for a new file"),
  diff: z.string(),
});

export const applyFixTool = defineTool({
  name: "apply_fix",
  title: "Fix findings",
  description:
    "Cures what `check` reports as fixable. Two steps. First call it with `path` (and `rules`): it changes nothing and returns the exact diff and its hash as `edit`. " +
    "Show that diff to the person; when they agree, call it again with the same `path`, `apply: true` and that `edit`: exactly what was shown is written, once. " +
    "It refuses an edit that was not shown, was used already, or whose files changed since, and any file outside of the workspace's folders.",
  input: z
    .strictObject({
      path: z.string().min(1).max(4096).describe("A file, a module or a folder of modules of the workspace"),
      rules: z.array(z.string().max(100)).min(1).max(50).optional().describe("Only fixes of these rules; default: all"),
      apply: z.boolean().default(false).describe("True writes the edit that `edit` names"),
      edit: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "the `edit` of an answer of this tool")
        .optional()
        .describe("Hash of the edit that was shown and approved"),
    })
    .refine(({ apply, edit }) => apply === (edit !== undefined), {
      error: "`apply: true` and `edit` go together: first call without both, read the diff, then pass its hash.",
    }),
  output: z.object({
    status: z.enum(["shown", "written", "nothing-to-fix"]),
    edit: z.string().nullable().describe("Hash that approves exactly this edit"),
    files: z.array(edited),
  }),
  effects: { readOnly: false, destructive: true, idempotent: true },
  async handle(access: AddonsAccess, { path, rules, edit }, call) {
    const real = pathInside(access, path, "change");
    if (edit !== undefined) return written(access, real, edit);
    const configuration = settingsFor(access, real, rules === undefined ? {} : { disable: ["all"], enable: rules });
    const { mended } = await checkAddons(addonsAt([real]), {
      python: await pythonParser(),
      version: access.version,
      configuration,
      fix: true,
      addons: [...access.folders, ...access.further],
      data: access.data,
      ...call,
    });
    return shown(access, mended);
  },
});

/** What is proposed, whole: cures may reach over several files. A file whose real place is outside of the workspace is left alone. */
function shown(access: AddonsAccess, mended: readonly MendedFile[]) {
  const edits = mended
    .map(({ path, before, after, fixes }) => ({
      path: realPathOf(path),
      before: existsSync(path) ? before : null,
      after,
      fixes,
    }))
    .filter(({ path }) => access.folders.some((folder) => liesIn(path, folder)));
  if (edits.length === 0) return { status: "nothing-to-fix" as const, edit: null, files: [] };
  const files = edits.map(described);
  const length = files.reduce((sum, { diff }) => sum + diff.length, 0);
  if (length > READABLE)
    throw new SextantError(
      "bad_usage",
      `The edit of ${files.length} files has ${length} characters, more than the ${READABLE} that can be read before it is approved. Name one file, or rules; for everything at once there is: sextant check --fix.`,
    );
  return { status: "shown" as const, edit: access.edits.show(edits), files };
}

function written(access: AddonsAccess, real: string, edit: string) {
  const files = access.edits.take(edit);
  if (files === undefined || !files.every(({ path }) => liesIn(path, real)))
    throw new SextantError("stale_edit", `The edit ${edit.slice(0, 12)}… is not waiting for approval under ${real}.`);
  writeEdit(files, access.folders);
  return { status: "written" as const, edit, files: files.map(described) };
}

function described({ path, before, after, fixes }: FileEdit): z.infer<typeof edited> {
  const diff = unifiedDiff(path, before && textOf(before), textOf(after));
  return { file: path, fixes, created: before === null, diff };
}

/** UTF-8 as it is, its byte-order mark included. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
