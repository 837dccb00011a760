import { describe, expect, test } from '@jest/globals';
import { Ward } from '../../test/fakes/memory/ward.ts';

const diagnosis = 'Unhealthy: node node-3 in prod. Error: node-3 is shut down: the cloud provider says so.';
const node = { node: 'node-3', severity: 'critical' };

test('a node that is gone: alert, diagnosis, resolution, verified', async () => {
  const ward = new Ward();
  await ward.alert('KubeNodeNotReady', node);
  expect(ward.thread()).toEqual([diagnosis, diagnosis]);
  ward.pass({ minutes: 12 });
  ward.cluster = 'healthy';
  await ward.resolved('KubeNodeNotReady', node);
  expect(ward.thread()).toEqual([
    'Healed: node node-3 in prod, after 12 min.',
    diagnosis,
    'Resolved, and node node-3 in prod was found healthy. No cause found by 2 checks.',
  ]);
  expect(ward.incidents.all()).toMatchObject([{ state: 'closed', pending: [] }]);
});

test('a broken node that was cordoned: its alert resolves, and nobody is told that it is healed', async () => {
  const ward = new Ward();
  await ward.alert('KubeNodeNotReady', node);
  ward.pass({ minutes: 3 });
  await ward.resolved('KubeNodeNotReady', node);
  const [head, , answer, ...rest] = ward.thread();
  expect(head).toMatch(/^Resolved, but not healed: node node-3 in prod\. Error: /);
  expect(answer).toMatch(/^The alerts resolved, but node node-3 in prod is not healed\. Error: /);
  expect(rest).toEqual([]);
  expect(ward.incidents.all()).toMatchObject([{ state: 'resolved' }]);
});

test.each([['unknown' as const], [new Error('socket hang up')]])(
  'a resolution that cannot be verified is told as such: %s',
  async (condition) => {
    const ward = new Ward();
    await ward.alert('KubeNodeNotReady', node);
    ward.cluster = condition;
    await ward.resolved('KubeNodeNotReady', node);
    expect(ward.thread()[0]).toMatch(/^Resolved, not verified: node node-3/);
    expect(ward.thread().at(-1)).toMatch(/could not be verified/);
    expect(ward.incidents.all()).toMatchObject([{ state: 'resolved' }]);
  },
);

test('several alerts about one node share its thread, and one look', async () => {
  const ward = new Ward();
  await ward.alert('KubeNodeNotReady', node);
  await ward.alert('KubeNodeUnreachable', node);
  await ward.alert('TargetDown', { job: 'kubelet', node: 'node-3' });
  expect(ward.threads()).toHaveLength(1);
  expect(ward.looks).toEqual(['node node-3']);
  const head = ward.channel.messages[0]?.message.blocks[1];
  expect(JSON.stringify(head)).toContain(
    'KubeNodeNotReady (critical), KubeNodeUnreachable (critical) and TargetDown',
  );
  await ward.resolved('KubeNodeNotReady', node);
  expect(ward.thread()).toHaveLength(2);
});

test('the pair of an Alertmanager and its retries bring nothing twice', async () => {
  const ward = new Ward();
  const body = { alerts: [ward.firing('KubeNodeNotReady', node)] };
  await ward.webhook(body);
  ward.pass({ minutes: 1 });
  await ward.webhook(body);
  ward.pass({ minutes: 20 });
  await ward.webhook(body);
  expect(ward.thread()).toHaveLength(2);
  expect(ward.looks).toHaveLength(1);
  expect(ward.incidents.all()).toMatchObject([{ alerts: [{ deliveries: 1 }] }]);
});

test('a repeat hours later is counted in the head, and tells the thread only what changed', async () => {
  const ward = new Ward();
  const body = { alerts: [ward.firing('KubeNodeNotReady', node)] };
  await ward.webhook(body);
  ward.pass({ minutes: 240 });
  await ward.webhook(body);
  expect(ward.thread()).toEqual([diagnosis, diagnosis]);
  expect(JSON.stringify(ward.channel.messages[0]?.message.blocks)).toContain('delivered 2 times');
  ward.pass({ minutes: 240 });
  ward.cluster = 'unknown';
  await ward.webhook(body);
  expect(ward.thread()).toHaveLength(3);
  expect(ward.thread()[0]).toMatch(/^KubeNodeNotReady fires; the state of node node-3 in prod is unknown/);
});

