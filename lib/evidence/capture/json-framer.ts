import type { TextPosition } from './capture-error.ts';

/** What a text of JSON is made of, in its order. Texts are cut out, not parsed. */
export interface FrameHandler {
  /** A value that is neither a list of Kubernetes nor an array. */
  value(text: string, at: TextPosition): void;
  /** A list begins; `opening` is its text up to the bracket that opens its items. */
  listBegins(opening: string, at: TextPosition): void;
  item(text: string, at: TextPosition): void;
  /** The list is over; `frame` is its text without its items. */
  listEnds(frame: string, at: TextPosition): void;
  /** A line between the values. Answers whether lines follow, as those of a log do, or JSON may. */
  line(text: string, at: TextPosition): 'lines' | 'json';
  /** A value or an item larger than the limit, left out. */
  tooLarge(): void;
  /** The text ends inside a value. */
  cutOff(at: TextPosition): void;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const MAX_LINE_BYTES = 1024 * 1024;
const ITEMS_KEY = /"[iI]tems"\s{0,40}:\s{0,40}$/;
const KEY_TAIL_BYTES = 96;

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;

/** Bytes that are being cut out, across chunks. */
class Cutting {
  #parts: Buffer[] = [];
  #bytes = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes <= this.#limit) this.#parts.push(part);
    else this.#parts = [];
  }

  get overflown(): boolean {
    return this.#bytes > this.#limit;
  }

  tail(bytes: number): string {
    const last = this.#parts.slice(-2);
    return Buffer.concat(last).subarray(-bytes).toString('latin1');
  }

