import { NativeSelect, Switch, TextInput } from "@mantine/core";
import type { ReportInfo, ReportResult, ServerStatus } from "@sextant/contracts";
import { useEffect, useState } from "react";
import { isDate, today } from "../dates/calendar.ts";
import { AS_OF_PRESETS, type DatePreset, PERIOD_PRESETS, presetOf, type ReportDates } from "../dates/presets.ts";
import classes from "./parameter-bar.module.css";
import { type ReportSearch, readAges } from "./report-search.ts";

interface ParameterBarProps {
  readonly status: ServerStatus;
  readonly info: ReportInfo;
  readonly search: ReportSearch;
  /** The last result, whose dates are shown where the address names none. */
  readonly result: ReportResult | undefined;
  readonly onReport: (name: string) => void;
  readonly onChange: (change: { [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined }) => void;
}

const COMPARE = [0, 1, 2, 3, 5, 11];

/** The day that counts as today: for a copy of the books, the day of its last sync. */
function anchorOf(status: ServerStatus): string {
  const now = today();
  const synced = status.mode === "live" ? null : status.syncedAt?.slice(0, 10);
  return synced != null && synced < now ? synced : now;
}

/** Report, company, dates, comparison: every choice goes into the page's address. */
export function ParameterBar({ status, info, search, result, onReport, onChange }: ParameterBarProps) {
  const asOf = info.dates === "as-of";
  const presets: readonly DatePreset[] = asOf ? AS_OF_PRESETS : PERIOD_PRESETS;
  const anchor = anchorOf(status);
  const shown: ReportDates = asOf
    ? { ...pick("asOf", search.asOf ?? result?.asOf) }
    : { ...pick("from", search.from ?? result?.from), ...pick("to", search.to ?? result?.to) };
  const setDates = (dates: ReportDates) => onChange({ asOf: dates.asOf, from: dates.from, to: dates.to });
  const unit = asOf ? "year" : "period";
  return (
    <form className={classes.bar} aria-label="Parameters" onSubmit={(event) => event.preventDefault()}>
      <NativeSelect
        label="Report"
        value={info.name}
        onChange={(event) => onReport(event.currentTarget.value)}
        data={status.reports.map(({ name, title }) => ({ value: name, label: title }))}
      />
      <NativeSelect
        label="Company"
        value={String(result?.company.id ?? search.company ?? status.companies[0]?.id ?? "")}
        onChange={(event) => onChange({ company: Number(event.currentTarget.value), partner: undefined })}
        data={status.companies.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <NativeSelect
        label={asOf ? "At the end of" : "Period"}
        value={presetOf(presets, shown, anchor)}
        onChange={(event) => {
          const preset = presets.find(({ name }) => name === event.currentTarget.value);
          if (preset) setDates(preset.dates(anchor));
        }}
        data={[...presets.map(({ name, label }) => ({ value: name, label })), { value: "custom", label: "Custom" }]}
      />
      {asOf ? (
        <DayInput label="As of" value={shown.asOf} onChange={(day) => setDates({ asOf: day })} />
      ) : (
        <>
          <DayInput label="From" value={shown.from} onChange={(day) => setDates({ ...shown, from: day })} />
          <DayInput label="To" value={shown.to} onChange={(day) => setDates({ ...shown, to: day })} />
        </>
      )}
      {info.comparable ? (
        <NativeSelect
          label="Compare with"
          value={String(search.compare ?? 0)}
          onChange={(event) => onChange({ compare: Number(event.currentTarget.value) || undefined })}
          data={COMPARE.map((count) => ({
            value: String(count),
            label: count === 0 ? "Nothing" : count === 1 ? `Previous ${unit}` : `${count} previous ${unit}s`,
          }))}
        />
      ) : null}
      {info.byAge ? <AgesInput value={search.ages} onChange={(ages) => onChange({ ages })} /> : null}
      {info.dates === "period" || info.comparable ? (
        <Switch
          className={classes.switch}
          label="With drafts"
          checked={search.drafts ?? false}
          onChange={(event) => onChange({ drafts: event.currentTarget.checked || undefined })}
        />
      ) : null}
    </form>
  );
}

function pick<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: string };
}

interface AgesInputProps {
  readonly value: readonly number[] | undefined;
  readonly onChange: (ages: number[] | undefined) => void;
}

/** Days overdue at which the buckets end, as people write them: `45`, or `30, 60, 90`. Empty: the usual ones. */
function AgesInput({ value, onChange }: AgesInputProps) {
  const [typed, setTyped] = useState(value?.join(", ") ?? "");
  useEffect(() => setTyped(value?.join(", ") ?? ""), [value]);
  const ages = readAges(typed);
  const wrong = typed.trim() !== "" && ages === undefined;
  const take = () => {
    if (!wrong && ages?.join() !== value?.join()) onChange(ages);
  };
  return (
    <TextInput
      label="Days overdue"
      placeholder="30, 60, 90, 120"
      value={typed}
      error={wrong ? "Whole days that ascend, e.g. 30, 60" : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
      }}
    />
  );
}

interface DayInputProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string) => void;
}

/** The browser's own date field: it knows the reader's calendar order and the phone's date wheel. */
function DayInput({ label, value = "", onChange }: DayInputProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      type="date"
      label={label}
      value={typed}
      onChange={(event) => {
        const day = event.currentTarget.value;
        setTyped(day);
        // While a year is typed the field holds years such as 0002.
        if (isDate(day) && day >= "1970-01-01") onChange(day);
      }}
      onBlur={() => setTyped(value)}
    />
  );
}
