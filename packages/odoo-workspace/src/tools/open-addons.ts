import { readFileSync, realpathSync, statSync } from "node:fs";
import type { ToolCall } from "@sextant/contracts";
import { SextantError } from "@sextant/contracts";
import {
  type FileFacts,
  factsOf,
  fileKind,
  type OdooVersion,
  otherFacts,
  type Project,
  relinkProject,
} from "@sextant/odoo-code";
import { findAddonsRoots } from "../addons-roots.ts";
import { loadProject } from "../load-project.ts";
import { DEFAULT_VERSION } from "../odoo-version.ts";
import { pythonParser } from "../python-parser.ts";
import { type AddonFile, walkAddons } from "../walk-addons.ts";
import type { AddonsAccess } from "./addons-access.ts";
import { shownEdits } from "./shown-edits.ts";

export interface OpenAddonsOptions {
  /** Modules or folders of modules that may be checked and changed. */
  readonly folders: readonly string[];
  /** Further addons folders, an Odoo checkout or an odoo.conf: known, never changed. */
  readonly further?: readonly string[];
  /** Null: as each manifest says; the index takes the newest series that is proved. */
  readonly version?: OdooVersion | null;
  /** Folder where facts are kept from run to run. */
  readonly data?: string;
}

/** Addons on disk for the index tools. The index is read when it is first asked for, and follows the files from then on. */
export function openAddons({ folders, further = [], version = null, data }: OpenAddonsOptions): AddonsAccess {
  const real = folders.map(realFolder);
  const others = findAddonsRoots([], further).roots;
  const series = version ?? DEFAULT_VERSION;
  let last: Index | undefined;
  let reading: Promise<Index> | undefined;
  const listeners = new Set<NonNullable<ToolCall["onProgress"]>>();
  const tell: ToolCall["onProgress"] = (...progress) => {
    for (const listener of listeners) listener(...progress);
  };
  const read = async (): Promise<Index> => {
    const { roots } = findAddonsRoots(real, further);
    const files = new Map(walkAddons(roots).map((file) => [file.path, file]));
    if (last === undefined || last.project.roots.join("\0") !== roots.join("\0")) {
      const options = { roots, version: series, onProgress: tell };
      last = { files, project: await loadProject(data === undefined ? options : { ...options, data }) };
    } else last = { files, project: await refreshed(last, files, series) };
    return last;
  };
  return {
    folders: real,
    further: others,
    version,
    edits: shownEdits(),
    async project({ signal, onProgress }) {
      if (onProgress) listeners.add(onProgress);
      // Who cancels leaves; the reading goes on for the others, and for the next call.
      reading ??= read().finally(() => {
        reading = undefined;
      });
      try {
        return (await unlessAborted(reading, signal)).project;
      } finally {
        if (onProgress) listeners.delete(onProgress);
      }
    },
  };
}

interface Index {
  readonly project: Project;
  /** Files as they were listed before they were read: what changed since is seen the next time. */
  readonly files: ReadonlyMap<string, AddonFile>;
}

async function refreshed(last: Index, files: ReadonlyMap<string, AddonFile>, version: OdooVersion): Promise<Project> {
  const changes = new Map<string, FileFacts | null>();
  for (const path of last.files.keys()) if (!files.has(path)) changes.set(path, null);
  const parsers = { python: await pythonParser() };
  for (const file of files.values()) {
    const known = last.files.get(file.path);
    if (known === undefined || known.size !== file.size || known.modified !== file.modified)
      changes.set(
        file.path,
        factsNow(file, (bytes) => factsOf(parsers, file.path, bytes, version)),
      );
  }
  return changes.size === 0 ? last.project : relinkProject(last.project, changes);
}

function factsNow({ path, size }: AddonFile, read: (bytes: Uint8Array) => FileFacts): FileFacts {
  if (size < 0 || fileKind(path) === "other") return otherFacts(path);
  try {
    return read(readFileSync(path));
  } catch {
    // Gone or locked since its folder was listed.
    return otherFacts(path);
  }
}

function realFolder(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return realpathSync(path);
  throw new SextantError("bad_usage", `There is no folder ${path}.`);
}

function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
