import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { symlink, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import {
  fileWith,
  folderWith,
  opened,
  problemOf,
  tarGzOf,
  tarOf,
} from '../../../test/fakes/capture-on-disk.ts';
import { listOf, nodeNamed } from '../../../test/fakes/captured-objects.ts';
import { openCapture } from './open-capture.ts';

const MIB = 1024 * 1024;
const node = nodeNamed('a');

describe('a capture that is refused says what is wrong, and where', () => {
  test('no such path', async () => {
    expect(await problemOf(['/no/such/path'])).toEqual({ kind: 'no-such-path', path: '/no/such/path' });
  });

  test('a device', async () => {
    expect(await problemOf(['/dev/zero'])).toMatchObject({ kind: 'not-readable', path: '/dev/zero' });
  });

  test('an empty file, a blank one, a folder without files', async () => {
    for (const path of [await fileWith(''), await fileWith(' \n\n'), await folderWith({})]) {
      expect(await problemOf([path])).toEqual({ kind: 'empty', path });
    }
  });

  test('JSON that is cut off, at its end', async () => {
    const path = await fileWith('{\n  "kind": "Node",\n  "metadata": {"name": "a');
    expect(await problemOf([path])).toEqual({
      kind: 'malformed',
      path,
      format: 'json',
      at: { line: 3, column: 26 },
    });
  });

  test('a list that is cut off, although its first items are whole', async () => {
    const path = await fileWith(JSON.stringify(listOf('List', [node, nodeNamed('b')])).slice(0, -60));
    expect(await problemOf([path])).toMatchObject({
      kind: 'malformed',
      path,
      format: 'json',
      at: { line: 1 },
    });
  });

  test('JSON with a mistake inside an item, at the mistake', async () => {
    const path = await fileWith('{"kind":"List","items":[\n{"kind":"Node"},\n{"kind":"Node",,}\n]}');
    expect(await problemOf([path])).toMatchObject({
      kind: 'malformed',
      format: 'json',
      at: { line: 3, column: 16 },
    });
  });

  test('a comma too many', async () => {
    const path = await fileWith('[{"kind":"Node","metadata":{"name":"a"}},]');
    expect(await problemOf([path])).toMatchObject({ kind: 'malformed', at: { line: 1, column: 42 } });
  });

  test('YAML with tabs, at the tab', async () => {
    const path = await fileWith('kind: Node\nmetadata:\n\tname: a\n');
    expect(await problemOf([path])).toMatchObject({
      kind: 'malformed',
      path,
      format: 'yaml',
      at: { line: 3 },
    });
  });

  test('YAML whose aliases multiply', async () => {
    const levels = 'bcdefghi'.split('').map((name, index) => {
      const uses = Array.from({ length: 9 }, () => `*${String.fromCharCode(97 + index)}`);
      return `${name}: &${name} [${uses.join(', ')}]`;
    });
    const path = await fileWith(['kind: Node', 'a: &a [x, x, x, x, x, x, x, x, x]', ...levels].join('\n'));
    expect(await problemOf([path])).toMatchObject({ kind: 'malformed', format: 'yaml' });
  });

  test('binary rubbish', async () => {
    const path = await fileWith(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]));
    expect(await problemOf([path])).toEqual({
      kind: 'nothing-recognised',
      paths: [path],
      skipped: [{ path, reason: 'not-text', count: 1 }],
    });
  });

  test('a file of 2 GB, from its size alone', async () => {
    const path = await fileWith('');
    await truncate(path, 2_000_000_000); // sparse: it takes no room, and reading it would take long
    expect(await problemOf([path])).toMatchObject({ kind: 'too-large', path, bytes: 2_000_000_000 });
  });

  test('more bytes in all than the limit', async () => {
    const path = await folderWith({ 'a.json': node, 'b.json': nodeNamed('b') });
    expect(await problemOf([path], { limits: { totalBytes: 300 } })).toMatchObject({
      kind: 'too-large',
      limitBytes: 300,
    });
  });

  test('more files than the limit', async () => {
    const path = await folderWith({ 'a.json': node, 'b.json': node, 'c.json': node });
    expect(await problemOf([path], { limits: { files: 2 } })).toMatchObject({
      kind: 'too-many-files',
      limit: 2,
    });
  });

  test('a zip bomb', async () => {
    const path = await fileWith(gzipSync(Buffer.alloc(40 * MIB, ' ')));
    expect(await problemOf([path])).toEqual({ kind: 'archive-ratio', path, limit: 100 });
  });

  test('a zip bomb inside a tarball, in an entry that is not even read', async () => {
    const path = await fileWith(await tarGzOf([{ name: 'x.bin', content: Buffer.alloc(40 * MIB) }]));
    expect(await problemOf([path])).toMatchObject({ kind: 'archive-ratio' });
  });

  test('an archive of nothing but ways out of it', async () => {
    const path = await fileWith(
      await tarOf([
        { name: '../../etc/passwd', content: node },
        { name: '/etc/shadow', content: node },
        { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
      ]),
    );
    expect(await problemOf([path])).toMatchObject({ kind: 'archive-unsafe-path', entries: 3 });
  });

  test('a tarball that is cut off before its first entry ends', async () => {
    const whole = await tarGzOf([{ name: 'nodes.json', content: listOf('List', [node]) }]);
    const path = await fileWith(whole.subarray(0, whole.length - 40));
    expect(await problemOf([path])).toMatchObject({ kind: 'malformed', path });
  });

  test.each(['['.repeat(200_000), '{"a":'.repeat(200_000), `kind: Node\na: ${'['.repeat(20_000)}`])(
    'nesting without end (%#)',
    async (content) => {
      expect(await problemOf([await fileWith(content)])).toMatchObject({ kind: 'malformed' });
    },
  );
});

