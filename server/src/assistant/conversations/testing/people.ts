import type { ConversationEvent } from "@sextant/contracts";
import { personHere } from "../../../platform/access/caller.ts";
import { tenantOf } from "../../../platform/database/database.ts";
import type { Listener, Owner } from "../types.ts";

const tenant = tenantOf({ url: "https://erp.example.com", database: "prod" });

/** Two people of one tenant, and one of another. */
export const ANN: Owner = { tenant, user: "2", name: "ann" };
export const BEN: Owner = { tenant, user: "7", name: "ben" };
export const EVE: Owner = { ...ANN, tenant: tenantOf({ url: "https://erp.example.com", database: "other" }) };

/** Whose rights a question is answered with, where a test does not look at it. */
export const CALLER = personHere(tenant, ANN.name);

export const listenerOf = (
  event: (id: number | null, event: ConversationEvent) => void = () => undefined,
): Listener => ({ event: (one, id) => event(id, one), end: () => undefined });
