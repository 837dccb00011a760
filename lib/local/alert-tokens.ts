import * as z from 'zod';
import { newAlertToken } from '../config/alert-token.ts';
import type { Documents } from './documents.ts';

const stored = z.object({ hash: z.string() });

/** A token for the alerts of a cluster; only its hash is kept, so it is known in the run that made it and never again. */
export interface AlertToken {
  readonly cluster: string;
  readonly hash: string;
  readonly token: string | undefined;
}

/** The token of a cluster: the one of an earlier start, or a new one. */
export async function alertTokenOf(
  cluster: string,
  options: {
    readonly documents: Documents;
    readonly randomBytes: (size: number) => Uint8Array;
    readonly isRenewed: boolean;
  },
): Promise<AlertToken> {
  const known = (await options.documents.all()).find(({ key }) => key === cluster);
  if (known && !options.isRenewed) return { cluster, hash: stored.parse(known.value).hash, token: undefined };
  const { token, hash } = newAlertToken(options.randomBytes);
  await options.documents.put(cluster, { hash });
  return { cluster, hash, token };
}
