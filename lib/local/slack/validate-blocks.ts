import { blockList, home, modal } from './block-schema.ts';
import { byType, type Check, type Problem } from './schema.ts';

/** What Slack says of blocks that it refuses: the `errors` of its answer, each with the JSON pointer of the culprit. */
export type BlockErrors = readonly string[];

/**
 * Checks the blocks of a message as Slack does, for the kinds of blocks named in README.md. An empty list means accepted.
 * The wording follows answers of the real one that people have published, for example
 * https://github.com/grafana/oncall/pull/5121 and https://github.com/flanksource/mission-control/issues/1329.
 */
export function validateBlocks(blocks: unknown): BlockErrors {
  return errorsOf(blockList(50, 0), blocks, '/blocks');
}

/** Checks a modal or Home view. */
export function validateView(view: unknown): BlockErrors {
  return errorsOf(byType({ modal, home }), view, '/view');
}

function errorsOf(check: Check, value: unknown, pointer: string): BlockErrors {
  const problems: Problem[] = [];
  check(value, pointer, (problem) => problems.push(problem));
  return problems.map((problem) => `${problem.message} [json-pointer:${problem.pointer}]`);
}

/**
 * `msg_blocks_too_long`: all blocks together are longer than about 13,200 characters, a limit that is documented nowhere
 * and was measured in https://github.com/slackapi/bolt-js/issues/2509.
 */
export function areTooLongTogether(blocks: unknown): boolean {
  return JSON.stringify(blocks).length > 13_100;
}
