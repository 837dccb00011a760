import type { Rig } from './rig.ts';

/** Something that must be so while a fault holds, in words and as a question. */
export interface Sight {
  readonly what: string;
  readonly holds: (rig: Rig) => boolean;
}

/** One way in which a cluster breaks. Inject and heal may be repeated: a second call finds its work done. */
export interface Fault {
  /** The file's name. */
  readonly name: string;
  /** Id in the public catalogue of causes that a diagnosis should name. */
  readonly cause: string;
  /** The cause's severity in the catalogue; an `error` must never pass for healthy. */
  readonly severity: 'error' | 'warning';
  /** What a diagnosis is asked about, in the command's own words: `node node2`, `dns`, `proxy`, `network`, `service shop/web`. */
  readonly target: string;
  readonly inject: (rig: Rig) => void | Promise<void>;
  readonly heal: (rig: Rig) => void | Promise<void>;
  readonly seen: readonly Sight[];
}