  text(): string {
    const only = this.#parts.length === 1 ? this.#parts[0] : undefined;
    return (only ?? Buffer.concat(this.#parts)).toString('utf8');
  }
}

/**
 * Cuts a stream of bytes into JSON values, the items of lists one by one, and lines of text between values: a dump on
 * one stream is all of these. It only finds where things end; `JSON.parse` then says whether they are JSON. That keeps
 * a list of any length in memory one item at a time, at the speed of the engine's own parser.
 */
export class JsonFramer {
  readonly #handler: FrameHandler;
  readonly #limit: number;
  #mode: 'outside' | 'text' | 'value' = 'outside';
  #linesOnly = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Depth of the items of the list that is being read; 0 outside of one. */
  #itemDepth = 0;
  #isList = false;
  #needsItem = false;
  #frame: Cutting;
  #frameStart = -1;
  #item: Cutting | undefined;
  #itemStart = -1;
  #valueAt: TextPosition = { line: 1, column: 1 };
  #itemAt: TextPosition = { line: 1, column: 1 };
  #line = 1;
  /** Bytes before this chunk, and before the present line. */
  #before = 0;
  #lineStart = 0;

  constructor(handler: FrameHandler, limitBytes: number) {
    this.#handler = handler;
    this.#limit = limitBytes;
    this.#frame = new Cutting(limitBytes);
  }

  write(chunk: Buffer): void {
    let index = 0;
    if (this.#mode !== 'outside' && this.#frameStart !== -1) this.#frameStart = 0;
    if (this.#item) this.#itemStart = 0;
    while (index < chunk.length) {
      if (this.#mode === 'value')
        index = this.#inString ? this.#string(chunk, index) : this.#structure(chunk, index);
      else if (this.#mode === 'text') index = this.#text(chunk, index);
      else index = this.#outside(chunk, index);
    }
    if (this.#mode !== 'outside' && this.#frameStart !== -1)
      this.#frame.add(chunk.subarray(this.#frameStart));
    if (this.#item) this.#item.add(chunk.subarray(this.#itemStart));
    this.#before += chunk.length;
  }

  end(): void {
    if (this.#mode === 'value') this.#handler.cutOff(this.#position(0));
    if (this.#mode === 'text') this.#handler.line(this.#frame.text(), this.#valueAt);
  }

  #position(index: number): TextPosition {
    return { line: this.#line, column: this.#before + index - this.#lineStart + 1 };
  }

  #newLine(index: number): void {
    this.#line += 1;
    this.#lineStart = this.#before + index + 1;
  }

  #begin(mode: 'text' | 'value', index: number): void {
    this.#mode = mode;
    this.#valueAt = this.#position(index);
    this.#frame = new Cutting(mode === 'text' ? MAX_LINE_BYTES : this.#limit);
    this.#frameStart = index;
  }

  #outside(chunk: Buffer, index: number): number {
    const byte = chunk[index] ?? 0;
    if (!this.#linesOnly && isSpace(byte)) {
      if (byte === NEWLINE) this.#newLine(index);
      return index + 1;
    }
    const json = !this.#linesOnly && (byte === OPEN_BRACE || byte === OPEN_BRACKET);
    this.#begin(json ? 'value' : 'text', index);
    if (json) {
      this.#depth = 0;
      this.#isList = false;
      this.#itemDepth = 0;
    }
    return index;
  }

  #text(chunk: Buffer, index: number): number {
    const end = chunk.indexOf(NEWLINE, index);
    if (end === -1) return chunk.length;
    this.#frame.add(chunk.subarray(this.#frameStart, end));
    this.#linesOnly = this.#handler.line(this.#frame.text(), this.#valueAt) === 'lines';
    this.#newLine(end);
    this.#mode = 'outside';
    return end + 1;
  }

  #string(chunk: Buffer, from: number): number {
    let index = from;
    if (this.#escaped) {
      this.#escaped = false;
      index += 1;
    }
    while (index < chunk.length) {
      const quote = chunk.indexOf(QUOTE, index);
      const end = quote === -1 ? chunk.length : quote;
      let backslashes = 0;
      while (end - 1 - backslashes >= index && chunk[end - 1 - backslashes] === BACKSLASH) backslashes += 1;
      const escapes = backslashes % 2 === 1;
      if (quote === -1) {
        this.#escaped = escapes;
        return chunk.length;
      }
      index = quote + 1;
      if (!escapes) {
        this.#inString = false;
        return index;
      }
    }
    return index;
  }

  #structure(chunk: Buffer, from: number): number {
    for (let index = from; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (byte === NEWLINE) this.#newLine(index);
      if (this.#depth === this.#itemDepth && this.#itemDepth > 0 && !isSpace(byte))
        this.#betweenItems(chunk, index, byte);
      if (byte === QUOTE) {
        this.#inString = true;
        return index + 1;
      }
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#open(chunk, index, byte);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.#depth -= 1;
        if (this.#depth === 0) {
          this.#finishValue(chunk, index);
          return index + 1;
        }
      }
    }
    return chunk.length;
  }

  #open(chunk: Buffer, index: number, byte: number): void {
    this.#depth += 1;
    if (this.#isList || byte !== OPEN_BRACKET || this.#depth > 2) return;
    if (this.#depth === 2 && !this.#followsItemsKey(chunk, index)) return;
    this.#frame.add(chunk.subarray(this.#frameStart, index + 1));
    this.#frameStart = -1;
    this.#isList = true;
    this.#itemDepth = this.#depth;
    this.#needsItem = false;
    this.#handler.listBegins(this.#frame.text(), this.#valueAt);
  }

  /** Whether the bracket at `index`, one level inside an object, opens the value of `items`. */
  #followsItemsKey(chunk: Buffer, index: number): boolean {
    const here = chunk.subarray(Math.max(this.#frameStart, index - KEY_TAIL_BYTES), index).toString('latin1');
    return ITEMS_KEY.test(here.length < KEY_TAIL_BYTES ? this.#frame.tail(KEY_TAIL_BYTES) + here : here);
  }

  /** At the depth of the items: what separates them, begins one, or ends the list. */
  #betweenItems(chunk: Buffer, index: number, byte: number): void {
    const separates = byte === COMMA || byte === CLOSE_BRACKET;
    if (!separates) {
      if (this.#item) return;
      this.#item = new Cutting(this.#limit);
      this.#itemStart = index;
      this.#itemAt = this.#position(index);
      return;
    }
    if (this.#item) this.#finishItem(chunk, index);
    else if (byte === COMMA || this.#needsItem) this.#handler.item('', this.#position(index));
    this.#needsItem = byte === COMMA;
    if (byte === CLOSE_BRACKET) {
      this.#itemDepth = 0;
      this.#frameStart = index;
    }
  }

  #finishItem(chunk: Buffer, index: number): void {
    const item = this.#item;
    this.#item = undefined;
    if (!item) return;
    item.add(chunk.subarray(this.#itemStart, index));
    if (item.overflown) this.#handler.tooLarge();
    else this.#handler.item(item.text(), this.#itemAt);
  }

  #finishValue(chunk: Buffer, index: number): void {
    // Closed by the wrong bracket while a list was open: what was begun is handed over, and is then found not to be JSON.
    if (this.#item) this.#finishItem(chunk, index);
    if (this.#frameStart !== -1) this.#frame.add(chunk.subarray(this.#frameStart, index + 1));
    this.#mode = 'outside';
    this.#itemDepth = 0;
    if (this.#frame.overflown) this.#handler.tooLarge();
    else if (this.#isList) this.#handler.listEnds(this.#frame.text(), this.#valueAt);
    else this.#handler.value(this.#frame.text(), this.#valueAt);
  }
}
