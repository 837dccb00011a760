import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EmbeddedTable, embeddedTable } from '../../lib/adapters/dynalite/embedded-table.ts';
import { incidentStore } from '../../lib/adapters/dynamodb/incident-store.ts';
import { jobLedger } from '../../lib/adapters/dynamodb/job-ledger.ts';
import { outbox } from '../../lib/adapters/dynamodb/outbox.ts';
import type { Incident } from '../../lib/incidents/incident.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const LEASE_MS = 60_000;
let embedded: EmbeddedTable;

beforeAll(async () => {
  embedded = await embeddedTable({ name: 'wardround' });
});
afterAll(() => embedded.close());

describe('the ledger of jobs', () => {
  test('gives a job to one of many workers', async () => {
    const ledger = jobLedger(embedded.table);
    const claims = await Promise.all(Array.from({ length: 20 }, () => ledger.claim('race', NOW, LEASE_MS)));
    expect(claims.filter((claim) => claim === 'mine')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'taken')).toHaveLength(19);
  });

  test('says of a finished job that it is done, also after its lease', async () => {
    const ledger = jobLedger(embedded.table);
    await ledger.claim('finished', NOW, LEASE_MS);
    await ledger.finish('finished', NOW + 1);
    expect(await ledger.claim('finished', NOW + 2, LEASE_MS)).toBe('done');
    expect(await ledger.claim('finished', NOW + LEASE_MS * 10, LEASE_MS)).toBe('done');
  });

  test('gives the job of a worker that died to the next one, once its lease is over', async () => {
    const ledger = jobLedger(embedded.table);
    await ledger.claim('abandoned', NOW, LEASE_MS);
    expect(await ledger.claim('abandoned', NOW + LEASE_MS, LEASE_MS)).toBe('taken');
    expect(await ledger.claim('abandoned', NOW + LEASE_MS + 1, LEASE_MS)).toBe('mine');
  });

  test('gives a released job away at once, and never forgets a finished one', async () => {
    const ledger = jobLedger(embedded.table);
    await ledger.claim('released', NOW, LEASE_MS);
    await ledger.release('released');
    expect(await ledger.claim('released', NOW + 1, LEASE_MS)).toBe('mine');
    await ledger.finish('released', NOW + 2);
    await ledger.release('released');
    expect(await ledger.claim('released', NOW + 3, LEASE_MS)).toBe('done');
  });
});

describe('the outbox', () => {
  test('lets one of many workers post, and tells the others where it stands once it is recorded', async () => {
    const box = outbox(embedded.table);
    const begun = await Promise.all(Array.from({ length: 20 }, () => box.begin('head', NOW, LEASE_MS)));
    expect(begun.filter(({ state }) => state === 'mine')).toHaveLength(1);
    expect(begun.filter(({ state }) => state === 'taken')).toHaveLength(19);
    await box.sent('head', { channelId: 'C1', ts: '1.2' });
    const sent = { state: 'sent', posted: { channelId: 'C1', ts: '1.2' } };
    expect(await box.begin('head', NOW + 9, LEASE_MS)).toEqual(sent);
    expect(await box.begin('head', NOW + 2 * LEASE_MS, LEASE_MS)).toEqual(sent);
  });

  test('gives what a worker left in doubt to one other, once its lease is over', async () => {
    const box = outbox(embedded.table);
    await box.begin('doubt', NOW, LEASE_MS);
    expect(await box.begin('doubt', NOW + LEASE_MS, LEASE_MS)).toEqual({ state: 'taken' });
    const later = NOW + LEASE_MS + 1;
    const begun = await Promise.all(Array.from({ length: 20 }, () => box.begin('doubt', later, LEASE_MS)));
    expect(begun.filter(({ state }) => state === 'in-doubt')).toEqual([{ state: 'in-doubt', sinceMs: NOW }]);
    expect(begun.filter(({ state }) => state === 'taken')).toHaveLength(19);
    // The first to begin it is what the search in the channel starts from, however often it was taken over.
    const again = await box.begin('doubt', later + LEASE_MS + 1, LEASE_MS);
    expect(again).toEqual({ state: 'in-doubt', sinceMs: NOW });
  });

  test('may be tried again after a post that was refused', async () => {
    const box = outbox(embedded.table);
    await box.begin('refused', NOW, LEASE_MS);
    await box.abandon('refused');
    expect(await box.begin('refused', NOW + 1, LEASE_MS)).toEqual({ state: 'mine' });
  });
});

describe('incidents', () => {
  const incident: Incident = {
    cluster: 'prod',
    object: 'node/node-3',
    target: 'node node-3',
    state: 'open',
    opening: 1,
    channelId: 'C1',
    thread: 'wanted',
    head: 1,
    alerts: [
      {
        fingerprint: 'f1',
        status: 'firing',
        name: 'KubeNodeNotReady',
        startsAt: NOW,
        heardAt: NOW,
        deliveries: 1,
      },
    ],
    forgotten: 0,
    openedAt: NOW,
    changedAt: NOW,
    lastLook: { at: NOW, verdict: 'unhealthy', lead: 'It is off.', answer: 'a1' },
    truncated: 0,
    pending: [{ kind: 'look', number: 1, jobId: 'job-0001', since: NOW, reason: 'opened' }],
    version: 1,
  };

  test('come back as they were saved', async () => {
    const store = incidentStore(embedded.table);
    expect(await store.load('prod', 'node/node-3')).toBeUndefined();
    expect(await store.save(incident)).toBe('saved');
    expect(await store.load('prod', 'node/node-3')).toEqual(incident);
  });

  test('are written by one of two workers that read the same version', async () => {
    const store = incidentStore(embedded.table);
    const other = { ...incident, object: 'dns' };
    await store.save(other);
    const writes = await Promise.all([
      store.save({ ...other, version: 2, truncated: 1 }),
      store.save({ ...other, version: 2, truncated: 2 }),
    ]);
    expect([...writes].sort()).toEqual(['changed-meanwhile', 'saved']);
    expect(await store.save(other)).toBe('changed-meanwhile');
  });
});

test('what was written to a folder is there after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardround-table-'));
  try {
    const before = await embeddedTable({ name: 'wardround', folder });
    await jobLedger(before.table).claim('kept', NOW, LEASE_MS);
    await before.close();
    const after = await embeddedTable({ name: 'wardround', folder });
    expect(await jobLedger(after.table).claim('kept', NOW + 1, LEASE_MS)).toBe('taken');
    await after.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
