import {
  changePreview,
  changeSet,
  type Proposal,
  type ProposalResult,
  type ProposalState,
  proposalResult,
  proposalState,
} from "@sextant/contracts";
import { appendAudit } from "../platform/audit/audit.ts";
import type { Session, SqlRow } from "../platform/database/database.ts";

const COLUMNS =
  "id, state, payload, payload_sha256, preview, risk, four_eyes, batch, undo_of, proposed_by, proposed_login, created_at, expires_at, " +
  "decided_by, decided_login, decided_at, result, fence, lease_until";

/** A proposal with what only its execution needs. */
export interface StoredProposal {
  readonly proposal: Proposal;
  /** Attempts so far. */
  readonly fence: number;
  readonly leaseUntil: Date | null;
}

export async function findProposal(session: Session, id: string): Promise<StoredProposal | null> {
  const [row] = await session.query(`select ${COLUMNS} from proposal where id = $1`, [id]);
  return row ? stored(row) : null;
}

/** The newest, optionally of one state. */
export async function listProposals(
  session: Session,
  { state, limit }: { readonly state?: ProposalState | undefined; readonly limit: number },
): Promise<readonly Proposal[]> {
  const rows = await session.query(
    `select ${COLUMNS} from proposal where ($1::text is null or state = $1) order by created_at desc, id limit $2`,
    [state ?? null, limit],
  );
  return rows.map((row) => stored(row).proposal);
}

export async function insertProposal(session: Session, proposal: Proposal, payload: string): Promise<void> {
  await session.query(
    "insert into proposal (id, state, title, model, payload, payload_sha256, preview, risk, four_eyes, batch, undo_of, " +
      "proposed_by, proposed_login, created_at, expires_at) values ($1, 'pending', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    [
      proposal.id,
      proposal.preview.title,
      proposal.preview.record.model,
      payload,
      proposal.sha256,
      JSON.stringify(proposal.preview),
      proposal.risk,
      proposal.fourEyes,
      proposal.batch,
      proposal.undoOf,
      proposal.proposedBy.id,
      proposal.proposedBy.login,
      new Date(proposal.createdAt),
      new Date(proposal.expiresAt),
    ],
  );
}

/** Puts another content in the place of a pending one; null when it is not pending with this hash any more. */
export function replaceProposal(
  session: Session,
  instead: string,
  { proposal, payload }: { readonly proposal: Proposal; readonly payload: string },
): Promise<StoredProposal | null> {
  return changeProposal(
    session,
    "title = $3, model = $4, payload = $5, payload_sha256 = $6, preview = $7, risk = $8, four_eyes = $9, proposed_by = $10, " +
      "proposed_login = $11, expires_at = $12",
    "id = $1 and payload_sha256 = $2 and state = 'pending'",
    [
      proposal.id,
      instead,
      proposal.preview.title,
      proposal.preview.record.model,
      payload,
      proposal.sha256,
      JSON.stringify(proposal.preview),
      proposal.risk,
      proposal.fourEyes,
      proposal.proposedBy.id,
      proposal.proposedBy.login,
      new Date(proposal.expiresAt),
    ],
  );
}

/** Closes pending proposals whose time is over. */
export async function expireProposals(session: Session, now: Date): Promise<void> {
  const rows = await session.query(
    "update proposal set state = 'expired' where state = 'pending' and expires_at <= $1 returning id",
    [now],
  );
  for (const { id } of rows)
    await appendAudit(session, {
      at: now.toISOString(),
      actor: { id: 0, login: "sextant" },
      what: "expired",
      proposal: String(id),
      facts: {},
    });
}

/** What a statement that changes one proposal gives back: the changed row, or null when its condition did not hold. */
export async function changeProposal(
  session: Session,
  set: string,
  where: string,
  values: Parameters<Session["query"]>[1],
): Promise<StoredProposal | null> {
  const [row] = await session.query(`update proposal set ${set} where ${where} returning ${COLUMNS}`, values);
  return row ? stored(row) : null;
}

function stored(row: SqlRow): StoredProposal {
  const moment = (value: unknown) => (value instanceof Date ? value.toISOString() : null);
  const json = (text: unknown): unknown => JSON.parse(String(text));
  const result: ProposalResult | null = row.result === null ? null : proposalResult.parse(json(row.result));
  return {
    fence: Number(row.fence),
    leaseUntil: row.lease_until instanceof Date ? row.lease_until : null,
    proposal: {
      id: String(row.id),
      state: proposalState.parse(row.state),
      risk: row.risk === "high" ? "high" : "normal",
      fourEyes: row.four_eyes === true,
      batch: row.batch === null ? null : String(row.batch),
      undoOf: row.undo_of === null ? null : String(row.undo_of),
      payload: changeSet.parse(json(row.payload)),
      sha256: String(row.payload_sha256),
      preview: changePreview.parse(json(row.preview)),
      proposedBy: { id: Number(row.proposed_by), login: String(row.proposed_login) },
      createdAt: moment(row.created_at) ?? "",
      expiresAt: moment(row.expires_at) ?? "",
      decidedBy: row.decided_by === null ? null : { id: Number(row.decided_by), login: String(row.decided_login) },
      decidedAt: moment(row.decided_at),
      result,
    },
  };
}
