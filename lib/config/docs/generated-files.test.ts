import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { configFields } from '../../messages/en/config-fields.ts';
import { loadConfig } from '../load-config.ts';
import { config } from '../schema.ts';
import { describeFields } from './describe-fields.ts';
import { exampleConfig } from './example-config.ts';
import { generatedFiles } from './generated-files.ts';
import { writeEnvironment } from './write-environment.ts';
import { writeExample } from './write-example.ts';
import { writeReference } from './write-reference.ts';

const inRepository = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('what is generated', () => {
  test.each(Object.entries(generatedFiles))('%s is up to date', async (path, write) => {
    expect(await inRepository(path)).toBe(write());
  });

  test('every text belongs to a field of the schema, and every field has its text', () => {
    expect(
      describeFields()
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(Object.keys(configFields).toSorted());
  });
});

describe('the example', () => {
  test('is a valid configuration, and the one that it was made of', () => {
    const file = { path: 'wardround.example.yml', text: writeExample() };
    expect(loadConfig({ file, env: {}, hasKubeconfig: false })).toEqual(config.parse(exampleConfig));
  });

  test('explains every field that has a name', () => {
    const comments = writeExample().replace(/\n *# /g, ' ');
    for (const { path, meaning } of describeFields()) {
      if (path !== 'clusters[]') expect(comments).toContain(meaning);
    }
  });
});

test('the example of the environment sets nothing until somebody does', () => {
  expect(parseEnv(writeEnvironment())).toEqual({});
  expect(parseEnv(writeEnvironment().replace(/^#WARDROUND_PORT/m, 'WARDROUND_PORT'))).toEqual({
    WARDROUND_PORT: '3000',
  });
});

test('the reference has every field and its default', () => {
  const reference = writeReference();
  for (const path of Object.keys(configFields)) expect(reference).toContain(`### \`${path}\`\n`);
  expect(reference).toContain('- In seconds\n- Default: `60`\n');
});
