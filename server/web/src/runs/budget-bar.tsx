import classes from "./runs-page.module.css";

interface BudgetBarProps {
  readonly label: string;
  readonly used: number;
  readonly limit: number;
  readonly text: string;
}

/** How much of a day's limit is used. */
export function BudgetBar({ label, used, limit, text }: BudgetBarProps) {
  const share = Math.min(1, limit === 0 ? 1 : used / limit);
  return (
    <div className={classes.budget}>
      <span>{label}</span>
      <meter className={classes.meter} aria-label={label} min={0} max={1} high={0.8} optimum={0} value={share} />
      <span className={classes.budgetText}>{text}</span>
    </div>
  );
}
