import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MASK, redact } from './redaction.ts';

const CANARY = 'c4n4ry';
const JWT = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ${CANARY}.${CANARY}_signature`;

describe('what is masked', () => {
  test.each([
    ['a JSON Web Token', `got ${JWT} from`],
    ['a token behind another word', `token-${JWT}`],
    ['a PEM block', `x -----BEGIN RSA PRIVATE KEY-----\n${CANARY}\n-----END RSA PRIVATE KEY----- y`],
    ['a PEM block that is cut off', `-----BEGIN EC PRIVATE KEY-----\\n${CANARY}`],
    ['kubeconfig data', `client-key-data: LS0tLS1CRUdJTi${CANARY}==`],
    ['an authorization header', `Authorization: Bearer ${CANARY}-12345678`],
    ['a password in a URL', `dial postgres://app:${CANARY}@db:5432/x`],
    ['a password with an @ in a URL', `dial postgres://app:p@${CANARY}@db:5432/x`],
    ['an upper-case variable', `MYSQL_ROOT_PASSWORD=${CANARY}`],
    ['a name without a separator', `PGPASSWORD=${CANARY}`],
    ['a camel-case name', `dbPassword: ${CANARY}`],
    ['a name that goes on behind the word', `SECRET_KEY_BASE=${CANARY}`],
    ['a value in JSON', `{"password":"${CANARY}","x":1}`],
    ['a value of several words', `password: "${CANARY} and ${CANARY}"`],
    ['a value with a comma', `password=abc,${CANARY}`],
    ['JSON inside JSON', `{\\"token\\":\\"${CANARY}\\"}`],
    ['a flag and its value', `kubelet --token ${CANARY}`],
    ['an EKS token', `k8s-aws-v1.${CANARY}`],
  ])('%s', (_name, text) => {
    expect(redact(text)).not.toContain(CANARY);
    expect(redact(text)).toContain(MASK);
  });

  test('two tokens in one text', () => {
    expect(redact(`${JWT} and ${JWT}`)).toBe(`${MASK} and ${MASK}`);
  });
});

describe('what stays', () => {
  test.each([
    'MountVolume.SetUp failed for volume "x" : secret "default-token-abc" not found',
    'Failed to pull image "registry.example.com:5000/team/app@sha256:0123": not found',
    'plugin/errors: 2 example.com. A: read udp 10.244.0.3:42041->10.0.2.3:53: i/o timeout',
    'Get "https://10.96.0.1:443/api/v1/namespaces/kube-system": dial tcp 10.96.0.1:443: connect: no route to host',
    'kubelet has disk pressure',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('the host of a URL whose user is masked', () => {
    expect(redact('postgres://app:hunter2@db.example.com:5432/x')).toBe(
      `postgres://${MASK}@db.example.com:5432/x`,
    );
  });
});

const fragments = [
  'password',
  'secret',
  '_token',
  '=',
  ':',
  ' ',
  '"',
  "'",
  '\\',
  '\\"',
  '\n',
  '@',
  '://',
  'http',
  '--token ',
  'Bearer ',
  'eyJhbGciOi',
  '.',
  'abcd',
  'LS0tLS1CRUdJTi',
  '-----BEGIN KEY-----',
  '-----END KEY-----',
  MASK,
  'x',
  ',',
  '-',
];

describe('properties', () => {
  test('masking what is masked changes nothing', () => {
    const texts = fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['token headers without a dot', 'eyJabcdefg-'],
    ['dotted words', 'a.'],
    ['bearers without a token', 'bearer '],
    ['schemes without a user', 'a://'],
    ['names without a value', 'password_'],
    ['names with a colon', 'secret:'],
    ['quotes', 'password="\\'],
    ['dashes', '--'],
    ['PEM beginnings', '-----BEGIN A-----'],
    ['spaces', ' '],
  ])('a megabyte of %s is masked without going through it again and again', (_name, part) => {
    // Were a pattern quadratic, this would take hours: the runner's own limit is the assertion.
    expect(typeof redact(part.repeat(Math.ceil(1_000_000 / part.length)))).toBe('string');
  });
});
