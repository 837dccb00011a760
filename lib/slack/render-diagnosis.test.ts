import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { causeIds } from '../causes/catalogue.ts';
import type { DiagnosedCause, Diagnosis, UnknownPart } from '../diagnosis/diagnosis.ts';
import { areTooLongTogether, validateBlocks } from '../local/slack/validate-blocks.ts';
import { say } from '../messages/message.ts';
import type { SlackMessage } from './blocks.ts';
import { attachmentBytes } from './limits.ts';
import { renderDiagnosis } from './render-diagnosis.ts';
import { renderHead } from './render-head.ts';

const at = Date.parse('2026-03-04T05:06:07Z');

const healthy: Diagnosis = {
  target: { kind: 'node', name: 'node-3' },
  at,
  origin: 'live',
  verdict: 'healthy',
  causes: [],
  unknowns: [],
  notes: [],
  checked: ['node-conditions', 'node-heartbeat'],
  cost: { requests: 9, bytes: 123_456, durationMs: 1234 },
};

const cause = (over: Partial<DiagnosedCause> = {}): DiagnosedCause => ({
  id: 'kubelet.stopped',
  severity: 'error',
  object: { kind: 'Node', name: 'node-3' },
  others: [],
  summary: say('node.shut-down', { node: 'node-3' }),
  confidence: 'proven',
  since: at - 60_000,
  evidence: [{ source: 'Node node-3 .status', text: say('seen.log', { line: 'kubelet stopped <posting>' }) }],
  explains: [],
  ...over,
});

const gap = (over: Partial<UnknownPart> = {}): UnknownPart => ({
  check: 'dns-pods',
  reason: 'forbidden',
  detail: say('gap.unauthorized', { kind: 'pods' }),
  fix: say('gap.unauthorized.fix', {}),
  ...over,
});

const unhealthy: Diagnosis = { ...healthy, verdict: 'unhealthy', causes: [cause()] };

const textsOf = ({ blocks }: SlackMessage): string[] =>
  blocks.flatMap((block) =>
    block.type === 'context' ? block.elements.map(({ text }) => text) : [block.text.text],
  );

const wholeTextOf = (message: SlackMessage): string => textsOf(message).join('\n');

