import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clean, codeBlock, codeSpan, cutTo, escapeMrkdwn, prose } from './mrkdwn.ts';

describe('escaping', () => {
  test('leaves no mention, channel or link standing, and ordinary words as they are', () => {
    expect(escapeMrkdwn('<!channel> <@U1> <#C1> <https://a.example|b> a&b')).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt; &lt;https://a.example|b&gt; a&amp;b',
    );
    expect(escapeMrkdwn('node-3 is NotReady')).toBe('node-3 is NotReady');
  });

  test('does not take what looks escaped for escaped', () => {
    expect(escapeMrkdwn('&lt;!here&gt;')).toBe('&amp;lt;!here&amp;gt;');
  });
});

describe('cleaning', () => {
  test('takes away control, bidi and invisible characters, and keeps lines and letters of any script', () => {
    expect(clean('a\u0000b\u001b[31mc\u202ed\u200be\ufefff')).toBe('ab[31mcdef');
    expect(clean('eins\r\nzwei\tdrei\u2028vier — 漢字 🫀')).toBe('eins\nzwei\tdrei\nvier — 漢字 🫀');
  });

  test('finds a secret that invisible characters hide', () => {
    expect(clean('pass\u200bword=hunter22')).toBe('password=[redacted]');
  });

  test('puts a sign in the place of half a character', () => {
    expect(clean('a\ud83db')).toBe('a\uFFFDb');
  });
});

describe('cutting', () => {
  test('leaves what fits, to the last character', () => {
    expect(cutTo('x'.repeat(100), 100)).toEqual({ text: 'x'.repeat(100), cut: false });
  });

  test('says how many characters are missing', () => {
    const { text, cut } = cutTo('x'.repeat(101), 100);
    const [, kept, left] = /^(x+)… \((\d+) more characters\)$/.exec(text) ?? [];
    expect(cut).toBe(true);
    expect((kept?.length ?? 0) + Number(left)).toBe(101);
    expect(text.length).toBeLessThanOrEqual(100);
  });

  test('never halves a character or an entity, and keeps the limit when escaped', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('🫀', '<', '&', 'a'), maxLength: 300 }),
        fc.integer({ min: 40, max: 120 }),
        (text, limit) => {
          const fitted = cutTo(text, limit, escapeMrkdwn).text;
          expect(fitted.length).toBeLessThanOrEqual(limit);
          expect(fitted).not.toMatch(/\p{Cs}/u);
          expect(fitted).not.toMatch(/&(?!amp;|lt;|gt;)/);
        },
      ),
    );
  });

  test('counts in the escaped text: nine hundred times < is longer than a section', () => {
    expect(prose('<'.repeat(900), 3000).cut).toBe(true);
    expect(prose('x'.repeat(900), 3000).cut).toBe(false);
  });
});

describe('code', () => {
  test('is not ended by backticks inside it', () => {
    expect(codeSpan('a`b` <@U1>', 100).text).toBe('`aˋbˋ &lt;@U1&gt;`');
    expect(codeBlock('a\n```\n*b*', 100).text).toBe('```\na\nˋˋˋ\n*b*\n```');
    expect(codeBlock('echo `date`', 100).text).toBe('```\necho `dateˋ\n```');
  });

  test('keeps to its limit with its fences, and is nothing where there is nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', '\n', 'x', '<'), maxLength: 400 }), (text) => {
        for (const { text: code } of [codeSpan(text, 120), codeBlock(text, 120)]) {
          expect(code.length).toBeLessThanOrEqual(120);
        }
        expect(codeBlock(text, 120).text.match(/```/g)).toHaveLength(2);
      }),
    );
    expect(codeSpan('\u200b', 100).text).toBe('');
  });
});