describe('beside something sound, what is not is passed over and counted', () => {
  test('unsafe entries and links of an archive', async () => {
    const path = await fileWith(
      await tarGzOf([
        { name: '../evil.json', content: nodeNamed('evil') },
        { name: 'a/../../evil.json', content: nodeNamed('evil') },
        { name: 'link.json', type: 'link', linkname: 'nodes.json' },
        { name: 'nodes.json', content: node },
      ]),
    );
    const { summary } = await openCapture([path]);
    expect(summary.objects).toEqual({ Node: 1 });
    expect(summary.skipped.map(({ reason }) => reason)).toEqual(['unsafe-path', 'unsafe-path', 'link']);
  });

  test('an archive in an archive', async () => {
    const inner = await tarGzOf([{ name: 'nodes.json', content: nodeNamed('inner') }]);
    const path = await fileWith(
      await tarOf([
        { name: 'inner.tgz', content: inner },
        { name: 'n.json', content: node },
      ]),
    );
    const { summary } = await openCapture([path]);
    expect(summary.objects).toEqual({ Node: 1 });
    expect(summary.skipped).toMatchObject([{ path: `${path}!inner.tgz`, reason: 'nested-archive' }]);
  });

  test('binaries, prose, other kinds, broken files, each with its reason', async () => {
    const { summary } = await opened({
      'a.png': Buffer.from([0, 1, 2]),
      'b.txt': 'Dear colleague',
      'c.json': { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv' } },
      'd.json': '{"kind": "Node"',
      'e.json': node,
      'f.zip': Buffer.from('504b030400000000', 'hex'),
    });
    expect(summary.skipped.map(({ reason, kind }) => kind ?? reason)).toEqual([
      'not-text',
      'not-recognised',
      'PersistentVolume',
      'malformed',
      'unsupported-archive',
    ]);
  });

  test('an object whose fields are not as its kind demands, by its field, and the listing is then not complete', async () => {
    const broken = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'b' },
      status: { conditions: 'many' },
    };
    const { summary, reader } = await opened({ 'nodes.json': listOf('NodeList', [node, broken]) });
    expect(summary.skipped).toMatchObject([
      { reason: 'malformed-object', kind: 'Node', field: 'status.conditions' },
    ]);
    expect(await reader.get('Node', 'b')).toMatchObject({ status: 'not-captured' });
  });

  test('an item larger than the limit', async () => {
    const large = nodeNamed('large', { annotations: { x: 'y'.repeat(5000) } });
    const { summary, reader } = await opened(
      { 'n.json': listOf('List', [large, node]) },
      { limits: { objectBytes: 2000 } },
    );
    expect(summary.skipped).toMatchObject([{ reason: 'too-large' }]);
    expect(await reader.list('Node', { limit: 9 })).toMatchObject({
      value: { items: [{ meta: { name: 'a' } }], complete: false },
    });
  });

  test('a link that leads out of the folder; one within it is followed', async () => {
    const outside = await fileWith(nodeNamed('outside'), 'secret.json');
    const folder = await folderWith({ 'data/n.json': node });
    await symlink(outside, join(folder, 'out.json'));
    await symlink('data/n.json', join(folder, 'in.json'));
    await symlink('/', join(folder, 'root'));
    const { summary } = await openCapture([folder]);
    expect(summary.objects).toEqual({ Node: 1 });
    expect(summary.files).toBe(2);
    expect(summary.skipped.map(({ path, reason }) => [path, reason])).toEqual([
      [join(folder, 'out.json'), 'link'],
      [join(folder, 'root'), 'link'],
    ]);
  });

  test('a socket in a folder', async () => {
    const folder = await folderWith({ 'n.json': node });
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    const { summary } = await openCapture([folder]);
    server.close();
    expect(summary.skipped).toMatchObject([{ reason: 'special-file' }]);
  });

  test('folders deeper than the limit', async () => {
    const { summary } = await opened(
      { 'n.json': node, 'a/b/c/m.json': node },
      { limits: { folderDepth: 2 } },
    );
    expect(summary.skipped).toMatchObject([{ reason: 'too-deep' }]);
  });

  test('the list of what was passed over is bounded, its count is not', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}.txt`, 'prose']));
    const { summary } = await opened({ ...files, 'n.json': node }, { limits: { listedSkips: 5 } });
    expect(summary.skipped).toHaveLength(5);
    expect(summary.skippedTotal).toBe(30);
  });
});

test('nothing is written, and progress is told with the bytes read', async () => {
  const folder = await folderWith({ 'n.tgz': await tarGzOf([{ name: 'a/n.json', content: node }]) });
  const seen: number[] = [];
  const { summary } = await openCapture([folder], { onProgress: (bytesRead) => seen.push(bytesRead) });
  expect(seen.at(-1)).toBe(summary.bytes);
  expect(readdirSync(folder)).toEqual(['n.tgz']);
});
