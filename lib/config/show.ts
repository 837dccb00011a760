import { MASK, redact } from '../evidence/redaction.ts';
import type { Path } from './place.ts';
import { plainSecretForm } from './plain-secret.ts';
import { secretSchemes } from './secret-reference.ts';

const LONGEST_SHOWN = 60;

/** A value of a configuration as an error may show it: one line, bounded, and masked if it could be a secret. */
export function showValue(value: unknown, mayBeSecret: boolean): string {
  if (value === undefined || value === null || value === '') return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return mayBeSecret ? maskedText(value) : showText(value);
  return mayBeSecret ? MASK : String(value).slice(0, LONGEST_SHOWN);
}

function maskedText(value: string): string {
  const scheme = secretSchemes.find((name) => value.startsWith(`${name}:`));
  return `${scheme ? `${scheme}:` : ''}${MASK} (${value.length} characters)`;
}

/** Masking too much costs a glance at the file; too little costs a rotation. */
function couldBeSecret(text: string): boolean {
  if (plainSecretForm(text)) return true;
  return (text.match(/[A-Za-z0-9+_=-]{24,}/g) ?? []).some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}

function showText(text: string): string {
  if (couldBeSecret(text)) return maskedText(text);
  const shown = redact(text);
  const cut = shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
  return JSON.stringify(cut).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

/** `clusters[1].alerts.tokenHashes[0]`. A key that is no plain name is quoted, and masked if it could be a secret. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_][\w-]{0,39}$/.test(step) && redact(step) === step && !couldBeSecret(step))
      text += text === '' ? step : `.${step}`;
    else text += `[${showText(step)}]`;
  }
  return text;
}
