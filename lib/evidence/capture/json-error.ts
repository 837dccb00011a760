/**
 * Where a text that `JSON.parse` refuses stops being JSON (https://www.rfc-editor.org/rfc/rfc8259): an index, the text's
 * length where it merely ends too early. The engine's own message is no use: its wording differs between versions, and
 * it quotes the text.
 */
export function jsonErrorIndex(text: string): number {
  const open: string[] = [];
  let expect: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' = 'value';
  let index = 0;
  while (true) {
    index = skipSpace(text, index);
    const char = text.charAt(index);
    if (char === '') return index;
    if (expect === 'colon') {
      if (char !== ':') return index;
      expect = 'value';
      index += 1;
    } else if (expect === 'comma-or-end' && char === ',') {
      if (open.length === 0) return index;
      expect = open.at(-1) === '{' ? 'key' : 'value';
      index += 1;
    } else if (char === '}' || char === ']') {
      const closes = char === '}' ? '{' : '[';
      const mayEnd = expect === 'comma-or-end' || expect === (char === '}' ? 'key-or-end' : 'value-or-end');
      if (!mayEnd || open.pop() !== closes) return index;
      expect = 'comma-or-end';
      index += 1;
    } else if (expect === 'comma-or-end') {
      return index;
    } else if (expect === 'key' || expect === 'key-or-end') {
      const end = char === '"' ? stringEnd(text, index) : index;
      if (text.charAt(end - 1) !== '"' || end - index < 2) return end;
      expect = 'colon';
      index = end;
    } else if (char === '{' || char === '[') {
      open.push(char);
      expect = char === '{' ? 'key-or-end' : 'value-or-end';
      index += 1;
    } else {
      const end = char === '"' ? stringEnd(text, index) : scalarEnd(text, index);
      if (end === index || (char === '"' && (text.charAt(end - 1) !== '"' || end - index < 2))) return end;
      expect = 'comma-or-end';
      index = end;
    }
  }
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (' \t\r\n'.includes(text.charAt(index)) && index < text.length) index += 1;
  return index;
}

/** Behind the closing quote, or at the character that no string may hold. */
function stringEnd(text: string, from: number): number {
  let index = from + 1;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 0x22) return index + 1;
    if (code < 0x20) return index;
    if (code === 0x5c) {
      const escaped = /(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
      escaped.lastIndex = index + 1;
      const match = escaped.exec(text);
      if (!match) return index;
      index += match[0].length;
    }
    index += 1;
  }
  return index;
}

function scalarEnd(text: string, from: number): number {
  const scalar = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;
  scalar.lastIndex = from;
  return scalar.exec(text) ? scalar.lastIndex : from;
}