describe('a diagnosis in Slack', () => {
  test('leads with the cause, then why, then what to do', () => {
    const texts = textsOf(renderDiagnosis(unhealthy, { cluster: 'prod' }));
    expect(texts[0]).toBe('Unhealthy: node node-3 in prod');
    expect(texts[1]).toMatch(/^Error: node-3 is shut down/);
    expect(texts[3]).toMatch(/^\*Why\*\n```\nkubelet stopped &lt;posting&gt;\n {4}Node node-3 .status\n```$/);
    expect(texts[4]).toMatch(/^\*What to do\*\n1\. /);
    expect(texts[4]).toContain('```\nsystemctl start kubelet\n```');
    expect(texts.at(-1)).toBe('As of 2026-03-04T05:06:07Z: 2 checks, 9 requests, 121 KiB read in 1.2 s.');
  });

  test('says in its notification what is wrong and where', () => {
    const { text } = renderDiagnosis(unhealthy, { cluster: 'prod' });
    expect(text).toBe(
      'Unhealthy: node node-3 in prod. Error: node-3 is shut down: the cloud provider says so.',
    );
  });

  test('shows how to be sure of a cause that is only likely, and not of a proven one', () => {
    const likely = renderDiagnosis({ ...unhealthy, causes: [cause({ confidence: 'likely' })] });
    expect(wholeTextOf(likely)).toContain('Error, likely, not proven');
    expect(wholeTextOf(likely)).toContain('To be sure, run this.');
    expect(wholeTextOf(renderDiagnosis(unhealthy))).not.toContain('To be sure');
  });

  test('names the object that was found in its commands, unless its name is none that Kubernetes allows', () => {
    const commandsFor = (name: string): string =>
      wholeTextOf(
        renderDiagnosis({
          ...unhealthy,
          causes: [cause({ id: 'node.cordoned', object: { kind: 'Node', name } })],
        }),
      );
    expect(commandsFor('node-3')).toContain('kubectl uncordon node-3');
    expect(commandsFor('x; rm -rf /')).toContain('kubectl uncordon NODE');
  });

  test('calls an unhealthy thing unhealthy, an unknown one unknown and only a healthy one healthy', () => {
    const words = (diagnosis: Diagnosis) => textsOf(renderDiagnosis(diagnosis)).slice(0, 2).join(' ');
    expect(words(healthy)).toBe('Healthy: node node-3 No cause found by 2 checks.');
    expect(words({ ...healthy, verdict: 'unknown', unknowns: [gap()] })).toMatch(
      /^Unknown: .* too much was not learnt/,
    );
    expect(words(unhealthy)).not.toMatch(/healthy: .*No cause/);
  });

  test('tells each open question with what would answer it', () => {
    const message = renderDiagnosis({ ...healthy, verdict: 'unknown', unknowns: [gap()] });
    expect(wholeTextOf(message)).toContain('(401), so the pods stayed unread.');
    expect(wholeTextOf(message)).toContain('To learn it: Renew the token');
  });

  test('folds what follows from the cause and counts the rest', () => {
    const explains = Array.from({ length: 9 }, (_, index) => ({
      cause: 'node.cordoned' as const,
      object: { kind: 'Node', name: `node-${index}` },
      confidence: 'proven' as const,
      summary: say('node.cordoned', { node: `node-${index}` }),
      evidence: [],
    }));
    const message = renderDiagnosis({ ...unhealthy, causes: [cause({ explains })] });
    expect(wholeTextOf(message)).toContain('node-2 is cordoned');
    expect(wholeTextOf(message)).not.toContain('node-3 is cordoned');
    expect(wholeTextOf(message)).toContain('… and 6 more');
    expect(message.overflow?.content).toContain('node-8 is cordoned');
  });

  test('has no file where all of it fits, and where it does not a file that the message names', () => {
    expect(renderDiagnosis(unhealthy).overflow).toBeUndefined();
    const evidence = Array.from({ length: 40 }, (_, index) => ({
      source: `Event default/e${index}`,
      text: say('seen.log', { line: `line number ${index}` }),
    }));
    const message = renderDiagnosis({ ...unhealthy, causes: [cause({ evidence })] });
    expect(message.overflow?.filename).toBe('wardround-node-node-3-2026-03-04T05-06-07.000Z.txt');
    expect(message.overflow?.content).toContain('line number 39');
    expect(wholeTextOf(message)).toContain(message.overflow?.filename);
    expect(wholeTextOf(message)).toContain('… and 34 more');
  });
});

describe('a diagnosis that is full in each of its parts', () => {
  const quotes = '"'.repeat(400);
  const summary = say('node.cordoned', { node: quotes });
  const many = <T>(value: T): T[] => Array.from({ length: 20 }, () => value);
  const first = cause({
    summary,
    evidence: many({ source: quotes, text: say('seen.selector', { selector: { a: quotes } }) }),
  });
  const full: Diagnosis = {
    ...unhealthy,
    causes: [{ ...first, explains: many({ ...first, cause: first.id, since: at }) }, ...many(first)],
    unknowns: many(gap({ detail: say('gap.failed', { kind: 'pods', httpStatus: 500, technical: quotes }) })),
    notes: many(summary),
  };

  test('shows something of each, counts the rest and says where it is', () => {
    const slackMessage = renderDiagnosis(full);
    expect(areTooLongTogether(slackMessage.blocks)).toBe(false);
    expect(wholeTextOf(slackMessage)).toContain('*Why*');
    expect(wholeTextOf(slackMessage)).toContain('*What to do*');
    expect(wholeTextOf(slackMessage)).toContain('… and 19 more');
    expect(slackMessage.overflow?.content).toContain('Also seen');
    expect(textsOf(slackMessage).at(-2)).toContain(`in the file ${slackMessage.overflow?.filename}`);
  });
});

