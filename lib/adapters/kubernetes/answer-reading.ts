import * as z from 'zod';
import { collected, type Missing, type Permission, type Reading } from '../../evidence/reading.ts';
import type { ApiAnswer } from './api-client.ts';
import type { MaskSecrets } from './mask-secrets.ts';
import { retryAfterMs } from './retry.ts';

/** What was asked for, for the answers that are no success. */
export interface Question {
  readonly permission: Permission;
  /** What a 404 says is not there. */
  readonly what: string;
  /** Whether a 404 may mean that the server does not have this API at all, which is so of no part of the core API. */
  readonly mayBeUnserved: boolean;
  readonly mask: MaskSecrets;
  readonly nowMs: number;
}

const DETAIL_CHARACTERS = 500;

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const status = z.object({
  kind: z.literal('Status'),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  details: z.object({ kind: z.string().nullish(), name: z.string().nullish() }).nullish(),
});
type Status = z.output<typeof status>;

/** Whom the API server takes a request for that brings no credentials it knows. */
const ANONYMOUS = 'User "system:anonymous"';

/** The body of a success as JSON, or why there is none. */
export function readJson(answer: ApiAnswer, question: Question): Reading<unknown> {
  if (answer.httpStatus !== 200) return readFailure(answer, question);
  if (!isJson(answer)) return failed(answer, `${contentType(answer)} instead of JSON`);
  const json = parseJson(answer.body);
  return json === undefined
    ? failed(answer, `not valid JSON (${answer.body.length} bytes)`)
    : collected(json);
}

/** What an answer means that is no success. */
export function readFailure(answer: ApiAnswer, question: Question): Missing {
  const { httpStatus, headers } = answer;
  const said = isJson(answer) ? status.safeParse(parseJson(answer.body)).data : undefined;
  const detail = said ? describe(said, question.mask) : contentType(answer);
  if (httpStatus === 401) return { status: 'unauthorized' };
  if (httpStatus === 403 && said) {
    // A role for everybody is not what is missing: the credentials are.
    if (said.message?.includes(ANONYMOUS)) return { status: 'unauthorized' };
    return { status: 'forbidden', permission: question.permission };
  }
  if (httpStatus === 404 && said && isAboutObject(said, question.permission)) {
    return { status: 'absent', what: question.what };
  }
  if (httpStatus === 404 && question.mayBeUnserved && isUnserved(answer, said)) {
    return { status: 'absent', what: question.what };
  }
  if (httpStatus === 429) {
    const waitMs = retryAfterMs(headers['retry-after'], question.nowMs);
    return {
      status: 'rate-limited',
      retryAfterSeconds: waitMs === undefined ? undefined : Math.ceil(waitMs / 1000),
    };
  }
  if (httpStatus >= 300 && httpStatus < 400) return failed(answer, `redirect to ${hostOf(headers.location)}`);
  return failed(answer, detail);
}

/**
 * Whether a NotFound names the very object. One that does not speaks of a path that is not served, or was handed on
 * from a kubelet that knows nothing of the pod.
 */
function isAboutObject({ reason, details }: Status, { resource, name }: Permission): boolean {
  const [plural] = resource.split('/');
  return reason === 'NotFound' && name !== undefined && details?.name === name && details.kind === plural;
}

/** An API server answers a path of no API with the plain words of Go's HTTP library, or with a Status. */
function isUnserved(answer: ApiAnswer, said: Status | undefined): boolean {
  return (
    said !== undefined ||
    (contentType(answer) === 'text/plain' && answer.body.toString().trim() === '404 page not found')
  );
}

function failed({ httpStatus }: ApiAnswer, detail: string): Missing {
  return { status: 'failed', httpStatus, detail };
}

function describe(said: Status, mask: MaskSecrets): string {
  return mask(said.message ?? said.reason ?? 'Status without a message').slice(0, DETAIL_CHARACTERS);
}

const contentType = ({ headers }: ApiAnswer): string =>
  /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0].toLowerCase() ?? 'no content type';

const isJson = (answer: ApiAnswer): boolean => contentType(answer) === 'application/json';

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // what JSON.parse says quotes the body; undefined is no JSON value
  }
}

/** Only the host: a login page's address carries a state that is nobody's business. */
function hostOf(location: string | undefined): string {
  if (location === undefined) return 'nowhere';
  return URL.canParse(location) ? new URL(location).host : 'the same server';
}
