import type { TieOut } from "@sextant/contracts";
import { IconCheck, IconX } from "@tabler/icons-react";
import { Amount } from "../amount/amount.tsx";
import classes from "./proof-strip.module.css";

/** Every identity with the two figures, computed along different paths, that must be equal. */
export function TieOutTable({ tieOuts, currency }: { readonly tieOuts: readonly TieOut[]; readonly currency: string }) {
  return (
    <div className={classes.tableScroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Identity</th>
            <th scope="col" className={classes.figure}>
              One path ({currency})
            </th>
            <th scope="col" className={classes.figure}>
              Other path ({currency})
            </th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {tieOuts.map(({ name, label, left, right, ok }) => (
            <tr key={name} data-ok={ok}>
              <th scope="row" dir="auto">
                {label}
              </th>
              <td className={classes.figure}>
                <Amount value={left} />
              </td>
              <td className={classes.figure}>
                <Amount value={right} />
              </td>
              <td>{ok ? <IconCheck size={15} aria-label="yes" /> : <IconX size={15} aria-label="no" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
