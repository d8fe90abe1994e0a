import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { downloadFile } from "../api/download.ts";
import { useAudit } from "../api/use-audit.ts";
import { formatMoment } from "../dates/format-date.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "../manage/manage.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import type { AuditSearch } from "./audit-search.ts";

const route = getRouteApi("/audit");
/** `signed_in` as one reads it. */
const inWords = (what: string) => what.replaceAll("_", " ");
const factsOf = (facts: Readonly<Record<string, unknown>> | undefined) =>
  Object.entries(facts ?? {})
    .map(([name, value]) => `${inWords(name)}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("; ");

/** What happened, by whom, and whether the chain of it holds. */
export function AuditPage() {
  usePageTitle("Audit");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage } = useAudit(search);
  const [failure, setFailure] = useState<unknown>(null);
  const verdict = data?.pages[0]?.verdict;
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  const change = (part: AuditSearch) => void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Audit</h1>
      <p className={classes.lead}>
        Who came in, was refused, took data out, proposed or approved. Entries are only ever added; each carries a hash
        of the one before, and the server signs how far the chain goes.
      </p>
      {verdict && !verdict.broken ? (
        <p className={classes.good} role="status">
          Verified: {verdict.entries} {verdict.entries === 1 ? "entry" : "entries"}, each following on the one before.{" "}
          {verdict.signedAt
            ? `Signed through entry ${verdict.signedThrough}, ${formatMoment(verdict.signedAt)}.`
            : "Not signed yet: heads are signed every hour where people sign in, and with every export."}
        </p>
      ) : null}
      {verdict?.broken ? (
        <p className={classes.bad} role="alert">
          Broken at entry {verdict.broken.seq}: it {verdict.broken.why}. What stands before it holds. Keep a copy of the
          database, and compare with an export that was kept elsewhere.
        </p>
      ) : null}
      <div className={classes.row}>
        <TextInput
          label="Person"
          placeholder="part of a login"
          defaultValue={search.person ?? ""}
          onBlur={({ currentTarget }) => change({ person: currentTarget.value })}
          onKeyDown={({ key, currentTarget }) =>
            key === "Enter" ? change({ person: currentTarget.value }) : undefined
          }
        />
        <NativeSelect
          label="Action"
          value={search.what ?? ""}
          onChange={({ currentTarget }) => change({ what: currentTarget.value })}
          data={[
            { value: "", label: "All" },
            ...(data?.pages[0]?.actions ?? []).map((value) => ({ value, label: inWords(value) })),
          ]}
        />
        <TextInput
          type="date"
          label="From"
          value={search.from ?? ""}
          onChange={({ currentTarget }) => change({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label="To"
          value={search.to ?? ""}
          onChange={({ currentTarget }) => change({ to: currentTarget.value })}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => {
            setFailure(null);
            downloadFile("/v1/audit/export", "sextant-audit.jsonl").catch(setFailure);
          }}
        >
          Export
        </Button>
      </div>
      <p className={classes.quiet}>
        An export is verified without this server: <code>sextant audit verify sextant-audit.jsonl</code>
      </p>
      {(failure ?? error) ? (
        <ErrorPanel error={failure ?? error} onRetry={() => void refetch()} busy={isFetching} />
      ) : null}
      {data === undefined && !error ? <ProgressNote progress={null} waiting="Reading and verifying the audit" /> : null}
      {data && events.length === 0 ? (
        <TeachingNote title={filtered ? "Nothing fits the filter" : "Nothing has happened yet"}>
          {filtered
            ? "Choose other dates, another action or person."
            : "Proposals and their approvals are noted here, and where people sign in also who came in and what was exported."}
        </TeachingNote>
      ) : null}
      {events.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={classes.scroller} aria-label="Entries" tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">Entry</th>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Details</th>
              </tr>
            </thead>
            <tbody>
              {events.map(({ seq, who, event }) => (
                <tr key={seq}>
                  <td>{seq}</td>
                  <td>{formatMoment(event.at)}</td>
                  <td dir="auto">{who ?? "forgotten or Sextant itself"}</td>
                  <td>{inWords(event.what)}</td>
                  <td dir="auto">{factsOf(event.facts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {hasNextPage ? (
        <Button mt={12} variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          Show earlier entries
        </Button>
      ) : null}
    </div>
  );
}