test('a re-fire within an hour goes on in the same thread, and a later one opens the next', async () => {
  const ward = new Ward();
  await ward.alert('KubeNodeNotReady', node);
  ward.cluster = 'healthy';
  await ward.resolved('KubeNodeNotReady', node);
  ward.pass({ minutes: 59 });
  ward.cluster = 'unhealthy';
  await ward.alert('KubeNodeNotReady', node);
  expect(ward.thread()).toEqual([
    diagnosis,
    diagnosis,
    'Resolved, and node node-3 in prod was found healthy. No cause found by 2 checks.',
    'Firing again, 59 min after it resolved: KubeNodeNotReady.',
    diagnosis,
  ]);
  ward.cluster = 'healthy';
  await ward.resolved('KubeNodeNotReady', node);
  ward.pass({ minutes: 61 });
  ward.cluster = 'unhealthy';
  await ward.alert('KubeNodeNotReady', node);
  expect(ward.threads().map((thread) => thread.length)).toEqual([6, 2]);
});

test('a firing notice that comes after its resolution changes nothing', async () => {
  const ward = new Ward();
  const late = { alerts: [ward.firing('KubeNodeNotReady', node)] };
  await ward.webhook({ alerts: [ward.ended('KubeNodeNotReady', node)] });
  ward.pass({ minutes: 1 });
  const before = ward.threads();
  await ward.webhook(late);
  expect(ward.threads()).toEqual(before);
});

test('what had ended before it was ever heard of gets a thread only if it is unwell', async () => {
  const well = new Ward();
  well.cluster = 'healthy';
  await well.resolved('KubeNodeNotReady', node);
  expect(well.threads()).toEqual([]);
  expect(well.incidents.all()).toMatchObject([{ state: 'closed' }]);
  const unwell = new Ward();
  await unwell.resolved('KubeNodeNotReady', node);
  expect(unwell.thread()).toEqual([expect.stringMatching(/^Resolved, but not healed/), diagnosis]);
});

test('an alert that names nothing gets a line that says so, and no look', async () => {
  const ward = new Ward();
  await ward.alert('DiskOfTheCoffeeMachine', { severity: 'page' });
  expect(ward.thread()).toEqual([
    'DiskOfTheCoffeeMachine fires in prod. It names no node, Service or part of the cluster, so there is nothing to look at.',
  ]);
  expect(ward.looks).toEqual([]);
  await ward.resolved('DiskOfTheCoffeeMachine', { severity: 'page' });
  expect(ward.thread()[1]).toMatch(/^Resolved: DiskOfTheCoffeeMachine in prod\. Only the alerts say so/);
});

test('a workload of its own gets a thread that says that it is not looked at', async () => {
  const ward = new Ward();
  await ward.alert('KubePodCrashLooping', { namespace: 'shop', pod: 'cart-7d4b9c6f5d-x2x8z' });
  await ward.alert('KubeDeploymentReplicasMismatch', { namespace: 'shop', deployment: 'cart' });
  expect(ward.thread()[0]).toMatch(/\(workload shop\/cart\)\. It is about a workload of its own/);
});

test('a Watchdog is heard and opens nothing', async () => {
  const ward = new Ward();
  expect(await ward.alert('Watchdog')).toEqual(['Watchdog']);
  expect(ward.threads()).toEqual([]);
});

test('a cluster that could not be looked at: the thread says why and what to do', async () => {
  const ward = new Ward();
  ward.cluster = new Error('socket hang up');
  await ward.alert('KubeNodeNotReady', node);
  expect(ward.thread()[0]).toMatch(/^KubeNodeNotReady fires; could not look at node node-3 in prod/);
  expect(ward.thread()[1]).toMatch(/socket hang up/);
  const reply = JSON.stringify(ward.channel.messages[1]?.message.blocks);
  expect(reply).toContain('What to do: ');
});

test('a broken alert is told to the channel once, and the others of its webhook go on', async () => {
  const ward = new Ward();
  const body = { groupKey: 'g', alerts: [{ status: 'firing' }, ward.firing('KubeNodeNotReady', node)] };
  await ward.webhook(body);
  await ward.webhook(body);
  expect(ward.threads()).toEqual([
    [diagnosis, diagnosis],
    ['1 alert of a webhook could not be read; 1 other of it went on.'],
  ]);
});

