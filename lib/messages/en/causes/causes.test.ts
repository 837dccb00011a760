import { describe, expect, test } from '@jest/globals';
import { catalogue, causeIds } from '../../../causes/catalogue.ts';
import { causePlaceholders } from './cause-text.ts';
import { causeTexts } from './index.ts';

const longestTitle = 80;

/** Words in capitals that commands hold for themselves: log lines, firewall targets, environment variables, headings. */
const capitalsOfCommands = new Set(
  'BUG CA CIDR CILIUM DNAT DROP FLANNEL IP KUBE PLEG REDIRECT REJECT TAINTS WEAVE XFS'.split(' '),
);

const known = new Set<string>([...causePlaceholders, ...capitalsOfCommands]);

/** Words of capitals alone; `ACCESS_TOKEN` is one word, `LimitNOFILE`, `EXT4` and the option `-O` are none. */
const capitalWordsOf = (command: string): string[] =>
  command.match(/(?<![A-Za-z0-9_-])[A-Z][A-Z_]+(?![A-Za-z0-9_])/g) ?? [];

describe.each(causeIds)('%s', (id) => {
  const text = causeTexts[id];
  const commands = [...text.confirm, ...text.mend].flatMap((step) => step.command ?? []);
  const sentences = [
    text.meaning,
    text.impact,
    ...text.confirm.map((step) => step.expect),
    ...text.mend.map((step) => step.text),
  ];

  test('has a short title without a final stop', () => {
    expect(text.title.length).toBeGreaterThan(0);
    expect(text.title.length).toBeLessThanOrEqual(longestTitle);
    expect(text.title).not.toMatch(/\.(\s|$)/);
  });

  test('has no empty text, tab, line break, or space at an end', () => {
    for (const part of [text.title, ...sentences, ...commands]) {
      expect(part).toMatch(/^\S(.*\S)?$/);
      expect(part).not.toContain('\t');
    }
  });

  test('ends each sentence with a stop', () => {
    for (const sentence of sentences) expect(sentence).toMatch(/[.?!]["”)]?$/);
  });

  test('says how to confirm it', () => {
    expect(text.confirm.length).toBeGreaterThan(0);
  });

  test('says how to mend it, when it is an error', () => {
    if (catalogue[id].severity === 'error') expect(text.mend.length).toBeGreaterThan(0);
  });

  test('leaves only known placeholders to the reader', () => {
    const unknown = commands.flatMap(capitalWordsOf).filter((word) => !known.has(word));
    expect(unknown).toEqual([]);
  });

  test('cites upstream, by https only, no page twice', () => {
    expect(text.sources.length).toBeGreaterThan(0);
    expect(new Set(text.sources).size).toBe(text.sources.length);
    for (const source of text.sources) expect(new URL(source).protocol).toBe('https:');
  });
});

test('no two causes share a title', () => {
  const titles = causeIds.map((id) => causeTexts[id].title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('a placeholder that is not declared would be noticed', () => {
  expect(
    capitalWordsOf('kubectl get pod PDO --namespace NAMESPACE').filter((word) => !known.has(word)),
  ).toEqual(['PDO']);
});
