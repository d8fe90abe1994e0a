import * as vscode from "vscode";
import type { ModuleSummary } from "../../protocol.ts";
import type { IndexClient } from "../language-client.ts";
import { locationOf } from "../places.ts";
import { accessFile, accessRows, manifestEntry, type UnguardedModel } from "./access-rows.ts";

const FILE = "security/ir.model.access.csv";

interface UnguardedModule {
  readonly module: ModuleSummary;
  readonly models: readonly UnguardedModel[];
}

/**
 * `Sextant: Create Missing Access Rights`: finds models of the workspace that no access right mentions, asks for the group, and shows the rows (and
 * the manifest's new line) for approval before anything is written.
 */
export function registerCreateAccessRights(client: IndexClient): vscode.Disposable {
  return vscode.commands.registerCommand("sextant.createAccessRights", async (node?: unknown) => {
    await client.ready();
    const wanted = typeof node === "object" && node !== null && "name" in node ? node.name : null;
    const modules = (await client.request("sextant/modules", { workspaceOnly: true })).filter(
      ({ name }) => wanted === null || name === wanted,
    );
    const unguarded = (await Promise.all(modules.map((module) => unguardedOf(client, module)))).filter(
      ({ models }) => models.length > 0,
    );
    if (unguarded.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Every model of these modules has access rights."));
      return;
    }
    const chosen = await chooseModels(unguarded);
    const group = chosen && (await chooseGroup(client));
    if (!chosen || group === undefined) return;
    const edit = new vscode.WorkspaceEdit();
    for (const one of chosen) await addRows(edit, one, group);
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  });
}

async function unguardedOf(client: IndexClient, module: ModuleSummary): Promise<UnguardedModule> {
  const listing = await client.request("sextant/moduleContents", { module: module.name });
  const own = listing?.models.filter((model) => model.own) ?? [];
  const cards = await Promise.all(own.map(({ model }) => client.request("sextant/modelCard", { model })));
  const models = cards
    .filter((card) => card !== null)
    .filter(({ kind, security }) => kind !== "abstract" && !security.some((right) => right.kind === "access"))
    .map(({ model, kind }) => ({ model, transient: kind === "transient" }));
  return { module, models };
}

async function chooseModels(unguarded: readonly UnguardedModule[]): Promise<UnguardedModule[] | undefined> {
  const items = unguarded.flatMap(({ module, models }) =>
    models.map((model) => ({ label: model.model, description: module.name, picked: true, module, model })),
  );
  const placeHolder = vscode.l10n.t("Models without access rights: nobody but the administrator can use them");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true });
  if (!chosen || chosen.length === 0) return undefined;
  return unguarded
    .map(({ module }) => ({ module, models: chosen.filter((one) => one.module === module).map(({ model }) => model) }))
    .filter(({ models }) => models.length > 0);
}

async function chooseGroup(client: IndexClient): Promise<string | undefined> {
  const modules = await client.request("sextant/modules", { workspaceOnly: true });
  const listings = await Promise.all(
    modules.map(({ name }) => client.request("sextant/moduleContents", { module: name })),
  );
  const groups = listings.flatMap((listing) => listing?.security ?? []).filter(({ kind }) => kind === "group");
  const items = [
    ...groups.map(({ xmlId, detail }) => ({ label: xmlId ?? "", description: detail })),
    { label: "base.group_user", description: vscode.l10n.t("all internal users") },
    { label: "base.group_system", description: vscode.l10n.t("administrators of settings") },
  ].filter(({ label }) => label !== "");
  const placeHolder = vscode.l10n.t("Group that may read, write and create");
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
}

async function addRows(edit: vscode.WorkspaceEdit, { module, models }: UnguardedModule, group: string): Promise<void> {
  const manifest = locationOf(module.place).uri;
  const file = vscode.Uri.joinPath(manifest, "..", FILE);
  const rows = accessRows(models, group);
  const approval = { needsConfirmation: true, label: vscode.l10n.t("Access rights of {0}", module.name) };
  const existing = await vscode.workspace.openTextDocument(file).then(
    (document) => document,
    () => undefined,
  );
  if (existing) {
    const end = existing.lineAt(existing.lineCount - 1).range.end;
    edit.insert(file, end, end.character === 0 ? rows : `\n${rows}`, approval);
    return;
  }
  const contents = new TextEncoder().encode(accessFile(rows));
  edit.createFile(file, { contents }, approval);
  const document = await vscode.workspace.openTextDocument(manifest);
  const entry = manifestEntry(document.getText(), FILE);
  if (entry) edit.insert(manifest, document.positionAt(entry.offset), entry.text, approval);
}
