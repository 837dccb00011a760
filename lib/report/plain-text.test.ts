import { expect, test } from '@jest/globals';
import { plainText } from './plain-text.ts';

test('what acts in a terminal or hides is shown as its number', () => {
  expect(plainText('a\u001b[31mb')).toBe('a\\u{1b}[31mb');
  expect(plainText('a\u202eb\u200bc\u009bd')).toBe('a\\u{202e}b\\u{200b}c\\u{9b}d');
  expect(plainText('half \ud800 a letter')).toBe('half \\u{d800} a letter');
});

test('line ends and tabs become spaces, so that nobody writes a line of ours', () => {
  expect(plainText('a\nHEALTHY: b\tc\u2028d')).toBe('a HEALTHY: b c d');
});

test('letters of all scripts stay', () => {
  expect(plainText('Knoten „für“ 節点 ✓')).toBe('Knoten „für“ 節点 ✓');
});

test('secrets are masked', () => {
  expect(plainText('password=hunter22')).not.toContain('hunter22');
});
