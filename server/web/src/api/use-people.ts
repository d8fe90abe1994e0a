import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

export interface Person {
  /** Below zero: his number in Odoo is somebody else's now. */
  readonly id: number;
  readonly login: string;
  readonly email: string | null;
  readonly lang: string;
  readonly tz: string;
  /** The one that holds; "" for none. */
  readonly role: string;
  /** By the groups in Odoo, and by an administrator here; null: Odoo's holds. */
  readonly odooRole: string;
  readonly givenRole: string | null;
  /** Let in no more. */
  readonly closed: boolean;
}

/** A role that waits for somebody. */
export interface Invitation {
  readonly login: string;
  readonly role: string;
  readonly invitedAt: string;
}

export interface OpenSession {
  readonly id: string;
  readonly kind: string;
  readonly since: string;
  readonly until: string;
  /** Of who looks at it. */
  readonly current: boolean;
}

const KEY = ["people"];
const get = async <T>(path: string, signal: AbortSignal): Promise<T> => (await request(path, { signal })).json();

/** Everybody who has signed in from this Odoo. */
export const usePeople = (signIn: boolean) =>
  useServerQuery({
    queryKey: KEY,
    enabled: signIn,
    queryFn: ({ signal }) => get<readonly Person[]>("/v1/people", signal),
  });

/** The sessions that are open for a person; asked when somebody looks. */
export const useSessions = (id: number, looked: boolean) =>
  useServerQuery({
    queryKey: [...KEY, id],
    enabled: looked,
    queryFn: ({ signal }) => get<{ readonly sessions: readonly OpenSession[] }>(`/v1/people/${id}`, signal),
  });

/** Something that an administrator does about a person; `path` is its last part. */
export function usePersonAction(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, body = {} }: { readonly path: string; readonly body?: object }) => {
      await request(`/v1/people/${id}/${path}`, { method: "POST", body });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

const INVITATIONS = ["invitations"];

/** Roles that wait for people who have not signed in yet. */
export const useInvitations = () =>
  useServerQuery({
    queryKey: INVITATIONS,
    queryFn: ({ signal }) => get<readonly Invitation[]>("/v1/invitations", signal),
  });

/** Invites somebody, or takes an invitation back. */
export function useInvitationAction() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, body }: { readonly path: string; readonly body: object }) => {
      await request(path, { method: "POST", body });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: INVITATIONS }),
  });
}

interface Account {
  readonly person: Person;
  readonly sessions: readonly OpenSession[];
  readonly keyKept: boolean;
}

/** Who is signed in, and where. */
export const useAccount = (signIn: boolean) =>
  useServerQuery({
    queryKey: ["account"],
    enabled: signIn,
    queryFn: ({ signal }) => get<Account>("/v1/account", signal),
  });

/** Something that a person does with his own account; afterwards he is signed out. */
export const useAccountAction = (done: () => void) =>
  useMutation({
    mutationFn: async ({ path, body = {} }: { readonly path: string; readonly body?: object }) => {
      await request(path, { method: "POST", body });
    },
    onSuccess: done,
  });
