import { createServer } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { type ApiServerOptions, type Fault, startApiServer } from '../fakes/api-server/api-server.ts';
import { makeCertificate } from '../fakes/api-server/certificate.ts';
import { type json, statusReply, text } from '../fakes/api-server/replies.ts';
import { makeDaemonSet, makeLease, makeNode, makePod } from '../fakes/api-server/sample-cluster.ts';
import { Folder, wardround } from './wardround.ts';

const folder = new Folder();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => folder.remove());

const CANARY = 'canary-7c1e55d0aa';
const flat = (output: string): string => output.replace(/\s+/g, ' ');
const always = (reply: ReturnType<typeof json>) => (): Fault => ({ kind: 'reply', reply });

const objects = [
  makeNode('node-1', '10.0.0.1'),
  makeNode('node-2', '10.0.0.2'),
  makeLease('node-1'),
  makeLease('node-2'),
  makePod('kube-proxy-1', {
    namespace: 'kube-system',
    nodeName: 'node-1',
    labels: { 'k8s-app': 'kube-proxy' },
  }),
  makeDaemonSet('kube-proxy', 'kube-system'),
  makeDaemonSet('kindnet', 'kube-system'),
];

async function cluster(options: ApiServerOptions = {}) {
  const server = await startApiServer({ objects, token: CANARY, ...options });
  ends.push(() => server.close());
  const kubeconfig = folder.kubeconfig(server.url, CANARY);
  const ask = (...argv: string[]) => wardround([...argv, '--kubeconfig', kubeconfig]);
  return { server, kubeconfig, ask };
}

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('a node of a live cluster', () => {
  test('is diagnosed within 15 requests, and no list of all pods is asked for', async () => {
    const { server, ask } = await cluster();
    const { code, stdout, stderr } = await ask('diagnose', 'node', 'node-1', '-o', 'json');
    expect(stderr).toBe('');
    const report: unknown = JSON.parse(stdout);
    expect(report).toMatchObject({
      origin: 'live',
      target: { name: 'node-1' },
      cost: { requests: server.requests.length },
    });
    expect([0, 1, 3]).toContain(code);
    expect(server.requests.length).toBeLessThanOrEqual(15);
    const pods = server.requests.filter(({ path }) => path === '/api/v1/pods');
    for (const { query } of pods) expect(query.get('fieldSelector')).toContain('spec.nodeName=node-1');
  });

  test('costs no second question for the node itself', async () => {
    const { server, ask } = await cluster();
    await ask('diagnose', 'node', 'node-1');
    expect(server.requests.filter(({ path }) => path === '/api/v1/nodes/node-1')).toHaveLength(1);
  });

  test('may be called by its address or a prefix, still within 15 requests', async () => {
    const { server, ask } = await cluster({ objects: [...objects, makeNode('other')] });
    const { stdout } = await ask('diagnose', 'node', '10.0.0.2');
    expect(stdout).toContain('10.0.0.2 is an address of node node-2.');
    expect(server.requests.length).toBeLessThanOrEqual(15);
    expect((await ask('diagnose', 'node', 'oth')).stdout).toContain("one node's name: other.");
  });

  test('that is not there is not diagnosed', async () => {
    const { ask } = await cluster();
    const { code, stderr } = await ask('diagnose', 'node', 'ndoe-1');
    expect(code).toBe(2);
    expect(flat(stderr)).toContain('Did you mean node-1 or node-2?');
  });

  test('is not guessed where its name is the beginning of several', async () => {
    const { ask } = await cluster();
    const { code, stderr } = await ask('diagnose', 'node', 'node');
    expect(code).toBe(2);
    expect(stderr).toContain('node-1, node-2');
  });

  test('is not searched for where nodes may not be listed, and the rule is named', async () => {
    const { ask } = await cluster({ denied: ['list nodes'] });
    const { code, stderr } = await ask('diagnose', 'node', 'nod');
    expect(code).toBe(2);
    expect(flat(stderr)).toContain('{ apiGroups: [""], resources: ["nodes"], verbs: ["list"] }');
  });
});

describe('403 on one kind', () => {
  test('leaves the rest standing and names the rule that is missing', async () => {
    const { ask } = await cluster({ denied: ['list daemonsets'] });
    const { code, stdout } = await ask('diagnose', 'node', 'node-1');
    expect(code).not.toBe(2);
    expect(flat(stdout)).toContain('{ apiGroups: ["apps"], resources: ["daemonsets"], verbs: ["list"] }');
  });

  test('on the node itself leaves the verdict unknown, never healthy', async () => {
    const { ask } = await cluster({ denied: ['get nodes'] });
    const { code, stdout } = await ask('diagnose', 'node', 'node-1');
    expect(code).toBe(3);
    expect(stdout).toMatch(/^UNKNOWN:/);
    expect(flat(stdout)).toContain('resources: ["nodes"], verbs: ["get"]');
  });
});

