import * as z from 'zod';

/** The version of the form of everything that is put out as JSON. A change that breaks a reader changes it. */
export const API_VERSION = 'wardround/v1';

const moment = z.string().describe('A moment in UTC, ISO 8601 (RFC 3339), such as 2026-01-02T03:04:05Z.');

const reportedObject = z
  .object({
    kind: z.string().describe('The kind of the object, such as Node, Pod or Service.'),
    namespace: z.string().optional().describe('Missing where the object is not in a namespace.'),
    name: z.string(),
  })
  .describe('An object of the cluster.');

const reportedEvidence = z
  .object({
    source: z.string().describe('Where it was read, such as "Node node-3 .status.conditions[Ready]".'),
    text: z.string().describe('What was seen there, without a judgement.'),
  })
  .describe('One observation.');

const causeId = z
  .string()
  .describe(
    'An id of the catalogue of causes; `wardround why ID` explains it. Ids are added and never renamed, so a reader must bear one that it does not know.',
  )
  .meta({ examples: ['node.disk-pressure', 'dns.forwarding-loop'] });

const severity = z
  .enum(['error', 'warning'])
  .describe('An error makes the verdict unhealthy; a warning never does by itself.');

const confidence = z
  .enum(['proven', 'likely'])
  .describe(
    'proven: the evidence allows no other reading. likely: it fits best, and another stays possible.',
  );

const consequence = z
  .object({
    id: causeId,
    severity,
    object: z.string().describe('The object on which it shows, such as "Pod kube-system/coredns-abc".'),
    summary: z.string(),
    evidence: z.array(reportedEvidence),
  })
  .describe('A symptom that follows from the cause and needs no mending of its own.');

const step = z
  .object({
    text: z.string().describe('What to do, in one sentence.'),
    command: z
      .string()
      .optional()
      .describe(
        'A command that does it. Words in capitals (NODE, ADDRESS) are left to the reader where not known.',
      ),
  })
  .describe('One step of the mending.');

const cause = z
  .object({
    id: causeId,
    severity,
    object: z.string().describe('The object at fault, such as "Node node-3" or "Service shop/cart".'),
    objects: z
      .array(reportedObject)
      .describe('All objects on which this cause was found; `object` is the first.'),
    summary: z.string().describe('The cause in one sentence.'),
    confidence,
    since: moment.optional().describe('Since when, where that is known (UTC, ISO 8601).'),
    evidence: z.array(reportedEvidence).describe('Why we think so.'),
    explains: z.array(consequence).describe('What follows from it.'),
    remediations: z.array(step).describe('How to mend it, safest first.'),
  })
  .describe('Something that is wrong, and that nothing else found explains.');

const unknownPart = z
  .object({
    check: z.string().describe('The check that could not answer, by its name.'),
    reason: z
      .enum([
        'absent',
        'not-captured',
        'forbidden',
        'unauthorized',
        'unreachable',
        'timed-out',
        'rate-limited',
        'failed',
        'over-budget',
        'undecided',
      ])
      .describe(
        'Why: the evidence is missing for this reason, or (undecided) it is there and does not decide.',
      ),
    detail: z.string().describe('What was not learnt.'),
    fix: z.string().optional().describe('What would answer it, such as the rule of RBAC that is missing.'),
  })
  .describe('A question that stays open.');

export const diagnosisReport = z
  .object({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('Diagnosis'),
    target: z
      .object({
        kind: z.enum(['node', 'dns', 'proxy', 'network', 'service', 'cluster']),
        namespace: z.string().optional().describe('Of a Service.'),
        name: z.string().optional().describe('Of a node (its full name) or a Service.'),
      })
      .describe('What was looked at.'),
    at: moment.describe(
      'The moment of which the evidence speaks and by which ages are judged (UTC, ISO 8601).',
    ),
    origin: z
      .enum(['live', 'capture'])
      .describe('Whether a cluster was asked, or what somebody captured of one.'),
    verdict: z
      .enum(['healthy', 'unhealthy', 'unknown'])
      .describe(
        'unhealthy: there is a cause of severity error. unknown: there is none, and something needed was not learnt. Else healthy, with what was not learnt under `unknowns`.',
      ),
    causes: z.array(cause).describe('In causal order: the first is the answer.'),
    unknowns: z.array(unknownPart),
    notes: z.array(z.string()).describe('Facts worth telling that are no fault.'),
    checks: z.array(z.string()).describe('The checks that ran to an end, by name.'),
    cost: z
      .object({
        requests: z.int().min(0).describe('Requests sent to the API server; 0 for a capture.'),
        bytes: z.int().min(0).describe('Bytes of answers, or of the files of a capture after decompression.'),
        durationMs: z.int().min(0).describe('How long the look took, in milliseconds.'),
      })
      .describe('What the look has cost.'),
  })
  .describe('The answer of `wardround diagnose -o json`.')
  .meta({ title: 'Wardround diagnosis' });

/** A diagnosis written out for programs and people: all texts are words, plain and masked. */
export type DiagnosisReport = z.output<typeof diagnosisReport>;
export type ReportedCause = DiagnosisReport['causes'][number];

export const errorReport = z
  .object({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('Error'),
    error: z.object({
      code: z.string().describe('What went wrong, as a stable word, such as no-such-node or unreachable.'),
      message: z.string().describe('The same for people: what, and where.'),
      fix: z.string().optional().describe('What to do about it.'),
    }),
  })
  .describe('What `wardround diagnose -o json` puts out where it could not look (exit code 2).')
  .meta({ title: 'Wardround error' });

export type ErrorReport = z.output<typeof errorReport>;
