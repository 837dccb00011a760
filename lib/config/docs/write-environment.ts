import { configDocs } from '../../messages/en/config-docs.ts';
import { configVariables, type FieldText } from '../../messages/en/config-fields.ts';
import { variableNames } from '../environment.ts';
import { wrap } from './wrap.ts';

/** .env.example: every variable, all commented out. */
export function writeEnvironment(): string {
  const blocks = variableNames.map((name) => {
    const { meaning, expects, example, whenMissing }: FieldText = configVariables[name];
    const text = [
      meaning,
      `${configDocs.expectsLabel}: ${expects}.`,
      ...(whenMissing ? [`${configDocs.missingLabel}: ${whenMissing}.`] : []),
    ].join(' ');
    return [...wrap(text, 108).map((line) => `# ${line}`), `#${name}=${example ?? ''}`].join('\n');
  });
  return `${configDocs.environmentHead.map((line) => `# ${line}`).join('\n')}\n\n${blocks.join('\n\n')}\n`;
}
