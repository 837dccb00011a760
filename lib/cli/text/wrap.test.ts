import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { wrap, wrapCommand } from './wrap.ts';

describe('text', () => {
  test('is broken between words, with its own indentation for further lines', () => {
    expect(wrap('one two three', { width: 9, indent: 1, hang: 3 })).toEqual([' one two', '   three']);
  });

  test('is broken within a word only where it does not fit, and never within a URL', () => {
    expect(wrap('abcdefgh', { width: 4 })).toEqual(['abcd', 'efgh']);
    expect(wrap('see https://example.com/a', { width: 10 })).toEqual(['see', 'https://example.com/a']);
  });

  test('fits its width and loses nothing, whatever it is', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 30 })
      .filter((text) => /^\S+$/u.test(text) && !text.includes('://'));
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 12, max: 80 }), (words, width) => {
        const lines = wrap(words.join(' '), { width, indent: 2, hang: 4 });
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/gu, '')).toBe(words.join(''));
      }),
    );
  });
});

describe('a command', () => {
  test('is broken so that a shell reads it as one', () => {
    const command = `printf '%s|' one "two  words" 'three  words' four\\ words five six seven`;
    const lines = wrapCommand(command, { width: 24, indent: 2 });
    expect(lines.length).toBeGreaterThan(2);
    const shell = (script: string): string => execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(shell(lines.join('\n'))).toBe(shell(command));
  });

  test('that fits stays on one line', () => {
    expect(wrapCommand('kubectl get nodes', { width: 80, indent: 4 })).toEqual(['    kubectl get nodes']);
  });

  test('keeps a quote that is never closed', () => {
    expect(wrapCommand("echo it's", { width: 80 })).toEqual(["echo it's"]);
  });
});
