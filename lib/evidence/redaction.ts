/** What stands in the place of a secret in anything that is judged, printed, logged, posted or stored. */
export const MASK = '[redacted]';

/**
 * Patterns of secrets in free text. Each is linear in the length of its input (no nested quantifiers), since log
 * lines and event messages are written by whoever runs in the cluster.
 */
const patterns: readonly { readonly find: RegExp; readonly replace: string }[] = [
  // PEM blocks, whole or cut off; also with escaped line ends, as in JSON and klog.
  { find: /-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g, replace: MASK },
  // JSON Web Tokens: https://datatracker.ietf.org/doc/html/rfc7519
  { find: /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g, replace: MASK },
  // A PEM block that was base64-encoded once more (kubeconfig data): base64 of "-----BEGIN".
  { find: /\bLS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g, replace: MASK },
  // Authorization headers.
  { find: /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, replace: `$1 ${MASK}` },
  // User information in URLs: https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1
  { find: /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@"'<>]{1,512}@/gi, replace: `$1${MASK}@` },
  // EKS bearer tokens, cloud and chat credentials with a form of their own.
  { find: /\bk8s-aws-v1\.[A-Za-z0-9_-]+/g, replace: MASK },
  { find: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replace: MASK },
  { find: /\bxox[a-z]-[A-Za-z0-9-]{8,}/g, replace: MASK },
  { find: /\bxapp-[A-Za-z0-9-]{8,}/g, replace: MASK },
  { find: /\bgh[pousr]_[A-Za-z0-9]{20,}/g, replace: MASK },
  // kubeadm bootstrap tokens: https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
  { find: /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, replace: MASK },
  // Anything named like a secret and given a value: key=value, key: value, "key":"value", --key value.
  {
    find: /\b((?:[a-z0-9]{1,30}[_.-]){0,4}(?:password|passwd|passphrase|secret|token|api[_-]?key|apikey|access[_-]?key|secret[_-]?key|private[_-]?key|client-key-data|client-certificate-data|certificate-authority-data|credentials?)\\?["']?\s{0,3}[=:]\s{0,3}\\?["']?)(?!\[redacted\])([^\s"'\\,;&}{)(]{3,})/gi,
    replace: `$1${MASK}`,
  },
  {
    find: /(--[a-z-]{0,40}(?:password|secret|token|api-key|private-key)\s+)(?!-)[^\s"']{3,}/gi,
    replace: `$1${MASK}`,
  },
];

/** Masks secrets in free text. Idempotent: masking what is masked changes nothing. */
export function redact(text: string): string {
  let masked = text;
  for (const { find, replace } of patterns) masked = masked.replace(find, replace);
  return masked;
}
