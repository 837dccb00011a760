/** A file that a way in names, by its part in it. */
export type CredentialFile = 'certificate-authority' | 'client-certificate' | 'client-key' | 'token';

/**
 * Why there is no way in to a cluster, found before the first request. Names are given closest to the wanted one first.
 * The messages' catalogue words them; nothing here holds a credential.
 */
export type ConnectProblem =
  /** The default lookup found nothing; `tried` are the files it looked for. */
  | { readonly problem: 'kubeconfig-not-found'; readonly tried: readonly string[] }
  /** The file that was asked for is not there. */
  | { readonly problem: 'kubeconfig-missing'; readonly path: string }
  /** `code` is the system's (EACCES, EISDIR), or EFBIG for a file that is too large to be a kubeconfig. */
  | { readonly problem: 'kubeconfig-unreadable'; readonly path: string; readonly code: string }
  | {
      readonly problem: 'kubeconfig-malformed';
      readonly path: string;
      readonly line: number | undefined;
      /** The parser's code (TAB_AS_INDENT) or the field that is not what it should be. */
      readonly detail: string;
    }
  | ({ readonly problem: 'context-not-found'; readonly context: string } & Offered)
  | ({ readonly problem: 'no-current-context' } & Offered)
  | ({ readonly problem: 'cluster-not-found'; readonly context: string; readonly cluster: string } & Offered)
  | ({ readonly problem: 'user-not-found'; readonly context: string; readonly user: string } & Offered)
  /** Not an http or https URL, or none. */
  | { readonly problem: 'server-invalid'; readonly server: string }
  /** Credentials would travel in the clear to another machine. */
  | { readonly problem: 'server-not-encrypted'; readonly server: string }
  | { readonly problem: 'proxy-invalid'; readonly proxy: string }
  | {
      readonly problem: 'credential-file-unreadable';
      readonly file: CredentialFile;
      readonly path: string;
      readonly code: string;
    }
  /** What should be a PEM certificate or key is none, or the two do not belong together. */
  | { readonly problem: 'credential-invalid'; readonly file: CredentialFile | 'client-key-pair' }
  /** Not inside a pod, or in one without a service account token; `missing` are the variables and files. */
  | { readonly problem: 'not-in-cluster'; readonly missing: readonly string[] }
  | PluginProblem
  | { readonly problem: 'auth-provider-failed'; readonly provider: string; readonly detail: string };

/** What can go wrong with a program that a kubeconfig names to get credentials. */
export type PluginProblem =
  | {
      readonly problem: 'plugin-not-found';
      readonly command: string;
      readonly installHint: string | undefined;
    }
  | {
      readonly problem: 'plugin-failed';
      readonly command: string;
      readonly exitCode: number | undefined;
      readonly detail: string;
    }
  | { readonly problem: 'plugin-timed-out'; readonly command: string; readonly afterMs: number }
  /** It insists on a terminal, which it does not get. */
  | { readonly problem: 'plugin-needs-terminal'; readonly command: string };

interface Offered {
  readonly available: readonly string[];
  readonly paths: readonly string[];
}

/** There is no way in to the cluster. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  readonly problem: ConnectProblem;

  constructor(problem: ConnectProblem) {
    super(problem.problem);
    this.problem = problem;
  }
}

/** The code of a system error (`ENOENT`), or the word for one without. */
export function errorCode(error: unknown): string {
  return textField(error, 'code') ?? 'unknown';
}

/** A text of an error. Asked by form: an error of another realm is not `instanceof` this one's. */
export function textField(error: unknown, field: 'code' | 'message'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value = (error as Readonly<Record<string, unknown>>)[field]; // an object, as just seen
  return typeof value === 'string' ? value : undefined;
}
