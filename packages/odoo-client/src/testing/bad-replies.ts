import { BAD_ENVELOPES } from "./bad-envelopes.ts";
import type { BadReply } from "./bad-reply.ts";
import { BAD_VALUES } from "./bad-values.ts";
import { ODOO_ERRORS } from "./odoo-errors.ts";

/** Every bad reply, over each transport where it applies. */
export const BAD_REPLIES: readonly BadReply[] = [...BAD_ENVELOPES, ...BAD_VALUES, ...ODOO_ERRORS];
