import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  applyFixes,
  checkProject,
  type Diagnostic,
  decodeText,
  type FileFacts,
  factsOf,
  linkProject,
  type OdooVersion,
  ordered,
  otherFacts,
  type Project,
  type ReportedFinding,
  relinkProject,
  unknownModules,
} from "@sextant/odoo-code";
import { findAddonsRoots } from "../addons-roots.ts";
import { packFor } from "../pack/fact-pack.ts";
import { releaseAround } from "../release-around.ts";
import type { AddonFiles } from "./addon-files.ts";
import {
  type AddonResult,
  type AddonRun,
  ASSUMED,
  checkAddon,
  type MendedFile,
  realRoot,
  shownFinding,
} from "./check-addon.ts";
import { modulesBeside } from "./modules-beside.ts";
import { dependsOf, readDependencies } from "./read-dependencies.ts";

export interface AddonsRun extends Omit<AddonRun, "edited"> {
  /** Further addons folders, Odoo checkouts or configuration files, where dependencies are looked for. */
  readonly addons: readonly string[];
  /** Folder where facts of dependencies are kept from run to run. */
  readonly data: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (what: string) => void;
}

export interface AddonsResult {
  readonly findings: readonly ReportedFinding[];
  readonly mended: readonly MendedFile[];
  /** Dependencies, direct or not, that no addons folder has: what could come from them was not judged. */
  readonly unknown: readonly string[];
  /** Sources of Odoo that were left out, as they are of another version than the modules. */
  readonly otherVersions: readonly OtherVersion[];
}

/** An addons folder of an Odoo that modules of a version are not for. */
export interface OtherVersion {
  readonly root: string;
  readonly version: OdooVersion;
  readonly wanted: OdooVersion;
}

interface Checked {
  readonly addon: AddonFiles;
  readonly root: string;
  result: AddonResult;
}

/** Rounds until no cure is left that reaches over several files. */
const ROUNDS = 20;

/** Checks modules, each file by itself and all of them together with what they depend on. Writes nothing. */
export async function checkAddons(addons: readonly AddonFiles[], run: AddonsRun): Promise<AddonsResult> {
  const checked: Checked[] = [];
  for (const addon of addons) {
    run.onProgress?.(`Checking ${addon.name} …`);
    // A module takes its time: who wants to cancel must be heard in between.
    await setImmediate();
    run.signal.throwIfAborted();
    checked.push({ addon, root: realRoot(addon), result: checkAddon(addon, run) });
  }
  const groups = new Map<OdooVersion | null, Checked[]>();
  for (const one of checked) groups.set(one.result.version, [...(groups.get(one.result.version) ?? []), one]);
  const findings: ReportedFinding[] = [];
  const mended = new Map<string, MendedFile>();
  const unknown = new Set<string>();
  const otherVersions: OtherVersion[] = [];
  for (const { result } of checked) for (const file of result.mended) mended.set(file.path, file);
  run.onProgress?.("Checking across modules …");
  for (const [version, group] of groups) {
    const { roots, others } = rootsFor(version, run);
    otherVersions.push(...others);
    const around = [...new Set([...group.map(({ root }) => dirname(root)), ...roots])];
    const project = await projectAround(group, version, around, run);
    for (const name of unknownModules(project, namesOf(group))) unknown.add(name);
    findings.push(...(await acrossModules(project, group, version, around, run, mended)));
  }
  return {
    findings: sorted([...checked.flatMap(({ result }) => [...result.findings]), ...findings]),
    mended: [...mended.values()],
    unknown: [...unknown].sort(),
    otherVersions,
  };
}

/** Folders where dependencies are looked for: none of an Odoo of another version, by which nothing can be judged. */
function rootsFor(version: OdooVersion | null, { addons }: AddonsRun) {
  const others: OtherVersion[] = [];
  const roots = findAddonsRoots([], addons).roots.filter((root) => {
    const release = version === null ? null : releaseAround(root);
    if (version === null || release === null || release.version === version) return true;
    others.push({ root, version: release.version, wanted: version });
    return false;
  });
  return { roots, others };
}

function namesOf(group: readonly Checked[]): Set<string> {
  return new Set(group.map(({ addon }) => addon.name));
}

/** Links the checked modules with what they depend on and name, as far as it is found. */
async function projectAround(
  group: readonly Checked[],
  version: OdooVersion | null,
  roots: readonly string[],
  run: AddonsRun,
): Promise<Project> {
  const facts = new Map<string, FileFacts>();
  const wanted = new Set<string>();
  for (const { addon, root, result } of group) {
    for (const file of addon.files) facts.set(`${root}/${file}`, otherFacts(`${root}/${file}`));
    for (const file of result.facts) {
      facts.set(file.path, file);
      if (file.kind === "manifest") for (const need of dependsOf(addon.name, file)) wanted.add(need);
      // What is named may stand in a module that is not among the dependencies: it is read to tell which.
      for (const { role, value } of file.references)
        if (role === "xml-id" && value.includes(".")) wanted.add(value.slice(0, value.indexOf(".")));
    }
  }
  const around = await readDependencies(wanted, namesOf(group), roots, readingOf(version, run), run.signal);
  const pack = packFor([...group.map(({ root }) => root), ...around.keys()], version ?? ASSUMED, { data: run.data });
  const all = pack === null ? roots : [...roots, pack.root];
  const packed = new Map([...(pack?.modules ?? []), ...around]);
  return relinkProject(linkProject(facts, all, version ?? ASSUMED), new Map(), packed);
}

