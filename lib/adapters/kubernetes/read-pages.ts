import { collected, type Listing, type Reading } from '../../evidence/reading.ts';
import type { Exhausted } from './budget.ts';

export interface PageRequest {
  readonly limit: number;
  readonly continueToken: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Whether the page held objects that could not be read. */
  readonly hasUnreadable: boolean;
  readonly continueToken: string | undefined;
}

export type FetchPage<T> = (request: PageRequest) => Promise<Reading<Page<T>>>;

const SMALLEST_PAGE = 20;
const PAGE_SHRINKS_BY = 5;
const TOO_LARGE: Exhausted = 'bytes of one answer';

/**
 * Reads a list page by page, up to `limit` objects. What was read before a page failed is kept, and is then not
 * complete; a list that fails at its first page is the gap that the page is. A list that expires on the way is begun
 * once more: https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function readPages<T>(
  fetchPage: FetchPage<T>,
  { limit, pageSize }: { limit: number; pageSize: number },
): Promise<Reading<Listing<T>>> {
  const first = await readOnce(fetchPage, limit, pageSize);
  if (!first.expired) return first.reading;
  const second = await readOnce(fetchPage, limit, pageSize);
  return second.reading.status === 'collected' && second.items >= first.items
    ? second.reading
    : first.reading;
}

interface Attempt<T> {
  readonly reading: Reading<Listing<T>>;
  readonly items: number;
  readonly expired: boolean;
}

async function readOnce<T>(fetchPage: FetchPage<T>, limit: number, pageSize: number): Promise<Attempt<T>> {
  const items: T[] = [];
  let everyReadable = true;
  let size = pageSize;
  let continueToken: string | undefined;
  const result = (complete: boolean, expired = false): Attempt<T> => ({
    reading: collected({
      items: items.slice(0, limit),
      complete: complete && everyReadable && items.length <= limit,
    }),
    items: items.length,
    expired,
  });
  // Each turn costs a request of the budget, which ends it at the latest.
  for (;;) {
    const page = await fetchPage({ limit: Math.min(size, limit - items.length), continueToken });
    if (page.status === 'over-budget' && page.what === TOO_LARGE && size > SMALLEST_PAGE) {
      size = Math.max(SMALLEST_PAGE, Math.ceil(size / PAGE_SHRINKS_BY));
      continue;
    }
    if (page.status !== 'collected') {
      if (continueToken === undefined) return { reading: page, items: 0, expired: false };
      return result(false, page.status === 'failed' && page.httpStatus === 410);
    }
    items.push(...page.value.items);
    if (page.value.hasUnreadable) everyReadable = false;
    continueToken = page.value.continueToken;
    if (continueToken === undefined) return result(true);
    if (items.length >= limit) return result(false);
  }
}
