import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openCapture } from './open-capture.ts';

const INPUTS = '../shared/cases/inputs';
const present = existsSync(INPUTS);
// biome-ignore lint/suspicious/noConsole: whoever reads the run is told what it did not test.
if (!present) console.warn(`${INPUTS} is not here: the real captures are passed over`);
const real = present ? test : test.skip;

real('a dump of AKS 1.16 in a tarball, its nodes beside it', async () => {
  const { reader, summary, newestAt } = await openCapture([
    `${INPUTS}/N11-nodes.json`,
    `${INPUTS}/N11.tar.gz`,
  ]);
  expect(summary).toMatchObject({
    objects: { Node: 1, Pod: 10, Event: 4, Service: 5, DaemonSet: 2, Deployment: 7, ReplicaSet: 9 },
    logs: 14,
    skippedTotal: 0,
  });
  expect(newestAt).toBe(Date.parse('2020-06-07T08:01:09Z'));
  for (const kind of ['Node', 'Pod', 'Event', 'DaemonSet'] as const) {
    expect(await reader.list(kind, { namespace: 'kube-system', limit: 500 })).toMatchObject({
      value: { complete: true },
    });
  }
  expect(await reader.list('Pod', { limit: 500 })).toMatchObject({ value: { complete: false } });
  expect(
    await reader.log({
      namespace: 'kube-system',
      pod: 'kube-proxy-qxfxq',
      container: 'kube-proxy',
      tailLines: 9,
      limitBytes: 999,
    }),
  ).toMatchObject({ status: 'failed', detail: expect.stringContaining('an error on the server') });
});

real('a node of an Insights archive, which does not say that it is one', async () => {
  const { reader, newestAt } = await openCapture([`${INPUTS}/N17.json`]);
  const name = 'worker-0.imeixner20210707.lab.upshift.rdu2.redhat.com';
  expect(await reader.get('Node', name)).toMatchObject({
    status: 'collected',
    value: { capacity: { cpu: '4' } },
  });
  expect(newestAt).toBe(Date.parse('2021-07-13T07:16:44Z'));
});

real("a node's bare status in YAML", async () => {
  const { reader } = await openCapture([`${INPUTS}/N23.yaml`]);
  expect(await reader.list('Node', { limit: 9 })).toMatchObject({
    value: {
      items: [
        {
          conditions: [
            { type: 'DiskPressure', status: 'True' },
            { type: 'Ready', status: 'True' },
          ],
        },
      ],
    },
  });
});
