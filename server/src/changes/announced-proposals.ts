import type { Proposal, ProposeRequest } from "@sextant/contracts";
import { Proposals } from "./proposals.ts";
import type { ProposalsParts } from "./proposals-parts.ts";

/** Proposals of which somebody hears whenever one is made, changed or decided. Nobody waits for that. */
export class AnnouncedProposals extends Proposals {
  readonly #announce: (proposal: Proposal) => void;

  constructor(parts: ProposalsParts, announce: (proposal: Proposal) => void) {
    super(parts);
    this.#announce = announce;
  }

  override async propose(request: ProposeRequest, signal?: AbortSignal): Promise<Proposal> {
    return this.#told(await super.propose(request, signal));
  }

  override async undo(id: string, signal?: AbortSignal): Promise<Proposal> {
    return this.#told(await super.undo(id, signal));
  }

  override async approve(id: string, sha256: string, signal?: AbortSignal): Promise<Proposal> {
    return this.#told(await super.approve(id, sha256, signal));
  }

  override async reject(id: string, sha256: string, signal?: AbortSignal): Promise<Proposal> {
    return this.#told(await super.reject(id, sha256, signal));
  }

  override async settle(id: string, signal?: AbortSignal): Promise<Proposal> {
    return this.#told(await super.settle(id, signal));
  }

  override async edit(id: string, sha256: string, request: ProposeRequest, signal?: AbortSignal): Promise<Proposal> {
    return this.#told(await super.edit(id, sha256, request, signal));
  }

  #told(proposal: Proposal): Proposal {
    this.#announce(proposal);
    return proposal;
  }
}
