import { enumerate, quote } from '../words.ts';
import { type ErrorText, systemError } from './error-text.ts';

const files: Readonly<Record<string, string>> = {
  'certificate-authority': "file of the API server's certificate authority",
  'client-certificate': 'client certificate',
  'client-key': 'client key',
  'client-key-pair': 'pair of client certificate and key',
  token: 'token file',
};

interface Offered {
  readonly available: readonly string[];
  readonly paths: readonly string[];
}

const offer = (what: string, { available, paths }: Offered): string =>
  available.length === 0
    ? `${enumerate(paths)} has no ${what}.`
    : `There ${available.length === 1 ? 'is' : 'are'}: ${enumerate(available, 8)}.`;

const ofFiles = (paths: readonly string[]): string =>
  paths.length === 0 ? 'the kubeconfig' : enumerate(paths);

/** Why there is no way in to a cluster. */
export const connectErrors = {
  'connect.kubeconfig-not-found': (p: { tried: readonly string[] }): ErrorText => ({
    message: `There is no kubeconfig: ${p.tried.length > 0 ? `looked for ${enumerate(p.tried)}` : 'neither $KUBECONFIG nor a home folder is set'}, and this is no pod with a service account.`,
    fix: 'Give --kubeconfig FILE; or a capture with --from PATH; or --server URL --ca FILE --token-file FILE.',
  }),
  'connect.kubeconfig-missing': (p: { path: string }): ErrorText => ({
    message: `There is no kubeconfig ${p.path}.`,
    fix: 'Check the path behind --kubeconfig.',
  }),
  'connect.kubeconfig-unreadable': (p: { path: string; reason: string }): ErrorText => ({
    message: `The kubeconfig ${p.path} cannot be read: ${systemError(p.reason)}.`,
    fix: 'Check that it is a file, and who may read it: ls -l',
  }),
  'connect.kubeconfig-malformed': (p: {
    path: string;
    line: number | undefined;
    detail: string;
  }): ErrorText => ({
    message: `The kubeconfig ${p.path} is malformed${p.line === undefined ? '' : ` at line ${p.line}`}: ${
      p.detail === 'TAB_AS_INDENT' ? 'it is indented by a tab (TAB_AS_INDENT)' : p.detail
    }.`,
    fix: 'Compare with: kubectl config view --kubeconfig FILE',
  }),
  'connect.context-not-found': (p: Offered & { context: string }): ErrorText => ({
    message: `There is no context "${p.context}" in ${ofFiles(p.paths)}. ${offer('contexts', p)}`,
    fix: 'Give one of them: --context NAME. All of them: kubectl config get-contexts',
  }),
  'connect.no-current-context': (p: Offered): ErrorText => ({
    message: `${ofFiles(p.paths)} has no current context. ${offer('contexts', p)}`,
    fix: 'Give --context NAME, or set one: kubectl config use-context NAME',
  }),
  'connect.cluster-not-found': (p: Offered & { context: string; cluster: string }): ErrorText => ({
    message: `Context "${p.context}" names the cluster "${p.cluster}", which ${ofFiles(p.paths)} does not have. ${offer('clusters', p)}`,
    fix: 'Give another --context, or mend it: kubectl config set-context NAME --cluster CLUSTER',
  }),
  'connect.user-not-found': (p: Offered & { context: string; user: string }): ErrorText => ({
    message: `Context "${p.context}" names the user "${p.user}", whom ${ofFiles(p.paths)} does not have. ${offer('users', p)}`,
    fix: 'Give another --context, or mend it: kubectl config set-context NAME --user USER',
  }),
  'connect.server-invalid': (p: { server: string }): ErrorText => ({
    message: p.server
      ? `"${quote(p.server, 200)}" is no address of an API server.`
      : "The cluster's entry in the kubeconfig has no address of an API server.",
    fix: 'Give an https URL, such as https://10.0.0.1:6443',
  }),
  'connect.server-not-encrypted': (p: { server: string }): ErrorText => ({
    message: `${p.server} is not encrypted, and our credential would travel in the clear.`,
    fix: 'Use https. Plain http is taken on this machine only (kubectl proxy).',
  }),
  'connect.proxy-invalid': (p: { proxy: string }): ErrorText => ({
    message: `"${quote(p.proxy, 200)}" is no proxy that can be used.`,
    fix: 'Check proxy-url in the kubeconfig, and the variables HTTPS_PROXY and NO_PROXY; http and https proxies work.',
  }),
  'connect.credential-file-unreadable': (p: { file: string; path: string; reason: string }): ErrorText => ({
    message: `The ${files[p.file] ?? p.file} ${p.path} cannot be read: ${systemError(p.reason)}.`,
    fix: 'Check its path, and who may read it: ls -l',
  }),
  'connect.credential-invalid': (p: { file: string }): ErrorText => ({
    message:
      p.file === 'client-key-pair'
        ? 'The client certificate and the client key do not belong together.'
        : p.file === 'token'
          ? 'The token file holds no token that can be sent.'
          : `The ${files[p.file] ?? p.file} holds nothing in the form of PEM.`,
    fix:
      p.file === 'token'
        ? 'It should hold the token on one line, as kubectl create token writes it.'
        : 'A PEM file begins with -----BEGIN and is base64-encoded once more only inside a kubeconfig.',
  }),
  'connect.not-in-cluster': (p: { missing: readonly string[] }): ErrorText => ({
    message: `This is no pod with a service account: ${enumerate(p.missing)} ${p.missing.length === 1 ? 'is' : 'are'} missing.`,
    fix: 'Give --kubeconfig FILE, or set automountServiceAccountToken for the pod.',
  }),
  'connect.plugin-not-found': (p: { command: string; installHint: string | undefined }): ErrorText => ({
    message: `The kubeconfig gets its credentials from "${p.command}", which is not installed here.`,
    fix: p.installHint ? quote(p.installHint) : 'Install it, or put its folder on the PATH.',
  }),
  'connect.plugin-failed': (p: {
    command: string;
    exitCode: number | undefined;
    detail: string;
  }): ErrorText => ({
    message: `"${p.command}", from which the kubeconfig gets its credentials, failed${
      p.exitCode === undefined ? '' : ` with exit code ${p.exitCode}`
    }${p.detail ? `: ${quote(p.detail)}` : ''}.`,
    fix: 'Run it by hand; often it wants a new login (aws sso login, gcloud auth login, az login).',
  }),
  'connect.plugin-timed-out': (p: { command: string; seconds: number }): ErrorText => ({
    message: `"${p.command}", from which the kubeconfig gets its credentials, gave none within ${p.seconds} s.`,
    fix: 'Run it by hand; it may wait for a login in a browser.',
  }),
  'connect.plugin-needs-terminal': (p: { command: string }): ErrorText => ({
    message: `"${p.command}", from which the kubeconfig gets its credentials, wants to ask questions in a terminal.`,
    fix: 'Log in with it by hand first, so that it need not ask.',
  }),
  'connect.auth-provider-failed': (p: { provider: string; detail: string }): ErrorText => ({
    message: `The kubeconfig's auth provider "${p.provider}" gives no credentials${p.detail ? `: ${quote(p.detail)}` : ''}.`,
    fix: 'Auth providers were removed from kubectl 1.26; use an exec plugin in the kubeconfig.',
  }),
};
