import { config } from './config.ts';
import { gaps } from './gaps.ts';
import { nodes } from './nodes.ts';
import { observations } from './observations.ts';
import { slack } from './slack.ts';
import { system } from './system.ts';

/** Every text for people, in English: a function of its parameters under an id of its own. */
export const en = { ...config, ...gaps, ...observations, ...nodes, ...system, ...slack };
