import { targetWords, type Verb, verbs } from '../../grammar/command.ts';
import { type Message, render, say } from '../../messages/message.ts';
import { optionEntry, optionNames } from '../options.ts';
import { type Layout, paragraph, section } from './sections.ts';
import { wrap, wrapCommand } from './wrap.ts';

interface Example {
  readonly command: string;
  readonly about: Message;
}

const usages: Readonly<Record<Verb, string>> = {
  diagnose: 'diagnose TARGET',
  why: 'why CAUSE-ID',
  help: 'help [COMMAND]',
};

const general: readonly Example[] = [
  { command: 'wardround diagnose cluster', about: say('help.example.cluster', {}) },
  { command: 'wardround diagnose node node-3 --context prod-eu', about: say('help.example.node', {}) },
  { command: 'wardround why dns.forwarding-loop', about: say('help.example.why', {}) },
];

const examples: Readonly<Record<Verb, readonly Example[]>> = {
  diagnose: [
    { command: 'wardround diagnose cluster', about: say('help.example.cluster', {}) },
    { command: 'wardround diagnose node node-3 --context prod-eu', about: say('help.example.node', {}) },
    { command: 'wardround diagnose node 10.0.0.7 -o json', about: say('help.example.prefix', {}) },
    { command: 'wardround diagnose service shop/cart', about: say('help.example.service', {}) },
    {
      command: 'kubectl cluster-info dump -A --output-directory=dump && wardround diagnose dns --from dump',
      about: say('help.example.capture', {}),
    },
    {
      command:
        'wardround diagnose node node-3 --from nodes.json --from events.yaml --now 2026-01-02T03:04:05Z',
      about: say('help.example.past', {}),
    },
  ],
  why: [
    { command: 'wardround why dns.forwarding-loop', about: say('help.example.why', {}) },
    { command: 'wardround why certificate', about: say('help.example.area', {}) },
  ],
  help: general,
};

const TERM_COLUMNS = 26;

/** Terms with what they mean beside them, or below where a term is long. */
function glossary(
  entries: readonly { readonly term: string; readonly about: Message }[],
  layout: Layout,
): string[] {
  return entries.flatMap(({ term, about }) => {
    const [first = '', ...rest] = wrap(render(about), { width: layout.width, indent: TERM_COLUMNS });
    const head = `  ${term}`;
    if (head.length >= TERM_COLUMNS) return [head, first, ...rest];
    return [`${head.padEnd(TERM_COLUMNS)}${first.trimStart()}`, ...rest];
  });
}

const exampleLines = (list: readonly Example[], { width, paint }: Layout): string[] =>
  list.flatMap(({ command, about }) => [
    ...wrap(`# ${render(about)}`, { width, indent: 2, hang: 4 }).map(paint.dim),
    ...wrapCommand(command, { width, indent: 2 }),
  ]);

function optionLines(verb: Verb | undefined, layout: Layout): string[] {
  const taken = optionNames.filter((name) => {
    const { verbs: only } = optionEntry(name);
    return only === undefined || (verb !== undefined && only.includes(verb));
  });
  const entries = taken.map((name) => {
    const { short, value, help } = optionEntry(name);
    return { term: `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, about: help };
  });
  return glossary(entries, layout);
}

function exitCodes(layout: Layout): string[] {
  const codes = ['0', '1', '2', '3'] as const;
  return glossary(
    codes.map((code) => ({ term: code, about: say(`help.exit.${code}`, {}) })),
    layout,
  );
}

const targetTerms: Readonly<Record<(typeof targetWords)[number], string>> = {
  node: 'node NAME',
  dns: 'dns',
  proxy: 'proxy',
  network: 'network',
  service: 'service NAMESPACE/NAME',
  cluster: 'cluster',
};

const targetLines = (layout: Layout): string[] =>
  glossary(
    targetWords.map((word) => ({ term: targetTerms[word], about: say(`help.target.${word}`, {}) })),
    layout,
  );

/** Help about one command, or about all of them. */
export function writeHelp(about: Verb | undefined, layout: Layout): string {
  const title = (id: 'usage' | 'commands' | 'options' | 'examples' | 'exit-codes'): string =>
    render(say(`help.${id}`, {}));
  const isOverview = about === undefined || about === 'help';
  const commands = verbs.map((verb) => ({ term: usages[verb], about: say(`help.command.${verb}`, {}) }));
  const intro = isOverview ? say('help.overview', {}) : say(`help.${about}`, {});
  const usage = `wardround ${isOverview ? 'COMMAND' : usages[about]} [OPTION …]`;
  const lines = [
    ...wrap(render(intro), layout),
    ...section(title('usage'), paragraph(usage, layout), layout),
    ...(isOverview ? section(title('commands'), glossary(commands, layout), layout) : []),
    ...(about === 'diagnose'
      ? section(render(say('help.diagnose.targets', {})), targetLines(layout), layout)
      : []),
    ...section(title('examples'), exampleLines(isOverview ? general : examples[about], layout), layout),
    ...section(title('options'), optionLines(about, layout), layout),
    ...(about === 'why' ? [] : section(title('exit-codes'), exitCodes(layout), layout)),
    ...(isOverview ? ['', ...paragraph(render(say('help.more', {})), layout)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
