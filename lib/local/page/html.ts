/** Text that is already HTML. Only `html` and `raw` make it, so that nothing gets into the page unescaped by oversight. */
export interface Html {
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A template whose values are escaped, save those that are HTML themselves. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const parts = strings.map(
    (text, index) => `${text}${index < values.length ? write(values[index] ?? '') : ''}`,
  );
  return { html: parts.join('') };
}

/** Takes a text for HTML as it stands: for what this project wrote itself. */
export const raw = (text: string): Html => ({ html: text });

export const nothing: Html = { html: '' };

function write(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('html' in value) return value.html;
  return value.map((entry) => entry.html).join('');
}
