import { realpathSync, statSync } from "node:fs";
import { SextantError, type ToolCall } from "@sextant/contracts";
import type { OdooVersion, Project } from "@sextant/odoo-code";
import { openWorkspace } from "../live/open-workspace.ts";
import type { Workspace } from "../live/workspace.ts";
import { workspaceRoots } from "../live/workspace-roots.ts";
import { type AddonFile, walkAddons } from "../walk-addons.ts";
import type { AddonsAccess } from "./addons-access.ts";
import { shownEdits } from "./shown-edits.ts";

export interface OpenAddonsOptions {
  /** Modules or folders of modules that may be checked and changed. */
  readonly folders: readonly string[];
  /** Further addons folders, an Odoo checkout or an odoo.conf: known, never changed. */
  readonly further?: readonly string[];
  /** Null: as the manifests say. */
  readonly version?: OdooVersion | null;
  /** Folder where facts are kept from run to run. */
  readonly data?: string;
}

/** Access that a program opened, and ends. */
export interface OpenAddons extends AddonsAccess {
  close(): Promise<void>;
}

type Stamps = ReadonlyMap<string, AddonFile>;

/**
 * Addons on disk for the index tools. The index is read when it is first asked for; nobody tells of changes, so every call looks at the files'
 * sizes and times and has those read again that differ.
 *
 * @throws SextantError `bad_usage` for a folder that does not exist.
 */
export function openAddons({ folders, further = [], version = null, data }: OpenAddonsOptions): OpenAddons {
  const own = folders.map(realFolder);
  const roots = () => workspaceRoots(own, further).roots.map(({ path }) => path);
  const listeners = new Set<NonNullable<ToolCall["onProgress"]>>();
  const onProgress: ToolCall["onProgress"] = (...progress) => {
    for (const listener of listeners) listener(...progress);
  };
  const options = { folders: own, addons: further, onProgress, ...(version && { version }), ...(data && { data }) };
  let index: { readonly workspace: Workspace; readonly roots: string; stamps: Stamps } | undefined;
  let looking: Promise<Project> | undefined;

  const look = async (): Promise<Project> => {
    const now = roots();
    const stamps: Stamps = new Map(walkAddons(now).map((file) => [file.path, file]));
    if (index === undefined || index.roots !== now.join("\0")) {
      await index?.workspace.close();
      index = { workspace: await openWorkspace(options), roots: now.join("\0"), stamps };
    } else {
      const changed = differing(index.stamps, stamps);
      index.stamps = stamps;
      if (changed.length > 0) await index.workspace.filesChanged(changed);
    }
    return index.workspace.whenComplete();
  };
  return {
    folders: own,
    further: roots(),
    version,
    ...(data && { data }),
    edits: shownEdits(),
    async project(call) {
      if (call.onProgress) listeners.add(call.onProgress);
      // Who cancels leaves; the reading goes on for the others, and for the next call.
      looking ??= look().finally(() => {
        looking = undefined;
      });
      try {
        return await unlessAborted(looking, call.signal);
      } finally {
        if (call.onProgress) listeners.delete(call.onProgress);
      }
    },
    async close() {
      await index?.workspace.close();
      await looking?.catch(() => undefined);
    },
  };
}

function differing(before: Stamps, now: Stamps): string[] {
  const gone = [...before.keys()].filter((path) => !now.has(path));
  const changed = [...now.values()].filter(({ path, size, modified, inode }) => {
    const known = before.get(path);
    return known?.size !== size || known.modified !== modified || known.inode !== inode;
  });
  return [...gone, ...changed.map(({ path }) => path)];
}

function realFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return realpathSync(path);
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
