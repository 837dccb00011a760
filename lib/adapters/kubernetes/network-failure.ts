import type { UnreachableReason } from '../../evidence/reading.ts';
import { textField } from './connect-error.ts';

/** Codes of Node and of OpenSSL: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const reasons: Readonly<Record<string, UnreachableReason>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_FAIL: 'name-not-found',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ENETDOWN: 'no-route',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REJECTED: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name-mismatch',
  HOSTNAME_MISMATCH: 'tls-name-mismatch',
  EPROTO: 'tls',
};

/** Why a connection failed, from the error that Node gives; `detail` holds codes and addresses, no credentials. */
export function describeNetworkFailure(error: unknown): { reason: UnreachableReason; detail: string } {
  const failure = firstError(error);
  const code = textField(failure, 'code') ?? '';
  const reason = reasons[code] ?? (/^ERR_(SSL|TLS|OSSL)_/.test(code) ? 'tls' : 'other');
  return { reason, detail: textField(failure, 'message') || code || 'no reason given' };
}

/** A host with several addresses fails with one error for each. */
function firstError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return error;
  const first: unknown = Array.isArray(error.errors) ? error.errors[0] : undefined;
  return first ?? error;
}
