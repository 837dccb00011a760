import { type ErrorCode, errorTexts } from '../messages/en/errors/index.ts';
import { plainText } from './plain-text.ts';
import { API_VERSION, type ErrorReport } from './report.ts';

/** Something that keeps a look from happening, in words that are plain and masked. */
export interface Trouble {
  /** Stable, for programs. */
  readonly code: ErrorCode;
  readonly message: string;
  readonly fix: string | undefined;
}

/** Words an error of the catalogue. */
export function trouble<K extends ErrorCode>(
  code: K,
  ...[params]: Parameters<(typeof errorTexts)[K]>
): Trouble {
  // A code and its own parameters belong together; TypeScript cannot correlate the two in a union.
  const write = errorTexts[code] as (params: unknown) => { message: string; fix?: string };
  const { message, fix } = write(params);
  return { code, message: plainText(message), fix: fix === undefined ? undefined : plainText(fix) };
}

export function writeErrorReport({ code, message, fix }: Trouble): ErrorReport {
  return {
    apiVersion: API_VERSION,
    kind: 'Error',
    error: { code, message, ...(fix === undefined ? {} : { fix }) },
  };
}
