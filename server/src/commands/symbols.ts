import { existsSync } from "node:fs";
import { findSymbols, nearestNames } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

const SHOWN = 200;

/** `sextant symbols [QUERY] [PATH…]`: modules, models, fields, methods and XML ids by part of their name. */
export function symbolsCommand(program: Command): void {
  indexCommand(program, "symbols", "modules, models, fields, methods and XML ids by part of their name")
    .argument("[query]", "part of the name; several words must all occur")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .action(async (given: string | undefined, rest: string[], flags: IndexFlags, command: Command) => {
      // A first argument that is a path is no query.
      const isPath = given !== undefined && /[/\\]|^\.+$/.test(given) && existsSync(given);
      const query = isPath ? "" : (given ?? "");
      const project = await openProject(isPath ? [given, ...rest] : rest, flags, command);
      const found = findSymbols(project, query);
      const lines = found.map(({ kind, name, file, line }) => `${kind.padEnd(7)} ${name}  ${file}:${line}`);
      const more = found.length > SHOWN ? [`… and ${found.length - SHOWN} more; --format json lists all`] : [];
      printAnswer(
        found.length === 0 ? null : { data: found, text: [...lines.slice(0, SHOWN), ...more].join("\n") },
        query,
        nearestNames(query, project.models.names()),
        flags,
      );
    });
}
