import { answer, answerJson, bodyText, type OutgoingResponse } from '../../ingress/request.ts';
import { render, say } from '../../messages/message.ts';
import { cookieOfToken, type GuardOptions, type Refusal, refused, refusedHost } from '../guard.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import type { LocalSlack } from '../local-slack.ts';
import { changingPart, LONGEST_COMMAND, type PageContent, pageDocument } from './document.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

export interface PageOptions {
  readonly slack: LocalSlack;
  readonly guard: GuardOptions;
  readonly clusters: readonly string[];
  /** Jobs that are waiting or worked on. */
  readonly waiting: () => number;
  /** Where this machine's own function for Slack listens. */
  readonly slackUrl: () => string;
}

/** Tells a reader that still listens, before what is between could take the connection for dead. */
const HEARTBEAT_MS = 20_000;

/** Nothing from elsewhere, nothing inline, no frame around it: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP */
const SAFE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Answers what belongs to the page; undefined for what does not. */
export function pageRoutes(
  options: PageOptions,
): (request: LocalRequest) => Promise<LocalResponse | undefined> {
  return async (request) => {
    const { path, method } = request;
    if (path !== '/' && !path.startsWith('/page/')) return undefined;
    const isForm = path === '/page/command';
    if (method !== (isForm ? 'POST' : 'GET')) return methodRefused(isForm ? 'POST' : 'GET');
    if (path === '/') return firstLoad(request, options);
    if (path === '/page/style.css' || path === '/page/script.js') return asset(request, options);
    const refusal = refused(request, options.guard);
    if (refusal) return forbidden(refusal);
    if (isForm) return command(request, options);
    if (path === '/page/channel') return htmlAnswer(changingPart(contentOf(options)).html);
    if (path === '/page/channel.json')
      return answerJson(200, { threads: options.slack.threads(), waiting: options.waiting() });
    if (path === '/page/events') return events(options.slack);
    const id = /^\/page\/file\/(\w{1,40})$/.exec(path)?.[1];
    return id === undefined ? notFound() : file(id, options.slack);
  };
}

/** The first look gives the browser the token, as a cookie: it can keep it, and no website can read it or send it. */
function firstLoad(request: LocalRequest, options: PageOptions): OutgoingResponse {
  const { guard } = options;
  const host = refusedHost(request, guard);
  if (host) return forbidden(host);
  const { 'sec-fetch-dest': destination = 'document', origin } = request.headers;
  if (origin !== undefined || destination !== 'document') return forbidden('wrong-origin');
  const token = new URLSearchParams(request.query).get('token');
  if (token !== null) {
    const refusal = refused(
      { method: 'GET', headers: { host: request.headers['host'] ?? '', authorization: `Bearer ${token}` } },
      guard,
    );
    if (refusal) return forbidden(refusal);
    return {
      ...answer(303, ''),
      headers: { ...SAFE_HEADERS, location: '/', 'set-cookie': cookieOfToken(guard) },
    };
  }
  return htmlAnswer(pageDocument(contentOf(options)), { 'set-cookie': cookieOfToken(guard) });
}

function asset(request: LocalRequest, { guard }: PageOptions): OutgoingResponse {
  const host = refusedHost(request, guard);
  if (host) return forbidden(host);
  return request.path === '/page/style.css'
    ? answer(200, pageStyle, { ...SAFE_HEADERS, 'content-type': 'text/css; charset=utf-8' })
    : answer(200, pageScript, { ...SAFE_HEADERS, 'content-type': 'text/javascript; charset=utf-8' });
}

/** A browser's form goes back to the page; a program gets what was answered. */
async function command(request: LocalRequest, { slack, slackUrl }: PageOptions): Promise<OutgoingResponse> {
  const given = new URLSearchParams(bodyText(request) ?? '').get('text')?.trim() ?? '';
  const text = given.replace(/^\/k8s\b\s*/, '');
  if (given === '' || given.length > LONGEST_COMMAND)
    return answer(400, `${render(say('local.no-text', { most: LONGEST_COMMAND }))}\n`);
  const answers = await slack.command(text, slackUrl());
  if ((request.headers['accept'] ?? '').includes('text/html'))
    return { ...answer(303, ''), headers: { ...SAFE_HEADERS, location: '/' } };
  return answerJson(200, { answers: answers.map(({ text: said, blocks }) => ({ text: said, blocks })) });
}

function events(slack: LocalSlack): LocalResponse {
  return {
    stream: (write) => {
      write(': connected\n\n');
      const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
      const end = slack.onChange(() => write('event: change\ndata:\n\n'));
      return () => {
        clearInterval(heartbeat);
        end();
      };
    },
  };
}

function file(id: string, slack: LocalSlack): OutgoingResponse {
  const found = slack.file(id);
  if (!found) return notFound();
  const name = found.filename.replace(/[^\w.-]+/g, '_');
  return answer(200, found.content.toString('utf8'), {
    ...SAFE_HEADERS,
    'content-disposition': `attachment; filename="${name}"`,
  });
}

const contentOf = ({ slack, clusters }: PageOptions): PageContent => ({
  channel: slack.channelName,
  clusters,
  threads: slack.threads(),
  whispers: slack.whispers(),
});

const htmlAnswer = (body: string, headers: Record<string, string> = {}): OutgoingResponse =>
  answer(200, body, { ...SAFE_HEADERS, 'content-type': 'text/html; charset=utf-8', ...headers });

const forbidden = (refusal: Refusal): OutgoingResponse =>
  answer(403, `${render(say('local.refused', { refusal }))}\n`);

const methodRefused = (allowed: string): OutgoingResponse =>
  answer(405, `${render(say('local.method', { allowed }))}\n`, { allow: allowed });

const notFound = (): OutgoingResponse => answer(404, `${render(say('local.not-found', { paths: ['/'] }))}\n`);
