import { captureErrors } from './capture.ts';
import { connectErrors } from './connect.ts';
import { lookErrors } from './look.ts';
import { usageErrors } from './usage.ts';

/** The text of everything that keeps a look from happening, by a stable code. */
export const errorTexts = { ...usageErrors, ...captureErrors, ...connectErrors, ...lookErrors };

export type ErrorCode = keyof typeof errorTexts;
