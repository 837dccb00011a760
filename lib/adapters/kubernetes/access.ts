import type { ExecConfig } from './kubeconfig-schema.ts';

/** Whom the API server sees, before a plugin has been asked. */
export interface Identity {
  readonly token?: string;
  /** PEM. */
  readonly certificate?: Buffer;
  readonly key?: Buffer;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly exec?: ExecConfig;
  readonly authProvider?: { readonly name: string; readonly config: Readonly<Record<string, unknown>> };
}

/** A way in to one API server, with every file read. */
export interface Access {
  readonly from:
    | { readonly kind: 'kubeconfig'; readonly paths: readonly string[]; readonly context: string }
    | { readonly kind: 'in-cluster' }
    | { readonly kind: 'server' };
  /** Without a slash at its end; may carry a path, as behind Rancher. */
  readonly server: string;
  /** PEM; the system's own authorities where it is missing. */
  readonly authority?: Buffer;
  readonly skipTlsVerify: boolean;
  readonly tlsServerName?: string;
  readonly proxyUrl?: string;
  readonly identity: Identity;
}
