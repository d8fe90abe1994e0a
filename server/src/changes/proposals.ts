import { randomUUID } from "node:crypto";
import {
  type ChangeRequest,
  errorBodyOf,
  type Proposal,
  type ProposalResult,
  type ProposalState,
  type ProposeRequest,
  SextantError,
  toSextantError,
} from "@sextant/contracts";
import type { OdooClient } from "@sextant/odoo-client";
import { appendAudit, readAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import { claimAgain } from "./claim-again.ts";
import { draftProposal } from "./draft-proposal.ts";
import { executeProposal, resultOf } from "./execute-proposal.ts";
import type { Execution } from "./execution.ts";
import { type LiveOdoo, liveOdoo } from "./live-odoo.ts";
import { makePlan } from "./make-plan.ts";
import type { ChangePlan } from "./plan.ts";
import {
  changeProposal,
  expireProposals,
  findProposal,
  insertProposal,
  listProposals,
  replaceProposal,
  type StoredProposal,
} from "./proposal-store.ts";
import type { ProposalsParts } from "./proposals-parts.ts";
import { planUndo } from "./undo.ts";
import { whyNotDecided } from "./why-not-decided.ts";

const LEASE_MS = 30_000;
const QUIET_MS = 150_000;
const MOST_IN_BATCH = 50;
const MOST_LISTED = 200;

/**
 * Changes to Odoo that are proposed, shown, and executed once when a person has approved exactly what was shown. Every step is in the database
 * before the next begins, and in the audit.
 */
export class Proposals {
  readonly #parts: Required<ProposalsParts>;
  #odoo: Promise<OdooClient> | undefined;
  /** Executions under way. */
  readonly #running = new Set<Promise<unknown>>();

  constructor(parts: ProposalsParts) {
    this.#parts = { now: () => new Date(), reached: () => undefined, leaseMs: LEASE_MS, quietMs: QUIET_MS, ...parts };
  }

  /** The newest proposals, optionally of one state. */
  list(
    filter: { readonly state?: ProposalState | undefined; readonly limit?: number } = {},
  ): Promise<readonly Proposal[]> {
    const limit = Math.min(filter.limit ?? MOST_LISTED, MOST_LISTED);
    return this.#transaction(async (session) => {
      await this.#expire(session);
      return listProposals(session, { state: filter.state, limit });
    });
  }

  /** @throws SextantError `not_found` */
  async get(id: string): Promise<Proposal> {
    return this.#transaction(async (session) => {
      await this.#expire(session);
      return (await this.#stored(session, id)).proposal;
    });
  }

  /**
   * Checks a change on the live record and keeps it for a person to decide on. Nothing is written in Odoo.
   *
   * @throws SextantError `change_not_allowed`, `change_refused`, and what Odoo says.
   */
  async propose({ change, company, ...rest }: ProposeRequest, signal?: AbortSignal): Promise<Proposal> {
    return this.#propose(change, company ?? null, rest, null, signal, ({ odoo, id, company: own }) =>
      makePlan(change, {
        odoo,
        policy: this.#parts.policy,
        company: own,
        id,
        today: this.#parts.now().toISOString().slice(0, 10),
      }),
    );
  }

  /** Proposes to take back what a proposal did. */
  async undo(id: string, signal?: AbortSignal): Promise<Proposal> {
    const done = await this.get(id);
    const change: ChangeRequest = { kind: "action", action: "undo", parameters: { proposal: id } };
    return this.#propose(change, done.payload.company, {}, id, signal, ({ odoo }) => planUndo(odoo, done));
  }

  /**
   * Puts another change in the place of a pending one. What was shown before can no longer be approved: the hash is another.
   *
   * @throws SextantError `proposal_changed`, `proposal_closed`, and what `propose` throws.
   */
  async edit(
    id: string,
    sha256: string,
    { change, company, ...rest }: ProposeRequest,
    signal?: AbortSignal,
  ): Promise<Proposal> {
    const before = await this.get(id);
    const { odoo, own } = await this.#live(company ?? before.payload.company, signal);
    const plan = await makePlan(change, {
      odoo,
      policy: this.#parts.policy,
      company: own,
      id,
      today: this.#parts.now().toISOString().slice(0, 10),
    });
    const drafted = await this.#draft(change, plan, rest, odoo, own, id, before.undoOf);
    return this.#transaction(async (session) => {
      const changed = await replaceProposal(session, sha256, drafted);
      if (!changed) throw whyNotDecided(await this.#stored(session, id), sha256);
      await this.#audit(session, odoo, "edited", id, { sha256: drafted.proposal.sha256, instead: sha256 });
      return changed.proposal;
    });
  }

  /**
   * Approves exactly the payload with this hash and executes it as the caller. Of many who decide at once, one wins.
   *
   * @throws SextantError `proposal_changed`, `proposal_closed`, `second_person`, `not_found`. What becomes of the execution stands in the result.
   */
  async approve(id: string, sha256: string, signal?: AbortSignal): Promise<Proposal> {
    const client = await this.#connected(signal);
    this.#parts.reached("approve:asked");
    return this.#claimAndExecute(client, async () => {
      const claimed = await this.#decide(client, id, sha256, "executing");
      this.#parts.reached("approve:claimed");
      return claimed;
    });
  }

  /**
   * Approves several at once. None of them may be of high risk: those are looked at one by one.
   *
   * @throws SextantError `bad_usage`; each proposal's own failure stands beside its id.
   */
  async approveBatch(
    chosen: readonly { readonly id: string; readonly sha256: string }[],
    signal?: AbortSignal,
  ): Promise<readonly (Proposal | { readonly id: string; readonly error: ReturnType<typeof errorBodyOf> })[]> {
    if (chosen.length === 0 || chosen.length > MOST_IN_BATCH)
      throw new SextantError("bad_usage", `A batch has 1 to ${MOST_IN_BATCH} proposals, not ${chosen.length}.`);
    const all = await Promise.all(chosen.map(({ id }) => this.get(id)));
    const high = all.find(({ risk, fourEyes }) => risk === "high" || fourEyes);
    if (high)
      throw new SextantError("bad_usage", `"${high.preview.title}" is of high risk: approve it by itself.`, {
        details: { id: high.id },
      });
    const outcomes = [];
    for (const { id, sha256 } of chosen)
      outcomes.push(
        await this.approve(id, sha256, signal).catch((error: unknown) => ({ id, error: errorBodyOf(error) })),
      );
    return outcomes;
  }

  /** Rejects a pending proposal for good. */
  async reject(id: string, sha256: string, signal?: AbortSignal): Promise<Proposal> {
    const client = await this.#connected(signal);
    return (await this.#decide(client, id, sha256, "rejected")).proposal;
  }

  /**
   * Finds out what became of an execution whose process died or whose answer was lost, and completes it. Only the person who approved can do it:
   * it runs with his rights.
   */
  async settle(id: string, signal?: AbortSignal): Promise<Proposal> {
    const client = await this.#connected(signal);
    return this.#claimAndExecute(client, () =>
      this.#transaction(async (session) => {
        const claimed = await claimAgain(session, await this.#stored(session, id), client.info.userId, this.#parts);
        await this.#audit(session, client, "settling", id, { attempt: claimed.fence });
        return claimed;
      }),
    );
  }

  /** Settles what the caller approved and a process that died left behind. Tells how many. */
  async recover(signal?: AbortSignal): Promise<number> {
    const client = await this.#connected(signal);
    const rows = await this.#transaction((session) =>
      session.query(
        "select id from proposal where decided_by = $1 and (state = 'unknown' or (state = 'executing' and lease_until < $2)) order by decided_at",
        [client.info.userId, this.#parts.now()],
      ),
    );
    for (const { id } of rows)
      await this.settle(String(id), signal).catch((error: unknown) => {
        // Another server settles it already.
        if (toSextantError(error).code !== "proposal_closed") throw error;
      });
    return rows.length;
  }

  /** The audit of this Odoo and, where its chain is broken, the first row that does not fit. */
  async audit(): ReturnType<typeof readAudit> {
    return this.#transaction(readAudit);
  }

  /** Lets executions under way end and be recorded, then ends the connection to Odoo; the database belongs to whoever opened it. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    await (await this.#odoo?.catch(() => undefined))?.close();
  }

  async #propose(
    change: ChangeRequest,
    company: number | null,
    rest: Omit<ProposeRequest, "change" | "company">,
    undoOf: string | null,
    signal: AbortSignal | undefined,
    plan: (call: { readonly odoo: LiveOdoo; readonly id: string; readonly company: number }) => Promise<ChangePlan>,
  ): Promise<Proposal> {
    const { odoo, own } = await this.#live(company, signal);
    const id = randomUUID();
    const planned = await plan({ odoo, id, company: own });
    const { proposal, payload } = await this.#draft(change, planned, rest, odoo, own, id, undoOf);
    this.#parts.reached("propose:checked");
    await this.#transaction(async (session) => {
      const [pending] = await session.query(
        "select count(*)::int as many from proposal where state = 'pending' and proposed_by = $1 and expires_at > $2",
        [proposal.proposedBy.id, this.#parts.now()],
      );
      if (Number(pending?.many) >= this.#parts.policy.most_pending)
        throw new SextantError(
          "change_not_allowed",
          `${pending?.many} proposals of yours wait for a decision. Decide on some of them before more are made.`,
        );
      await insertProposal(session, proposal, payload);
      await this.#audit(session, odoo.client, "proposed", id, {
        sha256: proposal.sha256,
        model: proposal.preview.record.model,
      });
    });
    this.#parts.reached("propose:stored");
    return proposal;
  }

  #draft(
    change: ChangeRequest,
    plan: ChangePlan,
    rest: Omit<ProposeRequest, "change" | "company">,
    odoo: LiveOdoo,
    company: number,
    id: string,
    undoOf: string | null,
  ) {
    const { policy, tenant, now } = this.#parts;
    return draftProposal(change, plan, rest, { odoo, policy, tenant, company, id, now: now(), undoOf });
  }

  /** One winner: the condition is in the statement that changes the row. */
  #decide(client: OdooClient, id: string, sha256: string, state: "executing" | "rejected"): Promise<StoredProposal> {
    const { userId, login } = client.info;
    const now = this.#parts.now();
    const approving = state === "executing";
    return this.#transaction(async (session) => {
      await this.#expire(session);
      const decided = await changeProposal(
        session,
        "state = $3, decided_by = $4, decided_login = $5, decided_at = $6, fence = fence + $7, lease_until = $8",
        `id = $1 and payload_sha256 = $2 and state = 'pending' and expires_at > $6${approving ? " and (not four_eyes or proposed_by <> $4)" : ""}`,
        [
          id,
          sha256,
          state,
          userId,
          login,
          now,
          approving ? 1 : 0,
          approving ? new Date(now.getTime() + this.#parts.leaseMs) : null,
        ],
      );
      if (!decided) throw whyNotDecided(await this.#stored(session, id), sha256);
      await this.#audit(session, client, approving ? "approved" : "rejected", id, { sha256 });
      return decided;
    });
  }

  /** Claims a proposal and executes it; {@link close} waits for both. */
  #claimAndExecute(client: OdooClient, claim: () => Promise<StoredProposal>): Promise<Proposal> {
    const execution = claim().then((claimed) => this.#execute(client, claimed));
    this.#running.add(execution);
    return execution.finally(() => this.#running.delete(execution));
  }

  async #execute(client: OdooClient, claimed: StoredProposal): Promise<Proposal> {
    const { database, tenant, leaseMs, quietMs, now, reached } = this.#parts;
    const { proposal, fence } = claimed;
    const renewal = setInterval(() => {
      const lease = new Date(now().getTime() + leaseMs);
      const renew = "update proposal set lease_until = $3 where id = $1 and fence = $2 and state = 'executing'";
      database.query(tenant, renew, [proposal.id, fence, lease]).catch(() => undefined);
    }, leaseMs / 3);
    renewal.unref();
    try {
      const execution = await executeProposal(client, claimed, {
        leaseMs,
        quietMs,
        now,
        reached: (point) => reached(`execute:${point}`),
      });
      const result = await resultOf(client, proposal, execution);
      const recorded = await this.#record(client, claimed, execution, result);
      reached("execute:recorded");
      return recorded;
    } finally {
      clearInterval(renewal);
    }
  }

  #record(
    client: OdooClient,
    { proposal: { id, undoOf }, fence, leaseUntil }: StoredProposal,
    execution: Execution,
    result: ProposalResult,
  ): Promise<Proposal> {
    // Who looks again and again must not put off for ever what waits for Odoo to be certainly done.
    const tried = execution.kind === "unknown" && execution.onlyLooked ? leaseUntil : null;
    return this.#transaction(async (session) => {
      const after = await changeProposal(
        session,
        "state = $3, result = $4, lease_until = coalesce($5::timestamptz, lease_until)",
        "id = $1 and fence = $2 and state = 'executing'",
        [id, fence, execution.kind, JSON.stringify(result), tried],
      );
      // Another holder of the lease has settled it meanwhile: what it found counts.
      if (!after) return (await this.#stored(session, id)).proposal;
      if (execution.kind === "done" && undoOf !== null)
        await changeProposal(session, "state = 'undone'", "id = $1 and state = 'done'", [undoOf]);
      await this.#audit(session, client, execution.kind, id, {
        attempt: fence,
        ...(execution.kind === "done"
          ? { record: result.record?.id ?? null, found: execution.found }
          : { error: execution.error.code }),
      });
      return after.proposal;
    });
  }

  #expire(session: Session): Promise<void> {
    return expireProposals(session, this.#parts.now());
  }

  #audit(
    session: Session,
    by: OdooClient | LiveOdoo,
    what: string,
    proposal: string,
    facts: Record<string, unknown>,
  ): Promise<void> {
    const { userId, login } = ("client" in by ? by.client : by).info;
    return appendAudit(session, {
      at: this.#parts.now().toISOString(),
      actor: { id: userId, login },
      what,
      proposal,
      facts,
    });
  }

  async #stored(session: Session, id: string): Promise<StoredProposal> {
    const found = await findProposal(session, id);
    if (found) return found;
    throw new SextantError("not_found", "There is no such proposal.");
  }

  #transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#parts.database.transaction(this.#parts.tenant, work);
  }

  /** One connection to Odoo; after a failure the next use tries again. */
  #connected(signal?: AbortSignal): Promise<OdooClient> {
    this.#odoo ??= this.#parts.connect(signal).catch((error: unknown) => {
      this.#odoo = undefined;
      throw error;
    });
    return this.#odoo;
  }

  async #live(company: number | null, signal: AbortSignal | undefined) {
    const client = await this.#connected(signal);
    const all = liveOdoo(client, { company: null, signal });
    const [user] = await all.read("res.users", [client.info.userId], ["company_id"]);
    const own = company ?? Number([user?.company_id].flat()[0]);
    return { odoo: liveOdoo(client, { company: own, signal }), own };
  }
}
