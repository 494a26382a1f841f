import type { Session as Tokens } from "./types.ts";

/** Where the refresh token is kept; the access token is never kept anywhere but in memory. */
export interface TokenStore {
  get(): string | null;
  set(refreshToken: string | null): void;
}

export function memoryStore(): TokenStore {
  let kept: string | null = null;
  return {
    get: () => kept,
    set: (refreshToken) => {
      kept = refreshToken;
    },
  };
}

/** Shared by all tabs of one origin. */
export function browserStore(key = "splashmy.refresh-token"): TokenStore {
  return {
    get: () => localStorage.getItem(key),
    set: (refreshToken) => {
      if (refreshToken === null) localStorage.removeItem(key);
      else localStorage.setItem(key, refreshToken);
    },
  };
}

export type Refresh = (refreshToken: string) => Promise<Tokens | "ended">;
type Access = { token: string; expiresAt: number };

/** Refresh this long before the token's end, so that a request under way keeps it. */
const MARGIN_MS = 30_000;
const NAME = "splashmy.session";

/**
 * One sign-in, shared by the tabs of a browser: a refresh token works once, so one tab exchanges it
 * while the others wait, and tells them the access token it got.
 */
export class Session {
  readonly #store: TokenStore;
  readonly #refresh: Refresh;
  readonly #channel: BroadcastChannel | null;
  readonly #listeners = new Set<() => void>();
  #access: Access | null = null;

  constructor(store: TokenStore, refresh: Refresh, options: { shared: boolean }) {
    this.#store = store;
    this.#refresh = refresh;
    this.#channel = options.shared ? new BroadcastChannel(NAME) : null;
    if (this.#channel) {
      this.#channel.onmessage = ({ data }: MessageEvent<Access | null>) => this.#accept(data);
    }
  }

  /** Whether somebody is signed in, as far as is known without asking. */
  get isSignedIn(): boolean {
    return this.#access !== null || this.#store.get() !== null;
  }

  /** The groups of the signed-in user, such as `admin`: to choose what to show, never to permit. */
  get groups(): string[] {
    const groups = claims(this.#access?.token)["cognito:groups"];
    return Array.isArray(groups) ? groups.map(String) : [];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(tokens: Tokens): void {
    this.#store.set(tokens.refresh_token);
    this.#share({ token: tokens.access_token, expiresAt: Date.now() + tokens.expires_in * 1000 });
  }

  end(): void {
    this.#store.set(null);
    this.#share(null);
  }

  get refreshToken(): string | null {
    return this.#store.get();
  }

  /** A token to send, or null for nobody; `refused` is one that the API no longer takes. */
  async accessToken(refused?: string): Promise<string | null> {
    return this.#usable(refused) ?? (await this.#exclusively(() => this.#exchange(refused)));
  }

  close(): void {
    this.#channel?.close();
  }

  #usable(refused?: string): string | null {
    const access = this.#access;
    if (!access || access.token === refused) return null;
    return access.expiresAt - MARGIN_MS > Date.now() ? access.token : null;
  }

  async #exchange(refused?: string): Promise<string | null> {
    // Another tab may have done it while this one waited for the lock.
    const usable = this.#usable(refused);
    if (usable) return usable;
    const refreshToken = this.#store.get();
    if (refreshToken === null) return null;
    const tokens = await this.#refresh(refreshToken);
    if (tokens === "ended") this.end();
    else this.begin(tokens);
    return this.#access?.token ?? null;
  }

  #exclusively<T>(act: () => Promise<T>): Promise<T> {
    return navigator.locks.request(NAME, act) as Promise<T>;
  }

  #share(access: Access | null): void {
    this.#accept(access);
    this.#channel?.postMessage(access);
  }

  #accept(access: Access | null): void {
    this.#access = access;
    for (const listener of this.#listeners) listener();
  }
}

function claims(token: string | undefined): Record<string, unknown> {
  const payload = token?.split(".")[1];
  if (!payload) return {};
  return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as Record<
    string,
    unknown
  >;
}
