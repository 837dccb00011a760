import { truncateSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pack } from 'tar-stream';
import { diagnosisReport } from '../../lib/report/report.ts';
import { makeNode } from '../fakes/api-server/sample-cluster.ts';
import { Folder, wardround } from './wardround.ts';

const folder = new Folder();
afterAll(() => folder.remove());

async function tarOf(name: string, text: string): Promise<Buffer> {
  const archive = pack();
  archive.entry({ name }, text);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk); // a byte stream
  return Buffer.concat(chunks);
}

const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('input that cannot be read: what, where, exit 2', () => {
  test.each<[string, string, () => string | Promise<string>, RegExp]>([
    [
      'no such path',
      'capture.no-such-path',
      () => `${folder.path}/nowhere`,
      /There is no file or folder .*nowhere/,
    ],
    ['an empty file', 'capture.empty', () => folder.write('empty.json', ''), /empty\.json is empty/],
    [
      'truncated JSON',
      'capture.malformed',
      () => folder.write('cut.json', '{"kind":"List","items":[{"kind":"Node","metadata":{"na'),
      /cut\.json is no valid JSON: it breaks at line 1, column \d+/,
    ],
    [
      'YAML with tabs',
      'capture.malformed',
      () => folder.write('tabs.yaml', 'apiVersion: v1\nkind: Node\nmetadata:\n\tname: a\n'),
      /tabs\.yaml is no valid YAML: it breaks at line 4/,
    ],
    [
      'binary rubbish',
      'capture.nothing-recognised',
      () => folder.write('rubbish.bin', Buffer.from([0, 255, 1, 254, 0, 7, 8, 200])),
      /Nothing of Kubernetes was recognised in .*rubbish\.bin/,
    ],
    [
      'text of something else',
      'capture.nothing-recognised',
      () => folder.write('letter.txt', 'Dear Sir or Madam,\nthe cluster is down.\n'),
      /Nothing of Kubernetes/,
    ],
    [
      'a tarball that would write outside itself',
      'capture.archive-unsafe-path',
      async () => folder.write('evil.tar', await tarOf('../../etc/evil.json', JSON.stringify(makeNode('a')))),
      /outside its archive/,
    ],
    [
      'a file of 2 GB',
      'capture.too-large',
      () => {
        const path = folder.write('huge.json', '[');
        truncateSync(path, 2 ** 31);
        return path;
      },
      /huge\.json is too large: 2\.0 GiB/,
    ],
    [
      'an archive that swells',
      'capture.archive-ratio',
      async () => folder.write('bomb.tar.gz', gzipSync(await tarOf('a.json', ' '.repeat(40_000_000)))),
      /unpacks to more than 100 times its size/,
    ],
  ])('%s', async (_, code, make, expected) => {
    const path = await make();
    const {
      code: exit,
      stdout,
      stderr,
    } = await wardround(['diagnose', 'cluster', '--from', path, '-o', 'json']);
    expect(exit).toBe(2);
    expect(flat(stderr)).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'Error', error: { code } });
  });
});

const moment = '2026-01-02T00:00:00Z';
const sick = (name: string, message = 'kubelet has disk pressure') => ({
  ...makeNode(name),
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        lastHeartbeatTime: moment,
        lastTransitionTime: moment,
      },
      {
        type: 'DiskPressure',
        status: 'True',
        reason: 'KubeletHasDiskPressure',
        message,
        lastHeartbeatTime: moment,
        lastTransitionTime: '2026-01-01T22:00:00Z',
      },
    ],
    addresses: [{ type: 'InternalIP', address: '10.0.0.7' }],
  },
});

