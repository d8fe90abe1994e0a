import type { FieldDifference } from "@sextant/contracts";
import classes from "./difference-table.module.css";
import { visibleText } from "./visible-text.ts";

/** Field by field what is and what would be, as Odoo told it. */
export function DifferenceTable({
  fields,
  isNew,
}: {
  readonly fields: readonly FieldDifference[];
  readonly isNew: boolean;
}) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          {isNew ? null : <th scope="col">Now</th>}
          <th scope="col">{isNew ? "Value" : "After"}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.field} ${field.label}`}>
            <th scope="row" dir="auto">
              {visibleText(field.label)}
            </th>
            {isNew ? null : (
              <td className={classes.before} data-label="Now">
                <Text value={field.before ?? ""} />
              </td>
            )}
            <td className={classes.after} data-label={isNew ? "Value" : "After"}>
              {field.lines ? <Lines lines={field.lines} /> : <Text value={field.after} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Isolated, so that no text can turn the direction of what stands beside it. */
function Text({ value }: { readonly value: string }) {
  return value === "" ? <span className={classes.empty}>empty</span> : <bdi>{visibleText(value)}</bdi>;
}

function Lines({ lines }: { readonly lines: readonly Readonly<Record<string, string>>[] }) {
  return (
    <ol className={classes.lines}>
      {lines.map((line, index) => (
        // Lines have no identity but their place, and are never reordered.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          {Object.entries(line).map(([label, value]) => (
            <span key={label} className={classes.pair}>
              <bdi>{visibleText(label)}</bdi>: <Text value={value} />
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
