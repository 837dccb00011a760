import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ConnectOptions, connectCluster } from '../../lib/adapters/kubernetes/connect-cluster.ts';
import { ConnectError, type ConnectProblem } from '../../lib/adapters/kubernetes/connect-error.ts';
import type { ApiServer } from '../fakes/api-server/api-server.ts';
import { makeCertificate } from '../fakes/api-server/certificate.ts';
import { makeNode } from '../fakes/api-server/sample-cluster.ts';
import { CANARY, Stage } from './live-reader-setup.ts';

const stage = new Stage();
const authority = makeCertificate({ name: 'cluster-ca' });
const certificate = makeCertificate({ name: 'kube-apiserver', issuer: authority, hosts: ['127.0.0.1'] });
const client = makeCertificate({ name: 'admin', issuer: authority });
const base64 = (text: string) => Buffer.from(text).toString('base64');

let folder = '';
let server: ApiServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wardround-'));
  server = await stage.serve({
    objects: [makeNode('node-1')],
    token: CANARY,
    tls: {
      cert: certificate.pem,
      key: certificate.keyPem,
      ca: authority.pem,
      requestCert: true,
      rejectUnauthorized: false,
    },
  });
});
afterEach(async () => {
  await stage.end();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

interface ConfigParts {
  readonly cluster?: object;
  readonly user?: object;
  readonly current?: string;
}

/** A kubeconfig in JSON, which is YAML too. */
const config = ({ cluster, user = { token: CANARY }, current = 'prod' }: ConfigParts = {}) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: [
      {
        name: 'one',
        cluster: { server: server.url, 'certificate-authority-data': base64(authority.pem), ...cluster },
      },
    ],
    users: [{ name: 'me', user }],
    contexts: [
      { name: 'prod', context: { cluster: 'one', user: 'me' } },
      { name: 'staging', context: { cluster: 'gone', user: 'me' } },
      { name: 'nobody', context: { cluster: 'one', user: 'gone' } },
    ],
  });

async function problemOf(options: ConnectOptions): Promise<ConnectProblem> {
  const environment = { variables: {}, homeFolder: folder };
  const error: unknown = await connectCluster({ environment, ...options }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectError)) throw new Error(`expected a ConnectError, got ${String(error)}`);
  expect(JSON.stringify(error.problem) + error.message + String(error.stack)).not.toContain(CANARY);
  return error.problem;
}

const at = (path: string, context?: string): ConnectOptions => ({
  wayIn: { via: 'kubeconfig', path, ...(context === undefined ? {} : { context }) },
});

async function statusThrough(options: ConnectOptions): Promise<string> {
  const reader = await stage.connect({ environment: { variables: {}, homeFolder: folder }, ...options });
  return (await reader.get('Node', 'node-1')).status;
}

describe('a kubeconfig', () => {
  test('opens the way with a token and the data of an authority', async () => {
    expect(await statusThrough(at(await file('config', config())))).toBe('collected');
  });

  test('is found at ~/.kube/config', async () => {
    await mkdir(join(folder, '.kube'));
    await file('.kube/config', config());
    expect(await statusThrough({ wayIn: { via: 'kubeconfig' } })).toBe('collected');
  });

  test('is merged from the files of $KUBECONFIG: the first to name a thing wins, missing files are passed over', async () => {
    const first = await file(
      'first',
      JSON.stringify({ 'current-context': 'prod', users: [{ name: 'me', user: { token: CANARY } }] }),
    );
    const second = await file('second', config({ user: { token: 'another-token' }, current: 'staging' }));
    const environment = {
      variables: { KUBECONFIG: [join(folder, 'none'), first, second].join(delimiter) },
      homeFolder: folder,
    };
    expect(await statusThrough({ wayIn: { via: 'kubeconfig' }, environment })).toBe('collected');
  });

  test('names files beside itself', async () => {
    await file('ca.crt', authority.pem);
    await file('token', `${CANARY}\n`);
    const cluster = { 'certificate-authority': 'ca.crt', 'certificate-authority-data': undefined };
    expect(
      await statusThrough(at(await file('config', config({ cluster, user: { tokenFile: 'token' } })))),
    ).toBe('collected');
  });

  test('brings a client certificate and impersonation to the server', async () => {
    const user = {
      token: CANARY,
      'client-certificate-data': base64(client.pem),
      'client-key-data': base64(client.keyPem),
      as: 'jane',
      'as-groups': ['ops', 'dev'],
    };
    expect(await statusThrough(at(await file('config', config({ user }))))).toBe('collected');
    expect(server.requests[0]?.headers).toMatchObject({
      'impersonate-user': 'jane',
      'impersonate-group': 'ops, dev',
    });
  });

  test('trusts its authority also in a context without a user', async () => {
    const path = await file(
      'config',
      JSON.stringify({ ...JSON.parse(config()), contexts: [{ name: 'prod', context: { cluster: 'one' } }] }),
    );
    expect(await statusThrough(at(path))).toBe('unauthorized');
  });
});

