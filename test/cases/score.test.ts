import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type CaseEntry, readCases } from './case-file.ts';
import { type Answer, percentRight, scoreCase, totals } from './score.ts';

const fault: CaseEntry = {
  id: 'X1',
  argv: ['diagnose', 'dns'],
  first: ['dns.forwarding-loop'],
  also: ['dns.crash-looping'],
  control: false,
  strength: 'named',
};
const control: CaseEntry = { ...fault, id: 'X2', first: [], also: ['dns.single-replica'], control: true };

const errors = (...ids: string[]): Answer => ({
  kind: 'causes',
  causes: ids.map((id) => ({ id, severity: 'error' })),
});

describe('scoring a case', () => {
  test('is right when the first error is one of those wanted', () => {
    expect(scoreCase(fault, errors('dns.forwarding-loop', 'dns.crash-looping'))).toMatchObject({
      right: true,
      falseAlarms: [],
    });
  });

  test('passes over warnings that stand first', () => {
    const answer: Answer = {
      kind: 'causes',
      causes: [
        { id: 'node.cordoned', severity: 'warning' },
        { id: 'dns.forwarding-loop', severity: 'error' },
      ],
    };
    expect(scoreCase(fault, answer).right).toBe(true);
  });

  test('is a miss when an accompanying cause stands first', () => {
    expect(scoreCase(fault, errors('dns.crash-looping', 'dns.forwarding-loop')).right).toBe(false);
  });

  test('counts an error that is neither wanted nor allowed as a false alarm', () => {
    expect(scoreCase(fault, errors('dns.forwarding-loop', 'node.not-ready')).falseAlarms).toEqual([
      'node.not-ready',
    ]);
  });

  test('takes a control without errors for right, and with any error for wrong', () => {
    expect(scoreCase(control, errors()).right).toBe(true);
    expect(scoreCase(control, errors('dns.single-replica'))).toMatchObject({
      right: false,
      falseAlarms: ['dns.single-replica'],
    });
  });

  test('takes no answer for a miss, of a control too', () => {
    const silent: Answer = { kind: 'no-answer', reason: 'unknown command' };
    expect(scoreCase(fault, silent)).toMatchObject({ right: false, reason: 'unknown command' });
    expect(scoreCase(control, silent).right).toBe(false);
  });
});

test('totals count by command, by strength and over all', () => {
  const scores = [scoreCase(fault, errors('dns.forwarding-loop')), scoreCase(control, errors('node.gone'))];
  expect(totals(scores)).toEqual([
    { kind: 'answer named', right: 1, of: 2, falseAlarms: 1 },
    { kind: 'command diagnose', right: 1, of: 2, falseAlarms: 1 },
    { kind: 'all', right: 1, of: 2, falseAlarms: 1 },
  ]);
  expect(percentRight(scores)).toBe(50);
  expect(percentRight([])).toBe(0);
});

describe('reading cases.json', () => {
  test('names the path that cannot be read', () => {
    expect(() => readCases('/nonexistent')).toThrow(/nonexistent.cases\.json cannot be read/);
  });

  test('names the field that does not hold', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cases-'));
    writeFileSync(join(folder, 'cases.json'), JSON.stringify([{ ...fault, argv: 'diagnose' }]));
    expect(() => readCases(folder)).toThrow(/argv/);
  });
});
