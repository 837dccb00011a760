/** The help of the command line: what each command does, its options, and examples to copy. */
export const help = {
  'help.overview': (_: object) =>
    'wardround finds out what is wrong with a Kubernetes cluster, and says what to do.',
  'help.usage': (_: object) => 'Usage',
  'help.commands': (_: object) => 'Commands',
  'help.options': (_: object) => 'Options',
  'help.examples': (_: object) => 'Examples',
  'help.exit-codes': (_: object) => 'Exit codes',
  'help.more': (_: object) => 'More: wardround diagnose --help, wardround why --help',
  'help.command.diagnose': (_: object) =>
    'look at something and name what is wrong with it, why, and what to do',
  'help.command.why': (_: object) => 'explain one cause: what it means, how to confirm it, how to mend it',
  'help.command.help': (_: object) => 'show this, or the help of one command',

  'help.diagnose': (_: object) =>
    'Collects evidence from a cluster, or from what somebody captured of one, judges it, and names causes in causal order: the first is the answer. It only ever reads. What could not be learnt is said, and never taken for healthy.',
  'help.diagnose.targets': (_: object) => 'What can be diagnosed',
  'help.target.node': (_: object) => 'one node, by its name, the beginning of its name, or its IP address',
  'help.target.dns': (_: object) => 'cluster DNS: CoreDNS, its Service and its endpoints',
  'help.target.proxy': (_: object) => 'kube-proxy on all nodes',
  'help.target.network': (_: object) => 'the pod network: CNI plugins, their agents, ranges of addresses',
  'help.target.service': (_: object) => 'one Service: selector, pods, ports, endpoints',
  'help.target.cluster': (_: object) => 'all of the above, except single Services',
  'help.why': (_: object) =>
    'Every diagnosis names its causes by id, such as dns.forwarding-loop. This explains one of them: what it means, what suffers, how to confirm it, how to mend it, and the sources. The name of an area (dns, kubelet, certificate …) lists the ids in it.',

  'help.option.from': (_: object) =>
    'read a capture instead of a cluster: a file, folder or tarball of objects as kubectl get -o json or -o yaml writes them, or of kubectl cluster-info dump. May be repeated; all are read as one',
  'help.option.kubeconfig': (_: object) =>
    'the kubeconfig to use; else $KUBECONFIG, then ~/.kube/config, then the service account of the pod that this runs in',
  'help.option.context': (_: object) => 'the context of the kubeconfig; else its current one',
  'help.option.server': (_: object) => 'the https address of an API server, where there is no kubeconfig',
  'help.option.ca': (_: object) => 'with --server: the certificate authority of the API server (PEM)',
  'help.option.token-file': (_: object) => 'with --server: a file that holds a bearer token',
  'help.option.now': (_: object) =>
    'judge ages as of this moment (ISO 8601, with a zone); else the newest moment in the capture, or for a cluster the clock',
  'help.option.output': (_: object) =>
    'text, json (docs/schema/diagnosis-v1.schema.json) or slack (Block Kit)',
  'help.option.timeout': (_: object) => 'for the whole look; else 60 for a cluster and 600 for a capture',
  'help.option.verbose': (_: object) =>
    'show all evidence, all consequences, the checks that ran and what was passed over',
  'help.option.no-color': (_: object) => 'no colour; NO_COLOR and FORCE_COLOR are respected too',
  'help.option.help': (_: object) => 'show help',
  'help.option.version': (_: object) => 'show the version',

  'help.exit.0': (_: object) => 'healthy, or with warnings only',
  'help.exit.1': (_: object) => 'unhealthy: a cause of severity error was found',
  'help.exit.2': (_: object) =>
    'could not look: wrong usage, unreadable capture, unreachable cluster, no such node',
  'help.exit.3': (_: object) => 'unknown: nothing wrong was found, and something needed was not learnt',

  'help.example.cluster': (_: object) => 'the whole cluster of the current context',
  'help.example.node': (_: object) => 'a node in another cluster',
  'help.example.prefix': (_: object) => 'a node by its address, for a program',
  'help.example.service': (_: object) => 'a Service that does not answer',
  'help.example.capture': (_: object) => 'a cluster that is not here: capture it there, diagnose it here',
  'help.example.past': (_: object) => 'a node as it was at a given moment',
  'help.example.why': (_: object) => 'what a cause is',
  'help.example.area': (_: object) => 'which causes there are in an area',

  'progress.reading': ({ what, bytes }: { what: string; bytes: string }) =>
    `reading ${what}: ${bytes} so far`,
  'progress.looking': (p: {
    target: string;
    server: string;
    requests: number;
    bytes: string;
    seconds: number;
  }) => `looking at ${p.target} through ${p.server}: ${p.requests} requests, ${p.bytes}, ${p.seconds} s`,
};