describe('no way in', () => {
  test('nothing at the default places: tells which were tried', async () => {
    expect(await problemOf({ wayIn: { via: 'kubeconfig' } })).toEqual({
      problem: 'kubeconfig-not-found',
      tried: [join(folder, '.kube', 'config')],
    });
  });

  test('no such file', async () => {
    const path = join(folder, 'none');
    expect(await problemOf(at(path))).toEqual({ problem: 'kubeconfig-missing', path });
  });

  test('a folder in its place', async () => {
    expect(await problemOf(at(folder))).toEqual({
      problem: 'kubeconfig-unreadable',
      path: folder,
      code: 'EISDIR',
    });
  });

  test('YAML with a tab: tells the line and quotes nothing', async () => {
    const path = await file('config', `users:\n- name: me\n  user:\n\t token: ${CANARY}\n`);
    expect(await problemOf(at(path))).toMatchObject({ problem: 'kubeconfig-malformed', path, line: 4 });
  });

  test('YAML of another form: tells the line and the field', async () => {
    const path = await file(
      'config',
      `current-context: prod\nclusters:\n- name: one\n  cluster:\n    server: [${CANARY}]\n`,
    );
    expect(await problemOf(at(path))).toEqual({
      problem: 'kubeconfig-malformed',
      path,
      line: 5,
      detail: 'clusters.0.cluster.server',
    });
  });

  test.each([
    ['a text', `just ${CANARY}`],
    ['a list', `- ${CANARY}`],
    ['rubbish', `\u0000\u0001${CANARY}\u0002: [`],
  ])('%s is no kubeconfig', async (_, content) => {
    expect(await problemOf(at(await file('config', content)))).toMatchObject({
      problem: 'kubeconfig-malformed',
    });
  });

  test('an empty file has no current context', async () => {
    const path = await file('config', '');
    expect(await problemOf(at(path))).toEqual({
      problem: 'no-current-context',
      available: [],
      paths: [path],
    });
  });

  test('a context that is not there: names those that are, the closest first', async () => {
    const path = await file('config', config());
    expect(await problemOf(at(path, 'stagin'))).toEqual({
      problem: 'context-not-found',
      context: 'stagin',
      available: ['staging', 'nobody', 'prod'],
      paths: [path],
    });
  });

  test('a current context that is empty, or dead', async () => {
    expect(await problemOf(at(await file('empty', config({ current: '' }))))).toMatchObject({
      problem: 'no-current-context',
      available: ['nobody', 'prod', 'staging'],
    });
    expect(await problemOf(at(await file('dead', config({ current: 'deleted' }))))).toMatchObject({
      problem: 'context-not-found',
      context: 'deleted',
    });
  });

  test('a context whose cluster or user is not there', async () => {
    const path = await file('config', config());
    expect(await problemOf(at(path, 'staging'))).toMatchObject({
      problem: 'cluster-not-found',
      cluster: 'gone',
      available: ['one'],
    });
    expect(await problemOf(at(path, 'nobody'))).toMatchObject({
      problem: 'user-not-found',
      user: 'gone',
      available: ['me'],
    });
  });

  test('a file of a credential that is missing, or holds none', async () => {
    const cluster = { 'certificate-authority-data': undefined, 'certificate-authority': 'gone.crt' };
    expect(await problemOf(at(await file('config', config({ cluster }))))).toEqual({
      problem: 'credential-file-unreadable',
      file: 'certificate-authority',
      path: join(folder, 'gone.crt'),
      code: 'ENOENT',
    });
    expect(await problemOf(at(await file('config', config({ user: { tokenFile: 'gone' } }))))).toMatchObject({
      file: 'token',
      code: 'ENOENT',
    });
    const rubbish = { 'certificate-authority-data': base64('rubbish') };
    expect(await problemOf(at(await file('config', config({ cluster: rubbish }))))).toEqual({
      problem: 'credential-invalid',
      file: 'certificate-authority',
    });
    expect(
      await problemOf(at(await file('config', config({ user: { token: `${CANARY}\n${CANARY}` } })))),
    ).toEqual({
      problem: 'credential-invalid',
      file: 'token',
    });
  });

  test('a client key that belongs to another certificate', async () => {
    const user = {
      'client-certificate-data': base64(client.pem),
      'client-key-data': base64(authority.keyPem),
    };
    expect(await problemOf(at(await file('config', config({ user }))))).toEqual({
      problem: 'credential-invalid',
      file: 'client-key-pair',
    });
  });

  test('a server that is no address, or would be sent credentials in the clear', async () => {
    const of = async (address: string) =>
      problemOf(at(await file('config', config({ cluster: { server: address } }))));
    expect(await of('not a url')).toEqual({ problem: 'server-invalid', server: 'not a url' });
    expect(await of(`https://me:${CANARY}@example.com`)).toMatchObject({ problem: 'server-invalid' });
    expect(await of('http://example.com')).toEqual({
      problem: 'server-not-encrypted',
      server: 'http://example.com',
    });
  });

  test('a proxy that is none', async () => {
    const path = await file('config', config({ cluster: { 'proxy-url': `ftp://me:${CANARY}@proxy` } }));
    expect(await problemOf(at(path))).toMatchObject({ problem: 'proxy-invalid' });
  });

  test('an auth provider that nobody knows', async () => {
    const path = await file('config', config({ user: { 'auth-provider': { name: 'openstack' } } }));
    expect(await problemOf(at(path))).toEqual({
      problem: 'auth-provider-failed',
      provider: 'openstack',
      detail: 'not supported',
    });
  });
});

