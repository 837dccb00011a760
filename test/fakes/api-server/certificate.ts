import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate and its key, both PEM. */
export interface Certificate {
  readonly name: string;
  readonly pem: string;
  readonly keyPem: string;
  readonly key: KeyObject;
}

export interface CertificateOptions {
  readonly name: string;
  /** Who signs it; itself where it is missing, and it is then an authority. */
  readonly issuer?: Certificate;
  /** IPv4 addresses and DNS names that it is good for. */
  readonly hosts?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a certificate with node:crypto alone, so that the tests need no openssl. The encoding is DER of
 * https://datatracker.ietf.org/doc/html/rfc5280#section-4.1
 */
export function makeCertificate({
  name,
  issuer,
  hosts = [],
  notBefore,
  notAfter,
}: CertificateOptions): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)); // ecdsa-with-SHA256
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const from = notBefore ?? new Date(Date.now() - DAY_MS);
  const until = notAfter ?? new Date(Date.now() + DAY_MS);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, serial),
    algorithm,
    commonName(issuer?.name ?? name),
    sequence(utcTime(from), utcTime(until)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions(issuer === undefined, hosts))),
  );
  const signature = sign('sha256', body, issuer?.key ?? privateKey);
  const certificate = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    name,
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key: privateKey,
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const objectId = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const TRUE = der(0x01, Buffer.from([0xff]));

const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(objectId(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));

/** YYMMDDHHMMSSZ */
const utcTime = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));

function extensions(isAuthority: boolean, hosts: readonly string[]): Buffer[] {
  const constraints = sequence(
    objectId(0x55, 0x1d, 0x13),
    TRUE,
    der(0x04, isAuthority ? sequence(TRUE) : sequence()),
  );
  if (hosts.length === 0) return [constraints];
  const names = hosts.map((host) =>
    isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
  );
  return [constraints, sequence(objectId(0x55, 0x1d, 0x11), der(0x04, sequence(...names)))];
}
