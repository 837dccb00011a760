/** The code of a system error (`ENOENT`), or the word for one without. By its form: errors of other realms count too. */
export function errorCode(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : 'unknown';
}
