import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { formatAmount } from "../amount/format-amount.ts";
import type { ChartModel } from "./chart-models.ts";

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

const AGES = ["#4a90ad", "#82b39a", "#d3b254", "#d58c45", "#c7603c", "#a3342c"];
const PERIODS = { light: ["#1f5f7a", "#8fb6c7", "#c3cfd6"], dark: ["#6db4d0", "#47768c", "#51606c"] };
const LINES = {
  light: ["#1f5f7a", "#8fb6c7", "#c9a24a", "#2c7a55", "#9c4f6d", "#8b96a1"],
  dark: ["#6db4d0", "#47768c", "#d3b254", "#74cc9f", "#c98aa6", "#a9b4be"],
};

/** From calm to alarming, however many ages there are. */
const agesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => AGES[Math.round((at * (AGES.length - 1)) / Math.max(1, count - 1))] ?? "");

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** How a chart is drawn. Numbers are made here for pixels and axis marks alone; a tooltip shows the exact amount. */
export function chartOption(
  model: ChartModel,
  scheme: "light" | "dark",
  currency: string,
  { font, width }: { font: string; width: number },
): ChartOption {
  const dark = scheme === "dark";
  const ink = dark ? "#98a6b3" : "#566573";
  const grid = dark ? "#2d3842" : "#e4e8ec";
  const rows = model.direction === "rows";
  const single = model.series.length === 1;
  const colors =
    model.palette === "ages"
      ? agesOf(single ? model.categories.length : model.series.length)
      : model.palette === "periods"
        ? PERIODS[scheme]
        : LINES[scheme];
  const value = {
    type: "value" as const,
    axisLabel: { color: ink, formatter: (amount: number) => compact.format(amount), hideOverlap: true },
    splitLine: { lineStyle: { color: grid } },
  };
  const category = {
    type: "category" as const,
    data: [...model.categories],
    inverse: rows,
    axisLine: { lineStyle: { color: grid } },
    axisTick: { show: false },
    axisLabel: {
      color: ink,
      ...(rows
        ? { width: Math.min(150, width * 0.3), overflow: "truncate" as const }
        : { hideOverlap: true, ...(model.categories.length <= 7 ? { interval: 0, fontSize: 11 } : {}) }),
    },
  };
  return {
    animationDuration: 250,
    textStyle: { fontFamily: font },
    color: colors,
    grid: { left: 8, right: 16, top: single ? 16 : 40, bottom: 6, outerBoundsMode: "same" },
    legend: single
      ? { show: false }
      : { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: ink }, type: "plain" },
    tooltip: {
      trigger: "axis",
      confine: true,
      axisPointer: { type: "shadow" },
      backgroundColor: dark ? "#27313a" : "#ffffff",
      borderColor: grid,
      textStyle: { color: dark ? "#e3e8ed" : "#17212b", fontSize: 13 },
    },
    ...(rows ? { xAxis: value, yAxis: category } : { xAxis: category, yAxis: value }),
    series: model.series.map(({ name, values }) => ({
      ...(model.direction === "line"
        ? { type: "line" as const, symbolSize: 6 }
        : {
            type: "bar" as const,
            barMaxWidth: rows ? 18 : 46,
            ...(single && model.palette === "ages" ? { colorBy: "data" as const } : {}),
          }),
      name,
      ...(model.stacked ? { stack: "all" } : {}),
      data: values.map(Number),
      tooltip: {
        valueFormatter: (_: unknown, index: number) => `${formatAmount(values[index] ?? "0").text} ${currency}`,
      },
    })),
  };
}
