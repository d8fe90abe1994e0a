import * as vscode from "vscode";
import type { CombinedViewResult } from "../../protocol.ts";
import type { IndexClient } from "../language-client.ts";
import { locationOf } from "../places.ts";

const SCHEME = "sextant-view";
/** Behind the XML id, so that the tab tells what it is and the editor colours it. */
const SUFFIX = " (combined).xml";
/** How the modules of a combined view are told apart: colours that every theme has. */
const COLOURS = ["charts.blue", "charts.green", "charts.orange", "charts.purple", "charts.yellow", "charts.red"];

/** Address of the combined view of an XML id. */
export function combinedViewUri(xmlId: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${xmlId}${SUFFIX}` });
}

const xmlIdOf = ({ path }: vscode.Uri) => path.slice(1, -SUFFIX.length);

/**
 * Views with all their extensions applied, as documents that cannot be edited. Behind each line that an extension wrote stands its module; go to
 * definition leads from a line to its source; the document follows the index.
 */
export class CombinedViews
  implements vscode.TextDocumentContentProvider, vscode.DefinitionProvider, vscode.HoverProvider
{
  readonly #client: IndexClient;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #results = new Map<string, CombinedViewResult>();
  readonly #decorations = COLOURS.map((colour) =>
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      borderStyle: "solid",
      borderWidth: "0 0 0 3px",
      borderColor: new vscode.ThemeColor(colour),
      overviewRulerColor: new vscode.ThemeColor(colour),
    }),
  );
  readonly onDidChange = this.#changed.event;

  private constructor(client: IndexClient) {
    this.#client = client;
  }

  static register(client: IndexClient): vscode.Disposable {
    const views = new CombinedViews(client);
    const decorate = () => views.#decorate();
    return vscode.Disposable.from(
      views.#changed,
      ...views.#decorations,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, views),
      vscode.languages.registerDefinitionProvider({ scheme: SCHEME }, views),
      vscode.languages.registerHoverProvider({ scheme: SCHEME }, views),
      client.onIndexChanged(() => views.#refresh()),
      vscode.window.onDidChangeVisibleTextEditors(decorate),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme === SCHEME && decorate()),
      vscode.commands.registerCommand("sextant.showCombinedView", (what?: unknown) => views.#show(what)),
      vscode.commands.registerCommand("sextant.openSourceOfView", () => views.#openSource()),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const xmlId = xmlIdOf(uri);
    await this.#client.ready();
    const result = await this.#client.request("sextant/combinedView", { xmlId }, token);
    if (result === null) {
      this.#results.delete(xmlId);
      return `<!-- ${vscode.l10n.t("There is no view {0}.", xmlId)} -->\n`;
    }
    this.#results.set(xmlId, result);
    return result.text;
  }

  provideDefinition(document: vscode.TextDocument, { line }: vscode.Position): vscode.Location | undefined {
    const place = this.#results.get(xmlIdOf(document.uri))?.lines[line]?.place;
    return place ? locationOf(place) : undefined;
  }

  provideHover(document: vscode.TextDocument, { line }: vscode.Position): vscode.Hover | undefined {
    const result = this.#results.get(xmlIdOf(document.uri));
    const part = result?.parts[result.lines[line]?.part ?? -1];
    if (!part) return undefined;
    const file = vscode.workspace.asRelativePath(locationOf(part.place).uri);
    return new vscode.Hover(
      new vscode.MarkdownString(
        `${vscode.l10n.t("Written by module")} **${part.module}**, \`${part.xmlId}\`\n\n${file}`,
      ),
    );
  }

  /** From a tree item, an XML id, or the place of the cursor. */
  async #show(what: unknown): Promise<void> {
    const xmlId = namedBy(what) ?? (await this.#xmlIdAtCursor()) ?? (await this.#chosen());
    if (xmlId === undefined) return;
    const document = await vscode.workspace.openTextDocument(combinedViewUri(xmlId));
    const beside = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await vscode.window.showTextDocument(document, { viewColumn: beside, preserveFocus: true, preview: true });
    this.#decorate();
    const misses = this.#results.get(xmlId)?.misses.filter(({ certain }) => certain) ?? [];
    const [first] = misses;
    if (!first) return;
    const open = vscode.l10n.t("Open It");
    const text = vscode.l10n.t("{0} of {1} found nothing: {2}", first.locator, first.xmlId, first.reason);
    if ((await vscode.window.showWarningMessage(text, open)) === open)
      await vscode.window.showTextDocument(locationOf(first.place).uri, { selection: locationOf(first.place).range });
  }

  async #xmlIdAtCursor(): Promise<string | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== "xml" || editor.document.uri.scheme !== "file") return undefined;
    const { line, character } = editor.selection.active;
    const at = { uri: editor.document.uri.toString(), position: { line, character } };
    return (await this.#client.request("sextant/combinedView", { at }))?.xmlId;
  }

  async #chosen(): Promise<string | undefined> {
    const modules = await this.#client.request("sextant/modules", { workspaceOnly: true });
    const listings = await Promise.all(
      modules.map(({ name }) => this.#client.request("sextant/moduleContents", { module: name })),
    );
    const items = listings
      .flatMap((listing) => listing?.views ?? [])
      .map(({ xmlId, type, model }) => ({ label: xmlId, description: [type, model].filter(Boolean).join(" · ") }));
    const placeHolder = vscode.l10n.t("View to combine");
    return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
  }

  #refresh(): void {
    for (const document of vscode.workspace.textDocuments)
      if (document.uri.scheme === SCHEME) this.#changed.fire(document.uri);
  }

  #decorate(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.scheme !== SCHEME) continue;
      const result = this.#results.get(xmlIdOf(editor.document.uri));
      this.#decorations.forEach((decoration, colour) => {
        editor.setDecorations(decoration, result ? linesOf(result, colour, editor.document) : []);
      });
    }
  }

  async #openSource(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const source = editor && this.provideDefinition(editor.document, editor.selection.active);
    if (source) await vscode.window.showTextDocument(source.uri, { selection: source.range });
  }
}

/** Lines that extensions wrote, in the colour of the extension. */
function linesOf(
  result: CombinedViewResult,
  colour: number,
  document: vscode.TextDocument,
): vscode.DecorationOptions[] {
  return result.lines.flatMap(({ part }, line) => {
    const view = result.parts[part];
    if (part === 0 || view === undefined || (part - 1) % COLOURS.length !== colour || line >= document.lineCount)
      return [];
    const first = result.lines[line - 1]?.part !== part;
    const after = { contentText: `  ${view.module}`, color: new vscode.ThemeColor("editorCodeLens.foreground") };
    return [{ range: document.lineAt(line).range, ...(first && { renderOptions: { after } }) }];
  });
}

function namedBy(what: unknown): string | undefined {
  if (typeof what === "string") return what;
  return typeof what === "object" && what !== null && "kind" in what && what.kind === "view" && "name" in what
    ? String(what.name)
    : undefined;
}
