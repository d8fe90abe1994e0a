import { VisuallyHidden } from "@mantine/core";
import classes from "./amount.module.css";
import { formatAmount } from "./format-amount.ts";

interface AmountProps {
  readonly value: string;
  readonly zero?: "dash" | "digits";
  /** Currency or other unit, read out and shown after the figure. */
  readonly unit?: string;
}

/** An exact amount: tabular figures, a real minus sign, negative amounts in their own colour. */
export function Amount({ value, zero = "digits", unit }: AmountProps) {
  const { text, sign } = formatAmount(value, zero);
  return (
    <span className={classes.amount} data-sign={sign} dir="ltr">
      {zero === "dash" && sign === 0 ? (
        <>
          <span aria-hidden="true">{text}</span>
          <VisuallyHidden>zero</VisuallyHidden>
        </>
      ) : (
        text
      )}
      {unit ? <span className={classes.unit}> {unit}</span> : null}
    </span>
  );
}
