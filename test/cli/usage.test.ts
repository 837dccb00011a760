import { describe, expect, test } from '@jest/globals';
import { wardround } from './wardround.ts';

const say = (line: string) => wardround(line === '' ? [] : line.split(' '));

describe('a command line that is wrong says what and how', () => {
  test.each([
    ['', 'No command was given'],
    ['diagnoze dns', 'Did you mean diagnose?'],
    ['diagnose', 'What shall be diagnosed?'],
    ['diagnose dsn', 'Did you mean dns?'],
    ['diagnose node', 'Which node?'],
    ['diagnose service cart', 'NAMESPACE/cart'],
    ['diagnose dns now', '"now" is too much'],
    ['diagnose dns --form x', 'Did you mean --from?'],
    ['diagnose dns --from', '--from needs a value: --from PATH'],
    ['diagnose dns --from --verbose', '--from needs a value'],
    ['diagnose dns --verbose=yes', '--verbose takes no value'],
    ['diagnose dns --context a --context b', 'more than once'],
    ['diagnose dns --from a --kubeconfig b', '--from and --kubeconfig exclude each other'],
    ['diagnose dns --server https://a --context b', 'exclude each other'],
    ['diagnose dns --from a --token-file b', 'exclude each other'],
    ['diagnose dns --ca a', '--ca goes with --server URL'],
    ['diagnose dns -o jsno', 'Did you mean json?'],
    ['diagnose dns --now yesterday', '--now cannot be "yesterday"'],
    ['diagnose dns --now 2026-02-31T00:00:00Z', 'that is no moment'],
    ['diagnose dns --now 2026-01-02T03:04:05', 'that is no moment'],
    ['diagnose dns --timeout 0', '--timeout cannot be "0"'],
    ['diagnose dns --timeout soon', '--timeout cannot be "soon"'],
    ['diagnose dns --token abc', 'A token is not taken from the command line'],
    ['why', 'Which cause?'],
    ['why dns.forwardng-loop', 'Did you mean dns.forwarding-loop?'],
    ['why dns', 'stands for several causes'],
    ['why dns.forwarding-loop --from x', '--from means nothing to wardround why'],
    ['help diagnos', 'Did you mean diagnose?'],
  ])('wardround %s', async (line, expected) => {
    const { code, stdout, stderr } = await say(line);
    expect(code).toBe(2);
    expect(stderr.replace(/\s+/g, ' ')).toContain(expected);
    expect(stderr.startsWith('wardround: ')).toBe(true);
    expect(stdout).toBe('');
  });

  test('a token given by mistake is not repeated', async () => {
    const { stdout, stderr } = await say('diagnose dns --token canary-3f9a --from x -o json');
    expect(stdout + stderr).not.toContain('canary-3f9a');
  });

  test('a program that asks for JSON gets the error as JSON, and people read it on stderr', async () => {
    const { code, stdout, stderr } = await say('diagnose dns --form x -o json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      apiVersion: 'wardround/v1',
      kind: 'Error',
      error: {
        code: 'usage.unknown-option',
        message: 'There is no option --form. Did you mean --from?',
        fix: 'All options: wardround diagnose --help',
      },
    });
    expect(stderr).toContain('There is no option --form.');
  });
});

describe('help teaches', () => {
  test.each([
    '--help',
    'help',
    'diagnose --help',
    'help diagnose',
    'why --help',
    'diagnose node -h',
    'diagnose --nonsense -h',
  ])('wardround %s', async (line) => {
    const { code, stdout, stderr } = await say(line);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('Examples');
    expect(stdout).toContain('  wardround ');
    for (const text of stdout.split('\n')) expect(text.length).toBeLessThanOrEqual(80);
  });

  test('help of a command is about that command', async () => {
    const { stdout } = await say('diagnose --help');
    for (const expected of ['--from PATH', '--token-file FILE', 'service NAMESPACE/NAME', 'Exit codes']) {
      expect(stdout).toContain(expected);
    }
  });

  test('the version is the package’s', async () => {
    expect((await say('--version')).stdout).toMatch(/^wardround \d+\.\d+\.\d+\n$/);
  });
});

describe('why', () => {
  test('explains a cause from what it means to its sources', async () => {
    const { code, stdout } = await say('why DNS.forwarding-loop');
    expect(code).toBe(0);
    const order = [
      'dns.forwarding-loop',
      'error',
      'What it means',
      'What suffers',
      'confirm',
      'mend',
      'https://coredns.io/',
    ];
    const places = order.map((text) => stdout.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});
