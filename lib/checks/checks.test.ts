import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allCauses, checksFolder, fixturesOf, judgeFixture, readHeader } from '../../test/checks/fixture.ts';
import { exampleOf, generated, sectionNames, sectionsOf } from '../../test/checks/readme.ts';
import { catalogue } from '../causes/catalogue.ts';
import { render } from '../messages/message.ts';
import { checks } from './registry.ts';

const LONGEST_SUMMARY = 300;

const folders = readdirSync(checksFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const byCheck = await Promise.all(
  checks.map(async (check) => ({ check, name: check.name, fixtures: await fixturesOf(check.name) })),
);
const cases = byCheck.flatMap(({ check, fixtures }) =>
  fixtures.map((fixture) => ({ check, fixture, name: `${fixture.check}/${fixture.file}` })),
);

test('the registry holds every folder that has a check, sorted by name', () => {
  const withCheck = folders.filter((folder) => readdirSync(join(checksFolder, folder)).includes('check.ts'));
  expect(checks.map((check) => check.name)).toEqual(withCheck.sort());
});

describe.each(byCheck)('$name', ({ check, fixtures }) => {
  const readme = readFileSync(join(checksFolder, check.name, 'README.md'), 'utf8');
  const sections = sectionsOf(readme);

  test('has a README with its sections in order', () => {
    expect([...sections.keys()]).toEqual([...sectionNames]);
    for (const text of sections.values()) expect(text).not.toBe('');
  });

  test('its README reads and finds what the code does', () => {
    expect(sections.get('Reads')).toBe(generated.Reads(check));
    expect(sections.get('Finds')).toBe(generated.Finds(check));
  });

  test('its README shows what an unhealthy fixture really gives', async () => {
    const example = sections.get('Example') ?? '';
    const shown = fixtures.find(
      ({ file, status }) => status === 'unhealthy' && example.includes(`fixtures/${file}`),
    );
    if (!shown) throw new Error('the example names no unhealthy fixture');
    expect(example).toBe(exampleOf(shown.file, await judgeFixture(check, shown)));
  });

  test('has a fixture of each status', () => {
    const statuses = new Set(fixtures.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['healthy', 'unhealthy', 'unknown']);
  });

  test('shows each of its causes in an unhealthy fixture', async () => {
    const unhealthy = fixtures.filter(({ status }) => status === 'unhealthy');
    const shown = new Set(
      (await Promise.all(unhealthy.map((fixture) => judgeFixture(check, fixture)))).flatMap(allCauses),
    );
    expect(check.finds.filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('fixture', () => {
  test.each(cases)('$name', async ({ check, fixture }) => {
    const { expect: wanted, target } = await readHeader(fixture);
    const judged = await judgeFixture(check, fixture);
    expect(allCauses(judged)).toEqual([...wanted.causes].sort());
    const reasons = new Set(judged.unknowns.map(({ reason }) => reason));
    expect([...reasons].sort()).toEqual([...wanted.unknown].sort());
    const severe = wanted.causes.some((id) => catalogue[id].severity === 'error');
    const verdict = fixture.status === 'unhealthy' && !severe ? 'healthy' : fixture.status;
    expect(judged.verdict).toBe(verdict);
    expect(fixture.status === 'unhealthy').toBe(wanted.causes.length > 0);
    expect(check.targets).toContain(target.kind);
    expect(check.finds).toEqual(expect.arrayContaining(allCauses(judged)));
    if (wanted.note) expect(judged.notes.map(render).join('\n')).toContain(wanted.note);
  });

  test.each(cases)('$name is told in short whole sentences', async ({ check, fixture }) => {
    const { causes, notes, unknowns } = await judgeFixture(check, fixture);
    const told = [
      ...causes.flatMap(({ summary, explains }) => [summary, ...explains.map((item) => item.summary)]),
      ...notes,
      ...unknowns.map(({ detail }) => detail),
    ].map(render);
    for (const text of told) {
      expect(text.length).toBeLessThanOrEqual(LONGEST_SUMMARY);
      expect(text).not.toMatch(/undefined|NaN|\[object|\n/);
    }
    const evidence = causes.flatMap((cause) => cause.evidence);
    for (const { source, text } of evidence)
      expect(`${source}: ${render(text)}`).not.toMatch(/undefined|NaN/);
  });
});