/** How modules are read that are not checked themselves. */
function readingOf(version: OdooVersion | null, { python, version: asked, data }: AddonsRun) {
  const anyVersion = version === null || asked !== null;
  return { parsers: { python }, version: version ?? ASSUMED, anyVersion, data };
}

/** The project with modules around the checked ones that may bring what seems to be missing. */
async function withModulesBeside(
  project: Project,
  words: ReadonlySet<string>,
  group: readonly Checked[],
  version: OdooVersion | null,
  roots: readonly string[],
  run: AddonsRun,
): Promise<Project> {
  const reading = readingOf(version, run);
  const read = new Set(project.modules.order.map(({ name }) => name));
  const beside = modulesBeside(words, { checked: namesOf(group), read, roots, reading });
  if (beside.length === 0) return project;
  return relinkProject(project, new Map(), await readDependencies(beside, read, roots, reading, run.signal));
}

/** Findings of the rules over the whole project; with `fix`, cures are added to `mended` first. */
async function acrossModules(
  given: Project,
  group: readonly Checked[],
  version: OdooVersion | null,
  roots: readonly string[],
  run: AddonsRun,
  mended: Map<string, MendedFile>,
): Promise<ReportedFinding[]> {
  const { configuration, python } = run;
  const inside = (path: string) => group.find(({ root }) => path.startsWith(`${root}/`));
  const bytesOf = (path: string): Uint8Array => mended.get(path)?.after ?? bytesOnDisk(path);
  const textOf = (path: string) => (inside(path) === undefined ? null : textToWrite(bytesOf(path)));
  const paths = group.flatMap(({ addon, root }) =>
    addon.files.filter((file) => addon.asked === null || addon.asked.has(file)).map((file) => `${root}/${file}`),
  );
  const check = (now: Project) => checkProject(now, paths, { version, configuration, textOf });
  let project = given;
  let found: readonly Diagnostic[] = check(project);
  project = await withModulesBeside(project, wordsOf(found, textOf), group, version, roots, run);
  if (project !== given) found = check(project);
  const touched = new Set<Checked>();
  for (let round = 0; run.fix && round < ROUNDS; round += 1) {
    const { changed, applied } = applyFixes(found, textOf);
    if (changed.size === 0) break;
    for (const [path, text] of changed) {
      const before = mended.get(path)?.before ?? bytesOnDisk(path);
      const after = new TextEncoder().encode(`${hasMark(before) ? "\ufeff" : ""}${text}`);
      mended.set(path, { path, before, after, fixes: mended.get(path)?.fixes ?? 0 });
      const owner = inside(path);
      if (owner !== undefined) touched.add(owner);
    }
    const [first] = changed.keys();
    const counted = first === undefined ? undefined : mended.get(first);
    if (counted !== undefined) mended.set(counted.path, { ...counted, fixes: counted.fixes + applied });
    const facts = [...changed.keys()].map(
      (path) => [path, factsOf({ python }, path, bytesOf(path), project.version)] as const,
    );
    project = relinkProject(project, new Map(facts));
    found = check(project);
  }
  for (const one of touched) one.result = checkAgain(one, run, mended);
  return ordered(found).flatMap((finding) => {
    const owner = inside(finding.path);
    return owner === undefined ? [] : [shownFinding(owner.addon, finding, project.files.get(finding.path)?.lineStarts)];
  });
}

/** Names that findings are about which are more than hints: each of a path, and the path. */
function wordsOf(found: readonly Diagnostic[], textOf: (path: string) => string | null): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { path, span, severity } of found) {
    const text = severity === "info" ? null : textOf(path)?.slice(...span);
    for (const [written] of text?.matchAll(/[A-Za-z_][\w.]*/g) ?? [])
      for (const word of [written, ...written.split(".")]) if (word.length > 2) words.add(word);
  }
  return words;
}

/** Findings of single files after cures that reached over several; a file may have come into being. */
function checkAgain({ addon, root }: Checked, run: AddonsRun, mended: ReadonlyMap<string, MendedFile>): AddonResult {
  const edited = new Map([...mended.values()].map(({ path, after }) => [path, after]));
  const made = [...edited.keys()]
    .filter((path) => path.startsWith(`${root}/`))
    .map((path) => path.slice(root.length + 1));
  const files = [...new Set([...addon.files, ...made])].sort();
  return checkAddon({ ...addon, files }, { ...run, fix: false, edited });
}

/** Bytes of a file; none for one that is not there. */
function bytesOnDisk(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}

function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb;
}

/** The text of bytes that can be written back as they were; else null. */
function textToWrite(bytes: Uint8Array): string | null {
  const { text } = decodeText(bytes);
  if (text === null) return null;
  const written = new TextEncoder().encode(`${hasMark(bytes) ? "\ufeff" : ""}${text}`);
  return Buffer.compare(written, bytes) === 0 ? text : null;
}

function sorted(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const key = ({ file, line, column, rule }: ReportedFinding) =>
    `${file}\0${String(line).padStart(8, "0")}\0${String(column).padStart(8, "0")}\0${rule}`;
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