describe('the head of a thread', () => {
  test('goes from looking to the verdict, or says that looking failed', () => {
    const target = { kind: 'node', name: 'node-3' } as const;
    expect(renderHead({ state: 'looking', target, cluster: 'prod', sinceMs: 0 }).text).toBe(
      'Looking at node node-3 in prod …',
    );
    expect(renderHead({ state: 'failed', target }).text).toBe('Could not look at node node-3');
    expect(textsOf(renderHead({ state: 'failed', target }))[1]).toContain('nothing about its health');
    expect(textsOf(renderHead({ state: 'verdict', diagnosis: unhealthy }))[0]).toMatch(
      /^Unhealthy: node node-3\. Error: /,
    );
  });

  test('mentions who asked, and only an id that is one', () => {
    const target = { kind: 'dns' } as const;
    const asked = (askedBy: string) =>
      wholeTextOf(renderHead({ state: 'looking', target, sinceMs: 0, askedBy }));
    expect(asked('U2CERLKJA')).toContain('Asked by <@U2CERLKJA> · ');
    expect(asked('channel> <!here')).not.toContain('<');
  });
});

const nasty = fc.constantFrom(
  '<!channel>',
  '<@U012345>',
  '<https://evil.example|click>',
  '&lt;!here&gt;',
  '```',
  '`',
  '*_~',
  '"\\"',
  '\u202e\u200b\u0000\u001b[31m',
  '\ud800',
  '🫀',
  '\r\n\n',
  '漢字',
  'x'.repeat(3100),
  '"'.repeat(2000),
  '<'.repeat(1500),
);

const hostile = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 50 })), { maxLength: 4 })
  .map((pieces) => pieces.join(''));

const objectRef = fc.record({
  kind: fc.constantFrom('Node', 'Pod', 'Service', 'Deployment'),
  namespace: hostile,
  name: hostile,
});
const message = hostile.map((node) => say('node.cordoned', { node }));
const evidenceLine = fc.record({
  source: hostile,
  text: hostile.map((value) => say('seen.selector', { selector: { key: value } })),
});
const confidence = fc.constantFrom('proven' as const, 'likely' as const);
const finding = fc.record({
  cause: fc.constantFrom(...causeIds),
  object: objectRef,
  confidence,
  summary: message,
  evidence: fc.array(evidenceLine, { maxLength: 3 }),
});
const diagnosedCause: fc.Arbitrary<DiagnosedCause> = fc.record({
  id: fc.constantFrom(...causeIds),
  severity: fc.constantFrom('error' as const, 'warning' as const),
  object: objectRef,
  others: fc.array(objectRef, { maxLength: 8 }),
  summary: message,
  confidence,
  since: fc.constant(undefined),
  evidence: fc.array(evidenceLine, { maxLength: 8 }),
  explains: fc.array(finding, { maxLength: 5 }),
});
const unknownPart: fc.Arbitrary<UnknownPart> = fc.record({
  check: hostile,
  reason: fc.constantFrom('failed' as const, 'undecided' as const),
  detail: hostile.map((technical) => say('gap.failed', { kind: 'pods', httpStatus: 500, technical })),
  fix: fc.option(
    hostile.map((rule) => say('gap.forbidden.fix', { rule, namespace: undefined })),
    { nil: undefined },
  ),
});
const anyDiagnosis: fc.Arbitrary<Diagnosis> = fc.record({
  target: fc.oneof(
    hostile.map((name) => ({ kind: 'node' as const, name })),
    fc.record({ kind: fc.constant('service' as const), namespace: hostile, name: hostile }),
    fc.constant({ kind: 'cluster' as const }),
  ),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  origin: fc.constantFrom('live' as const, 'capture' as const),
  verdict: fc.constantFrom('healthy' as const, 'unhealthy' as const, 'unknown' as const),
  causes: fc.array(diagnosedCause, { maxLength: 4 }),
  unknowns: fc.array(unknownPart, { maxLength: 8 }),
  notes: fc.array(message, { maxLength: 8 }),
  checked: fc.array(hostile, { maxLength: 5 }),
  cost: fc.record({ requests: fc.nat(), bytes: fc.nat(), durationMs: fc.nat() }),
});

