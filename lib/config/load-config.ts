import { didYouMean } from '../grammar/did-you-mean.ts';
import { type ConfigVariable, configVariables } from '../messages/en/config-fields.ts';
import { say } from '../messages/message.ts';
import { checkConfig } from './check-config.ts';
import { ConfigError, type ConfigProblem } from './config-problem.ts';
import {
  environment,
  fieldOfVariable,
  type SettingVariable,
  secretVariables,
  settingVariables,
  valueOfVariable,
  variableNames,
} from './environment.ts';
import { type ConfigFile, type ParsedConfigFile, parseConfigFile } from './parse-config-file.ts';
import type { FindPlace, Path, Place } from './place.ts';
import type { ClusterAccess, Config } from './schema.ts';
import { showValue } from './show.ts';

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

export interface ConfigInputs {
  /** wardround.yml, where there is one. */
  readonly file?: ConfigFile;
  readonly env: EnvironmentVariables;
  /** Whether a kubeconfig is where `kubectl` would find it: it decides which cluster is looked at by default. */
  readonly hasKubeconfig: boolean;
}

/** What is looked at where nobody has a cluster: a capture that comes with the project. */
const RECORDED_CLUSTER = 'examples/broken-cluster';

/**
 * The configuration from file, environment and defaults; a variable wins over the file. No secret is read: the
 * configuration holds references only, for a secret of the environment a reference to its variable.
 * @throws ConfigError with everything that is wrong
 */
export function loadConfig({ file, env, hasKubeconfig }: ConfigInputs): Config {
  const variables = readVariables(env);
  const parsed: ParsedConfigFile = file
    ? parseConfigFile(file)
    : { ok: true, raw: {}, find: () => undefined };
  if (!parsed.ok) throw new ConfigError([...variables.problems, ...parsed.problems]);

  const { merged, set } = overlay(withoutEmptySections(parsed.raw), variables.values);
  const raw = { clusters: [{ name: 'default', access: defaultAccess(env, hasKubeconfig) }], ...merged };
  const checked = checkConfig(raw, placeFinder(parsed.find, set, file?.path));
  if (checked.ok && variables.problems.length === 0) return checked.config;
  throw new ConfigError([...variables.problems, ...(checked.ok ? [] : checked.problems)]);
}

type VariableValues = Partial<Record<ConfigVariable, string | undefined>>;

/** The variables that are set and as expected, and what is wrong with the others. */
function readVariables(env: EnvironmentVariables): {
  readonly values: VariableValues;
  readonly problems: readonly ConfigProblem[];
} {
  const set = Object.fromEntries(variableNames.map((name) => [name, env[name] || undefined]));
  const parsed = environment.safeParse(set);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]));
  const problems: ConfigProblem[] = variableNames
    .filter((name) => wrong.has(name))
    .map((name) => {
      const value = showValue(set[name], secretVariables.has(name));
      return variableProblem(
        name,
        say('config.variable-invalid', { name, value, expected: configVariables[name].expects }),
      );
    });
  if (set['SLACK_SIGNING_SECRET_PREVIOUS'] && !set['SLACK_SIGNING_SECRET']) {
    const name = 'SLACK_SIGNING_SECRET_PREVIOUS';
    problems.push(
      variableProblem(name, say('config.variable-alone', { name, needs: 'SLACK_SIGNING_SECRET' })),
    );
  }
  const values = Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name)));
  return { values, problems: [...problems, ...misspelt(env)] };
}

/** Only our own prefix is judged: a variable like SLACK_API_TOKEN may be another program's. */
function misspelt(env: EnvironmentVariables): readonly ConfigProblem[] {
  const prefix = 'WARDROUND_';
  const known = variableNames.filter((name) => name.startsWith(prefix));
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !known.some((other) => other === name))
    .flatMap((name) => {
      const close = didYouMean(
        name.slice(prefix.length),
        known.map((other) => other.slice(prefix.length)),
      );
      if (close.length === 0) return [];
      const suggestions = close.map((rest) => `${prefix}${rest}`);
      return [variableProblem(name, say('config.variable-unknown', { name, suggestions }))];
    });
}

function variableProblem(name: string, message: ConfigProblem['message']): ConfigProblem {
  return { field: name, place: { in: 'variable', name }, message };
}

/** `slack:` with every field commented out is YAML's null, and means what leaving it out means. */
function withoutEmptySections(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}

/** Puts the variables' values over the file's. A section that is no map stays, so that it is told. */
function overlay(
  raw: Readonly<Record<string, unknown>>,
  values: VariableValues,
): { readonly merged: Readonly<Record<string, unknown>>; readonly set: ReadonlySet<SettingVariable> } {
  const merged: Record<string, unknown> = { ...raw };
  const set = new Set<SettingVariable>();
  for (const name of settingVariables) {
    const value = valueOfVariable(name, values);
    const [section, field] = fieldOfVariable[name];
    const before = merged[section] ?? {};
    if (value === undefined || typeof before !== 'object' || Array.isArray(before)) continue;
    merged[section] = { ...before, [field]: value };
    set.add(name);
  }
  return { merged, set };
}

function defaultAccess(env: EnvironmentVariables, hasKubeconfig: boolean): ClusterAccess {
  if (hasKubeconfig) return {};
  // https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
  if (env['KUBERNETES_SERVICE_HOST']) return { inCluster: true };
  return { recording: RECORDED_CLUSTER };
}

/** The variable that set a field, else where it stands in the file, else where it should: as near as there is. */
function placeFinder(
  find: (path: Path, of: 'key' | 'value') => Place | undefined,
  set: ReadonlySet<SettingVariable>,
  filePath: string | undefined,
): FindPlace {
  return (path, of) => {
    const name = settingVariables.find((candidate) =>
      fieldOfVariable[candidate].every((step, index) => path[index] === step),
    );
    if (name && set.has(name)) return { in: 'variable', name };
    const section = path.slice(0, 1);
    const inFile = find(path, of) ?? (find(section, 'key') ? nearest(find, path) : undefined);
    if (inFile) return inFile;
    if (name) return { in: 'variable', name };
    return filePath === undefined
      ? { in: 'variable', name: 'WARDROUND_CONFIG' }
      : { in: 'file', path: filePath, line: 1, column: 1 };
  };
}

function nearest(
  find: (path: Path, of: 'key' | 'value') => Place | undefined,
  path: Path,
): Place | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const place = find(path.slice(0, length), 'value');
    if (place) return place;
  }
  return undefined;
}