describe('through client-node', () => {
  const jwt = (claims: object) =>
    ['{"alg":"none"}', JSON.stringify(claims), 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
  const oidc = (claims: object) =>
    config({
      user: { 'auth-provider': { name: 'oidc', config: { 'id-token': jwt(claims), 'client-id': 'cli' } } },
    });

  test('an auth provider brings its token', async () => {
    const path = await file('config', oidc({ exp: 4_000_000_000 }));
    expect(await statusThrough(at(path))).toBe('unauthorized');
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${jwt({ exp: 4_000_000_000 })}`);
  });

  test('an auth provider without a token that is still good is no way in', async () => {
    expect(await problemOf(at(await file('config', oidc({ exp: 1 }))))).toEqual({
      problem: 'auth-provider-failed',
      provider: 'oidc',
      detail: 'gave no credentials',
    });
  });

  test('a proxy carries the connection, and sees no token', async () => {
    const seen: string[] = [];
    const proxy = http.createServer().on('connect', (request, socket: Socket) => {
      seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
      const onward = connect(server.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo; // a server that listens on TCP has one
    const path = await file('config', config({ cluster: { 'proxy-url': `http://127.0.0.1:${port}` } }));
    expect(await statusThrough(at(path))).toBe('collected');
    proxy.close();
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain(`127.0.0.1:${server.port}`);
    expect(seen[0]).not.toContain(CANARY);
  });
});

describe('in a pod', () => {
  const variables = () => ({
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: String(server.port),
  });

  test('the service account opens the way, by choice or where there is no kubeconfig', async () => {
    await file('token', CANARY);
    await file('ca.crt', authority.pem);
    const inPod = {
      environment: { variables: variables(), homeFolder: undefined },
      serviceAccountFolder: folder,
    };
    expect(await statusThrough({ wayIn: { via: 'in-cluster' }, ...inPod })).toBe('collected');
    expect(await statusThrough({ wayIn: { via: 'kubeconfig' }, ...inPod })).toBe('collected');
  });

  test('outside one, what is missing is named', async () => {
    expect(await problemOf({ wayIn: { via: 'in-cluster' }, serviceAccountFolder: folder })).toEqual({
      problem: 'not-in-cluster',
      missing: ['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT', join(folder, 'token')],
    });
  });
});

describe('a credential plugin', () => {
  const exec = (script: string, more: object = {}) =>
    config({
      user: {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: process.execPath,
          args: ['-e', script],
          env: [{ name: 'PROFILE', value: 'prod' }],
          interactiveMode: 'Never',
          ...more,
        },
      },
    });
  const credential = (status: string) => `{ kind: 'ExecCredential', status: ${status} }`;
  const environment = () => ({ variables: process.env, homeFolder: folder });

  test('gives the token, told which cluster it is for and with its own environment', async () => {
    const script = `
      const { apiVersion, spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
      const known = spec.cluster.server === '${server.url}' && process.env.PROFILE === 'prod' && apiVersion.endsWith('/v1');
      console.log(JSON.stringify(${credential(`{ token: known ? '${CANARY}' : 'wrong' }`)}));`;
    const path = await file('config', exec(script, { provideClusterInfo: true }));
    expect(await statusThrough({ ...at(path), environment: environment() })).toBe('collected');
  });

  test('with a slash is a file beside the kubeconfig', async () => {
    const plugin = await file(
      'plugin',
      `#!/bin/sh\necho '{"kind":"ExecCredential","status":{"token":"${CANARY}"}}'\n`,
    );
    await chmod(plugin, 0o755);
    const path = await file('config', exec('', { command: './plugin', args: [] }));
    expect(await statusThrough({ ...at(path), environment: environment() })).toBe('collected');
  });

  test('that is not installed is named, with its hint', async () => {
    const path = await file(
      'config',
      exec('', { command: 'wardround-no-such-plugin', installHint: 'get it' }),
    );
    expect(await problemOf({ ...at(path), environment: environment() })).toEqual({
      problem: 'plugin-not-found',
      command: 'wardround-no-such-plugin',
      installHint: 'get it',
    });
  });

  test('that fails is told with its last words, masked', async () => {
    const path = await file(
      'config',
      exec(`console.error('session expired, token=${CANARY}'); process.exit(7)`),
    );
    expect(await problemOf({ ...at(path), environment: environment() })).toMatchObject({
      problem: 'plugin-failed',
      exitCode: 7,
      detail: 'session expired, token=[redacted]',
    });
  });

  test('that writes no credential is told as that', async () => {
    const path = await file('config', exec(`console.log('${CANARY}')`));
    expect(await problemOf({ ...at(path), environment: environment() })).toMatchObject({
      problem: 'plugin-failed',
    });
  });

  test('that never ends is ended', async () => {
    const path = await file('config', exec('setInterval(() => {}, 1000)'));
    expect(await problemOf({ ...at(path), environment: environment(), pluginTimeoutMs: 100 })).toMatchObject({
      problem: 'plugin-timed-out',
      afterMs: 100,
    });
  });

  test('that insists on a terminal does not get one', async () => {
    const path = await file('config', exec('', { interactiveMode: 'Always' }));
    expect(await problemOf({ ...at(path), environment: environment() })).toMatchObject({
      problem: 'plugin-needs-terminal',
    });
  });
});