const rendered = (diagnosis: Diagnosis, cluster: string): SlackMessage[] => [
  renderDiagnosis(diagnosis, { cluster }),
  renderHead({ state: 'verdict', diagnosis, cluster }),
  renderHead({ state: 'looking', target: diagnosis.target, cluster, askedBy: cluster, sinceMs: 5000 }),
  renderHead({ state: 'failed', target: diagnosis.target, cluster }),
];

/** Markup only counts where Slack reads it: plain_text shows `<` as it is. */
const markupOf = (slackMessage: SlackMessage): string[] => [
  slackMessage.text,
  ...slackMessage.blocks.flatMap((block) => {
    const objects = block.type === 'context' ? block.elements : [block.text];
    return objects.flatMap((object) => (object.type === 'mrkdwn' ? [object.text] : []));
  }),
];

describe('any diagnosis, hostile and huge ones too', () => {
  test('is within all limits of Slack', () => {
    fc.assert(
      fc.property(anyDiagnosis, hostile, (diagnosis, cluster) => {
        for (const { blocks, text, overflow } of rendered(diagnosis, cluster)) {
          expect(validateBlocks(blocks)).toEqual([]);
          expect(areTooLongTogether(blocks)).toBe(false);
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(4000);
          expect(Buffer.byteLength(overflow?.content ?? '')).toBeLessThanOrEqual(attachmentBytes);
        }
      }),
    );
  });

  test('makes no markup, no invisible characters and no broken ones of foreign text', () => {
    fc.assert(
      fc.property(anyDiagnosis, hostile, (diagnosis, cluster) => {
        for (const slackMessage of rendered(diagnosis, cluster)) {
          for (const text of markupOf(slackMessage)) {
            expect(text).not.toMatch(/[<>]/);
            expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
            expect((text.match(/```/g) ?? []).length % 2).toBe(0);
          }
          const all = `${slackMessage.text}${wholeTextOf(slackMessage)}${slackMessage.overflow?.content ?? ''}`;
          expect(all).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cf}|\p{Cs}/u);
        }
      }),
    );
  });

  test('always tells the first cause, and how it was cut', () => {
    fc.assert(
      fc.property(anyDiagnosis, hostile, (diagnosis, cluster) => {
        const slackMessage = renderDiagnosis(diagnosis, { cluster });
        const [first] = diagnosis.causes;
        if (first) expect(wholeTextOf(slackMessage)).toContain(`\`${first.id}\``);
        const isCut = /… \(\d+ more characters?\)|… and \d+ more/.test(textsOf(slackMessage).join('\n'));
        if (isCut) expect(slackMessage.overflow).toBeDefined();
        if (slackMessage.overflow)
          expect(wholeTextOf(slackMessage)).toContain(slackMessage.overflow.filename);
      }),
    );
  });

  const secrets = [
    '-----BEGIN RSA PRIVATE KEY-----\nCANARYCANARY\n-----END RSA PRIVATE KEY-----',
    '-----BEGIN\u200b RSA PRIVATE KEY-----\nCANARYCANARY',
    'password=CANARYCANARY',
    'token: CANARYCANARY',
    'https://user:CANARYCANARY@registry.example/v2',
    'Bearer CANARYCANARY',
  ];

  test('never carries a secret, whole or cut', () => {
    fc.assert(
      fc.property(anyDiagnosis, fc.constantFrom(...secrets), fc.nat(400), (diagnosis, secret, padding) => {
        const text = `${'a'.repeat(padding)} ${secret}`;
        const poisoned: Diagnosis = {
          ...diagnosis,
          target: { kind: 'node', name: text },
          unknowns: [gap({ detail: say('gap.failed', { kind: text, httpStatus: 500, technical: text }) })],
          notes: [say('node.cordoned', { node: text })],
          causes: [
            cause({
              object: { kind: 'Node', name: text },
              others: [{ kind: 'Pod', name: text }],
              summary: say('node.cordoned', { node: text }),
              evidence: [{ source: text, text: say('seen.selector', { selector: { a: text } }) }],
            }),
            ...diagnosis.causes,
          ],
        };
        const posted = JSON.stringify(rendered(poisoned, text));
        expect(posted).not.toContain('CANARY');
        expect(posted).not.toContain('PRIVATE KEY');
      }),
    );
  });
});
