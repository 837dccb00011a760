/** What went wrong and where, and what to do about it. */
export interface ErrorText {
  readonly message: string;
  readonly fix?: string;
}

/** `a or b`, `a, b or c`. */
export function either(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}

/** ` Did you mean a or b?`, or nothing. */
export const didYouMeanPhrase = (meant: readonly string[]): string =>
  meant.length === 0 ? '' : ` Did you mean ${either(meant)}?`;

const systemErrors: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'it is a folder',
  ENOTFILE: 'it is neither a file nor a folder',
  EUNKNOWN: 'the system does not say why',
  ENOTDIR: 'a part of its path is no folder',
  ENOENT: 'there is no such file',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  EFBIG: 'it is too large',
  EIO: 'the device reports an error',
};

/** A code of the operating system in words, with the code for whoever looks it up. */
export const systemError = (code: string): string => {
  const words = systemErrors[code];
  return words ? `${words} (${code})` : code;
};