test('a head that somebody deleted is posted anew, and the thread goes on there', async () => {
  const ward = new Ward();
  await ward.alert('KubeNodeNotReady', node);
  ward.channel.delete(ward.channel.messages[0]?.ts ?? '');
  ward.cluster = 'healthy';
  await ward.resolved('KubeNodeNotReady', node);
  expect(ward.threads()).toEqual([
    [
      expect.stringMatching(/^Healed/),
      expect.stringMatching(/^Resolved, and node node-3 in prod was found healthy/),
    ],
  ]);
});

test('what resolves while it is looked at is looked at again, and the head shows the end', async () => {
  const ward = new Ward();
  ward.meanwhile = async () => {
    ward.pass({ minutes: 1 });
    ward.cluster = 'healthy';
    await ward.resolved('KubeNodeNotReady', node);
  };
  await ward.alert('KubeNodeNotReady', node);
  expect(ward.thread()).toEqual([
    'Healed: node node-3 in prod, after 1 min.',
    'Resolved, and node node-3 in prod was found healthy. No cause found by 2 checks.',
  ]);
});

describe('a command', () => {
  test('gets a head in the channel and the diagnosis in its thread', async () => {
    const ward = new Ward();
    await ward.ask('node node-3');
    expect(ward.thread('C-asked')).toEqual([diagnosis, diagnosis]);
  });

  test('that cannot be answered says in the thread why and what to do', async () => {
    const ward = new Ward();
    ward.cluster = new Error('socket hang up');
    await ward.ask('node node-3');
    expect(ward.thread('C-asked')).toEqual([
      'Could not look at node node-3 in prod',
      expect.stringMatching(/^Could not look at node node-3 in prod\. .*socket hang up/),
    ]);
  });

  test('is answered in a new thread where its head was deleted while it was looked at', async () => {
    const ward = new Ward();
    ward.meanwhile = async () => ward.channel.delete(ward.channel.messages[0]?.ts ?? '');
    await ward.ask('node node-3');
    expect(ward.thread('C-asked')).toEqual([diagnosis, diagnosis]);
  });

  test.each([
    ['not-in-channel' as const, /Invite me with/],
    ['channel-not-found' as const, /private channel or a direct message/],
    ['archived' as const, /archived/],
    ['token-revoked' as const, /install the app again/],
    ['missing-scope' as const, /scope/],
  ])('where Slack says %s whispers what to do, and looks at nothing', async (problem, answer) => {
    const ward = new Ward();
    ward.refuse('C-asked', problem);
    await ward.ask('node node-3');
    expect(ward.channel.whispers).toEqual([{ userId: 'U123ABC', text: expect.stringMatching(answer) }]);
    expect(ward.looks).toEqual([]);
  });

  test.each([['rate-limited' as const], ['unavailable' as const]])(
    'is tried again where Slack is %s for a while, and then answered once',
    async (problem) => {
      const ward = new Ward();
      ward.refuse('C-asked', problem);
      await expect(ward.ask('dns')).rejects.toThrow(problem);
      ward.channel.problems.clear();
      const [job] = ward.jobs;
      if (job) await ward.work(job);
      expect(ward.thread('C-asked')).toHaveLength(2);
      expect(ward.channel.whispers).toEqual([]);
    },
  );

  test('of somebody who may not look is refused with the reason, to nobody else', async () => {
    const ward = new Ward();
    ward.person = { isGuest: true, isStranger: false, isBot: false };
    ward.mayLook = ({ person, cluster }) =>
      person.isGuest
        ? { allowed: false, reason: { id: 'look.guest', params: { cluster } } }
        : { allowed: true };
    await ward.ask('node node-3');
    expect(ward.channel.whispers[0]?.text).toMatch(/^Guests of this workspace may not look at prod/);
    expect(ward.threads('C-asked')).toEqual([]);
    ward.person = { isGuest: false, isStranger: false, isBot: false };
    await ward.ask('node node-3');
    expect(ward.thread('C-asked')).toHaveLength(2);
  });
});
