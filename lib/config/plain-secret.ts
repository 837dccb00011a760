/** How a secret was recognised that stands where none belongs. */
export type PlainSecretForm =
  | 'slack-token'
  | 'private-key'
  | 'bearer-token'
  | 'url-password'
  | 'base64'
  /** No known form, in a field that takes references only. */
  | 'unknown';

/** Slack's token prefixes, rotated ones included: https://docs.slack.dev/authentication/tokens/ */
const slackToken = /\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-/i;
/** Any PEM block but a certificate, which is public: https://datatracker.ietf.org/doc/html/rfc7468#section-4 */
const secretPem = /-----BEGIN (?!CERTIFICATE-----)/;
/** https://datatracker.ietf.org/doc/html/rfc7519#section-3 */
const jsonWebToken = /\beyJ[\w-]{6,}\.[\w-]{4,}/;
const urlWithPassword = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@]{1,512}@/i;

/** Tells a secret by its form alone; undefined for a text without any. */
export function plainSecretForm(text: string): PlainSecretForm | undefined {
  if (slackToken.test(text)) return 'slack-token';
  if (secretPem.test(text)) return 'private-key';
  if (jsonWebToken.test(text)) return 'bearer-token';
  if (urlWithPassword.test(text)) return 'url-password';
  return base64Form(text.replace(/\s/g, ''));
}

function base64Form(text: string): PlainSecretForm | undefined {
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  if (secretPem.test(decoded)) return 'private-key';
  if (decoded.startsWith('-----BEGIN CERTIFICATE-----')) return undefined;
  return isRandom(text) ? 'base64' : undefined;
}

/** A path has the letters of base64 too, but no padding, no plus sign, and no part that mixes everything. */
function isRandom(text: string): boolean {
  if (/[+=]/.test(text)) return true;
  return text
    .split('/')
    .some((part) => part.length >= 32 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d.*\d/.test(part));
}
