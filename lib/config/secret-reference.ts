import * as z from 'zod';

/** Where a secret is kept. */
export type SecretAddress =
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'file'; readonly path: string }
  /** `id` is a name or an ARN; `jsonKey` picks one value of a secret that is a JSON object. */
  | { readonly from: 'secretsmanager'; readonly id: string; readonly jsonKey: string | undefined }
  | { readonly from: 'ssm'; readonly name: string };

export const secretSchemes = ['env', 'file', 'secretsmanager', 'ssm'] as const;

/** https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
const variableName = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
const absolutePath = /^\/[^\p{Cc}]{1,4095}$/u;
/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (Name) */
const secretName = /^[A-Za-z0-9/_+=.@-]{1,512}$/;
const secretArn = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,519}$/;
const jsonKey = /^[^\p{Cc}#]{1,256}$/u;
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html (Name) */
const parameterName = /^(?:\/[A-Za-z0-9_.-]+){1,15}$/;
const PARAMETER_NAME_LIMIT = 1011;

/** Reads a reference to a secret; undefined where the text is none. */
export function parseSecretReference(reference: string): SecretAddress | undefined {
  const colon = reference.indexOf(':');
  const rest = reference.slice(colon + 1);
  switch (reference.slice(0, Math.max(colon, 0))) {
    case 'env':
      return variableName.test(rest) ? { from: 'env', name: rest } : undefined;
    case 'file':
      return absolutePath.test(rest) ? { from: 'file', path: rest } : undefined;
    case 'secretsmanager':
      return parseSecretsManager(rest);
    case 'ssm':
      return rest.length <= PARAMETER_NAME_LIMIT && parameterName.test(rest)
        ? { from: 'ssm', name: rest }
        : undefined;
    default:
      return undefined;
  }
}

function parseSecretsManager(text: string): SecretAddress | undefined {
  const hash = text.indexOf('#');
  const id = hash < 0 ? text : text.slice(0, hash);
  const key = hash < 0 ? undefined : text.slice(hash + 1);
  if (!secretName.test(id) && !secretArn.test(id)) return undefined;
  if (key !== undefined && !jsonKey.test(key)) return undefined;
  return { from: 'secretsmanager', id, jsonKey: key };
}

/** A reference as the configuration holds it: the name of a secret, never its value. */
export const secretReference = z
  .templateLiteral([z.enum(secretSchemes), ':', z.string()])
  .refine((reference) => parseSecretReference(reference) !== undefined);
export type SecretReference = z.output<typeof secretReference>;
