import { describe, expect, test } from '@jest/globals';
import { parseCommand } from './parse-command.ts';

const parse = (text: string) => parseCommand(text === '' ? [] : text.split(' '));

describe('what is understood', () => {
  test.each([
    ['diagnose node node-3', { kind: 'node', name: 'node-3' }],
    ['diagnose node dns', { kind: 'node', name: 'dns' }],
    ['diagnose node cluster', { kind: 'node', name: 'cluster' }],
    ['diagnose node node/node-3', { kind: 'node', name: 'node-3' }],
    ['diagnose node-3', { kind: 'node', name: 'node-3' }],
    ['diagnose 10.0.0.7', { kind: 'node', name: '10.0.0.7' }],
    ['diagnose dns', { kind: 'dns' }],
    ['Diagnose DNS', { kind: 'dns' }],
    ['diagnose proxy', { kind: 'proxy' }],
    ['diagnose network', { kind: 'network' }],
    ['diagnose cluster', { kind: 'cluster' }],
    ['diagnose service shop/cart', { kind: 'service', namespace: 'shop', name: 'cart' }],
    ['diagnose shop/cart', { kind: 'service', namespace: 'shop', name: 'cart' }],
  ])('%s', (text, target) => {
    expect(parse(text)).toEqual({ ok: true, command: { verb: 'diagnose', target }, rest: [] });
  });

  test('words behind the command are handed back, not swallowed', () => {
    expect(parse('diagnose dns prod-eu')).toMatchObject({ ok: true, rest: ['prod-eu'] });
    expect(parse('diagnose node node-3 prod-eu')).toMatchObject({ ok: true, rest: ['prod-eu'] });
  });

  test('a cause, in any case', () => {
    expect(parse('why DNS.Forwarding-Loop')).toMatchObject({
      ok: true,
      command: { verb: 'why', cause: 'dns.forwarding-loop' },
    });
  });

  test('help about everything or about one command', () => {
    expect(parse('help')).toMatchObject({ command: { verb: 'help', about: undefined } });
    expect(parse('help why')).toMatchObject({ command: { verb: 'help', about: 'why' } });
  });
});

describe('what is not, and what was meant', () => {
  test.each([
    ['', { problem: 'no-command' }],
    ['diagnoze dns', { problem: 'unknown-command', word: 'diagnoze', meant: ['diagnose'] }],
    ['frobnicate', { problem: 'unknown-command', word: 'frobnicate', meant: [] }],
    ['diagnose', { problem: 'no-target' }],
    ['diagnose dsn', { problem: 'unknown-target', word: 'dsn', meant: ['dns'] }],
    ['diagnose ndoe node-3', { problem: 'unknown-target', word: 'ndoe', meant: ['node'] }],
    ['diagnose pods', { problem: 'unknown-target', word: 'pods', meant: [] }],
    ['diagnose node', { problem: 'no-node-name' }],
    ['diagnose service', { problem: 'no-service-name' }],
    ['diagnose service cart', { problem: 'bad-service-name', word: 'cart' }],
    ['diagnose service a/b/c', { problem: 'bad-service-name', word: 'a/b/c' }],
    ['why', { problem: 'no-cause' }],
    [
      'why dns.forwardng-loop',
      { problem: 'unknown-cause', word: 'dns.forwardng-loop', meant: ['dns.forwarding-loop'] },
    ],
    [
      'why forwarding-loop',
      { problem: 'unknown-cause', word: 'forwarding-loop', meant: ['dns.forwarding-loop'] },
    ],
    ['why constructor', { problem: 'unknown-cause', word: 'constructor', meant: [] }],
    ['help diagnos', { problem: 'unknown-help-topic', word: 'diagnos', meant: ['diagnose'] }],
  ])('"%s"', (text, problem) => {
    expect(parse(text)).toMatchObject({ ok: false, problem });
  });

  test('an area names the causes in it', () => {
    const parsed = parse('why access');
    expect(parsed).toMatchObject({
      ok: false,
      problem: { meant: ['access.forbidden', 'access.token-expired'] },
    });
  });
});
