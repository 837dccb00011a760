import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

export const functionNames = ['alerts', 'slack', 'diagnose', 'tick', 'dead-letter'] as const;
export type FunctionName = (typeof functionNames)[number];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The very options with which the functions are packaged. */
const bundleOptions = createRequire(import.meta.url)('../../infra/aws/bundle-options.cjs') as (
  config: string,
) => BuildOptions; // a CommonJS file without types of its own

/** Bundles a function as it is packaged, with a compiled configuration in it, and gives the path of the file. */
export async function bundleFunction(name: FunctionName, folder: string, config: string): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  await build({ ...bundleOptions(config), entryPoints: [join(ROOT, 'functions', `${name}.ts`)], outfile });
  return outfile;
}
