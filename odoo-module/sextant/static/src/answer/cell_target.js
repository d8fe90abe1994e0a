/**
 * What opens behind a cell: `{title, source}`, where `source` is its proof with the domain on journal items. Null where
 * there is none.
 */
export function cellTarget(result, line, cell) {
  const source = line?.source[cell];
  const column = result.columns.find(({ name }) => name === cell)?.label ?? cell;
  return source ? { title: `${line.label} · ${column}`, source } : null;
}

/** The same for a figure of a sentence: its own proof, or that of the cell it was taken from. */
export function figureTarget(answer, { source: { line: key, cell, proof, records } }) {
  const line = answer.result?.lines.find((one) => one.key === key);
  const target = line ? cellTarget(answer.result, line, cell) : null;
  if (proof) {
    return { title: target?.title ?? `${key} · ${cell}`, source: proof };
  }
  if (target) {
    return target;
  }
  return records ? { title: key, source: { ...records, count: null } } : null;
}

/** The action that opens it in Odoo, under the rights of the user. */
export const actionOfTarget = ({ title, source: { model, domain } }) => ({
  type: "ir.actions.act_window",
  name: title,
  res_model: model,
  domain,
  views: [
    [false, "list"],
    [false, "form"],
  ],
  target: "current",
});

export const actionOfRecord = ({ model, id }) => ({
  type: "ir.actions.act_window",
  res_model: model,
  res_id: id,
  views: [[false, "form"]],
  target: "current",
});