describe('a node in a capture', () => {
  const path = folder.write('nodes.json', [
    sick('worker-1'),
    makeNode('worker-2'),
    makeNode('control-1', '10.0.0.9'),
  ]);
  const ask = (name: string, ...more: string[]) =>
    wardround(['diagnose', 'node', name, '--from', path, ...more]);

  test('is diagnosed: the verdict and its cause come first, then why, then what to do', async () => {
    const { code, stdout, stderr } = await ask('worker-1');
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^UNHEALTHY: worker-1 is short of disk/);
    const order = [
      'UNHEALTHY',
      'node.disk-pressure (error, proven) on Node worker-1',
      '\nWhy\n',
      '\nWhat to do\n',
      'from a capture of',
    ];
    const places = order.map((text) => stdout.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('every line fits into 80 columns, and into a narrower terminal', async () => {
    for (const terminal of [undefined, 60]) {
      const { stdout } = await wardround(
        ['diagnose', 'node', 'worker-1', '--from', path, '--verbose'],
        terminal === undefined ? {} : { terminal, env: { NO_COLOR: '1' } },
      );
      const longest = Math.max(...stdout.split('\n').map((line) => line.length));
      expect(longest).toBeLessThanOrEqual(terminal ?? 80);
    }
  });

  test('colour adds nothing but colour', async () => {
    const argv = ['diagnose', 'node', 'worker-1', '--from', path, '--now', moment];
    const plain = await wardround(argv);
    const coloured = await wardround(argv, { terminal: 80 });
    const untimed = (text: string): string => text.replace(/\d+\.\d s\b/, 'T');
    expect(coloured.stdout).toContain('\u001b[31m');
    expect(untimed(stripVTControlCharacters(coloured.stdout))).toBe(untimed(plain.stdout));
    expect((await wardround(argv, { terminal: 80, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
    expect((await wardround([...argv, '--no-color'], { terminal: 80 })).stdout).not.toContain('\u001b');
    expect((await wardround(argv, { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[31m');
  });

  test('is healthy where nothing is wrong', async () => {
    const { code, stdout } = await ask('worker-2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^HEALTHY: node worker-2 shows no fault/);
  });

  test('may be called by its address or the beginning of its name, which is said', async () => {
    const byAddress = await ask('10.0.0.7');
    expect(byAddress.stdout).toContain('10.0.0.7 is an address of node worker-1.');
    const byPrefix = await ask('cont');
    expect(byPrefix.stdout).toContain('"cont" is the beginning of one node\'s name: control-1.');
  });

  test('is not guessed where several are meant', async () => {
    const { code, stderr } = await ask('worker');
    expect(code).toBe(2);
    expect(stderr).toContain('worker-1, worker-2');
  });

  test('is suggested where the name is mistyped', async () => {
    const { code, stderr } = await ask('wroker-1');
    expect(code).toBe(2);
    expect(flat(stderr)).toContain('Did you mean worker-1 or worker-2?');
  });

  test('is named with all others where nothing is close', async () => {
    const { code, stderr } = await ask('zzz');
    expect(code).toBe(2);
    expect(flat(stderr)).toContain('It has 3 nodes: control-1, worker-1, worker-2.');
  });

  test('that the capture does not name is taken for the one asked for', async () => {
    const bare = folder.write(
      'bare.yaml',
      [
        'status:',
        '  conditions:',
        '  - {type: DiskPressure, status: "False", reason: KubeletHasNoDiskPressure}',
        '  - {type: Ready, status: "True", reason: KubeletReady}',
      ].join('\n'),
    );
    const { code, stdout } = await wardround(['diagnose', 'node', 'whatever', '--from', bare]);
    expect(code).toBe(0);
    expect(flat(stdout)).toContain('does not name it; it was taken for whatever');
  });

  test('stays unknown where the capture holds no node', async () => {
    const pods = folder.write('pods.json', [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', namespace: 'b' },
        spec: {},
        status: { phase: 'Running' },
      },
    ]);
    const { code, stdout } = await wardround(['diagnose', 'node', 'worker-1', '--from', pods]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^UNKNOWN: whether node worker-1 is healthy cannot be told/);
  });

  test('in JSON says the same, cause first', async () => {
    const { code, stdout } = await ask('worker-1', '-o', 'json');
    expect(code).toBe(1);
    const report: unknown = JSON.parse(stdout);
    expect(diagnosisReport.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      apiVersion: 'wardround/v1',
      kind: 'Diagnosis',
      target: { kind: 'node', name: 'worker-1' },
      origin: 'capture',
      verdict: 'unhealthy',
      causes: [
        { id: 'node.disk-pressure', severity: 'error', object: 'Node worker-1', confidence: 'proven' },
      ],
      cost: { requests: 0 },
    });
  });

  test('for Slack is a message of blocks', async () => {
    const { code, stdout } = await ask('worker-1', '-o', 'slack');
    expect(code).toBe(1);
    const message = JSON.parse(stdout) as { text: unknown; blocks: { type: unknown }[] }; // checked below
    expect(message.text).toContain('worker-1');
    expect(message.blocks[0]?.type).toBe('header');
  });
});

describe('what somebody in the cluster wrote', () => {
  const act = '\u001b[2J\u001b]0;owned\u0007\u202e\u200b';

  test('moves no cursor and hides nothing', async () => {
    const path = folder.write('hostile.json', [sick('worker-1', `disk ${act} full`)]);
    for (const output of ['text', 'json']) {
      const { stdout } = await wardround(['diagnose', 'node', 'worker-1', '--from', path, '-o', output]);
      expect(stdout).toContain('full');
      // Every line end is ours.
      expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  test('enters no command that people copy', async () => {
    const name = 'a; rm -rf $HOME #';
    const path = folder.write('shell.json', [sick(name)]);
    const { stdout } = await wardround(['diagnose', 'node', name, '--from', path, '-o', 'json']);
    const report = JSON.parse(stdout) as { causes: { remediations: { command?: string }[] }[] }; // of our own schema
    const commands = report.causes.flatMap(({ remediations }) =>
      remediations.flatMap(({ command }) => command ?? []),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).not.toContain('rm -rf');
  });

  test('is masked in every output where it is a secret', async () => {
    const canary = 'canary-9b1f6d2e4c';
    const secrets = `token=${canary} https://user:${canary}@host/ Authorization: Bearer ${canary}`;
    const path = folder.write('secrets.json', [
      sick('worker-1', secrets),
      {
        kind: 'Secret',
        apiVersion: 'v1',
        metadata: { name: 's', namespace: 'd' },
        data: { a: canary },
        stringData: { b: canary },
      },
    ]);
    for (const output of ['text', 'json', 'slack']) {
      const answer = await wardround(['diagnose', 'cluster', '--from', path, '-o', output, '--verbose']);
      expect(answer.code).toBe(1);
      expect(answer.stdout).toContain('[redacted]');
      expect(answer.stdout + answer.stderr).not.toContain(canary);
    }
  });
});
