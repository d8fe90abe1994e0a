import { useComputedColorScheme } from "@mantine/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { formatAmount } from "../amount/format-amount.ts";
import type { ChartModel } from "./chart-models.ts";
import { chartOption } from "./chart-option.ts";

use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

interface ChartCanvasProps {
  readonly model: ChartModel;
  readonly currency: string;
  readonly tabled: boolean;
}

/** One chart, drawn as SVG, following the colours and the width of the page. */
export default function ChartCanvas({ model, currency, tabled }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    if (place.current === null) return;
    const chart = init(place.current, null, { renderer: "svg" });
    chart.setOption(
      chartOption(model, scheme, currency, {
        font: getComputedStyle(place.current).fontFamily,
        width: place.current.clientWidth,
      }),
    );
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [model, scheme, currency]);
  const height = model.direction === "rows" ? 70 + model.categories.length * 26 : 230;
  return (
    <div
      ref={place}
      role="img"
      aria-label={`Chart: ${model.title}. ${tabled ? "The table below holds the same figures." : inWords(model, currency)}`}
      style={{ height }}
    />
  );
}

/** What a chart shows, for who cannot see it and has no table. */
function inWords({ categories, series }: ChartModel, currency: string): string {
  return categories
    .map((category, at) => {
      const amounts = series.map(({ name, values }) =>
        `${name} ${formatAmount(values[at] ?? "0").text} ${currency}`.trim(),
      );
      return `${category}: ${amounts.join(", ")}`;
    })
    .join("; ");
}
