import * as vscode from "vscode";
import type { Place, Range } from "../protocol.ts";

/** A range as VS Code has it. */
export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** A place of the protocol as a location that opens. */
export function locationOf({ uri, range }: Place): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), rangeOf(range));
}

/** The command that opens a place, for tree items and links. */
export function openCommand(place: Place): vscode.Command {
  const { uri, range } = locationOf(place);
  return {
    command: "vscode.open",
    title: vscode.l10n.t("Open"),
    arguments: [uri, { selection: range, preview: true } satisfies vscode.TextDocumentShowOptions],
  };
}
