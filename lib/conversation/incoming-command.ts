import type { Asker } from '../jobs/job.ts';

/** A command of somebody in Slack, verified. */
export interface IncomingCommand {
  /** Names this very request: the same one sent again has the same id. */
  readonly requestId: string;
  readonly text: string;
  readonly asker: Asker;
}
