import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The table of incidents and dedupe, and the client that reaches it. Keys are `pk` and `sk`, both strings. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

export interface TableOptions {
  readonly name: string;
  /** Only for a server that is not Amazon's: the embedded one, or one in a test. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const REQUEST_TIMEOUT_MS = 3_000;
const ATTEMPTS = 4;

export function openTable({ name, ...options }: TableOptions): Table {
  const client = new DynamoDBClient({
    ...options,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: REQUEST_TIMEOUT_MS,
      // Without it a request that takes longer is only warned of, and waited for.
      throwOnRequestTimeout: true,
    },
  });
  return {
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    name,
  };
}

/** Whether a write was refused by its own condition, which is an answer and no failure. */
export const wasRefused = (error: unknown): boolean => error instanceof ConditionalCheckFailedException;

/**
 * When DynamoDB may drop an item, in seconds since the epoch. It drops late, so what has lapsed is judged in code.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export const ttlSeconds = (nowMs: number, days: number): number => Math.ceil(nowMs / 1000) + days * 86_400;
