/** Something took longer than it may. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`no result within ${afterMs} ms`);
    this.afterMs = afterMs;
  }
}

/**
 * Waits for a result, but no longer than it may take. What was begun is left behind; whoever ends it ends the process.
 * @throws TimeoutError
 */
export async function withinTime<T>(result: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
