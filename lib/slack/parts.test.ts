import { describe, expect, test } from '@jest/globals';
import { limits } from './limits.ts';
import { joinLines, joinParts, plainSection } from './parts.ts';

const line = (text: string) => ({ text, cut: false });
const sectionOf = (text: string) => plainSection(line(text));

describe('joining parts', () => {
  test('leaves out as a whole what does not fit into one message, and says that it did', () => {
    const big = sectionOf('x'.repeat(2900));
    const closing = sectionOf('closing').blocks;
    const joined = joinParts([big, big, big, big, big, sectionOf('small')], closing);
    expect(joined.blocks.map((block) => ('text' in block ? block.text.text.length : 0))).toEqual([
      2900, 2900, 2900, 2900, 5,
    ]);
    expect(joined.cut).toBe(true);
    expect(JSON.stringify([...joined.blocks, ...closing]).length).toBeLessThanOrEqual(limits.allBlocks);
  });

  test('keeps room for what closes the message', () => {
    const joined = joinParts(
      Array.from({ length: 60 }, () => sectionOf('x')),
      sectionOf('closing').blocks,
    );
    expect(joined.blocks).toHaveLength(limits.blocksPerMessage - 1);
    expect(joined.cut).toBe(true);
  });

  test('says that nothing is missing where nothing is, and passes on what a part had to leave out', () => {
    expect(joinParts([sectionOf('a'), sectionOf('b')], [])).toMatchObject({ blocks: [{}, {}], cut: false });
    expect(joinParts([{ ...sectionOf('a'), cut: true }], []).cut).toBe(true);
  });
});

describe('joining lines', () => {
  test('counts those that do not fit, by length or by number', () => {
    const lines = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'].map(line);
    expect(joinLines(lines, 100, 2)).toEqual({ text: 'aaaaaaaaaa\nbbbbbbbbbb\n… and 1 more', cut: true });
    expect(joinLines(lines, 30, 9)).toEqual({ text: 'aaaaaaaaaa\n… and 2 more', cut: true });
    expect(joinLines(lines, 33, 9)).toEqual({ text: 'aaaaaaaaaa\nbbbbbbbbbb\ncccccccccc', cut: false });
  });
});
