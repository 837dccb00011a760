import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type CauseEntry, catalogue, causeIds, isCauseId } from './catalogue.ts';

const publicListUrl = new URL('../../../shared/causes.md', import.meta.url);
const publicListIsThere = existsSync(publicListUrl);

const severityOfLetter: Readonly<Record<string, CauseEntry['severity']>> = { e: 'error', w: 'warning' };

const readPublicList = (): [string, CauseEntry][] =>
  readFileSync(publicListUrl, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| id |'))
    .map((line) => {
      const [, idCell = '', severityCell = ''] = line.split('|').map((cell) => cell.trim());
      const severity = severityOfLetter[severityCell];
      if (severity === undefined) throw new Error(`no severity in the line: ${line}`);
      return [idCell.replace(/ \*$/, ''), { severity, generic: idCell.endsWith(' *') }];
    });

describe('catalogue', () => {
  test.each(causeIds)('%s has the form area.name in lower case', (id) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('an id of the catalogue is recognised', () => {
    expect(isCauseId('node.unreachable')).toBe(true);
  });

  test.each(['', 'node', 'node.Unreachable', 'node.unreachable ', 'toString', '__proto__'])(
    '%j is not taken for an id',
    (value) => {
      expect(isCauseId(value)).toBe(false);
    },
  );

  test('a generic cause is an error, since a warning needs proof', () => {
    const entries: [string, CauseEntry][] = Object.entries(catalogue);
    const genericWarnings = entries.filter(([, entry]) => entry.generic && entry.severity === 'warning');
    expect(genericWarnings).toEqual([]);
  });
});

const publicListTest = publicListIsThere ? test : test.skip;
const nameSuffix = publicListIsThere ? '' : ' (passed over: ../shared/causes.md is absent)';

publicListTest(`ids, severities, generic marks and order are those of the public list${nameSuffix}`, () => {
  const publicList = readPublicList();
  expect(publicList.length).toBeGreaterThan(100);
  expect(Object.entries(catalogue)).toEqual(publicList);
});
