import * as z from 'zod';
import { type ConfigVariable, configVariables } from '../messages/en/config-fields.ts';
import type { SecretReference } from './secret-reference.ts';

function variable<T extends z.ZodType>(name: ConfigVariable, schema: T): T {
  return schema.meta(configVariables[name]);
}

const path = z.string().regex(/^[^\p{Cc}]{1,4096}$/u);
const noSpace = z.string().regex(/^\S+$/);

/** The variables that are read; an empty one counts as not set. */
export const environment = z.object({
  WARDROUND_CONFIG: variable('WARDROUND_CONFIG', path.optional()),
  SLACK_BOT_TOKEN: variable(
    'SLACK_BOT_TOKEN',
    z
      .string()
      .regex(/^(?:xoxe\.)?xoxb-\S+$/)
      .optional(),
  ),
  SLACK_SIGNING_SECRET: variable('SLACK_SIGNING_SECRET', noSpace.optional()),
  SLACK_SIGNING_SECRET_PREVIOUS: variable('SLACK_SIGNING_SECRET_PREVIOUS', noSpace.optional()),
  SLACK_APP_TOKEN: variable(
    'SLACK_APP_TOKEN',
    z
      .string()
      .regex(/^xapp-\S+$/)
      .optional(),
  ),
  WARDROUND_PORT: variable(
    'WARDROUND_PORT',
    z
      .string()
      .regex(/^\d{1,5}$/)
      .optional(),
  ),
  WARDROUND_DATA: variable('WARDROUND_DATA', path.optional()),
  KUBECONFIG: variable('KUBECONFIG', z.string().optional()),
});

export const variableNames = environment.keyof().options;

/** Which of the variables hold a secret; their values are never shown. */
export const secretVariables: ReadonlySet<string> = new Set<ConfigVariable>([
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_SIGNING_SECRET_PREVIOUS',
  'SLACK_APP_TOKEN',
]);

/** The field that a variable sets, where it sets one. */
export const fieldOfVariable = {
  SLACK_BOT_TOKEN: ['slack', 'botToken'],
  SLACK_SIGNING_SECRET: ['slack', 'signingSecrets'],
  SLACK_APP_TOKEN: ['slack', 'appToken'],
  WARDROUND_PORT: ['local', 'port'],
  WARDROUND_DATA: ['local', 'dataFolder'],
} as const satisfies Partial<Record<ConfigVariable, readonly [string, string]>>;

export type SettingVariable = keyof typeof fieldOfVariable;
export const settingVariables: readonly SettingVariable[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'WARDROUND_PORT',
  'WARDROUND_DATA',
];

/** What a variable puts into its field. Secrets stay where they are: the field gets a reference to the variable. */
export function valueOfVariable(
  name: SettingVariable,
  values: Partial<Record<ConfigVariable, string | undefined>>,
): string | number | readonly SecretReference[] | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  switch (name) {
    case 'SLACK_BOT_TOKEN':
    case 'SLACK_APP_TOKEN':
      return `env:${name}`;
    case 'SLACK_SIGNING_SECRET':
      return values.SLACK_SIGNING_SECRET_PREVIOUS === undefined
        ? ['env:SLACK_SIGNING_SECRET']
        : ['env:SLACK_SIGNING_SECRET', 'env:SLACK_SIGNING_SECRET_PREVIOUS'];
    case 'WARDROUND_PORT':
      return Number(value);
    case 'WARDROUND_DATA':
      return value;
  }
}
