import { configDocs } from '../../messages/en/config-docs.ts';
import { configVariables, type FieldText } from '../../messages/en/config-fields.ts';
import { variableNames } from '../environment.ts';
import { describeFields } from './describe-fields.ts';

/** docs/configuration.md: every field and every variable. */
export function writeReference(): string {
  const docs = configDocs;
  const fields = describeFields().flatMap(({ path, isRequired, defaultValue, ...text }) => [
    `### \`${path}\``,
    [
      text.meaning,
      ...(isRequired && !path.endsWith('[]') && text.whenMissing === undefined ? [docs.requiredLabel] : []),
    ].join(' '),
    factsOf(text, defaultValue),
  ]);
  const variables = variableNames.flatMap((name) => [
    `### \`${name}\``,
    configVariables[name].meaning,
    factsOf(configVariables[name], undefined),
  ]);
  return `${[
    `<!-- ${docs.generated} -->`,
    `# ${docs.title}`,
    ...docs.intro,
    `## ${docs.secretsTitle}`,
    ...docs.secrets,
    table(docs.referencesHead, docs.references),
    `### ${docs.rotationTitle}`,
    ...docs.rotation,
    `## ${docs.fieldsTitle}`,
    ...fields,
    `## ${docs.variablesTitle}`,
    ...variables,
  ].join('\n\n')}\n`;
}

function factsOf(text: FieldText, defaultValue: string | undefined): string {
  const facts = [
    `${configDocs.expectsLabel}: ${text.expects}`,
    ...(text.unit ? [`${configDocs.unitLabel} ${text.unit}`] : []),
    ...(defaultValue && text.whenMissing === undefined
      ? [`${configDocs.defaultLabel}: \`${defaultValue}\``]
      : []),
    ...(text.whenMissing ? [`${configDocs.missingLabel}: ${text.whenMissing}`] : []),
    ...(text.example ? [`${configDocs.exampleLabel}: \`${text.example}\``] : []),
  ];
  return facts.map((fact) => `- ${fact}`).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
