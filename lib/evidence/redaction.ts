/** What stands in the place of a secret in anything that is judged, printed, logged, posted or stored. */
export const MASK = '[redacted]';

interface Pattern {
  readonly find: RegExp;
  readonly replace: string | ((match: string, ...groups: string[]) => string);
}

/** Words that name a secret, wherever they stand in a longer name (`dbPassword`, `PGPASSWORD`, `SECRET_KEY_BASE`). */
const SECRET_NAME =
  'passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|client-(?:key|certificate)-data|certificate-authority-data';

/**
 * Patterns of secrets in free text. Each takes time linear in the length of its input, since log lines and event
 * messages are written by whoever runs in the cluster: what may repeat without end cannot begin again inside itself.
 */
const patterns: readonly Pattern[] = [
  // PEM blocks, whole or cut off; also with escaped line ends, as in JSON and klog.
  { find: /-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g, replace: MASK },
  // JSON Web Tokens (https://datatracker.ietf.org/doc/html/rfc7519), found among all words: a pattern that asked for a dot
  // would try again at every letter of a long word without one.
  { find: /[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*/g, replace: (dotted) => maskWebToken(dotted) },
  // A PEM block that was base64-encoded once more (kubeconfig data): base64 of "-----BEGIN".
  { find: /LS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g, replace: MASK },
  // Authorization headers.
  { find: /\b(bearer|basic)(\s{1,8})[A-Za-z0-9._~+/=-]{8,}/gi, replace: `$1$2${MASK}` },
  // User information in URLs, up to the last @: https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1
  { find: /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>]{1,512}@/gi, replace: `$1${MASK}@` },
  // EKS bearer tokens, cloud and chat credentials with a form of their own.
  { find: /k8s-aws-v1\.[A-Za-z0-9_-]+/g, replace: MASK },
  { find: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replace: MASK },
  { find: /\bxox[a-z]-[A-Za-z0-9-]{8,}/g, replace: MASK },
  { find: /\bxapp-[A-Za-z0-9-]{8,}/g, replace: MASK },
  { find: /\bgh[pousr]_[A-Za-z0-9]{20,}/g, replace: MASK },
  // kubeadm bootstrap tokens: https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
  { find: /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, replace: MASK },
  // Anything named like a secret and given a value: key=value, key: value, "key":"value", \"key\":\"value\", --key=value.
  {
    find: new RegExp(
      `((?:${SECRET_NAME})s?(?:[_-][a-z0-9]{1,20}){0,3}(?:\\\\{0,3}["'])?\\s{0,3}[=:]\\s{0,3})` +
        `(?:(\\\\{1,3}["'])[^"'\\\\\\n]*|"[^"\\\\\\n]*(?:\\\\.[^"\\\\\\n]*)*"?|'[^'\\n]*'?|[^\\s"'\\\\]+)`,
      'gi',
    ),
    replace: (match, name = '', escapedQuote = '') => maskValue(match, name, escapedQuote),
  },
  {
    find: /(--[a-z-]{0,40}(?:password|secret|token|api-key|private-key)\s{1,8})(?!-)[^\s"']{3,}/gi,
    replace: `$1${MASK}`,
  },
];

/** A name's value masked, its quotes kept, so that masking once more changes nothing. */
function maskValue(match: string, name: string, escapedQuote: string | undefined): string {
  if (escapedQuote) return `${name}${escapedQuote}${MASK}`;
  const quote = match.charAt(name.length);
  if (quote !== '"' && quote !== "'") return `${name}${MASK}`;
  const closed = match.length > name.length + 1 && match.endsWith(quote);
  return `${name}${quote}${MASK}${closed ? quote : ''}`;
}

/** The base64 of `{"`, with which the header of every JSON Web Token begins. */
const TOKEN_HEADER = 'eyJ';
const MIN_HEADER = 9;
const MIN_PAYLOAD = 4;

/** Masks the tokens among words joined by dots: header, payload and signature. */
function maskWebToken(dotted: string): string {
  if (!dotted.includes(TOKEN_HEADER)) return dotted;
  const words = dotted.split('.');
  const masked: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const start = word.indexOf(TOKEN_HEADER);
    const isHeader =
      start !== -1 && word.length - start >= MIN_HEADER && (words[index + 1]?.length ?? 0) >= MIN_PAYLOAD;
    masked.push(isHeader ? word.slice(0, start) + MASK : word);
    if (isHeader) index += 2;
  }
  return masked.join('.');
}

/** Masks secrets in free text. Idempotent: masking what is masked changes nothing. */
export function redact(text: string): string {
  let masked = text;
  for (const { find, replace } of patterns) {
    // The two forms are one to `replace`, whose overloads keep them apart.
    masked = typeof replace === 'string' ? masked.replace(find, replace) : masked.replace(find, replace);
  }
  return masked;
}
