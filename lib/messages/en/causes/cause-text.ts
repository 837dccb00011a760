import type { CauseId } from '../../../causes/catalogue.ts';

/** The ids of one area: `AreaCauseId<'dns'>` is every id that starts with `dns.`, so a missing text fails type-check. */
export type AreaCauseId<Area extends string> = Extract<CauseId, `${Area}.${string}`>;

/**
 * What a command leaves to the reader, in capitals. NODE, NAMESPACE, POD and SERVICE name the object in question;
 * API_SERVER is host:port; ADDRESS is an IP address or host name; PORT a port number; CSR a CertificateSigningRequest;
 * IMAGE an image reference; DEVICE a block device below /dev; INTERFACE a network interface; NAME any other object's
 * name, told by the text beside it.
 */
export const causePlaceholders = [
  'NODE',
  'NAMESPACE',
  'POD',
  'SERVICE',
  'API_SERVER',
  'ADDRESS',
  'PORT',
  'CSR',
  'IMAGE',
  'DEVICE',
  'INTERFACE',
  'NAME',
] as const;

/** A command that proves the cause. One that does not start with kubectl runs on the node itself, as root. */
export interface ConfirmStep {
  readonly command: string;
  /** What its output shows when this is the cause. */
  readonly expect: string;
}

/** One step of the mending; a step without a command is a decision or work outside a shell. */
export interface MendStep {
  readonly text: string;
  readonly command?: string;
}

/** The reference text of one cause: read with `wardround why CAUSE-ID` and as the "what to do" of a diagnosis. */
export interface CauseText {
  /** The cause in one short sentence, without a final full stop; 80 characters at most. */
  readonly title: string;
  /** What is true when this is the cause. */
  readonly meaning: string;
  /** What users notice: which pods or Services suffer, and how soon. */
  readonly impact: string;
  readonly confirm: readonly ConfirmStep[];
  /** Ordered, safest first. Says where a restart does not help. */
  readonly mend: readonly MendStep[];
  /** Upstream pages that settle it; https only. */
  readonly sources: readonly string[];
}
