import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ward } from '../fakes/memory/ward.ts';

const folder = new URL('./alertmanager/', import.meta.url);
const bodies = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.includes('.headers.'));
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

const unwell = (node: string): string =>
  `Unhealthy: node ${node} in prod. Error: ${node} is shut down: the cloud provider says so.`;
const opened = (node: string): string[] => [unwell(node), unwell(node)];
const notHealed = (node: string): string =>
  `Resolved, but not healed: node ${node} in prod. Error: ${node} is shut down: the cloud provider says so.`;
const dns = 'Unhealthy: dns in prod. Error: node-9 is shut down: the cloud provider says so.';

/** What each payload alone leads to, in a cluster where everything is unwell. */
const threads: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'a-firing-single.json': [opened('node-1')],
  'b-firing-group-of-3.json': [opened('node-1'), opened('node-2'), opened('node-3')],
  'b0-group-first-flush-only-1-of-3.json': [opened('node-1')],
  'c-resolved-single.json': [[notHealed('node-1'), unwell('node-1')]],
  'd-group-mixed-1-resolved-2-firing.json': [
    opened('node-1'),
    [notHealed('node-2'), unwell('node-2')],
    opened('node-3'),
  ],
  'e-group-of-3-truncated-max_alerts-2.json': [[dns, dns]],
  'f-am0.28.1-group-of-3.json': [opened('n1'), opened('n2'), opened('n3')],
  'g-am0.28.1-group-resolved.json': ['n1', 'n2', 'n3'].map((node) => [notHealed(node), unwell(node)]),
};

test('every payload has its expected threads', () => {
  expect(bodies.sort()).toEqual(Object.keys(threads).sort());
});

test.each(bodies)('%s gives the right threads', async (name) => {
  const ward = new Ward();
  await ward.webhook(read(name));
  expect([...ward.threads()].sort()).toEqual([...(threads[name] ?? [])].sort());
});

test('all of them in a row give one thread for each thing that is wrong', async () => {
  const ward = new Ward();
  for (const name of bodies) {
    if (name.startsWith('g')) ward.cluster = 'healthy';
    await ward.webhook(read(name));
    ward.pass({ minutes: 1 });
  }
  const heads = ward.threads().map(([head]) => head);
  expect(heads.map((head) => head?.replace(/ in prod.*/, ''))).toEqual(
    [
      'Unhealthy: node node-1',
      'Unhealthy: node node-2',
      'Unhealthy: node node-3',
      'Unhealthy: dns',
      'Healed: node n1',
      'Healed: node n2',
      'Healed: node n3',
    ].map((head) => (head.endsWith('node-2') ? 'Resolved, but not healed: node node-2' : head)),
  );
});

test('what Alertmanager left out of a group is said in the head', async () => {
  const ward = new Ward();
  await ward.webhook(read('e-group-of-3-truncated-max_alerts-2.json'));
  expect(JSON.stringify(ward.channel.messages[0]?.message.blocks)).toContain(
    'Alertmanager left 1 further alert out of the group (max_alerts)',
  );
});
