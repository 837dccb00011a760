import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type LocalProcess, type Machine, newMachine } from './local-process.ts';

jest.setTimeout(120_000);

let machine: Machine;
let running: LocalProcess;

beforeAll(async () => {
  machine = await newMachine();
  running = await machine.start();
});

afterAll(() => machine.remove());

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A request with any Host, which `fetch` does not allow. */
function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: running.port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ownHost = (): string => `127.0.0.1:${running.port}`;
const cookie = (): string => `wardround-${running.port}=${running.pageToken}`;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a command on the page', () => {
  test('is taken from the page itself', async () => {
    const headers = { ...form, host: ownHost(), origin: `http://${ownHost()}`, cookie: cookie() };
    const { status, body } = await send('POST', '/page/command', headers, 'text=help');
    expect(status).toBe(200);
    expect(body).toContain('diagnose');
  });

  test.each([
    [
      'another host',
      () => ({ host: 'evil.example', origin: 'http://evil.example', cookie: cookie() }),
      'localhost',
    ],
    [
      'another origin',
      () => ({ host: ownHost(), origin: 'http://evil.example', cookie: cookie() }),
      'another website',
    ],
    ['no origin, by cookie', () => ({ host: ownHost(), cookie: cookie() }), 'another website'],
    [
      'an origin that is hidden',
      () => ({ host: ownHost(), origin: 'null', cookie: cookie() }),
      'another website',
    ],
    ['no token', () => ({ host: ownHost(), origin: `http://${ownHost()}` }), 'token'],
    ['a wrong token', () => ({ host: ownHost(), authorization: 'Bearer wrong' }), 'token'],
    [
      'the page of another site',
      () => ({
        host: ownHost(),
        'sec-fetch-site': 'cross-site',
        authorization: `Bearer ${running.pageToken}`,
      }),
      'another website',
    ],
  ])('is refused with the reason: %s', async (_, headers, reason) => {
    const { status, body } = await send(
      'POST',
      '/page/command',
      { ...form, ...headers() },
      'text=diagnose+node-3',
    );
    expect(status).toBe(403);
    expect(body).toContain(reason);
    expect(await running.threads()).toEqual([]);
  });
});

describe('what the page shows', () => {
  test.each(['/page/channel', '/page/channel.json', '/page/events', '/page/file/F1'])(
    'is refused without the token: %s',
    async (path) => {
      expect((await send('GET', path, { host: ownHost() })).status).toBe(403);
      expect((await send('GET', path, { host: 'evil.example', cookie: cookie() })).status).toBe(403);
    },
  );

  test('is given at the first look, with a cookie that scripts and other sites do not get', async () => {
    const { status, body, headers } = await send('GET', '/', { host: ownHost() });
    expect(status).toBe(200);
    expect(body).toContain('/k8s diagnose cluster');
    expect(headers['set-cookie']).toEqual([`${cookie()}; Path=/; HttpOnly; SameSite=Strict`]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  });

  test('is not given to a name that was pointed at this machine, nor into a frame', async () => {
    expect((await send('GET', '/', { host: 'evil.example' })).status).toBe(403);
    expect((await send('GET', '/', { host: ownHost(), 'sec-fetch-dest': 'iframe' })).status).toBe(403);
    expect((await send('GET', '/?token=wrong', { host: ownHost() })).status).toBe(403);
  });
});

describe('the functions', () => {
  test('answer no website, whatever it sends', async () => {
    const headers = {
      host: ownHost(),
      origin: 'http://evil.example',
      authorization: `Bearer ${running.alertToken}`,
    };
    expect((await send('POST', '/alerts', headers, '{}')).status).toBe(403);
    expect((await send('POST', '/alerts', { ...headers, host: 'evil.example' }, '{}')).status).toBe(403);
  });

  test('take no command that is not signed', async () => {
    const { status, body } = await send(
      'POST',
      '/slack/events',
      { ...form, host: ownHost() },
      'command=%2Fk8s&text=help',
    );
    expect(status).toBe(401);
    expect(body).toContain('not signed');
  });

  test('tell what there is where nothing is, and how to ask', async () => {
    const { status, body } = await send('GET', '/nothing', { host: ownHost() });
    expect(status).toBe(404);
    expect(body).toContain('POST /alerts');
    const wrong = await send('GET', '/alerts', { host: ownHost() });
    expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'POST']);
  });
});
