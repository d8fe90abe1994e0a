import { readFileSync } from "node:fs";
import type { ReportResult } from "@sextant/contracts";
import { projectFile } from "../../platform/project-file.ts";
import { formatAmount } from "../format-amount.ts";
import { datesOf, sourceOf } from "../headline.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** A page of its own: no script, no request to anywhere, prints on A4. */
export function renderHtml(result: ReportResult): string {
  const head = result.columns.map(({ label }) => `<th scope="col">${escapeHtml(label)}</th>`).join("");
  const body = result.lines
    .map((line) => {
      const cells = result.columns.map(({ name }) => {
        const amount = line.cells[name];
        return `<td${amount?.startsWith("-") ? ' class="negative"' : ""}>${amount === undefined ? "" : formatAmount(amount)}</td>`;
      });
      return `<tr class="${line.kind}"><th scope="row" style="--level:${line.level}"><bdi>${escapeHtml(line.label)}</bdi></th>${cells.join("")}</tr>`;
    })
    .join("\n");
  const proof = result.tieOuts
    .map(
      ({ label, left, right, ok }) =>
        `<li>${ok ? "✓" : "✗"} ${escapeHtml(label)}: ${formatAmount(left)} ${ok ? "=" : "≠"} ${formatAmount(right)}</li>`,
    )
    .join("\n");
  const notes = [...result.notes, sourceOf(result)].map((note) => `<li>${escapeHtml(note)}</li>`).join("\n");
  const title = `${result.title} · ${result.company.name}`;
  const values: Readonly<Record<string, string>> = {
    title: escapeHtml(title),
    heading: escapeHtml(result.title),
    subtitle: `${escapeHtml(result.company.name)} · ${datesOf(result)} · ${result.currency.code}`,
    head,
    body,
    proof,
    notes,
  };
  return readFileSync(projectFile("templates", "statements", "report.html"), "utf8").replace(
    /\{\{(\w+)\}\}/g,
    (_all, name) => values[name] ?? "",
  );
}