describe('a cluster that cannot be looked at: what, where, exit 2', () => {
  test.each<[string, Partial<ApiServerOptions>, string, RegExp]>([
    ['answers 401', { token: 'another' }, 'look.unauthorized', /does not accept our credential \(401\)/],
    [
      'answers 403 to everything',
      { fault: always(statusReply(403, 'Forbidden', 'no')) },
      'look.forbidden',
      /Grant by a ClusterRole: \{ apiGroups/,
    ],
    [
      'answers 404 to everything',
      { fault: always(text('404 page not found\n', 404)) },
      'look.failed',
      /\(status 404\)/,
    ],
    [
      'answers 500',
      { fault: always(statusReply(500, 'InternalError', `boom ${CANARY}`)) },
      'look.failed',
      /\(status 500\)/,
    ],
    [
      'answers HTML',
      { fault: always(text('<html>Log in</html>', 200, 'text/html')) },
      'look.failed',
      /answer that can be read/,
    ],
    [
      'answers half a JSON',
      { fault: always(text('{"kind":"Nod', 200, 'application/json')) },
      'look.failed',
      /answer that can be read/,
    ],
    ['cuts the connection', { fault: () => ({ kind: 'reset' }) }, 'look.unreachable', /cut/],
    ['never answers', { fault: () => ({ kind: 'hang' }) }, 'look.timed-out', /did not answer within 1 s/],
    [
      'limits requests',
      { fault: always(statusReply(429, 'TooManyRequests', 'wait', { 'Retry-After': '7' })) },
      '',
      /429|did not answer within 1 s/,
    ],
  ])('it %s', async (_, options, code, expected) => {
    const { server, ask } = await cluster(options);
    for (const target of [['node', 'node-1'], ['dns'], ['cluster']]) {
      const answer = await ask('diagnose', ...target, '--timeout', '1', '-o', 'json');
      expect({ target, exit: answer.code }).toEqual({ target, exit: 2 });
      expect(flat(answer.stderr)).toMatch(expected);
      expect(answer.stderr).toContain(server.url);
      expect(answer.stderr).not.toMatch(/^\s+at /m);
      expect(answer.stdout + answer.stderr).not.toContain(CANARY);
      if (code) expect(JSON.parse(answer.stdout)).toMatchObject({ kind: 'Error', error: { code } });
    }
  });

  test('it is down', async () => {
    const port = await deadPort();
    const kubeconfig = folder.kubeconfig(`http://127.0.0.1:${port}`);
    const { code, stderr } = await wardround(['diagnose', 'cluster', '--kubeconfig', kubeconfig]);
    expect(code).toBe(2);
    expect(flat(stderr)).toContain(`http://127.0.0.1:${port} cannot be reached: the connection was refused`);
  });

  test('its certificate is signed by nobody we trust', async () => {
    const authority = makeCertificate({ name: 'their-ca' });
    const { pem, keyPem } = makeCertificate({ name: 'server', issuer: authority, hosts: ['127.0.0.1'] });
    const { server, ask } = await cluster({ tls: { cert: pem, key: keyPem } });
    const { code, stderr } = await ask('diagnose', 'dns');
    expect(code).toBe(2);
    expect(flat(stderr)).toContain('not trusted here');
    expect(flat(stderr)).toContain('--ca FILE');
    const ca = folder.write('ca.pem', authority.pem);
    const token = folder.write('token', `${CANARY}\n`);
    const explicit = ['--server', server.url, '--ca', ca, '--token-file', token];
    const trusted = await wardround(['diagnose', 'node', 'node-1', ...explicit]);
    expect(trusted.stderr).toBe('');
    expect(trusted.code).not.toBe(2);
    expect(trusted.stdout).not.toContain(CANARY);
  });
});

describe('a way in that is none', () => {
  test.each<[string, () => string[], RegExp]>([
    ['no kubeconfig at all', () => [], /There is no kubeconfig/],
    [
      'a kubeconfig that is not there',
      () => ['--kubeconfig', `${folder.path}/none`],
      /There is no kubeconfig .*none/,
    ],
    ['a kubeconfig that is a folder', () => ['--kubeconfig', folder.path], /it is a folder \(EISDIR\)/],
    [
      'a kubeconfig with a tab',
      () => ['--kubeconfig', folder.write('tab', 'apiVersion: v1\nclusters:\n\t- name: a\n')],
      /malformed at line 3/,
    ],
    [
      'a context that is not there',
      () => ['--kubeconfig', folder.kubeconfig('https://127.0.0.1:1'), '--context', 'her'],
      /There is no context "her" in .* here/,
    ],
    ['a server that is no URL', () => ['--server', 'nonsense'], /"nonsense" is no address/],
    ['a server without encryption', () => ['--server', 'http://10.0.0.1:8080'], /is not encrypted/],
    [
      'an authority that is not there',
      () => ['--server', 'https://127.0.0.1:1', '--ca', `${folder.path}/ca`],
      /authority .*ca cannot be read: there is no such file/,
    ],
    [
      'an authority that is no PEM',
      () => ['--server', 'https://127.0.0.1:1', '--ca', folder.write('no.pem', 'x')],
      /PEM/,
    ],
    [
      'a token file that is not there',
      () => ['--server', 'https://127.0.0.1:1', '--token-file', `${folder.path}/t`],
      /token file .*t cannot be read/,
    ],
  ])('%s', async (_, options, expected) => {
    const { code, stdout, stderr } = await wardround(['diagnose', 'dns', ...options()]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(flat(stderr)).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
