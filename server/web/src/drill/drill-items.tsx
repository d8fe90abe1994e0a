import { Switch } from "@mantine/core";
import { useState } from "react";
import { useDrill } from "../api/use-drill.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import type { CellTarget } from "./cell-target.ts";
import { DrillProof } from "./drill-proof.tsx";
import { ItemsTable } from "./items-table.tsx";

/** Loads the items of a cell and shows them under the proof that they add up to it. */
export function DrillItems({ target }: { readonly target: CellTarget }) {
  const residual = target.source.measure === "residual";
  const [settled, setSettled] = useState(false);
  const { data, error, isPending, isFetching, refetch, hasNextPage, fetchNextPage, isFetchNextPageError } = useDrill(
    target.source,
    settled || !residual,
  );
  if (isPending) return <ProgressNote progress={null} waiting={`Reading ${target.source.count} journal items`} />;
  if (!data) return <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} />;

  const [first] = data.pages;
  const items = data.pages.flatMap((page) => page.items);
  const count = first?.proof?.count ?? target.source.count;
  return (
    <>
      <DrillProof target={target} proof={first?.proof} />
      {residual ? (
        <Switch
          label="Also items settled by that day"
          checked={settled}
          onChange={(event) => setSettled(event.currentTarget.checked)}
        />
      ) : null}
      {items.length === 0 ? (
        <TeachingNote title={count > 0 ? "Nothing was open" : "No journal item stands behind this figure"}>
          <p>
            {count > 0
              ? `All ${count.toLocaleString("en")} journal items within its accounts and dates were settled by that day.`
              : "Nothing was posted within its accounts and dates, so it is zero."}
          </p>
        </TeachingNote>
      ) : (
        <ItemsTable
          items={items}
          count={count}
          openOnly={residual && !settled}
          residual={residual}
          currency={target.currency}
          link={first?.link ?? null}
          hasMore={hasNextPage && !isFetchNextPageError}
          onMore={() => {
            if (!isFetching) void fetchNextPage();
          }}
        />
      )}
      {isFetchNextPageError ? (
        <ErrorPanel error={error} onRetry={() => void fetchNextPage()} busy={isFetching} />
      ) : null}
    </>
  );
}
