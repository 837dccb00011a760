import type { TextPosition } from './capture-error.ts';

/** What a stream of YAML documents is made of. Texts are cut out, not parsed. */
export interface YamlFrameHandler {
  document(text: string, at: TextPosition): void;
  /** One element of the block sequence under `items:`, with its dash. */
  item(text: string, at: TextPosition): void;
  /** The document whose items were handed over; `frame` is its text without them. */
  listEnds(frame: string, at: TextPosition): void;
  tooLarge(): void;
}

const MARKER = /^---(?:\s|$)/;
const END_MARKER = /^\.\.\.(?:\s|$)/;
const ITEMS = /^["']?items["']?:\s*(?:#.*)?$/i;
const DASH = /^( *)- /;
const BLANK = /^\s*(?:#|$)/;

/**
 * Cuts a stream of YAML into documents, and a list's document into its items, line by line: a parser of YAML needs many
 * times the text's size, so a large list is parsed one item at a time.
 */
export class YamlFramer {
  readonly #handler: YamlFrameHandler;
  readonly #limit: number;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  #line = 0;
  #frame: string[] = [];
  #frameLength = 0;
  #frameAt = 1;
  #isList = false;
  /** `expected` behind `items:`; then the indentation of the items' dashes. */
  #items: 'none' | 'expected' | number = 'none';
  #item: string[] = [];
  #itemLength = 0;
  #itemAt = 1;

  constructor(handler: YamlFrameHandler, limitBytes: number) {
    this.#handler = handler;
    this.#limit = limitBytes;
  }

  write(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  end(): void {
    const last = this.#rest + this.#decoder.decode();
    if (last !== '') this.#take(last);
    this.#endDocument();
  }

  #take(line: string): void {
    this.#line += 1;
    if (MARKER.test(line) || END_MARKER.test(line)) {
      this.#endDocument();
      const behind = line.slice(3);
      if (!BLANK.test(behind)) this.#addToFrame(`   ${behind}`);
      return;
    }
    if (this.#items !== 'none' && this.#takeItemLine(line)) return;
    this.#addToFrame(line);
    if (ITEMS.test(line) && !this.#isList) this.#items = 'expected';
  }

  /** Whether the line belongs to the items. */
  #takeItemLine(line: string): boolean {
    if (BLANK.test(line)) {
      if (this.#item.length > 0) this.#addToItem(line);
      else this.#addToFrame(line);
      return true;
    }
    const dash = DASH.exec(line)?.[1]?.length ?? (line.trim() === '-' ? line.indexOf('-') : undefined);
    if (this.#items === 'expected' && dash !== undefined) {
      this.#items = dash;
      this.#isList = true;
    }
    if (dash !== undefined && dash === this.#items) {
      this.#endItem();
      this.#itemAt = this.#line;
      this.#addToItem(line);
      return true;
    }
    const inside = typeof this.#items === 'number' && line.search(/[^ ]/) > this.#items;
    if (inside) this.#addToItem(line);
    else this.#endItems();
    return inside;
  }

  #addToItem(line: string): void {
    this.#itemLength += line.length + 1;
    if (this.#itemLength <= this.#limit) this.#item.push(line);
  }

  #addToFrame(line: string): void {
    if (this.#frame.length === 0) this.#frameAt = this.#line;
    this.#frameLength += line.length + 1;
    if (this.#frameLength <= this.#limit) this.#frame.push(line);
  }

  #endItem(): void {
    if (this.#item.length === 0) return;
    if (this.#itemLength > this.#limit) this.#handler.tooLarge();
    else this.#handler.item(`${this.#item.join('\n')}\n`, { line: this.#itemAt, column: 1 });
    this.#item = [];
    this.#itemLength = 0;
  }

  #endItems(): void {
    this.#endItem();
    this.#items = 'none';
  }

  #endDocument(): void {
    this.#endItems();
    const text = `${this.#frame.join('\n')}\n`;
    const at = { line: this.#frameAt, column: 1 };
    if (this.#frameLength > this.#limit) this.#handler.tooLarge();
    else if (this.#isList) this.#handler.listEnds(text, at);
    else if (this.#frame.some((line) => !BLANK.test(line))) this.#handler.document(text, at);
    this.#frame = [];
    this.#frameLength = 0;
    this.#isList = false;
  }
}
