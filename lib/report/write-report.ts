import { catalogue } from '../causes/catalogue.ts';
import type { EvidenceLine, Finding, ObjectRef } from '../checks/check.ts';
import { formatRef } from '../checks/observe.ts';
import { adviceFor } from '../diagnosis/advice.ts';
import type { DiagnosedCause, Diagnosis, UnknownPart } from '../diagnosis/diagnosis.ts';
import type { Target } from '../evidence/target.ts';
import { render } from '../messages/message.ts';
import { plainText } from './plain-text.ts';
import { API_VERSION, type DiagnosisReport, type ReportedCause } from './report.ts';

/** Writes a diagnosis out: messages become words, moments become ISO 8601, all of it plain and masked. */
export function writeReport(diagnosis: Diagnosis): DiagnosisReport {
  const { cost } = diagnosis;
  return {
    apiVersion: API_VERSION,
    kind: 'Diagnosis',
    target: writeTarget(diagnosis.target),
    at: writeMoment(diagnosis.at),
    origin: diagnosis.origin,
    verdict: diagnosis.verdict,
    causes: diagnosis.causes.map(writeCause),
    unknowns: diagnosis.unknowns.map(writeUnknown),
    notes: diagnosis.notes.map((note) => plainText(render(note))),
    checks: [...diagnosis.checked],
    cost: { requests: cost.requests, bytes: cost.bytes, durationMs: cost.durationMs },
  };
}

function writeTarget(target: Target): DiagnosisReport['target'] {
  switch (target.kind) {
    case 'node':
      return { kind: target.kind, name: plainText(target.name) };
    case 'service':
      return { kind: target.kind, namespace: plainText(target.namespace), name: plainText(target.name) };
    case 'dns':
    case 'proxy':
    case 'network':
    case 'cluster':
      return { kind: target.kind };
  }
}

function writeCause(cause: DiagnosedCause): ReportedCause {
  return {
    id: cause.id,
    severity: cause.severity,
    object: plainText(formatRef(cause.object)),
    objects: [cause.object, ...cause.others].map(writeObject),
    summary: plainText(render(cause.summary)),
    confidence: cause.confidence,
    ...(cause.since === undefined ? {} : { since: writeMoment(cause.since) }),
    evidence: cause.evidence.map(writeEvidence),
    explains: cause.explains.map(writeConsequence),
    remediations: [...adviceFor(cause).mend],
  };
}

const writeConsequence = (finding: Finding): ReportedCause['explains'][number] => ({
  id: finding.cause,
  severity: catalogue[finding.cause].severity,
  object: plainText(formatRef(finding.object)),
  summary: plainText(render(finding.summary)),
  evidence: finding.evidence.map(writeEvidence),
});

const writeObject = ({ kind, namespace, name }: ObjectRef): ReportedCause['objects'][number] => ({
  kind: plainText(kind),
  ...(namespace === undefined ? {} : { namespace: plainText(namespace) }),
  name: plainText(name),
});

const writeEvidence = ({ source, text }: EvidenceLine): ReportedCause['evidence'][number] => ({
  source: plainText(source),
  text: plainText(render(text)),
});

const writeUnknown = ({ check, reason, detail, fix }: UnknownPart): DiagnosisReport['unknowns'][number] => ({
  check,
  reason,
  detail: plainText(render(detail)),
  ...(fix === undefined ? {} : { fix: plainText(render(fix)) }),
});

const writeMoment = (epochMs: number): string => new Date(epochMs).toISOString().replace('.000Z', 'Z');
