import { SecretError, type SecretProblem, type SecretSource } from './secret-source.ts';

/** A secret that could not be refreshed while its old value is still served. */
export interface StaleSecret {
  readonly reference: string;
  readonly ageMs: number;
  readonly problem: SecretProblem | 'unknown';
}

export interface SecretCacheOptions {
  readonly source: SecretSource;
  readonly now: () => number;
  /** How long a value is served without asking again. */
  readonly freshMs?: number;
  /** How long a value is served, since it was read, while asking again fails. */
  readonly staleMs?: number;
  /** How long after a failed refresh the next one is tried. */
  readonly retryMs?: number;
  /** Told of each refresh that failed. */
  readonly onStale?: (stale: StaleSecret) => void;
}

const FRESH_MS = 5 * 60_000;
const STALE_MS = 60 * 60_000;
const RETRY_MS = 15_000;

interface Kept {
  readonly value: string;
  readonly readAt: number;
  readonly askAgainAt: number;
}

/**
 * Keeps secrets for a while, so that a rotation is noticed within minutes and a store that fails for a moment is not.
 * However many ask for a secret at once, it is read once. A failure is kept by nobody.
 */
export function cacheSecrets(options: SecretCacheOptions): SecretSource {
  const { source, now, freshMs = FRESH_MS, staleMs = STALE_MS, retryMs = RETRY_MS, onStale } = options;
  const kept = new Map<string, Kept>();
  const underway = new Map<string, Promise<string>>();

  async function refresh(reference: string): Promise<string> {
    try {
      const value = await source.read(reference);
      const readAt = now();
      kept.set(reference, { value, readAt, askAgainAt: readAt + freshMs });
      return value;
    } catch (error) {
      const old = kept.get(reference);
      const ageMs = old ? now() - old.readAt : Number.POSITIVE_INFINITY;
      if (!old || ageMs >= staleMs) {
        kept.delete(reference);
        throw error;
      }
      kept.set(reference, { ...old, askAgainAt: now() + retryMs });
      onStale?.({ reference, ageMs, problem: error instanceof SecretError ? error.problem : 'unknown' });
      return old.value;
    }
  }

  return {
    async read(reference) {
      const old = kept.get(reference);
      if (old && now() < old.askAgainAt) return old.value;
      const running = underway.get(reference);
      if (running) return running;
      const started = refresh(reference).finally(() => underway.delete(reference));
      underway.set(reference, started);
      return started;
    },
  };
}
