import * as vscode from "vscode";
import type { Place, Position } from "../../protocol.ts";
import { locationOf } from "../places.ts";

/**
 * `sextant.showLocations`, which code lenses and hovers call: shows places in the peek window, at a position of a document. Arguments are plain
 * data, as the language server sends them.
 */
export function registerShowLocations(): vscode.Disposable {
  return vscode.commands.registerCommand(
    "sextant.showLocations",
    async (uri: string, { line, character }: Position, places: readonly Place[]) => {
      const locations = places.map(locationOf);
      const [only, ...more] = locations;
      if (only && more.length === 0) {
        await vscode.window.showTextDocument(only.uri, { selection: only.range });
        return;
      }
      const at = new vscode.Position(line, character);
      await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), at, locations);
    },
  );
}
