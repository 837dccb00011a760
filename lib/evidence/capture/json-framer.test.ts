import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonErrorIndex } from './json-error.ts';
import { JsonFramer } from './json-framer.ts';

/** What the framer cuts a text into, fed in chunks of this size. */
function framesOf(text: string, chunkBytes: number): unknown[] {
  const frames: unknown[] = [];
  const framer = new JsonFramer(
    {
      value: (value) => frames.push(['value', JSON.parse(value)]),
      listBegins: () => frames.push(['list']),
      item: (item) => frames.push(['item', JSON.parse(item)]),
      listEnds: (frame) => frames.push(['end', JSON.parse(frame)]),
      line: (line) => {
        frames.push(['line', line]);
        return 'json';
      },
      tooLarge: () => frames.push(['too large']),
      cutOff: (at) => frames.push(['cut off', at]),
    },
    1_000_000,
  );
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += chunkBytes)
    framer.write(bytes.subarray(from, from + chunkBytes));
  framer.end();
  return frames;
}

const json = fc.jsonValue({ maxDepth: 3 });
const chunkBytes = fc.integer({ min: 1, max: 12 });
const indent = fc.constantFrom(0, 2);

describe('wherever the chunks are cut', () => {
  test('a list gives its items and its frame', () => {
    fc.assert(
      fc.property(
        fc.array(json, { maxLength: 4 }),
        json,
        chunkBytes,
        indent,
        (items, metadata, size, spaces) => {
          const text = JSON.stringify({ metadata, items, kind: 'List' }, null, spaces);
          // JSON has no negative zero: what is expected goes through it as well.
          const expected = JSON.parse(
            JSON.stringify([
              ['list'],
              ...items.map((item) => ['item', item]),
              ['end', { metadata, items: [], kind: 'List' }],
            ]),
          );
          expect(framesOf(text, size)).toEqual(expected);
        },
      ),
    );
  });

  test('values and lines between them come one by one', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b"', 'items\\'), json), chunkBytes, (value, size) => {
        const expected = JSON.parse(
          JSON.stringify([
            ['value', value],
            ['line', 'text {'],
            ['value', value],
          ]),
        );
        expect(framesOf(`${JSON.stringify(value)}\ntext {\n${JSON.stringify(value, null, 1)}`, size)).toEqual(
          expected,
        );
      }),
    );
  });

  test('a value that is cut off is told, with its place', () => {
    fc.assert(
      fc.property(chunkBytes, (size) => {
        expect(framesOf('{"a":\n "b', size)).toEqual([['cut off', { line: 2, column: 4 }]]);
      }),
    );
  });
});

describe('where JSON stops being JSON', () => {
  test.each<[string, number]>([
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['[1,', 3],
    ['{"a":"b', 7],
    ['[01]', 2],
    ['["\\x"]', 2],
    ['["a\nb"]', 3],
    ['{a:1}', 1],
    ['[}', 1],
    ['', 0],
  ])('%j: at %d', (text, index) => {
    expect(jsonErrorIndex(text)).toBe(index);
  });

  test('is at its end where a text is the beginning of one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.string()), { minLength: 1 }),
        fc.nat(),
        (value, cut) => {
          const whole = JSON.stringify(value);
          const text = whole.slice(0, cut % whole.length);
          const index = jsonErrorIndex(text);
          // A cut inside an escape is seen at the escape.
          expect(index === text.length || text.slice(index).startsWith('\\')).toBe(true);
        },
      ),
    );
  });
});
