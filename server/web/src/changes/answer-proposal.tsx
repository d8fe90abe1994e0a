import { useProposal } from "../api/use-proposals.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProposalCard } from "./proposal-card.tsx";

/** A change that was proposed in an answer: shown and decided on as on the page Changes. */
export function AnswerProposal({ id }: { readonly id: string }) {
  const { data, error, refetch, isFetching } = useProposal(id);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} />;
  return data ? <ProposalCard proposal={data} /> : null;
}
