/** What a sign-in gave. It stays in this page's memory: a reload asks again, and nothing else can read it. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

export interface Session {
  /** The header of a request; none while nobody is signed in. */
  header(): Record<string, string>;
  keep(tokens: Tokens): void;
  forget(): void;
  /**
   * Gets the next access token, once for all who ask at the same time: a refresh token that is shown twice ends the session.
   *
   * @returns false when there is nothing to renew, or the session is over.
   */
  renew(refresh: (token: string) => Promise<Tokens>): Promise<boolean>;
}

export function createSession(): Session {
  let tokens: Tokens | null = null;
  let renewing: Promise<boolean> | null = null;
  return {
    header: () => (tokens ? { Authorization: `Bearer ${tokens.access_token}` } : {}),
    keep(given) {
      tokens = given;
    },
    forget() {
      tokens = null;
    },
    renew(refresh) {
      if (!tokens) return Promise.resolve(false);
      const { refresh_token } = tokens;
      renewing ??= refresh(refresh_token)
        .then(
          (next) => {
            tokens = next;
            return true;
          },
          () => {
            tokens = null;
            return false;
          },
        )
        .finally(() => {
          renewing = null;
        });
      return renewing;
    },
  };
}

/** The session of this page. */
export const session = createSession();
