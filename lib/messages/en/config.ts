import type { Place } from '../../config/place.ts';
import type { PlainSecretForm } from '../../config/plain-secret.ts';
import { enumerate, plural } from './words.ts';

const forms: Readonly<Record<PlainSecretForm, string>> = {
  'slack-token': 'a Slack token',
  'private-key': 'a private key',
  'bearer-token': 'a bearer token',
  'url-password': 'a URL with a password',
  base64: 'what looks like a key in base64',
  unknown: 'something that is no reference',
};

const placeText = (place: Place): string => {
  switch (place.in) {
    case 'file':
      return `${place.path}:${place.line}:${place.column}`;
    case 'variable':
      return `environment variable ${place.name}`;
    case 'compiled':
      return 'compiled configuration';
  }
};

const whichExample = (example: string | undefined): string => (example ? `, for example ${example}` : '');

const named = (field: string): string => (field === '' ? 'The configuration' : field);

interface FieldParams {
  readonly field: string;
}

/** What is wrong with a configuration, and how to mend it. */
export const config = {
  'config.problems': ({ problems }: { problems: readonly { place: Place; text: string }[] }) =>
    [
      `The configuration has ${plural(problems.length, 'problem')}:`,
      ...problems.map(({ place, text }) => `- ${placeText(place)}: ${text}`),
    ].join('\n'),

  'config.invalid': ({
    field,
    value,
    expected,
    example,
  }: FieldParams & { value: string; expected: string; example: string | undefined }) =>
    `${named(field)} is ${value}. Expected ${expected}${whichExample(example)}.`,
  'config.missing': ({
    field,
    expected,
    example,
  }: FieldParams & { expected: string; example: string | undefined }) =>
    `${field} is missing. Expected ${expected}${whichExample(example)}.`,
  'config.unknown-key': ({
    field,
    suggestions,
    known,
  }: FieldParams & { suggestions: readonly string[]; known: readonly string[] }) =>
    suggestions.length > 0
      ? `${field} is not a known field. Did you mean ${suggestions.join(' or ')}?`
      : `${field} is not a known field. Known here: ${enumerate(known, 12)}.`,
  'config.plain-secret': ({
    field,
    form,
    example,
  }: FieldParams & { form: PlainSecretForm; example: string }) =>
    `${field} holds ${forms[form]} (not shown here). No secret belongs into this file: put it into an environment variable, a file of its own, Secrets Manager or SSM Parameter Store, and write a reference, for example ${example}. If it was shared or committed, replace it.`,
  'config.mixed-access': ({ field, keys }: FieldParams & { keys: readonly string[] }) =>
    `${field} mixes ways in: ${enumerate(keys, 9)}. Keep one: kubeconfig and context, or inCluster, or server with token, or recording.`,
  'config.both-authorities': ({ field }: FieldParams) =>
    `${field} has both caFile and caData. Keep one of them.`,
  'config.duplicate-name': ({ field, name, first }: FieldParams & { name: string; first: string }) =>
    `${field} is ${name}, as is ${first}. Expected a name that no other cluster has.`,
  'config.second-default': ({ field, first }: FieldParams & { first: string }) =>
    `${field} is true, as is ${first}. Expected at most one default.`,
  'config.duplicate-hash': ({ field, first }: FieldParams & { first: string }) =>
    `${field} is the same hash as ${first}. The cluster follows from the token, so expected a token of its own for each.`,
  'config.same-access': ({ field, first }: FieldParams & { first: string }) =>
    `${field} leads to the same cluster as ${first}. Expected a way in of its own for each name.`,
  'config.slack-cannot-be-heard': ({ field }: FieldParams) =>
    `${field} is missing, and slack.appToken too, so nothing that Slack sends could be accepted. Expected a signing secret (SLACK_SIGNING_SECRET) for HTTP or an app-level token (SLACK_APP_TOKEN) for Socket Mode.`,

  'config.variable-invalid': ({ name, value, expected }: { name: string; value: string; expected: string }) =>
    `${name} is ${value}. Expected ${expected}.`,
  'config.variable-unknown': ({ name, suggestions }: { name: string; suggestions: readonly string[] }) =>
    `${name} is not a known variable. Did you mean ${suggestions.join(' or ')}?`,
  'config.variable-alone': ({ name, needs }: { name: string; needs: string }) =>
    `${name} is set without ${needs}. Expected both, or only ${needs}.`,

  'config.file-unreadable': ({ path, code }: { path: string; code: string }) =>
    `${path} cannot be read (${code}). Expected a file that this user may read.`,
  'config.file-not-utf8': (_: object) => 'The file is not text in UTF-8. Save it as UTF-8.',
  'config.file-too-large': ({ limitBytes }: { limitBytes: number }) =>
    `The file is larger than ${limitBytes} bytes. Expected a configuration.`,
  'config.not-a-map': ({ value }: { value: string }) =>
    `The file holds ${value}. Expected fields such as clusters: and slack: at its left margin.`,
  'config.yaml-tab': (_: object) => 'A tab indents this line. YAML wants spaces.',
  'config.yaml-duplicate-key': (_: object) => 'This field stands here a second time. Keep one of them.',
  'config.yaml-alias': (_: object) =>
    'An alias (*name) is not allowed here, since it hides what holds where. Write the value out; in front of a plain * put quotes.',
  'config.yaml-tag': (_: object) => 'A tag (!name) is not allowed here. Leave it out.',
  'config.yaml-several-documents': (_: object) =>
    'A second YAML document begins here (---). Expected one document.',
  'config.yaml-too-deep': ({ limit }: { limit: number }) =>
    `The file is nested deeper than ${limit} levels. Expected a configuration.`,
  'config.yaml-key': (_: object) => 'This key is not plain text. Expected the name of a field.',
  'config.yaml-unclosed': (_: object) =>
    'Something is not closed or is cut off: a quote, a bracket, or the colon after a field.',
  'config.yaml-syntax': ({ code }: { code: string }) =>
    `This is not YAML (${code}). Look at the indentation, at the quotes, and for a missing space after a colon or dash.`,

  'config.compiled-unreadable': (_: object) =>
    'The compiled configuration is no JSON. Package the functions again.',

  'secret.not-a-reference': (_: object) =>
    'A secret is not given as a reference. Expected env:NAME, file:/path, secretsmanager:NAME-OR-ARN#json-key or ssm:/name.',
  'secret.missing': ({ reference }: { reference: string }) =>
    `The secret ${reference} does not exist, or is empty. Set it, or change the reference.`,
  'secret.denied': ({ reference }: { reference: string }) =>
    `The secret ${reference} may not be read. Grant the permission to read it.`,
  'secret.unusable': ({ reference }: { reference: string }) =>
    `The secret ${reference} is no short text, or lacks the JSON key that the reference names.`,
  'secret.unavailable': ({ reference }: { reference: string }) =>
    `The secret ${reference} could not be read now. It will be tried again.`,
  'secret.unsupported': ({ reference }: { reference: string }) =>
    `The secret ${reference} cannot be read from here. Use another kind of reference.`,
};
