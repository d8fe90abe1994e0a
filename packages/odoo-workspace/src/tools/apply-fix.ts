import { realpathSync } from "node:fs";
import { defineTool, SextantError } from "@sextant/contracts";
import { type Configuration, DEFAULT_CONFIGURATION } from "@sextant/odoo-code";
import { z } from "zod";
import { addonsAt } from "../check/addon-files.ts";
import { checkAddon, type MendedFile } from "../check/check-addon.ts";
import { pythonParser } from "../python-parser.ts";
import type { AddonsAccess } from "./addons-access.ts";
import { truncated } from "./answer-parts.ts";
import { knownRules } from "./known-rules.ts";
import { liesIn, pathInside } from "./path-inside.ts";
import type { FileEdit } from "./shown-edits.ts";
import { unifiedDiff } from "./unified-diff.ts";
import { writeEdit } from "./write-edit.ts";

/** Characters of diff that one edit may have: what a person reads before approving. */
const READABLE = 40_000;

const edited = z.object({ file: z.string(), fixes: z.number().int(), diff: z.string() });

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
    truncated: truncated.describe("True when more files can be fixed than one edit shows: call again afterwards"),
  }),
  effects: { readOnly: false, destructive: true, idempotent: true },
  async handle(access: AddonsAccess, { path, rules, edit }, { signal }) {
    const real = pathInside(access, path, "change");
    if (edit !== undefined) return written(access, real, edit);
    const configuration: Configuration =
      rules === undefined
        ? DEFAULT_CONFIGURATION
        : { ...DEFAULT_CONFIGURATION, disable: ["all"], enable: knownRules(rules) };
    const run = { python: await pythonParser(), version: access.version, configuration, fix: true };
    const mended: MendedFile[] = [];
    for (const addon of addonsAt([real])) {
      signal.throwIfAborted();
      mended.push(...checkAddon(addon, run).mended);
    }
    return shown(access, mended);
  },
});

/** What is proposed: the files whose diffs together can be read, and whose real place is in the workspace. */
function shown(access: AddonsAccess, mended: readonly MendedFile[]) {
  const files: z.infer<typeof edited>[] = [];
  const edits: FileEdit[] = [];
  let left = READABLE;
  let more = false;
  for (const { path, before, after, fixes } of mended) {
    const real = realpathSync(path);
    if (!access.folders.some((folder) => liesIn(real, folder))) continue;
    const diff = unifiedDiff(real, textOf(before), textOf(after));
    if (diff.length > left) {
      more = true;
      continue;
    }
    left -= diff.length;
    files.push({ file: real, fixes, diff });
    edits.push({ path: real, before, after, fixes });
  }
  if (files.length > 0) return { status: "shown" as const, edit: access.edits.show(edits), files, truncated: more };
  if (more)
    throw new SextantError(
      "bad_usage",
      `The edit is longer than ${READABLE} characters and cannot be shown whole. Narrow it with \`rules\`, or use: sextant check --fix.`,
    );
  return { status: "nothing-to-fix" as const, edit: null, files, truncated: false };
}

function written(access: AddonsAccess, real: string, edit: string) {
  const files = access.edits.take(edit);
  if (files === undefined || !files.every(({ path }) => liesIn(path, real)))
    throw new SextantError("stale_edit", `The edit ${edit.slice(0, 12)}… is not waiting for approval under ${real}.`);
  writeEdit(files, access.folders);
  return {
    status: "written" as const,
    edit,
    files: files.map(({ path, before, after, fixes }) => ({
      file: path,
      fixes,
      diff: unifiedDiff(path, textOf(before), textOf(after)),
    })),
    truncated: false,
  };
}

/** UTF-8 as it is, its byte-order mark included. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
