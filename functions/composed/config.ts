import { parseCompiledConfig } from '../../lib/config/compile-config.ts';

/** The compiled wardround.yml: infra/aws/esbuild.config.cjs puts its text in the place of this name. */
declare const WARDROUND_COMPILED_CONFIG: string;

export const config = parseCompiledConfig(WARDROUND_COMPILED_CONFIG);

/** A variable that serverless.yml sets. */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The variable ${name} is not set: serverless.yml sets it.`);
  return value;
}
