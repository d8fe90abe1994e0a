import { SegmentedControl } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { ChartBoundary } from "./chart-boundary.tsx";
import type { ChartModel } from "./chart-models.ts";
import classes from "./report-chart.module.css";

const load = () => lazy(() => import("./chart-canvas.tsx"));
let ChartCanvas = load();

interface ReportChartProps {
  readonly models: readonly ChartModel[];
  /** Currency of the amounts, or name of what is counted. */
  readonly currency: string;
  /** Whether a table with the same figures stands below. */
  readonly tabled?: boolean;
}

/** Charts, one at a time; nothing where there is none. The drawing library loads when first needed. */
export function ReportChart({ models, currency, tabled = true }: ReportChartProps) {
  const [attempt, setAttempt] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const model = models.find(({ name }) => name === chosen) ?? models[0];
  if (model === undefined) return null;
  return (
    <div className={classes.chart}>
      {models.length > 1 ? (
        <SegmentedControl
          size="xs"
          aria-label="Chart"
          value={model.name}
          onChange={setChosen}
          data={models.map(({ name, title }) => ({ value: name, label: title }))}
        />
      ) : null}
      <ChartBoundary
        key={attempt}
        onRetry={() => {
          // What failed to load once is remembered as failed; only a new lazy component loads again.
          ChartCanvas = load();
          setAttempt((n) => n + 1);
        }}
      >
        <Suspense fallback={<div className={classes.waiting} />}>
          <ChartCanvas model={model} currency={currency} tabled={tabled} />
        </Suspense>
      </ChartBoundary>
    </div>
  );
}
