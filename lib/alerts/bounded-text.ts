/**
 * A text of a label or an annotation as it may go on: on one line, without control characters and without those that are
 * invisible or turn the direction of writing (a name could pose as another), no longer than `most` characters.
 */
export function boundedText(text: string, most: number): string {
  // Far more than is kept, so that cleaning a text of megabytes costs nothing.
  const start = text.slice(0, most * 4);
  const visible = start.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/\p{Cf}|\p{Cs}/gu, '');
  const characters = [...visible.trim()];
  const isCut = characters.length > most || start.length < text.length;
  return isCut ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}
