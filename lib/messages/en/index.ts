import { config } from './config.ts';
import { captureSkips } from './errors/capture.ts';
import { gaps } from './gaps.ts';
import { help } from './help.ts';
import { incidents } from './incidents.ts';
import { nodes } from './nodes.ts';
import { observations } from './observations.ts';
import { report } from './report.ts';
import { resolution } from './resolution.ts';
import { slack } from './slack.ts';
import { system } from './system.ts';

/** Every text for people, in English: a function of its parameters under an id of its own. */
export const en = {
  ...gaps,
  ...observations,
  ...nodes,
  ...system,
  ...resolution,
  ...captureSkips,
  ...report,
  ...help,
  ...slack,
  ...incidents,
  ...config,
};
