import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { logCodes } from './codes.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Every line of product code that is no registry and no test. */
function sources(): string {
  return ['lib', 'functions']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(ROOT, folder, file),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('log/codes.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

const calls = [...sources().matchAll(/\blog\(\s*'([^']+)'/g)].map(([, code]) => code);

describe('codes of log lines', () => {
  test.each(Object.keys(logCodes))('%s is logged somewhere', (code) => {
    expect(calls).toContain(code);
  });

  test('each has a meaning of its own', () => {
    const meanings = Object.values(logCodes).map(({ meaning }) => meaning);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  test('alarms name codes that are there', () => {
    const alarms = readFileSync(join(ROOT, 'infra/aws/alarms.yml'), 'utf8');
    const named = [...alarms.matchAll(/Name: code\s+Value: (\S+)/g)].map(([, code]) => code);
    expect(named.length).toBeGreaterThan(0);
    for (const code of named) expect(Object.keys(logCodes)).toContain(code);
  });
});
